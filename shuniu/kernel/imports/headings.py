"""Recognise the heading row of a table: one row, or two with wider headings above."""

from dataclasses import dataclass
from typing import NamedTuple

from .carrying import blank
from .vocabulary import heading_word


class Heading(NamedTuple):
    """One column's heading. `field` is None where the vocabulary does not know it."""

    index: int
    field: str | None
    word: str
    label: str


@dataclass(slots=True)
class HeadingRows:
    row: int  # the first, as Excel numbers it
    height: int  # 1 or 2
    columns: list[Heading]
    first_row: int  # of the data

    def shape(self):
        """What must be equal for a heading repeated on the next printed page."""
        return [(column.index, column.field) for column in self.columns]


def read_heading(vocabulary, number, cells, below, merged):
    """HeadingRows if row `number` heads a table, else None.

    below   the cells of the next row ([] at the end)
    merged  the merged ranges that begin in this row
    """
    pair = _two_rows(vocabulary, number, cells, below, merged)
    likely = looks_like_heading(vocabulary, cells)
    if pair and (likely or looks_like_heading(vocabulary, below)):
        return pair
    if not likely:
        return None
    columns = [_heading(vocabulary, at, cell) for at, cell in enumerate(cells) if not blank(cell)]
    return HeadingRows(number, 1, columns, number + 1)


def looks_like_heading(vocabulary, cells):
    """Two known headings and no fewer than a quarter of the row; or a lone heading that the vocabulary requires."""
    filled = [cell for cell in cells if not blank(cell)]
    words = {heading_word(cell) for cell in filled if isinstance(cell, str)}
    known = {word for word in words if vocabulary.knows(word)}
    if len(filled) == 1:
        return bool(known) and vocabulary.field_of(next(iter(known))) in vocabulary.required
    figures = sum(1 for cell in filled if not isinstance(cell, str))
    fields = sum(1 for word in known if word not in vocabulary.unused)
    return len(known) >= 2 and fields >= 1 and len(known) * 4 >= len(words) and figures * 3 <= len(filled)


def joins_its_rows(vocabulary, heading):
    """Some heading says what it means only together with the one above it: 名称 beneath 团队."""
    return heading.height == 2 and any(
        column.field and above and not vocabulary.knows(heading_word(below))
        for column in heading.columns
        for above, _stroke, below in [column.label.rpartition(" / ")]
    )


def split_blocks(columns):
    """Cut the headings of tables standing side by side: 序号 姓名 电话 | 序号 姓名 电话 -> two lists.

    What stands before the first heading that comes again is shared: 团队名称 | 姓名 电话 | 姓名 电话 names the group of both.
    """
    words = [column.word for column in columns]
    first = next((at for at, word in enumerate(words) if columns[at].field and words.count(word) > 1), 0)
    first = 0 if words.count(words[0]) > 1 else first
    starts = [at for at, word in enumerate(words) if word == words[first]]
    if len(starts) < 2:
        return [columns]
    shared, ends = columns[:first], [*starts[1:], len(columns)]
    blocks = [columns[start:end] for start, end in zip(starts, ends, strict=True)]
    fields = [{column.field for column in block if column.field} for block in blocks]
    if not fields[0] or any(not other or not other <= fields[0] for other in fields[1:]):
        return [columns]
    return [[*shared, *block] for block in blocks]


def _two_rows(vocabulary, number, cells, below, merged):
    """The pair of `cells` and `below` if every heading below stands beneath a wider one."""
    if sum(not blank(cell) for cell in cells) < 2 or any(map(_is_fact, cells)):
        return None  # a title, or a line such as 填报单位：… 填报日期：…
    filled = [at for at, cell in enumerate(below) if not blank(cell)]
    if not filled or any(not isinstance(below[at], str) for at in filled):
        return None
    parents = _parents(number, cells, merged)
    for at in filled:
        if at not in parents and not _stands_alone(vocabulary, cells, below, at):
            return None
        parents.setdefault(at, at)
    columns, known = [], 0
    for at in range(max(len(cells), len(below))):
        lower = below[at] if at < len(below) else ""
        upper = cells[parents.get(at, at)] if parents.get(at, at) < len(cells) else ""
        if at in parents and not blank(lower):
            column = _heading(vocabulary, at, lower, upper)
            known += column.field is not None
        elif at < len(cells) and not blank(cells[at]):
            column = _heading(vocabulary, at, cells[at])
        else:
            continue
        columns.append(column)
    return HeadingRows(number, 2, columns, number + 2) if known else None


def _is_fact(cell):
    return isinstance(cell, str) and (":" in cell or "：" in cell)


def _stands_alone(vocabulary, cells, below, at):
    """A heading below one no wider than itself: 活动 over 地点. A cell of data would not be a known word."""
    upper = cells[at] if at < len(cells) else ""
    word, parent = heading_word(below[at]), heading_word(upper) if isinstance(upper, str) else ""
    return word == parent or (not blank(upper) and vocabulary.field_of(word, parent) is not None)


def _parents(number, cells, merged):
    """Column -> the column whose heading spans it: merged, with blanks to its right, or in the same words again."""
    wide = [area for area in merged if area.right > area.left and area.bottom == number]
    parents = {at: area.left for area in wide for at in range(area.left, area.right + 1)}
    last = None
    for at, cell in enumerate(cells):
        if blank(cell):
            if not wide and last is not None:
                parents[last] = parents[at] = last
        elif last is not None and cell == cells[last]:
            parents[last] = parents[at] = last
        else:
            last = at
    return parents


def _heading(vocabulary, index, cell, above=""):
    label = " ".join(str(cell).split())
    word = heading_word(cell) if isinstance(cell, str) else label
    parent = heading_word(above) if isinstance(above, str) else ""
    if parent == word:
        parent = ""
    field = vocabulary.field_of(word, parent)
    if parent:
        label = f"{' '.join(above.split())} / {label}"
    return Heading(index, field, parent + word, label)
