"""The list of venues: what they are, when they are open, and a hall that is divided into parts."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.documents import ALPHABET
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import conceal, reveal
from shuniu.venues import permissions
from shuniu.venues.models import EVER, GrantSlot, OpeningException, OpeningHours, Slot, Space, Venue

NOTHING = trail.Erasure.NOTHING_PERSONAL
ENTERED = trail.entry_kind("venues.entered", _("Entered the venue {name}"), erasure=NOTHING)
CHANGED = trail.entry_kind("venues.changed", _("Changed the venue: {columns}"), erasure=NOTHING)
LOOKED = trail.entry_kind("venues.looked", _("Looked at {columns}: {reason}"), erasure=trail.Erasure.KEEP_BY_LAW)
HOURS_SET = trail.entry_kind(
    "venues.hours_set", _("Set the opening hours from {since}: {hours} a week"), erasure=NOTHING
)
EXCEPTION_SET = trail.entry_kind(
    "venues.exception_set", _("Other hours from {first} to {last}: {reason}"), erasure=NOTHING
)
DIVIDED = trail.entry_kind("venues.divided", _("Divided {space} into {count} parts"), erasure=NOTHING)
SPACE_CHANGED = trail.entry_kind("venues.space_changed", _("Changed {space}"), erasure=NOTHING)

# A whole day of every weekday: (opens, closes) by weekday.
Week = Mapping[int, Sequence[tuple[time, time]]]


@action
def enter_venue(
    *, centre_id: int, name: str, capacity: int, hours: Week, equipment: Sequence[str] = (), key_phone: str = "", by: Actor,
    **columns,
) -> Venue:  # fmt: skip
    """A new venue with one space, the whole of it, and its weekly hours. `columns`: those of the model."""
    require(holds(by, permissions.MANAGE))
    venue = Venue(centre_id=centre_id, name=name.strip(), door_token=_token(), **columns)
    conceal(venue, "key_phone", key_phone)
    _insert(venue, _("There is a venue of this name already."))
    whole = Space(centre_id=centre_id, venue=venue, name=venue.name, capacity=capacity, equipment=list(equipment))
    whole.save(force_insert=True)
    _write_hours(venue, hours)
    trail.record(ENTERED, venue, by=by, facts={"name": venue.name})
    return venue


@action
def change_venue(venue: Venue, *, key_phone: str | None = None, by: Actor, **columns) -> None:
    """Correct what is known of a venue. The smallest piece of time never changes: what is booked stands on it.

    `key_phone`: None leaves it, "" takes it off the record.
    """
    require(holds(by, permissions.MANAGE))
    changed = [name for name, value in columns.items() if name != "grain" and getattr(venue, name) != value]
    for name in changed:
        setattr(venue, name, columns[name])
    if key_phone is not None:
        conceal(venue, "key_phone", key_phone)
        changed.append("key_phone")
    if not changed:
        raise Refused(Denied(_("Nothing was changed.")))
    try:
        with transaction.atomic():
            venue.save(update_fields=changed)
    except IntegrityError as twice:
        raise Refused(Denied(_("There is a venue of this name already."))) from twice
    trail.record(CHANGED, venue, by=by, facts={"columns": ", ".join(changed)})


@action
def look_at_key_phone(venue: Venue, *, reason: str, by: Actor) -> str:
    """The key holder's telephone in full, "" where none is on record; the look stands in the trail with its reason."""
    require(holds(by, permissions.MANAGE))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    trail.record(LOOKED, venue, by=by, facts={"columns": "key_phone", "reason": reason.strip()[:200]})
    return reveal(venue, "key_phone")


