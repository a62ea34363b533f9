"""Facts written above a table: 团队名称：新会合唱队  负责人：李桂芳, in one cell or in neighbouring ones."""

import re
from typing import NamedTuple

from .vocabulary import heading_word

COLON = re.compile(r"\s*[:：]\s*")


class Fact(NamedTuple):
    """A value and where it stands (row as Excel numbers it, column from 0)."""

    value: object
    row: int
    column: int


def read_facts(vocabulary, number, cells) -> dict[str, Fact]:
    """The facts of one row by field; an unknown label is passed over."""
    facts, parent, waiting = {}, "", None
    for at, cell in enumerate(cells):
        if cell in ("", None):
            continue
        labels = labels_in(vocabulary, cell) if isinstance(cell, str) else []
        if not labels:
            if waiting:
                facts.setdefault(waiting, Fact(cell, number, at))
            waiting = None
            continue
        for word, value in labels:
            field = vocabulary.field_of(word, parent) or vocabulary.field_of(word)
            within = (parent, word) in vocabulary.beneath  # a birth of the leader's begins nothing of its own
            parent = word if word in vocabulary.parents and not within else parent
            waiting = None
            if value:
                facts.setdefault(field, Fact(value, number, at)) if field else None
            else:
                waiting = field
    return facts


def states_facts(vocabulary, cells) -> bool:
    """Some cell holds a known label, its colon and the value."""
    return any(
        value
        for cell in cells
        if isinstance(cell, str) and _has_colon(cell)
        for _w, value in labels_in(vocabulary, cell)
    )


def begins_with_fact(vocabulary, filled) -> bool:
    """The first filled cell is a label with its colon, and some cell of the row holds a known one."""
    if not isinstance(filled[0], str) or not _has_colon(filled[0]):
        return False
    return any(isinstance(cell, str) and _has_colon(cell) and labels_in(vocabulary, cell) for cell in filled)


def alternates(vocabulary, cells) -> bool:
    """Label, value, label, value: known headings with something unknown after each."""
    filled = [cell for cell in cells if cell not in ("", None)]
    known = [isinstance(cell, str) and vocabulary.knows(heading_word(cell)) for cell in filled]
    return len(known) >= 2 and len(known) % 2 == 0 and all(known[::2]) and not any(known[1::2])


def _has_colon(cell):
    return ":" in cell or "：" in cell


def labels_in(vocabulary, cell):
    """[(label, value), …] of one cell; value '' where it must stand in the next cell."""
    if vocabulary.knows(heading_word(cell)):
        return [(heading_word(cell), "")]
    found, begun, value_from = [], None, 0
    for colon in COLON.finditer(cell):
        label_at, word = _label_before(vocabulary, cell, value_from, colon.start())
        if word is None:
            continue
        if begun is not None:
            found.append((begun, _trim(cell[value_from:label_at])))
        begun, value_from = word, colon.end()
    if begun is not None:
        found.append((begun, _trim(cell[value_from:])))
    return found


def _label_before(vocabulary, cell, start, end):
    """(where it begins, word) of the longest known label that ends at `end`; blanks inside a label do not count."""
    best, letters = (None, None), 0
    for at in range(end - 1, start - 1, -1):
        letters += not cell[at].isspace()
        if letters > vocabulary.longest_label + 8:
            break
        word = heading_word(cell[at:end])
        if word in vocabulary.plain or word in vocabulary.parents:
            best = at, word
    return best


def _trim(value):
    return value.strip().rstrip(",，;；、").rstrip()
