"""This room's doors in the rail, and those of a volunteer's phone."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.navigation import door
from shuniu.volunteers import permissions

STATION = _("Volunteer station")
door("volunteers:list", _("Volunteers"), permission=permissions.VIEW, group=STATION, order=40, prefix="/volunteers/")
