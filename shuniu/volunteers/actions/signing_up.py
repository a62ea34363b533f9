"""Taking a place in a shift, handing it on, giving it up: with limits, waiting list, backups and swaps.

A sign-up is judged and the judgement kept, whatever comes out; so a refusal is an answer here, not an exception.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import hold
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.acceptance import judge_sign_up
from shuniu.volunteers.actions.hearing import Heard, require_own_word
from shuniu.volunteers.actions.judging import keep
from shuniu.volunteers.actions.places import NOUN, end_place, free_place
from shuniu.volunteers.models import Decision, Shift, SignUp, Volunteer
from shuniu.volunteers.standing import acts_for, may_give_up

NOTHING = trail.Erasure.NOTHING_PERSONAL
State = SignUp.State
PLACES = {
    State.ON: gettext_noop("on the shift"),
    State.BACKUP: gettext_noop("backup"),
    State.WAITING: gettext_noop("on the waiting list"),
}
PLACED = trail.entry_kind("volunteers.signed_up", _("Signed up for the shift of {day}: {kind}"), erasure=NOTHING)
NOT_PLACED = trail.entry_kind("volunteers.not_signed_up", _("Not put on the shift of {day}"), erasure=NOTHING)
GIVEN_UP = trail.entry_kind(
    "volunteers.place_given_up", _("Gave up the place in the shift of {day}; {moved} moved up"), erasure=NOTHING
)
OFFERED = trail.entry_kind("volunteers.place_offered", _("Offered the place in the shift of {day}"), erasure=NOTHING)
TAKEN_OVER = trail.entry_kind(
    "volunteers.place_taken_over", _("Took over a place in the shift of {day}"), erasure=NOTHING
)
REMINDED = trail.entry_kind("volunteers.reminded", _("Reminded {count} volunteers of their shifts"), erasure=NOTHING)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a sign-up: the place, or none, and the judgement that says why."""

    sign_up: SignUp | None
    decision: Decision


@action
def sign_up(volunteer: Volunteer, shift: Shift, *, by: Actor) -> Answer:
    """Give the volunteer a place in the shift: on it, as a backup, or on the waiting list, as is free."""
    require(holds(by, permissions.SIGN_UP))
    require(acts_for(volunteer, by))
    hold(shift.centre_id)
    if _place_of(volunteer, shift):
        raise Refused(Denied(_("This volunteer is signed up for the shift already.")))
    judgement = judge_sign_up(volunteer, shift, now=by.at, today=by.today)
    decision = keep(judgement, centre_id=shift.centre_id, noun=NOUN, noun_id=shift.pk, volunteer=volunteer.pk, by=by)
    facts = {"day": shift.day.isoformat(), "shift": shift.pk, "decision": decision.pk}
    if judgement.refuses:
        trail.record(NOT_PLACED, volunteer, by=by, facts=facts)
        return Answer(None, decision)
    place = _new_place(volunteer, shift, _free_place(shift), by)
    trail.record(PLACED, volunteer, by=by, facts={**facts, "kind": PLACES[place.state]})
    return Answer(place, decision)


@action
def give_up_place(place: SignUp, *, reason: str = "", heard: Heard | None = None, by: Actor) -> list[SignUp]:
    """Give a place up; whoever waits moves up. Returns who moved up.

    It is the volunteer's own act: staff write down how her word came, also within the notice hours (ADR 0064).
    """
    require(holds(by, permissions.SIGN_UP))
    require_own_word(place.volunteer, place.volunteer, heard, by=by)
    require(may_give_up(place, by))
    hold(place.centre_id)
    moved = free_place(place, reason, by)
    facts = {"day": place.shift.day.isoformat(), "shift": place.shift_id, "moved": len(moved)}
    trail.record(GIVEN_UP, place.volunteer, by=by, facts=facts)
    return moved


@action
def offer_place(place: SignUp, *, by: Actor) -> SignUp:
    """Offer the own place to others: it stays one's own until somebody takes it over."""
    require(holds(by, permissions.SIGN_UP))
    require(acts_for(place.volunteer, by))
    if not _every_place().filter(pk=place.pk, state=State.ON, offered_at__isnull=True).update(offered_at=by.at):
        raise Refused(Denied(_("This place cannot be offered: it is offered already, or you are not on the shift.")))
    place.offered_at = by.at
    trail.record(OFFERED, place.volunteer, by=by, facts={"day": place.shift.day.isoformat(), "shift": place.shift_id})
    return place


@action
def take_over_place(place: SignUp, volunteer: Volunteer, *, by: Actor) -> Answer:
    """Take over an offered place, judged like any sign-up; the one who offered it is off the shift."""
    require(holds(by, permissions.SIGN_UP))
    require(acts_for(volunteer, by))
    hold(place.centre_id)
    if not _every_place().filter(pk=place.pk, state=State.ON, offered_at__isnull=False).exists():
        raise Refused(Denied(_("This place is not offered any more.")))
    before = _place_of(volunteer, place.shift)
    if before and before.state == State.ON:
        raise Refused(Denied(_("This volunteer is signed up for the shift already.")))
    judgement = judge_sign_up(volunteer, place.shift, now=by.at, today=by.today)
    kept = {"centre_id": place.centre_id, "noun": NOUN, "noun_id": place.shift_id, "volunteer": volunteer.pk}
    decision = keep(judgement, **kept, by=by)
    facts = {"day": place.shift.day.isoformat(), "shift": place.shift_id, "decision": decision.pk}
    if judgement.refuses:
        trail.record(NOT_PLACED, volunteer, by=by, facts=facts)
        return Answer(None, decision)
    for other in filter(None, (place, before)):
        end_place(other, str(_("swapped")), by)
    new = _new_place(volunteer, place.shift, State.ON, by)
    trail.record(TAKEN_OVER, volunteer, by=by, facts={**facts, "from": place.pk})
    return Answer(new, decision)


@action
def remind(places: list[SignUp], *, centre, by: Actor) -> int:
    """Note who is reminded of a coming shift; the phone shows the shift, the list of calls who has no phone."""
    pks = [place.pk for place in places]
    changed = _every_place().filter(pk__in=pks, reminded_at__isnull=True).update(reminded_at=by.at)
    trail.record(REMINDED, centre, by=by, facts={"count": changed}, centre_id=centre.pk)
    return changed


def _free_place(shift: Shift) -> str:
    states = list(_every_place().filter(shift=shift).values_list("state", flat=True))
    if states.count(State.ON) < shift.wanted:
        return State.ON
    return State.BACKUP if states.count(State.BACKUP) < shift.backups else State.WAITING


def _new_place(volunteer: Volunteer, shift: Shift, state: str, by: Actor) -> SignUp:
    place = SignUp(centre_id=shift.centre_id, volunteer=volunteer, shift=shift, state=state)
    place.signed_up_at, place.channel = by.at, by.via
    place.save(force_insert=True)
    return place


def _place_of(volunteer: Volunteer, shift: Shift) -> SignUp | None:
    return _every_place().filter(volunteer=volunteer, shift=shift).exclude(state=State.GIVEN_UP).first()


def _every_place():
    return SignUp.objects.unscoped(because="the shift and the volunteer were scoped")
