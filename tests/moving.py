"""The program as it was, for tests that write rows of before and move them by the migrations forth and back.

They need `transaction=True`: what they leave is put back with its tables (`tests/pristine.py`), so none moves forth again
in the end.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.apps import apps
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState, StateApps

from shuniu.kernel.migrating import each_by_itself

Named = Sequence[tuple[str, str]]  # (app, migration)


def taken_back(to: Named) -> StateApps:
    """Before any row is written, and so in the quick way."""
    with each_by_itself():
        return _migrated(to)


def moved(to: Named) -> StateApps:
    """In Django's own way, as an office's rows are. Returns the models of that time."""
    with drawn_when_asked_for():
        return _migrated(to)


def _migrated(to: Named) -> StateApps:
    MigrationExecutor(connection).migrate(list(to))
    return MigrationExecutor(connection).loader.project_state(list(to)).apps


@contextmanager
def drawn_when_asked_for() -> Iterator[None]:
    """The same models, whole and with all their relations. On the way to the migration it takes back, Django also draws
    what stands after each step of every other one, and throws all but the last away: most of the time it takes."""
    step_by_step = Migration.mutate_state

    def all_at_once(self, state: ProjectState, preserve: bool = True) -> ProjectState:
        if preserve:
            state = state.clone()
        state.__dict__.pop("apps", None)  # drawn anew as soon as somebody asks
        return step_by_step(self, state, preserve=False)

    Migration.mutate_state = all_at_once
    # Django forgets it with every model that it draws, though it cannot change.
    apps.get_swappable_settings_name = functools.cache(apps.get_swappable_settings_name)
    try:
        yield
    finally:
        Migration.mutate_state = step_by_step
        del apps.get_swappable_settings_name
