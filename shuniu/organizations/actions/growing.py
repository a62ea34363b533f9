"""Settling, incubation, grades and credit lists."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_months
from shuniu.kernel.dated import codes, setting
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.organizations import permissions
from shuniu.organizations.actions.registering import record_life
from shuniu.organizations.grading import bars_to_grading
from shuniu.organizations.models import Grading, Incubation, IncubationReview, Listing, Organization, Settling
from shuniu.organizations.queries import missing_papers
from shuniu.organizations.workflow import INCUBATION, SETTLING

NOTHING = trail.Erasure.NOTHING_PERSONAL
KEEP = trail.Erasure.KEEP_BY_LAW
SETTLING_BEGUN = trail.entry_kind("organizations.settling_begun", _("Began to help it settle"), erasure=NOTHING)
SETTLING_WENT_ON = trail.entry_kind(
    "organizations.settling_went_on", _("Settling: {done} of {asked} papers"), erasure=NOTHING
)
INCUBATION_ASKED = trail.entry_kind("organizations.incubation_asked", _("Applied for incubation"), erasure=NOTHING)
REVIEWED = trail.entry_kind(
    "organizations.incubation_reviewed", _("Reviewed: capacity {capacity} of 5"), erasure=NOTHING
)
GRADED = trail.entry_kind("organizations.graded", _("Graded {grade}A until {until}"), erasure=NOTHING)
LISTED = trail.entry_kind("organizations.listed", _("Noted an entry of the registry's list"), erasure=KEEP)
UNLISTED = trail.entry_kind("organizations.unlisted", _("Noted a removal from the registry's list"), erasure=KEEP)


# --- Settling ---------------------------------------------------------------------------------------------------------
@action
def begin_settling(organization: Organization, *, by: Actor) -> Settling:
    require(holds(by, permissions.SETTLE))
    settling = Settling(centre_id=organization.centre_id, organization=organization, helper=by.name)
    SETTLING.begin(settling, by=by)
    _insert(settling, _("The organization is being helped to settle already."))
    trail.record(SETTLING_BEGUN, organization, by=by, facts={"settling": settling.pk})
    return settling


@action
def go_on_settling(
    settling: Settling, *, papers: list[str], premises_on: date | None, agreement_on: date | None,
    agreement_until: date | None, by: Actor,
) -> Settling:  # fmt: skip
    """What is here by now. A paper keeps the day it was first brought."""
    require(holds(by, permissions.SETTLE))
    if agreement_on and agreement_until and agreement_until < agreement_on:
        raise Refused(Denied(_("An agreement cannot end before it begins.")))
    settling.papers = {code: settling.papers.get(code, by.today.isoformat()) for code in papers}
    settling.premises_on, settling.agreement_on, settling.agreement_until = premises_on, agreement_on, agreement_until
    settling.save(update_fields=["papers", "premises_on", "agreement_on", "agreement_until"])
    facts = {
        "done": len(papers),
        "asked": len(codes("organizations.settling_paper", place=settling.centre_id, on=by.today)),
    }
    trail.record(SETTLING_WENT_ON, settling.organization, by=by, facts=facts)
    return settling


@action
def finish_settling(settling: Settling, *, on: date, reason: str = "", by: Actor) -> Settling:
    """It has moved in. What is still missing, of papers, premises and the agreement, asks for a reason and a name."""
    missing = missing_papers(settling, on=by.today)
    missing += [] if settling.premises_on else [str(_("the premises"))]
    missing += [] if settling.agreement_on else [str(_("the agreement"))]
    if missing and not reason.strip():
        text = _("Still missing: %(missing)s. Bring it, or say why it may settle without.")
        raise Refused(Denied(text % {"missing": "、".join(missing)}))
    SETTLING.take("settle", settling, by=by, reason=reason)
    record_life(settling.organization, fact="settled_on", on=on, by=by)
    return settling


@action
def give_up_settling(settling: Settling, *, reason: str, by: Actor) -> Settling:
    SETTLING.take("give_up", settling, by=by, reason=reason)
    return settling


# --- Incubation -------------------------------------------------------------------------------------------------------
@action
def ask_for_incubation(organization: Organization, *, plan: str, by: Actor) -> Incubation:
    require(holds(by, permissions.SETTLE))
    incubation = Incubation(centre_id=organization.centre_id, organization=organization, plan=plan)
    INCUBATION.begin(incubation, by=by)
    _insert(incubation, _("The organization is in incubation already."))
    trail.record(INCUBATION_ASKED, organization, by=by, facts={"incubation": incubation.pk})
    return incubation


@action
def admit(
    incubation: Incubation, *, test_score: int, mentor: str, until: date, admitted_because: str = "", by: Actor
) -> Incubation:
    """Admitted by a named person after the entry test, with a mentor and an end; below the place's score with a reason."""
    if until <= by.today:
        raise Refused(Denied(_("An incubation cannot end before it begins.")))
    least = int(setting("organizations.incubation.pass_score", place=incubation.centre_id, on=by.today))
    failed, because = test_score < least, admitted_because.strip()
    if failed and not because:
        text = _("The entry test was not passed: %(score)s of at least %(least)s. Do not admit it, or say why it is.")
        raise Refused(Denied(text % {"score": test_score, "least": least}))
    because = because if failed else ""
    INCUBATION.take(
        "admit", incubation, by=by, reason=because, facts={"score": test_score}, test_score=test_score, mentor=mentor,
        since=by.today, until=until, next_review_on=_next_review(incubation, by), admitted_because=because,
    )  # fmt: skip
    return incubation


