"""When things happen in the year before the demo is built: on workdays, in office hours, never after the last evening."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random

from django.utils import timezone

from shuniu.kernel.calendar import add_months, add_workdays, month_of

LAST_HOUR = time(17, 30)
YOUNG, ACCOUNT = timedelta(days=60), timedelta(days=325)


class Year:
    """The calendar of a demo built on `day`. The office's workbook speaks for `start`, some thirteen months before."""

    def __init__(self, day: date):
        self.day = day
        self.month = month_of(day)
        self.start = workday(add_months(self.month, -13) + timedelta(days=14))
        self.months = [add_months(self.month, n) for n in range(-12, 0)]  # twelve whole months of duties
        self.end = moment(day - timedelta(days=1), LAST_HOUR)

    @property
    def account_from(self) -> date:
        """The first day of the account in which the case's figures lie, up to the last evening.

        New Year; but as long as the year is young it has no room for them, and they lie in the eleven months before.
        """
        last = self.end.date()
        new_year = self.day.replace(month=1, day=1)
        return new_year if last - new_year >= YOUNG else last - ACCOUNT

    def before(self, days: int) -> date:
        """The last workday that lies at least so many days (one or more) before the demo is built."""
        found = self.day - timedelta(days=days)
        while workday(found) != found:
            found -= timedelta(days=1)
        return found


class Story:
    """Everything that happens, told in the order of time, so that the trail reads as it would have been written."""

    def __init__(self, year: Year, rng: Random):
        self.year, self.rng = year, rng
        self._events: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._planned = 0

    def at(self, when: datetime, happens: Callable[[datetime], None]) -> None:
        """`happens(when)` is called in its turn; what lies after the last evening has not happened yet."""
        if when <= self.year.end:
            heapq.heappush(self._events, (when, self._planned, happens))
            self._planned += 1

    def on(self, day: date, happens: Callable[[datetime], None]) -> None:
        """At some minute of a day's office hours."""
        self.at(moment(day, time(self.rng.randint(9, 16), self.rng.randint(0, 59))), happens)

    def tell(self, progress: Callable[[int, int], None]) -> None:
        told = 0
        while self._events:
            when, _order, happens = heapq.heappop(self._events)
            happens(when)
            told += 1
            progress(told, told + len(self._events))


@lru_cache(maxsize=1_000)
def workday(day: date) -> date:
    """The day itself or the next workday after it."""
    return add_workdays(day - timedelta(days=1), 1)


def moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
