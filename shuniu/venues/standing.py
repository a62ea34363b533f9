"""How a booking stands: derived from its dates, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.venues.models import Booking


@dataclass(frozen=True, slots=True)
class Standing:
    name: str
    label: Promise
    kind: str  # ok · due · late · info · muted


WAITS = Standing("waits", _("waits for approval"), "due")
BOOKED = Standing("booked", _("booked"), "info")
USED = Standing("used", _("used"), "ok")
OVER = Standing("over", _("over, nobody checked in"), "muted")
RELEASED = Standing("released", _("released unused"), "muted")
CANCELLED = Standing("cancelled", _("cancelled"), "muted")
IMPOSSIBLE = Standing("impossible", pgettext_lazy("of a date", "not possible"), "late")
STANDINGS = (WAITS, BOOKED, USED, OVER, RELEASED, CANCELLED, IMPOSSIBLE)

NOT_GIVEN_BACK = Q(refused="", cancelled_at__isnull=True)  # had; since then used, released or still held
HOLDS = Q(refused="", cancelled_at__isnull=True, released_at__isnull=True)  # has the space


def standing_of(booking: Booking, at: datetime) -> Standing:
    if booking.refused:
        return IMPOSSIBLE
    if booking.cancelled_at:
        return CANCELLED
    if booking.released_at:
        return RELEASED
    if booking.checked_in_at:
        return USED
    if (booking.day, booking.ends) <= moment_of(at):
        return OVER
    return WAITS if booking.waits else BOOKED


def stands(name: str, at: datetime) -> Q:
    """The condition that `standing_of` answers `name`."""
    today, now = moment_of(at)
    over = Q(day__lt=today) | Q(day=today, ends__lte=now)
    unused = HOLDS & Q(checked_in_at__isnull=True)
    return {
        "impossible": ~Q(refused=""),
        "cancelled": Q(refused="", cancelled_at__isnull=False),
        "released": Q(refused="", cancelled_at__isnull=True, released_at__isnull=False),
        "used": HOLDS & Q(checked_in_at__isnull=False),
        "over": unused & over,
        "waits": unused & ~over & Q(waits=True),
        "booked": unused & ~over & Q(waits=False),
    }[name]


@lru_cache(maxsize=64)
def moment_of(at: datetime) -> tuple[date, time]:
    """(day, time of the day) here; a page asks it of the same moment for each of its rows."""
    local = timezone.localtime(at)
    return local.date(), local.time().replace(second=0, microsecond=0)
