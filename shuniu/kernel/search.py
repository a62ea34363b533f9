"""Names found by any part of them, on both engines, through a side table of one- and two-character grams.

A gram is an integer: one character's code point, or two of them packed. pg_trgm scans for two characters and FTS5
trigram answers nothing, wrongly (docs/decisions); a (centre, gram, row) table answers both in about a millisecond.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from django.db.models import F, Model, QuerySet, Value
from django.db.models.functions import Replace

SHIFT = 21  # a code point fits 21 bits

# Characters read otherwise when they are a surname; pypinyin gives the everyday reading.
SURNAMES = {
    "单": "s", "解": "x", "查": "z", "曾": "z", "仇": "q", "区": "o", "朴": "p", "尉": "y", "翟": "z", "盖": "g",
    "种": "c", "缪": "m", "乐": "y", "覃": "q", "员": "y", "逄": "p", "召": "s", "那": "n", "冼": "x", "重": "c",
    "尹": "y", "黑": "h", "折": "s", "纪": "j", "句": "g", "会": "g", "宓": "m", "洗": "x", "盛": "s",
}  # fmt: skip


def grams(name: str) -> set[int]:
    """The grams of a name: each character, and each pair of neighbours."""
    points = [ord(c) for c in name.lower() if not c.isspace()]
    return set(points) | {a << SHIFT | b for a, b in pairwise(points)}


def initials(name: str, *, person: bool = True) -> str:
    """Pinyin initials, lower case: 王福生 → wfs. A person's surname keeps its own reading: 单田芳 → stf."""
    if not name:
        return ""
    first = (SURNAMES.get(name[0]) if person else None) or _initial(name[0])
    return (first + "".join(map(_initial, name[1:])))[:40]


@lru_cache(maxsize=20_000)
def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    # In here: its dictionaries take half a second to read, and most commands spell no name.
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(character, style=Style.FIRST_LETTER, errors="ignore")
    return read[0][:1] if read else ""


def sounds_like(name: str, text: str) -> bool:
    """Whether Latin letters spell a piece of a name: its initials (pclx) or its whole pinyin (puci leling)."""
    text = "".join(text.lower().split())
    if not (text.isascii() and text.isalnum()):
        return False
    spelled = _spelled(name)
    return text in "".join(spelled) or text in "".join(word[0] for word in spelled)


@lru_cache(maxsize=20_000)
def _spelled(name: str) -> tuple[str, ...]:
    """Syllable by syllable, as the words are read: 长寿 begins with c, not with zh."""
    from pypinyin import lazy_pinyin

    return tuple(word.lower() for word in lazy_pinyin(name) if word)


def named_like(rows: QuerySet, text: str, *, table: type[Model], row: str, centre_id: int) -> QuerySet:
    """`rows` of one centre whose name contains `text`: the answers of LIKE '%text%' where spaces count on neither side.

    table: the gram table, row: its column holding the row's id. Two characters or fewer are one gram; more are narrowed
    by their pairs and checked against the name itself.
    """
    text = "".join(text.lower().split())
    points = [ord(c) for c in text]
    wanted = points if len(points) == 1 else [a << SHIFT | b for a, b in pairwise(points)]
    for gram in wanted:
        rows = rows.filter(pk__in=table.objects.filter(centre_id=centre_id, gram=gram).values(row))
    if len(points) <= 2:
        return rows
    # The pairs may lie apart in a name, so the name itself is looked at; by then few are left.
    return rows.alias(unspaced=_without_spaces(F("name"))).filter(unspaced__icontains=text)


def _without_spaces(name):
    for space in (" ", "\u3000"):
        name = Replace(name, Value(space), Value(""))
    return name
