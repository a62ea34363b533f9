"""Checking in and out with a signed code, at once or delivered later: each is counted once, or refused in a row.

Two phones may deliver the same at the same moment: the key of the table lets one in, and the other asks again
(`checking.py`) and hears that it is there already.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import holds, require
from shuniu.kernel.prepared import prepared
from shuniu.kernel.prepared_inserts import insert_many
from shuniu.kernel.signing import NotSigned
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.ledger import write_lines
from shuniu.volunteers.codes import ShiftCode, read_code
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.models import CheckIn, GuardianConsent, Shift, SignUp, Volunteer
from shuniu.volunteers.models.hours import Channel
from shuniu.volunteers.safety import without_what_is_demanded
from shuniu.volunteers.standing import acts_for
from shuniu.volunteers.station import rules_of

NOTHING = trail.Erasure.NOTHING_PERSONAL
Answer, Move = CheckIn.Answer, CheckIn.Move
with translation.override(None):  # the trail keeps the source's words, and tells them in the reader's language
    WHY = {str(each): str(each.label) for each in Answer}
CHECKED_IN = trail.entry_kind("volunteers.checked_in", _("Checked in at a shift"), erasure=NOTHING)
CHECKED_OUT = trail.entry_kind("volunteers.checked_out", _("Checked out of a shift"), erasure=NOTHING)
NOT_CHECKED_IN = trail.entry_kind("volunteers.check_in_refused", _("A check-in was refused: {kind}"), erasure=NOTHING)
DELIVERED = trail.entry_kind(
    "volunteers.check_ins_delivered", _("Delivered {all} check-ins: {counted} counted"), erasure=NOTHING
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a phone delivers: the code, the phone's clock when it was read, and a mark the phone drew for it."""

    volunteer: Volunteer
    token: str
    said_at: datetime
    mark: str
    clock: timedelta | None = None  # how far the phone's clock is ahead of ours as it delivers; None: not said
    via: str = ""  # of whoever hands it in, where others hand in with it
    by: str = ""


@action
def check_in(delivery: Delivery, *, by: Actor) -> CheckIn:
    """One code of one phone; the row says what came of it. Raises IntegrityError where another was faster."""
    require(holds(by, permissions.CHECK_IN))
    require(acts_for(delivery.volunteer, by))
    row = _deliver([delivery], by)[0]
    facts = {"shift": row.shift_id, "check_in": row.pk}
    if row.answer != Answer.COUNTED:
        trail.record(
            NOT_CHECKED_IN, delivery.volunteer, by=by, facts={**facts, "answer": row.answer, "kind": WHY[row.answer]}
        )
    else:
        kind = CHECKED_IN if row.move == Move.ARRIVE else CHECKED_OUT
        trail.record(kind, delivery.volunteer, by=by, facts=facts)
    return row


@action
def deliver_check_ins(deliveries: list[Delivery], *, centre, by: Actor) -> list[CheckIn]:
    """Many codes at once: what one phone kept while it was offline, or what a desk collected."""
    require(holds(by, permissions.CHECK_IN))
    for delivery in deliveries if by.subject else ():
        require(acts_for(delivery.volunteer, by))
    rows = _deliver(deliveries, by)
    facts = {"all": len(rows), "counted": sum(row.answer == Answer.COUNTED for row in rows)}
    trail.record(DELIVERED, centre, by=by, facts=facts, centre_id=centre.pk)
    return rows


def _deliver(deliveries: list[Delivery], by: Actor) -> list[CheckIn]:
    centre_id = deliveries[0].volunteer.centre_id
    read = {token: _code(token, centre_id) for token in {delivery.token for delivery in deliveries}}
    codes = [read[delivery.token] for delivery in deliveries]
    known = _Known(centre_id, deliveries, codes, by)
    rows = [known.row(known.by_our_clock(delivery), code) for delivery, code in zip(deliveries, codes, strict=True)]
    if len(rows) == 1:
        rows[0].save(force_insert=True)
    else:
        insert_many(rows)
    if lines := list(known.whole_shifts()):
        write_lines(lines, centre_id=centre_id, by=by)
    return rows


def _code(token: str, centre_id: int) -> ShiftCode | None:
    try:
        code = read_code(token)
    except NotSigned:
        return None
    return code if code.centre_id == centre_id else None


