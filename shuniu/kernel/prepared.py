"""Questions written once: their SQL is kept, only their values change.

Django builds and writes a query anew each time, which costs several times what the database takes to answer. On a page
that asks eight questions that is most of the page. What is kept here is SQL, never an answer: nothing can go stale.

    @prepared
    def appointments_of(user_id: int, today: date) -> QuerySet: ...

    appointments_of(7, today)  → a list, as list(queryset) would be
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import wraps

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from shuniu.kernel.witness import told

MOST = 1_000  # questions kept; beyond that all are forgotten at once, which costs a few milliseconds and needs no clock
# The first of the numbers that mark where a caller's go, and how many a list may take. int4 holds those of the first
# line; where a column is an int2, which refuses them, those of the second are tried.
MARKS = ((1_913_000_001, 1_000), (30_001, 100))
FIRST_YEAR = 8_001
NOT_TO_BE_KEPT = None

_kept: dict[Hashable, _Written | None] = {}


def prepared(build: Callable[..., QuerySet]) -> Callable[..., list]:
    """Keep the SQL of `build(*values)`. A value that is an int, a day, a text or a sequence of ints may differ between
    calls; any other (None, a frozenset …) is part of the question.

    Where a value reaches the SQL changed (`add_months(today, 1)`), the question is noticed and simply asked the long way.
    """

    @wraps(build)
    def ask(*values) -> list:
        shape = (build, *map(_shape, values))
        if shape not in _kept:
            _keep(shape, _write(build, values))
        written = _kept[shape]
        return list(build(*values)) if written is NOT_TO_BE_KEPT else written.answer(values)

    return ask


def again(question: Hashable, build: Callable[[], QuerySet]) -> list:
    """list(build()), its SQL kept under `question`, which must hold everything that `build` depends on."""
    return _whole(question, build).answer(())


def count_again(question: Hashable, build: Callable[[], QuerySet]) -> int:
    """How many rows build() has, unordered best, its SQL kept as `again` does."""
    return _whole((question, "count"), lambda: build().values("pk")).count()


def _whole(question: Hashable, build: Callable[[], QuerySet]) -> _Written:
    if question not in _kept:
        _keep(question, _Written(build(), []))
    return _kept[question]


def _keep(shape: Hashable, written: _Written | None) -> None:
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[shape] = written


class _Written:
    """A queryset as SQL: where the caller's values go in, and how rows become what the queryset yields."""

    def __init__(self, rows: QuerySet, holes: list[tuple]):
        self.rows, self.holes = rows, holes
        self.compiler, self.sql, self.params = _sql_of(rows)
        self._converters: dict | None = None

    def answer(self, values: Sequence) -> list:
        """The queryset's list. Raises what the database raises."""
        rows = object.__new__(type(self.rows))
        rows.__dict__.update(self.rows.__dict__, _result_cache=None, _query=_Once(self, self.filled(values)))
        rows._fetch_all()
        return rows._result_cache

    def count(self) -> int:
        if self.sql == "":
            return 0
        counted = f"SELECT COUNT(*) FROM ({self.sql}) counted"  # noqa: S608 Django's own SQL
        return told(self.rows.db, counted, self.params)[0][0]

    def converters(self, columns: Sequence) -> dict:
        """How the engine's values become Python's: the same each time, for the columns are."""
        if self._converters is None:
            self._converters = self.compiler.get_converters(columns)
        return self._converters

    def filled(self, values: Sequence) -> tuple:
        if not self.holes:
            return self.params
        params = list(self.params)
        for place, into, value_of in self.holes:
            params[place] = into(value_of(values))
        return tuple(params)


class _Once:
    """Stands where a queryset keeps its query, for one evaluation."""

    def __init__(self, written: _Written, params: tuple):
        self.written, self.params = written, params
        query = written.rows.query
        self.values_select, self.annotation_select = query.values_select, query.annotation_select
        self.extra_select, self.selected = query.extra_select, query.selected

    def get_compiler(self, using: str) -> SQLCompiler:
        compiler = object.__new__(type(self.written.compiler))
        compiler.__dict__.update(self.written.compiler.__dict__, connection=connections[using])
        compiler.execute_sql = lambda *args, **kwargs: self._chunks(using)
        compiler.get_converters = self.written.converters
        return compiler

    def _chunks(self, using: str) -> list[list[tuple]]:
        """The rows as Django's compiler hands them on, in one piece."""
        if not self.written.sql:
            return []
        rows, compiler = told(using, self.written.sql, self.params), self.written.compiler
        return [[row[: compiler.col_count] for row in rows] if compiler.has_extra_select else rows]


def _sql_of(rows: QuerySet) -> tuple[SQLCompiler, str, tuple]:
    if getattr(rows, "fenced", False):
        rows._guard()
    compiler = rows.query.get_compiler(rows.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:  # it can have no rows; Django does not ask then
        sql, params = "", ()
    return compiler, sql, tuple(params)


# --- Where the values go ------------------------------------------------------------------------------------------------


def _shape(value) -> Hashable:
    """What of a value is part of the question."""
    if type(value) in (int, date, str):
        return type(value)
    if type(value) in (list, tuple) and all(type(each) is int for each in value):
        return (list, len(value))
    return (type(value), value)


def _write(build: Callable[..., QuerySet], values: Sequence) -> _Written | None:
    """Write the question twice, with marks and with the values: each mark found in the SQL's parameters is a hole."""
    meant = _Written(build(*values), [])
    for first, apart in MARKS:
        marks = [_mark(number, value, first + number * apart) for number, value in enumerate(values)]
        marked = _Written(build(*marks), [])
        meant.holes = list(_holes(marks, marked.params))
        if meant.sql and marked.sql == meant.sql and _filled_as_meant(marked, meant, values):
            return meant
    return NOT_TO_BE_KEPT


def _filled_as_meant(marked: _Written, meant: _Written, values: Sequence) -> bool:
    marked.holes = meant.holes
    return [(type(p), p) for p in marked.filled(values)] == [(type(p), p) for p in meant.params]


def _mark(number: int, value, first: int):
    """A value of the same type that occurs nowhere else."""
    if type(value) is int:
        return first
    if type(value) is date:
        return date(FIRST_YEAR + number, 1, 2)
    if type(value) is str:
        return f"\ue000{number}\ue000"
    if type(value) in (list, tuple) and all(type(each) is int for each in value):
        return [first + place for place in range(len(value))]
    return value


def _holes(marks: Sequence, params: Sequence) -> list[tuple]:
    """(place in the parameters, how the engine wants the value, how to find it among the caller's)."""
    found = {}
    for number, mark in enumerate(marks):
        if type(mark) is list:
            for inner, each in enumerate(mark):
                found[each] = lambda values, number=number, inner=inner: values[number][inner]
        elif type(mark) in (int, date, str):
            found[mark] = lambda values, number=number: values[number]
            if type(mark) is date:
                found[mark.isoformat()] = found[mark]
    holes = []
    for place, param in enumerate(params):
        if isinstance(param, Hashable) and (value_of := found.get(param)):
            holes.append((place, _into(type(param), value_of, marks), value_of))
    return holes


def _into(kind: type, value_of: Callable, marks: Sequence) -> Callable:
    """How a value becomes a parameter: SQLite takes days as text, psycopg wraps numbers by their width."""
    if kind is str:
        return date.isoformat if type(value_of(marks)) is date else str
    return (lambda value: value) if kind is date else kind
