"""Day care: rooms, places by agreement, the list of who waits, days and meals by a tap, incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.casework.models import Attendance, DayCareRoom, Enrolment, Incident, Waiting
from shuniu.casework.queries import enrolments_on, has_free, queue_passed_by
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import codes
from shuniu.kernel.permissions import Allowed, Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import conceal, reveal

NOTHING = trail.Erasure.NOTHING_PERSONAL
ROOM_OPENED = trail.entry_kind(
    "casework.room_opened", _("Opened the day care room {name} with {places} places"), erasure=NOTHING
)
ROOM_CLOSED = trail.entry_kind("casework.room_closed", _("Closed the day care room {name}"), erasure=NOTHING)
ENROLLED = trail.entry_kind("casework.enrolled", _("Gave a place in {room}, agreement {number}"), erasure=NOTHING)
ENROLLED_FIRST = trail.entry_kind(
    "casework.enrolled_first",
    _("Gave a place in {room}, agreement {number}, though others waited before"),
    erasure=trail.Erasure.FORGET_DETAIL,
)
ENROLLED_MANY = trail.entry_kind("casework.enrolled_many", _("Gave {count} places in {room}"), erasure=NOTHING)
LEFT = trail.entry_kind("casework.place_left", _("Ended a place in {room}"), erasure=NOTHING)
LOOKED = trail.entry_kind(
    "casework.place_looked", _("Looked at {columns}: {reason}"), erasure=trail.Erasure.KEEP_BY_LAW
)
OFF_LIST = trail.entry_kind("casework.off_list", _("Took somebody off the day care list"), erasure=NOTHING)
WAITS = trail.entry_kind("casework.waits", _("Put somebody on the day care list: {priority}"), erasure=NOTHING)
MARKED = trail.entry_kind("casework.day_marked", _("Marked a day in {room}"), erasure=NOTHING)
MARKED_MANY = trail.entry_kind("casework.days_marked", _("Marked {count} days in {room}"), erasure=NOTHING)
INCIDENT = trail.entry_kind("casework.incident", _("Wrote down an incident in {room}"), erasure=NOTHING)
SEALED = ("emergency_name", "emergency_phone", "care_note")
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
def close_room(room: DayCareRoom, *, by: Actor) -> None:
    """From today nobody spends the day here. Raises Refused while somebody holds a place in it."""
    require(holds(by, permissions.ARRANGE_DAY_CARE))
    if room.closed_on is not None:
        raise Refused(Denied(_("This room is closed already.")))
    if held := enrolments_on(by.today, by).filter(room=room).count():
        text = _("%(count)s places in this room are held; end them, or give those people a place elsewhere first.")
        raise Refused(Denied(text % {"count": held}))
    room.closed_on = by.today
    room.save(update_fields=["closed_on"])
    trail.record(ROOM_CLOSED, room, by=by, facts={"name": room.name})


@action
def enrol(room: DayCareRoom, person, agreement: Agreement, *, past_head_because: str = "", by: Actor) -> Enrolment:
    """Give a person a place; whoever waited leaves the list. Raises Refused where the room is full, or where others wait
    before this person and no reason is given; the reason is kept."""
    require(holds(by, permissions.DAY_CARE))
    require(has_free(room, 1, by))
    because = past_head_because.strip()[:200]
    passing = queue_passed_by({person.pk}, by)
    if passing and not because:
        raise Refused(Denied(_("Somebody else is first on the list. If this person goes first, give the reason.")))
    enrolment = _enrolment(room, person.pk, agreement, by)
    try:
        with transaction.atomic():
            enrolment.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("This person has a place already."))) from twice
    _off_the_list([enrolment], by)
    if passing:
        _record_passing(enrolment, because, by)
    else:
        trail.record(ENROLLED, enrolment, by=by, facts={"room": room.name, "number": agreement.number})
    return enrolment


@action
def look_at_place(enrolment: Enrolment, *, reason: str, by: Actor) -> dict[str, str]:
    """Whom to call and what carers must know, in full; the look stands in the trail with its reason."""
    require(holds(by, permissions.DAY_CARE))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    facts = {"columns": ", ".join(SEALED), "reason": reason.strip()[:200]}
    trail.record(LOOKED, enrolment, by=by, facts=facts)
    return {column: reveal(enrolment, column) for column in SEALED}


@action
def leave_list(waiting: Waiting, *, because: str, by: Actor) -> None:
    """Somebody waits no longer; because: a `Waiting.Leaving`. Raises Refused where they left already."""
    require(holds(by, permissions.DAY_CARE))
    if because not in Waiting.Leaving.values:
        raise Refused(Denied(_("Please give a reason.")))
    mine = Waiting.objects.visible_to(by).filter(pk=waiting.pk, left_on__isnull=True)
    if not mine.update(left_on=by.today, left_because=because):
        raise Refused(Denied(_("This person has left the list already.")))
    trail.record(OFF_LIST, waiting, by=by, facts={"because": because})


@action
def enrol_many(
    room: DayCareRoom, rows: Sequence[tuple[int, Agreement]], *, past_head_because: str = "", by: Actor
) -> None:
    """Places for many at once, from the room's own list: (person's key, agreement). All or nothing, by `enrol`'s rule.

    The list is passed where somebody on it waits before one of them and is given no place here. The reason is kept with
    each who passes it. Raises Refused.
    """
    require(holds(by, permissions.DAY_CARE))
    require(has_free(room, len(rows), by))
    because = past_head_because.strip()[:200]
    passing = queue_passed_by({person_id for person_id, _agreed in rows}, by)
    if passing and not because:
        text = _("Others on the list wait before %(count)s of these people. If they go first, give the reason.")
        raise Refused(Denied(text % {"count": len(passing)}))
    enrolments = [_enrolment(room, person_id, agreed, by) for person_id, agreed in rows]
    try:
        with transaction.atomic():
            Enrolment.objects.bulk_create(enrolments)
    except IntegrityError as twice:
        raise Refused(Denied(_("One of these people has a place already, or stands here twice."))) from twice
    _off_the_list(enrolments, by)
    trail.record(ENROLLED_MANY, room, by=by, facts={"count": len(rows), "room": room.name})
    for enrolment in enrolments:
        if enrolment.person_id in passing:
            _record_passing(enrolment, because, by)


def _off_the_list(enrolments: Sequence[Enrolment], by: Actor) -> None:
    waiting = Waiting.objects.visible_to(by).filter(left_on__isnull=True)
    waiting = waiting.filter(person__in=[each.person_id for each in enrolments])
    waiting.update(left_on=by.today, left_because=Waiting.Leaving.PLACE)


def _record_passing(enrolment: Enrolment, because: str, by: Actor) -> None:
    facts = {"room": enrolment.room.name, "number": enrolment.agreement_number}
    trail.record(ENROLLED_FIRST, enrolment, by=by, facts=facts, detail={"reason": because})


def _enrolment(room: DayCareRoom, person_id: int, agreement: Agreement, by: Actor) -> Enrolment:
    enrolment = Enrolment(
        centre_id=room.centre_id,
        room=room,
        person_id=person_id,
        agreement_number=agreement.number,
        agreed_on=agreement.agreed_on,
        since=by.today,
    )
    for column in SEALED:
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
def mark_day(enrolment: Enrolment, *, meal: bool, on: date | None = None, by: Actor) -> Attendance:
    """One tap: here that day (today), or the meal; the same tap again takes it back. Raises Refused off the place's days."""
    require(holds(by, permissions.DAY_CARE))
    marked = on or by.today
    require(_had_the_place(enrolment, marked, by))
    day, made = Attendance.objects.unscoped(because="the place itself was scoped").get_or_create(
        centre_id=enrolment.centre_id, day=marked, enrolment=enrolment, defaults={"meal": meal}
    )
    if not made:
        if meal:
            day.here, day.meal = True, not day.meal
        else:
            day.here, day.meal = not day.here, False
        day.save(update_fields=["here", "meal"])
    facts = {"room": enrolment.room.name, "day": marked.isoformat(), "here": day.here, "meal": day.meal}
    trail.record(MARKED, enrolment, by=by, facts=facts)
    return day


def _had_the_place(enrolment: Enrolment, day: date, by: Actor) -> Allowed | Denied:
    if day > by.today:
        return Denied(_("This day has not come yet."))
    if day < enrolment.since:
        return Denied(_("The place is held from %(day)s on.") % {"day": enrolment.since})
    if enrolment.until is not None and enrolment.until <= day:
        return Denied(_("The place was given up already."))
    return Allowed()


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
