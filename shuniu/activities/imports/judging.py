"""A sign-in list → a Draft: every row judged by the same cells as the forms; the register is not asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.activities.imports.vocabulary import vocabulary
from shuniu.kernel.imports import cells
from shuniu.kernel.imports.cells import CellRefused
from shuniu.kernel.imports.limits import no_rows
from shuniu.kernel.imports.reading import Unreadable, Workbook
from shuniu.kernel.imports.tables import Table, find_tables
from shuniu.kernel.sealing import mask_name, mask_phone

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not taken: where it stands, the cell in question (masked), why, and what helps."""

    sheet: str
    row: int
    heading: str
    shown: str
    why: CellRefused


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody who signed in. `phone` is empty where none is given."""

    sheet: str
    row: int
    name: str
    phone: str


@dataclass(slots=True)
class Draft:
    """What a list says about one day."""

    signed: list[Signed] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def judge(workbook: Workbook, *, held_on: date) -> Draft:
    """Everybody in the list, once. Raises Unreadable where there is no table of names."""
    draft = Draft()
    tables = [table for sheet in workbook if not sheet.hidden for table in find_tables(sheet, vocabulary())]
    tables = [table for table in tables if "name" in table.fields]
    if not tables:
        raise Unreadable(
            "no_table",
            _("No list of names was found in the file."),
            _("Put the heading “name” above the names, and “phone” above the telephone numbers."),
        )
    for table in tables:
        draft.signed.extend(_rows(table, held_on, draft))
    if not (draft.signed or draft.refused):
        raise no_rows()
    return draft


def _rows(table: Table, held_on: date, draft: Draft) -> Iterator[Signed]:
    seen = {(each.name, each.phone): (each.sheet, each.row) for each in draft.signed if each.phone}
    for number, record in table.records():
        raw = dict(zip(table.fields, record, strict=True))
        name, clean = "name", {}
        try:
            for name, judged in (("name", _name), ("phone", _phone), ("day", lambda cell: _day(cell, held_on))):
                clean[name] = judged(raw.get(name))
            name = "phone"
            _require_new(clean, seen)
        except CellRefused as why:
            shown = cells.text(raw.get(name))
            shown = {"name": mask_name, "phone": mask_phone}.get(name, str)(shown)
            draft.refused.append(Refusal(table.sheet.name, number, table.labels.get(name, ""), shown, why))
            continue
        if clean["phone"]:
            seen[clean["name"], clean["phone"]] = (table.sheet.name, number)
        yield Signed(table.sheet.name, number, clean["name"], clean["phone"])


def _name(cell) -> str:
    written = cells.person_name(cell)
    if not written:
        raise CellRefused("empty", _("Nobody is named in this row."), _("Write the name, or delete the row."))
    if any(character.isdigit() for character in written):
        raise CellRefused("not_a_name", _("This is no name."), _("Write the name alone, without figures."))
    if len(written) > LONGEST:
        message = _("This text is longer than %(longest)d characters.") % {"longest": LONGEST}
        raise CellRefused("too_long", message, _("Shorten it."))
    return written


def _phone(cell) -> str:
    return found.number if (found := cells.phone(cell)) else ""


def _day(cell, held_on: date) -> date | None:
    """The list of another day must not be counted for this session."""
    found = cells.day(cell, today=held_on)
    if found is not None and found.first != held_on:
        message = _("The session was held on %(day)s.") % {"day": held_on.isoformat()}
        raise CellRefused("another_day", message, _("Hand this row in at the session of its own day."))
    return held_on


def _require_new(clean: dict, seen: dict[tuple[str, str], tuple[str, int]]) -> None:
    if at := seen.get((clean["name"], clean["phone"])):
        where = {"sheet": at[0], "row": at[1]}
        message = _("The same name and telephone stand on “%(sheet)s” in row %(row)s already.") % where
        raise CellRefused("twice", message, _("Delete one of the two rows."))
