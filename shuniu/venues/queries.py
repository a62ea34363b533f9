"""Questions about bookings that cross nouns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from shuniu.kernel.dated import setting
from shuniu.kernel.prepared import prepared
from shuniu.venues.models import Booking, Slot, Space, Venue
from shuniu.venues.standing import HOLDS, NOT_GIVEN_BACK, moment_of

NO_SECRET = "who has which room of the centre at what time is shown to everyone of the centre"  # noqa: S105


def venues_on(day: date, actor) -> QuerySet[Venue]:
    """The venues that can be used on a day."""
    return Venue.objects.visible_to(actor).exclude(closed_on__lte=day).exclude(offered_until__lt=day)


def venues_left(day: date, actor) -> QuerySet[Venue]:
    """The venues that are used no longer on a day: given up, or offered until a day that is past."""
    return Venue.objects.visible_to(actor).filter(Q(closed_on__lte=day) | Q(offered_until__lt=day))


def spaces_on(day: date, actor) -> QuerySet[Space]:
    """The spaces of the venues that can be used on a day, by venue and order."""
    spaces = Space.objects.visible_to(actor).exclude(closed_on__lte=day)
    return spaces.exclude(venue__closed_on__lte=day).exclude(venue__offered_until__lt=day).select_related("venue")


def spaces_of_season(first: date, last: date, actor) -> QuerySet[Space]:
    """The spaces that can be used on one day of a season at least, by venue and order."""
    return spaces_on(first, actor).exclude(venue__offered_from__gt=last).order_by("venue__name", "order", "pk")


def holding(centre_id: int) -> QuerySet[Booking]:
    """The bookings of a centre that have their space, whoever asks."""
    return Booking.objects.unscoped(because=NO_SECRET).filter(HOLDS, centre_id=centre_id)


@prepared
def holders_in(centre_id: int, venue_id: int, day: date, first: int, last: int) -> QuerySet:
    """Whose bookings hold pieces that begin in [first, last] in a venue: (part, group, other holder, from, to) of each."""
    taken = Slot.objects.unscoped(because=NO_SECRET).filter(
        centre_id=centre_id, part__venue_id=venue_id, day=day, at__gte=first, at__lte=last
    )
    return taken.order_by("at", "part_id").values_list(
        "part_id", "booking__group__name", "booking__holder", "booking__starts", "booking__ends"
    )


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week in which a day lies."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def not_come(centre_id: int, at: datetime) -> QuerySet[Booking]:
    """The bookings of a centre that are to be released: nobody checked in within the place's minutes after the beginning.

    Who signs the paper list has come for all the clock knows: the sheet says who did, and nothing else (ADR 0071).
    """
    rules = setting("venues.check_in", place=centre_id, on=moment_of(at)[0])
    today, now = moment_of(at - timedelta(minutes=rules["release_minutes_after"]))
    mine = Booking.objects.unscoped(because="the clock's work for one centre").filter(HOLDS, centre_id=centre_id)
    late = Q(day__lt=today) | Q(day=today, starts__lte=now)
    return mine.filter(late, on_paper=False, checked_in_at__isnull=True)


def not_noted(centre_id: int, bookings: Sequence[int]) -> QuerySet:
    """Which of the bookings (ids) were had and nobody has noted yet that they were used."""
    mine = Booking.objects.unscoped(because="the bookings of what was scoped")
    had = mine.filter(NOT_GIVEN_BACK, centre_id=centre_id, pk__in=bookings, checked_in_at__isnull=True)
    return had.values_list("pk", flat=True)
