"""The week of a centre: place → day → bookings. One question to the database, however many places; few columns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet

from shuniu.kernel.actor import Actor
from shuniu.kernel.prepared import prepared
from shuniu.venues.queries import holding, week_of
from shuniu.venues.standing import Standing, Standings

COLUMNS = (
    "pk", "space__name", "space__venue__name", "day", "starts", "ends", "group__name", "holder", "waits", "checked_in_at",
    "on_paper", "centre_id",
)  # fmt: skip


@dataclass(slots=True)
class Shown:
    """What the week shows of a booking, as `Standings` ask it too."""

    pk: int
    space: str
    venue: str
    day: date
    starts: time
    ends: time
    group: str | None
    holder: str
    waits: bool
    checked_in_at: datetime | None
    on_paper: bool
    centre_id: int
    refused = ""
    cancelled_at = released_at = None

    @property
    def whose(self) -> str:
        return self.group or self.holder

    @property
    def place(self) -> str:
        return self.venue if self.venue == self.space else f"{self.venue} · {self.space}"


def week_shown(
    day: date, actor: Actor, *, venue: int | None = None
) -> dict[str, dict[date, list[tuple[Shown, Standing]]]]:
    """Who has which place when, in the week of a day."""
    rows: dict = defaultdict(lambda: defaultdict(list))
    asked, standings = (actor.centre or 0, *week_of(day)), Standings(actor.at)
    for row in held_between(*asked) if venue is None else held_at(venue, *asked):
        shown = Shown(*row)
        rows[shown.place][shown.day].append((shown, standings.of(shown)))
    return rows


@prepared
def held_between(centre_id: int, first: date, last: date) -> QuerySet:
    found = holding(centre_id).filter(day__gte=first, day__lte=last)
    return found.order_by("space__venue__name", "space__order", "day", "starts").values_list(*COLUMNS)


def held_at(venue: int, centre_id: int, first: date, last: date) -> QuerySet:
    found = holding(centre_id).filter(day__gte=first, day__lte=last, space__venue_id=venue)
    return found.order_by("space__order", "day", "starts").values_list(*COLUMNS)
