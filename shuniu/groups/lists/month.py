"""A month of the whole register: one row a group, its six ones, what is missing and whether it was reminded."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.lists.cells import Cells
from shuniu.groups.lists.choices import Choices
from shuniu.groups.lists.groups import shows_names
from shuniu.groups.models import Group, Reminder
from shuniu.groups.queries import groups_found
from shuniu.groups.register import know
from shuniu.groups.sixones import (
    DUE,
    LATE,
    ONES,
    Month,
    Tally,
    asked_in,
    lacking,
    month_at,
    states_of,
    tally,
    with_six_ones,
)
from shuniu.kernel.calendar import add_months, month_of
from shuniu.kernel.environment import moment
from shuniu.kernel.environment import month as month_name
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.kernel.sealing import mask_name

CHOSEN = Column(
    "chosen",
    _("Choose"),
    value=lambda g: format_html(
        '<input type="checkbox" form="remind" name="group" value="{}" data-select aria-label="{}">', g.pk, g.name
    ),
    export=False,
)


class MonthOverview(ListPage):
    """The six ones of a month, group by group."""

    permission = permissions.VIEW
    template = "groups/month.html"
    order = "name"
    empty_text = _("No group matches.")
    shown = (
        Column("name", _("Group"), sort="name"),
        Column("leader", _("Leader"), value="leader_shown"),
        Column("place", _("Residents' committee"), value=lambda g: g.place.label),
        Column("six", _("Six ones"), value="six_shown", export=lambda g: g.six_written),
        Column("state", _("State"), value="state_shown", export=lambda g: g.state_word),
        Column("missing", _("Missing"), value="missing_shown"),
        Column("reminded", _("Reminded"), value=lambda g: g.reminded_at and moment(g.reminded_at)),
    )

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return (*self.shown, CHOSEN) if self.actor.may(permissions.REMIND) else self.shown

    @cached_property
    def month(self) -> Month:
        return month_at(self.actor.centre or self.actor.place, self.kwargs["month"])

    @cached_property
    def filters(self) -> list[Filter]:
        offered = Choices(self.actor)
        return [
            Filter("q", _("Name, pinyin initials or filing number"), groups_found, kind="text"),
            Filter("state", _("State"), self.in_state, choices=lambda a: self.states()),
            Filter(
                "place", _("Residents' committee"), lambda r, v, a: r.filter(place_id=v), choices=offered.committees
            ),
            Filter("branch", _("Branch"), lambda r, v, a: r.filter(branch_id=v), choices=offered.branches),
        ]

    def states(self) -> list[tuple[str, str]]:
        missing = [(one.name, _("missing: %(one)s") % {"one": one.label}) for one in ONES]
        return [("done", _("all done")), ("missing", _("something is missing")), *missing]

    def in_state(self, rows, value: str, actor):
        rows = with_six_ones(rows, self.month, today=actor.today)
        match value:
            case "done":
                return rows.exclude(lacking())
            case "missing":
                return rows.filter(lacking())
            case _:
                return rows.filter(lacking(value))

    def rows(self, actor):
        reminded = Reminder.everything.filter(
            centre_id=OuterRef("centre_id"), group_id=OuterRef("pk"), month=self.month.first
        ).order_by("-reminded_at")
        rows = asked_in(Group.objects.visible_to(actor).select_related("place"), self.month)
        return rows.annotate(reminded_at=Subquery(reminded.values("reminded_at")[:1]))

    def prepare(self, rows):
        know(rows, self.month, today=self.actor.today)
        in_full, cells = shows_names(self.actor), Cells()
        for row in rows:
            states = states_of(row, self.month, today=self.actor.today)
            row.leader_shown = row.leader_name if in_full or not row.leader_name else mask_name(row.leader_name)
            row.six_shown, row.six_written = cells.six(row, self.month, today=self.actor.today)
            row.missing_shown = cells.missing(states)
            kind, row.state_word = state_of(states)
            row.state_shown = cells.tag(kind, row.state_word)
        return rows

    def row_url(self, row) -> str:
        return reverse("groups:group", args=[row.pk])

    def list_title(self) -> str:
        return _("Six ones of %(month)s") % {"month": month_name(self.month.first)}

    def extra(self) -> dict:
        first = self.month.first
        return {
            "month": self.month,
            "previous": add_months(first, -1),
            "next": add_months(first, 1) if add_months(first, 1) <= self.actor.today else None,
            "head": self.head(),
            "may_remind": self.actor.may(permissions.REMIND),
        }

    def head(self) -> Tally:
        return tally(Group.objects.visible_to(self.actor), self.month, today=self.actor.today)


def state_of(states: dict[str, str]) -> tuple[str, str]:
    """(kind of tag, word) of a group's month as a whole."""
    if LATE in states.values():
        return LATE, gettext("late")
    return (DUE, gettext("due")) if DUE in states.values() else ("ok", gettext("done"))


def month_in_hand(place: int, today: date) -> Month:
    """The month the office is busy with: the last one until its duties have fallen due, then the running one."""
    last = month_at(place, add_months(month_of(today), -1))
    return last if today <= last.due_on else month_at(place, month_of(today))


def needing(groups, month: Month, *, today: date):
    """Those of the groups of which something is missing in a month."""
    return with_six_ones(asked_in(groups, month), month, today=today).filter(lacking()).filter(Q(ended_on__isnull=True))
