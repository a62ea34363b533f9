"""The citizen ID number 公民身份号码, GB 11643-1999: area (6), birth (8), order (3, odd for men), check character.

Also accepted, being numbers of the same form: residence permits of people from Hong Kong, Macau and Taiwan (areas
810000, 820000, 830000), and foreigners' permanent residence cards of the 2023 form, which begin with 9, then two digits
of the province and three of the country (ISO 3166-1 numeric, GB/T 2659).
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

OLDEST = 130  # years of age
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"  # by the weighted sum modulo 11 (ISO 7064 MOD 11-2)

COUNTRIES = frozenset(
    """
    004 008 010 012 016 020 024 028 031 032 036 040 044 048 050 051 052 056 060 064 068 070 072 074 076 084 086 090 092
    096 100 104 108 112 116 120 124 132 136 140 144 148 152 162 166 170 174 175 178 180 184 188 191 192 196 203 204 208
    212 214 218 222 226 231 232 233 234 238 239 242 246 248 250 254 258 260 262 266 268 270 275 276 288 292 296 300 304
    308 312 316 320 324 328 332 334 336 340 348 352 356 360 364 368 372 376 380 384 388 392 398 400 404 408 410 414 417
    418 422 426 428 430 434 438 440 442 450 454 458 462 466 470 474 478 480 484 492 496 498 499 500 504 508 512 516 520
    524 528 531 533 534 535 540 548 554 558 562 566 570 574 578 580 581 583 584 585 586 591 598 600 604 608 612 616 620
    624 626 630 634 638 642 643 646 652 654 659 660 662 663 666 670 674 678 682 686 688 690 694 702 703 704 705 706 710
    716 724 728 729 732 740 744 748 752 756 760 762 764 768 772 776 780 784 788 792 795 796 798 800 804 807 818 826 831
    832 833 834 840 850 854 858 860 862 876 882 887 894
    """.split()  # noqa: SIM905  (a table, read as one)
)


class Identity(NamedTuple):
    """`area_code` is six digits as text; `sex` is '1' (male) or '2' (female), as in GB/T 2261.1."""

    area_code: str
    birth: date
    sex: str


def check_identity(text: str, *, on: date) -> Identity:
    """What the number says, judged on the day `on`. Raises IdentityRefused.

    The first refusal counts, in this order: length, characters, area, date, age, check_digit.
    """
    # Three look-ups give every part and its share of the check sum; what they do not know is read with care.
    try:
        area_sum = _AREAS[text[:6]]
        birth, birth_sum = _BIRTHS[text[6:14]]
        sex, order_sum = _ORDERS[text[14:17]]
    except KeyError:
        return _read_with_care(text, on)
    fits = _CHECK[(area_sum + birth_sum + order_sum) % 11] == text[17:]
    if fits and birth <= on and on.year - birth.year < OLDEST:
        return Identity(text[:6], birth, sex)
    return _read_with_care(text, on)


def check_digit(body: str) -> str:
    """The 18th character for the first 17 digits."""
    return _CHECK[_share(body, 0) % 11]


def area_name(code: str) -> str:
    """The latest name of a six-digit area, "" when it never had one. Names of counties only, without the province."""
    return _area_names().get(code, "")


class IdentityRefused(ValueError):
    """Why a text is no ID number: `code` ('length', 'characters', 'area', 'date', 'age', 'check_digit'), `message` and
    `remedy` for people. Neither repeats the number, so that it stays out of logs.
    """

    def __init__(self, code: str, message, remedy):
        super().__init__(code)
        self.code, self.message, self.remedy = code, message, remedy

    def __str__(self):
        return f"{self.message} {self.remedy}"


def _read_with_care(text: str, on: date) -> Identity:
    number = text.strip().upper()
    _refuse_wrong_form(number)
    if not _AREAS:
        _AREAS.update((code, _share(code, 0)) for code in _area_names())
    area, digits = number[:6], number[6:14]
    if area not in _AREAS and not _is_foreigners(area):
        raise IdentityRefused("area", _("The first six digits never were the code of an area."), _COMPARE)
    birth = _birth(digits, on)
    if check_digit(number[:17]) != number[17]:
        raise IdentityRefused("check_digit", _("The last character does not fit the others."), _COMPARE)
    _BIRTHS[digits] = birth, _share(digits, 6)  # a day of the last 130 years: 47,500 at most
    return Identity(area, birth, "1" if number[16] in "13579" else "2")


def _is_foreigners(area: str) -> bool:
    """Whether the six digits open a foreigner's permanent residence card: 9, a province, a country."""
    return area[0] == "9" and area[1:3] in {known[:2] for known in _AREAS} and area[3:] in COUNTRIES


def _refuse_wrong_form(number: str) -> None:
    if len(number) == 15 and number.isdigit():
        raise IdentityRefused(
            "length", _("This is an old 15-digit number."), _("Ask for the 18-digit number on the present card.")
        )
    if len(number) != 18:
        raise IdentityRefused("length", _("An ID number has 18 characters."), _COMPARE)
    if not (number.isascii() and number[:17].isdigit() and number[17] in _CHECK):
        raise IdentityRefused(
            "characters",
            _("An ID number is 17 digits, then a digit or X."),
            _("Look for letters typed for digits, full-width characters and spaces."),
        )


def _birth(digits: str, on: date) -> date:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise IdentityRefused("date", _("Digits 7 to 14 are not a date of birth."), _COMPARE) from None
    if birth > on:
        raise IdentityRefused("date", _("The date of birth, digits 7 to 14, lies in the future."), _COMPARE)
    if (on.year - OLDEST, on.month, on.day) > (birth.year, birth.month, birth.day):
        raise IdentityRefused("age", _("By this number the person is more than 130 years old."), _COMPARE)
    return birth


_COMPARE = _("Compare it with the card, digit by digit.")


def _share(digits: str, start: int) -> int:
    """What `digits`, standing at `start` of the number, add to the check sum."""
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS[start:], strict=False))


@cache
def _area_names() -> dict[str, str]:
    with Path(__file__).with_name("areas.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


# Filled at first use, so that a start of the program does not pay for them.
_AREAS: dict[str, int] = {}
_BIRTHS: dict[str, tuple[date, int]] = {}
_ORDERS = {f"{n:03}": ("1" if n % 2 else "2", _share(f"{n:03}", 14)) for n in range(1000)}
