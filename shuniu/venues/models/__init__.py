from .booking import Booking, Complaint, Feed, PermitTime, Refusal, Series, Slot, Swap, UseNotice, minutes
from .offer import Offer
from .season import Allocation, Application, Grant, GrantSlot, Judgement, Objection, Override, Round, Telling, Wish
from .venue import EVER, WEEKDAYS, OpeningException, OpeningHours, Space, Venue

__all__ = [
    "EVER",
    "WEEKDAYS",
    "Allocation",
    "Application",
    "Booking",
    "Complaint",
    "Feed",
    "Grant",
    "GrantSlot",
    "Judgement",
    "Objection",
    "Offer",
    "OpeningException",
    "OpeningHours",
    "Override",
    "PermitTime",
    "Refusal",
    "Round",
    "Series",
    "Slot",
    "Space",
    "Swap",
    "Telling",
    "UseNotice",
    "Venue",
    "Wish",
    "minutes",
]
