"""How an organization stands on a day: derived from the dated facts of its life, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.organizations.models import Organization


@dataclass(frozen=True, slots=True)
class Standing:
    name: str
    label: Promise
    kind: str


STANDINGS = (
    Standing("deregistered", _("deregistered"), "muted"),
    Standing("moved", _("moved away"), "muted"),
    Standing("settling", pgettext_lazy("an organization", "settling"), "due"),
    Standing("suspended", _("suspended"), "late"),
    Standing("in_force", pgettext_lazy("an organization", "registered"), "ok"),
)
BY_NAME = {standing.name: standing for standing in STANDINGS}


def standing_of(organization: Organization, on: date) -> Standing:
    def by_then(day: date | None) -> bool:
        return day is not None and day <= on

    if by_then(organization.deregistered_on):
        return BY_NAME["deregistered"]
    if by_then(organization.moved_on):
        return BY_NAME["moved"]
    if not by_then(organization.registered_on):
        return BY_NAME["settling"]
    return BY_NAME["suspended" if by_then(organization.suspended_on) else "in_force"]


def stands(name: str, on: date) -> Q:
    """Rows of `Organization` that stand so on a day: the same judgement as `standing_of`, in SQL."""
    gone, moved = Q(deregistered_on__lte=on), Q(moved_on__lte=on)
    registered, suspended = Q(registered_on__lte=on), Q(suspended_on__lte=on)
    here = _not("deregistered_on", on) & _not("moved_on", on)
    return {
        "deregistered": gone,
        "moved": _not("deregistered_on", on) & moved,
        "settling": here & _not("registered_on", on),
        "suspended": here & registered & suspended,
        "in_force": here & registered & _not("suspended_on", on),
        "registered": here & registered,
    }[name]


def _not(column: str, on: date) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gt": on})
