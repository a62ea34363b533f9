"""The look of an office's sheet, and the same bytes every time it is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

TITLE, HEADING = Font(name="宋体", size=16, bold=True), Font(name="宋体", size=11, bold=True)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest day a zip can hold


def put_title(sheet: Worksheet, text: str, width: int) -> None:
    sheet.append([text])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet["A1"].font, sheet["A1"].alignment = TITLE, MIDDLE


def dress(sheet: Worksheet, rows: Iterable[int], widths: Iterable[int]) -> None:
    for row in rows:
        for cell in sheet[row]:
            cell.font, cell.alignment = HEADING, MIDDLE
    for column, width in zip("ABCDEFGHIJKLMNOPQRS", widths, strict=False):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = f"C{max(rows) + 1}"


def saved(book: openpyxl.Workbook, as_of: date) -> bytes:
    """The workbook without the moment of its writing."""
    written, same = io.BytesIO(), io.BytesIO()
    book.properties.created = datetime.combine(as_of, time())
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(same, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "docProps/core.xml":  # openpyxl puts the present moment here
                now = f"{book.properties.modified:%Y-%m-%dT%H:%M:%SZ}"
                content = content.replace(now.encode(), b"2000-01-01T00:00:00Z")
            target.writestr(zipfile.ZipInfo(part, EPOCH), content, zipfile.ZIP_DEFLATED)
    return same.getvalue()
