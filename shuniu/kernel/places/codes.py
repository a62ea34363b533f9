"""The 12-digit statistical codes of places (统计用区划代码): the code is the path.

    31 01 07 015 005    province 2, city 2, county 2, township 3, committee 3 digits

A level is told by the trailing zeros, and everything beneath a place is one range of numbers. Five cities have no
counties (东莞 4419…): their townships stand under the city, and the rules below hold for them unchanged.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

NATION = 0  # the root of the tree: it has no code of its own
LEVELS = {"province": 10**10, "city": 10**8, "county": 10**6, "township": 10**3, "committee": 1}
_WRITTEN_LENGTHS = (2, 4, 6, 9, 12)


def level_of(code: int) -> str:
    """'province', 'city', 'county', 'township' or 'committee'; 'nation' for 0. Raises CodeRefused."""
    if code == NATION:
        return "nation"
    if not 11 * 10**10 <= code < 10**12:
        raise CodeRefused(_("%(code)s is not a place code."), code)
    return next(level for level, size in LEVELS.items() if code % size == 0)


def span(code: int) -> tuple[int, int]:
    """The lowest and the highest code of the place and all beneath it, both included: for `BETWEEN`."""
    return code, code + (LEVELS[level_of(code)] if code != NATION else 10**12) - 1


def parent_code(code: int) -> int | None:
    """The place directly above, None for a province (and for the nation)."""
    if level_of(code) in ("nation", "province"):
        return None
    return next(code - code % size for size in reversed(LEVELS.values()) if code % size)


def parents(code: int) -> list[int]:
    """All places above, the nearest first, without the nation."""
    above = parent_code(code)
    return [above, *parents(above)] if above else []


def normalise(text: str) -> int:
    """A code as people write it (2, 4, 6, 9 or 12 digits) as the 12-digit number. Raises CodeRefused."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) in _WRITTEN_LENGTHS):
        raise CodeRefused(_("A place code has 2, 4, 6, 9 or 12 digits; this is %(code)s."), text)
    code = int(digits.ljust(12, "0"))
    if level_of(code) == "nation":
        raise CodeRefused(_("%(code)s is not a place code."), text)
    return code


class PlaceRow(NamedTuple):
    """`since` and `until` are None where the list does not say."""

    code: int
    name: str
    level: str
    since: date | None
    until: date | None


def read_places(path: Path | None = None) -> Iterator[PlaceRow]:
    """The places that come with the program, each after its parent (sources: `README.md` beside the list)."""
    with (path or Path(__file__).with_name("places.csv")).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            since, until = _day(row["valid_from"]), _day(row["valid_until"])
            yield PlaceRow(int(row["code"]), row["name"], row["level"], since, until)


class CodeRefused(ValueError):
    """Not a place code; `message` is for people."""

    def __init__(self, message, code):
        self.message = message % {"code": code}
        super().__init__(self.message)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
