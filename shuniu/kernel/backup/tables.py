"""What is in a backup: the tables, in the order in which rows may refer to each other, and each column's plain form."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_duration
from django.utils.duration import duration_iso_string

# Table → why it stays behind.
LEFT_OUT = {
    "auth_group": "made by no one; roles are appointments",
    "auth_group_permissions": "made by no one; roles are appointments",
    "auth_permission": "made by migrate",
    "axes_accessattempt": "counts of failed sign-ins, of one quarter of an hour",
    "axes_accessattemptexpiration": "counts of failed sign-ins, of one quarter of an hour",
    "axes_accessfailurelog": "never written",
    "axes_accesslog": "never written: the trail says who signed in",
    "django_content_type": "made by migrate",
    "django_migrations": "the state of the tables, named at the head of the backup",
    "django_session": "nobody stays signed in over a restore",
    "django_tasks_database_dbtaskresult": "the queue of the old machine",
    "kernel_jobrun": "the clock of the old machine",
}
# Emptied with the rest by --replace: they speak of accounts and rows that are gone.
OF_THE_MACHINE = ("django_session", "django_tasks_database_dbtaskresult", "kernel_jobrun")
# Filled by migrations, so a database in which only these have rows is empty.
SEEDED = {"kernel_place", "kernel_workday", "kernel_code", "kernel_datedsetting"}


def tables() -> list[type[models.Model]]:
    """The models of a backup, each after those it refers to."""
    waiting = {
        model: _refers_to(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT
    }
    ordered: list[type[models.Model]] = []
    while waiting:
        # Two tables that refer to each other are taken by name: constraints are asked at the end of the transaction.
        ready = [m for m, others in waiting.items() if not (others & waiting.keys()) - {m}] or [*waiting][:1]
        for model in sorted(ready, key=lambda m: m._meta.db_table):
            ordered.append(model)
            del waiting[model]
    return ordered


def columns(model: type[models.Model]) -> list[models.Field]:
    """The columns that hold something of their own."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _refers_to(model: type[models.Model]) -> set[type[models.Model]]:
    return {field.related_model for field in model._meta.local_concrete_fields if field.related_model}


def at_once(model: type[models.Model]) -> int:
    """How many rows of the table are held in memory together."""
    return getattr(model, "rows_at_once", 2_000)


def plain_rows(model: type[models.Model], fields: list[models.Field]) -> Iterator[list]:
    """The table's rows in the order of their key, as JSON takes them."""
    packs = [(place, pack) for place, field in enumerate(fields) if (pack := _plain_form(field)[0])]
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for found in rows.iterator(at_once(model)):
        row = list(found)
        for place, pack in packs:
            if row[place] is not None:
                row[place] = pack(row[place])
        yield row


def stored(field: models.Field, connection) -> Callable:
    """From the plain form of a value to what the engine's driver wants."""
    unpack = _plain_form(field)[1]
    prepare = field.get_db_prep_save
    if unpack is None:
        return lambda value: prepare(value, connection)
    return lambda value: None if value is None else prepare(unpack(value), connection)


def _plain_form(field: models.Field) -> tuple[Callable | None, Callable | None]:
    """How a value of this kind of column is written and read; None: as it is."""
    while field.remote_field:
        field = field.target_field
    for kind, pack, unpack in _FORMS:
        if isinstance(field, kind):
            return pack, unpack
    return None, None


_FORMS = (
    (models.DateTimeField, lambda at: at.astimezone(UTC).isoformat(), datetime.fromisoformat),  # a kind of DateField
    (models.DateField, date.isoformat, date.fromisoformat),
    (models.TimeField, time.isoformat, time.fromisoformat),
    (models.DurationField, duration_iso_string, parse_duration),
    (models.DecimalField, str, Decimal),
    (models.UUIDField, str, str),
    (models.BinaryField, lambda value: base64.b64encode(value).decode(), base64.b64decode),
)
