"""Excel's zip packages (.xlsx, .xlsm): unpacked once under the limits, then read from that checked copy.

The parser below is fast because it trusts its file: it keeps a whole sheet as one dense block, so two stray cells in
opposite corners would ask for hundreds of gigabytes and end the process. So it is never given the file itself, only a
copy made here, of the XML parts alone, whose real sizes and cell positions were seen.
"""

import os
import re
import tempfile
import weakref
import zipfile
import zlib
from contextlib import suppress

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from .grid import Merged, Sheet, in_the_calendar_of_1904
from .limits import Unreadable, bomb, damaged, locked, not_a_spreadsheet, too_many_columns, too_many_rows, unsafe

CHUNK = 1 << 20
FAILED_CELL = re.compile(rb"""(<(?:\w+:)?c\b[^>]*?\st\s*=\s*["'])e(["'])""")  # of a formula: the parser drops its value
FROM_1904 = re.compile(rb"""<workbookPr\b[^>]*\bdate1904\s*=\s*["'](?:1|true)["']""")
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
)


def open_package(stream, limits):
    """(sheets, close) of the package in `stream`."""
    try:
        package = zipfile.ZipFile(stream)
        parts = package.infolist()
    except DAMAGE as error:
        raise damaged() from error
    _check_directory(parts, limits)
    _check_kind(parts)
    path = _checked_copy(package, parts, limits)
    remove = weakref.finalize(stream, remove_file, path)
    try:
        sheets = calamine_sheets(path, limits)
        if _counts_from_1904(path):
            sheets = in_the_calendar_of_1904(sheets)
        return sheets, lambda: (remove(), stream.close())
    except Unreadable:
        remove()
        raise


def calamine_sheets(path_or_stream, limits):
    """The sheets of a file that is safe to hand to the parser."""
    book = guarded(CalamineWorkbook.from_object, path_or_stream)
    return [
        Sheet(meta.name, meta.visible != SheetVisibleEnum.Visible, at, _loader(book, at, limits))
        for at, meta in enumerate(book.sheets_metadata)
        if meta.typ == SheetTypeEnum.WorkSheet
    ]


def _counts_from_1904(path) -> bool:
    """Whether the workbook counts its days as old Macintoshes did."""
    with zipfile.ZipFile(path) as copy:
        books = [name for name in copy.namelist() if name.lower().replace("\\", "/").lstrip("/") == "xl/workbook.xml"]
        return any(FROM_1904.search(copy.read(name)) for name in books)


def guarded(call, *arguments):
    """Call into the parser; whatever it makes of a broken file becomes Unreadable."""
    try:
        return call(*arguments)
    except PasswordError as error:
        raise locked() from error
    except (CalamineError, OSError, ValueError, TypeError, UnicodeError) as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # a Rust panic, which Python sees as no Exception
            raise damaged() from error
        raise


