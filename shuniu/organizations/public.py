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
    acting_for,
    calls_to_make,
    contacts_of,
    ending_soon,
    inspected_on_time,
    organizations_found,
    organizations_on,
    settled_on,
)
from shuniu.organizations.standing import standing_of
from shuniu.organizations.waiting import organizations_waiting_for

__all__ = [
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
    "acting_for",
    "calls_to_make",
    "contacts_of",
    "ending_soon",
    "inspected_on_time",
    "organizations_found",
    "organizations_on",
    "organizations_waiting_for",
    "settled_on",
    "standing_of",
]
