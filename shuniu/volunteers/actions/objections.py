"""A volunteer objects to recorded or refused hours: verified, then corrected or confirmed, with all of it on record."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.hearing import Heard, require_own_word
from shuniu.volunteers.actions.ledger import count_refused, needs_second, put_back, rewrite
from shuniu.volunteers.models import HourClaim, HourEntry, Objection
from shuniu.volunteers.models.hours import Channel
from shuniu.volunteers.standing import had_a_hand, is_emptied, may_be_objected
from shuniu.volunteers.workflow import OBJECTION

RAISED = trail.entry_kind(
    "volunteers.objection_raised", _("Objected to the hours of {day}"), erasure=trail.Erasure.FORGET_DETAIL
)


@action
def raise_objection(
    about: HourEntry | HourClaim, *, says: str, said_minutes: int | None = None, heard: Heard | None = None, by: Actor
) -> Objection:
    """The volunteer, or the desk for her with how that came, says what is wrong with hours, or with their refusal.

    Raises Refused.
    """
    require(holds(by, permissions.OBJECT))
    if not says.strip():
        raise Refused(Denied(_("Please say what is wrong.")))
    require(may_be_objected(about))
    of_what = {"claim" if isinstance(about, HourClaim) else "entry": about}
    objection = Objection(centre_id=about.centre_id, volunteer=about.volunteer, **of_what)
    objection.says, objection.said_minutes, objection.raised_at = says.strip()[:500], said_minutes, by.at
    objection.raised_by_id = by.user_id
    OBJECTION.begin(objection, by=by)
    try:
        with transaction.atomic():
            objection.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("An objection to these hours is open already."))) from twice
    require_own_word(objection, about.volunteer, heard, by=by)
    facts = {"day": about.day.isoformat(), **{name: thing.pk for name, thing in of_what.items()}}
    whom = about.volunteer.person_id
    trail.record(RAISED, objection, by=by, facts=facts, detail={"says": objection.says}, about=whom)
    return objection


@action
def verify_objection(objection: Objection, *, by: Actor) -> Objection:
    OBJECTION.take("verify", objection, by=by)
    return objection


@action
def take_back_objection(objection: Objection, *, heard: Heard | None = None, by: Actor) -> Objection:
    """The volunteer's own act; at the window by a hand that has none in the hours, and with how her word came."""
    require_own_word(objection, objection.volunteer, heard, by=by)
    OBJECTION.take("take_back", objection, by=by)
    return objection


@action
def uphold_objection(objection: Objection, *, minutes: int, findings: str, by: Actor) -> HourEntry | None:
    """It was wrong: a new entry takes the old one back, another says what is right (none where `minutes` is 0).

    Hours that were refused count from now on, by an entry of their own; the refusal stays on record.
    """
    _require_other_hand(objection, by)
    if objection.entry is None:
        right = count_refused(objection.claim, minutes=minutes, reason=findings, by=by)
    else:
        upward = minutes > objection.entry.minutes and needs_second(objection.entry, minutes, by)
        if upward and by.user_id == objection.raised_by_id:
            raise Refused(Denied(_("You wrote the objection down; so many hours need the decision of another person.")))
        right = _right(objection.entry, minutes, findings, by)
    OBJECTION.take("correct", objection, by=by, reason=findings, findings=findings.strip()[:500], correction=right)
    return right


@action
def confirm_hours(objection: Objection, *, findings: str, by: Actor) -> Objection:
    """It was right: the hours stay as recorded, or refused, and the volunteer reads why."""
    _require_other_hand(objection, by)
    OBJECTION.take("confirm", objection, by=by, reason=findings, findings=findings.strip()[:500])
    return objection


def _right(entry: HourEntry, minutes: int, findings: str, by: Actor) -> HourEntry | None:
    if not is_emptied(entry):
        return rewrite(entry, minutes=minutes, reason=findings, channel=Channel.OBJECTION, by=by)
    if not 0 < minutes <= entry.minutes:
        raise Refused(Denied(_("Right hours are between none and what is recorded.")))
    return put_back(entry, reason=findings.strip()[:300], by=by, minutes=minutes)


def _require_other_hand(objection: Objection, by: Actor) -> None:
    if by.user_id is None or not had_a_hand(objection.about, by):
        return
    if objection.entry is None:
        raise Refused(Denied(_("You had a hand in these hours; another person must decide on the objection.")))
    raise Refused(Denied(_("You keyed these hours in; another person must decide on the objection.")))
