"""Spreadsheets out: rows streamed into an xlsx, typed, with text that can never become a formula.

An own writer of the little of ECMA-376 that a table needs, because it is both the fastest and the smallest in memory
of those measured (docs/decisions): rows are turned a portion at a time, column by column, so that Python's own C loops
do the work, and the package is compressed and handed out while rows still come in.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from operator import ne
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone

AT_ONCE = 1_000  # rows turned together; what memory holds
PIECE = 64 * 1024  # bytes handed out together, at least
MOST_ROWS = 1_048_576  # of a sheet, its headings among them
MOST_CHARACTERS = 32_767  # of a cell
MOST_DIGITS = 10**15  # a longer whole number would lose its last ones
DAY_ZERO = date(1899, 12, 30).toordinal()
FIRST_DAY = date(1900, 3, 1)  # before it spreadsheets disagree: 1900 had no 29 February
NARROWEST, WIDEST = 8, 48
TEXT, DAY, MOMENT, CLOCK, HEADING = 1, 2, 3, 4, 5  # the cell formats of STYLES, by place
NOTHING, EMPTY = type(None), "<c/>"
OPEN_TEXT, CLOSE_TEXT = f'<c s="{TEXT}" t="inlineStr"><is><t>', "</t></is></c>"
OPEN_KEPT_TEXT = OPEN_TEXT.replace("<t>", '<t xml:space="preserve">')  # white space at its ends counts


def write_xlsx(headings: Sequence[str], lines: Iterable[Sequence], *, title: str) -> Iterator[bytes]:
    """The bytes of an xlsx of one sheet, in pieces; memory does not grow with the rows.

    A cell is a number, a date, a time of day, a moment (shown in local time), a truth value or text, by the type of its
    value; None is empty. Whole numbers of more than 15 digits are text. More rows than a sheet holds go on in a next.
    """
    out, rows, names = _Pieces(), iter(lines), []
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as package:  # type: ignore[call-overload]
        while not names or (first := next(rows, None)) is not None:
            sheet = rows if not names else chain([first], rows)
            names.append(_numbered(sheet_name(title), len(names) + 1))
            with package.open(f"xl/worksheets/sheet{len(names)}.xml", "w") as part:
                for xml in _sheet(headings, islice(sheet, MOST_ROWS - 1)):
                    part.write(xml.encode("utf-8", "replace"))
                    if out.size >= PIECE:
                        yield out.taken()
        for name, xml in _frame(names):
            package.writestr(name, xml)
    yield out.taken()


def sheet_name(title: str) -> str:
    """`title` as a sheet may be called: at most 31 UTF-16 units, none of []:*?/\\, no apostrophe at either end."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]", " ", title)
    return _cut(" ".join(name.split()), 31).strip("' ") or "Sheet"


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{_cut(name, 27)} ({number})"


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


class _Pieces:
    """What ZipFile writes to: it cannot seek, so sizes follow their data, and nothing waits for the end."""

    def __init__(self):
        self.pieces: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        pieces, self.pieces, self.size = self.pieces, [], 0
        return b"".join(pieces)


# --- One sheet --------------------------------------------------------------------------------------------------------


def _sheet(headings: Sequence[str], rows: Iterator[Sequence]) -> Iterator[str]:
    """The XML of a sheet: headings bold and frozen, columns as wide as their first rows ask, a filter over all."""
    portion = list(islice(rows, AT_ONCE))
    yield SHEET_HEAD
    yield _widths(headings, portion)
    yield "<sheetData><row>"
    yield "".join(f'<c s="{HEADING}" t="inlineStr"><is><t>{_escaped(str(h))}</t></is></c>' for h in headings)
    yield "</row>"
    count = 1
    while portion:
        yield _rows(portion, len(headings))
        count += len(portion)
        portion = list(islice(rows, AT_ONCE))
    last = f"A1:{_letters(len(headings))}{count}"
    yield f'</sheetData><autoFilter ref="{last}"/>' if headings else "</sheetData>"
    # An ID number is text on purpose; Excel need not warn of every one.
    yield f'<ignoredErrors><ignoredError sqref="{last}" numberStoredAsText="1"/></ignoredErrors>' if headings else ""
    yield "</worksheet>"


def _rows(portion: list[Sequence], width: int) -> str:
    """Rows of XML. A column of one type shares the text around its values, so that a row is one formatting."""
    around, columns = [], []
    for values in zip(*portion, strict=True):
        before, cells, after = _column(values)
        around.append(f"{before}%s{after}")
        columns.append(cells)
    if len(columns) != width:
        raise ValueError(f"{len(columns)} values under {width} headings")
    return "".join(map(f"<row>{''.join(around)}</row>".__mod__, zip(*columns, strict=True)))


