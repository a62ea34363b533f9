"""This room's door in the rail."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.navigation import door
from shuniu.outcomes import permissions

door(
    "outcomes:board",
    _("Board and reports"),
    permission=permissions.VIEW,
    group=_("Outcomes"),
    order=80,
    prefix="/outcomes/",
)
