from shuniu.casework.models.case import Case, CaseRole, StepDone
from shuniu.casework.models.day_care import Attendance, DayCareRoom, Enrolment, Incident, Waiting
from shuniu.casework.models.matters import CustodyItem, Note, Referral
from shuniu.casework.models.menu import CaseType, Secrecy, Service

__all__ = [
    "Attendance",
    "Case",
    "CaseRole",
    "CaseType",
    "CustodyItem",
    "DayCareRoom",
    "Enrolment",
    "Incident",
    "Note",
    "Referral",
    "Secrecy",
    "Service",
    "StepDone",
    "Waiting",
]
