"""A column of raw cells → a column of clean values. Cells that repeat are judged once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports import cells
from shuniu.kernel.imports.carrying import AS_ABOVE
from shuniu.kernel.imports.cells import CellRefused
from shuniu.kernel.imports.dates import Dated
from shuniu.kernel.sealing import mask_address, mask_identity, mask_phone
from shuniu.people.public import IdentityRefused, check_identity

# Longest texts, in characters: the columns of the database.
LONGEST = {
    "group": 40, "name": 60, "content": 200, "venue": 100, "times": 200, "area": 100, "filing_number": 40, "duty": 40,
    "former_post": 100, "remark": 200, "address": 200,
}  # fmt: skip
SMALL = 32_767  # the most a count's column holds
MASKS: dict[str, Callable[[str], str]] = {
    "id_number": mask_identity,
    "phone": mask_phone,
    "address": mask_address,
}
OF_ONE_PERSON = {"name", "id_number", "phone", "address"}  # remembering them would find nothing
REMEMBERED = 5_000  # distinct cells of one column
YEAR = re.compile(r"\d{2,4}|[〇○零一二三四五六七八九]{2,4}")
STATED_AGE = re.compile(r"(\d{1,3})\s*周?岁")
SEVERAL_NAMES = re.compile(r"[\u3400-\u9fff]\s*[、，,;；/|]\s*[\u3400-\u9fff]")


def masked(field: str, value) -> str:
    """A raw cell as it may be shown: what would be sealed is masked."""
    mask = MASKS.get(field.removeprefix("leader_"))
    shown = cells.text(value)
    return mask(shown) if mask else shown[:80]


def join_births(columns: dict[str, Sequence]) -> None:
    """Births whose year, month and day stand in columns of their own, as one cell would say them; in place."""
    for field in ("birth", "leader_birth"):
        parts = [columns.pop(part, None) for part in (f"{field}_month", f"{field}_day")]
        if field in columns and any(parts):
            blank = ("",) * len(columns[field])
            columns[field] = tuple(map(_joined_birth, columns[field], *(part or blank for part in parts)))


def _joined_birth(year, month, day):
    """What a year's cell says alone where it is a whole date by itself, or where nothing stands beside it."""
    said = cells.text(year).removesuffix("年")
    beside = [cells.text(part).rstrip("月份日号") for part in (month, day)]
    month, day = ("" if cells.says_none(part) else part for part in beside)
    if not (month or day) or (said and not YEAR.fullmatch(said)):
        return year
    return f"{said}{said and '年'}{month}月{day}{day and '日'}"


class Cleaners:
    """The judges of every field, for one file: `column(field, raw)` gives clean values, or the CellRefused in their place."""

    def __init__(self, as_of: date):
        self.as_of = as_of
        self._seen: dict[str, dict] = {}
        self._judges: dict[str, Callable] = {
            "sex": lambda cell: cells.sex(cell) or "",
            "birth": self._birth,
            "age": cells.age,
            "id_number": self._id_number,
            "phone": self._phone,
            "founded": partial(cells.day, today=as_of),
            "filed_on": self._plain_day,
            "filed_until": partial(self._plain_day, future=True),
            "since": self._plain_day,
            "times_per_week": _small,
            "party_members": _small,
            "reported_members": cells.whole_number,
            "reported_aged": cells.whole_number,
            "name": self._name,
            "leader": self._name,
        }

    def column(self, field: str, raw: Sequence) -> list:
        """Clean values in the order of `raw`. A cell that is refused is its CellRefused."""
        field = field.removeprefix("leader_")
        judge = self._judges.get(field) or partial(_text, longest=LONGEST.get(field, 200))
        if field == "address" or (field in self._judges and field != "name"):
            raw = [None if cell.__class__ is str and cells.says_none(cell) else cell for cell in raw]
        if field in OF_ONE_PERSON:
            return [_judged(judge, cell) for cell in raw]
        seen = self._seen.setdefault(field, {})
        if len(seen) > REMEMBERED:
            seen.clear()
        clean = []
        for cell in raw:
            try:
                clean.append(seen[cell])
            except KeyError:
                value = seen[cell] = _judged(judge, cell)
                clean.append(value)
        return clean

    def _name(self, cell) -> str:
        name = cells.written(cells.person_name(cell))
        if name.isdigit():
            raise CellRefused("not_a_name", _("A number stands where a name should."), _("Write the person's name."))
        if name in AS_ABOVE:
            raise CellRefused("not_a_name", _("No name stands here."), _("Write the person's name."))
        if SEVERAL_NAMES.search(name):
            raise CellRefused("several_names", _("More than one name stands here."), _("Write one person's name."))
        return _no_longer(name, LONGEST["name"])

    def _birth(self, cell):
        """A birth; or an age written where a birth should stand, which says its unit: 65岁."""
        if cell.__class__ is str and (stated := STATED_AGE.fullmatch(cells.text(cell))):
            return Dated(date(self.as_of.year - cells.age(stated[1]), 1, 1), "age")
        return cells.birth(cell, today=self.as_of)

    def _phone(self, cell) -> str:
        found = cells.phone(cell)
        return found.number if found else ""

    def _id_number(self, cell) -> tuple[str, date, str] | None:
        """(number, birth, sex)."""
        plain = cell.__class__ is str and len(cell) == 18 and cell.isascii() and cell.isdigit()
        number = cell if plain else cells.identity_text(cell)
        if not number:
            return None
        try:
            said = check_identity(number, on=self.as_of)
        except IdentityRefused as refused:
            raise CellRefused(refused.code, refused.message, refused.remedy) from None
        return number, said.birth, said.sex

    def _plain_day(self, cell, *, future: bool = False) -> date | None:
        found = cells.day(cell, today=date.max if future else self.as_of)
        return found.first if found else None


def _judged(judge: Callable, cell):
    try:
        return judge(cell)
    except CellRefused as refused:
        return refused


def _text(cell, *, longest: int) -> str:
    return _no_longer(cells.written(cell), longest)


def _no_longer(text: str, longest: int) -> str:
    if len(text) > longest:
        raise CellRefused(
            "too_long",
            _("This text is longer than %(longest)d characters.") % {"longest": longest},
            _("Shorten it, or move part of it to the remarks."),
        )
    return text


def _small(cell) -> int | None:
    number = cells.whole_number(cell)
    if number is not None and number > SMALL:
        raise CellRefused("too_large", _("This number is too large."), _("Correct the number."))
    return number
