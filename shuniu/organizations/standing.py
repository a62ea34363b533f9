"""How an organization stands on a day: derived from the dated facts of its life, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.organizations.models import Organization, Suspension


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
    rests = any(each.holds_on(on) for each in organization.suspensions.all())
    return BY_NAME["suspended" if rests else "in_force"]


def stands(name: str, on: date) -> Q:
    """Rows of `Organization` that stand so on a day: the same judgement as `standing_of`, in SQL."""
    gone, moved = Q(deregistered_on__lte=on), Q(moved_on__lte=on)
    registered, suspended = Q(registered_on__lte=on), Q(Exists(_suspensions(on)))
    here = _not("deregistered_on", on) & _not("moved_on", on)
    return {
        "deregistered": gone,
        "moved": _not("deregistered_on", on) & moved,
        "settling": here & _not("registered_on", on),
        "suspended": here & registered & suspended,
        "in_force": here & registered & ~suspended,
        "registered": here & registered,
    }[name]


def suspended_within(first: date, last: date) -> Q:
    """Rows of `Organization` that were suspended on a day of a period; an entry taken back never was one."""
    rows = Suspension.objects.unscoped(because="of the same organization").filter(
        Q(until__isnull=True) | Q(until__gt=F("since")),
        centre=OuterRef("centre"),
        organization=OuterRef("pk"),
        since__range=(first, last),
    )
    return Q(Exists(rows))


def _suspensions(on: date):
    return Suspension.objects.unscoped(because="of the same organization").filter(
        Q(until__isnull=True) | Q(until__gt=on), centre=OuterRef("centre"), organization=OuterRef("pk"), since__lte=on
    )


def _not(column: str, on: date) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gt": on})
