"""The one door of this room for the rooms above."""

from shuniu.casework.assessment import STEPS as ASSESSMENT
from shuniu.casework.models import Case, DayCareRoom, Enrolment, Service
from shuniu.casework.queries import (
    adoption_assessments_between,
    cases_found,
    closed_between,
    count_adoption_assessments,
    count_report_ins,
    enrolments_on,
    mean_satisfaction,
    report_ins_between,
    rooms_on,
)
from shuniu.casework.waiting import casework_waiting_for

__all__ = [
    "ASSESSMENT",
    "Case",
    "DayCareRoom",
    "Enrolment",
    "Service",
    "adoption_assessments_between",
    "cases_found",
    "casework_waiting_for",
    "closed_between",
    "count_adoption_assessments",
    "count_report_ins",
    "enrolments_on",
    "mean_satisfaction",
    "report_ins_between",
    "rooms_on",
]
