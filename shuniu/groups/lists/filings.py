"""Applications as a list: what kind, how it stands, for whom it waits, and until when."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.models import Filing
from shuniu.groups.waiting import filings_waiting_for
from shuniu.groups.workflow import CLOSED_STATES, FILING, OPEN_STATES
from shuniu.kernel.calendar import day_of
from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage
from shuniu.kernel.permissions import PERMISSIONS, ROLES


def waits_for(filing: Filing) -> str:
    """The offices whose turn it is, in words; "" once it is closed."""
    asked = FILING.by_state[filing.state].waits_for
    if filing.state == "draft" or asked is None:
        return ""
    if filing.state == "notice":
        return str(ROLES["leader"])
    return "、".join(str(ROLES[role]) for role in PERMISSIONS[asked].roles)


def _only_overdue(rows, _value, actor):
    return rows.filter(state__in=OPEN_STATES, due_on__lt=actor.today)


def _found(rows, text, actor):
    return rows.filter(Q(number__icontains=text) | Q(group__name__icontains=text))


class FilingList(ListPage):
    permission = permissions.VIEW
    title = _("Filings")
    sentence = _("First filings, changes, renewals and ends, the newest first.")
    order = "-pk"
    empty_text = _("No application matches. A group's page begins one.")
    columns = (
        Column("number", _("Application"), sort="number"),
        Column("group", _("Group"), value=lambda f: f.group.name),
        Column("kind", _("Kind"), value=lambda f: f.get_kind_display()),
        Column("state", _("State"), value="state_shown", kind="tag"),
        Column("waits_for", _("Waits for"), value=lambda f: waits_for(f) or None),
        Column("due_on", _("Due on"), value="due_shown", kind="tag", export=lambda f: f.due_on),
        Column("submitted_at", _("Handed in"), value=lambda f: f.submitted_at and day_of(f.submitted_at)),
    )
    filters = (
        Filter("mine", _("Waits for me"), lambda rows, v, a: rows & filings_waiting_for(a).order_by(), kind="check"),
        Filter("overdue", _("Overdue"), _only_overdue, kind="check"),
        Filter("kind", _("Kind"), lambda rows, v, a: rows.filter(kind=v), choices=lambda a: Filing.Kind.choices),
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: FILING.choices),
        Filter("q", _("Number or group"), _found, kind="text"),
        DateFilter("submitted", _("Handed in"), "submitted_at__date"),
    )  # fmt: skip

    def rows(self, actor):
        return Filing.objects.visible_to(actor).select_related("group")

    def prepare(self, rows):
        for row in rows:
            state = FILING.by_state[row.state]
            row.state_shown = (state.kind, str(state.label))
            row.due_shown = self._due(row)
        return rows

    def _due(self, row) -> tuple[str, str] | None:
        if row.due_on is None or row.state in CLOSED_STATES:
            return None
        late = row.due_on < self.actor.today
        text = _("overdue since %(day)s") % {"day": row.due_on} if late else row.due_on.isoformat()
        return ("late" if late else "due" if row.due_on == self.actor.today else "info", str(text))

    def row_url(self, row) -> str:
        return reverse("groups:filing", args=[row.pk])
