"""The yearly inspection: opened, reminded of, filled in, pre-checked, sent on, decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.keeping import drop, keep
from shuniu.kernel.attachments.types import Paper
from shuniu.kernel.calendar import add_months
from shuniu.kernel.dated import setting
from shuniu.kernel.models import Attachment
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.organizations import permissions
from shuniu.organizations.checking import FINDING, VERSION, findings_of
from shuniu.organizations.form import plain, standing_answers
from shuniu.organizations.models import Declaration, Inspection, InspectionCycle, Organization, PreCheck
from shuniu.organizations.models.inspection import PASSES, Verdict
from shuniu.organizations.standing import stands
from shuniu.organizations.workflow import INSPECTION, WITH_THE_ORGANIZATION

NOTHING = trail.Erasure.NOTHING_PERSONAL
OPENED = trail.entry_kind(
    "organizations.cycle_opened", _("Opened the inspection of {year}: {count} organizations"), erasure=NOTHING
)
FILLED = trail.entry_kind(
    "organizations.inspection_filled", _("Filled in the inspection of {year}: {count} answers"), erasure=NOTHING
)
DECLARED = trail.entry_kind(
    "organizations.inspection_declared", _("The report of {year} was declared true"), erasure=trail.Erasure.KEEP_BY_LAW
)
HISTORY = trail.entry_kind(
    "organizations.inspection_history",
    _("Entered the past result of {year} as it was published"),
    erasure=trail.Erasure.KEEP_BY_LAW,
)
PAPER_GONE = trail.entry_kind("organizations.paper_gone", _("Took a paper back"), erasure=NOTHING)


@action
def open_cycle(
    *, centre_id: int, registry: str, kind: str, year: int, opens_on: date, supervisor_by: date | None = None,
    registry_by: date, hand_in_by: date | None = None, papers: Sequence[str], steps: Sequence[str] = PASSES, by: Actor,
) -> InspectionCycle:  # fmt: skip
    """Open a year's inspection for every organization of the registry and kind that must take part.

    steps: of `PASSES`, those that this inspection runs through; the registry is always among them. Those registered less
    than the place's months before the year's end need not take part (MCA Order 27). Raises Refused.
    """
    require(holds(by, permissions.OPEN_CYCLE))
    steps = [each for each in PASSES if each in steps or each == "with_registry"]
    if "with_supervisor" not in steps:
        supervisor_by = None
    elif supervisor_by is None:
        raise Refused(Denied(_("Say by which day the reports go to the supervisor, or take this step out.")))
    hand_in_by = hand_in_by if "pre_checked" in steps else None
    days = [day for day in (opens_on, hand_in_by, supervisor_by, registry_by) if day]
    if days != sorted(days):
        raise Refused(Denied(_("An inspection opens, goes to the supervisor, then to the registry.")))
    cycle = InspectionCycle(
        centre_id=centre_id, registry=registry, kind=kind, year=year, opens_on=opens_on, hand_in_by=hand_in_by,
        supervisor_by=supervisor_by, registry_by=registry_by, papers=list(papers), steps=steps,
    )  # fmt: skip
    try:
        with transaction.atomic():
            cycle.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("This inspection is open already."))) from twice
    asked = list(must_take_part(cycle, on=by.today, by=by))
    rows = [Inspection(centre_id=centre_id, organization=each, cycle=cycle, year=year) for each in asked]
    for row in rows:
        INSPECTION.begin(row, by=by)
        row.due_on = row.limit_from("due")
    Inspection.objects.bulk_create(rows, batch_size=500)
    trail.record(OPENED, cycle, by=by, facts={"year": year, "count": len(rows)})
    return cycle


def must_take_part(cycle: InspectionCycle, *, on: date, by: Actor):
    months = int(setting("organizations.inspection.exempt_months", place=cycle.centre_id, on=on))
    last = add_months(date(cycle.year + 1, 1, 1), -months) - timedelta(days=1)
    rows = Organization.objects.visible_to(by).filter(stands("registered", on), centre_id=cycle.centre_id)
    return rows.filter(registry=cycle.registry, kind=cycle.kind, registered_on__lte=last).order_by("name", "pk")


# --- With the organization --------------------------------------------------------------------------------------------
@action
def fill_in(inspection: Inspection, *, answers: dict, by: Actor) -> Inspection:
    """Keep what was typed, complete or not; what the register says anyway is not kept twice. Takes a statement back."""
    require(holds(by, permissions.FILL))
    _still_with_the_organization(inspection)
    typed = inspection.answers
    changed = {key: value for key, value in answers.items() if key not in typed or typed[key] != value}
    if not changed:
        raise Refused(Denied(_("Nothing was changed.")))
    inspection.answers = {**typed, **changed}
    inspection.declared_by, inspection.declaration = "", None
    inspection.save(update_fields=["answers", "declared_by", "declaration"])
    trail.record(FILLED, inspection, by=by, facts={"year": inspection.year, "count": len(changed)})
    return inspection


@action
def declare_true(inspection: Inspection, *, name: str, by: Actor) -> Inspection:
    """The legal representative declares that the report is true and may be published, but for private data.

    Every answer is frozen as it stands: what the register learns afterwards does not alter what was declared.
    """
    require(holds(by, permissions.FILL))
    _still_with_the_organization(inspection)
    if not name.strip():
        raise Refused(Denied(_("Please write the legal representative's name.")))
    inspection.declared_by = name.strip()
    inspection.declaration = _freeze(inspection, by)
    inspection.save(update_fields=["declared_by", "declaration"])
    trail.record(DECLARED, inspection, by=by, facts={"year": inspection.year}, detail={"name": name})
    return inspection


def _freeze(inspection: Inspection, by: Actor) -> Declaration:
    organization, answers = inspection.organization, standing_answers(inspection, on=by.today)
    told = {key: answer for key, answer in answers.items() if answer is not None or key in inspection.answers}
    cover = {name: plain(getattr(organization, name)) for name in ("name", "code", "certificate_number", "kind")}
    frozen = Declaration(
        centre_id=inspection.centre_id, organization=organization, inspection=inspection, declared_on=by.today,
        declared_by=inspection.declared_by, answers=told, cover=cover,
    )  # fmt: skip
    frozen.save(force_insert=True)
    return frozen


@action
def hand_in_paper(inspection: Inspection, *, paper: Paper, kind: str, by: Actor) -> Attachment:
    require(holds(by, permissions.FILL))
    _still_with_the_organization(inspection, also=("rectifying",))
    return keep(inspection, paper, kind=kind, by=by)


@action
def take_back_paper(inspection: Inspection, *, attachment: Attachment, by: Actor) -> None:
    require(holds(by, permissions.FILL))
    _still_with_the_organization(inspection)
    drop(attachment, reason="taken back", by=by)
    trail.record(PAPER_GONE, inspection, by=by, facts={"year": inspection.year})


# --- With the centre, the supervisor, the registry --------------------------------------------------------------------
@action
def pre_check(inspection: Inspection, *, anyway_because: str = "", by: Actor) -> list[PreCheck]:
    """Judge the report, keep every judgement, and send it on; where something does not fit only with a reason."""
    require(holds(by, permissions.PRE_CHECK))
    found = findings_of(inspection, on=by.today)
    wrong = [finding for finding in found if finding.outcome == FINDING]
    if wrong and not anyway_because.strip():
        raise Refused(Denied(_("Something does not fit. Mend it, or say why it goes on as it is.")))
    rows = [
        PreCheck(
            centre_id=inspection.centre_id, organization_id=inspection.organization_id, inspection=inspection,
            rule=each.rule, version=VERSION, outcome=each.outcome, facts=each.facts, checked_at=by.at,
        )
        for each in found
    ]  # fmt: skip
    if inspection.declaration is None:  # it goes on without a statement: what goes on is kept all the same
        inspection.declaration = _freeze(inspection, by)
    INSPECTION.take(
        "pre_check", inspection, by=by, reason=anyway_because if wrong else "", checked_at=by.at,
        facts={"year": inspection.year, "findings": len(wrong)}, due_on=inspection.limit_from("pre_checked"),
        anyway_because=anyway_because.strip() if wrong else "", declaration_id=inspection.declaration_id,
    )  # fmt: skip
    return PreCheck.objects.bulk_create(rows)


@action
def send_on(
    inspection: Inspection, *, step: str, opinion: str = "", received_on: date | None = None, by: Actor
) -> Inspection:
    """To the supervisor, or (with the day it was received) to the registry."""
    if step not in ("send_to_supervisor", "send_to_registry", "send_direct"):
        raise ValueError(f"no such step: {step}")
    changes = {"due_on": inspection.cycle.registry_by}
    if inspection.declaration is None:  # where nothing is pre-checked, it goes on as it stands, and that is kept
        inspection.declaration = _freeze(inspection, by)
        changes["declaration_id"] = inspection.declaration_id
    if step != "send_to_supervisor":
        changes["received_on"] = received_on or by.today
        _not_to_come(changes["received_on"], by)
    if opinion:
        changes["supervisor_opinion"] = opinion[:300]
    INSPECTION.take(step, inspection, by=by, facts={"year": inspection.year}, **changes)
    return inspection


@action
def send_back(inspection: Inspection, *, reason: str, by: Actor) -> Inspection:
    """Back to the organization, with what is to be mended. What nobody declared stands open again."""
    kept = inspection.declaration_id if inspection.declared_by else None
    INSPECTION.take(
        "send_back", inspection, by=by, reason=reason, facts={"year": inspection.year}, received_on=None,
        due_on=inspection.cycle.registry_by, reminded_at=by.at, declaration_id=kept,
    )  # fmt: skip
    return inspection


@action
def record_verdict(
    inspection: Inspection, *, verdict: str, decided_on: date, published_at: str = "", rectify: bool = False,
    not_to_rectify_because: str = "", told_on: date | None = None, reply: str = "", by: Actor,
) -> Inspection:  # fmt: skip
    """What the registry decided. The centre decides nothing; it notes the result and where it is published.

    A fail is noted only after the organization was told and could reply, and only with things to put right or a
    named person's reason why there are none. Raises Refused.
    """
    _not_to_come(decided_on, by)
    if verdict == Verdict.FAIL:
        _after_notice(told_on, rectify, not_to_rectify_because, by)
    if inspection.received_on and decided_on < inspection.received_on:
        raise Refused(Denied(_("A result cannot come before the report did.")))
    changes = {
        "verdict": verdict, "decided_on": decided_on, "published_at": published_at, "due_on": None, "told_on": told_on,
        "reply": reply.strip(), "not_to_rectify_because": "" if rectify else not_to_rectify_because.strip(),
    }  # fmt: skip
    facts = {"year": inspection.year, "verdict": verdict}
    if rectify:
        months = int(setting("organizations.inspection.rectify_months", place=inspection.centre_id, on=by.today))
        until = add_months(decided_on.replace(day=1), months) + timedelta(days=decided_on.day - 1)
        changes |= {"rectify_by": until, "due_on": until}
        facts["until"] = str(until)
    step, reason = ("ask_to_put_right", "") if rectify else ("record_verdict", changes["not_to_rectify_because"])
    INSPECTION.take(step, inspection, by=by, reason=reason, facts=facts, **changes)
    return inspection


@action
def put_right(inspection: Inspection, *, on: date, by: Actor) -> Inspection:
    _not_to_come(on, by)
    INSPECTION.take("put_right", inspection, by=by, facts={"year": inspection.year}, rectified_on=on, due_on=None)
    return inspection


@action
def enter_past_result(
    organization: Organization, *, year: int, received_on: date | None, verdict: str, decided_on: date, source: str,
    published_on: date, by: Actor,
) -> Inspection:  # fmt: skip
    """Mirror a result of before the program's time as the registry published it: who published it, and on which day.

    Nothing follows from it here, for the organization was neither told nor heard. Without that year's cycle there are
    no days to hold it against. Raises Refused.
    """
    require(holds(by, permissions.RECORD_VERDICT))
    if not source.strip():
        raise Refused(Denied(_("Say who published the result: nothing is entered from hearsay.")))
    cycle = (
        InspectionCycle.objects.visible_to(by)
        .filter(centre_id=organization.centre_id, year=year, kind=organization.kind, registry=organization.registry)
        .first()
    )
    if cycle is None:
        text = _("There is no inspection of %(year)s for this kind and registry. Open it first, with its last days.")
        raise Refused(Denied(text % {"year": year}))
    _not_to_come(published_on, by)
    if published_on < decided_on:
        raise Refused(Denied(_("A result cannot be published before it was decided.")))
    past = Inspection(
        centre_id=organization.centre_id, organization=organization, cycle=cycle, year=year, state="decided",
        state_since=by.at, received_on=received_on, verdict=verdict, decided_on=decided_on, source=source.strip()[:120],
        published_on=published_on,
    )  # fmt: skip
    try:
        with transaction.atomic():
            past.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("This year's inspection is on record already."))) from twice
    facts = {"year": year, "verdict": verdict, "source": past.source, "published": published_on.isoformat()}
    trail.record(HISTORY, past, by=by, facts=facts)
    return past


def _after_notice(told_on: date | None, rectify: bool, not_to_rectify_because: str, by: Actor) -> None:
    if told_on is None:
        raise Refused(
            Denied(_("Before a fail is noted the organization is told and may reply: write the day it was told."))
        )
    _not_to_come(told_on, by)
    if not rectify and not not_to_rectify_because.strip():
        raise Refused(Denied(_("A fail is to be put right by a time limit; if not, say why not.")))


def _still_with_the_organization(inspection: Inspection, also: tuple[str, ...] = ()) -> None:
    if inspection.state not in (*WITH_THE_ORGANIZATION, *also):
        raise Refused(Denied(_("The report has been handed in. Let it be sent back to change it.")))


def _not_to_come(day: date, by: Actor) -> None:
    if day > by.today:
        raise Refused(Denied(_("This day has not come yet.")))
