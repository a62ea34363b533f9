"""What was made of the database's answers, given again for as long as it answers the same.

The questions are asked each time, so nothing kept can be out of date; what is saved is making the same thing of the
same answers. It is kept only where all that was asked went through `kernel/prepared.py`, which tells it here. Where the
database says that nothing at all was written since (`kernel/unwritten.py`), they need not be asked.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from contextlib import ExitStack
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from shuniu.kernel.unwritten import Mark

FEW = 1_000  # values that a question has whose plan is kept; an engine holds some ten thousand
MOST = 60  # things kept, of some 100 kB each


@dataclass(slots=True)
class Answer:
    """What was asked, and the rows as the engine gave them."""

    using: str
    sql: str
    params: Sequence
    rows: list[tuple]

    def answers(self, using: str, sql: str, params: Sequence) -> bool:
        return self.sql == sql and self.using == using and self.params == params


@dataclass(slots=True)
class Witness:
    """All that was asked while a thing was made. `fresh`: answers that were given just now, not to be asked for again."""

    fresh: list[Answer] = field(default_factory=list)
    heard: list[Answer] = field(default_factory=list)
    asked: int = 0  # statements that reached the database, however they were sent
    told: int = 0  # of them, those whose answer was heard

    @property
    def is_whole(self) -> bool:
        return self.asked == self.told

    def count(self, execute, sql, params, many, context):
        self.asked += 1
        return execute(sql, params, many, context)


@dataclass(slots=True)
class Kept:
    """What was made, of which answers; and for whom the database stood at which mark when it last gave them."""

    heard: list[Answer]
    made: Any
    marks: dict[Hashable, Hashable] = field(default_factory=dict)


_witness: ContextVar[Witness | None] = ContextVar("witness", default=None)
_kept: OrderedDict[Hashable, Kept] = OrderedDict()
_lock = Lock()


def told(using: str, sql: str, params: Sequence) -> list[tuple]:
    """The rows that answer `sql`, as the engine gives them, heard by the witness where there is one."""
    witness = _witness.get()
    if witness is None:
        return _ask(using, sql, params)
    answer = next((each for each in witness.fresh if each.answers(using, sql, params)), None)
    if answer is None:
        answer = Answer(using, sql, params, _ask(using, sql, params))
        witness.told += 1
    witness.heard.append(answer)
    return answer.rows


def while_told_the_same(key: Hashable, make: Callable[[], Any], mark: Mark | None = None) -> Any:
    """`make()`, or what it gave before under `key` where the database answers all that it asked then as it did then.

    `key` holds all else that `make` depends on, and what it gives is not to be changed by whoever is given it.
    `mark`: of the database, told before this was called, so that what is heard now is never older.
    """
    kept, fresh = _kept.get(key), []
    if kept is not None:
        if mark and kept.marks.get(mark.holds_for) == mark.state:
            return kept.made
        fresh, same = _asked_again(kept.heard)
        if same:
            _remember(kept, mark)
            return kept.made
    return _make(key, make, fresh, mark)


def _asked_again(heard: list[Answer]) -> tuple[list[Answer], bool]:
    """The answers as they are now, up to the first that differs; whether none does."""
    fresh: list[Answer] = []
    for answer in heard:
        rows = _ask(answer.using, answer.sql, answer.params)
        fresh.append(Answer(answer.using, answer.sql, answer.params, rows))
        if rows != answer.rows:
            return fresh, False
    return fresh, True


def _remember(kept: Kept, mark: Mark | None) -> None:
    if mark and all(answer.using == DEFAULT_DB_ALIAS for answer in kept.heard):
        if len(kept.marks) >= MOST:  # of connections that are long closed
            kept.marks.clear()
        kept.marks[mark.holds_for] = mark.state


def _make(key: Hashable, make: Callable[[], Any], fresh: list[Answer], mark: Mark | None) -> Any:
    witness, outer = Witness(fresh), _witness.get()
    before = _witness.set(witness)
    try:
        with ExitStack() as stack:
            for connection in connections.all(initialized_only=True):
                stack.enter_context(connection.execute_wrapper(witness.count))
            made = make()
    finally:
        _witness.reset(before)
    if outer is not None:  # it was told nothing of this, and must not take its own answers for all
        outer.asked += 1
    with _lock:
        _kept.pop(key, None)
        if witness.is_whole:
            _kept[key] = kept = Kept(witness.heard, made)
            _remember(kept, mark)
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return made


def _ask(using: str, sql: str, params: Sequence) -> list[tuple]:
    connection = connections[using]
    with connection.kept_cursor() if len(params) <= FEW else connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
