"""What the board asks of this room: rows, and what is counted of them."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from shuniu.venues.models import Booking, Grant, Venue, minutes
from shuniu.venues.queries import venues_on


def venues_in_use(day: date, actor) -> QuerySet[Venue]:
    return venues_on(day, actor)


def granted_in_force(day: date, actor) -> QuerySet[Grant]:
    """The weekly times given in the seasons that run on a day, without those whose series was given back before."""
    given = Grant.objects.visible_to(actor).filter(
        withdrawn_at__isnull=True, round__published_at__isnull=False, round__first__lte=day, round__last__gte=day
    )
    return given.exclude(series__ended_on__lte=day).exclude(series__last__lt=day)


def hours_granted(grants: QuerySet[Grant]) -> float:
    """Hours a week."""
    return sum(minutes(ends) - minutes(starts) for starts, ends in grants.values_list("starts", "ends")) / 60


def bookings_over(first: date, last: date, actor) -> QuerySet[Booking]:
    """The booked times of the days from `first` to the eve of today at the latest: used or not, never cancelled.

    A time of which the paper sheet may still be keyed in is not known yet, and is left out.
    """
    rows = Booking.objects.visible_to(actor).filter(refused="", cancelled_at__isnull=True, waits=False)
    rows = rows.exclude(on_paper=True, checked_in_at__isnull=True, released_at__isnull=True)
    return rows.filter(day__range=(first, last), day__lt=actor.today)


def unused_share(first: date, last: date, actor) -> tuple[int, int]:
    """(times that nobody used, all times that are over)."""
    over = bookings_over(first, last, actor)
    return over.filter(checked_in_at__isnull=True).count(), over.count()
