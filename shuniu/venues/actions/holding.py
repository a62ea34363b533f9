"""Times of a space for what the centre itself puts on, as another room asks for them (`kernel/spaces.py`, ADR 0072)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import bulk, trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.spaces import Time, Wanted
from shuniu.venues import permissions
from shuniu.venues.actions.booking import NOTHING
from shuniu.venues.actions.slots import free_slots, refuse_held, refuse_taken, take_slots
from shuniu.venues.models import Booking, Space, minutes
from shuniu.venues.opening import Hours
from shuniu.venues.queries import not_noted
from shuniu.venues.rules import Asked, may_be_held
from shuniu.venues.standing import HOLDS

HELD = trail.entry_kind(
    "venues.times_held", _("Kept {space} for {whose}: {count} times, from {first} to {last}"), erasure=NOTHING
)
LET_GO = trail.entry_kind("venues.times_let_go", _("Gave back {count} kept times: {reason}"), erasure=NOTHING)
USED = trail.entry_kind("venues.use_noted", _("{count} kept times were used"), erasure=NOTHING)
MOST = Booking._meta.get_field("holder").max_length or 0


@action
def hold_times(space: Space, wanted: Wanted, *, by: Actor) -> list[Booking]:
    """A booking for each time, in order; all, or none.

    The rules by which groups share (hours a week, days ahead) are not asked: they are for groups. What the place itself
    forbids, and who has the time, stands against the centre as against everybody. Raises Refused.
    """
    require(holds(by, permissions.BOOK))
    require(permissions.acts_for(None, by))
    days = [each.day for each in wanted.times]
    hours = Hours([space.venue_id], centre_id=space.centre_id, first=min(days), last=max(days))
    rows = [_held(space, each, wanted, hours, by) for each in wanted.times]
    facts = {"space": space.title, "whose": wanted.whose, "count": len(rows)}
    facts |= {"first": min(days).isoformat(), "last": max(days).isoformat()}
    trail.record(HELD, space, by=by, facts=facts)
    return rows


def _held(space: Space, asked: Time, wanted: Wanted, hours: Hours, by: Actor) -> Booking:
    starts, ends = minutes(asked.starts), minutes(asked.ends)
    require(may_be_held(Asked(space, None, asked.day, starts, ends, wanted.persons, wanted.amplified), today=by.today))
    refuse_taken(space, asked.day, starts, ends)
    refuse_held(space, asked.day, starts, ends)
    if refused := hours.refuses(space, asked.day, starts, ends, amplified=wanted.amplified):
        said = {"day": asked.day, "space": space.title, "why": refused.words}
        raise Refused(Denied(_("%(space)s on %(day)s: %(why)s.") % said))
    row = Booking(
        centre_id=space.centre_id, space=space, holder=wanted.whose[:MOST], day=asked.day, starts=asked.starts,
        ends=asked.ends, persons=wanted.persons, amplified=wanted.amplified, purpose=wanted.purpose[:MOST], on_paper=True,
        asked_at=by.at, asked_by=by.name,
    )  # fmt: skip
    row.save(force_insert=True)
    take_slots(row)
    return row


@action
def let_times_go(place: Place, bookings: Sequence[int], *, reason: str, by: Actor) -> int:
    """Give back those of the bookings (ids) that are still held and not over; the reason stays with each."""
    require(holds(by, permissions.BOOK))
    count = 0
    for some in bulk.in_portions(bookings):
        mine = Booking.objects.unscoped(because="the bookings of what was scoped").filter(
            HOLDS, centre_id=place.pk, pk__in=some, day__gte=by.today, checked_in_at__isnull=True
        )
        held = list(mine.values_list("pk", flat=True))
        mine.update(cancelled_at=by.at, cancelled_because=reason[:200])
        free_slots(held, centre_id=place.pk)
        count += len(held)
    trail.record(LET_GO, place, by=by, facts={"count": count, "reason": reason}, centre_id=place.pk)
    return count


@action
def note_use(place: Place, bookings: Sequence[int], *, by: Actor) -> int:
    """Who put something on has noted who came: the time was used, though nobody checked in at the door."""
    used = {"checked_in_at": by.at, "checked_in_by": by.name, "checked_in_via": Booking.Channel.DESK}
    mine = Booking.objects.unscoped(because="the bookings of what was scoped")
    count = mine.filter(pk__in=list(not_noted(place.pk, bookings))).update(**used, released_at=None)
    trail.record(USED, place, by=by, facts={"count": count}, centre_id=place.pk)
    return count
