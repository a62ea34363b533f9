"""The one door of this room for the rooms above."""

from shuniu.organizations.models import (
    ChangeRequest,
    Grading,
    Honour,
    Inspection,
    InspectionCycle,
    Licence,
    Listing,
    Organization,
    Predecessor,
    Premises,
)
from shuniu.organizations.queries import (
    change_requests_waiting_for,
    ending_soon,
    inspected_on_time,
    inspections_waiting_for,
    objections_waiting_for,
    organizations_found,
    organizations_on,
    settled_on,
)
from shuniu.organizations.standing import standing_of
from shuniu.organizations.workflow import CHANGE_REQUEST, INSPECTION, OBJECTION

__all__ = [
    "CHANGE_REQUEST",
    "INSPECTION",
    "OBJECTION",
    "ChangeRequest",
    "Grading",
    "Honour",
    "Inspection",
    "InspectionCycle",
    "Licence",
    "Listing",
    "Organization",
    "Predecessor",
    "Premises",
    "change_requests_waiting_for",
    "ending_soon",
    "inspected_on_time",
    "inspections_waiting_for",
    "objections_waiting_for",
    "organizations_found",
    "organizations_on",
    "settled_on",
    "standing_of",
]
