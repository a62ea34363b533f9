"""The words a room expects at the head of its tables."""

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from .wording import text

LONGEST_HEADING = 40
UNUSED = "序号", "编号", "序", "行号", "No", "No.", "№", "#"
NOTE = re.compile(r"[(（\[【〔<《](?!其中)[^)）\]】〕>》]*[)）\]】〕>》]")
TRIMMED = re.compile(r"^[*＊★☆:：]+|(?:[*＊★☆:：、,，.。]|必填|选填|可不填)+$")
VAGUE_ENDING = re.compile(r"(?:信息|情况|资料|基本信息|基本情况)$")


@dataclass(frozen=True, slots=True)
class Column:
    """One fact a table may hold.

    field       the room's own name for it
    synonyms    headings that mean it, without blanks, brackets and notes: those are ignored when comparing
    under       if given, the synonyms mean this field only beneath (or joined to) one of these wider headings:
                Column('leader_name', ('姓名',), under=('负责人',)) takes 负责人 over 姓名, and 负责人姓名
    required    a table without it cannot be judged (see Table.missing); also tells a row of data from a footer
    carry_down  stands perhaps only on the first of the rows it is true for, merged or blank below
    """

    field: str
    synonyms: tuple[str, ...]
    under: tuple[str, ...] = ()
    required: bool = False
    carry_down: bool = False


class Vocabulary:
    """All the columns of a room.

    Several columns may share a field. The first carried field is what the rows are grouped by.
    """

    def __init__(self, columns, *, unused=UNUSED):
        self.columns = tuple(columns)
        self.fields = tuple(dict.fromkeys(column.field for column in self.columns))
        self.required = tuple(dict.fromkeys(column.field for column in self.columns if column.required))
        self.carried = tuple(dict.fromkeys(column.field for column in self.columns if column.carry_down))
        self.unused = {heading_word(word) for word in unused}
        self.plain, self.beneath, self.parents = {}, {}, set()
        for column in sorted(self.columns, key=lambda column: bool(column.under)):
            self._learn(column)
        self.words = frozenset(self.plain) | self.parents | self.unused
        self.raw = frozenset(word for column in self.columns for word in (*column.synonyms, *column.under))
        self.longest_label = max(map(len, self.words), default=0)

    def _learn(self, column):
        synonyms = [heading_word(word) for word in column.synonyms]
        parents = [heading_word(word) for word in column.under]
        if not parents:
            for word in synonyms:
                self.plain.setdefault(word, column.field)
            return
        self.parents.update(parents)
        for parent in parents:
            for word in synonyms:
                self.beneath.setdefault((parent, word), column.field)
                self.plain.setdefault(parent + word, column.field)

    def field_of(self, word, parent="") -> str | None:
        """The field a heading means, beneath a wider heading or alone; None if unknown."""
        if not parent:
            return self.plain.get(word)
        parent = parent if parent in self.parents else VAGUE_ENDING.sub("", parent)
        if field := self.beneath.get((parent, word)) or self.plain.get(parent + word):
            return field
        return None if parent in self.parents else self.plain.get(word)

    def knows(self, word) -> bool:
        return word in self.words

    def known_in(self, cells) -> int:
        """How many cells are headings of this vocabulary, alone or as wider headings."""
        return sum(1 for cell in cells if type(cell) is str and cell and self.knows(heading_word(cell)))


@lru_cache(maxsize=4096)
def heading_word(cell) -> str:
    """A heading for comparison: '联 系 电 话（必填）*' -> '联系电话'. '' for what no heading can be."""
    if len(cell) > LONGEST_HEADING:
        return ""
    word = "".join(normalize("NFKC", text(cell)).split()).casefold()
    return TRIMMED.sub("", NOTE.sub("", word)) or TRIMMED.sub("", word).strip("()（）[]【】")
