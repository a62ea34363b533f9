"""Dates as offices write them, with no more precision than they wrote."""

import datetime
import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .grid import Since1904
from .wording import CellRefused, text

OLDEST_YEARS = 125
FIRST_YEAR = 1840  # nothing the centre registers was founded earlier
EXCEL_EPOCH = datetime.date(1899, 12, 30)
LATER = 1462  # days by which the other calendar of Excel, that of old Macintoshes, begins later
SERIALS = (10_000, 80_000)  # 1927 to 2119, as Excel counts days; no other way of writing a date has five digits

PARTED = re.compile(
    r"(\d{4})\s*(?:[./\-–—−。年、,，·\\]|\s)\s*(\d{1,2})(?:\s*(?:[./\-–—−。月、,，·\\]|\s)\s*(\d{1,2}))?\s*[月日号.。]?"
)
COMPACT = re.compile(r"(\d{4})\.?(\d{2})(\d{2})?")
YEAR_ONLY = re.compile(r"(\d{4})\s*年?")
TWO_DIGITS = re.compile(r"'?\d{2}\s*[./\-年]\s*\d{1,2}(?:\s*[./\-月]\s*\d{1,2})?\s*[月日]?|\d{2}年")
SERIAL = re.compile(r"\d{5}")
YEAR_LAST = re.compile(r"\d{1,2}\s*[./\-]\s*\d{1,2}\s*[./\-]\s*\d{4}")
OTHER_CALENDAR = re.compile(r"农历|阴历|旧历|民国|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]")
LATE_ADDITIONS = re.compile(
    r"(?:\s+|(?<=\d)T)\d{1,2}:\d{2}(?::\d{2}(?:\.0+)?)?$|\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?$"
    r"|(?<=[\d年月日])\s*(?:出?生|成立|前后|左右)$|^公元"
)
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


class Dated(NamedTuple):
    """A date as far as it is known: `first` is the first day it can mean, `precision` 'day', 'month' or 'year'."""

    first: datetime.date
    precision: str
    note: object = ""  # what was assumed, in words for the person importing; '' when nothing was


def birth(value, *, today) -> Dated | None:
    """A date of birth. None for a blank. Raises CellRefused for what no living person was born on.

    The number 1941.1 may be January or an October that lost its nought: only its year is taken, with a note.
    """
    dated = _dated(value)
    if dated is None:
        return None
    if dated.first > today:
        raise CellRefused("in_the_future", _("This date lies in the future."), _("Correct the year."))
    if today.year - dated.first.year > OLDEST_YEARS:
        raise CellRefused("too_old", _("This date is more than 125 years ago."), _("Correct the year."))
    return dated


def day(value, *, today) -> Dated | None:
    """A past date such as a founding: '2012年9月', '2018', '2003.5.12'. None for a blank. Raises CellRefused."""
    dated = _dated(value)
    if dated is None:
        return None
    if dated.first > today:
        raise CellRefused("in_the_future", _("This date lies in the future."), _("Correct the year."))
    if dated.first.year < FIRST_YEAR:
        raise CellRefused("too_old", _("This year is too long ago."), _("Correct the year."))
    return dated


def _dated(value):
    if isinstance(value, datetime.datetime):
        return Dated(value.date(), "day")
    if isinstance(value, datetime.date):
        return Dated(value, "day")
    if isinstance(value, Since1904) and SERIALS[0] < value < SERIALS[1]:
        return _from_serial(int(value) + LATER)
    if isinstance(value, float) and not value.is_integer():
        return _from_number(value)
    written = text(value)
    return _from_text(written) if written else None


def _from_number(value):
    """A number cell has no last nought: 1941.1 is January, or October typed as 1941.10."""
    written = format(value, ".10g")
    year, _point, months = written.partition(".")
    if months == "1" and len(year) == 4:
        note = _("A number cell cannot tell January from October here (1941.1 or 1941.10); only the year was taken.")
        return Dated(_date(year, 1, 1), "year", note)
    if SERIALS[0] < value < SERIALS[1]:  # a moment with its hours, in a cell not formatted as a date
        return _from_serial(int(value))
    if len(months) > 2:
        raise _not_a_date()
    return _from_text(written)


def _from_text(written):
    if not written.isascii() or " " in written or "T" in written:
        written = LATE_ADDITIONS.sub("", written).strip()
        written = _plain_digits(written)
    if found := PARTED.fullmatch(written):
        return _from_parts(*found.groups())
    if found := YEAR_ONLY.fullmatch(written):
        return Dated(_date(found[1], 1, 1), "year")
    if found := COMPACT.fullmatch(written):
        return _from_parts(*found.groups())
    if SERIAL.fullmatch(written) and SERIALS[0] < int(written) < SERIALS[1]:
        return _from_serial(int(written))
    if TWO_DIGITS.fullmatch(written):
        raise CellRefused(
            "two_digit_year",
            _("The year has only two digits: it could be this century or the last."),
            _("Write the year with four digits, such as 1941.11."),
        )
    if YEAR_LAST.fullmatch(written):
        raise CellRefused(
            "year_last",
            _("The year stands last: which of the other two numbers is the month cannot be told."),
            _("Write the year first, such as 1941.11.2."),
        )
    if OTHER_CALENDAR.search(written):
        raise CellRefused(
            "other_calendar",
            _("This date is not one of the common calendar."),
            _("Write it in the common calendar, such as 1941.11; or the year alone."),
        )
    raise _not_a_date()


def _from_parts(year, month, day_):
    if day_ is None or int(day_) == 0:
        if int(month) == 0:
            return Dated(_date(year, 1, 1), "year")
        return Dated(_date(year, month, 1), "month")
    return Dated(_date(year, month, day_), "day")


def _from_serial(days):
    note = _("Read as Excel's count of days, because the cell is not formatted as a date.")
    return Dated(EXCEL_EPOCH + datetime.timedelta(days), "day", note)


def _date(year, month, day_):
    try:
        return datetime.date(int(year), int(month), int(day_))
    except ValueError as error:
        raise CellRefused(
            "no_such_day", _("There is no such day in the calendar."), _("Correct the month or the day.")
        ) from error


def _plain_digits(written):
    """一九四一年十一月 -> 1941年11月; text without Chinese digits is left as it is."""
    plain = written.translate(CHINESE_DIGITS)
    if "十" not in plain:
        return plain
    return re.sub(r"(\d?)十(\d?)", lambda found: f"{found[1] or '1'}{found[2] or '0'}", plain)


def _not_a_date():
    return CellRefused(
        "not_a_date",
        _("This is not a date that can be read."),
        _("Write year and month with a point, such as 1941.11, in a cell formatted as text."),
    )
