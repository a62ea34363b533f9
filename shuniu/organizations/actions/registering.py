"""An organization comes into the register, is corrected, and its life goes on."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.keeping import keep
from shuniu.kernel.attachments.types import Paper
from shuniu.kernel.imports.later import ByHand, corrected, entered
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.organizations import permissions
from shuniu.organizations.codes import CodeRefused, credit_code, name_key
from shuniu.organizations.models import Licence, OfOrganization, Organization, Suspension
from shuniu.organizations.queries import perhaps_the_same

NOTHING = trail.Erasure.NOTHING_PERSONAL
REGISTERED = trail.entry_kind("organizations.registered", _("Came into the register"), erasure=NOTHING)
CORRECTED = trail.entry_kind("organizations.corrected", _("Corrected {columns}"), erasure=trail.Erasure.KEEP_BY_LAW)
LIVED = trail.entry_kind("organizations.lived", _("{ending} on {day}"), erasure=trail.Erasure.KEEP_BY_LAW)
MOVED = trail.entry_kind(
    "organizations.address_changed", _("The registered address changed on {day}"), erasure=trail.Erasure.KEEP_BY_LAW
)
ADDRESS_PAPER = "registered_address"
NOTED = trail.entry_kind("organizations.noted", _("Noted: {kind}"), erasure=NOTHING)

LIFE = {  # what may happen to an organization → its sentence in the trail, told in the reader's language
    "registered_on": gettext_noop("registered"),
    "settled_on": gettext_noop("moved in"),
    "suspended_on": gettext_noop("suspended"),
    "resumed_on": gettext_noop("resumed"),
    "moved_on": gettext_noop("moved away"),
    "deregistered_on": gettext_noop("deregistered"),
}
BY_HAND = ByHand(  # what is told of an organization otherwise than by a ledger
    {
        REGISTERED: entered,
        CORRECTED: corrected,
        LIVED: lambda facts: [fact for fact, ending in LIFE.items() if ending == facts["ending"]],
        MOVED: lambda _facts: ("address",),
    }
)


@action
def register_organization(*, centre_id: int, by: Actor, another_because: str = "", **facts) -> Organization:
    """Enter an organization; without a code it is settling. One that may be on record already asks for a reason."""
    require(holds(by, permissions.EDIT))
    found = Organization(centre_id=centre_id, recorded_on=by.today, changed_at=by.at, **facts)
    _clean(found)
    twin = perhaps_the_same(found).first()
    if twin is not None and not another_because.strip():
        text = _("%(name)s is in the register already; if this is another one, say why.")
        raise Refused(Denied(text % {"name": twin.name}))
    _save(found)
    detail = {"another_because": another_because} if twin else None
    trail.record(REGISTERED if not detail else CORRECTED, found, by=by, facts={"columns": "name"}, detail=detail)
    return found


@action
def correct_organization(organization: Organization, *, by: Actor, **facts) -> Organization:
    """Put right what the register says; the trail keeps what stood there.

    Another registered address is no correction: it comes with the registry's paper (`change_registered_address`).
    """
    require(holds(by, permissions.EDIT))
    before = {
        column: getattr(organization, column) for column in facts if getattr(organization, column) != facts[column]
    }
    if "address" in before and organization.has_registered_address:
        raise Refused(Denied(_("The registered address changes with the registry's paper: enter it as its change.")))
    if not before:
        raise Refused(Denied(_("Nothing was changed.")))
    for column in before:
        setattr(organization, column, facts[column])
    organization.changed_at = by.at
    _clean(organization)
    _save(organization)
    detail = {"before": {column: str(value) for column, value in before.items()}}
    trail.record(CORRECTED, organization, by=by, facts={"columns": ", ".join(before)}, detail=detail)
    return organization


@action
def record_life(organization: Organization, *, fact: str, on: date, reason: str = "", by: Actor) -> Organization:
    """One dated fact of its life (`LIFE`). A suspension is a row of its own, and resuming ends it: nothing is written over.

    One entered by mistake is ended on the day it began. Raises Refused.
    """
    require(holds(by, permissions.EDIT))
    if on > by.today:
        raise Refused(Denied(_("This day has not come yet.")))
    facts = {"ending": LIFE[fact], "day": str(on)}
    if fact == "suspended_on":
        _suspend(organization, on)
    elif fact == "resumed_on":
        _resume(organization, on)
    else:
        if before := getattr(organization, fact):
            facts["before"] = str(before)  # a corrected day: what stood there stays in the trail
        setattr(organization, fact, on)
    organization.changed_at = by.at
    _save(organization)
    trail.record(LIVED, organization, by=by, facts=facts, detail={"reason": reason} if reason else None)
    return organization


def _suspend(organization: Organization, on: date) -> None:
    if any(each.until is None or on < each.until for each in organization.suspensions.exclude(until=F("since"))):
        raise Refused(Denied(_("The organization is suspended on that day already.")))
    _save(Suspension(centre_id=organization.centre_id, organization=organization, since=on))


def _resume(organization: Organization, on: date) -> None:
    resting = organization.suspensions.filter(until__isnull=True).first()
    if resting is None:
        raise Refused(Denied(_("The organization is not suspended: there is nothing to resume.")))
    if on < resting.since:
        raise Refused(Denied(_("A suspension cannot end before it begins.")))
    resting.until = on
    _save(resting)


@action
def change_registered_address(
    organization: Organization, *, address: str, paper: Paper, on: date, by: Actor
) -> Organization:
    """The registry changed the registered address: with its paper, and the day it decided. Raises Refused."""
    require(holds(by, permissions.EDIT))
    if on > by.today:
        raise Refused(Denied(_("This day has not come yet.")))
    before, organization.address = organization.address, address.strip()
    if organization.address in ("", before):
        raise Refused(Denied(_("Nothing was changed.")))
    organization.changed_at = by.at
    _save(organization)
    kept = keep(organization, paper, kind=ADDRESS_PAPER, by=by)
    facts = {"day": str(on), "paper": kept.pk}
    trail.record(MOVED, organization, by=by, facts=facts, detail={"before": before, "address": organization.address})
    return organization


@action
def note_possession(row: OfOrganization, *, by: Actor) -> OfOrganization:
    """Premises, a licence, an honour, a predecessor: an unsaved row about an organization the caller has scoped.

    A licence that has run out is noted as waiting for the renewed one, or with a reason and a name; else refused.
    """
    require(holds(by, permissions.EDIT))
    if isinstance(row, Licence):
        _judge_licence(row, by)
    _save(row)
    facts = {"kind": str(row._meta.verbose_name_raw), "row": row.pk}
    trail.record(NOTED, row.organization, by=by, facts=facts)
    return row


def _judge_licence(licence: Licence, by: Actor) -> None:
    ran_out = licence.valid_until is not None and licence.valid_until < by.today
    licence.anyway_because = licence.anyway_because.strip() if ran_out else ""
    licence.renewal_to_bring, licence.noted_by = licence.renewal_to_bring and ran_out, by.name
    if ran_out and not licence.renewal_to_bring and not licence.anyway_because:
        text = _(
            "This licence ran out on %(day)s. Save it as incomplete until the renewed one is here, or say why not."
        )
        raise Refused(Denied(text % {"day": licence.valid_until}))


def _clean(organization: Organization) -> None:
    if organization.code:
        try:
            organization.code = credit_code(organization.code, kind=organization.kind)
        except CodeRefused as refused:
            raise Refused(Denied(str(refused))) from refused
    else:
        organization.code = None
    organization.name_key = name_key(organization.name)


def _save(row) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as refused:
        raise Refused(Denied(_why(row, refused))) from refused


def _why(row, refused: IntegrityError) -> str:
    """The sentence of the constraint that refused."""
    for constraint in row._meta.constraints:
        said = str(refused)
        if constraint.name in said or all(
            f"{row._meta.db_table}.{c}" in said for c in getattr(constraint, "fields", ["?"])
        ):
            return str(constraint.violation_error_message)
    raise refused
