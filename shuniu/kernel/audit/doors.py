"""The doors of the rail that lead here."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.navigation import door
from shuniu.kernel.permissions import VIEW_LOOKS, VIEW_TRAIL
from shuniu.kernel.signin.doors import ADMINISTRATION

door("kernel:trail", _("Trail"), permission=VIEW_TRAIL, group=ADMINISTRATION, order=95)
door("kernel:looks", _("Who looked"), permission=VIEW_LOOKS, group=ADMINISTRATION, order=96)
door("kernel:seals", _("Seals"), permission=VIEW_TRAIL, group=ADMINISTRATION, order=97)
