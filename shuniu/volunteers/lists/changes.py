"""Notices of changed posts as a list: whom to tell, who answered, what was decided."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.volunteers import permissions
from shuniu.volunteers.change_workflow import CHANGE
from shuniu.volunteers.changed_posts import changes_waiting_for
from shuniu.volunteers.judgement import said
from shuniu.volunteers.lists.volunteers import named
from shuniu.volunteers.models import ChangeNotice, Volunteer


def _of_volunteer(rows, text, actor):
    return rows.filter(volunteer__in=named(Volunteer.objects.visible_to(actor), text, actor).values("pk"))


def what_is_asked(notice: ChangeNotice) -> str:
    """What she has not on record, and the risks as they are now."""
    lacks = said(notice.judgement) if notice.judgement else ""
    risks = str(_("Risks now: %(risks)s") % {"risks": notice.post.risks}) if notice.asks_agreement else ""
    return f"{lacks} {risks}".strip()


class ChangeList(ListPage):
    """Everybody who was signed up for a post when it changed, the newest first."""

    permission = permissions.ARRANGE_SHIFTS
    title = _("Posts that changed")
    sentence = _("Who is signed up is told, answers, and keeps the place until a named person has decided.")
    order = "-pk"
    empty_text = _("Nobody is asked about a changed post.")
    columns = (
        Column("name", _("Volunteer"), value=lambda n: n.volunteer.person.name),
        Column("number", _("Volunteer number"), value=lambda n: n.volunteer.number),
        Column("post", _("Post"), value=lambda n: n.post.title),
        Column("asks", _("What changed"), value=what_is_asked),
        Column("state", _("State"), value="state_shown", kind="tag"),
        Column("due_on", _("Due on"), value="due_on"),
    )
    filters = (
        Filter("mine", _("Waits for me"), lambda rows, v, a: rows & changes_waiting_for(a).order_by(), kind="check"),
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: CHANGE.choices),
        Filter("q", _("Name or volunteer number"), _of_volunteer, kind="text"),
    )

    def rows(self, actor):
        return ChangeNotice.objects.visible_to(actor).select_related("volunteer__person", "post", "judgement")

    def prepare(self, rows):
        for row in rows:
            state = CHANGE.by_state[row.state]
            row.state_shown = (state.kind, str(state.label))
        return rows

    def actions(self):
        yield {"label": _("Calls to make"), "url": reverse("volunteers:calls"), "main": False}

    def row_url(self, row) -> str:
        return reverse("volunteers:change", args=[row.pk])
