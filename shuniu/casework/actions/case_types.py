"""How a kind of request goes, as data: written down, said anew as another version, ended. No kind needs code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.casework.assessment import keeps_rules
from shuniu.casework.models import CaseType, Secrecy, Service
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require

NOTHING = trail.Erasure.NOTHING_PERSONAL
TYPE_SET = trail.entry_kind("casework.type_set", _("Arranged the case type {name}"), erasure=NOTHING)
TYPE_REVISED = trail.entry_kind(
    "casework.type_revised", _("Arranged the case type {name} anew: version {version}"), erasure=NOTHING
)
TYPE_ENDED = trail.entry_kind("casework.type_ended", _("Ended the case type {name}"), erasure=NOTHING)
LIMIT_CHANGED = trail.entry_kind(
    "casework.limit_changed", _("Changed the time limit of {name} from {before} to {after} workdays"), erasure=NOTHING
)
COLUMNS = ("name", "limit_days", "paper_days", "risk_days", "steps")


@action
def set_case_type(
    *,
    code: str,
    name: str,
    limit_days: int,
    paper_days: int | None = None,
    risk_days: int | None = None,
    steps: Iterable[Mapping] = (),
    secrecy: str = "open",
    keeps_applicant: bool = True,
    rests_on: Sequence[Mapping] = (),
    by: Actor,
) -> CaseType:
    """A new kind of request, from today. Raises Refused where its code is taken, or a step is none (`_in_order`).

    `rests_on`: steps whose rules the new kind must keep, as those of the assessment (`assessment.STEPS`).
    """
    require(holds(by, permissions.MANAGE_MENU))
    steps = _in_order(steps)
    require(keeps_rules(rests_on, steps))
    found = CaseType(
        centre_id=by.centre,
        code=code,
        name=name,
        secrecy=secrecy,
        steps=steps,
        limit_days=limit_days,
        paper_days=paper_days,
        risk_days=risk_days,
        keeps_applicant=keeps_applicant,
        valid_from=by.today,
    )
    _insert(found, _("This code is taken."))
    trail.record(TYPE_SET, found, by=by, facts={"name": name, "steps": len(found.steps), "days": limit_days})
    return found


@action
def revise_case_type(case_type: CaseType, changes: Mapping[str, object], *, by: Actor) -> CaseType:
    """Say a kind anew (columns of `COLUMNS`) as its next version, to which its services lead from now.

    What was taken in keeps its steps and limits. A kind open to its assessors alone keeps what rests on rules; one open
    to an appointment of its own stays as it was written down, for the appointment names it. Raises Refused.
    """
    require(holds(by, permissions.MANAGE_MENU))
    if unknown := set(changes) - set(COLUMNS):
        raise ValueError(f"not columns of a case type that change: {unknown}")
    if case_type.secrecy == Secrecy.APPOINTMENT:
        raise Refused(Denied(_("Appointments name this kind as it is; only its time limit is changed here.")))
    if case_type.valid_until is not None:
        raise Refused(Denied(_("This version is over; change the newest one.")))
    steps = _in_order(changes["steps"]) if "steps" in changes else case_type.steps
    if case_type.secrecy == Secrecy.ASSESSORS:
        require(keeps_rules(case_type.steps, steps))
    told = {**{column: getattr(case_type, column) for column in COLUMNS}, **changes, "steps": steps}
    if all(getattr(case_type, column) == value for column, value in told.items()):
        raise Refused(Denied(_("Nothing is different from what is on record.")))
    newer = CaseType(
        centre_id=case_type.centre_id,
        code=case_type.code,
        version=case_type.version + 1,
        secrecy=case_type.secrecy,
        keeps_applicant=case_type.keeps_applicant,
        valid_from=by.today,
        **told,
    )
    _insert(newer, _("Somebody else has just changed this. Open it again to see how it stands."))
    case_type.valid_until = by.today
    case_type.save(update_fields=["valid_until"])
    lines = Service.objects.unscoped(because="the lines of the menu that lead to the kind its caller scoped")
    lines.filter(centre_id=case_type.centre_id, case_type=case_type).update(case_type=newer)
    trail.record(TYPE_REVISED, newer, by=by, facts={"name": newer.name, "version": newer.version})
    return newer


@action
def end_case_type(case_type: CaseType, *, by: Actor) -> None:
    """No service leads to this kind any more. Raises Refused while one on the menu does."""
    require(holds(by, permissions.MANAGE_MENU))
    if case_type.valid_until is not None:
        raise Refused(Denied(_("This version is over; change the newest one.")))
    lines = Service.objects.unscoped(because="the lines of the menu that lead to the kind its caller scoped")
    if left := lines.filter(centre_id=case_type.centre_id, case_type=case_type, offered_until=None).first():
        raise Refused(Denied(_("“%(service)s” on the menu still leads here; take it off first.") % {"service": left}))
    case_type.valid_until = by.today
    case_type.save(update_fields=["valid_until"])
    trail.record(TYPE_ENDED, case_type, by=by, facts={"name": case_type.name})


@action
def change_limit(case_type: CaseType, *, limit_days: int, by: Actor) -> None:
    """The time limit of what is taken in from now, in workdays; a case that is under way keeps its own. Raises Refused."""
    require(holds(by, permissions.MANAGE_MENU))
    before = case_type.limit_days
    if limit_days == before:
        raise Refused(Denied(_("Nothing is different from what is on record.")))
    case_type.limit_days = limit_days
    case_type.save(update_fields=["limit_days"])
    facts = {"name": case_type.name, "before": before, "after": limit_days}
    trail.record(LIMIT_CHANGED, case_type, by=by, facts=facts)


def _insert(found: CaseType, taken) -> None:
    try:
        with transaction.atomic():
            found.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(taken)) from twice


# --- Steps ------------------------------------------------------------------------------------------------------------
def _in_order(steps: Iterable[Mapping]) -> list[dict]:
    """The steps as they are kept. Raises Refused where one is written down twice, rests on none or counts no days."""
    known: list[dict] = []
    for step in map(dict, steps):
        earlier = {each["code"] for each in known}
        clocks = [step[rule] for rule in ("not_before", "within") if rule in step]
        if step["code"] in earlier or not {clock["step"] for clock in clocks} <= earlier:
            raise Refused(Denied(_("Each step is written down once, and rests on an earlier one.")))
        if not all(map(_counts_days, clocks)) or step.get("hands", 1) < 1:
            raise Refused(Denied(_("A step is signed by at least one hand, and its clock counts at least one day.")))
        known.append(step)
    return known


def _counts_days(clock: Mapping) -> bool:
    return clock["days"] >= 1 if "days" in clock else bool(clock.get("setting"))