def _loader(book, at, limits):
    def load():
        sheet = guarded(book.get_sheet_by_index, at)
        if sheet.start is None:
            return (lambda: iter(())), []
        if sheet.end[0] >= limits.rows:
            raise too_many_rows(limits)
        if sheet.width > limits.columns:
            raise too_many_columns(limits)
        merged = [Merged(a + 1, b, c + 1, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
        left = sheet.start[1]
        if not left:
            return sheet.iter_rows, merged
        blank = [""] * left  # the parser leaves out empty columns on the left
        return (lambda: (blank + row for row in sheet.iter_rows())), merged

    return load


def _check_directory(parts, limits):
    if len(parts) > limits.parts or len({part.filename.lower() for part in parts}) < len(parts):
        raise damaged()
    if any(part.flag_bits & 1 for part in parts):
        raise locked()
    packed = sum(part.compress_size for part in parts)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked_bytes or (unpacked > limits.ratio_floor and unpacked > packed * limits.ratio):
        raise bomb()


def _check_kind(parts):
    names = {part.filename.lower().replace("\\", "/").lstrip("/") for part in parts}
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise Unreadable(
            "other_format",
            _("This kind of workbook (.xlsb, .ods, .numbers) is not read here."),
            _("Open it in Excel or WPS, save it as .xlsx, and choose that file."),
        )
    if any(name.startswith("xl/") for name in names):
        raise damaged()
    raise not_a_spreadsheet()


def _checked_copy(package, parts, limits):
    """Path of an uncompressed package holding the XML parts only."""
    handle, path = tempfile.mkstemp(prefix="shuniu-import-", suffix=".xlsx")
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as copy:
            left = limits.unpacked_bytes
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    left -= _copy_part(package, part, copy, left, limits)
        return path
    except Unreadable:
        remove_file(path)
        raise
    except DAMAGE as error:
        remove_file(path)
        raise damaged() from error


def _copy_part(package, part, copy, left, limits):
    """Copy one part, watching it. Returns its real size, whatever the directory says it is."""
    declared, size, tail = part.file_size, 0, b""
    is_sheet = _is_sheet(part)
    odd_cell = _odd_cell(limits.rows).search if is_sheet else None
    suspect = False
    part.file_size = 1 << 40  # read on past a size that lies
    with package.open(part) as source, copy.open(part.filename, "w") as target:
        while chunk := source.read(CHUNK):
            if not size:
                _check_prolog(chunk, limits)
            size += len(chunk)
            if size > left:
                raise bomb()
            if not is_sheet:
                target.write(chunk)
                continue
            seen, tail = _whole_tags(tail + chunk)
            suspect = suspect or odd_cell(seen) is not None
            target.write(FAILED_CELL.sub(rb"\1str\2", seen) if b'"e"' in seen or b"'e'" in seen else seen)
        target.write(tail)
    if size != declared:
        raise bomb() if size > declared else damaged()
    if suspect:
        _check_extent(package, part, limits)
    return size


def _whole_tags(seen):
    """`seen` up to its last tag, which the next chunk may go on with; and the rest."""
    cut = seen.rfind(b"<")
    if len(seen) - cut > CHUNK:
        raise damaged()
    return seen[:cut], seen[cut:]


def _check_prolog(chunk, limits):
    """Definitions stand before the first element; for the count that one boasts of the parser would reserve memory."""
    first = re.search(rb"<[A-Za-z][^>]*>", chunk)
    if first is None or b"<!DOCTYPE" in chunk[: first.start()] or not chunk.startswith((b"<", b"\xef\xbb\xbf<")):
        raise unsafe()
    if any(int(count) > limits.cells for count in re.findall(rb"[cC]ount\s*=\s*[\"']\s*(\d{1,40})", first[0])):
        raise damaged()


def _is_sheet(part):
    return "worksheets/" in part.filename.lower().replace("\\", "/") and part.filename.lower().endswith(".xml")


def _odd_cell(rows):
    """Finds a cell that is not plainly within columns A to Z and the row limit; then the true extent is measured."""
    digits = str(rows)
    within = rf"[0-9]{{1,{len(digits) - 1}}}"
    if digits[0] > "1":
        within += rf"|[1-{int(digits[0]) - 1}][0-9]{{{len(digits) - 1}}}"
    return re.compile(rf'<c(?![a-z]| r="[A-Z](?:{within})")'.encode())


FILLED_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*[\"']([A-Za-z]+)([0-9]+)[\"'](?:[^>/]|/(?!>))*>")


def _check_extent(package, part, limits):
    """Measure the block from A1 to the farthest filled cell; formatted but empty cells do not count."""
    columns, bottom, tail = set(), 0, b""
    with package.open(part) as source:
        while chunk := source.read(CHUNK):
            seen, tail = _whole_tags(tail + chunk)
            found = FILLED_CELL.findall(seen)
            columns.update(letters.upper() for letters, _row in found)
            bottom = max(bottom, max((int(row) for _letters, row in found), default=0))
    width = max(map(_column_number, columns), default=0)
    if width > limits.columns:
        raise too_many_columns(limits)
    if bottom > limits.rows or bottom * width > limits.cells:
        raise too_many_rows(limits)


def _column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def remove_file(path):
    with suppress(OSError):
        os.unlink(path)
