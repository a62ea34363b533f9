"""This room's doors in the rail, and those of a volunteer's phone."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.navigation import door, open_door
from shuniu.volunteers import permissions

STATION = _("Volunteer station")
for _order, (_name, _label, _permission, _prefix) in enumerate(
    (
        ("list", _("Volunteers"), permissions.VIEW, ""),
        ("teams", _("Teams"), permissions.VIEW, "teams/"),
        ("this_week", _("This week"), permissions.VIEW, "week/"),
        ("posts", _("Posts"), permissions.VIEW, "posts/"),
        ("hours", _("Hours"), permissions.VIEW, "hours/"),
        ("claims", _("Second hand"), permissions.SECOND_HOURS, "claims/"),
        ("objections", _("Objections"), permissions.DECIDE_OBJECTION, "objections/"),
        ("judgements", _("Judgements"), permissions.VIEW, "judgements/"),
        ("imports", _("Workbooks"), permissions.IMPORT, "imports/"),
    ),
    50,
):
    door(
        f"volunteers:{_name}",
        _label,
        permission=_permission,
        group=STATION,
        order=_order,
        prefix=f"/volunteers/{_prefix}",
    )
door("volunteers:mine", _("My service"), permission=permissions.SERVE, order=10, prefix="/volunteers/", phone=True)
for _order, (_name, _label, _prefix) in enumerate(
    (
        ("my_shifts", _("Shifts"), "mine/shifts/"),
        ("my_hours", _("My hours"), "hours/"),
        ("my_check_ins", _("Check-ins"), "mine/check-ins/"),
    ),
    11,
):
    door(
        f"volunteers:{_name}",
        _label,
        permission=permissions.SERVE,
        order=_order,
        prefix=f"/volunteers/{_prefix}",
        phone=True,
    )

# --- Certificates and patrols -------------------------------------------------------------------------------------------
door(
    "volunteers:certificates",
    _("Service certificates"),
    permission=permissions.CERTIFY,
    group=STATION,
    order=59,
    prefix="/volunteers/certificates/",
)
door(
    "volunteers:stars",
    _("Stars"),
    permission=permissions.CERTIFY,
    group=STATION,
    order=62,
    prefix="/volunteers/stars/",
)
door(
    "volunteers:inquiries",
    _("Hours in question"),
    permission=permissions.INQUIRE,
    group=STATION,
    order=63,
    prefix="/volunteers/inquiries/",
)
door(
    "volunteers:exchange",
    _("Exchange file"),
    permission=permissions.EXCHANGE,
    group=STATION,
    order=61,
    prefix="/volunteers/exchange/",
)
door(
    "volunteers:patrols",
    _("Outreach patrols"),
    permission=permissions.VIEW_PATROLS,
    group=STATION,
    order=60,
    prefix="/volunteers/patrols/",
)
open_door("volunteers:wanted", _("Where volunteers are wanted"), order=30)
open_door("volunteers:check_desk", _("Verify a certificate"), order=50)
