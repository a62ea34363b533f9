"""The six ones of one group over a year, from its rows: six queries however many months (sixones.py asks in SQL)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.groups.models import Excuse, Flag, Group, Leadership, MonthlyReturn, VenuePermit
from shuniu.groups.sixones import DONE, DUE, EXCUSED, LATE, ONES, Month, asked_all_of, months_at
from shuniu.kernel.calendar import add_months, month_of

YEAR = 12


@dataclass(frozen=True, slots=True)
class MonthOfSix:
    """One month of a group: one → done · excused · due · late; empty where nothing was asked of it."""

    month: Month
    states: dict[str, str]

    @property
    def first(self) -> date:
        return self.month.first


@dataclass(frozen=True, slots=True)
class Rows:
    """What a group has and did, as far as the year asks."""

    leaderships: list[Leadership]
    flags: list[Flag]
    permits: list[VenuePermit]
    returns: dict[date, MonthlyReturn]
    excuses: dict[tuple[date, str], Excuse]

    @classmethod
    def of(cls, group: Group, since: date) -> Rows:
        def mine(model, **more):
            return model.objects.unscoped(because="the group was scoped").filter(
                centre_id=group.centre_id, group=group, **more
            )

        return cls(
            list(mine(Leadership)),
            list(mine(Flag)),
            list(mine(VenuePermit)),
            {row.month: row for row in mine(MonthlyReturn, month__gte=since)},
            {(row.month, row.duty): row for row in mine(Excuse, month__gte=since)},
        )

    def has(self, one: str, month: Month, on: date) -> bool:
        report = self.returns.get(month.first)
        match one:
            case "leader":
                return any(_holds(row.since, row.until, on) for row in self.leaderships)
            case "flag":
                return any(_holds(row.issued_on, row.taken_back_on, on) for row in self.flags)
            case "permit":
                return any(_holds(p.valid_from, p.recalled_on, on) and on <= p.valid_until for p in self.permits)
            case "meeting":
                return report is not None and report.meetings >= month.meetings
            case "training":
                return report is not None and report.trainings >= month.trainings
            case _:
                return report is not None


def year_of(group: Group, *, today: date, months: int = YEAR) -> list[MonthOfSix]:
    """The last twelve months, the oldest first, the running one included."""
    firsts = [add_months(month_of(today), n) for n in range(1 - months, 1)]
    rows = Rows.of(group, firsts[0])
    return [MonthOfSix(month, _states(group, rows, month, today)) for month in months_at(group.centre_id, firsts)]


def _states(group: Group, rows: Rows, month: Month, today: date) -> dict[str, str]:
    on = min(month.last, today)
    if not asked_all_of(group, month):
        return {}
    return {one.name: _state(rows, one, month, on, today) for one in ONES}


def _state(rows: Rows, one, month: Month, on: date, today: date) -> str:
    if rows.has(one.name, month, on):
        return DONE
    if one.monthly and (month.first, one.name) in rows.excuses:
        return EXCUSED
    return DUE if today <= month.due_on else LATE


def _holds(since: date, until: date | None, on: date) -> bool:
    return since <= on and (until is None or until > on)
