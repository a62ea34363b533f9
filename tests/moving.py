"""The program as it was, for tests that write rows of before and move them by the migrations forth and back.

They need `transaction=True`: what they leave is put back with its tables (`tests/pristine.py`), so none moves forth again
in the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from shuniu.kernel.migrating import each_by_itself

Named = Sequence[tuple[str, str]]  # (app, migration)


def taken_back(to: Named) -> StateApps:
    """Before any row is written, and so in the quick way."""
    with each_by_itself():
        return moved(to)


def moved(to: Named) -> StateApps:
    """In Django's own way, as an office's rows are. Returns the models of that time."""
    MigrationExecutor(connection).migrate(list(to))
    return MigrationExecutor(connection).loader.project_state(list(to)).apps
