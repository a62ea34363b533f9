"""This room's doors in the rail and at the foot of the phone."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.navigation import door, open_door
from shuniu.venues import permissions

PLACES = _("Venues")
door("venues:list", _("Venues"), permission=permissions.VIEW, group=PLACES, order=65, prefix="/venues/")
door("venues:week", _("Week"), permission=permissions.VIEW, group=PLACES, order=66, prefix="/venues/week/")
door("venues:bookings", _("Bookings"), permission=permissions.VIEW, group=PLACES, order=67, prefix="/venues/bookings/")
door(
    "venues:rounds", _("Seasonal rounds"), permission=permissions.VIEW, group=PLACES, order=68, prefix="/venues/rounds/"
)
door(
    "venues:offers", _("Rooms offered"), permission=permissions.OFFER, group=PLACES, order=69, prefix="/venues/offers/"
)
door("venues:mine", _("Venues"), permission=permissions.USE, order=13, prefix="/venues/", phone=True)
open_door("venues:accounts", _("Results of the seasonal rounds"), order=40)
