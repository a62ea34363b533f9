"""A test that commits gives the database back as the first such test found it.

Django would flush instead, which empties what migrations fill (places, workdays) and is refused by the triggers of the
trail. Here a copy of the database is put back: the same on both engines, and quicker than emptying every table.
"""

import sqlite3
import time
from contextlib import closing

import pytest

BUSY_SECONDS = 20
copied: set[str] = set()  # aliases of the databases that have their copy


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    from django.db.backends.base.creation import BaseDatabaseCreation
    from django.test import TransactionTestCase

    from shuniu.kernel.migrating import each_by_itself

    BaseDatabaseCreation.create_test_db = each_by_itself()(BaseDatabaseCreation.create_test_db)
    set_up = TransactionTestCase._fixture_setup.__func__

    @classmethod
    def copy_then_set_up(cls) -> None:
        for alias in set(cls._databases_names(include_mirrors=False)) - copied:
            take_copy(alias)
        set_up(cls)

    def put_back(self) -> None:
        for alias in self._databases_names(include_mirrors=False):
            put_copy_back(alias)

    TransactionTestCase._fixture_setup = copy_then_set_up
    TransactionTestCase._fixture_teardown = put_back


def take_copy(alias: str) -> None:
    connection, name, copy = places_of(alias)
    if connection.vendor == "sqlite":
        copy_file(name, copy)
    else:
        copy_database(connection, name, copy)
    copied.add(alias)


def put_copy_back(alias: str) -> None:
    connection, name, copy = places_of(alias)
    if connection.vendor == "sqlite":
        copy_file(copy, name)
    else:
        copy_database(connection, copy, name)


def places_of(alias: str) -> tuple:
    """The connection, closed; the name of its database; the name of the copy."""
    from django.db import connections

    connection = connections[alias]
    connection.close()
    name = str(connection.settings_dict["NAME"])
    return connection, name, f"{name}_pristine"


def copy_file(source: str, target: str) -> None:
    deadline = time.monotonic() + BUSY_SECONDS

    def not_for_ever(status: int, remaining: int, total: int) -> None:
        if time.monotonic() > deadline:
            raise TimeoutError(f"a test left a transaction open on {target}")

    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there, progress=not_for_ever)


def copy_database(connection, source: str, target: str) -> None:
    quote = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quote(target)} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {quote(target)} TEMPLATE {quote(source)}")
