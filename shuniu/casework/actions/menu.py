"""The menu of the window: case types and services."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.casework.models import CaseType, Service
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require

NOTHING = trail.Erasure.NOTHING_PERSONAL
TYPE_SET = trail.entry_kind("casework.type_set", _("Arranged the case type {name}"), erasure=NOTHING)
SERVICE_OFFERED = trail.entry_kind("casework.service_offered", _("Put {name} on the menu"), erasure=NOTHING)
SERVICE_ENDED = trail.entry_kind("casework.service_ended", _("Took {name} off the menu"), erasure=NOTHING)


@action
def set_case_type(
    *,
    code: str,
    name: str,
    limit_days: int,
    steps: Iterable[Mapping] = (),
    secrecy: str = "open",
    keeps_applicant: bool = True,
    by: Actor,
) -> CaseType:
    """How a kind of request goes, from today. Raises Refused where a step is written down twice or rests on none."""
    require(holds(by, permissions.MANAGE_MENU))
    found = CaseType(
        centre_id=by.centre,
        code=code,
        name=name,
        secrecy=secrecy,
        steps=_in_order(steps),
        limit_days=limit_days,
        keeps_applicant=keeps_applicant,
        valid_from=by.today,
    )
    found.save(force_insert=True)
    trail.record(TYPE_SET, found, by=by, facts={"name": name, "steps": len(found.steps), "days": limit_days})
    return found


def _in_order(steps: Iterable[Mapping]) -> list[dict]:
    known: list[dict] = []
    for step in map(dict, steps):
        earlier = {each["code"] for each in known}
        rests_on = {step[rule]["step"] for rule in ("not_before", "within") if rule in step}
        if step["code"] in earlier or not rests_on <= earlier:
            raise Refused(Denied(_("Each step is written down once, and rests on an earlier one.")))
        known.append(step)
    return known


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
    by: Actor,
) -> Service:
    """Put a service on the menu from today. Raises Refused where its code is on the menu already."""
    require(holds(by, permissions.MANAGE_MENU))
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
        offered_from=by.today,
    )
    try:
        with transaction.atomic():
            service.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("This service is on the menu already."))) from twice
    trail.record(SERVICE_OFFERED, service, by=by, facts={"name": name})
    return service


@action
def end_service(service: Service, *, by: Actor) -> None:
    """Take a service off the menu after today; what was taken in goes on."""
    require(holds(by, permissions.MANAGE_MENU))
    service.offered_until = by.today
    service.save(update_fields=["offered_until"])
    trail.record(SERVICE_ENDED, service, by=by, facts={"name": service.name})
