"""The figures of a period, counted now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.kernel.actor import Actor
from shuniu.outcomes.indicators import INDICATORS, Indicator, Period


@dataclass(frozen=True, slots=True)
class Figure:
    """One counted value."""

    indicator: Indicator
    value: int | float | None

    @property
    def is_share(self) -> bool:
        return self.indicator.unit == "share"


def figures(*, first: date, last: date, actor: Actor, service_point: int | None = None) -> dict[str, Figure]:
    """Every indicator counted for the actor's place and the period, in the order of their definition."""
    period = Period(first, last, actor, service_point)
    return {name: Figure(each, each.value(period)) for name, each in INDICATORS.items()}
