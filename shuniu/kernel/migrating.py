"""Migrations of an empty database, in an eighth of the time.

Before each step Django draws anew every model that is related to the one it changes, and nearly all stand around the
place and the person: some twenty thousand models for a few hundred steps. In an empty database nothing hangs on those
relations: a step needs the model it changes, a step that fills a table knows its neighbours by number. A database with
rows is brought up to date in Django's own way; `tests/test_migrations.py` holds that both ways lead to the same.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from shuniu.kernel.schema import CreateModels


@contextmanager
def quick_migrations() -> Iterator[None]:
    """Few collections, for models live long; and where no migration was applied yet, each model drawn by itself."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 10, 50)
    try:
        if MigrationRecorder(connection).applied_migrations():
            yield
        else:
            with each_by_itself():
                yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def each_by_itself() -> Iterator[None]:
    """The migrations in here find an empty database."""
    found, cleared = ProjectState._find_reload_model, ProjectState.clear_delayed_apps_cache
    ProjectState._find_reload_model = _itself
    ProjectState.clear_delayed_apps_cache = _stay
    CreateModels.draws_all_anew = False
    # Django forgets it with every model that it draws, though it cannot change.
    apps.get_swappable_settings_name = functools.cache(apps.get_swappable_settings_name)
    try:
        yield
    finally:
        ProjectState._find_reload_model, ProjectState.clear_delayed_apps_cache = found, cleared
        CreateModels.draws_all_anew = True
        del apps.get_swappable_settings_name


def _itself(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
    return {(app_label, model_name.lower())}


def _stay(state: ProjectState) -> None:
    """What was drawn so far is good enough to fill a table."""
