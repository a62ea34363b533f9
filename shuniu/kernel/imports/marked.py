"""The office's own workbook with the refused cells marked; for other formats, a list of them."""

from __future__ import annotations

from io import BytesIO

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

RED = PatternFill("solid", fgColor="F8CBAD")
LARGEST = 5 << 20  # bytes; beyond, openpyxl would take minutes and hundreds of megabytes
AUTHOR = "枢纽"


def marked_workbook(content: bytes, cells: list[dict]) -> bytes:
    """`content` with each refused cell red and its reason as a comment.

    cells: as `preview.refused_cells` gives them. Sheets are found by name, so a text file gets a list instead.
    """
    if not content.startswith(b"PK") or len(content) > LARGEST:
        return listed(cells)
    book = openpyxl.load_workbook(BytesIO(content), rich_text=True)
    for cell in cells:
        if cell["sheet"] in book.sheetnames:
            _mark(book[cell["sheet"]], cell)
    return _saved(book)


def listed(cells: list[dict]) -> bytes:
    """A workbook of its own: one line a refused cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([_("Sheet"), _("Row"), _("Column"), _("Value"), _("Reason"), _("What to do")])
    for cell in cells:
        texts = (cell["sheet"], str(cell["row"]), cell["column"], cell["value"], cell["reason"], cell["remedy"])
        sheet.append([_plain(sheet, text) for text in texts])
    for at, width in enumerate((14, 8, 16, 24, 48, 48), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    return _saved(book)


def _mark(sheet, refused: dict) -> None:
    column = (refused["position"] or 0) + 1
    cell = sheet.cell(refused["row"], column)
    if not isinstance(cell, Cell):  # the inside of a merged range cannot be written on
        cell = next(sheet[area.start_cell.coordinate] for area in sheet.merged_cells.ranges if cell.coordinate in area)
    cell.fill = RED
    said = f"{refused['column']}：{refused['reason']}{refused['remedy']}"
    before = f"{cell.comment.text}\n" if cell.comment and cell.comment.author == AUTHOR else ""
    cell.comment = Comment(before + said, AUTHOR, height=120, width=320)


def _plain(sheet, text: str) -> Cell:
    """A cell that stays text even where it begins like a formula."""
    cell = Cell(sheet, value="")
    cell.value, cell.data_type = text, "s"
    return cell


def _saved(book) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
