"""Lines of the trail as the macro `trail` draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel import trail
from shuniu.kernel.environment import moment
from shuniu.kernel.jobs import name_of

VIA = {
    "page": _("web page"),
    "phone": pgettext_lazy("channel", "phone"),
    "job": _("by the clock"),
    "import": _("file"),
    "exchange": _("exchange"),
    "command": _("command line"),
}


@dataclass(frozen=True, slots=True)
class Line:
    sentence: str
    when: str
    at: datetime
    who: str
    via: str
    reason: str = ""


def trail_lines(entries: Iterable[trail.TrailEntry]) -> list[Line]:
    return [
        Line(
            trail.sentence(entry),
            moment(entry.at),
            entry.at,
            name_of(entry),
            str(VIA.get(entry.via, entry.via)),
            _reason(entry),
        )
        for entry in entries
    ]


def _reason(entry: trail.TrailEntry) -> str:
    """The reason given, where the sentence does not say it already."""
    kind = trail.KINDS.get(entry.kind)
    said = kind is not None and "{reason}" in str(kind.sentence)
    return "" if said else entry.facts.get("reason", "")
