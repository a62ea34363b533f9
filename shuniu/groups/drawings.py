"""Figures for the two drawings of a group's page: its week, and its year of six ones. The template draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shuniu.groups.history import MonthOfSix
from shuniu.groups.models import ActivityTime
from shuniu.groups.sixones import DONE, DUE, EXCUSED, LATE, ONES

WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
WORDS = {DONE: _("done"), EXCUSED: _("excused"), DUE: _("due"), LATE: _("missing"), "": _("not asked")}


# --- The week -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Meeting:
    """One time of the week: column 0–6, its top and height in hours below the drawing's first hour."""

    weekday: int
    top: float
    height: float
    said: str


@dataclass(frozen=True, slots=True)
class Week:
    days: tuple[Promise, ...]
    first_hour: int
    hours: int
    meetings: list[Meeting]


def week_of(times: Iterable[ActivityTime]) -> Week | None:
    """The group's week, from the first hour used to the last; None where no time is known."""
    times = list(times)
    if not times:
        return None
    starts = [_hours(t.starts) for t in times if t.starts] or [8]
    ends = [_hours(t.ends) for t in times if t.ends] or [starts[0] + 2]
    first, last = int(min(starts)), int(-(-max(*ends, max(starts) + 1) // 1))
    return Week(WEEKDAYS, first, last - first, [_meeting(t, first, last) for t in times])


def _meeting(row: ActivityTime, first: int, last: int) -> Meeting:
    starts = _hours(row.starts) if row.starts else first
    ends = _hours(row.ends) if row.ends else (min(starts + 1, last) if row.starts else last)
    when = "–".join(f"{t:%H:%M}" for t in (row.starts, row.ends) if t)
    return Meeting(row.weekday - 1, starts - first, ends - starts, f"{WEEKDAYS[row.weekday - 1]} {when}".strip())


def _hours(moment: time) -> float:
    return moment.hour + moment.minute / 60


# --- The year -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Row:
    label: Promise
    states: list[str]  # done · excused · due · late · "" (not asked)


@dataclass(frozen=True, slots=True)
class Year:
    months: list[date]
    labels: list[str]
    rows: list[Row]
    said: str
    words: dict[str, Promise]


def year_drawn(year: list[MonthOfSix]) -> Year:
    rows = [Row(one.label, [month.states.get(one.name, "") for month in year]) for one in ONES]
    late = sum(row.states.count(LATE) for row in rows)
    said = _("Six ones of twelve months: %(done)s done, %(late)s missing.") % {
        "done": sum(row.states.count(DONE) for row in rows),
        "late": late,
    }
    return Year([m.first for m in year], [_label(m.first) for m in year], rows, str(said), WORDS)


def _label(month: date) -> str:
    return date_format(month, "M") if get_language() == "en" else f"{month.month}月"
