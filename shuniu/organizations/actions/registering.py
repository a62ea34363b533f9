"""An organization comes into the register, is corrected, and its life goes on."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.organizations import permissions
from shuniu.organizations.codes import CodeRefused, credit_code, name_key
from shuniu.organizations.models import OfOrganization, Organization
from shuniu.organizations.queries import perhaps_the_same

NOTHING = trail.Erasure.NOTHING_PERSONAL
REGISTERED = trail.entry_kind("organizations.registered", _("Came into the register"), erasure=NOTHING)
CORRECTED = trail.entry_kind("organizations.corrected", _("Corrected {columns}"), erasure=trail.Erasure.KEEP_BY_LAW)
LIVED = trail.entry_kind("organizations.lived", _("{ending} on {day}"), erasure=trail.Erasure.KEEP_BY_LAW)
NOTED = trail.entry_kind("organizations.noted", _("Noted: {kind}"), erasure=NOTHING)

LIFE = {  # what may happen to an organization: column → its sentence in the trail, told in the reader's language
    "registered_on": gettext_noop("registered"),
    "settled_on": gettext_noop("moved in"),
    "suspended_on": gettext_noop("suspended"),
    "moved_on": gettext_noop("moved away"),
    "deregistered_on": gettext_noop("deregistered"),
}


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
    """Put right what the register says; the trail keeps what stood there."""
    require(holds(by, permissions.EDIT))
    before = {
        column: getattr(organization, column) for column in facts if getattr(organization, column) != facts[column]
    }
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
def record_life(organization: Organization, *, fact: str, on: date | None, reason: str = "", by: Actor) -> Organization:
    """One dated fact of its life (`LIFE`); None takes a suspension back."""
    require(holds(by, permissions.EDIT))
    if on is not None and on > by.today:
        raise Refused(Denied(_("This day has not come yet.")))
    if on is None and fact != "suspended_on":
        raise Refused(Denied(_("Only a suspension is taken back; anything else is corrected.")))
    setattr(organization, fact, on)
    organization.changed_at = by.at
    _save(organization)
    facts = {"ending": LIFE[fact] if on else gettext_noop("resumed"), "day": str(on or by.today)}
    trail.record(LIVED, organization, by=by, facts=facts, detail={"reason": reason} if reason else None)
    return organization


@action
def note_possession(row: OfOrganization, *, by: Actor) -> OfOrganization:
    """Premises, a licence, an honour, a predecessor: an unsaved row about an organization the caller has scoped."""
    require(holds(by, permissions.EDIT))
    _save(row)
    facts = {"kind": str(row._meta.verbose_name_raw), "row": row.pk}
    trail.record(NOTED, row.organization, by=by, facts=facts)
    return row


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
