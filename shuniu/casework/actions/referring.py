"""A case goes to an organization, which accepts or refuses and says what it did: through its own account, or keyed in."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.casework.models import Case, Referral
from shuniu.casework.models.matters import OF_ORGANIZATION
from shuniu.casework.queries import may_act_in, shows_applicant
from shuniu.casework.workflow import CASE
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_workdays
from shuniu.kernel.dated import setting
from shuniu.kernel.permissions import Allowed, Denied, Refused, holds, require
from shuniu.kernel.sealing import reveal
from shuniu.kernel.sealing.fields import conceal
from shuniu.organizations.public import Organization

NOTHING = trail.Erasure.NOTHING_PERSONAL
ACCEPTED = trail.entry_kind("casework.referral_accepted", _("The organization accepted"), erasure=NOTHING)
REFUSED = trail.entry_kind("casework.referral_refused", _("The organization refused"), erasure=NOTHING)
RESULT = trail.entry_kind("casework.referral_result", _("The organization's result is in"), erasure=NOTHING)
CALLED_OFF = trail.entry_kind("casework.referral_called_off", _("Called the referral off"), erasure=NOTHING)
LOOKED = trail.entry_kind(
    "casework.referral.looked", _("Looked at {columns}: {reason}"), erasure=trail.Erasure.KEEP_BY_LAW
)


@action
def refer_case(
    case: Case,
    *,
    reason: str,
    organization: Organization | None = None,
    to_name: str = "",
    to_contact: str = "",
    agreed_on: date | None = None,
    wanted_by: date | None = None,
    by: Actor,
) -> Referral:
    """Ask an organization to take it, of the register or another by name; the time limit runs on. Raises Refused.

    agreed_on: when the applicant agreed that the organization learns of them; without it the organization is shown no
    name. A sealed case goes by its number, with that consent (PIPL §23) and past the register; both whom and what is
    asked are sealed.
    """
    require(may_act_in(case, by))
    require(_may_be_told(case, organization, to_name, agreed_on, by))
    days = int(setting("casework.referral.answer_days", place=case.centre_id, on=by.today))
    referral = Referral(
        centre_id=case.centre_id,
        case=case,
        sent_on=by.today,
        agreed_on=agreed_on,
        answer_by=add_workdays(by.today, days),
        wanted_by=wanted_by,
    )
    name = organization.name if organization else to_name
    if case.is_sealed:
        conceal(referral, "sealed_to", f"{name}\n{to_contact}")
        conceal(referral, "sealed_reason", reason)
    else:
        referral.organization = organization
        referral.to_name, referral.to_contact, referral.reason = name, to_contact, reason
    referral.save(force_insert=True)
    CASE.take("refer", case, by=by, facts=None if case.is_sealed else {"to": name}, due_on=case.due_on)
    return referral


def _may_be_told(
    case: Case, organization: Organization | None, to_name: str, agreed_on: date | None, by: Actor
) -> Allowed | Denied:
    if (organization is None) == (not to_name.strip()):
        return Denied(_("Choose an organization of the register, or write the name of another; not both."))
    if organization is not None and organization.centre_id != case.centre_id:
        return Denied(_("This organization is not in the centre's register."))
    if agreed_on is not None and agreed_on > by.today:
        return Denied(_("Say on which day the applicant agreed that the organization is told."))
    if not case.is_sealed:
        return Allowed()
    if organization is not None:
        return Denied(_("A sealed case is never shown to an organization of the register."))
    if not case.case_type.keeps_applicant:
        return Denied(_("This kind of case keeps nobody whom an organization could be asked about."))
    if agreed_on is None:
        return Denied(_("Say on which day the applicant agreed that the organization is told."))
    return Allowed()


# --- What the organization says ---------------------------------------------------------------------------------------
@action
def answer_referral(
    referral: Referral, *, accepted: bool, because: str = "", channel: str = Referral.Channel.PHONE, by: Actor
) -> None:
    """The organization accepts, or refuses with a reason, and then the case is back in hand.

    channel: how staff heard of it; an organization that answers itself needs none. Raises Refused.
    """
    require(_speaks_for(referral, by))
    if referral.stands != "waits":
        raise Refused(Denied(_("The organization has answered already.")))
    referral.answer_channel = _channel(channel, by)
    if accepted:
        referral.accepted_on = by.today
        trail.record(ACCEPTED, referral.case, by=by, facts={"channel": referral.answer_channel})
    else:
        _refuse(referral, because.strip()[:200], by)
    referral.save(update_fields=["accepted_on", "refused_on", "refused_because", "sealed_refusal", "answer_channel"])


def _refuse(referral: Referral, because: str, by: Actor) -> None:
    if not because:
        raise Refused(Denied(_("Please give a reason.")))
    referral.refused_on = by.today
    if referral.case.is_sealed:
        conceal(referral, "sealed_refusal", because)
    else:
        referral.refused_because = because
    CASE.take("take_back", referral.case, by=by, due_on=referral.case.due_on)
    trail.record(REFUSED, referral.case, by=by, facts={"channel": referral.answer_channel})


@action
def finish_referral(referral: Referral, *, result: str, channel: str = Referral.Channel.PHONE, by: Actor) -> None:
    """What the organization did; the case is back in hand. Raises Refused before it accepted."""
    require(_speaks_for(referral, by))
    if referral.stands != "accepted":
        raise Refused(Denied(_("Only an accepted referral has a result, and only one.")))
    if not result.strip():
        raise Refused(Denied(_("Please say what came of it.")))
    conceal(referral, "result", result.strip())
    referral.result_on, referral.result_channel = by.today, _channel(channel, by)
    referral.save(update_fields=["result", "result_on", "result_channel"])
    CASE.take("take_back", referral.case, by=by, due_on=referral.case.due_on)
    trail.record(RESULT, referral.case, by=by, facts={"channel": referral.result_channel})


def _speaks_for(referral: Referral, by: Actor) -> Allowed | Denied:
    """The contact of the organization it went to, or whoever may act in the case and keys in what was heard."""
    if by.subject and by.subject[0] == OF_ORGANIZATION:
        if referral.organization_id != by.subject[1]:
            return Denied(_("Only the organization it was referred to answers."))
        return holds(by, permissions.ANSWER_REFERRALS)
    return may_act_in(referral.case, by)


def _channel(channel: str, by: Actor) -> str:
    """Who answers through the own account says so by acting; nobody else is told to have done it."""
    if by.subject and by.subject[0] == OF_ORGANIZATION:
        return Referral.Channel.OWN
    if channel not in Referral.Channel.values or channel == Referral.Channel.OWN:
        raise Refused(Denied(_("Say how the organization told you.")))
    return channel


@action
def look_at_applicant(referral: Referral, *, reason: str, by: Actor) -> dict[str, str]:
    """Name and phone for the organization that accepted, where the applicant agreed; the look stands in the case's trail.

    Over with the result: who has done what was asked needs them no more. Raises Refused.
    """
    require(holds(by, permissions.OWN_REFERRALS))
    require(_speaks_for(referral, by))
    require(shows_applicant(referral))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    facts = {"columns": "applicant, phone", "reason": reason.strip()[:200], "referral": referral.pk}
    trail.record(LOOKED, referral.case, by=by, facts=facts)
    return {column: reveal(referral.case, column) for column in ("applicant", "phone")}


# --- Called off -------------------------------------------------------------------------------------------------------
@action
def call_off_referral(referral: Referral, *, by: Actor) -> None:
    """The centre wants no answer any more, as where none came in time; the case is back in hand. Raises Refused."""
    require(may_act_in(referral.case, by))
    if not referral.is_open:
        raise Refused(Denied(_("A referral that has ended is not called off.")))
    CASE.take("take_back", referral.case, by=by, due_on=referral.case.due_on)
    end_referrals(referral.case, by=by)


def end_referrals(case: Case, *, by: Actor) -> None:
    """The open referrals of a case that no longer asks for anything. Called inside an action."""
    for referral in case.referrals.filter(refused_on=None, result_on=None, called_off_on=None):
        referral.called_off_on = by.today
        referral.save(update_fields=["called_off_on"])
        trail.record(CALLED_OFF, case, by=by)