@action
def set_hours(venue: Venue, *, hours: Week, since: date, by: Actor) -> None:
    """The weekly hours from a day on, as a whole; until then the present ones hold. What is booked already stays."""
    require(holds(by, permissions.MANAGE))
    if since < by.today:
        raise Refused(Denied(_("This day is over.")))
    if not any(hours.values()):
        raise Refused(Denied(_("Name at least one day on which the venue is open, or give the venue up.")))
    mine = OpeningHours.objects.unscoped(because="the venue was scoped").filter(centre_id=venue.centre_id, venue=venue)
    mine.filter(since=since).delete()
    total = _write_hours(venue, hours, since)
    trail.record(HOURS_SET, venue, by=by, facts={"since": since.isoformat(), "hours": f"{total:g}"})


@action
def except_days(
    venue: Venue, *, first: date, last: date, opens: time | None = None, closes: time | None = None, reason: str, by: Actor
) -> OpeningException:  # fmt: skip
    """Close some days, or open them at other hours, with the reason that groups will read."""
    require(holds(by, permissions.MANAGE))
    exception = OpeningException(
        centre_id=venue.centre_id,
        venue=venue,
        first=first,
        last=last,
        opens=opens,
        closes=closes,
        reason=reason.strip(),
    )
    exception.save(force_insert=True)
    facts = {"first": first.isoformat(), "last": last.isoformat(), "reason": exception.reason}
    trail.record(EXCEPTION_SET, venue, by=by, facts=facts)
    return exception


@action
def divide_space(space: Space, *, into: Sequence[tuple[str, int]], by: Actor) -> list[Space]:
    """Divide an undivided space into two or more parts (name, most people). Who has the whole has all its parts."""
    require(holds(by, permissions.MANAGE))
    if len(into) < 2:
        raise Refused(Denied(_("A space is divided into two parts or more.")))
    if Space.objects.unscoped(because="the space was scoped").filter(centre_id=space.centre_id, parent=space).exists():
        raise Refused(Denied(_("This space is divided already.")))
    parts = [
        Space(centre_id=space.centre_id, venue_id=space.venue_id, parent=space, name=name.strip(), capacity=capacity,
              equipment=space.equipment, order=order)
        for order, (name, capacity) in enumerate(into, 1)
    ]  # fmt: skip
    for part in parts:
        _insert(part, _("This venue has a space of this name already."))
    for model in (Slot, GrantSlot):
        _hand_down(model, space, parts)
    trail.record(DIVIDED, space.venue, by=by, facts={"space": space.title, "count": len(parts)})
    return parts


@action
def change_space(space: Space, *, capacity: int, equipment: Sequence[str], by: Actor) -> None:
    """How many find room and with what. What is booked already stays."""
    require(holds(by, permissions.MANAGE))
    if (space.capacity, sorted(space.equipment)) == (capacity, sorted(equipment)):
        raise Refused(Denied(_("Nothing was changed.")))
    space.capacity, space.equipment = capacity, list(equipment)
    space.save(update_fields=["capacity", "equipment"])
    trail.record(SPACE_CHANGED, space.venue, by=by, facts={"space": space.title})


def _hand_down(model, space: Space, parts: Sequence[Space]) -> None:
    """What was taken of the whole is from now on taken of each part."""
    rows = model.objects.unscoped(because="the space was scoped").filter(centre_id=space.centre_id, part=space)
    held = list(rows)
    rows.delete()
    for part in parts:
        for row in held:
            row.pk, row.part = None, part
        model.objects.bulk_create(held)


def _write_hours(venue: Venue, hours: Week, since: date = EVER) -> float:
    rows = [
        OpeningHours(centre_id=venue.centre_id, venue=venue, since=since, weekday=weekday, opens=opens, closes=closes)
        for weekday, spells in hours.items()
        for opens, closes in spells
    ]
    if any(row.closes <= row.opens for row in rows):
        raise Refused(Denied(_("A venue closes after it opens.")))
    OpeningHours.objects.bulk_create(rows)
    return sum((r.closes.hour - r.opens.hour) + (r.closes.minute - r.opens.minute) / 60 for r in rows)


def _insert(row, taken) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(taken)) from twice


def _token() -> str:
    return "".join(secrets.choice(ALPHABET) for _i in range(12))
