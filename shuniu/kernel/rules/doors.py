"""The doors of the rail that lead here."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.navigation import door
from shuniu.kernel.permissions import MANAGE_CODES
from shuniu.kernel.signin.doors import ADMINISTRATION

door("kernel:settings", _("Settings"), permission=MANAGE_CODES, group=ADMINISTRATION, order=93, prefix="/rules/setting")
door("kernel:codes", _("Code tables"), permission=MANAGE_CODES, group=ADMINISTRATION, order=93, prefix="/rules/codes/")
door(
    "kernel:workdays", _("Calendar"), permission=MANAGE_CODES, group=ADMINISTRATION, order=93, prefix="/rules/calendar/"
)
