"""Workdays and months. Holidays are rows of `Workday`; a day without a row is what its weekday says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from shuniu.kernel.models import Workday
from shuniu.kernel.prepared import prepared

FIRST_YEAR, LAST_YEAR = 1800, 2999  # of what an address may ask for


def add_workdays(start: date, days: int) -> date:
    """The day `days` workdays after `start` (the day itself not counted)."""
    if days <= 0:
        return start
    horizon = start + timedelta(days=days * 2 + 30)
    special = dict(_special_days(start, horizon))
    day = start
    while days:
        day += timedelta(days=1)
        days -= special.get(day, day.weekday() < 5)
    return day


@prepared
def _special_days(first: date, last: date) -> QuerySet:
    return Workday.objects.filter(day__range=(first, last)).values_list("day", "is_workday")


def day_of(moment: datetime) -> date:
    """The day here on which something happened; the database keeps moments in UTC, where the day begins at eight."""
    return timezone.localtime(moment).date()


def month_of(day: date) -> date:
    """A month is written as its first day."""
    return day.replace(day=1)


def add_months(month: date, count: int) -> date:
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def month_end(month: date) -> date:
    return add_months(month, 1) - timedelta(days=1)


def months_between(first: date, last: date) -> Iterator[date]:
    """The first days of the months from `first` to `last`, both included."""
    month = month_of(first)
    while month <= last:
        yield month
        month = add_months(month, 1)


def years_before(day: date, years: int) -> date:
    """The latest birthday at which one is `years` old on `day`; 29 February counts on 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def period_asked(asked: Mapping[str, str], *, today: date) -> tuple[date, date]:
    """The days in `?from=…&to=…`; this year up to today where they are missing or make no sense."""
    last = day_asked(asked.get("to")) or today
    first = day_asked(asked.get("from")) or last.replace(month=1, day=1)
    return (first, last) if first <= last else (last.replace(month=1, day=1), last)


def day_asked(text: str | None) -> date | None:
    """The day that an address asks for; None where it is none, or so far off that no week could be drawn beside it."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
