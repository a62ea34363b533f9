"""A sheet laid out as a form: labels with their values beside them (团队名称 | 新会合唱队 | 所属社区 | …).

A part of a form may speak of somebody: 负责人 beside the rows 姓名 | 李桂芳 | 性别 | 女, or above them. In a part that the
vocabulary does not know (政治指导员) the same labels mean somebody else, so nothing of it is read.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from .carrying import blank
from .facts import Fact, labels_in
from .headings import looks_like_heading
from .vocabulary import VAGUE_ENDING, heading_word

SEARCHED = 80  # rows, of which a form is read
STATING = 3  # rows with a label and its value that make a form
LONGEST_LABEL = 20
NUMBERED = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?")
OF_SOMEBODY = re.compile(r"(?:员|人|者|师|长|书记|指导)$")  # a part that speaks of a person
COLON = re.compile(r"[:：]\s*\S")


class Part(NamedTuple):
    """The part of a form that rows belong to.

    column  where its name stands, -1 for a line of its own above them
    word    of the person it speaks of; '' where it speaks of none, as 基本情况
    """

    column: int
    word: str
    label: str


@dataclass(slots=True)
class Form:
    """What a form states: field → Fact, and the label of each as the office wrote it; and labels whose values are not read.

    rows: how many rows of the sheet it takes; whatever stands below is for others to read.
    """

    rows: int
    facts: dict[str, Fact] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    unread: list[tuple[int, str]] = field(default_factory=list)  # (column, label)
    title: str = ""
    stating: int = 0  # rows that state a fact
    several: int = 0  # of these, rows that state several
    beside: int = 0  # of these, rows that state one, and hold something else at the right of it

    @property
    def is_whole(self) -> bool:
        """Enough is stated; and it is no table on its side, a record a column: 团队名称 | 合唱队 | 舞蹈队."""
        return self.stating >= STATING and (self.several > 0 or self.beside < STATING)


def read_form(vocabulary, rows, merged) -> Form | None:
    """The form that a sheet begins with; None where it begins with none, or with one that asks for no group.

    rows: [(number, cells)] of its beginning. What names the group again begins another form.
    """
    if not vocabulary.carried:
        return None
    reader, asked = _Reader(vocabulary, merged, len(rows)), False
    for at, (number, cells) in enumerate(rows):
        below = next((row for _number, row in rows[at + 1 :] if any(not blank(cell) for cell in row)), [])
        again = vocabulary.carried[0] in reader.form.facts and reader.asks_for_group(cells)
        if again or reader.heads_a_table(number, cells, below):
            reader.form.rows = at
            break
        asked = asked or reader.asks_for_group(cells)
        reader.read(number, cells)
    return reader.form if asked and reader.form.is_whole else None


class _Reader:
    def __init__(self, vocabulary, merged, rows):
        self.vocabulary, self.merged = vocabulary, merged
        self.form = Form(rows)
        self.part: Part | None = None

    def asks_for_group(self, cells) -> bool:
        group = self.vocabulary.carried[0]
        said = (word for cell in cells if isinstance(cell, str) for word, _value in labels_in(self.vocabulary, cell))
        return any(self.vocabulary.field_of(word) == group for word in said)

    def heads_a_table(self, number, cells, below) -> bool:
        """A heading has its words side by side; a form, each beside its value, or beside the blank left for it."""
        filled = [at for at, cell in enumerate(cells) if not blank(cell)]
        if not looks_like_heading(self.vocabulary, cells) or self._pairs(number, cells):
            return False
        beside = sum(self._knows(cells, at) and self._knows(cells, self._after(number, at)) for at in filled)
        return (beside >= 2 or beside >= len(filled) - 1) and not self.vocabulary.known_in(below)

    def read(self, number, cells) -> None:
        filled = [at for at, cell in enumerate(cells) if not blank(cell)]
        if len(filled) == 1 and isinstance(cells[filled[0]], str) and self._is_line(cells[filled[0]]):
            self._line(cells[filled[0]])
            return
        self._leave_or_enter(number, cells, filled)
        pairs = self._pairs(number, cells)
        stated = [place for at, label, value, place in pairs if self._take(number, at, label, value, place)]
        self.form.stating += bool(stated)
        self.form.several += len(stated) > 1
        self.form.beside += len(stated) == 1 and stated[0] < filled[-1]

    def _is_line(self, cell) -> bool:
        said = labels_in(self.vocabulary, cell)
        return not said or (said[0][0] in self.vocabulary.parents and not said[0][1])

    def _line(self, cell) -> None:
        """A line across the form: its title, or the name of the part below."""
        if not self.form.stating:
            self.form.title = " ".join(cell.split())
            return
        word = VAGUE_ENDING.sub("", heading_word(NUMBERED.sub("", cell.strip())))
        if word in self.vocabulary.parents or OF_SOMEBODY.search(word):
            self.part = Part(-1, word, cell.strip())
        elif len(word) <= LONGEST_LABEL:
            self.part = None

    def _leave_or_enter(self, number, cells, filled) -> None:
        """A part lasts while the column of its name stays empty. Its name has a label at its right hand, not a value."""
        if self.part and self.part.column >= 0 and any(at <= self.part.column for at in filled):
            self.part = None
        first = next(iter(filled), None)
        if first is None or not isinstance(cells[first], str):
            return
        word, after = heading_word(cells[first]), self._after(number, first)
        is_name = word in self.vocabulary.parents or not self._knows(cells, first)
        if is_name and word and self._knows(cells, after):
            somebody = word in self.vocabulary.parents or OF_SOMEBODY.search(word)
            self.part = Part(first, word if somebody else "", " ".join(cells[first].split()))

    def _pairs(self, number, cells):
        """(column of the label, label, value, column of the value), from left to right."""
        found, at = [], 0
        while at < len(cells):
            cell = cells[at]
            if blank(cell) or (self.part and at == self.part.column):
                at += 1
                continue
            inside = labels_in(self.vocabulary, cell) if isinstance(cell, str) else []
            if inside and inside[0][1]:  # 团队名称：新会合唱队, in one cell
                found += [(at, word, value, at) for word, value in inside]
                at += 1
                continue
            place = self._place_of_value(number, cells, at) if self._may_label(cell) else None
            if place is None:
                at += 1
                continue
            found.append((at, cell, cells[place], place))
            at = place + 1
        return found

    def _place_of_value(self, number, cells, at) -> int | None:
        """Right beside the label. Where nothing in the row is merged, as in a text file, a label may have been wider than
        its cell."""
        place = self._after(number, at)
        if place < len(cells) and not blank(cells[place]):
            return None if self._knows(cells, place) else place
        if any(area.top <= number <= area.bottom for area in self.merged) or not self._knows(cells, at):
            return None
        following = [column for column in range(place, len(cells)) if not blank(cells[column])][:2]
        if not following or self._knows(cells, following[0]):
            return None
        is_label = len(following) == 2 and not self._knows(cells, following[1])  # 委派情况 | 未委派
        return None if is_label else following[0]

    def _take(self, number, at, label, value, place) -> bool:
        """Whether a label of the vocabulary stated its value."""
        word = heading_word(label)
        parent = self.part.word if self.part else ""
        plain = self.vocabulary.field_of(word)
        if parent and parent not in self.vocabulary.parents:
            name = None  # of somebody whom the vocabulary does not know
        else:
            name = self.vocabulary.field_of(word, parent) or (plain if plain in self.vocabulary.carried else None)
        if word in self.vocabulary.unused:
            return False
        said = " ".join(label.split()).rstrip(":：")
        if name is None or name in self.form.facts:
            self.form.unread.append((place, f"{self.part.label} / {said}" if parent else said))
            return False
        self.form.facts[name] = Fact(value, number, place)
        self.form.labels[name] = said
        return True

    def _after(self, number, at) -> int:
        """The column right of a cell, or of the merged range that it begins."""
        wide = (
            area.right for area in self.merged if area.top <= number <= area.bottom and area.left <= at <= area.right
        )
        return next(wide, at) + 1

    def _knows(self, cells, at) -> bool:
        cell = cells[at] if at < len(cells) else ""
        return isinstance(cell, str) and not blank(cell) and self.vocabulary.knows(heading_word(cell))

    def _may_label(self, cell) -> bool:
        return isinstance(cell, str) and 0 < len(heading_word(cell)) <= LONGEST_LABEL and not COLON.search(cell)
