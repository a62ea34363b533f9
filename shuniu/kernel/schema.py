"""Migration operations of the house."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from django.db.migrations.operations import CreateModel, RunPython
from django.db.migrations.operations.base import Operation, OperationCategory

FOR_ALL = {"place_id": 0, "valid_from": date(2000, 1, 1)}  # every place, as long as the program has existed


class CreateModels(Operation):
    """The tables of a room in one stroke, whichever of them refers to which.

    Django draws every model anew that is related to one that is added, and in this house all are related through the
    place: one by one, the tables of eight rooms take a minute to make. Here the models are drawn once for all of them.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["models"]
    draws_all_anew = True  # where the models of an empty database are drawn by themselves, each new one is enough

    def __init__(self, models: Sequence[CreateModel]):
        self.models = models

    def state_forwards(self, app_label, state):
        if self.draws_all_anew:
            state.__dict__.pop("apps", None)  # drawn again, once, when somebody asks for it
        for each in self.models:
            each.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for each in self.models:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for each in reversed(self.models):
            each.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Create {', '.join(each.name for each in self.models)}"

    @property
    def migration_name_fragment(self):
        return "tables"


def rules_from(migration: str, *names: str) -> RunPython:
    """A room's code tables and dated settings, read from files in its folder `data`; valid in every place until one
    sets its own. `migration` is the migration's `__file__`. A file with a column `table` holds codes, one with a column
    `key` settings, their values in JSON."""
    data = Path(migration).parents[1] / "data"

    def rows(column: str) -> Iterator[dict[str, str]]:
        for name in names:
            with (data / name).open(encoding="utf-8", newline="") as file:
                yield from (row for row in csv.DictReader(file) if column in row)

    def fill(apps, schema_editor):
        Code, DatedSetting = apps.get_model("kernel", "Code"), apps.get_model("kernel", "DatedSetting")
        Code.objects.bulk_create(Code(**FOR_ALL, **row) for row in rows("table"))
        DatedSetting.objects.bulk_create(
            DatedSetting(**FOR_ALL, key=row["key"], value=json.loads(row["value"]), source=row["source"])
            for row in rows("key")
        )

    def empty(apps, schema_editor):
        Code, DatedSetting = apps.get_model("kernel", "Code"), apps.get_model("kernel", "DatedSetting")
        for row in rows("table"):
            Code.objects.filter(place_id=0, table=row["table"], code=row["code"]).delete()
        DatedSetting.objects.filter(place_id=0, key__in=[row["key"] for row in rows("key")]).delete()

    return RunPython(fill, empty)


class AppendOnly(Operation):
    """Rows that the database itself refuses to change or delete, on both engines, saying `said`.

    `movable` names columns that may change (an entry's person, where two records are merged); `deletable` rows may go
    as a whole and never change: that is how erasure works.
    """

    reversible = True

    def __init__(self, *models: str, said: str, movable: Collection[str] = (), deletable: bool = False):
        self.models, self.said, self.movable, self.deletable = models, said, movable, deletable

    def state_forwards(self, app_label, state):
        """The models stay as they are."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        options = [to_state.apps.get_model(app_label, name)._meta for name in self.models]
        if schema_editor.connection.vendor == "sqlite":
            does, each = f"BEGIN SELECT RAISE(ABORT, '{self.said}'); END", ""
        else:
            does, each = f"EXECUTE FUNCTION {options[0].db_table}_is_append_only()", "FOR EACH ROW "
            schema_editor.execute(
                f"CREATE FUNCTION {options[0].db_table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
                f"BEGIN RAISE EXCEPTION '{self.said}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
        for table, event, statement in self._events(options):
            if event != "truncate":
                schema_editor.execute(f"CREATE TRIGGER {table}_no_{event} BEFORE {statement} ON {table} {each}{does}")
            elif each:  # SQLite knows no TRUNCATE
                schema_editor.execute(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} {does}")

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        options = [from_state.apps.get_model(app_label, name)._meta for name in self.models]
        sqlite = schema_editor.connection.vendor == "sqlite"
        for table, event, _statement in self._events(options):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}" + ("" if sqlite else f" ON {table}"))
        if not sqlite:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {options[0].db_table}_is_append_only()")

    def _events(self, options) -> Iterator[tuple[str, str, str]]:
        """(table, event, the event as a trigger names it) of everything that is refused."""
        for each in options:
            fixed = ", ".join(f.column for f in each.local_concrete_fields if f.column not in self.movable)
            yield each.db_table, "update", f"UPDATE OF {fixed}" if self.movable else "UPDATE"
            yield each.db_table, "truncate", "TRUNCATE"
            if not self.deletable:
                yield each.db_table, "delete", "DELETE"

    def describe(self):
        return f"Make {', '.join(self.models)} append-only"
