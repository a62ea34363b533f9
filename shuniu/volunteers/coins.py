"""The rules of the points book, as sums without a database: what service earns, which coins are left, which run out.

Coins are counted in hundredths. What goes out is taken from the coins that run out first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NEVER = date.max


@dataclass(frozen=True, slots=True)
class Caps:
    """What a place allows, in hundredths: for an hour, on one day, in one month, and held at one time (0: no cap)."""

    an_hour: int
    most_a_day: int
    most_a_month: int
    most_held: int


@dataclass(frozen=True, slots=True)
class Lot:
    """Coins that came in together and run out together."""

    hundredths: int
    valid_until: date


def earned(minutes: int, caps: Caps, *, on_the_day: int, in_the_month: int, held: int) -> int:
    """What some minutes of service earn, after what their day and month have earned already and what is held."""
    found = minutes * caps.an_hour // 60
    if caps.most_a_day:
        found = min(found, caps.most_a_day - on_the_day)
    if caps.most_a_month:
        found = min(found, caps.most_a_month - in_the_month)
    if caps.most_held:
        found = min(found, caps.most_held - held)
    return max(found, 0)


def lots_left(lines: Iterable[tuple[int, date | None]]) -> list[Lot]:
    """(hundredths, valid until) of every line, to the coins still there, those that run out first standing first."""
    came, gone = [], 0
    for hundredths, until in lines:
        if hundredths > 0:
            came.append(Lot(hundredths, until or NEVER))
        gone -= min(hundredths, 0)
    left = []
    for lot in sorted(came, key=lambda lot: lot.valid_until):
        taken = min(lot.hundredths, gone)
        gone -= taken
        if lot.hundredths > taken:
            left.append(Lot(lot.hundredths - taken, lot.valid_until))
    return left


def coins_by_day(lots: Iterable[Lot]) -> list[tuple[date | None, int]]:
    """(last day, hundredths) of what is left, each day once; None for coins without a last day."""
    found: dict[date, int] = {}
    for lot in lots:
        found[lot.valid_until] = found.get(lot.valid_until, 0) + lot.hundredths
    return [(None if until == NEVER else until, hundredths) for until, hundredths in found.items()]


def run_out(lots: Iterable[Lot], on: date) -> int:
    """Hundredths whose last day has passed."""
    return sum(lot.hundredths for lot in lots if lot.valid_until < on)


def valid_as_long_as(lots: Iterable[Lot], hundredths: int) -> date | None:
    """Until when a gift of some hundredths is valid: as long as the first coins in it, so that giving renews none."""
    for lot in lots:
        if hundredths > 0:
            return None if lot.valid_until == NEVER else lot.valid_until
    return None


def shown(hundredths: int) -> str:
    """Coins as people read them: 2, 1.5, 0.25, −3."""
    whole, part = divmod(abs(hundredths), 100)
    tail = f".{part:02d}".rstrip("0") if part else ""
    return f"{'−' if hundredths < 0 else ''}{whole:,}{tail}"


def hundredths_of(coins: Decimal) -> int:
    """1.5 → 150."""
    return int((coins * 100).to_integral_value())
