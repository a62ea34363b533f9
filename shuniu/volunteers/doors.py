"""This room's doors in the rail, and those of a volunteer's phone."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.navigation import door
from shuniu.volunteers import permissions

STATION = _("Volunteer station")
door("volunteers:list", _("Volunteers"), permission=permissions.VIEW, group=STATION, order=40, prefix="/volunteers/")

# --- Certificates and patrols -------------------------------------------------------------------------------------------
door(
    "volunteers:certificates",
    _("Service certificates"),
    permission=permissions.CERTIFY,
    group=STATION,
    order=47,
    prefix="/volunteers/certificates/",
)
door("volunteers:my_certificates", _("Certificates"), permission=permissions.SERVE, order=28, phone=True)
door(
    "volunteers:patrols",
    _("Outreach patrols"),
    permission=permissions.VIEW_PATROLS,
    group=STATION,
    order=48,
    prefix="/volunteers/patrols/",
)
