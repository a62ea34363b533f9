"""Notes, referrals, papers and documents in custody of a case."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.casework.models import Case, CustodyItem, Note, Referral
from shuniu.casework.models.matters import UNSAID
from shuniu.casework.queries import may_act_in
from shuniu.casework.workflow import CASE
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.keeping import keep
from shuniu.kernel.permissions import Allowed, Denied, Refused, require
from shuniu.kernel.sealing.fields import conceal

NOTHING = trail.Erasure.NOTHING_PERSONAL
NOTED = trail.entry_kind("casework.noted", _("Wrote a note"), erasure=NOTHING)
DANGER = trail.entry_kind("casework.danger_reported", _("Reported danger to {to}"), erasure=trail.Erasure.KEEP_BY_LAW)
DANGER_SEALED = trail.entry_kind("casework.danger_sealed", _("Reported danger"), erasure=trail.Erasure.KEEP_BY_LAW)
REFERRAL_ACCEPTED = trail.entry_kind("casework.referral_accepted", _("The organization accepted"), erasure=NOTHING)
REFERRAL_REFUSED = trail.entry_kind("casework.referral_refused", _("The organization refused"), erasure=NOTHING)
RESULT = trail.entry_kind("casework.referral_result", _("The organization's result is in"), erasure=NOTHING)
CUSTODY_TAKEN = trail.entry_kind(
    "casework.custody_taken", _("Took {copies} × {document} into custody"), erasure=NOTHING
)
CUSTODY_RETURNED = trail.entry_kind("casework.custody_returned", _("Returned {copies} × {document}"), erasure=NOTHING)
SEALED_TAKEN = trail.entry_kind("casework.sealed_custody_taken", _("Took a document into custody"), erasure=NOTHING)
SEALED_RETURNED = trail.entry_kind(
    "casework.sealed_custody_returned", _("Returned a document from custody"), erasure=NOTHING
)


@action
def write_note(
    case: Case, *, text: str, kind: str = "note", level: str = "ordinary", reported_to: str = "", by: Actor
) -> Note:
    """A sealed note. A danger names to whom it was reported at once. Raises Refused in a closed sealed case."""
    _require_open(case, by)
    if not text.strip():
        raise Refused(Denied(_("The note is empty.")))
    if kind == Note.Kind.DANGER and not reported_to.strip():
        raise Refused(Denied(_("Say to whom the danger was reported: the police, civil affairs.")))
    level = Note.Level.CONFIDENTIAL if case.is_sealed else level
    note = Note(
        centre_id=case.centre_id,
        case=case,
        kind=kind,
        level=level,
        reported_to=UNSAID if case.is_sealed and reported_to.strip() else reported_to.strip(),
        written_at=by.at,
        written_by=by.name,
    )
    conceal(note, "text", text.strip())
    if case.is_sealed:
        conceal(note, "sealed_to", reported_to.strip())
    note.save(force_insert=True)
    if kind != Note.Kind.DANGER:
        trail.record(NOTED, case, by=by)
    elif case.is_sealed:
        trail.record(DANGER_SEALED, case, by=by)
    else:
        trail.record(DANGER, case, by=by, facts={"to": note.reported_to})
    return note


@action
def hand_in_paper(case: Case, *, paper, kind: str = "paper", by: Actor):
    """Keep a judged file with the case (`kernel/attachments`); of a sealed case not even its name stands in plain."""
    _require_open(case, by)
    _require_kept(case)
    return keep(case, paper, kind=kind, by=by, names_it=not case.is_sealed)


# --- Referral ---------------------------------------------------------------------------------------------------------
@action
def refer_case(
    case: Case, *, to_name: str, to_contact: str = "", reason: str, agreed_on: date | None = None, by: Actor
) -> Referral:
    """Ask an organization to take it; the time limit runs on.

    A sealed case goes by its number, with the applicant's consent of `agreed_on` (PIPL §23); the trail does not say to
    whom, and both whom and what is asked are sealed. Raises Refused without it.
    """
    require(may_act_in(case, by))
    referral = Referral(
        centre_id=case.centre_id,
        case=case,
        sent_on=by.today,
        agreed_on=agreed_on,
    )
    if case.is_sealed:
        require(_was_agreed_to(case, agreed_on, by))
        conceal(referral, "sealed_to", f"{to_name}\n{to_contact}")
        conceal(referral, "sealed_reason", reason)
    else:
        referral.to_name, referral.to_contact, referral.reason = to_name, to_contact, reason
    referral.save(force_insert=True)
    CASE.take("refer", case, by=by, facts=None if case.is_sealed else {"to": to_name}, due_on=case.due_on)
    return referral


def _was_agreed_to(case: Case, agreed_on: date | None, by: Actor) -> Allowed | Denied:
    if not case.case_type.keeps_applicant:
        return Denied(_("This kind of case keeps nobody whom an organization could be asked about."))
    if agreed_on is None or agreed_on > by.today:
        return Denied(_("Say on which day the applicant agreed that the organization is told."))
    return Allowed()


@action
def answer_referral(referral: Referral, *, accepted: bool, because: str = "", by: Actor) -> None:
    """The organization accepts, or refuses with a reason, and then the case is back in hand."""
    require(may_act_in(referral.case, by))
    if referral.accepted_on or referral.refused_on:
        raise Refused(Denied(_("The organization has answered already.")))
    if accepted:
        referral.accepted_on = by.today
        trail.record(REFERRAL_ACCEPTED, referral.case, by=by)
    else:
        _refuse(referral, because.strip()[:200], by)
    referral.save(update_fields=["accepted_on", "refused_on", "refused_because", "sealed_refusal"])


def _refuse(referral: Referral, because: str, by: Actor) -> None:
    if not because:
        raise Refused(Denied(_("Please give a reason.")))
    referral.refused_on = by.today
    if referral.case.is_sealed:
        conceal(referral, "sealed_refusal", because)
    else:
        referral.refused_because = because
    CASE.take("take_back", referral.case, by=by, due_on=referral.case.due_on)
    trail.record(REFERRAL_REFUSED, referral.case, by=by)


@action
def finish_referral(referral: Referral, *, result: str, by: Actor) -> None:
    """What the organization did; the case is back in hand. Raises Refused before it accepted."""
    require(may_act_in(referral.case, by))
    if referral.accepted_on is None or referral.result_on is not None:
        raise Refused(Denied(_("Only an accepted referral has a result, and only one.")))
    conceal(referral, "result", result.strip())
    referral.result_on = by.today
    referral.save(update_fields=["result", "result_on"])
    CASE.take("take_back", referral.case, by=by, due_on=referral.case.due_on)
    trail.record(RESULT, referral.case, by=by)


# --- Custody ----------------------------------------------------------------------------------------------------------
@action
def take_into_custody(case: Case, *, name: str, copies: int = 1, by: Actor) -> CustodyItem:
    """Keep a document of the applicant while acting for them. Raises Refused where the type keeps nobody."""
    _require_open(case, by)
    _require_kept(case)
    item = CustodyItem(centre_id=case.centre_id, case=case, copies=copies, taken_on=by.today, taken_by=by.name)
    if case.is_sealed:
        conceal(item, "sealed_name", name)
    else:
        item.name = name
    item.save(force_insert=True)
    if case.is_sealed:
        trail.record(SEALED_TAKEN, case, by=by, facts={"item": item.pk})
    else:
        trail.record(CUSTODY_TAKEN, case, by=by, facts={"document": name, "copies": copies, "item": item.pk})
    return item


@action
def return_from_custody(item: CustodyItem, *, by: Actor) -> None:
    require(may_act_in(item.case, by))
    if item.returned_on is not None:
        raise Refused(Denied(_("It was returned already.")))
    item.returned_on, item.returned_by = by.today, by.name
    item.save(update_fields=["returned_on", "returned_by"])
    if item.case.is_sealed:
        trail.record(SEALED_RETURNED, item.case, by=by, facts={"item": item.pk})
        return
    facts = {"document": item.name, "copies": item.copies, "item": item.pk}
    trail.record(CUSTODY_RETURNED, item.case, by=by, facts=facts)


def _require_open(case: Case, by: Actor) -> None:
    require(may_act_in(case, by))
    if case.has_ended:
        raise Refused(Denied(_("The case is closed; reopen it first.")))


def _require_kept(case: Case) -> None:
    """A slip and its answer: no file and no document tells who came."""
    if not case.case_type.keeps_applicant:
        raise Refused(Denied(_("This kind of case keeps no file and no document of the person.")))
