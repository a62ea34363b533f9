"""Times in a place: one room keeps the places, another of the same floor asks for a time in one of them.

Rooms of one floor are strangers (ADR 0072). The room that keeps places registers its keeper here; the room that puts
something on asks whoever is registered, inside its own action, and never learns the other's name. Where nobody keeps
places there is nothing to choose, and a place is what somebody types.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused


@dataclass(frozen=True, slots=True)
class Time:
    """A time of a day, in one place."""

    day: date
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Wanted:
    """Times asked for in one space: its code as `choices` gave it, whose name stands in the week, what for, how many.

    `amplified`: with loudspeakers; the quiet hours of the place stand against it.
    """

    code: str
    times: Sequence[Time]
    whose: str
    purpose: str
    persons: int = 0
    amplified: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """How a time stands with the keeper: the page that shows it, and why it is lost ("" while it is held).

    `sound`: between which hours and how loud loudspeakers may be there, in words; "" where the keeper does not know.
    """

    url: str
    lost: str = ""
    sound: str = ""


class Keeper(Protocol):
    """What a room that keeps places answers. A receipt names one time that is held."""

    def choices(self, by: Actor) -> list[tuple[str, str]]:
        """(code, name) of every space that can be chosen today."""

    def hold(self, wanted: Wanted, *, by: Actor) -> list[str]:
        """A receipt for each time, in order; all are held, or none. Raises Refused, naming the day and who has it."""

    def let_go(self, receipts: Sequence[str], *, centre_id: int, reason: str, by: Actor) -> None:
        """The times that are still to come are free for others."""

    def note_use(self, receipts: Sequence[str], *, centre_id: int, by: Actor) -> None:
        """Somebody was there: nobody needs to check in."""

    def standing(self, receipts: Iterable[str], *, centre_id: int) -> dict[str, Held]:
        """Receipt → how its time stands."""


class Nobody:
    """A house in which no room keeps places."""

    def choices(self, by):
        return []

    def hold(self, wanted, *, by):
        raise Refused(Denied(_("This place is not on the list of places; say in words where it is.")))

    def let_go(self, receipts, *, centre_id, reason, by):
        """Nothing is held."""

    def note_use(self, receipts, *, centre_id, by):
        """Nothing is held."""

    def standing(self, receipts, *, centre_id):
        return {}


_registered: list[Keeper] = []


def keep_spaces(keeper: Keeper) -> Keeper:
    """Register the one room that keeps places; a second one would hold the same time twice."""
    if _registered:
        raise RuntimeError("places are kept by one room")
    _registered.append(keeper)
    return keeper


def keeper() -> Keeper:
    return _registered[0] if _registered else Nobody()
