"""The applicant's rights in a case (PIPL §§45-46): corrected, and handed over by who works on it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.casework.models import Case
from shuniu.casework.queries import may_act_in, roles_in, tellable_notes
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.keeping import attachments_of
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import conceal, reveal

CORRECTED = trail.entry_kind(
    "casework.corrected", _("Corrected the applicant's particulars"), erasure=trail.Erasure.FORGET_DETAIL
)
HANDED_OVER = trail.entry_kind(
    "casework.handed_over", _("Handed the applicant what the case holds of them"), erasure=trail.Erasure.KEEP_BY_LAW
)


@action
def correct_applicant(case: Case, *, applicant: str = "", phone: str = "", by: Actor) -> None:
    """Put the applicant's name or phone right; "" leaves it. What stood there before is kept, sealed. Raises Refused."""
    require(may_act_in(case, by))
    if not case.case_type.keeps_applicant:
        raise Refused(Denied(_("This kind of case keeps no name and no phone; leave both empty.")))
    _write_applicant(case, {"applicant": applicant.strip(), "phone": phone}, by)


@action
def follow_record(case: Case, *, applicant: str, phone: str, by: Actor) -> None:
    """The person on record was corrected: the same name and phone here."""
    require(holds(by, permissions.HANDLE))
    _write_applicant(case, {"applicant": applicant, "phone": phone}, by)


def _write_applicant(case: Case, told: dict[str, str], by: Actor) -> None:
    if case.forgotten_on is not None:
        raise Refused(Denied(_("The personal data of this case was deleted; take in a new request.")))
    changes = {column: text for column, text in told.items() if text and text != reveal(case, column)}
    if not changes:
        raise Refused(Denied(_("Nothing is different from what is on record.")))
    before = {column: reveal(case, column) for column in changes}
    for column, text in changes.items():
        conceal(case, column, text)
    case.save(update_fields=["applicant", "phone", "phone_tail_index"])
    trail.record(CORRECTED, case, by=by, detail={"before": before, "after": changes})


@action
def hand_over_case(case: Case, *, notes: Sequence[int] = (), files: Sequence[int] = (), by: Actor) -> None:
    """What a case holds of its applicant is handed to them by who works on it; of a sealed case by nobody else.

    notes, files: keys of what this person chose besides. A note of danger is never among them: the applicant may be
    its subject. Raises Refused.
    """
    require(holds(by, permissions.HANDLE))
    if not roles_in(case).filter(user_id=by.user_id, until__isnull=True).exists():
        raise Refused(Denied(_("Only who works on this case hands it over.")))
    may_go = set(tellable_notes(case, by).values_list("pk", flat=True))
    if not set(notes) <= may_go or not set(files) <= set(attachments_of(case).values_list("pk", flat=True)):
        raise Refused(Denied(_("What was chosen is not among what may be handed over.")))
    trail.record(HANDED_OVER, case, by=by, facts={"notes": sorted(notes), "files": sorted(files)})
