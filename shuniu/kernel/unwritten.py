"""A mark of all that a database holds: while it stays the same nothing has been written, by whomever.

Both engines tell it exactly, beside the answer to a question that is asked anyway. SQLite: `data_version` changes with
what other connections commit, `total_changes` with what this one does. PostgreSQL: two snapshots that are equal see the
same transactions, and every transaction that writes has a number of its own.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Func, TextField


class Told(Func):
    """What the database says of itself, as a column: `annotate(mark=Told())`, for `mark_told`."""

    output_field = TextField()

    def as_sqlite(self, compiler, connection, **_context):
        return "(SELECT data_version FROM pragma_data_version)", []

    def as_postgresql(self, compiler, connection, **_context):
        return "pg_current_snapshot()::text", []


class Mark(NamedTuple):
    holds_for: Hashable  # a connection of SQLite, or all of PostgreSQL's
    state: Hashable


def mark_told(told: Hashable, using: str = DEFAULT_DB_ALIAS) -> Mark | None:
    """The mark at the moment at which the current connection was `told` it.

    None inside a transaction, which sees what it wrote itself and may take it back.
    """
    connection = connections[using]
    if connection.in_atomic_block or not connection.get_autocommit():
        return None
    if connection.vendor == "sqlite":
        return Mark(connection.number, (told, connection.connection.total_changes))
    return Mark("all", told)
