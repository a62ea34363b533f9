"""A mark of all that a database holds: while it stays the same nothing has been written, by whomever.

Both engines tell it exactly, at the cost of one short question. SQLite: `PRAGMA data_version` changes with what other
connections commit, `total_changes` with what this one does. PostgreSQL: two snapshots that are equal see the same
transactions, and every transaction that writes has a number of its own.
"""

from __future__ import annotations

from collections.abc import Hashable

from django.db import connections


def mark_of(using: str) -> tuple[Hashable, Hashable] | None:
    """(for whom it holds, the mark). None inside a transaction, which sees what it wrote itself and may take it back."""
    connection = connections[using]
    if connection.in_atomic_block or not connection.get_autocommit():
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA data_version")
            return connection.number, (cursor.fetchone()[0], connection.connection.total_changes)
        cursor.execute("SELECT pg_current_snapshot()::text")
        return "all", cursor.fetchone()[0]
