"""The database that migrations make is the one that the models describe, and they go back as well as forth."""

import re
from contextlib import nullcontext
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader

from shuniu.kernel.migrating import each_by_itself

NOT_A_NAME = re.compile(r"_auto_|_initial$|_more$|^\d{4}_(alter|add|remove|rename|delete)_\w+_\w+_\w+")


def ours() -> dict:
    loader = MigrationLoader(connection)
    return {key: m for key, m in loader.disk_migrations.items() if m.__module__.startswith(("shuniu.", "demo."))}


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration(capsys):
    try:
        call_command("makemigrations", "--check", "--dry-run")
    except SystemExit:
        pytest.fail(f"shuniu makemigrations has something to write:\n{capsys.readouterr().out}")


@pytest.mark.django_db
def test_a_migration_is_named_after_what_it_does():
    assert [name for _app, name in ours() if NOT_A_NAME.search(name)] == []


@pytest.mark.django_db
def test_what_a_migration_runs_it_can_take_back():
    one_way = [
        f"{app}.{name}"
        for (app, name), migration in ours().items()
        for step in migration.operations
        if isinstance(step, RunPython | RunSQL) and not step.reversible
    ]
    assert one_way == []


@pytest.mark.django_db(transaction=True)
def test_all_migrations_go_back_to_nothing_and_forth_again():
    """Forth in Django's own way, where the tables of SQLite are made anew at each step and most can go wrong; this
    database was made in the quick one (`kernel/migrating.py`), and goes back in it, for no row stands in it."""
    before, rows = columns(), filled()
    triggers_before = triggers()
    with each_by_itself():
        call_command("migrate", "kernel", "zero", verbosity=0, stdout=StringIO())  # every room stands on the kernel
    left = {name for name in columns() if name.split("_")[0] in {app for app, _name in ours()}}
    assert left == set()
    assert triggers() == set()
    with each_by_itself() if connection.vendor == "postgresql" else nullcontext():
        call_command("migrate", verbosity=0, stdout=StringIO())
    assert columns() == before
    assert filled() == rows
    assert triggers() == triggers_before != set()


def columns() -> dict[str, list]:
    """Table to the name, type and emptiness of its columns, and to its indexes and constraints."""
    read = connection.introspection
    with connection.cursor() as cursor:
        return {
            name: [
                [
                    (column.name, column.type_code, column.null_ok)
                    for column in read.get_table_description(cursor, name)
                ],
                sorted(str(sorted(each.items())) for each in read.get_constraints(cursor, name).values()),
            ]
            for name in read.table_names(cursor)
        }


def filled() -> dict[str, int]:
    """Model to how many rows the migrations put into it."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        return {row[0] for row in cursor.fetchall()}
