"""The people of the demonstration, grouped by role, each with something to try."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.models import Appointment
from shuniu.kernel.permissions import ROLES
from shuniu.kernel.signin.queries import in_force

A_FEW = 6  # of a role; the demo has a leader for every group

TRY: dict[str, Promise] = {
    "worker": _("Read in the office's workbook of groups, and see what is new, changed and refused."),
    "director": _("Open a figure of the board down to its rows; decide on duplicates and permits."),
    "officer": _("Approve a filing, or return it with reasons."),
    "committee": _("Give the community's opinion on a group that applies."),
    "leader": _("File the monthly return on a phone, in under a minute."),
    "volunteer": _("See the own hours."),
    "trainee": _("See the next lesson, the tests passed and the certificates."),
    "contact": _("See what the organization owes and when."),
    "reviewer": _("See what a reviewer will score here, once bids are called for."),
    "bureau": _("See the subdistricts of the district side by side."),
    "auditor": _("Read the trail: who did what, who looked at whom."),
    "system_administrator": _("Open an account and print its first password."),
    "security_administrator": _("Appoint somebody to a role; try to give one person two administrations."),
}


@dataclass(slots=True)
class Part:
    """One role of the cast: the people shown, and how many more there are."""

    role: Promise
    try_this: Promise
    people: list[Appointment] = field(default_factory=list)
    more: int = 0


def cast(day) -> list[Part]:
    parts = {role: Part(label, TRY[role]) for role, label in ROLES.items()}
    everyone = in_force(Appointment.objects.filter(user__is_active=True), day).select_related("user", "place")
    for appointment in everyone.order_by("pk"):
        part = parts[appointment.role]
        if len(part.people) < A_FEW:
            part.people.append(appointment)
        else:
            part.more += 1
    return [part for part in parts.values() if part.people]
