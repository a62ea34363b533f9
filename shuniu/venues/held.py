"""What a published season holds until it is booked: a time given in it is its group's, though no booking has it yet.

Who books looks here under a lock that publishing, changing and booking a season take too, so that neither passes the
other unseen (ADR 0070).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from shuniu.kernel.prepared import prepared
from shuniu.venues.models import Grant, GrantSlot, Round
from shuniu.venues.queries import NO_SECRET


@dataclass(frozen=True, slots=True)
class Held:
    """A time that a season gave to a group, every week until `last`."""

    whose: str
    starts: time
    ends: time
    title: str
    last: date

    @property
    def words(self) -> str:
        said = _("%(title)s gave this to %(who)s, %(from)s to %(to)s. It is held for that group until %(last)s.")
        return said % {
            "title": self.title, "who": self.whose, "from": f"{self.starts:%H:%M}", "to": f"{self.ends:%H:%M}",
            "last": self.last,
        }  # fmt: skip


def held_at(centre_id: int, parts: Sequence[int], day: date, starts: int, ends: int) -> Held | None:
    """For whom one of `parts` is held between two minutes of a day."""
    found = _held_on(centre_id, parts, day, day.isoweekday(), starts, ends - 1)
    return Held(*found[0]) if found else None


def pieces_held(centre_id: int, parts: Sequence[int], day: date) -> set[int]:
    """The beginnings of the pieces of a day for which one of `parts` is held."""
    return set(_pieces_held(centre_id, parts, day, day.isoweekday()))


def held_between(centre_id: int, first: date, last: date, *, but: Round | None) -> dict[tuple, list[tuple]]:
    """(part, weekday, piece) → (title, first, last day) of the seasons that hold it; `but`: the one that is being booked."""
    slots = _waiting(centre_id).filter(round__first__lte=last, round__last__gte=first)
    held: dict[tuple, list[tuple]] = {}
    for part, weekday, at, *season in slots.exclude(round=but).values_list(
        "part_id", "weekday", "at", "round__title", "round__first", "round__last"
    ):
        held.setdefault((part, weekday, at), []).append(tuple(season))
    return held


def given_between(centre_id: int, first: date, last: date, *, but: Round) -> QuerySet[Grant]:
    """The grants of the other seasons over these days that were published and are still to be booked."""
    grants = Grant.objects.unscoped(because=NO_SECRET).filter(
        centre_id=centre_id, withdrawn_at__isnull=True, round__published_at__isnull=False, round__opened_at__isnull=True,
        round__first__lte=last, round__last__gte=first,
    )  # fmt: skip
    return grants.exclude(round=but).select_related("round").order_by("pk")


def hold_rounds_still(centre_id: int, first: date, last: date) -> list[int]:
    """Until this transaction ends nobody publishes, changes or books a season over these days; the ids of its rounds.

    None where no season over them is still to be booked: then nothing was locked, and nothing is held.
    """
    return _rounds_over(centre_id, first, last)


@prepared
def _rounds_over(centre_id: int, first: date, last: date) -> QuerySet:
    rounds = Round.objects.unscoped(because="the dates of a round are for everyone of the centre").filter(
        centre_id=centre_id, opened_at__isnull=True, first__lte=last, last__gte=first
    )
    return rounds.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True)


def hold_still(round_: Round) -> None:
    """The round as it stands now; until this transaction ends nobody else changes it."""
    round_.refresh_from_db(
        from_queryset=Round.objects.unscoped(because="the round was scoped").select_for_update(no_key=True)
    )


@prepared
def _held_on(centre_id: int, parts: Sequence[int], day: date, weekday: int, first: int, last: int) -> QuerySet:
    slots = _on(centre_id, parts, day, weekday).filter(at__gte=first, at__lte=last)
    return slots.order_by("at").values_list(
        "grant__group__name", "grant__starts", "grant__ends", "round__title", "round__last"
    )[:1]


@prepared
def _pieces_held(centre_id: int, parts: Sequence[int], day: date, weekday: int) -> QuerySet:
    return _on(centre_id, parts, day, weekday).values_list("at", flat=True)


def _on(centre_id: int, parts: Sequence[int], day: date, weekday: int) -> QuerySet[GrantSlot]:
    over = {"round__first__lte": day, "round__last__gte": day}
    return _waiting(centre_id).filter(part_id__in=parts, weekday=weekday, **over)


def _waiting(centre_id: int) -> QuerySet[GrantSlot]:
    """What was published and is still to be booked."""
    slots = GrantSlot.objects.unscoped(because=NO_SECRET)
    return slots.filter(centre_id=centre_id, round__published_at__isnull=False, round__opened_at__isnull=True)
