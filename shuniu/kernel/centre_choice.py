"""Of what is open to everyone centre by centre: to the page of the one centre, else first the choice."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise

from shuniu.kernel.limits import Limited
from shuniu.kernel.models import Place
from shuniu.kernel.pages import OPEN, Page

MOST = 300  # a city has some two hundred


class CentreChoice(Limited, Page, abstract=True):
    """Declare `title`, `empty_text`, `leads_to` (a page that takes a centre) and `centres_with`."""

    permission = OPEN
    template = "kernel/centres.html"
    title: Promise
    empty_text: Promise
    leads_to: str

    def centres_with(self) -> QuerySet:
        """The codes of the centres that have something to show."""
        raise NotImplementedError

    def get(self, request):
        centres = list(Place.objects.filter(has_centre=True, pk__in=self.centres_with()).order_by("pk")[:MOST])
        if len(centres) == 1:
            return redirect(self.leads_to, centres[0].pk)
        choice = [(centre.label, reverse(self.leads_to, args=[centre.pk])) for centre in centres]
        return self.show(title=self.title, choice=choice, empty_text=self.empty_text)
