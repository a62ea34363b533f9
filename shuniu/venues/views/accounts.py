"""Open to everyone: which seasons were given out, each with its public account."""

from __future__ import annotations

from django.shortcuts import redirect

from shuniu.kernel.limits import Limited
from shuniu.kernel.models import Place
from shuniu.kernel.pages import OPEN, Page
from shuniu.venues.models import Round
from shuniu.venues.rounds import stage_of

SHOWN = 20


class OpenPage(Limited, Page, abstract=True):
    permission = OPEN

    def published(self):
        return Round.objects.unscoped(because="a published account is for everyone").filter(published_at__isnull=False)


class Centres(OpenPage):
    """To the results of the one centre; where there are several, first the choice."""

    permission = OPEN
    template = "venues/accounts_centres.html"

    def get(self, request):
        found = self.published().values("centre_id")
        centres = list(Place.objects.filter(has_centre=True, pk__in=found).order_by("pk")[:300])
        if len(centres) == 1:
            return redirect("venues:accounts_of", centres[0].pk)
        return self.show(centres=centres)


class Accounts(OpenPage):
    """The published seasons of a centre, the newest first."""

    permission = OPEN
    template = "venues/accounts.html"

    def get(self, request, centre):
        place = self.find(Place.objects.filter(has_centre=True), pk=centre)
        rounds = self.published().filter(centre_id=place.pk).order_by("-first")[:SHOWN]
        return self.show(centre=place, rounds=[(each, stage_of(each, self.actor.today)) for each in rounds])
