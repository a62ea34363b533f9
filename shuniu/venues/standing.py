"""How a booking stands: derived from its dates, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.dated import setting
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
AWAITED = Standing("awaited", _("over, the paper list is awaited"), "due")
UNKNOWN = Standing("unknown", _("not known, the paper list was never keyed in"), "muted")
RELEASED = Standing("released", _("released unused"), "muted")
CANCELLED = Standing("cancelled", _("cancelled"), "muted")
IMPOSSIBLE = Standing("impossible", pgettext_lazy("of a date", "not possible"), "late")
STANDINGS = (WAITS, BOOKED, USED, OVER, AWAITED, UNKNOWN, RELEASED, CANCELLED, IMPOSSIBLE)

NOT_GIVEN_BACK = Q(refused="", cancelled_at__isnull=True)  # had; since then used, released or still held
HOLDS = Q(refused="", cancelled_at__isnull=True, released_at__isnull=True)  # has the space


def standing_of(booking: Booking, at: datetime) -> Standing:
    return Standings(at).of(booking)


class Standings:
    """How many bookings stand at one moment: the rule of each centre is asked once."""

    def __init__(self, at: datetime):
        self.at = at
        self.since: dict[int, date] = {}

    def of(self, booking: Booking) -> Standing:
        if booking.refused:
            return IMPOSSIBLE
        if booking.cancelled_at:
            return CANCELLED
        if booking.released_at:
            return RELEASED
        if booking.checked_in_at:
            return USED
        if (booking.day, booking.ends) <= moment_of(self.at):
            return self._over(booking)
        return WAITS if booking.waits else BOOKED

    def _over(self, booking: Booking) -> Standing:
        """Nobody checked in; who signs on paper may have been there, until the list is keyed in or never was (ADR 0071)."""
        if not booking.on_paper:
            return OVER
        if booking.centre_id not in self.since:
            self.since[booking.centre_id] = keyed_in_since(booking.centre_id, moment_of(self.at)[0])
        return AWAITED if booking.day >= self.since[booking.centre_id] else UNKNOWN


def stands(name: str, at: datetime, *, place: int) -> Q:
    """The condition that `standing_of` answers `name` at a place."""
    today, now = moment_of(at)
    over = Q(day__lt=today) | Q(day=today, ends__lte=now)
    unused = HOLDS & Q(checked_in_at__isnull=True)
    paper = unused & over & Q(on_paper=True)
    since = keyed_in_since(place, today)
    return {
        "impossible": ~Q(refused=""),
        "cancelled": Q(refused="", cancelled_at__isnull=False),
        "released": Q(refused="", cancelled_at__isnull=True, released_at__isnull=False),
        "used": HOLDS & Q(checked_in_at__isnull=False),
        "over": unused & over & Q(on_paper=False),
        "awaited": paper & Q(day__gte=since),
        "unknown": paper & Q(day__lt=since),
        "waits": unused & ~over & Q(waits=True),
        "booked": unused & ~over & Q(waits=False),
    }[name]


def keyed_in_since(centre_id: int, today: date) -> date:
    """The first day whose sign-in sheet may still be keyed in (`venues.sheet_days`)."""
    return today - timedelta(days=int(setting("venues.sheet_days", place=centre_id, on=today)))


@lru_cache(maxsize=64)
def moment_of(at: datetime) -> tuple[date, time]:
    """(day, time of the day) here; a page asks it of the same moment for each of its rows."""
    local = timezone.localtime(at)
    return local.date(), local.time().replace(second=0, microsecond=0)
