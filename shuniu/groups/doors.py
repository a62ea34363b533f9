"""This room's doors in the rail."""

from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.kernel.navigation import door

REGISTERS = _("Registers")
door("groups:list", _("Groups"), permission=permissions.VIEW, group=REGISTERS, order=30, prefix="/groups/")
door("groups:mine", _("My group"), permission=permissions.LEAD, order=10, prefix="/groups/", phone=True)
for _order, (_name, _label, _part) in enumerate(
    (("my_return", _("Monthly return"), "returns"), ("my_roster", _("Roster"), "roster")), 11
):
    door(
        f"groups:{_name}",
        _label,
        permission=permissions.LEAD,
        order=_order,
        prefix=f"/groups/*/{_part}/",
        phone=True,
    )
door(
    "groups:this_month",
    _("Six ones"),
    permission=permissions.REMIND,
    group=REGISTERS,
    order=32,
    prefix="/groups/month/",
)
door("groups:filings", _("Filings"), permission=permissions.VIEW, group=REGISTERS, order=31, prefix="/groups/filings/")
door(
    "groups:branches",
    _("Federation"),
    permission=permissions.ARRANGE_BRANCHES,
    group=REGISTERS,
    order=33,
    prefix="/groups/branches/",
)
door(
    "groups:imports", _("Imports"), permission=permissions.IMPORT, group=REGISTERS, order=34, prefix="/groups/imports/"
)
