"""Roles, the permissions each holds, and the object a refusal is.

A room declares its permissions once, with the roles that hold them; the table draws the docs page and the test that
walks every URL with every role.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROLES: dict[str, Promise] = {
    "worker": _("Centre worker"),
    "director": _("Centre director"),
    "officer": _("Subdistrict officer"),
    "committee": _("Residents' committee"),
    "leader": _("Group leader"),
    "volunteer": _("Volunteer"),
    "trainee": _("Trainee"),
    "contact": _("Organization's contact"),
    "reviewer": _("Reviewer"),
    "bureau": _("Bureau officer"),
    "auditor": _("Audit administrator"),
    "system_administrator": _("System administrator"),
    "security_administrator": _("Security administrator"),
}
STAFF = ("worker", "director", "officer")
PHONE_ROLES = ("leader", "volunteer", "trainee")
# Each of these acts for one record, and may sign in with a printed card; a contact works on the desk's pages with it.
CARD_ROLES = (*PHONE_ROLES, "contact")
# Classified protection (GB/T 22239): system, security and audit administration restrain one another.
EXCLUSIVE = ("system_administrator", "security_administrator", "auditor")


@dataclass(frozen=True, slots=True)
class Permission:
    name: str
    label: Promise
    roles: tuple[str, ...]


PERMISSIONS: dict[str, Permission] = {}


def permission(name: str, label: Promise, *, roles: tuple[str, ...]) -> str:
    """Declare a permission and who holds it; `house` (jobs, command line) holds every one."""
    if unknown := set(roles) - set(ROLES):
        raise ValueError(f"{name}: unknown roles {unknown}")
    if name in PERMISSIONS:
        raise ValueError(f"{name} is declared twice")
    PERMISSIONS[name] = Permission(name, label, roles)
    permissions_of.cache_clear()
    return name


@cache
def permissions_of(role: str) -> frozenset[str]:
    return frozenset(p.name for p in PERMISSIONS.values() if role == "house" or role in p.roles)


@dataclass(frozen=True, slots=True)
class Allowed:
    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """A refusal with its reason: it disables the button, explains the tooltip and writes the 403."""

    reason: str | Promise

    def __bool__(self) -> bool:
        return False


class Refused(PermissionDenied):
    """A forbidden act: 403 with the reason."""

    def __init__(self, denied: Denied):
        super().__init__(str(denied.reason))
        self.denied = denied


def require(answer: Allowed | Denied) -> None:
    if not answer:
        raise Refused(answer)


def holds(actor, name: str) -> Allowed | Denied:
    """Whether the actor's appointment carries the permission."""
    if actor.may(name):
        return Allowed()
    return Denied(_("Your appointment does not allow this: %(label)s.") % {"label": PERMISSIONS[name].label})


# --- The kernel's own permissions --------------------------------------------------------------------------------------
VIEW_TRAIL = permission("kernel.view_trail", _("Read the trail"), roles=("auditor",))
VIEW_LOOKS = permission("kernel.view_looks", _("See who looked at personal data"), roles=("auditor", "director"))
MANAGE_ACCOUNTS = permission("kernel.manage_accounts", _("Open and close accounts"), roles=("system_administrator",))
MANAGE_JOBS = permission(
    "kernel.manage_jobs", _("See jobs and let failed ones run again"), roles=("system_administrator",)
)
APPOINT = permission("kernel.appoint", _("Appoint people to roles"), roles=("security_administrator",))
ISSUE_CARD = permission("kernel.issue_card", _("Issue and revoke phone cards"), roles=STAFF[:2])
MANAGE_CODES = permission("kernel.manage_codes", _("Change code tables and settings"), roles=("director",))
SHARE_VIEWS = permission("kernel.share_views", _("Share a view of a list with the centre"), roles=STAFF[:2])
DELETE_SHARED_VIEWS = permission(
    "kernel.delete_shared_views", _("Delete a view of a list that another shared"), roles=("director",)
)
UNMASKED_EXPORT = permission("kernel.export_unmasked", _("Export unmasked personal data"), roles=("director",))
