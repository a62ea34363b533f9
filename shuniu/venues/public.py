"""The one door of this room for the rooms above."""

from shuniu.venues.figures import bookings_over, granted_in_force, hours_granted, unused_share, venues_in_use
from shuniu.venues.models import Booking, Grant, Venue
from shuniu.venues.results import to_be_told
from shuniu.venues.waiting import venues_waiting_for

__all__ = [
    "Booking",
    "Grant",
    "Venue",
    "bookings_over",
    "granted_in_force",
    "hours_granted",
    "to_be_told",
    "unused_share",
    "venues_in_use",
    "venues_waiting_for",
]
