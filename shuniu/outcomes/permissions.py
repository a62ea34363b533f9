"""Who sees and freezes figures."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.permissions import STAFF, permission

VIEW = permission("outcomes.view", _("See the board"), roles=(*STAFF, "bureau"))
FREEZE = permission("outcomes.freeze", _("Freeze a report"), roles=("director", "officer"))
