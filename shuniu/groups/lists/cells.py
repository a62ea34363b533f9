"""Cells that many rows of a page share, drawn once each: tags, and the six ones in the few shapes they take."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from types import SimpleNamespace

from django.template import engines
from django.utils.translation import get_language, gettext
from markupsafe import Markup

from shuniu.groups.register import UNKNOWN
from shuniu.groups.sixones import DONE, DUE, LATE, ONES, Month, drawn, states_of

SIX_FACTS = tuple(name for name in UNKNOWN if name.startswith(("has_", "excused_")))


class Cells:
    """One a page: the parts of `kernel/macros.html`, remembered by what they show."""

    def __init__(self):
        self._drawn: dict[tuple, Markup] = {}

    def tag(self, kind: str, text: str) -> Markup:
        return self._once("tag", kind, text)

    def six(self, group, month: Month, *, today: date) -> tuple[Markup, str]:
        """The six ones of a group that came through `know`: drawn, and as "5/6"."""
        had = tuple(map(group.__dict__.__getitem__, SIX_FACTS))
        return _six(get_language(), had, today <= month.due_on, month)

    def missing(self, states: dict[str, str]) -> str | None:
        """The ones that are due or late, in words."""
        key = ("missing", *states.values())
        if key not in self._drawn:
            self._drawn[key] = gettext(", ").join(missing_of(states)) or None
        return self._drawn[key]

    def _once(self, part: str, *shown: str) -> Markup:
        if (part, *shown) not in self._drawn:
            self._drawn[part, *shown] = getattr(parts(), part)(*shown)
        return self._drawn[part, *shown]


@lru_cache(maxsize=2_000)
def _six(language: str, had: tuple[bool, ...], still_due: bool, month: Month) -> tuple[Markup, str]:
    group = SimpleNamespace(**dict(zip(SIX_FACTS, had, strict=True)))
    states = states_of(group, month, today=month.due_on if still_due else month.due_on + timedelta(days=1))
    return parts().six_ones(drawn(states)), f"{list(states.values()).count(DONE)}/{len(states)}"


def parts():
    return engines["jinja2"].env.get_template("kernel/macros.html").module


def missing_of(states: dict[str, str]) -> list[str]:
    return [str(one.label) for one in ONES if states[one.name] in (DUE, LATE)]
