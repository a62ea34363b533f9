from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise

from shuniu.kernel.actor import Actor
from shuniu.kernel.lists import Column


@dataclass(frozen=True, slots=True)
class Period:
    """The days a figure speaks for; stocks (how many are there) are as of `last`."""

    first: date
    last: date
    actor: Actor
    service_point: int | None = None  # of figures that may be asked for one place of service


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure.

    value: counts it; None is "too little data". rows: the very rows it counts, in a scoped queryset. unit: groups,
    memberships, people, branches, share (0 to 1). parts: for a share, the names of numerator and denominator.
    """

    name: str
    label: Promise
    unit: str
    definition: Promise
    rows: Callable[[Period], QuerySet]
    columns: Sequence[Column]
    value: Callable[[Period], int | float | None]
    version: int = 1
    order: str = "pk"
    row_url: Callable[[object], str] | None = None
    note: Promise | str = ""
    by_service_point: bool = False  # whether it may be asked for one place of service


INDICATORS: dict[str, Indicator] = {}


def indicator(name: str, **declared) -> Indicator:
    """Declare an indicator; `value` defaults to the number of its rows."""
    if name in INDICATORS:
        raise ValueError(f"indicator {name} is declared twice")
    rows = declared["rows"]
    declared.setdefault("value", lambda period: rows(period).count())
    INDICATORS[name] = found = Indicator(name, **declared)
    return found


def share(part: int, whole: int) -> float | None:
    """part / whole, rounded to six places; None where there is nothing to share."""
    return round(part / whole, 6) if whole else None
