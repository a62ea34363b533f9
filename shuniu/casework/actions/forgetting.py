"""What the window and day care forget of people: when the years of keeping are over, and when somebody is erased.

A row stays for the counts, with the day it was forgotten and without a person in it. A sealed case is chosen by the day
it ended alone; nothing of it is read.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.casework import permissions
from shuniu.casework.keeping import (
    cases_of,
    cases_to_forget,
    incidents_of,
    incidents_to_forget,
    keep_years,
    places_of,
    places_to_forget,
)
from shuniu.casework.models import Case, Enrolment, Incident, Waiting
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.keeping import attachments_of, drop
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import Denied, Refused, holds, require

NOTHING = trail.Erasure.NOTHING_PERSONAL
TIME_IS_UP = trail.entry_kind(
    "casework.forgotten", gettext_lazy("Deleted the personal data of the case: the {years} years of keeping are over"),
    erasure=NOTHING,
)  # fmt: skip
ERASED = trail.entry_kind(
    "casework.forgotten_by_erasure",
    gettext_lazy("Deleted the personal data of the case: the person was erased"),
    erasure=NOTHING,
)
CARE_TIME_IS_UP = trail.entry_kind(
    "casework.day_care_forgotten",
    gettext_lazy("Deleted the personal data of {places} places and {incidents} incidents in day care"),
    erasure=NOTHING,
)
CARE_ERASED = trail.entry_kind(
    "casework.place_forgotten",
    gettext_lazy("Deleted the personal data of the place: the person was erased"),
    erasure=NOTHING,
)
GONE = "×"


@action
def forget_case(case: Case, *, by: Actor) -> None:
    """Empty what an ended case says of people. Raises Refused before its years of keeping are over."""
    require(holds(by, permissions.FORGET))
    if not cases_to_forget(case.centre_id, on=by.today).filter(pk=case.pk).exists():
        raise Refused(Denied(gettext_lazy("The case has not ended, or its years of keeping are not over.")))
    _empty(case, by)
    trail.record(TIME_IS_UP, case, by=by, facts={"years": keep_years(case.secrecy, place=case.centre_id, on=by.today)})


@action
def forget_day_care(centre: Place, *, by: Actor) -> None:
    """Empty places given up and incidents that happened longer ago than they are kept."""
    require(holds(by, permissions.FORGET))
    places = _empty_places(places_to_forget(centre.pk, on=by.today), by)
    incidents = _empty_incidents(incidents_to_forget(centre.pk, on=by.today), by)
    facts = {"places": places, "incidents": incidents}
    trail.record(CARE_TIME_IS_UP, centre, by=by, facts=facts, centre_id=centre.pk)


@action
def forget_cases_of(person, *, by: Actor) -> None:
    """The person is being erased: their requests at the window name nobody from now. Called inside the erasure.

    Sealed cases are left out: their own people keep them as long as the law asks, and nobody else may learn of them.
    """
    require(holds(by, permissions.FORGET))
    for case in cases_of(person):
        _empty(case, by)
        trail.record(ERASED, case, by=by)


@action
def forget_day_care_of(person, *, by: Actor) -> None:
    """The person is being erased: whom to call, what carers knew and what happened goes; the days stay as counts."""
    require(holds(by, permissions.FORGET))
    places = places_of(person)
    kept = list(places)
    waiting = Waiting.objects.unscoped(because="the person was scoped").filter(centre_id=person.centre_id)
    for waits in waiting.filter(person=person, left_on__isnull=True):
        waits.left_on = by.today
        waits.save(update_fields=["left_on"])
        trail.record(CARE_ERASED, waits, by=by)
    waiting.filter(person=person).update(left_because="")
    _empty_incidents(incidents_of(places), by)
    _empty_places(places, by)
    for place in kept:
        trail.record(CARE_ERASED, place, by=by)


def _empty(case: Case, by: Actor) -> None:
    """Notes, reasons, results and papers as well; who worked on it, when and which steps stays."""
    rows = Case.objects.unscoped(because="one case its caller chose").filter(pk=case.pk, forgotten_on__isnull=True)
    nobody = dict.fromkeys(("applicant", "phone", "phone_tail_index", "request", "outcome"))
    rows.update(**nobody, forgotten_on=by.today)
    case.notes.update(text=None, sealed_to=None, forgotten_on=by.today)
    case.custodyitems.filter(sealed_name__isnull=False).update(sealed_name=None)
    case.stepdones.filter(forgotten_on__isnull=True, because__isnull=False).update(because=None, forgotten_on=by.today)
    case.referrals.update(
        to_contact="", reason=GONE, sealed_to=None, sealed_reason=None, sealed_refusal=None, result=None
    )
    case.referrals.filter(refused_on__isnull=False).update(refused_because=GONE)
    _drop_papers(case, by)
    trail.forget(centre_id=case.centre_id, noun="casework.case", noun_id=case.pk)


def _drop_papers(case: Case, by: Actor) -> None:
    for paper in attachments_of(case):
        drop(paper, reason=_("personal data deleted"), by=by)


def _empty_places(places: QuerySet[Enrolment], by: Actor) -> int:
    for place in places:
        trail.forget(centre_id=place.centre_id, noun="casework.enrolment", noun_id=place.pk)
    nothing = dict.fromkeys(("emergency_name", "emergency_phone", "care_note"))
    return places.update(**nothing, forgotten_on=by.today)


def _empty_incidents(incidents: QuerySet[Incident], by: Actor) -> int:
    return incidents.update(text=None, done=GONE, forgotten_on=by.today)
