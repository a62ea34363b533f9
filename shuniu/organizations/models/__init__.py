from .directory import ChangeRequest
from .growing import Grading, Incubation, IncubationReview, Listing, Settling
from .inspection import (
    CallAttempt,
    Declaration,
    Inspection,
    InspectionCycle,
    InspectionReminder,
    PreCheck,
    ReminderCall,
)
from .objection import Objection
from .organization import (
    Contact,
    Honour,
    Licence,
    OfOrganization,
    Organization,
    Predecessor,
    Premises,
    Suspension,
)

__all__ = [
    "CallAttempt",
    "ChangeRequest",
    "Contact",
    "Declaration",
    "Grading",
    "Honour",
    "Incubation",
    "IncubationReview",
    "Inspection",
    "InspectionCycle",
    "InspectionReminder",
    "Licence",
    "Listing",
    "Objection",
    "OfOrganization",
    "Organization",
    "PreCheck",
    "Predecessor",
    "Premises",
    "ReminderCall",
    "Settling",
    "Suspension",
]
