"""The few figures at the head of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from shuniu.kernel.actor import Actor
from shuniu.outcomes import permissions
from shuniu.outcomes.indicators import INDICATORS, Period

HEADLINE = ("groups.total", "groups.memberships", "groups.aged_60_plus_share", "groups.six_ones_done_share")


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure with its label and the address of its rows."""

    said: str
    label: str
    url: str


def headline_figures(actor: Actor) -> list[Headline]:
    """The figures of the year so far, for those who may see the board."""
    if not actor.may(permissions.VIEW):
        return []
    period = Period(actor.today.replace(month=1, day=1), actor.today, actor)
    return [
        Headline(_said(INDICATORS[name].value(period), INDICATORS[name].unit), str(INDICATORS[name].label),
                 reverse("outcomes:rows", args=[name]))
        for name in HEADLINE
    ]  # fmt: skip


def _said(value, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:.1%}" if unit == "share" else f"{value:,}"
