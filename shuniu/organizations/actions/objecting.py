"""An organization objects to a listing or a result of the registry; what was answered is noted beside its words."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.organizations import permissions
from shuniu.organizations.models import Inspection, Listing, Objection
from shuniu.organizations.workflow import OBJECTION

RAISED = trail.entry_kind(
    "organizations.objected", _("The organization objects to a listing"), erasure=trail.Erasure.KEEP_BY_LAW
)
RAISED_TO_RESULT = trail.entry_kind(
    "organizations.objected_to_result",
    _("The organization objects to the result of {year}"),
    erasure=trail.Erasure.KEEP_BY_LAW,
)


@action
def object_to_listing(listing: Listing, *, words: str, by: Actor) -> Objection:
    """The organization's own words, beside the entry wherever it is shown."""
    return _raise(listing, RAISED, {"listing": listing}, {"listing": listing.pk}, words, by)


@action
def object_to_result(inspection: Inspection, *, words: str, by: Actor) -> Objection:
    """Against a result that is on record. Raises Refused where there is none yet."""
    if not inspection.verdict:
        raise Refused(Denied(_("There is no result yet to object to.")))
    facts = {"year": inspection.year, "inspection": inspection.pk}
    return _raise(inspection, RAISED_TO_RESULT, {"inspection": inspection}, facts, words, by)


@action
def answer_objection(objection: Objection, *, answer: str, answered_by: str, on: date, by: Actor) -> Objection:
    """What was answered and by whom: the registry, or the centre for its own record."""
    if on > by.today:
        raise Refused(Denied(_("This day has not come yet.")))
    if on < objection.raised_on:
        raise Refused(Denied(_("An answer cannot come before the objection.")))
    if not answer.strip() or not answered_by.strip():
        raise Refused(Denied(_("Please write the answer, and whose it is.")))
    OBJECTION.take(
        "answer", objection, by=by, answer=answer.strip()[:500], answered_by=answered_by.strip()[:80], answered_on=on,
        due_on=None,
    )  # fmt: skip
    return objection


def _raise(thing, kind: str, about: dict, facts: dict, words: str, by: Actor) -> Objection:
    require(holds(by, permissions.OBJECT))
    if not words.strip():
        raise Refused(Denied(_("Please write the objection.")))
    objection = Objection(
        centre_id=thing.centre_id, organization_id=thing.organization_id, words=words.strip()[:500],
        raised_on=by.today, raised_by=by.name, **about,
    )  # fmt: skip
    OBJECTION.begin(objection, by=by)
    try:
        with transaction.atomic():
            objection.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("An objection is waiting for its answer already."))) from twice
    trail.record(kind, thing.organization, by=by, facts=facts, detail={"words": words})
    return objection
