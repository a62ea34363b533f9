"""When venues are open: weekly hours, then the exceptions of a day, then holidays. All of it is in the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from shuniu.kernel.models import Workday
from shuniu.kernel.prepared import prepared
from shuniu.venues.models import Booking, OpeningException, OpeningHours, Refusal, Space, Venue, minutes
from shuniu.venues.standing import HOLDS

SUNDAY = 7
DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a time cannot be had; `detail`: the name of the holiday, the reason of the exception."""

    refusal: Refusal
    detail: str = ""

    @property
    def words(self) -> str:
        return str(self.refusal.label) % {"detail": self.detail}


class Hours:
    """The hours of some venues between two days, fetched once."""

    def __init__(self, venues: Iterable[int], *, centre_id: int, first: date, last: date):
        venues = list(venues)
        self.weekly: dict[int, list[OpeningHours]] = {}
        for row in _weekly(centre_id, venues):
            self.weekly.setdefault(row.venue_id, []).append(row)
        self.weeks: dict[tuple[int, date], dict[int, list[tuple[int, int]]]] = {}
        self.exceptions = _exceptions(centre_id, venues, first, last)
        self.holidays = dict(_holidays(first, last))

    def spells(self, venue: Venue, day: date) -> list[tuple[int, int]]:
        """The spells of a day in which a venue is open, in minutes after midnight."""
        if (exception := self.exception(venue, day)) is not None:
            return [] if exception.opens is None else [(minutes(exception.opens), minutes(exception.closes))]
        weekday = day.isoweekday()
        if day in self.holidays and venue.on_holidays != Venue.Holidays.OPEN:
            if venue.on_holidays == Venue.Holidays.CLOSED:
                return []
            weekday = SUNDAY
        return self.week(venue, day).get(weekday, [])

    def week(self, venue: Venue, day: date) -> dict[int, list[tuple[int, int]]]:
        """Weekday → spells, as they hold on a day."""
        rows = in_force(self.weekly.get(venue.pk, ()), day)
        key = venue.pk, rows[0].since if rows else day
        if key not in self.weeks:
            week = self.weeks.setdefault(key, {})
            for row in rows:
                week.setdefault(row.weekday, []).append((minutes(row.opens), minutes(row.closes)))
        return self.weeks[key]

    def exception(self, venue: Venue, day: date) -> OpeningException | None:
        return next((e for e in self.exceptions if e.venue_id == venue.pk and e.first <= day <= e.last), None)

    def refuses(self, space: Space, day: date, starts: int, ends: int, *, amplified: bool) -> Refused | None:
        """Why the venue itself stands against a time; None where it does not."""
        venue = space.venue
        if (refused := self._refuses_day(space, day)) is not None:
            return refused
        if not any(opens <= starts and ends <= closes for opens, closes in self.spells(venue, day)):
            return self._closed(venue, day)
        if amplified and not is_loud_allowed(venue, starts, ends):
            return Refused(Refusal.QUIET)
        return None

    def shut_times(self, space: Space, day: date) -> list[tuple[int, int]]:
        """Between which minutes of a day a space cannot be used; between two spells that meet lies a break of no length."""
        if self._refuses_day(space, day) is not None:
            return [(0, DAY)]
        spells = sorted(self.spells(space.venue, day))
        return list(zip((0, *(closes for _o, closes in spells)), (*(opens for opens, _c in spells), DAY), strict=True))

    def _refuses_day(self, space: Space, day: date) -> Refused | None:
        """Why a space cannot be used on a day at all, whatever the hours."""
        venue = space.venue
        if (given_up := next((each for each in (venue, space) if each.given_up_on(day)), None)) is not None:
            return Refused(Refusal.GIVEN_UP, given_up.closed_because)
        if not venue.offered_on(day):
            return Refused(Refusal.NOT_OFFERED)
        if venue.fire_certificate_until is not None and venue.fire_certificate_until < day:
            return Refused(Refusal.FIRE, venue.fire_certificate_until.isoformat())
        return None

    def _closed(self, venue: Venue, day: date) -> Refused:
        if (exception := self.exception(venue, day)) is not None:
            return Refused(Refusal.EXCEPTION, exception.reason)
        if day in self.holidays and venue.on_holidays != Venue.Holidays.OPEN:
            return Refused(Refusal.HOLIDAY, self.holidays[day] or day.isoformat())
        return Refused(Refusal.CLOSED)


SCOPED = "hours of venues that were scoped"


@prepared
def _weekly(centre_id: int, venues: list[int]) -> QuerySet[OpeningHours]:
    return OpeningHours.objects.unscoped(because=SCOPED).filter(centre_id=centre_id, venue_id__in=venues)


@prepared
def _exceptions(centre_id: int, venues: list[int], first: date, last: date) -> QuerySet[OpeningException]:
    rows = OpeningException.objects.unscoped(because=SCOPED).filter(centre_id=centre_id, venue_id__in=venues)
    return rows.filter(first__lte=last, last__gte=first)


@prepared
def _holidays(first: date, last: date) -> QuerySet:
    return Workday.objects.filter(day__range=(first, last), is_workday=False).values_list("day", "name")


def outside_hours(venue: Venue, since: date) -> list[Booking]:
    """What is booked from a day on at hours in which the venue is not open."""
    booked = Booking.objects.unscoped(because="the venue was scoped").filter(
        HOLDS, centre_id=venue.centre_id, space__venue=venue, day__gte=since, checked_in_at__isnull=True
    )
    found = list(booked.order_by("day", "starts"))
    if not found:
        return []
    hours = Hours([venue.pk], centre_id=venue.centre_id, first=since, last=found[-1].day)
    return [
        booking for booking in found
        if not any(
            opens <= minutes(booking.starts) and minutes(booking.ends) <= closes
            for opens, closes in hours.spells(venue, booking.day)
        )
    ]  # fmt: skip


def in_force(rows: Iterable[OpeningHours], day: date) -> list[OpeningHours]:
    """Of one venue's hours, the week that was set last for a day or before it."""
    begun = [row for row in rows if row.since <= day]
    newest = max((row.since for row in begun), default=day)
    return [row for row in begun if row.since == newest]


def is_loud_allowed(venue: Venue, starts: int, ends: int) -> bool:
    """Whether amplified sound may be used; a venue without hours of sound allows none."""
    if venue.loud_from is None or venue.loud_until is None:
        return False
    return minutes(venue.loud_from) <= starts and ends <= minutes(venue.loud_until)
