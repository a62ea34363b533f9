"""Codes, minutes and times as people read them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.kernel.dated import in_force
from shuniu.kernel.models import Code

TABLES = ("skill", "service", "language", "training", "guardian")
WEEKDAYS = (
    gettext_lazy("Mon"),
    gettext_lazy("Tue"),
    gettext_lazy("Wed"),
    gettext_lazy("Thu"),
    gettext_lazy("Fri"),
    gettext_lazy("Sat"),
    gettext_lazy("Sun"),
)


def code_words(actor) -> dict[str, str]:
    """“volunteers.skill:teaching” → Teaching, of all tables of the room; a place's own word wins."""
    tables = [f"volunteers.{name}" for name in TABLES]
    rows = Code.objects.filter(in_force(actor.today), table__in=tables).order_by("place_id")
    mine = [row for row in rows if row.place_id in (0, actor.centre) or actor.centre is None]
    return {f"{row.table}:{row.code}": str(row) for row in mine}


def hours_of(minutes: int | None) -> str:
    """180 → 3; 125 → 2.08: hours with at most two places."""
    return f"{(minutes or 0) / 60:.2f}".rstrip("0").rstrip(".")


def times_in_words(times: list[str]) -> str:
    """["1a", "1p", "3a"] → Mon, Wed (morning)."""
    halves: dict[str, set[str]] = {}
    for each in times:
        halves.setdefault(each[0], set()).add(each[1])
    said = []
    for day, which in sorted(halves.items()):
        word = str(WEEKDAYS[int(day) - 1])
        if len(which) == 1:
            word += _("morning") if "a" in which else _("afternoon")
        said.append(word)
    return _(", ").join(said)
