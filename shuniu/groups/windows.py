"""Which months a group may report: a return is taken from the month's first day until it closes (months_back later).

Wrong months are impossible: the page offers these and the action takes no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.groups.models import Excuse, Group, MonthlyReturn
from shuniu.groups.sixones import Month, months_at
from shuniu.kernel.calendar import add_months, month_end, month_of, months_between

YEAR = 12


@dataclass(frozen=True, slots=True)
class Window:
    """One month of a group: what was filed in it, and whether it can still be filed."""

    month: Month
    filed: MonthlyReturn | None
    excused: bool
    is_open: bool

    @property
    def first(self) -> date:
        return self.month.first

    @property
    def is_missing(self) -> bool:
        return self.filed is None and not self.excused

    def is_late(self, today: date) -> bool:
        return self.is_missing and today > self.month.due_on


def windows(group: Group, *, today: date, months: int = YEAR) -> list[Window]:
    """The months of a group that began in the last `months`, the newest first. Three queries."""
    firsts = list(reported_months(group, today=today, months=months))
    mine = {"centre_id": group.centre_id, "group": group, "month__gte": firsts[-1] if firsts else today}
    filed = {r.month: r for r in MonthlyReturn.objects.unscoped(because="the group was scoped").filter(**mine)}
    excused = set(
        Excuse.objects.unscoped(because="the group was scoped")
        .filter(**mine, duty="return")
        .values_list("month", flat=True)
    )
    return [
        Window(month, filed.get(month.first), month.first in excused, is_open=today <= month.closes_on)
        for month in months_at(group.centre_id, firsts)
    ]


def earliest_missing(found: list[Window]) -> Window | None:
    """The month to be reported next: the earliest one that is open and neither filed nor excused."""
    return next((w for w in reversed(found) if w.is_open and w.is_missing), None)


def reported_months(group: Group, *, today: date, months: int = YEAR) -> Iterator[date]:
    """The months of which a return may exist at all, the newest first: begun, and the group alive and active in them."""
    first = max(month_of(group.recorded_on), add_months(month_of(today), 1 - months))
    for month in reversed(list(months_between(first, today))):
        if is_reported(group, month, today):
            yield month


def is_reported(group: Group, month: date, today: date) -> bool:
    """Whether a group may have a return of a month: it has begun, and the group was in the register and active in it."""
    if month.day != 1 or month > today or month_end(month) < group.recorded_on:
        return False
    return all(day is None or day > month for day in (group.ended_on, group.suspended_on))
