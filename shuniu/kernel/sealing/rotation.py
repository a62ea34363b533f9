"""Bringing stored values under the active keys: every sealed column of every model, in batches, each row on its own.

A row already under the active key is passed over, so work that was interrupted is simply begun again. A row that
changed since it was read is left alone: whoever wrote it sealed it under the active key.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from django.apps import apps
from django.db import connections, models, transaction

from .fields import BlindIndexField, SealedField, blind_indexes, centre_of, sealed_fields
from .sealer import HEAD, VERSION, Tampered, UnknownKey, ring, seal, staged_blinder_for, unseal

BATCH = 2_000  # rows


def reseal(sealed: bytes, purpose: str, centre: int) -> bytes | None:
    """`sealed` under the active key, None when it is already. Raises Tampered, UnknownKey."""
    if bytes(sealed[:HEAD]) == bytes((VERSION, ring().active_id)):
        return None
    return seal(unseal(sealed, purpose, centre), purpose, centre)


def models_with_sealed_fields() -> list[type[models.Model]]:
    found = (model for model in apps.get_models() if sealed_fields(model) and not model._meta.proxy)
    return sorted(found, key=attrgetter("_meta.label_lower"))


@dataclass
class Walk:
    """How far a walk through one table has come. `unreadable` names rows that no key opens: they stay as they are."""

    label: str
    rows: int = 0
    changed: int = 0
    unreadable: list[str] = field(default_factory=list)


def reseal_table(model: type[models.Model], using: str = "default") -> Iterator[Walk]:
    """Bring every sealed value of the table under the active key; yields after each batch."""

    def changes(row, source):
        sealed = reseal(getattr(row, source.attname), source.purpose, centre_of(row))
        return [(source, sealed)] if sealed else []

    return _walk(model, changes, using)


def reindex_table(model: type[models.Model], using: str = "default") -> Iterator[Walk]:
    """Compute every blind index of the table under the staged index key; yields after each batch."""
    indexes = {source: blind_indexes(model, source.name) for source in sealed_fields(model)}

    def changes(row, source):
        if not indexes[source]:
            return []
        centre = centre_of(row)
        text = unseal(getattr(row, source.attname), source.purpose, centre)
        return [(index, index.blinder_for(centre, staged_blinder_for)(text)) for index in indexes[source]]

    return _walk(model, changes, using)


Change = tuple[SealedField | BlindIndexField, bytes]  # a column and its new value


def _walk(model, changes: Callable[[models.Model, SealedField], list[Change]], using: str) -> Iterator[Walk]:
    walk = Walk(model._meta.label)
    last = None
    while rows := _batch(model, last, using):
        with transaction.atomic(using=using):
            for source in sealed_fields(model):
                _write(model, source, _collect(walk, rows, source, changes), using)
        last = rows[-1].pk
        walk.rows += len(rows)
        yield walk


def _batch(model, last, using: str) -> list[models.Model]:
    wanted = [source.name for source in sealed_fields(model)]
    if any(column.attname == "centre_id" for column in model._meta.concrete_fields):
        wanted.append("centre_id")
    rows = model._base_manager.using(using).only("pk", *wanted).order_by("pk")
    return list((rows.filter(pk__gt=last) if last is not None else rows)[: getattr(model, "rows_at_once", BATCH)])


def _collect(walk: Walk, rows, source: SealedField, changes) -> list[tuple[models.Model, Change]]:
    found = []
    for row in rows:
        if not getattr(row, source.attname):
            continue
        try:
            found += [(row, change) for change in changes(row, source)]
        except (Tampered, UnknownKey) as error:
            walk.unreadable.append(f"{walk.label} {row.pk}: {error}")
    walk.changed += len(found)
    return found


def _write(model, source: SealedField, found: list[tuple[models.Model, Change]], using: str) -> None:
    """One UPDATE a column, where the sealed value is still the one that was read; no model and no date of change."""
    quote = connections[using].ops.quote_name
    local = any(column.attname == "centre_id" for column in model._meta.local_concrete_fields)
    with connections[using].cursor() as cursor:
        for column in {change[0] for _, change in found}:
            cursor.executemany(
                f"UPDATE {quote(model._meta.db_table)} SET {quote(column.column)} = %s "  # noqa: S608 names of columns
                f"WHERE {quote(model._meta.pk.column)} = %s AND {quote(source.column)} = %s"
                + (" AND centre_id = %s" if local else ""),
                [
                    (value, row.pk, bytes(getattr(row, source.attname)), *([row.centre_id] if local else []))
                    for row, (target, value) in found
                    if target is column
                ],
            )
