"""This room's doors in the rail."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.navigation import door
from shuniu.people import permissions

REGISTERS = _("Registers")
door("people:list", _("People"), permission=permissions.VIEW, group=REGISTERS, order=40, prefix="/people/")
