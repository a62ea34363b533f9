"""Notes, papers and documents in custody of a case."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.casework.models import Case, CustodyItem, Note
from shuniu.casework.models.matters import UNSAID
from shuniu.casework.queries import may_act_in
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.keeping import keep
from shuniu.kernel.permissions import Denied, Refused, require
from shuniu.kernel.sealing.fields import conceal

NOTHING = trail.Erasure.NOTHING_PERSONAL
NOTED = trail.entry_kind("casework.noted", _("Wrote a note"), erasure=NOTHING)
DANGER = trail.entry_kind("casework.danger_reported", _("Reported danger to {to}"), erasure=trail.Erasure.KEEP_BY_LAW)
DANGER_SEALED = trail.entry_kind("casework.danger_sealed", _("Reported danger"), erasure=trail.Erasure.KEEP_BY_LAW)
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
