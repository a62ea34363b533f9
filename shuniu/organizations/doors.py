"""The doors of this room in the rail."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.navigation import door, open_door
from shuniu.organizations import permissions

REGISTERS = _("Registers")
door(
    "organizations:list",
    _("Organizations"),
    permission=permissions.LOOK_THROUGH,
    group=REGISTERS,
    order=20,
    prefix="/organizations/",
)
door(
    "organizations:season",
    _("Yearly inspection"),
    permission=permissions.SEE_SEASON,
    group=REGISTERS,
    order=21,
    prefix="/organizations/inspections/",
)
door(
    "organizations:changes",
    _("Directory changes"),
    permission=permissions.MODERATE,
    group=REGISTERS,
    order=22,
    prefix="/organizations/changes/",
)
door("organizations:mine", _("My organization"), permission=permissions.OWN_ENTRY, group=REGISTERS, order=10)
open_door("organizations:directory_centres", _("Directory of civil organizations"), order=20)
