"""A cell as text, and the refusal of one cell."""

import datetime
import re
from unicodedata import is_normalized, normalize

from django.utils.translation import gettext_lazy as _

# Marks that are seen by nobody: zero-width and joining marks, byte-order mark, soft hyphen, direction marks, controls.
INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0xAD])
CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)])
MIDDLE_DOTS = dict.fromkeys(map(ord, "•‧∙⋅・･᛫"), "·")
CLEANED = {**INVISIBLE, **CONTROLS, **MIDDLE_DOTS}
NOTHING = frozenset(("无", "没有", "暂无", "不详", "/", "／", "\\", "-", "－", "–", "—", "——", "―", "n/a", "none"))
# Chinese punctuation stays as it was typed; NFKC would print a Chinese address with Latin commas.
ALL_BUT_PUNCTUATION = re.compile("[^，：；！？（）…—]+")
LOOSE_SPACE = re.compile(r"\s*[\r\n\v\f\u2028\u2029\x85]\s*|[\t\xa0\u3000]")
HAN = re.compile("[\u3007\u3400-\u9fff\U00020000-\U000323af]+")
# What Excel and WPS leave in a cell whose formula failed.
FAILED = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
LONGEST_PADDED = 4  # signs of a name that an office pads
WHOLE = 1e15  # from here on a float no longer holds every whole number as it was typed


class CellRefused(Exception):
    """One cell that cannot be taken as what it should be.

    code     stable word for tests, filters and counts
    message  what is wrong (translatable); the cell itself is shown by whoever asked
    remedy   what to write instead (translatable)
    """

    def __init__(self, code, message, remedy):
        super().__init__(code, message, remedy)
        self.code = code
        self.message = message
        self.remedy = remedy

    def __str__(self):
        return f"{self.message} {self.remedy}"


def says_none(value: str) -> bool:
    """Whether a cell was filled in to say that there is nothing: 无, 暂无, 不详, a stroke."""
    return len(value) < 6 and value.strip().casefold() in NOTHING


def text(value) -> str:
    """The cell as one clean line; '' for a blank. Never refuses.

    Full-width digits, letters and spaces become plain; invisible marks go; a line break inside becomes one space;
    every dot inside a name (阿依古丽•买买提) becomes U+00B7; a number reads as Excel shows it: 12, not 12.0.
    """
    if type(value) is str:
        if value.isalnum() and is_normalized("NFKC", value):
            return value
        return _clean(value)
    if value is None:
        return ""
    return _clean(value) if isinstance(value, str) else _written(value)


def written(value) -> str:
    """The cell as one clean line. Raises CellRefused where a formula failed: nobody wrote #N/A as a name or an address."""
    line = text(value)
    if line[:1] == "#" and line in FAILED:
        raise CellRefused(
            "formula_failed",
            _("A formula of the workbook failed in this cell."),
            _("Write the value itself into the cell, or leave it empty."),
        )
    return line


def person_name(value) -> str:
    """A person's name as one clean line. 张　三 and 李 桂芳 are padded to the width of a column: their blanks go.

    Blanks that part more than single signs stay, for they may part two names: 张三 李四.
    """
    said = text(value)
    if " " not in said:
        return said
    parts = said.split()
    padded = min(map(len, parts)) == 1 and sum(map(len, parts)) <= LONGEST_PADDED
    return "".join(parts) if padded and all(map(HAN.fullmatch, parts)) else said


def _clean(value):
    value = value.translate(CLEANED)
    if not is_normalized("NFKC", value):
        value = ALL_BUT_PUNCTUATION.sub(lambda found: normalize("NFKC", found[0]), value).translate(CLEANED)
    if not value.isprintable():
        value = LOOSE_SPACE.sub(" ", value)
    return value.strip()


def _written(value):
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e21:
            return str(int(value))
        return format(value, ".15g")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    if isinstance(value, datetime.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    return _clean(str(value))
