"""Rooms that organizations offer, as a list; a contact sees those of the own organization."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.calendar import day_of
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.venues import permissions
from shuniu.venues.models import Offer
from shuniu.venues.offers import standing_of_offer


class OfferList(ListPage):
    permission = permissions.OFFER
    title = _("Rooms offered")
    sentence = _("What organizations lend, when and on what terms.")
    order = "-offered_at"
    empty_text = _("No organization has offered a room.")
    columns = (
        Column("name", _("Room lent"), value="name"),
        Column("organization", _("Organization"), value=lambda o: o.organization.name),
        Column("capacity", _("Most people"), kind="number"),
        Column("terms", _("Terms of the offer")),
        Column("offered_at", _("Offered on"), value=lambda o: day_of(o.offered_at), sort="offered_at"),
        Column("offered_by", _("Offered by"), value=lambda o: f"{o.offerer} · {o.get_channel_display()}"),
        Column("state", _("State"), value="state", kind="tag"),
    )
    filters = (
        Filter("waits", _("Waits for an answer"), lambda rows, v, a: rows.filter(decided_at=None, ended_on=None),
               kind="check"),
        Filter("q", _("Organization"), lambda rows, v, a: rows.filter(organization__name__icontains=v), kind="text"),
    )  # fmt: skip

    def rows(self, actor):
        return Offer.objects.visible_to(actor).select_related("organization", "venue")

    def prepare(self, rows):
        for row in rows:
            row.state = standing_of_offer(row, self.actor.today)
        return rows

    def row_url(self, row) -> str:
        return reverse("venues:offer", args=[row.pk])

    def actions(self):
        noun, noun_id = self.actor.subject or ("", None)
        if noun == "organizations.organization":
            url = reverse("venues:new_offer", args=[noun_id])
            yield {"label": _("Offer a room"), "url": url, "main": True}