def _column(values: Sequence) -> tuple[str, Iterable, str]:
    """(what stands before each value, the values, what stands after), none of it with a % but in the values."""
    kinds = set(map(type, values))
    if NOTHING in kinds and len(kinds) > 1:
        before, cells, after = _column([value for value in values if value is not None])
        given = iter(cells)
        return "", [EMPTY if value is None else f"{before}{next(given)}{after}" for value in values], ""
    if kinds == {str} and max(map(len, values)) <= MOST_CHARACTERS:
        kept = any(map(ne, values, map(str.strip, values)))
        return OPEN_KEPT_TEXT if kept else OPEN_TEXT, _all_escaped(values), CLOSE_TEXT
    if kinds == {int} and min(values) > -MOST_DIGITS and max(values) < MOST_DIGITS:
        return "<c><v>", values, "</v></c>"
    if kinds == {date} and min(values) >= FIRST_DAY:
        return f'<c s="{DAY}"><v>', [value.toordinal() - DAY_ZERO for value in values], "</v></c>"
    return "", map(_cell, values), ""


def _all_escaped(values: Sequence[str]) -> Sequence[str]:
    """What needs no change, nearly always all of them, costs one look at them together."""
    together = " ".join(values)
    if together.isprintable() and not any(mark in together for mark in ("&", "<", ">", "_x")):
        return values
    return list(map(_escaped, values))


# --- One cell ---------------------------------------------------------------------------------------------------------

CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _cell(value) -> str:
    """One cell, where a column holds more than one type or an unusual one."""
    match value:
        case None | "":
            return EMPTY
        case bool():
            return f'<c t="b"><v>{value:d}</v></c>'
        case int() if -MOST_DIGITS < value < MOST_DIGITS:
            return f"<c><v>{int(value)}</v></c>"
        case float() | Decimal() if math.isfinite(value):
            return f"<c><v>{value}</v></c>"
        case datetime():
            return _moment(value)
        case date() if value >= FIRST_DAY:
            return f'<c s="{DAY}"><v>{value.toordinal() - DAY_ZERO}</v></c>'
        case time():
            return f'<c s="{CLOCK}"><v>{_part_of_day(value):.10f}</v></c>'
    return f"{OPEN_KEPT_TEXT}{_escaped(str(value)[:MOST_CHARACTERS])}{CLOSE_TEXT}"


def _moment(value: datetime) -> str:
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    if local.date() < FIRST_DAY:
        return f"{OPEN_TEXT}{local:%Y-%m-%d %H:%M}{CLOSE_TEXT}"
    return f'<c s="{MOMENT}"><v>{local.toordinal() - DAY_ZERO + _part_of_day(local.time()):.10f}</v></c>'


def _part_of_day(value: time) -> float:
    return (value.hour * 3_600 + value.minute * 60 + value.second) / 86_400


def _escaped(text: str) -> str:
    """As XML; a character that XML cannot hold is coded as spreadsheets do, _x0007_, and so is what looks like it."""
    return escape(CODED.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


# --- What stands around the rows --------------------------------------------------------------------------------------


def _widths(headings: Sequence[str], portion: list[Sequence]) -> str:
    columns = zip(*portion, strict=True) if portion else [()] * len(headings)
    found = [
        min(WIDEST, max(NARROWEST, 2 + max(_wide(heading), *map(_wide, values[:200]), 0)))
        for heading, values in zip(headings, columns, strict=False)
    ]
    cols = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(found, 1))
    return f"<cols>{cols}</cols>" if cols else ""


def _wide(value) -> int:
    """How many half-width columns a value takes; a Chinese character takes two."""
    if isinstance(value, datetime):
        return 16
    if isinstance(value, date):
        return 10
    text = "" if value is None else str(value)[:WIDEST]
    return len(text) + sum(unicodedata.east_asian_width(c) in "WF" for c in text)


def _letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET_HEAD = (
    f'{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
)
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="166" formatCode="hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">'
    + "".join(
        f'<xf numFmtId="{shown}" fontId="{font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
        for shown, font in ((0, 0), (49, 0), (164, 0), (165, 0), (166, 0), (49, 1))
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
ROOT_RELATIONS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def _frame(names: list[str]) -> Iterator[tuple[str, str]]:
    """The parts of the package beside its sheets, which come first: how many there are is known at the end."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, names, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>' for n in numbers
    )
    yield "xl/styles.xml", STYLES
    yield "xl/workbook.xml", (f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>')
    yield (
        "xl/_rels/workbook.xml.rels",
        (
            f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{relations}'
            f'<Relationship Id="rId{len(names) + 1}" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
        ),
    )
    yield "_rels/.rels", ROOT_RELATIONS
    yield (
        "[Content_Types].xml",
        (
            f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>{parts}</Types>'
        ),
    )