class _Known:
    """What the answers depend on, read once for all deliveries."""

    def __init__(self, centre_id: int, deliveries: list[Delivery], codes: list[ShiftCode | None], by: Actor):
        self.by, self.centre_id = by, centre_id
        self.rules = rules_of(centre_id, by.today)
        self.tolerance = timedelta(minutes=int(self.rules["check_in.clock_minutes"]))
        shifts = {code.shift_id for code in codes if code}
        volunteers = {delivery.volunteer.pk for delivery in deliveries}
        mine = centre_id, sorted(shifts), sorted(volunteers)
        on = _places(*mine) if shifts else ()
        found = {shift.pk: shift for shift in _shifts(sorted({shift_id for shift_id, _volunteer in on}))} if on else {}
        self.places = {(shift_id, volunteer_id): found[shift_id] for shift_id, volunteer_id in on}
        risky = {key: shift for key, shift in self.places.items() if shift.post.needs_insurance}
        self.unsafe = without_what_is_demanded(risky, centre_id) if risky else {}
        self.counted = {(row.shift_id, row.volunteer_id, row.move): row for row in _counted(*mine) if shifts}
        minors = [d.volunteer.pk for d in deliveries if self._is_minor(d.volunteer)]
        self.minors = set(minors) - _consented(centre_id, minors, by) if minors else set()
        self.fresh: list[tuple[int, int]] = []

    def by_our_clock(self, delivery: Delivery) -> Delivery:
        """A clock that lies is put right by what it says now; one within the tolerance is left as it is."""
        if delivery.clock is None:
            return delivery
        if abs(delivery.clock) <= self.tolerance:
            return replace(delivery, clock=None)
        return replace(delivery, said_at=delivery.said_at - delivery.clock)

    def row(self, delivery: Delivery, code: ShiftCode | None) -> CheckIn:
        answer = self._answer(delivery, code)
        row = CheckIn(
            centre_id=self.centre_id,
            volunteer=delivery.volunteer,
            shift_id=code.shift_id if code and (code.shift_id, delivery.volunteer.pk) in self.places else None,
            move=code.move if code else "",
            said_at=delivery.said_at,
            clock_seconds=int(delivery.clock.total_seconds()) if delivery.clock is not None else None,
            delivered_at=self.by.at,
            delivery=delivery.mark[:40],
            answer=answer,
            via=delivery.via or self.by.via,
            delivered_by=delivery.by or self.by.name,
        )
        if answer == Answer.COUNTED:
            self.counted[row.shift_id, row.volunteer_id, row.move] = row
            self.fresh.append((row.shift_id, row.volunteer_id))
        return row

    def _answer(self, delivery: Delivery, code: ShiftCode | None) -> str:
        if code is None:
            return Answer.FORGED
        shift = self.places.get((code.shift_id, delivery.volunteer.pk))
        if shift is None:
            return Answer.NOT_ON_SHIFT
        if (shift.pk, delivery.volunteer.pk, code.move) in self.counted:
            return Answer.DUPLICATE
        if shift.cancelled_at:
            return Answer.CALLED_OFF
        if delivery.said_at > self.by.at + self.tolerance:
            return Answer.CLOCK
        if not code.holds_at(delivery.said_at) or self._leaves_before_arriving(delivery, code):
            return Answer.ANOTHER_TIME
        if self.by.at > shift.ends_at + timedelta(days=int(self.rules["check_in.deliver_days"])):
            return Answer.TOO_LATE
        if delivery.volunteer.pk in self.minors:
            return Answer.CONSENT
        return self.unsafe.get((shift.pk, delivery.volunteer.pk), Answer.COUNTED)

    def _leaves_before_arriving(self, delivery: Delivery, code: ShiftCode) -> bool:
        other = Move.LEAVE if code.move == Move.ARRIVE else Move.ARRIVE
        row = self.counted.get((code.shift_id, delivery.volunteer.pk, other))
        if row is None:
            return False
        first, last = (delivery.said_at, row.said_at) if other == Move.LEAVE else (row.said_at, delivery.said_at)
        return last <= first

    def whole_shifts(self) -> Iterable[Line]:
        """The hours of those who have arrived and left by now: within the shift's times, the way not counted."""
        for shift_id, volunteer_id in dict.fromkeys(self.fresh):
            arrived = self.counted.get((shift_id, volunteer_id, Move.ARRIVE))
            left = self.counted.get((shift_id, volunteer_id, Move.LEAVE))
            if arrived and left:
                yield _line(self.places[shift_id, volunteer_id], volunteer_id, arrived, left)

    def _is_minor(self, volunteer: Volunteer) -> bool:
        age = volunteer.person.age_on(self.by.today)
        return age is not None and age < int(self.rules["minor_below"])


def _line(shift: Shift, volunteer_id: int, arrived: CheckIn, left: CheckIn) -> Line:
    starts = max(arrived.said_at, shift.starts_at)
    ends = max(min(left.said_at, shift.ends_at), starts)
    local = [timezone.localtime(moment).time().replace(second=0, microsecond=0) for moment in (starts, ends)]
    minutes = int((ends - starts).total_seconds() // 60)
    return Line(
        volunteer_id=volunteer_id,
        service_point_id=shift.post.service_point_id,
        day=shift.day,
        minutes=min(minutes, (local[1].hour - local[0].hour) * 60 + local[1].minute - local[0].minute),
        channel=Channel.CHECK_IN,
        starts=local[0],
        ends=local[1],
        post_id=shift.post_id,
        shift_id=shift.pk,
        team_id=shift.post.team_id,
        content=shift.post.title,
        evidence=f"{arrived.delivery[:40]} {left.delivery[:40]}",
    )


@prepared
def _places(centre_id: int, shifts: list[int], volunteers: list[int]):
    rows = _all(SignUp).filter(centre_id=centre_id, shift_id__in=shifts, volunteer_id__in=volunteers)
    return rows.filter(state__in=("on", "backup")).values_list("shift_id", "volunteer_id")


@prepared
def _shifts(ids: list[int]):
    return _all(Shift).filter(pk__in=ids).select_related("post")


@prepared
def _counted(centre_id: int, shifts: list[int], volunteers: list[int]):
    rows = _all(CheckIn).filter(centre_id=centre_id, shift_id__in=shifts, volunteer_id__in=volunteers)
    return rows.filter(answer=CheckIn.Answer.COUNTED)


def _consented(centre_id: int, minors: list[int], by: Actor) -> set[int]:
    given = _all(GuardianConsent).filter(centre_id=centre_id, volunteer_id__in=minors, given_on__lte=by.today)
    return set(given.exclude(withdrawn_on__lte=by.today).values_list("volunteer_id", flat=True))


def _all(model):
    return model.objects.unscoped(because="the volunteers were scoped")
