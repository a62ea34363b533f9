"""Counts, ages, sex and identity numbers."""

import re

from django.utils.translation import gettext_lazy as _

from .wording import WHOLE, CellRefused, text

DIGITS = dict(zip("〇零一二三四五六七八九两俩", [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2], strict=True))
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
MEASURE = re.compile(r"\s*(?:左右|人次?|名|个|位|周?岁|户|支|次|周|元|㎡)*$")
NUMBER = re.compile(r"[+]?(\d{1,3}(?:,\d{3})+|\d+)(?:\.0*)?$")
# What says that an age is not known, or not counted in full years: 70多, 近70, 60岁以上, 80后, 虚岁73.
NOT_KNOWN = re.compile(r"[多余几约近上下]|左右|大概|大约|以[上下内]|[~～\-–—至到]|[><≥≤?？]|后$")
BY_NEW_YEARS = re.compile(r"虚")
LARGEST = 10**12
OLDEST = 125

# GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated.
SEXES = {
    **dict.fromkeys(("男", "男性", "男士", "先生", "m", "male", "1"), "1"),
    **dict.fromkeys(("女", "女性", "女士", "f", "female", "2"), "2"),
    **dict.fromkeys(("未知", "未知的性别", "不详", "0"), "0"),
}


def whole_number(value) -> int | None:
    """A count: 31, 31.0, '31人', '３１', '1,250', '三十一'. None for a blank. Raises CellRefused."""
    if type(value) is float:
        if value.is_integer() and 0 <= value < LARGEST:
            return int(value)
        raise _not_a_count()
    if type(value) is int:
        if 0 <= value < LARGEST:
            return value
        raise _not_a_count()
    written = MEASURE.sub("", text(value))
    if not written:
        if text(value):
            raise _not_a_count()
        return None
    if found := NUMBER.match(written):
        number = int(found[1].replace(",", "")) if len(found[1]) < 20 else LARGEST
    else:
        number = _chinese(written)
    if number is None or number >= LARGEST:
        raise _not_a_count()
    return number


def age(value) -> int | None:
    """An age in full years: 67, '67岁', '六十七'. None for a blank. Raises CellRefused.

    An age that is not known ('70多') or counted by New Years ('虚岁73') is refused: a birth year must not rest on it.
    """
    if isinstance(value, str):
        _refuse_what_is_no_full_age(text(value))
    years = whole_number(value)
    if years is not None and years > OLDEST:
        raise CellRefused("not_an_age", _("This is not an age."), _("Write full years, such as 67."))
    return years


def _refuse_what_is_no_full_age(written: str) -> None:
    if not any(sign.isdigit() or sign in DIGITS or sign in UNITS for sign in written):
        return
    if BY_NEW_YEARS.search(written):
        raise CellRefused(
            "by_new_years",
            _("This age counts New Years, which may be one or two years more than full years."),
            _("Write the age in full years, or the year of birth; or leave the cell empty."),
        )
    if NOT_KNOWN.search(written.lstrip("-+")) and not written.startswith("-"):
        raise CellRefused(
            "about",
            _("This is only about how old somebody is."),
            _("Write the age in full years, or the year of birth; or leave the cell empty."),
        )


def sex(value) -> str | None:
    """The code of GB/T 2261.1: '1' male, '2' female, '0' unknown. None for a blank. Raises CellRefused."""
    written = text(value).casefold()
    if not written:
        return None
    code = SEXES.get(written) or SEXES.get(written.replace(" ", "").removesuffix(".0"))
    if code is None:
        raise CellRefused("not_a_sex", _("This is neither 男 nor 女."), _("Write 男 or 女."))
    return code


def identity_text(value) -> str | None:
    """An identity number as typed, upper-case, without blanks and hyphens; not checked further. None for a blank.

    Refuses a long number cell: Excel keeps fifteen digits of a number and writes noughts for the rest.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= WHOLE:
        raise CellRefused(
            "lost_digits",
            _("This cell holds a number, and a number cell keeps only fifteen digits: the last ones are lost."),
            _("Format the column as text, type the identity number again from the paper, and choose the file again."),
        )
    written = text(value).upper()
    if "E+" in written and re.fullmatch(r"\d(?:\.\d+)?E\+\d+", written):
        raise CellRefused(
            "lost_digits",
            _("The last digits were lost when the table was saved from a number cell."),
            _("Format the column as text, type the identity number again from the paper, and choose the file again."),
        )
    return written.lstrip("'‘’`").translate({ord(" "): None, ord("-"): None}) or None


def _chinese(written):
    """三十一 -> 31, 二〇一二 -> 2012; None for anything else."""
    if len(written) > 12 or not all(sign in DIGITS or sign in UNITS for sign in written):
        return None
    if not any(sign in UNITS for sign in written):
        return int("".join(str(DIGITS[sign]) for sign in written))
    total = section = digit = 0
    for sign in written:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * UNITS[sign], 0
    return total + section + digit


def _not_a_count():
    return CellRefused("not_a_number", _("This is not a whole number."), _("Write digits only, such as 31."))
