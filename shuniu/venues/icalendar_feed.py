"""A feed as RFC 5545 has it: a weekly series is one event with RRULE and EXDATE, a single booking one of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from icalendar import Calendar, Event

from shuniu.venues.models import Booking, Feed, Series
from shuniu.venues.queries import holding
from shuniu.venues.standing import BOOKED

ZONE = ZoneInfo(settings.TIME_ZONE)
BACK = timedelta(days=60)


def calendar_of(feed: Feed, *, at: datetime, today: date) -> bytes:
    """What the public may see: which place, when, which group. No person, no purpose, no head count."""
    calendar = Calendar()
    calendar.add("prodid", "-//Shuniu//venues//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", feed.venue.name if feed.venue_id else feed.group.name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    series: dict[Series, list[Booking]] = defaultdict(list)
    for booking in _bookings(feed, today):
        if booking.series_id and booking.series.group_id == booking.group_id and not booking.waits:
            series[booking.series].append(booking)
        else:
            calendar.add_component(_single(booking, at))
    for each, dates in series.items():
        calendar.add_component(_weekly(each, dates, at))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _bookings(feed: Feed, today: date) -> QuerySet[Booking]:
    rows = holding(feed.centre_id).filter(day__gte=today - BACK)
    rows = rows.filter(space__venue=feed.venue) if feed.venue_id else rows.filter(group=feed.group)
    return rows.select_related("space__venue", "group", "series").order_by("day", "starts")


def _single(booking: Booking, at: datetime) -> Event:
    event = _event(booking, f"booking-{booking.centre_id}-{booking.pk}", at)
    event.add("status", "TENTATIVE" if booking.waits else "CONFIRMED")
    return event


def _weekly(series: Series, dates: list[Booking], at: datetime) -> Event:
    """One event from its first date; the weeks that are not had are EXDATEs."""
    first, last = dates[0], dates[-1]
    event = _event(first, f"series-{series.centre_id}-{series.pk}", at)
    event.add("status", "CONFIRMED")
    if len(dates) > 1:
        until = _moment(last.day, last.starts).astimezone(ZoneInfo("UTC"))
        event.add("rrule", {"freq": "weekly", "until": until})
        had = {booking.day for booking in dates}
        if missing := [day for day in _weeks(first.day, last.day) if day not in had]:
            event.add("exdate", [_moment(day, first.starts) for day in missing])
    return event


def _event(booking: Booking, uid: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@shuniu")
    event.add("dtstamp", at.astimezone(ZoneInfo("UTC")))
    event.add("dtstart", _moment(booking.day, booking.starts))
    event.add("dtend", _moment(booking.day, booking.ends))
    event.add("summary", booking.group.name if booking.group_id else str(BOOKED.label))  # a holder may be a person
    event.add("location", booking.space.title)
    return event


def _weeks(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range(0, (last - first).days + 1, 7))


def _moment(day: date, clock) -> datetime:
    return datetime.combine(day, clock, tzinfo=ZONE)