@action
def review_incubation(incubation: Incubation, *, capacity: int, note: str = "", by: Actor) -> IncubationReview:
    require(holds(by, permissions.SETTLE))
    if incubation.state != "growing":
        raise Refused(Denied(_("Only an incubation under way is reviewed.")))
    review = IncubationReview.objects.create(
        centre_id=incubation.centre_id, organization_id=incubation.organization_id, incubation=incubation,
        on=by.today, capacity=capacity, note=note, reviewed_by=by.name,
    )  # fmt: skip
    incubation.next_review_on = _next_review(incubation, by)
    incubation.save(update_fields=["next_review_on"])
    trail.record(REVIEWED, incubation.organization, by=by, facts={"capacity": capacity})
    return review


@action
def end_incubation(incubation: Incubation, *, step: str, reason: str = "", by: Actor) -> Incubation:
    """graduate · leave · refuse. Whoever was never reviewed does not graduate."""
    if step == "graduate" and not incubation.reviews.exists():
        raise Refused(Denied(_("It was never reviewed; review it before it graduates.")))
    INCUBATION.take(step, incubation, by=by, reason=reason, next_review_on=None)
    return incubation


def _next_review(incubation: Incubation, by: Actor) -> date:
    months = int(setting("organizations.incubation.review_months", place=incubation.centre_id, on=by.today))
    return add_months(by.today.replace(day=1), months) + timedelta(days=min(by.today.day, 28) - 1)


# --- Grades and credit lists, mirrored from the registry --------------------------------------------------------------
@action
def note_grade(
    organization: Organization, *, grade: int, given_on: date, given_by: str = "", points: int | None = None,
    anyway_because: str = "", by: Actor,
) -> Grading:  # fmt: skip
    """A grade the registry gave. Where the rules say it could not have been admitted, a reason is asked."""
    require(holds(by, permissions.MIRROR))
    if bars_to_grading(organization, on=given_on) and not anyway_because.strip():
        raise Refused(Denied(_("By the rules it could not be graded then. Check the day, or say why it was.")))
    years = int(setting("organizations.grading.valid_years", place=organization.centre_id, on=given_on))
    until = add_months(given_on.replace(day=1), 12 * years) + timedelta(days=given_on.day - 2)
    grading = Grading.objects.create(
        centre_id=organization.centre_id, organization=organization, grade=grade, points=points, given_on=given_on,
        valid_until=until, given_by=given_by,
    )  # fmt: skip
    trail.record(GRADED, organization, by=by, facts={"grade": grade, "until": str(until), "anyway": anyway_because})
    return grading


@action
def note_listing(
    organization: Organization, *, which: str, ground: str, source: str, entered_on: date, by: Actor
) -> Listing:
    """Mirror an entry of the registry's list, with its ground and where it was published. The centre lists nobody."""
    require(holds(by, permissions.MIRROR))
    listing = Listing(
        centre_id=organization.centre_id, organization=organization, list=which, ground=ground, source=source,
        entered_on=entered_on,
    )  # fmt: skip
    _insert(listing, _("The organization is on this list already."))
    trail.record(LISTED, organization, by=by, facts={"list": which, "listing": listing.pk}, detail={"ground": ground})
    return listing


@action
def note_removal(listing: Listing, *, on: date, because: str, by: Actor) -> Listing:
    require(holds(by, permissions.MIRROR))
    if listing.removed_on or on < listing.entered_on:
        raise Refused(Denied(_("A removal comes once, and after the entry.")))
    listing.removed_on, listing.removed_because = on, because
    listing.save(update_fields=["removed_on", "removed_because"])
    trail.record(UNLISTED, listing.organization, by=by, facts={"listing": listing.pk}, detail={"because": because})
    return listing


def _insert(row, taken) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(taken)) from twice
