"""A ledger → drafts of organizations, judged by themselves: the register is not asked. Refuse, never mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports import cells
from shuniu.kernel.imports.cells import CellRefused
from shuniu.kernel.imports.limits import no_rows
from shuniu.kernel.imports.reading import Unreadable, Workbook
from shuniu.kernel.imports.tables import Table, find_tables
from shuniu.organizations.codes import KINDS, CodeRefused, credit_code
from shuniu.organizations.models import Organization

from .committees import PlaceWords
from .vocabulary import KIND_WORDS, STATE_WORDS, vocabulary

COUNTS = ("members", "staff_full", "staff_part", "premises_count", "premises_area", "party_members")
DAYS = ("registered_on", "settled_on", "certificate_until")
AT_ONCE = 200  # rows read between two words of progress
PLACE = "place"
BESIDE = ("phone", "contact", "premises_count", "premises_area")  # what does not stand on the organization's own row


class Refusal(NamedTuple):
    sheet: str
    row: int
    column: str
    value: str
    reason: object
    remedy: object
    position: int | None = None  # of the cell in its row, 0 for the first; None where the whole row is meant


@dataclass(slots=True)
class Draft:
    """One organization of the file: its columns, and what stands beside them (contact, phone, area)."""

    sheet: str
    row: int
    facts: dict = field(default_factory=dict)
    beside: dict = field(default_factory=dict)


@dataclass(slots=True)
class Ledger:
    """A file judged by itself."""

    as_of: date
    places: PlaceWords
    drafts: list[Draft] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    ignored: list[tuple[str, str]] = field(default_factory=list)  # (sheet, heading)
    rows: int = 0
    progress: Callable[[int], None] = lambda rows: None

    @property
    def refused_rows(self) -> int:
        return len({(each.sheet, each.row) for each in self.refused})


def judge(
    workbook: Workbook, *, as_of: date, places: PlaceWords, progress: Callable[[int], None] = lambda rows: None
) -> Ledger:
    """Every organization the workbook names. Raises Unreadable where no table of organizations is in it.

    places: the committees of the centre, by name and by code. progress: told now and then how many rows have been read.
    """
    ledger, found = Ledger(as_of, places, progress=progress), False
    for sheet in workbook:
        if sheet.hidden:
            continue
        for table in find_tables(sheet, vocabulary()):
            if "name" in table.columns:
                found = True
                ledger.ignored += [(each.sheet, each.heading) for each in table.ignored]
                _read(table, ledger)
    if not found:
        raise Unreadable(
            "no_table",
            _("No table of organizations was found in the file."),
            _("Put headings such as name and credit code above the columns, or begin with a blank workbook."),
        )
    if not (ledger.drafts or ledger.refused):
        raise no_rows()
    return ledger


def _read(table: Table, ledger: Ledger) -> None:
    seen = {draft.facts.get("code") or draft.facts["name"]: draft.row for draft in ledger.drafts}
    for number, raw in table.records():
        ledger.rows += 1
        if ledger.rows % AT_ONCE == 0:
            ledger.progress(ledger.rows)
        draft, wrong = Draft(table.sheet.name, number), []
        for name, cell in zip(table.fields, raw, strict=True):
            try:
                value = ledger.places.of(cell) if name == PLACE else CLEAN[name](cell, ledger.as_of)
            except CellRefused as why:
                wrong.append((name, cell, why))
                continue
            if value not in (None, ""):
                name = "place_id" if name == PLACE else name
                (draft.beside if name in BESIDE else draft.facts)[name] = value
        wrong += [(name, draft.facts.get(name, ""), why) for name, why in _together(draft, seen)]
        if wrong:
            ledger.refused += [
                Refusal(
                    table.sheet.name,
                    number,
                    table.labels.get(name, name),
                    _shown(name, cell),
                    why.message,
                    why.remedy,
                    table.columns.get(name),
                )
                for name, cell, why in wrong
            ]
            continue
        seen[draft.facts.get("code") or draft.facts["name"]] = number
        ledger.drafts.append(draft)


def _together(draft: Draft, seen: dict) -> Iterator[tuple[str, CellRefused]]:
    """What cells of a row must say together."""
    facts = draft.facts
    if not facts.get("name"):
        yield "name", CellRefused("no_name", _("No organization is named in this row."), _("Write its name."))
        return
    if "kind" not in facts:
        known = KINDS.get((facts.get("code") or "  ")[1])
        if known is None:
            yield (
                "kind",
                CellRefused(
                    "no_kind",
                    _("The kind of organization is not said."),
                    _("Write the kind as on the certificate."),
                ),
            )
        else:
            facts["kind"] = known
    elif facts.get("code") and KINDS.get(facts["code"][1], facts["kind"]) != facts["kind"]:
        yield (
            "code",
            CellRefused(
                "other_kind",
                _("The credit code belongs to another kind of organization: its second character says so."),
                _("Correct the kind or the code."),
            ),
        )
    if (before := seen.get(facts.get("code") or facts["name"])) is not None:
        text = _("This organization stands in row %(row)d already.") % {"row": before}
        yield "name", CellRefused("twice", text, _("Take one of the two rows out."))
    state = facts.pop("state", "")
    if state == "deregistered":
        yield (
            "state",
            CellRefused(
                "gone",
                _("A deregistered organization needs the day it was deregistered."),
                _("Record it on its page, with the day."),
            ),
        )
    if state == "settling":
        facts.pop("registered_on", None)


# --- One cell ---------------------------------------------------------------------------------------------------------
def _text(most: int) -> Callable:
    def clean(cell, _as_of) -> str:
        said = cells.written(cell)
        if cells.says_none(said):
            return ""
        if len(said) > most:
            raise CellRefused(
                "too_long", _("This is longer than %(most)d characters.") % {"most": most}, _("Shorten it.")
            )
        return said

    return clean


def _code(cell, _as_of) -> str:
    said = cells.text(cell)
    if not said or cells.says_none(said):
        return ""
    try:
        return credit_code(said)
    except CodeRefused as why:
        raise CellRefused("credit_code", why.message, why.remedy) from why


def _word(words: dict[str, str], message, remedy) -> Callable:
    def clean(cell, _as_of) -> str | None:
        said = cells.text(cell)
        if not said or cells.says_none(said):
            return None
        if said not in words:
            raise CellRefused("unknown_word", message, remedy)
        return words[said]

    return clean


def _day(cell, as_of: date) -> date | None:
    found = cells.day(cell, today=as_of)
    if found is not None and found.precision != "day":
        raise CellRefused(
            "no_day", _("The day is missing from this date."), _("Write year, month and day, as on the certificate.")
        )
    return found and found.first


def _end(cell, _as_of) -> date | None:
    return _day(cell, date(2999, 12, 31))


def _money(cell, _as_of, *, least: int = 0) -> Decimal | None:
    said = cells.text(cell).replace(",", "").replace("，", "").removesuffix("元")
    if not said or cells.says_none(said):
        return None
    ten_thousands = said.endswith("万")
    try:
        value = Decimal(said.removesuffix("万")) * (10_000 if ten_thousands else 1)
    except InvalidOperation:
        raise CellRefused(
            "not_money", _("This is not a sum of money."), _("Write yuan in figures, such as 30000.")
        ) from None
    if not least <= value < 10**11:
        raise CellRefused("not_money", _("This is not a sum of money."), _("Write yuan in figures, such as 30000."))
    return value.quantize(Decimal("0.01"))


def _area(cell, _as_of) -> int | None:
    """Square metres, however they are written: 150㎡, 150.5平方米."""
    said = re.sub(r"(?:m2|平方米|平米|平方)$", "", cells.text(cell), flags=re.IGNORECASE)
    try:
        return cells.whole_number(said)
    except CellRefused:
        if re.fullmatch(r"\d{1,6}\.\d{1,3}", said):
            return round(Decimal(said))
        raise


def _phone(cell, _as_of) -> str:
    found = cells.phone(cell)
    return found.number if found else ""


def _length(name: str) -> int:
    return Organization._meta.get_field(name).max_length if name in _OWN else 60


_OWN = {f.name for f in Organization._meta.fields}
CLEAN: dict[str, Callable] = {name: _text(_length(name)) for name in vocabulary().fields}
CLEAN |= {name: lambda cell, _as_of: cells.whole_number(cell) for name in COUNTS}
CLEAN |= dict.fromkeys(DAYS, _day)
CLEAN |= {
    "legal_representative": lambda cell, as_of: _text(_length("legal_representative"))(cells.person_name(cell), as_of),
    "contact": lambda cell, as_of: _text(_length("contact"))(cells.person_name(cell), as_of),
    "code": _code,
    "capital": _money,
    **dict.fromkeys(
        ("funds_unrestricted", "funds_restricted"), partial(_money, least=1 - 10**11)
    ),  # debts may exceed them
    "phone": _phone,
    "premises_area": _area,
    "certificate_until": _end,
    "kind": _word(
        KIND_WORDS,
        _("This kind of organization is not known."),
        _("Write the kind as on the certificate."),
    ),
    "state": _word(STATE_WORDS, _("This state is not known."), _("Write the state as the registry has it.")),
}


def _shown(name: str, cell) -> str:
    said = cells.text(cell)
    return f"{said[:3]}****" if name == "phone" and len(said) > 3 else said[:60]
