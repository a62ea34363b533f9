"""Star levels as a list: for whom, how many hours, how far."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage
from shuniu.volunteers import permissions
from shuniu.volunteers.certifying import hours
from shuniu.volunteers.lists.volunteers import named
from shuniu.volunteers.models import Star, Volunteer
from shuniu.volunteers.models.recognition import LEVELS
from shuniu.volunteers.recognition import stars_waiting_for
from shuniu.volunteers.recognition_workflow import STAR


def _of_volunteer(rows, text, actor):
    return rows.filter(volunteer__in=named(Volunteer.objects.visible_to(actor), text, actor).values("pk"))


class StarList(ListPage):
    """Every level that was reached, the newest first."""

    permission = permissions.VIEW_CERTIFICATES
    title = _("Stars")
    sentence = _("Reached by the hours of the ledger, shown in public, awarded by a second person.")
    order = "-pk"
    empty_text = _("No star matches.")
    columns = (
        Column("stars", _("Stars"), value=lambda s: s.get_level_display()),
        Column("name", _("Volunteer"), value=lambda s: s.volunteer.person.name),
        Column("volunteer", _("Volunteer number"), value=lambda s: s.volunteer.number),
        Column("hours", _("Hours"), value=lambda s: hours(s.minutes), kind="number"),
        Column("state", _("State"), value="state_shown", kind="tag"),
        Column("notice_until", _("Shown in public until"), value="notice_until"),
        Column("awarded_on", _("Awarded on"), value="awarded_on", sort="awarded_on"),
    )
    filters = (
        Filter("mine", _("Waits for me"), lambda rows, v, a: rows & stars_waiting_for(a).order_by(), kind="check"),
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: STAR.choices),
        Filter("level", _("Stars"), lambda rows, v, a: rows.filter(level=v), choices=lambda a: LEVELS),
        Filter("q", _("Name or volunteer number"), _of_volunteer, kind="text"),
        DateFilter("awarded", _("Awarded on"), "awarded_on"),
    )

    def rows(self, actor):
        return Star.objects.visible_to(actor).select_related("volunteer__person")

    def prepare(self, rows):
        for row in rows:
            state = STAR.by_state[row.state]
            row.state_shown = (state.kind, str(state.label))
        return rows

    def row_url(self, row) -> str:
        return reverse("volunteers:star", args=[row.pk])

    def actions(self):
        yield {
            "label": _("Public notices"),
            "url": reverse("volunteers:star_notices", args=[self.actor.centre or self.actor.place]),
            "main": False,
        }
        if self.actor.may(permissions.CERTIFY):
            url = reverse("volunteers:notice_objections")
            yield {"label": _("Objections to public notices"), "url": url, "main": False}
        if self.actor.may(permissions.CERTIFY) and self.actor.centre:
            yield {"label": _("Look who has reached a level"), "url": reverse("volunteers:propose_stars"), "main": True}
