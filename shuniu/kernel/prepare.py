"""A fresh home made ready on first use: the database migrated, the tree of places in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _


def prepare(stderr) -> None:
    """Apply what is missing of the migrations; progress in words to `stderr`. A ready database costs one query."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    stderr.write(_("Preparing the database …"))
    with _few_collections():
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Migrations draw thousands of models, which live long: looking for cycles as often as usual is a sixth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 10, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
