"""A workbook → a Draft: every row judged by the same cells as the forms; the register is not asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from functools import partial
from itertools import count

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports import cells
from shuniu.kernel.imports.cells import CellRefused
from shuniu.kernel.imports.limits import no_rows
from shuniu.kernel.imports.reading import Unreadable, Workbook
from shuniu.kernel.imports.tables import Table, find_tables
from shuniu.kernel.sealing import mask_address, mask_identity, mask_phone
from shuniu.people.public import IdentityRefused, Particulars, check_identity
from shuniu.volunteers.imports.vocabulary import is_of_hours, vocabulary

MASKS = {"id_number": mask_identity, "phone": mask_phone, "address": mask_address}
AT_ONCE = 200  # rows read between two words of progress
HOURS = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*(?:个?小时|h|时)?$", re.IGNORECASE)
TIMES = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~至到]+\s*(\d{1,2})[:：](\d{2})$")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not taken: where it stands, the cell in question, why, and what helps."""

    sheet: str
    row: int
    heading: str
    shown: str
    why: CellRefused
    position: int | None = None  # of the cell in its row, 0 for the first; None where the whole row is meant

    def told(self) -> dict[str, str | int | None]:
        """As the page and the marked workbook take it."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.heading,
            "value": self.shown,
            "reason": str(self.why.message),
            "remedy": str(self.why.remedy),
            "position": self.position,
        }


@dataclass(frozen=True, slots=True)
class Row:
    """A good row: where it stands, and its clean cells by field."""

    table: Table = field(repr=False)
    number: int
    clean: dict
    shown: str = ""

    @property
    def particulars(self) -> Particulars:
        said, birth = self.clean.get("id_number"), self.clean.get("birth")
        return Particulars(
            name=self.clean["name"],
            sex=said[2] if said else self.clean.get("sex") or "0",
            born_on=said[1] if said else birth.first if birth else None,
            born_precision="day" if said else birth.precision if birth else "",
            id_number=said[0] if said else "",
            phone=self.clean.get("phone") or "",
            address=self.clean.get("address") or "",
        )


@dataclass(slots=True)
class Draft:
    """What a workbook says."""

    as_of: date
    volunteers: list[Row] = field(default_factory=list)
    hours: list[Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    ignored: list[tuple[str, str]] = field(default_factory=list)  # (sheet, heading)

    def refuse(self, row: Row, name: str, why: CellRefused, shown: str = "") -> None:
        label = row.table.labels.get(name, "")
        place = row.table.columns.get(name)
        self.refused.append(Refusal(row.table.sheet.name, row.number, label, shown or row.shown, why, place))

    @property
    def refused_rows(self) -> int:
        return len({(each.sheet, each.row) for each in self.refused})


def judge(workbook: Workbook, *, as_of: date, progress: Callable[[int], None] = lambda rows: None) -> Draft:
    """Everything the workbook says. Raises Unreadable.

    progress: told now and then how many rows have been read.
    """
    draft, judges, read = Draft(as_of), _judges(as_of), count(1)
    tables = [table for sheet in workbook if not sheet.hidden for table in find_tables(sheet, vocabulary())]
    if not tables:
        raise Unreadable(
            "no_table",
            _("No table of volunteers or hours was found in the file."),
            _("Put headings above the columns: the name and the team, or the name, the day of service and the hours."),
        )
    for table in tables:
        draft.ignored += [(each.sheet, each.heading) for each in table.ignored]
        for row in _rows(table, judges, draft):
            if (rows := next(read)) % AT_ONCE == 0:
                progress(rows)
            (draft.hours if is_of_hours(table.fields) else draft.volunteers).append(row)
    if not (draft.hours or draft.volunteers or draft.refused):
        raise no_rows()
    return draft


def _rows(table: Table, judges: dict[str, Callable], draft: Draft) -> Iterator[Row]:
    of_hours = is_of_hours(table.fields)
    for number, record in table.records():
        raw = dict(zip(table.fields, record, strict=True))
        row = Row(table, number, {}, cells.person_name(raw.get("name", "")))
        good = True
        for name, cell in raw.items():
            try:
                row.clean[name] = judges[name](cell)
            except CellRefused as why:
                good = False
                draft.refuse(row, name, why, _masked(name, cell))
        for name in ("name", "day", "hours") if of_hours else ("name",):
            if good and row.clean.get(name) in (None, ""):
                good = False
                draft.refuse(row, name, CellRefused("empty", _("This cell is empty."), _("Fill it in.")))
        if good:
            yield row


def _judges(as_of: date) -> dict[str, Callable]:
    text = {name: partial(_text, longest=100) for name in ("service", "skill", "content", "duty", "number", "place")}
    return {
        **text,
        "name": lambda cell: _text(cells.person_name(cell), longest=60),
        "team": partial(_text, longest=40),
        "social_worker": lambda cell: _text(cells.person_name(cell), longest=80),
        "point": partial(_text, longest=60),
        "evidence": partial(_text, longest=200),
        "address": partial(_text, longest=200),
        "id_number": partial(_identity, as_of=as_of),
        "sex": lambda cell: cells.sex(cell) or "",
        "birth": partial(cells.birth, today=as_of),
        "phone": lambda cell: found.number if (found := cells.phone(cell)) else "",
        "since": partial(_day, as_of=as_of),
        "day": partial(_day, as_of=as_of),
        "hours": minutes_of,
        "times": times_of,
    }


def minutes_of(cell) -> int | None:
    """Hours as offices write them (3, 2.5, “3小时”) in minutes. Raises CellRefused for what no day holds."""
    written = cells.text(cell)
    if not written:
        return None
    found = HOURS.match(written)
    minutes = round(float(found[1]) * 60) if found else 0
    if not 1 <= minutes <= 24 * 60:
        raise CellRefused("not_hours", _("These are not the hours of one day."), _("Write hours, such as 3 or 2.5."))
    return minutes


def times_of(cell) -> tuple[time, time] | None:
    """“9:00-12:00” → its two times. Raises CellRefused."""
    written = cells.text(cell)
    if not written:
        return None
    found = TIMES.match(written)
    parts = [int(part) for part in found.groups()] if found else []
    if not parts or parts[0] > 23 or parts[2] > 23 or parts[1] > 59 or parts[3] > 59 or parts[:2] >= parts[2:]:
        raise CellRefused("not_times", _("These are not two times of one day."), _("Write times as 9:00-12:00."))
    return time(*parts[:2]), time(*parts[2:])


def _identity(cell, *, as_of: date) -> tuple[str, date, str] | None:
    number = cells.identity_text(cell)
    if not number:
        return None
    try:
        said = check_identity(number, on=as_of)
    except IdentityRefused as refused:
        raise CellRefused(refused.code, refused.message, refused.remedy) from None
    return number, said.birth, said.sex


def _day(cell, *, as_of: date) -> date | None:
    found = cells.day(cell, today=as_of)
    return found.first if found else None


def _text(cell, *, longest: int) -> str:
    written = cells.written(cell)
    if len(written) > longest:
        message = _("This text is longer than %(longest)d characters.") % {"longest": longest}
        raise CellRefused("too_long", message, _("Shorten it."))
    return written


def _masked(name: str, cell) -> str:
    shown = cells.text(cell)
    return MASKS[name](shown) if name in MASKS else shown[:80]
