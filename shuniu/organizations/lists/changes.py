"""Directory changes that organizations ask for, the ones that wait first."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.calendar import day_of
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.organizations import permissions
from shuniu.organizations.models import ChangeRequest
from shuniu.organizations.workflow import CHANGE_REQUEST


class ChangeList(ListPage):
    permission = permissions.MODERATE
    title = _("Directory changes")
    sentence = _("What organizations want changed in their entries.")
    order = "-pk"
    empty_text = _("No change was asked for.")
    columns = (
        Column("organization", _("Organization"), value=lambda r: r.organization.name),
        Column("state", _("State"), value="state_shown", kind="tag"),
        Column("asked_by", _("Asked by")),
        Column("asked_at", _("Asked on"), value=lambda r: day_of(r.asked_at)),
        Column("due_on", _("Due on")),
    )
    filters = (
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: CHANGE_REQUEST.choices),
    )

    def rows(self, actor):
        return ChangeRequest.objects.visible_to(actor).select_related("organization")

    def prepare(self, rows):
        for row in rows:
            state = CHANGE_REQUEST.by_state[row.state]
            row.state_shown = (state.kind, str(state.label))
        return rows

    def row_url(self, row) -> str:
        return reverse("organizations:change", args=[row.pk])
