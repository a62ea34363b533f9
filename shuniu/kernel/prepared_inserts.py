"""One row inserted by SQL written once: what `prepared` is to questions.

Django writes an INSERT anew for every row, although only the values differ; an action writes three or four rows, its line
in the trail among them. Kept is SQL, never a row.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import chain

from django.db import connections, models, router, transaction
from django.db.models.sql import InsertQuery

NOT_TO_BE_KEPT = None
_kept: dict[Hashable, str | None] = {}  # as many as there are kinds of rows, some twice: nothing grows


class QuickInserts(models.Model):
    """A row whose INSERT is written once."""

    class Meta:
        abstract = True

    def _do_insert(self, manager, using, fields, returning_fields, raw):
        found = NOT_TO_BE_KEPT if raw else insert_one(self, fields, returning_fields, using)
        if found is not NOT_TO_BE_KEPT:
            return found
        return super()._do_insert(manager, using, fields, returning_fields, raw)


def insert_one(row: models.Model, fields: Sequence, returning: Sequence | None, using: str, **conflict):
    """Insert `row` and return [the returned columns], as Django's own would; None where Django's own must do it.

    conflict: what Django's InsertQuery takes: on_conflict, update_fields, unique_fields.
    """
    connection = connections[using]
    asked = [field.pre_save(row, add=True) for field in fields]
    if not asked or any(hasattr(value, "resolve_expression") for value in asked):
        return NOT_TO_BE_KEPT
    question = (type(row), connection.vendor, _names(fields), _names(returning), *map(_shape, conflict.items()))
    if question not in _kept:
        _kept[question] = _written(row, fields, returning, using, conflict)
    if (sql := _kept[question]) is NOT_TO_BE_KEPT:
        return NOT_TO_BE_KEPT
    values = [field.get_db_prep_save(value, connection) for field, value in zip(fields, asked, strict=True)]
    with connection.kept_cursor() as cursor:
        cursor.execute(sql, values)
        return [connection.ops.fetch_returned_insert_columns(cursor, ())] if returning else []


def insert_many(rows: Sequence[models.Model]) -> None:
    """Insert rows of one kind, of plain values, as `bulk_create` would; but their keys, which nobody asks for, stay empty."""
    kind, using = type(rows[0]), router.db_for_write(type(rows[0]))
    fields = [field for field in kind._meta.local_concrete_fields if not field.primary_key]
    connection = connections[using]
    question = (kind, connection.vendor, "many")
    if question not in _kept:
        _kept[question] = _written(rows[0], fields, None, using, {})
    if (sql := _kept[question]) is NOT_TO_BE_KEPT:
        kind._base_manager.bulk_create(rows)
        return
    columns = [_column(rows, field, connection) for field in fields]
    with transaction.atomic(using=using, savepoint=False), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(sql, zip(*columns, strict=True))
        else:  # in one statement: the driver would send them one after the other, and stumble where one is refused
            head, values = sql.split(" VALUES ")
            cursor.execute(f"{head} VALUES {', '.join([values] * len(rows))}", [*chain(*zip(*columns, strict=True))])
    for row in rows:
        row._state.adding, row._state.db = False, using


def _column(rows: Sequence[models.Model], field: models.Field, connection) -> list:
    """What one column takes of each row; the same value, of which rows written together have many, is turned once."""
    turned: dict[tuple[type, Hashable], object] = {}
    column = []
    for row in rows:
        value = field.pre_save(row, True)
        if not isinstance(value, Hashable):
            column.append(field.get_db_prep_save(value, connection))
            continue
        key = type(value), value
        if key not in turned:
            turned[key] = field.get_db_prep_save(value, connection)
        column.append(turned[key])
    return column


def _names(fields: Sequence | None) -> tuple[str, ...]:
    return tuple([field.attname for field in fields or ()])


def _shape(item: tuple) -> Hashable:
    name, value = item
    return name, _names(value) if isinstance(value, list | tuple) else value


def _written(row: models.Model, fields: Sequence, returning: Sequence | None, using: str, conflict: dict) -> str | None:
    """The SQL, where each field is one value as it stands, and what comes back is taken as it comes."""
    query = InsertQuery(type(row), **conflict)
    query.insert_values(fields, [row])
    compiler = query.get_compiler(using=using)
    compiler.returning_fields = returning
    statements = compiler.as_sql()
    columns = [field.get_col(query.get_meta().db_table) for field in returning or ()]
    if returning and not compiler.connection.features.can_return_columns_from_insert:
        return NOT_TO_BE_KEPT
    if len(statements) > 1 or len(statements[0][1]) != len(fields) or compiler.get_converters(columns):
        return NOT_TO_BE_KEPT
    return statements[0][0]
