from .directory import ChangeRequest
from .growing import Grading, Incubation, IncubationReview, Listing, Settling
from .inspection import Declaration, Inspection, InspectionCycle, InspectionReminder, PreCheck
from .objection import Objection
from .organization import Contact, Honour, Licence, OfOrganization, Organization, Predecessor, Premises

__all__ = [
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
    "Settling",
]
