"""Open an office file, whatever its name says it is."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .grid import Merged, Sheet
from .limits import STANDARD, Limits, Unreadable, not_a_spreadsheet, too_many_sheets
from .markup import html_sheets
from .ole import open_ole
from .packages import open_package
from .plain_text import decode, text_sheets
from .xml_2003 import xml_2003_sheets

__all__ = ["Limits", "Merged", "Sheet", "Unreadable", "Workbook", "open_workbook"]

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STRANGERS = (
    b"%PDF",
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"MZ",
    b"BM",
)


@dataclass(slots=True)
class Workbook:
    """An opened file. A context manager: leaving it removes whatever was unpacked.

    name    the name the person gave the file, for messages only
    format  'xlsx', 'xls', 'csv', 'html' or 'xml', judged by content
    sheets  every sheet in the order of the file, hidden ones marked
    """

    name: str
    format: str
    sheets: list[Sheet]
    _close: Callable[[], None] = field(default=lambda: None, repr=False)

    def close(self):
        self._close()

    def __enter__(self):
        return self

    def __exit__(self, *_exc):
        self.close()

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.sheets)


def open_workbook(source, *, name, limits=STANDARD) -> Workbook:
    """Read `source` (a path or bytes) by its content. Raises Unreadable.

    Nothing in the file is executed: formulas arrive as their stored values, markup as text.
    Rows are read when asked for; a damaged sheet may therefore raise Unreadable while iterating.
    """
    stream, size = _stream(source)
    try:
        _check_size(size, limits)
        head = stream.read(4096)
        stream.seek(0)
        format_, sheets, close = _open_by_content(head, stream, limits)
        if len(sheets) > limits.sheets:
            close()
            raise too_many_sheets(limits)
    except Unreadable:
        stream.close()
        raise
    return Workbook(name, format_, sheets, close)


def _check_size(size, limits):
    if size == 0:
        raise Unreadable("empty", _("The file is empty."), _("Save it again in Excel or WPS and choose that file."))
    if size > limits.file_bytes:
        raise Unreadable(
            "too_large",
            _("The file is larger than %(limit)d MB.") % {"limit": limits.file_bytes >> 20},
            _("Remove pictures from it, or split it into several files."),
        )


def _stream(source):
    if isinstance(source, bytes | bytearray | memoryview):
        return BytesIO(source), len(source)
    return Path(source).open("rb"), os.path.getsize(source)


def _open_by_content(head, stream, limits):
    if head.startswith(ZIP):
        return "xlsx", *open_package(stream, limits)
    if head.startswith(OLE):
        return open_ole(stream, limits)
    if head.startswith(STRANGERS):
        raise not_a_spreadsheet()
    text = decode(stream, head)
    lead = text.opening.lstrip("\ufeff \t\r\n")[:2000].lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in lead:
        return "xml", xml_2003_sheets(stream, limits), stream.close
    if lead.startswith(
        ("<html", "<!doctype html", "<table", "<meta", "<head", "<style", "<body", "<div", "<?xml", "<!--")
    ):
        sheets = html_sheets(text, limits)
        if not sheets:
            raise not_a_spreadsheet()
        return "html", sheets, stream.close
    if lead.startswith("mime-version:"):
        raise not_a_spreadsheet()
    return "csv", text_sheets(text, limits), stream.close
