"""Who has a desk."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.permissions import ROLES, STAFF, permission

USE = permission("desk.use", _("Have a desk"), roles=tuple(ROLES))
SEARCH = permission("desk.search", _("Search the registers"), roles=(*STAFF, "committee"))
