"""Where a group stands on a day: filed, run out, unfiled, suspended, ended. Derived from its dates, never stored.

A group that is not filed is "unfiled", and nothing worse (MCA Order 77).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.groups.models import Group


@dataclass(frozen=True, slots=True)
class Standing:
    """One way a group can stand: its word, and the kind of tag it is shown with (ok · due · muted)."""

    name: str
    label: Promise
    kind: str


FILED = Standing("filed", _("filed"), "ok")
RUN_OUT = Standing("run_out", _("filing run out"), "due")
UNFILED = Standing("unfiled", _("unfiled"), "muted")
SUSPENDED = Standing("suspended", _("suspended"), "due")
ENDED = Standing("ended", _("ended"), "muted")
STANDINGS = (FILED, RUN_OUT, UNFILED, SUSPENDED, ENDED)


def standing_of(group: Group, on: date) -> Standing:
    """How a group stands on a day; the end weighs more than a suspension, a suspension more than the filing."""
    if group.ended_on is not None and group.ended_on <= on:
        return ENDED
    if group.suspended_on is not None and group.suspended_on <= on:
        return SUSPENDED
    if group.filed_on is None or group.filed_on > on:
        return UNFILED
    return FILED if group.filed_by(on) else RUN_OUT


def stands(name: str, on: date) -> Q:
    """The condition that `standing_of` answers `name`."""
    ended, suspended = Q(ended_on__isnull=False, ended_on__lte=on), Q(suspended_on__isnull=False, suspended_on__lte=on)
    filed, run_out = Q(filed_on__isnull=False, filed_on__lte=on), Q(filed_until__isnull=False, filed_until__lt=on)
    here = ~ended & ~suspended
    return {
        "filed": here & filed & ~run_out,
        "run_out": here & filed & run_out,
        "unfiled": here & ~filed,
        "suspended": ~ended & suspended,
        "ended": ended,
    }[name]
