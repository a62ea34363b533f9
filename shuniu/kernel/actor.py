"""Who acts, from which appointment, over which place, when, and through which door."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone

from shuniu.kernel.permissions import permissions_of
from shuniu.kernel.places.codes import level_of, span


@dataclass(frozen=True, slots=True)
class Actor:
    """Built once at each door (page, job, import, exchange, command line), never from a thread-local or the clock.

    `place` is the 12-digit code of the place the appointment is for; `subject` the one record a narrow appointment
    is about, as (noun, id): a group leader's is ("groups.group", 17).
    """

    user_id: int | None
    name: str
    role: str
    place: int
    permissions: frozenset[str]
    at: datetime
    via: str = "page"  # page · phone · job · import · exchange · command
    appointment_id: int | None = None
    subject: tuple[str, int] | None = None

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    @property
    def today(self) -> date:
        return _day_of(self.at)

    @property
    def centre(self) -> int | None:
        """The subdistrict's code where the actor works in or below one, else None (district, city)."""
        return self.place // 1000 * 1000 if level_of(self.place) in ("township", "committee") else None

    @property
    def reach(self) -> tuple[int, int]:
        """First and last code of the places the actor's appointment covers."""
        return span(self.place)

    @property
    def is_narrow(self) -> bool:
        """Whether the appointment covers less than a whole centre."""
        return self.subject is not None or level_of(self.place) == "committee"

    def through(self, via: str) -> Actor:
        return replace(self, via=via)


@lru_cache(maxsize=256)
def _day_of(at: datetime) -> date:
    """The day here; a page asks for it at every row."""
    return timezone.localdate(at)


def system_actor(*, place: int, via: str, at: datetime, name: str = "") -> Actor:
    """The house itself: a clock-driven job or the command line, which whoever has the machine may run."""
    return Actor(
        user_id=None,
        name=name or via,
        role="house",
        place=place,
        permissions=permissions_of("house"),
        at=at,
        via=via,
    )


NOBODY = "nobody"


def visitor(at: datetime) -> Actor:
    """Someone who has not signed in: no place, no permission."""
    return Actor(user_id=None, name="", role=NOBODY, place=0, permissions=frozenset(), at=at)
