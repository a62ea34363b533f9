"""What is accepted from outside, and the refusal of everything else."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be. Bytes, or counts; `ratio` is unpacked bytes to packed bytes."""

    file_bytes: int = 50 << 20
    unpacked_bytes: int = 300 << 20
    ratio: int = 100
    ratio_floor: int = 10 << 20  # below this many unpacked bytes any ratio is harmless
    parts: int = 5_000
    sheets: int = 200
    rows: int = 300_000
    columns: int = 256
    cells: int = 12_000_000  # rows x columns of one sheet, blank ones included


STANDARD = Limits()


class Unreadable(Exception):
    """A file that is not read at all.

    code     stable word for tests and logs: 'empty', 'damaged', 'locked', 'bomb', 'too_large',
             'too_many_sheets', 'too_many_rows', 'too_many_columns', 'not_a_spreadsheet',
             'other_format', 'unsafe_xml'
    message  what is wrong, in plain words (translatable)
    remedy   what the person can do about it (translatable)
    """

    def __init__(self, code, message, remedy):
        super().__init__(code, message, remedy)
        self.code = code
        self.message = message
        self.remedy = remedy

    def __str__(self):
        return f"{self.message} {self.remedy}"


def not_a_spreadsheet():
    return Unreadable(
        "not_a_spreadsheet",
        _("This is not a spreadsheet, whatever its name ends in."),
        _("Open the table in Excel or WPS, save it as .xlsx, and choose that file."),
    )


def damaged():
    return Unreadable(
        "damaged",
        _("The file is damaged and cannot be read."),
        _("Open it in Excel or WPS, save it again as .xlsx, and choose that file."),
    )


def locked():
    return Unreadable(
        "locked",
        _("The file is protected by a password."),
        _("Open it in Excel or WPS, remove the password, save it, and choose it again."),
    )


def no_rows():
    return Unreadable(
        "no_rows",
        _("Below its headings the table is empty."),
        _("Fill in the rows, save the file, and choose it again."),
    )


def too_many_sheets(limits):
    return Unreadable(
        "too_many_sheets",
        _("The file has more than %(limit)d sheets.") % {"limit": limits.sheets},
        _("Delete the sheets that are not needed, or split the file."),
    )


def too_many_rows(limits):
    return Unreadable(
        "too_many_rows",
        _("A sheet reaches further down than row %(limit)d.") % {"limit": limits.rows},
        _("Delete the rows below the table, stray cells included, or split the file."),
    )


def too_many_columns(limits):
    return Unreadable(
        "too_many_columns",
        _("A sheet reaches further right than %(limit)d columns.") % {"limit": limits.columns},
        _("Delete the columns to the right of the table, stray cells included."),
    )


def too_long_a_cell(row):
    return Unreadable(
        "cell_too_long",
        _("Row %(row)d of the file: a cell holds far more than any cell of an office table.") % {"row": row},
        _("Shorten it, or see whether a quotation mark is left open there, and choose the file again."),
    )


def bomb():
    return Unreadable(
        "bomb",
        _("The file unpacks to far more than an office table holds."),
        _("Copy the table into a new workbook, save it as .xlsx, and choose that file."),
    )


def unsafe():
    return Unreadable(
        "unsafe_xml",
        _("The file holds definitions that a spreadsheet never needs."),
        _("Copy the table into a new workbook, save it as .xlsx, and choose that file."),
    )
