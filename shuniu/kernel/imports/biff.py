"""What the records of an old workbook (BIFF, .xls) tell and its parser does not: its calendar, and failed formulas."""

import struct
from dataclasses import dataclass, replace

from .grid import Sheet

FORMULA, BEGIN, END, DATE_MODE, SHEET, BOOLEAN_OR_ERROR = 0x0006, 0x0809, 0x000A, 0x0022, 0x0085, 0x0205
FAILED = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
Failures = dict[int, dict[int, str]]  # row → column → what stands there; both from 0


@dataclass(frozen=True, slots=True)
class Told:
    """from_1904: days are counted as old Macintoshes did. failures: of each sheet in the order of the file."""

    from_1904: bool
    failures: list[Failures]


def read_records(book: bytes) -> Told:
    """One pass over the first part of the workbook, and one over each of its sheets. Damage is the parser's to judge: of a
    record that is cut off nothing is told."""
    from_1904, sheets = False, []
    for kind, at, size in _records(book, 0):
        if kind == DATE_MODE and size >= 2:
            from_1904 = int.from_bytes(book[at : at + 2], "little") == 1
        elif kind == SHEET and size >= 4:
            sheets.append(int.from_bytes(book[at : at + 4], "little"))
    return Told(from_1904, [_failures(book, begin) for begin in sheets])


def with_failures(sheets: list[Sheet], failures: list[Failures]) -> list[Sheet]:
    """The sheets with the word of each failed formula where the parser leaves a blank."""
    return [
        replace(sheet, load=_marked(sheet.load, failures[sheet.position]))
        if sheet.position < len(failures) and failures[sheet.position]
        else sheet
        for sheet in sheets
    ]


def _records(book: bytes, at: int):
    """(kind, where its body begins, size of the body) up to the end of the part that begins here; charts within it too."""
    depth, head = 0, struct.Struct("<HH").unpack_from
    while at + 4 <= len(book):
        kind, size = head(book, at)
        at += 4
        if at + size > len(book):
            return
        depth += (kind == BEGIN) - (kind == END)
        yield kind, at, size
        if depth <= 0:
            return
        at += size


def _failures(book: bytes, begin: int) -> Failures:
    found: Failures = {}
    for kind, at, size in _records(book, begin):
        if kind == BOOLEAN_OR_ERROR and size >= 8 and book[at + 7] == 1:
            code = book[at + 6]
        elif kind == FORMULA and size >= 14 and book[at + 6] == 2 and book[at + 12 : at + 14] == b"\xff\xff":
            code = book[at + 8]
        else:
            continue
        row, column = struct.unpack_from("<HH", book, at)
        found.setdefault(row, {})[column] = FAILED.get(code, "#N/A")
    return found


def _marked(load, failures: Failures):
    def loaded():
        rows, merged = load()
        return (lambda: (_mark(row, failures.get(at)) for at, row in enumerate(rows()))), merged

    return loaded


def _mark(row: list, failed: dict[int, str] | None) -> list:
    for column, word in (failed or {}).items():
        if column < len(row):
            row[column] = word
    return row
