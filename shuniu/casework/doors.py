"""This room's doors in the rail."""

from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.kernel.navigation import door, open_door

WINDOW = _("Window")
door("casework:menu", _("Service menu"), permission=permissions.VIEW_MENU, group=WINDOW, order=25, prefix="/window/")
door("casework:cases", _("Cases"), permission=permissions.VIEW, group=WINDOW, order=26, prefix="/window/cases/")
door("casework:today", _("Today's appointments"), permission=permissions.VIEW, group=WINDOW, order=27)
door("casework:custody", _("Documents in custody"), permission=permissions.VIEW, group=WINDOW, order=27)
door(
    "casework:our_referrals",
    _("Requests of the centre"),
    permission=permissions.OWN_REFERRALS,
    group=WINDOW,
    order=25,
    prefix="/referrals/",
)
door("casework:rooms", _("Day care"), permission=permissions.DAY_CARE, group=WINDOW, order=28, prefix="/day-care/")
open_door("casework:public_centres", _("Service menu"), order=10)
