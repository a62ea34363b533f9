"""Many rows at once. The only file in which the two engines part ways.

PostgreSQL takes rows by binary COPY, SQLite by `executemany` of one prepared statement. Callers prepare the ids
(`reserve`) and the values; what a database constraint refuses still raises IntegrityError and undoes the transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import cache
from itertools import islice

from django.db import connection, models

AT_ONCE = 500  # keys in one IN (…)
WORTH_IT = 1_000  # rows from which on indexes are built anew


def hold(centre_id: int) -> None:
    """Let one bulk writer at a time into a centre, until the transaction ends. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [centre_id])


def reserve(model: type[models.Model], count: int) -> Sequence[int]:
    """`count` ids nobody else will get, ascending. Inside the transaction that inserts them."""
    if not count:
        return range(0)
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, key])  # once, not once a row
            taken = "SELECT nextval(%s::regclass) AS id FROM generate_series(1, %s)"
            gaps = "CASE WHEN max(id) - min(id) + 1 > count(*) THEN array_agg(id) END"
            cursor.execute(f"SELECT {gaps}, min(id), max(id) FROM ({taken}) AS taken", [*cursor.fetchone(), count])  # noqa: S608
            ids, first, last = cursor.fetchone()
            return sorted(ids) if ids else range(first, last + 1)
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    first = (row[0] if row else 0) + 1
    return range(first, first + count)


def moment(at: datetime):
    """A moment as the engine's driver wants it; convert it once, not once a row."""
    return connection.ops.adapt_datetimefield_value(at)


@cache
def day(on: date | None):
    """A day as the engine's driver wants it. There are few distinct ones; sqlite3 would convert each anew."""
    return connection.ops.adapt_datefield_value(on)


def clock(at: time | None):
    """A time of day as the engine's driver wants it."""
    return connection.ops.adapt_timefield_value(at)


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[tuple]) -> None:
    """Insert `rows`, tuples in the order of the attributes `names` (`id`, `centre_id`, …), values as stored."""
    fields = [model._meta.get_field(name) for name in names]
    into = f"{_quoted(model._meta.db_table)} ({', '.join(_quoted(field.column) for field in fields)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types([_bare_type(field) for field in fields])
                write = copy.write_row
                for row in rows:
                    write(row)
        else:
            # Past Django's wrapper, which keeps every row it has handed on until the last one is in.
            marks = ", ".join("?" * len(fields))
            with connection.wrap_database_errors:
                executemany = sqlite3.Cursor.executemany
                executemany(cursor.cursor, f"INSERT INTO {into} VALUES ({marks})", rows)  # noqa: S608


@contextmanager
def filling(model: type[models.Model], coming: int) -> Iterator[None]:
    """Around inserting `coming` rows: where they are most of the table, its indexes are built anew afterwards.

    Building an index from sorted rows costs a fraction of growing it row by row, and so does one join for a foreign key
    of one question a row (PostgreSQL; SQLite asks as the row comes in). Both engines do this inside the transaction;
    PostgreSQL lets nobody else into the table meanwhile, so a table that is mostly there already is spared.
    """
    if coming < WORTH_IT or not _is_mostly_new(model, coming):
        yield
        return
    table, indexes, references = _quoted(model._meta.db_table), _indexes(model), _references(model)
    with connection.cursor() as cursor:
        _check_waiting(cursor)
        for name in references:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {_quoted(name)}")
        for name in indexes:
            cursor.execute(f"DROP INDEX {_quoted(name)}")
    yield
    with connection.cursor() as cursor:
        _check_waiting(cursor)
        for statement in indexes.values():
            cursor.execute(statement)
        for name, definition in references.items():
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {_quoted(name)} {definition}")


def _check_waiting(cursor) -> None:
    """PostgreSQL alters no table while foreign keys of its rows wait to be checked."""
    if connection.vendor == "postgresql":
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _is_mostly_new(model: type[models.Model], coming: int) -> bool:
    with connection.cursor() as cursor:
        some = f"SELECT 1 FROM {_quoted(model._meta.db_table)} LIMIT {coming // 2}"  # noqa: S608
        cursor.execute(f"SELECT count(*) FROM ({some}) AS counted")  # noqa: S608
        return cursor.fetchone()[0] < coming // 2


def _indexes(model: type[models.Model]) -> dict[str, str]:
    """The indexes of a table that no constraint stands on: name → the statement that makes it."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
                "WHERE i.indrelid = %s::regclass "
                "AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = i.indexrelid)",
                [table],
            )
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL",
                [table],
            )
        return dict(cursor.fetchall())


def _references(model: type[models.Model]) -> dict[str, str]:
    """The foreign keys on PostgreSQL that every row of a table has: name → definition.

    One that is mostly empty costs nothing, and to drop it would lock people out of the table it refers to.
    """
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c "
            "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] "
            "WHERE c.contype = 'f' AND a.attnotnull AND c.conrelid = %s::regclass",
            [model._meta.db_table],
        )
        return dict(cursor.fetchall())


def update(model: type[models.Model], names: Sequence[str], rows: Iterable[tuple]) -> None:
    """Set the attributes `names` of existing rows: tuples of (*values, id)."""
    fields = [model._meta.get_field(name) for name in names]
    setting = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    table, key = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {setting} WHERE {key} = %s", rows)  # noqa: S608


def delete(model: type[models.Model], name: str, keys: Iterable) -> None:
    """Delete the rows whose attribute `name` is one of `keys`, without asking what refers to them: constraints do."""
    table, column = _quoted(model._meta.db_table), _quoted(model._meta.get_field(name).column)
    with connection.cursor() as cursor:
        for some in in_portions(keys):
            cursor.execute(f"DELETE FROM {table} WHERE {column} IN ({', '.join(['%s'] * len(some))})", some)  # noqa: S608


def in_portions(keys: Iterable, size: int = AT_ONCE) -> Iterable[list]:
    """`keys` in lists short enough for one IN (…) on every engine."""
    keys = iter(keys)
    while some := list(islice(keys, size)):
        yield some


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _bare_type(field: models.Field) -> str:
    """The column's type as PostgreSQL knows it: `varchar(60)` → `varchar`."""
    kind = field.rel_db_type(connection) if field.primary_key else field.db_type(connection)
    bare = kind.split("(")[0]
    return {"timestamp with time zone": "timestamptz", "double precision": "float8"}.get(bare, bare)
