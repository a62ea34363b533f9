"""The publicity log as a list, with what each kind adds up to, in its own unit."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.models import Publicity
from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage


class PublicityList(ListPage):
    permission = permissions.VIEW
    title = _("Publicity log")
    sentence = _("Panels in pieces, leaflets in sheets, shows in times; they are never added up.")
    order = "-done_on"
    empty_text = _("Nothing is in the log yet.")
    columns = (
        Column("done_on", _("Day"), sort="done_on"),
        Column("kind", _("Kind"), value=lambda p: p.get_kind_display()),
        Column("title", _("Topic or title")),
        Column("count", _("How many"), kind="number"),
        Column("place", _("Place"), value=lambda p: p.place or None),
        Column("noted_by", _("Noted by")),
        Column("correction", _("Correction"), value=lambda p: p.reason or None),
    )
    filters = (
        Filter("kind", _("Kind"), lambda rows, v, a: rows.filter(kind=v), choices=lambda a: Publicity.Kind.choices),
        Filter("q", _("Topic or title"), lambda rows, v, a: rows.filter(title__icontains=v), kind="text"),
        DateFilter("day", _("Day"), "done_on"),
    )

    def rows(self, actor):
        return Publicity.objects.visible_to(actor)

    def row_url(self, row) -> str:
        if row.corrects_id or not self.actor.may(permissions.PUBLICIZE):
            return ""
        return reverse("activities:correct_publicity", args=[row.pk])

    def actions(self):
        if self.actor.may(permissions.PUBLICIZE) and self.actor.centre:
            yield {"label": _("Enter in the log"), "url": reverse("activities:log_publicity"), "main": True}
