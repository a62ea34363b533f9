"""Pages that stay fast at any depth: the next page begins after the last row's key, not at an offset."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet

COUNT_CAP = 1_001
SALT = "shuniu.lists"


@dataclass(frozen=True, slots=True)
class KeysetPage:
    rows: list
    after: str  # cursor of the next page, "" at the end
    before: str  # cursor of the page before, "" at the start


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page is asked for: the order (`column`, id), and where it begins. A bad cursor asks for the first page."""

    column: str
    down: bool
    backwards: bool
    key: tuple | None
    size: int

    @classmethod
    def to(cls, order: str, *, cursor: str, size: int) -> Turn:
        """`order` may begin with "-"; its column is not null. Cursors are signed: nobody asks for things by hand."""
        backwards, key = _read(cursor) if cursor else (False, None)
        return cls(order.lstrip("-"), order.startswith("-"), backwards, key, size)

    def window(self, rows: QuerySet) -> QuerySet:
        """The rows of the page and one more, which tells whether another page follows."""
        against = self.down != self.backwards
        if self.key is not None:
            rows = rows.filter(_past(self.column, self.key, against))
        return rows.order_by(*([f"-{self.column}", "-pk"] if against else [self.column, "pk"]))[: self.size + 1]

    def page(self, found: list) -> KeysetPage:
        """The page, of the rows of the window."""
        more, found = len(found) > self.size, found[: self.size]
        if self.backwards:
            found.reverse()
        if not found:
            return KeysetPage([], "", "")
        has_next, has_previous = (True, more) if self.backwards else (more, self.key is not None)
        return KeysetPage(
            found,
            _write(False, found[-1], self.column) if has_next else "",
            _write(True, found[0], self.column) if has_previous else "",
        )


def page_of(rows: QuerySet, order: str, *, cursor: str, size: int) -> KeysetPage:
    """One page of `rows` ordered by (order, id)."""
    turn = Turn.to(order, cursor=cursor, size=size)
    return turn.page(list(turn.window(rows)))


def capped_count(rows: QuerySet) -> int:
    """How many rows, counting no further than COUNT_CAP."""
    return capped(rows).count()


def capped(rows: QuerySet) -> QuerySet:
    return rows.order_by()[:COUNT_CAP]


def _past(column: str, key: tuple, against: bool) -> Q:
    value, pk = key
    side = "lt" if against else "gt"
    if column == "pk":
        return Q(**{f"pk__{side}": pk})
    # The first condition is implied; it lets both engines start the index scan in the right place.
    return Q(**{f"{column}__{side}e": value}) & (Q(**{f"{column}__{side}": value}) | Q(**{f"pk__{side}": pk}))


def _write(backwards: bool, row, column: str) -> str:
    value = row
    for part in column.split("__"):
        value = getattr(value, part)
    return signing.dumps([backwards, _plain(value), _plain(row.pk)], salt=SALT)


def _plain(value):
    """As JSON takes it, and a filter takes it back."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _read(cursor: str) -> tuple[bool, tuple | None]:
    try:
        backwards, value, pk = signing.loads(cursor, salt=SALT)
    except (signing.BadSignature, ValueError, json.JSONDecodeError):
        return False, None
    return backwards, (value, pk)
