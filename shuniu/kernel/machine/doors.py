"""The door of the rail that leads here."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.navigation import door
from shuniu.kernel.permissions import MANAGE_JOBS
from shuniu.kernel.signin.doors import ADMINISTRATION

door("kernel:jobs", _("Jobs"), permission=MANAGE_JOBS, group=ADMINISTRATION, order=94, prefix="/administration/jobs/")
