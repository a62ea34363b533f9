"""The doors of the rail that lead here."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.navigation import door
from shuniu.kernel.permissions import APPOINT, ISSUE_CARD, MANAGE_ACCOUNTS

ADMINISTRATION = _("Administration")

door(
    "kernel:accounts",
    _("Accounts"),
    permission=MANAGE_ACCOUNTS,
    group=ADMINISTRATION,
    order=90,
    prefix="/administration/accounts/",
)
door(
    "kernel:appointments",
    _("Appointments"),
    permission=APPOINT,
    group=ADMINISTRATION,
    order=91,
    prefix="/administration/appointments/",
)
door("kernel:cards", _("Phone cards"), permission=ISSUE_CARD, group=ADMINISTRATION, order=92, prefix="/cards/")
