"""Telephone numbers: mobiles, and the landlines of one city."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .wording import CellRefused, text

MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"[2-9]\d{7}")
AREA_CODE = re.compile(r"0(?:10|2\d|[3-9]\d{2})")
HOTLINE = re.compile(r"(?:400|800)\d{7}")
EXTENSION = re.compile(r"(?:转|ext\.?|#|x)\s*(\d{1,6})$", re.IGNORECASE)
BETWEEN = re.compile(r"[,，;；、/\\|或]|\s{2,}|[ ](?=1[3-9]\d{9}\b|0\d{2,3}[- ]?[2-9]\d{6,7}\b|[2-9]\d{7}\b)")
LABEL = re.compile(r"^(?:手机号?码?|电话号?码?|联系电话|宅电|座机|tel|phone)?\s*[:：.]?\s*", re.IGNORECASE)
REMARK = re.compile(r"\([^()\d]*\)|（[^（）\d]*）")
HYPHENS = str.maketrans("", "", "-—–－‐‑ ().（）·+")


class Phone(NamedTuple):
    """`number` in one writing: 13812575562, 62345678, 62345678-802 with an extension, 0512-62345678 of another city."""

    number: str
    note: object = ""


def phone(value) -> Phone | None:
    """The first telephone number of a cell. None for a blank. Raises CellRefused.

    Takes mobiles of eleven digits, landlines of eight with or without an area code, extensions, 400 numbers, and
    numbers kept as numbers (13812575562.0). An area code of 021 is dropped, another city's is kept.
    """
    if type(value) is str and len(value) == 11 and MOBILE.fullmatch(value) and value.isascii():
        return Phone(value)
    written = LABEL.sub("", REMARK.sub("", text(value).lstrip("'‘’`")))
    if not written:
        if text(value):
            raise _not_a_phone()
        return None
    pieces = [piece for piece in BETWEEN.split(written) if piece and any(map(str.isdigit, piece))]
    whole = _number(written)
    if whole:
        return Phone(whole)
    number = _number(pieces[0]) if pieces else None
    if number is None:
        raise _not_a_phone()
    if len(pieces) > 1:
        return Phone(number, _("The cell holds several numbers; the first was taken."))
    return Phone(number)


def _number(written):
    """Digits of one number, or None."""
    extension = ""
    if found := EXTENSION.search(written):
        extension, written = "-" + found[1], written[: found.start()]
    parts = [part for part in re.split(r"[-—–－‐‑]", written) if part.strip()]
    if len(parts) > 1 and not extension and _landline("".join(parts[:-1]).translate(HYPHENS)):
        extension, parts = "-" + parts[-1].translate(HYPHENS), parts[:-1]
    digits = "".join(parts).translate(HYPHENS)
    if not digits.isascii() or not digits.isdigit():
        return None
    for country in ("0086", "86"):
        if digits.startswith(country) and len(digits) >= 11 + len(country) - 1:
            digits = digits.removeprefix(country)
    if not extension and (mobile := MOBILE.fullmatch(digits.removeprefix("0"))):
        return mobile[0]
    landline = _landline(digits) or (digits if HOTLINE.fullmatch(digits) else None)
    return landline + extension if landline and (not extension or extension[1:].isdigit()) else None


def _landline(digits):
    for city in ("021", "21"):
        rest = digits.removeprefix(city)
        if len(digits) == 8 + len(city) and LANDLINE.fullmatch(rest):
            return rest
    if LANDLINE.fullmatch(digits):
        return digits
    area = AREA_CODE.match(digits)
    if area and re.fullmatch(r"[2-9]\d{6,7}", digits[area.end() :]):
        return f"{area[0]}-{digits[area.end() :]}"
    return None


def _not_a_phone():
    return CellRefused(
        "not_a_phone",
        _("This is not a telephone number."),
        _("Write a mobile number of eleven digits or a landline of eight."),
    )
