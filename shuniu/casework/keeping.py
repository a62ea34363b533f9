"""Whose the rows of this room are, and when their years of keeping are over."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from shuniu.casework.models import Attendance, Case, Enrolment, Incident, Secrecy, Waiting
from shuniu.casework.models.case import ENDED_STATES
from shuniu.kernel.calendar import years_before
from shuniu.kernel.dated import setting
from shuniu.kernel.sealing.fields import index_of, reveal
from shuniu.people.public import Person


# --- How long ---------------------------------------------------------------------------------------------------------
def keep_years(secrecy: str, *, place: int, on: date) -> int:
    """Years from the end of a case until its personal data goes."""
    return int(setting(f"casework.keep_years.{secrecy}", place=place, on=on))


def cases_to_forget(centre: int, *, on: date) -> QuerySet[Case]:
    """Ended cases whose years are over, with the columns that say so and no others: sealed cases stay unread."""
    because = "chosen by the day they ended alone; nothing of a sealed case is read"
    due = Q()
    for secrecy in Secrecy.values:
        last = years_before(on, keep_years(secrecy, place=centre, on=on))
        due |= Q(secrecy=secrecy, state_since__date__lte=last)
    ended = Case.objects.unscoped(because=because).filter(
        due, centre_id=centre, state__in=ENDED_STATES, forgotten_on=None
    )
    return ended.only("pk", "centre_id", "secrecy", "state", "forgotten_on").order_by("pk")


def places_to_forget(centre: int, *, on: date) -> QuerySet[Enrolment]:
    """Day care places given up longer ago than they are kept."""
    rows = Enrolment.objects.unscoped(because="chosen by the day the place was given up alone")
    return rows.filter(centre_id=centre, forgotten_on=None, until__lte=_care_kept_since(centre, on))


def incidents_to_forget(centre: int, *, on: date) -> QuerySet[Incident]:
    rows = Incident.objects.unscoped(because="chosen by the day it happened alone")
    return rows.filter(centre_id=centre, forgotten_on=None, happened_on__lte=_care_kept_since(centre, on))


def _care_kept_since(centre: int, on: date) -> date:
    return years_before(on, int(setting("casework.day_care.keep_years", place=centre, on=on)))


# --- Whose ------------------------------------------------------------------------------------------------------------
def cases_of(person: Person) -> list[Case]:
    """The requests of a person on record, known by phone and name together; sealed cases are never among them."""
    return cases_naming(person.name, reveal(person, "phone"), centre=person.centre_id)


def cases_naming(name: str, phone: str, *, centre: int) -> list[Case]:
    """The cases that are not sealed and not forgotten whose applicant has this name and this phone."""
    if not (name and phone):
        return []
    rows = Case.objects.unscoped(because="of the person its caller scoped, and none that is sealed").filter(
        centre_id=centre,
        secrecy=Secrecy.OPEN,
        phone_tail_index=index_of(Case, "phone_tail_index", phone, centre),
    )
    found = rows.select_related("service", "case_type").order_by("pk")
    return [case for case in found if reveal(case, "phone") == phone and reveal(case, "applicant") == name]


def places_of(person: Person) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.unscoped(because="the person was scoped")
    return rows.filter(centre_id=person.centre_id, person=person, forgotten_on=None).order_by("pk")


def is_in_day_care(person: Person) -> bool:
    """Whether a place was ever given to them and is not forgotten, or they wait for one."""
    waiting = Waiting.objects.unscoped(because="the person was scoped").filter(centre_id=person.centre_id)
    return places_of(person).exists() or waiting.filter(person=person, left_on=None).exists()


def incidents_of(places: QuerySet[Enrolment]) -> QuerySet[Incident]:
    rows = Incident.objects.unscoped(because="the places were scoped").filter(forgotten_on=None)
    return rows.filter(enrolment__in=places.values("pk")).order_by("pk")


def days_of(places: QuerySet[Enrolment]) -> QuerySet[Attendance]:
    rows = Attendance.objects.unscoped(because="the places were scoped")
    return rows.filter(enrolment__in=places.values("pk")).select_related("enrolment__room").order_by("day")
