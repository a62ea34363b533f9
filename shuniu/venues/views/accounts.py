"""Open to everyone: which seasons were given out, each with its public account."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.centre_choice import CentreChoice
from shuniu.kernel.limits import Limited
from shuniu.kernel.models import Place
from shuniu.kernel.pages import OPEN, Page
from shuniu.venues.models import Round
from shuniu.venues.rounds import stage_of

SHOWN = 20


def published() -> QuerySet[Round]:
    return Round.objects.unscoped(because="a published account is for everyone").filter(published_at__isnull=False)


class Centres(CentreChoice):
    """To the results of the one centre; where there are several, first the choice."""

    permission = OPEN
    title, empty_text = _("Results of the seasonal rounds"), _("No result has been published yet.")
    leads_to = "venues:accounts_of"

    def centres_with(self):
        return published().values("centre_id")


class Accounts(Limited, Page):
    """The published seasons of a centre, the newest first."""

    permission = OPEN
    template = "venues/accounts.html"

    def get(self, request, centre):
        place = self.find(Place.objects.filter(has_centre=True), pk=centre)
        rounds = published().filter(centre_id=place.pk).order_by("-first")[:SHOWN]
        return self.show(centre=place, rounds=[(each, stage_of(each, self.actor.today)) for each in rounds])
