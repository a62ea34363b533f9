"""What stands against single dates of a weekly series that somebody books: the hours of its week, a coming season."""

from __future__ import annotations

from collections import Counter
from datetime import date

from shuniu.groups.public import Group
from shuniu.venues.models import Booking, Refusal, Round, Series, minutes
from shuniu.venues.opening import Refused
from shuniu.venues.queries import week_of
from shuniu.venues.rules import booking_rules
from shuniu.venues.standing import HOLDS


class Limits:
    """Fetched once for a series, before its dates are judged."""

    def __init__(self, series: Series, *, today: date):
        self.most = booking_rules(series.centre_id, today)["hours_a_week"]
        self.minutes = minutes(series.ends) - minutes(series.starts)
        self.held = _minutes_held(series.group, week_of(series.first)[0], week_of(series.last)[1])
        self.seasons = _to_be_given_out(series)

    def refuses(self, series: Series, day: date) -> Refused | None:
        for title, first, last in self.seasons:
            if first <= day <= last:
                return Refused(Refusal.SEASON, title)
        if series.group_id and self.held[week_of(day)[0]] + self.minutes > self.most * 60:
            return Refused(Refusal.TOO_MUCH, str(self.most))
        return None


def _minutes_held(group: Group | None, first: date, last: date) -> Counter[date]:
    """Monday → the minutes that a group holds in the week."""
    held: Counter[date] = Counter()
    if group is not None:
        rows = Booking.objects.unscoped(because="the group was scoped").filter(
            HOLDS, centre_id=group.centre_id, group=group, day__range=(first, last)
        )
        for day, starts, ends in rows.values_list("day", "starts", "ends"):
            held[week_of(day)[0]] += minutes(ends) - minutes(starts)
    return held


def _to_be_given_out(series: Series) -> list[tuple[str, date, date]]:
    """The seasons that a round gives out and has not booked yet: (title, first, last day)."""
    rounds = Round.objects.unscoped(because="the dates of a round are for everyone of the centre")
    mine = rounds.filter(centre_id=series.centre_id, opened_at__isnull=True)
    return list(mine.filter(first__lte=series.last, last__gte=series.first).values_list("title", "first", "last"))
