"""The same rows as a file: xlsx or csv, streamed, typed, masked as the page masks them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone

from shuniu.kernel.sheets import write_xlsx

CHUNK = 2_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def exported(page, rows) -> HttpResponse:
    """The whole of a list's rows as a download, in the list's order."""
    columns = [c for c in page.columns if c.export is not False]
    order = page.chosen_order()
    ordered = rows.order_by(order, "-pk" if order.startswith("-") else "pk")
    kind = page.request.GET["export"]
    name = f"{page.list_name.replace('.', '-')}-{page.actor.today:%Y%m%d}.{kind}"
    lines = _lines(page, ordered, columns)
    headings = [str(c.label) for c in columns]
    if kind == "csv":
        response = StreamingHttpResponse(csv_lines(headings, lines), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    return workbook(headings, lines, title=str(page.list_title()), name=name)


def workbook(headings: list[str], lines: Iterable, *, title: str, name: str) -> StreamingHttpResponse:
    """A workbook of one sheet as a download called `name`."""
    response = StreamingHttpResponse(write_xlsx(headings, lines, title=title), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(page, rows, columns) -> Iterator[list]:
    chunk: list = []
    for row in rows.iterator(CHUNK):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield from ([c.exported(r) for c in columns] for r in page.prepare(chunk))
            chunk = []
    yield from ([c.exported(r) for c in columns] for r in page.prepare(chunk))


class _Echo:
    def write(self, line: str) -> str:
        return line


def csv_lines(headings: list[str], lines: Iterable[list]) -> Iterator[bytes]:
    """CSV that Excel opens as UTF-8; a cell that would be a formula is written as text."""
    writer = csv.writer(_Echo())
    yield b"\xef\xbb\xbf"
    yield writer.writerow(headings).encode()
    for line in lines:
        yield writer.writerow([_cell(value) for value in line]).encode()


def _cell(value):
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value
