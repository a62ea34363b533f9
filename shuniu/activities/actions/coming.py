"""Signing up, and noting who came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions.places import note_place_used
from shuniu.activities.models import Attendance, Session, SignUp, Source
from shuniu.activities.queries import asked_to_come, standing_attendance
from shuniu.activities.refusals import refusing, require_open
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import setting
from shuniu.kernel.models import Batch, Place
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import conceal

NOTHING = trail.Erasure.NOTHING_PERSONAL
SIGNED_UP = trail.entry_kind("activities.signed_up", _("Somebody signed up, as number {number}"), erasure=NOTHING)
SIGN_UP_CANCELLED = trail.entry_kind("activities.sign_up_cancelled", _("A sign-up was cancelled"), erasure=NOTHING)
FORGOT = trail.entry_kind(
    "activities.sign_ups_forgotten", _("Forgot names and phones of {count} sign-ups"), erasure=NOTHING
)
CAME = trail.entry_kind("activities.attendance_noted", _("Noted {count} person-times"), erasure=NOTHING)
TAKEN_BACK = trail.entry_kind(
    "activities.attendance_taken_back", _("Took back {count} person-times: {reason}"), erasure=NOTHING
)
MOST_AT_ONCE = 20_000


@action
def sign_up(session: Session, *, called: str = "", phone: str = "", person=None, by: Actor) -> SignUp:
    """Take somebody's name for a session: a person on record, or how to call them and a phone, nothing else."""
    require(holds(by, permissions.SIGN_UP))
    require_open(session)
    if not session.activity.takes_sign_ups:
        raise Refused(Denied(_("One just comes to this activity; it takes no sign-ups.")))
    if session.is_over(by.today):
        raise Refused(Denied(_("This session is over.")))
    if person is None and not (called.strip() and phone):
        raise Refused(Denied(_("Say how to call the person and a phone.")))
    row = SignUp(centre_id=session.centre_id, session=session, person=person, asked_at=by.at, channel=by.via)
    conceal(row, "called", "" if person else called.strip())
    conceal(row, "phone", "" if person else phone)
    with refusing(_("This person or this phone has signed up already.")):
        row.save(force_insert=True)
    number = SignUp.objects.visible_to(by).filter(session=session, pk__lte=row.pk).count()
    trail.record(SIGNED_UP, session, by=by, facts={"number": number, "sign_up": row.pk})
    return row


@action
def cancel_sign_up(row: SignUp, *, by: Actor) -> None:
    """Whoever waits moves up by itself: seats follow the order of the sign-ups that stand."""
    require(holds(by, permissions.SIGN_UP))
    standing = SignUp.objects.visible_to(by).filter(pk=row.pk, cancelled_at__isnull=True)
    if not standing.update(cancelled_at=by.at):
        raise Refused(Denied(_("This sign-up was cancelled already.")))
    row.cancelled_at = by.at
    trail.record(SIGN_UP_CANCELLED, row.session, by=by, facts={"sign_up": row.pk})


@action
def forget_sign_ups(place: Place, *, by: Actor) -> int:
    """Empty names and phones of sign-ups whose session is long enough past (setting `activities.sign_up.keep_days`)."""
    days = int(setting("activities.sign_up.keep_days", place=place.pk, on=by.today))
    old = SignUp.objects.unscoped(because="a clock-driven job of one centre").filter(
        centre_id=place.pk, forgotten_at__isnull=True, person__isnull=True,
        session__held_on__lt=by.today - timedelta(days=days),
    )  # fmt: skip
    count = old.update(called=None, phone=None, phone_index=None, forgotten_at=by.at)
    trail.record(FORGOT, place, by=by, facts={"count": count}, centre_id=place.pk)
    return count


@action
def note_attendance(
    session: Session, *, sign_ups: Iterable[int] = (), people: Iterable = (), others: int = 0,
    source: str = Source.LIST, sheet: str = "", batch: Batch | None = None, by: Actor,
) -> int:  # fmt: skip
    """Enter who came: ids of sign-ups, people on record, and how many others. Who is entered already is left out.

    `batch`: the office file it is known from, if any.

    Returns the person-times entered. Raises Refused.
    """
    require(holds(by, permissions.SIGN_UP))
    require_open(session)
    require_begun(session, by)
    if not 0 <= others <= MOST_AT_ONCE:
        raise Refused(Denied(_("The count is out of range; check the sheet.")))
    told = {
        "centre_id": session.centre_id,
        "session": session,
        "source": source,
        "sheet": sheet.strip()[:100],
        "batch": batch,
    }
    told |= {"noted_at": by.at, "noted_by": by.name}
    rows = _named(session, set(sign_ups), list(people), told)
    if others:
        rows.append(Attendance(people=others, **told))
    if not rows:
        raise Refused(Denied(_("Nobody new was named or counted.")))
    with refusing(_("Somebody else has just noted one of these; open the list again.")):
        Attendance.objects.bulk_create(rows)
    count = sum(row.people for row in rows)
    note_place_used(session, by=by)
    trail.record(CAME, session, by=by, facts={"count": count, "source": str(source), "sheet": sheet.strip()})
    return count


@action
def take_attendance_back(entry: Attendance, *, reason: str, by: Actor) -> Attendance:
    """Set a wrong entry right by one that takes it back."""
    require(holds(by, permissions.SIGN_UP))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    if entry.corrects_id is not None:
        raise Refused(Denied(_("This entry takes another back; enter the attendance anew instead.")))
    row = Attendance(
        centre_id=entry.centre_id, session=entry.session, sign_up=entry.sign_up, person=entry.person,
        people=-entry.people, source=entry.source, sheet=entry.sheet, corrects=entry, reason=reason.strip(),
        batch=entry.batch, noted_at=by.at, noted_by=by.name,
    )  # fmt: skip
    with refusing(_("This entry was taken back already.")):
        row.save(force_insert=True)
    trail.record(TAKEN_BACK, entry.session, by=by, facts={"count": entry.people, "reason": reason.strip()})
    return row


def _named(session: Session, sign_ups: set[int], people: list, told: dict) -> list[Attendance]:
    """Entries for the named who are not entered yet."""
    standing = standing_attendance(session)
    there = set(standing.filter(sign_up__isnull=False).values_list("sign_up_id", flat=True))
    known = set(standing.filter(person__isnull=False).values_list("person_id", flat=True))
    rows = []
    for asked in asked_to_come(session):
        if asked.pk in sign_ups and asked.pk not in there and asked.person_id not in known - {None}:
            rows.append(Attendance(sign_up=asked, person=asked.person, people=1, **told))
            known.add(asked.person_id)
    for person in people:
        if person.pk not in known:
            rows.append(Attendance(person=person, people=1, **told))
            known.add(person.pk)
    before = _taken_back(session)
    for row in rows:
        row.taken_back = before.get((row.sign_up_id, row.person_id), 0)
    return rows


def _taken_back(session: Session) -> dict[tuple, int]:
    """(sign-up, person) → how often an entry of theirs was taken back."""
    corrections = Attendance.objects.unscoped(because="the session itself was scoped").filter(
        centre_id=session.centre_id, session=session, corrects__isnull=False
    )
    counted = corrections.order_by().values_list("sign_up_id", "person_id").annotate(times=Count("pk"))
    return {(sign_up_id, person_id): times for sign_up_id, person_id, times in counted}


def require_begun(session: Session, by: Actor) -> None:
    if by.today < session.held_on:
        raise Refused(Denied(_("This session has not begun; attendance is noted from its day on.")))
