"""Booking a single time: asking, approving, cancelling."""

from __future__ import annotations

from datetime import date, time

from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.venues import permissions
from shuniu.venues.actions.slots import free_slots, refuse_held, refuse_taken, refuse_taken_in_turn, take_slots
from shuniu.venues.models import Booking, Refusal, Space, minutes
from shuniu.venues.opening import Hours
from shuniu.venues.rules import Asked, may_book
from shuniu.venues.standing import HOLDS

NOTHING = trail.Erasure.NOTHING_PERSONAL
BOOKED = trail.entry_kind("venues.booked", _("Booked {space} on {day}, {from}–{to}"), erasure=NOTHING)
APPROVED = trail.entry_kind("venues.booking_approved", _("Approved {space} on {day}, {from}–{to}"), erasure=NOTHING)
DECLINED = trail.entry_kind(
    "venues.booking_declined", _("Did not approve {space} on {day}: {reason}"), erasure=trail.Erasure.KEEP_BY_LAW
)
CANCELLED = trail.entry_kind("venues.booking_cancelled", _("Cancelled {space} on {day}: {reason}"), erasure=NOTHING)


def _refuse_at_once(
    space: Space, *, group: Group | None = None, day: date, starts: time, ends: time, by: Actor, **_more
) -> None:
    """Before the transaction begins: most attempts are refused because somebody has the time."""
    _require_may(group, by)
    refuse_taken(space, day, minutes(starts), minutes(ends))


@action(looks_first=_refuse_at_once)
def book_space(
    space: Space,
    *,
    group: Group | None = None,
    holder: str = "",
    day: date,
    starts: time,
    ends: time,
    persons: int,
    amplified: bool = False,
    purpose: str = "",
    on_paper: bool = False,
    by: Actor,
) -> Booking:
    """Book a space for a group, or for `holder`. Raises Refused with the reason, Taken where somebody has it.

    `on_paper`: it signs the list at the door, so that the clock does not release the time.
    """
    _require_may(group, by)
    asked = Asked(space, group, day, minutes(starts), minutes(ends), persons, amplified)
    refuse_taken_in_turn(space, day, asked.starts, asked.ends)
    require(may_book(asked, today=by.today))
    _require_open(asked)
    refuse_held(space, day, asked.starts, asked.ends)
    booking = Booking(
        centre_id=space.centre_id, space=space, group=group, holder=holder.strip(), day=day, starts=starts, ends=ends,
        persons=persons, amplified=amplified, purpose=purpose.strip(), on_paper=on_paper, asked_at=by.at, asked_by=by.name,
        waits=space.venue.needs_approval and not by.may(permissions.APPROVE),
    )  # fmt: skip
    booking.save(force_insert=True)
    take_slots(booking)
    trail.record(BOOKED, booking, by=by, facts=said_of(booking))
    return booking


@action
def approve_booking(booking: Booking, *, by: Actor) -> None:
    require(holds(by, permissions.APPROVE))
    _change(booking, {"waits": True}, waits=False, approved_by=by.name)
    trail.record(APPROVED, booking, by=by, facts=said_of(booking))


@action
def decline_booking(booking: Booking, *, reason: str, by: Actor) -> None:
    """Not approved, with the reason; the time is free again and the date stays with what was said."""
    require(holds(by, permissions.APPROVE))
    reason = _given(reason)
    _change(booking, {"waits": True}, waits=False, refused=Refusal.DECLINED, refused_detail=reason)
    free_slots([booking.pk], centre_id=booking.centre_id)
    trail.record(DECLINED, booking, by=by, facts={**said_of(booking), "reason": reason})


@action
def cancel_booking(booking: Booking, *, reason: str, by: Actor) -> None:
    """Give a time back before it begins. What the centre cancels needs its reason in words; the group reads it."""
    require(holds(by, permissions.BOOK))
    require(permissions.acts_for(booking.group_id, by))
    reason = _given(reason)
    if booking.day < by.today:
        raise Refused(Denied(_("This day is over.")))
    _change(booking, {"checked_in_at__isnull": True}, cancelled_at=by.at, cancelled_because=reason)
    free_slots([booking.pk], centre_id=booking.centre_id)
    trail.record(CANCELLED, booking, by=by, facts={**said_of(booking), "reason": reason})


def said_of(booking: Booking) -> dict:
    """What the trail says of a booking."""
    return {
        "space": booking.space.title,
        "day": booking.day.isoformat(),
        "from": f"{booking.starts:%H:%M}",
        "to": f"{booking.ends:%H:%M}",
        "group": booking.group_id,
    }


def _require_may(group: Group | None, by: Actor) -> None:
    require(holds(by, permissions.BOOK))
    require(permissions.acts_for(group.pk if group else None, by))


def _require_open(asked: Asked) -> None:
    space = asked.space
    hours = Hours([space.venue_id], centre_id=space.centre_id, first=asked.day, last=asked.day)
    if refused := hours.refuses(space, asked.day, asked.starts, asked.ends, amplified=asked.amplified):
        raise Refused(Denied(refused.words[:1].upper() + refused.words[1:]))


def _change(booking: Booking, while_: dict, **columns) -> None:
    rows = Booking.objects.unscoped(because="the booking was scoped").filter(HOLDS, pk=booking.pk, **while_)
    if not rows.update(**columns):
        raise Refused(Denied(_("Somebody else has just acted on this. Open it again to see how it stands.")))
    for name, value in columns.items():
        setattr(booking, name, value)


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    return reason.strip()[:200]
