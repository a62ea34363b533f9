"""How a booking takes its place: a row a part and piece of time, which the database lets nobody have twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import bulk
from shuniu.kernel.permissions import Denied, Refused
from shuniu.kernel.prepared import prepared
from shuniu.kernel.prepared_inserts import insert_many
from shuniu.venues.held import held_at, hold_rounds_still
from shuniu.venues.models import Booking, Slot, Space, Venue, minutes
from shuniu.venues.parts import parts_of, pieces
from shuniu.venues.queries import holders_in


class Taken(Refused):
    """Somebody has the time already; the sentence says who and from when to when."""


def refuse_taken(space: Space, day: date, starts: int, ends: int) -> None:
    """Raise Taken where somebody has a part of it. Asked first: most refusals are of this kind."""
    taken = holders_in(space.centre_id, space.venue_id, day, starts, ends - 1)
    if taken and all(part != space.pk for part, *_held in taken):  # other parts of the venue: are they some of its own?
        parts = parts_of(space)
        taken = [each for each in taken if each[0] in parts]
    for _part, group, holder, from_, to in taken:
        said = _("%(who)s has this from %(from)s to %(to)s on %(day)s.")
        raise Taken(Denied(said % {"who": group or holder, "from": f"{from_:%H:%M}", "to": f"{to:%H:%M}", "day": day}))


def refuse_taken_in_turn(space: Space, day: date, starts: int, ends: int) -> None:
    """Let in one after another who book times of a venue, and raise Taken where the one before had a part of it.

    Who comes next hears at once who was faster, and has written nothing. The slots would keep them apart without it.
    """
    _venue_held_still(space.venue_id)
    refuse_taken(space, day, starts, ends)


@prepared
def _venue_held_still(venue: int) -> QuerySet[Venue]:
    venues = Venue.objects.unscoped(because="of a space that the caller scoped").filter(pk=venue)
    return venues.select_for_update(no_key=True).values_list("pk")


def refuse_held(space: Space, day: date, starts: int, ends: int) -> None:
    """Raise Taken where a published season holds a part of it for a group and is still to be booked.

    Asked in the transaction that books: it waits for whoever publishes or changes a season just now.
    """
    if not hold_rounds_still(space.centre_id, day, day):
        return
    if (held := held_at(space.centre_id, parts_of(space), day, starts, ends)) is not None:
        raise Taken(Denied(held.words))


def take_slots(booking: Booking) -> None:
    """Take the pieces of one booking. Raises Taken where somebody was faster in this very moment."""
    try:
        with transaction.atomic(savepoint=False):  # the action ends with it
            insert_many(
                [
                    Slot(centre_id=booking.centre_id, part_id=part, day=booking.day, at=at, booking=booking)
                    for part, at in pieces_of(booking)
                ]
            )
    except IntegrityError as twice:
        raise Taken(Denied(_("Somebody else has just taken this time. Please look again."))) from twice


def take_many(bookings: Iterable[Booking], parts: dict[int, tuple[int, ...]]) -> None:
    """Take the pieces of many bookings at once; IntegrityError where one is taken."""
    rows = (
        (booking.centre_id, part, bulk.day(booking.day), at, booking.pk)
        for booking in bookings
        for part in parts[booking.space_id]
        for at in pieces(minutes(booking.starts), minutes(booking.ends), booking.space.venue.grain)
    )
    bulk.insert(Slot, ("centre_id", "part_id", "day", "at", "booking_id"), rows)


def free_slots(bookings: Sequence[int], *, centre_id: int) -> None:
    """Let go what these bookings (ids) hold."""
    for some in bulk.in_portions(bookings):
        held = Slot.objects.unscoped(because="the bookings were scoped")
        held.filter(centre_id=centre_id, booking_id__in=some).delete()


def pieces_of(booking: Booking) -> Iterable[tuple[int, int]]:
    at = pieces(minutes(booking.starts), minutes(booking.ends), booking.space.venue.grain)
    return ((part, piece) for part in parts_of(booking.space) for piece in at)


def clock(minute: int) -> time:
    """Minutes after midnight as a time of day."""
    return time(minute // 60, minute % 60)
