"""This room's door in the rail."""

from django.utils.translation import gettext_lazy as _

from shuniu.desk import permissions
from shuniu.kernel.navigation import door

door("desk:home", _("Today"), permission=permissions.USE, order=1)
