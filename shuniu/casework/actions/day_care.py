"""Day care: rooms, places by agreement, the list of who waits, days and meals by a tap, incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.casework.models import Attendance, DayCareRoom, Enrolment, Incident, Waiting
from shuniu.casework.queries import has_free
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import codes
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import conceal

NOTHING = trail.Erasure.NOTHING_PERSONAL
ROOM_OPENED = trail.entry_kind(
    "casework.room_opened", _("Opened the day care room {name} with {places} places"), erasure=NOTHING
)
ENROLLED = trail.entry_kind("casework.enrolled", _("Gave a place in {room}, agreement {number}"), erasure=NOTHING)
ENROLLED_MANY = trail.entry_kind("casework.enrolled_many", _("Gave {count} places in {room}"), erasure=NOTHING)
LEFT = trail.entry_kind("casework.place_left", _("Ended a place in {room}"), erasure=NOTHING)
WAITS = trail.entry_kind("casework.waits", _("Put somebody on the day care list: {priority}"), erasure=NOTHING)
MARKED = trail.entry_kind("casework.day_marked", _("Marked a day in {room}"), erasure=NOTHING)
MARKED_MANY = trail.entry_kind("casework.days_marked", _("Marked {count} days in {room}"), erasure=NOTHING)
INCIDENT = trail.entry_kind("casework.incident", _("Wrote down an incident in {room}"), erasure=NOTHING)
PRIORITIES = "casework.day_care.priority"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a place rests on, and whom to call."""

    number: str
    agreed_on: date
    emergency_name: str
    emergency_phone: str
    care_note: str = ""


@action
def open_room(*, name: str, places: int, address: str = "", by: Actor) -> DayCareRoom:
    require(holds(by, permissions.ARRANGE_DAY_CARE))
    room = DayCareRoom(centre_id=by.centre, name=name, places=places, address=address, opened_on=by.today)
    try:
        with transaction.atomic():
            room.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("This name is taken."))) from twice
    trail.record(ROOM_OPENED, room, by=by, facts={"name": name, "places": places})
    return room


@action
def enrol(room: DayCareRoom, person, agreement: Agreement, *, by: Actor) -> Enrolment:
    """Give a person a place; whoever waited leaves the list. Raises Refused where the room is full."""
    require(holds(by, permissions.DAY_CARE))
    require(has_free(room, 1, by))
    enrolment = _enrolment(room, person.pk, agreement, by)
    try:
        with transaction.atomic():
            enrolment.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("This person has a place already."))) from twice
    waiting = Waiting.objects.visible_to(by).filter(person_id=person.pk, left_on__isnull=True)
    waiting.update(left_on=by.today)
    trail.record(ENROLLED, enrolment, by=by, facts={"room": room.name, "number": agreement.number})
    return enrolment


@action
def enrol_many(room: DayCareRoom, rows: Sequence[tuple[int, Agreement]], *, by: Actor) -> None:
    """Places for many at once, from the room's own list: (person's key, agreement). All or nothing."""
    require(holds(by, permissions.DAY_CARE))
    require(has_free(room, len(rows), by))
    Enrolment.objects.bulk_create([_enrolment(room, person_id, agreed, by) for person_id, agreed in rows])
    trail.record(ENROLLED_MANY, room, by=by, facts={"count": len(rows), "room": room.name})


def _enrolment(room: DayCareRoom, person_id: int, agreement: Agreement, by: Actor) -> Enrolment:
    enrolment = Enrolment(
        centre_id=room.centre_id,
        room=room,
        person_id=person_id,
        agreement_number=agreement.number,
        agreed_on=agreement.agreed_on,
        since=by.today,
    )
    for column in ("emergency_name", "emergency_phone", "care_note"):
        conceal(enrolment, column, getattr(agreement, column))
    return enrolment


@action
def end_place(enrolment: Enrolment, *, by: Actor) -> None:
    require(holds(by, permissions.DAY_CARE))
    if enrolment.until is not None:
        raise Refused(Denied(_("The place was given up already.")))
    enrolment.until = by.today
    enrolment.save(update_fields=["until"])
    trail.record(LEFT, enrolment, by=by, facts={"room": enrolment.room.name})


@action
def wait_for_place(person, *, priority: str, by: Actor) -> Waiting:
    """On the list, where the reason puts them; among equals who asked first is first. Raises Refused."""
    require(holds(by, permissions.DAY_CARE))
    known = {code.code: code for code in codes(PRIORITIES, place=by.centre, on=by.today)}
    if priority not in known:
        raise Refused(Denied(_("Choose a reason for the order from the list.")))
    rank = known[priority].order
    waiting = Waiting(centre_id=by.centre, person=person, priority=priority, rank=rank, asked_on=by.today)
    try:
        with transaction.atomic():
            waiting.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("This person is on the list already."))) from twice
    trail.record(WAITS, waiting, by=by, facts={"priority": known[priority].label})
    return waiting


# --- Days and meals ---------------------------------------------------------------------------------------------------
@action
def mark_day(enrolment: Enrolment, *, meal: bool, by: Actor) -> Attendance:
    """One tap: here today, or the meal; the same tap again takes it back."""
    require(holds(by, permissions.DAY_CARE))
    if enrolment.until is not None and enrolment.until <= by.today:
        raise Refused(Denied(_("The place was given up already.")))
    day, made = Attendance.objects.unscoped(because="the place itself was scoped").get_or_create(
        centre_id=enrolment.centre_id, day=by.today, enrolment=enrolment, defaults={"meal": meal}
    )
    if not made:
        if meal:
            day.here, day.meal = True, not day.meal
        else:
            day.here, day.meal = not day.here, False
        day.save(update_fields=["here", "meal"])
    facts = {"room": enrolment.room.name, "here": day.here, "meal": day.meal}
    trail.record(MARKED, enrolment, by=by, facts=facts)
    return day


@action
def mark_days(room: DayCareRoom, rows: Sequence[tuple[int, date, bool]], *, by: Actor) -> None:
    """Many days at once, from the room's own list: (place's key, day, meal)."""
    require(holds(by, permissions.DAY_CARE))
    Attendance.objects.bulk_create(
        [Attendance(centre_id=room.centre_id, enrolment_id=pk, day=day, meal=meal) for pk, day, meal in rows],
        batch_size=500,
    )
    trail.record(MARKED_MANY, room, by=by, facts={"count": len(rows), "room": room.name})


@action
def write_incident(
    room: DayCareRoom,
    *,
    text: str,
    done: str,
    happened_on: date,
    family_told: bool = False,
    enrolment: Enrolment | None = None,
    by: Actor,
) -> Incident:
    """What happened (sealed), what was done, and whether the family knows."""
    require(holds(by, permissions.DAY_CARE))
    incident = Incident(
        centre_id=room.centre_id,
        room=room,
        enrolment=enrolment,
        happened_on=happened_on,
        done=done,
        family_told=family_told,
        written_by=by.name,
    )
    conceal(incident, "text", text)
    incident.save(force_insert=True)
    trail.record(INCIDENT, room, by=by, facts={"room": room.name, "incident": incident.pk})
    return incident
