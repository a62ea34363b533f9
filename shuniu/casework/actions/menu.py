"""The menu of the window: services, which the window keeps; the case types behind them are in `case_types.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.casework.models import CaseType, Secrecy, Service
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Allowed, Denied, Refused, holds, require

NOTHING = trail.Erasure.NOTHING_PERSONAL
SERVICE_OFFERED = trail.entry_kind("casework.service_offered", _("Put {name} on the menu"), erasure=NOTHING)
SERVICE_REVISED = trail.entry_kind(
    "casework.service_revised", _("Changed {name} on the menu: {columns}"), erasure=trail.Erasure.FORGET_DETAIL
)
SERVICE_ENDED = trail.entry_kind("casework.service_ended", _("Took {name} off the menu"), erasure=NOTHING)


# --- Services: columns that may be revised while people go on asking for it -------------------------------------------
WORDS = (
    "name",
    "description",
    "eligibility_description",
    "required_documents",
    "fees_description",
    "schedule",
    "location",
    "contact",
    "order",
    "by_portal",
)


@action
def offer_service(
    case_type: CaseType,
    *,
    code: str,
    name: str,
    description: str,
    eligibility_description: str = "",
    required_documents: Sequence[str] = (),
    fees_description: str = "",
    schedule: str = "",
    location: str = "",
    contact: str = "",
    order: int = 0,
    by_portal: bool = False,
    by: Actor,
) -> Service:
    """Put a service on the menu from today. Raises Refused where its code is on the menu already."""
    require(holds(by, permissions.EDIT_MENU))
    service = Service(
        centre_id=case_type.centre_id,
        case_type=case_type,
        code=code,
        name=name,
        description=description,
        eligibility_description=eligibility_description,
        required_documents=list(required_documents),
        fees_description=fees_description,
        schedule=schedule,
        location=location,
        contact=contact,
        order=order,
        by_portal=by_portal,
        offered_from=by.today,
    )
    require(_may_be_public(service))
    if _offered_with_code(service, by):
        raise Refused(Denied(_("This service is on the menu already.")))
    try:
        with transaction.atomic():
            service.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("This service is on the menu already."))) from twice
    trail.record(SERVICE_OFFERED, service, by=by, facts={"name": name})
    return service


@action
def revise_service(service: Service, changes: Mapping[str, object], *, by: Actor) -> None:
    """Say a line of the menu anew (columns of `WORDS`); what was taken in stays as it is. Raises Refused."""
    require(holds(by, permissions.EDIT_MENU))
    if unknown := set(changes) - set(WORDS):
        raise ValueError(f"not columns of a service: {unknown}")
    before = {column: getattr(service, column) for column in WORDS if column in changes}
    changed = [column for column, value in before.items() if changes[column] != value]
    if not changed:
        raise Refused(Denied(_("Nothing is different from what is on record.")))
    for column in changed:
        setattr(service, column, changes[column])
    require(_may_be_public(service))
    service.save(update_fields=changed)
    trail.record(
        SERVICE_REVISED,
        service,
        by=by,
        facts={"name": service.name, "columns": ", ".join(changed)},
        detail={"before": {c: before[c] for c in changed}, "after": {c: changes[c] for c in changed}},
    )


def _may_be_public(service: Service) -> Allowed | Denied:
    """Only what the window's workers handle, under a name to call back, is asked for without an account."""
    kind = service.case_type
    if service.by_portal and not (kind.secrecy == Secrecy.OPEN and kind.keeps_applicant):
        return Denied(_("A sealed kind of case is not asked for on the public page."))
    return Allowed()


def _offered_with_code(service: Service, by: Actor) -> bool:
    """A line ends on its last day; on the same day its code is not offered again."""
    rows = Service.objects.unscoped(because="the codes of the centre's own menu")
    still = Q(offered_until__isnull=True) | Q(offered_until__gte=by.today)
    return rows.filter(still, centre_id=service.centre_id, code=service.code).exists()


@action
def end_service(service: Service, *, by: Actor) -> None:
    """Take a service off the menu after today; what was taken in goes on. Raises Refused where it ended before."""
    require(holds(by, permissions.EDIT_MENU))
    if service.offered_until is not None:
        raise Refused(Denied(_("This service is off the menu already.")))
    service.offered_until = by.today
    service.save(update_fields=["offered_until"])
    trail.record(SERVICE_ENDED, service, by=by, facts={"name": service.name})
