"""A fresh home made ready on first use: the database migrated, the tree of places in it."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from shuniu.kernel.migrating import quick_migrations


def prepare(stderr) -> None:
    """Apply what is missing of the migrations; progress in words to `stderr`. A ready database costs one query."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    stderr.write(_("Preparing the database …"))
    with quick_migrations():
        call_command("migrate", verbosity=0, interactive=False)
