"""Objections to public notices as a list: what was said, how it stands; never who said it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.calendar import day_of
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.volunteers import permissions
from shuniu.volunteers.models import Certificate, NoticeObjection, Star
from shuniu.volunteers.notice_workflow import NOTICE_OBJECTION


def page_of(shown: Certificate | Star) -> str:
    """The page of what is shown in public."""
    name = "certificate" if isinstance(shown, Certificate) else "star"
    return reverse(f"volunteers:{name}", args=[shown.pk])


def _about(row: NoticeObjection) -> str:
    volunteer = row.shown.volunteer
    what = row.star.get_level_display() if row.star_id else str(_("service certificate"))
    return f"{volunteer.person.name} {volunteer.number} · {what}"


class NoticeObjectionList(ListPage):
    """What was told to the centre about certificates and stars on notice, the newest first."""

    permission = permissions.CERTIFY
    title = _("Objections to public notices")
    sentence = _("Nothing is signed before a named person has decided. Who objects stands in no list.")
    order = "-pk"
    empty_text = _("Nobody objected.")
    columns = (
        Column("raised", _("Raised on"), value=lambda row: day_of(row.raised_at)),
        Column("about", _("About"), value=_about),
        Column("says", _("What is wrong"), value="says"),
        Column("channel", _("How it came"), value=lambda row: row.get_channel_display()),
        Column("state", _("State"), value="state_shown", kind="tag"),
        Column("due_on", _("Due on"), value="due_on"),
    )
    filters = (
        Filter(
            "state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: NOTICE_OBJECTION.choices
        ),
    )

    def rows(self, actor):
        people = ("certificate__volunteer__person", "star__volunteer__person")
        return NoticeObjection.objects.visible_to(actor).select_related(*people)

    def prepare(self, rows):
        for row in rows:
            state = NOTICE_OBJECTION.by_state[row.state]
            row.state_shown = (state.kind, str(state.label))
        return rows

    def row_url(self, row) -> str:
        return page_of(row.shown)
