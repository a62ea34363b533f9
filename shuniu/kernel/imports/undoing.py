"""Taking a written file back: what it changed is kept as it was, and nothing goes that something was built on."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.models import Appointment, Attachment, Batch, Document, StepTaken, TrailEntry
from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing import seal, unseal

UNDO = Batch._meta.get_field("undo").purpose
LOOKS = "looked"  # whoever was looked at has not been changed
NAMED_ELSEWHERE = (Document, StepTaken, Attachment, Appointment)  # what names a record without a foreign key


def sealed_before(before: Any, centre_id: int) -> bytes:
    """How things stood before a file changed them, as `Batch.undo` keeps it."""
    return seal(json.dumps(before, default=str, ensure_ascii=False), UNDO, centre_id)


def stood_before(batch: Batch) -> Any:
    """What `sealed_before` kept; None where the batch keeps nothing."""
    return json.loads(unseal(bytes(batch.undo), UNDO, batch.centre_id)) if batch.undo else None


def built_on(
    batch: Batch,
    brought: Collection[type[Model]],
    *,
    along: Collection[type[Model]] = (),
    but: Mapping[type[Model], Collection[int]] | None = None,
) -> Iterator[Promise | str]:
    """What stands on the rows of a file, in words, the plainest first. The caller scoped the batch.

    brought: the nouns whose rows carry the batch. along: what goes with them, or may point at what is gone. but: rows
    that point at them because the file itself said so.
    """
    for model in brought:
        for other, column in _pointing_at(model):
            rows = _others(other, column, batch)
            if but and other in but:
                rows = rows.exclude(pk__in=but[other])
            if other not in along and rows.exists():
                yield stands_on_it(other)
    for model in brought:
        yield from _named_elsewhere(model, batch)


def stands_on_it(model: type[Model]) -> Promise | str:
    """That rows of a noun were built on what the file brought."""
    return _("Something was built on it: %(noun)s.") % {"noun": model._meta.verbose_name}


def _others(model: type[Model], column: str, batch: Batch) -> QuerySet:
    """The rows of a noun that point at what the file brought, and did not come with it."""
    rows = model._base_manager.filter(**{f"{column}__batch": batch})
    carries_batch = any(field.name == "batch" for field in model._meta.fields)
    return rows.filter(Q(batch__isnull=True) | ~Q(batch=batch)) if carries_batch else rows


def _named_elsewhere(model: type[Model], batch: Batch) -> Iterator[Promise | str]:
    """What names a row without a foreign key: papers, signatures, files, appointments, and the trail itself."""
    named = {"noun": model._meta.label_lower, "noun_id__in": model._base_manager.filter(batch=batch).values("pk")}
    for other in NAMED_ELSEWHERE:
        mine = {"centre_id": batch.centre_id} if issubclass(other, CentreRow) else {}
        if other._base_manager.filter(**mine, **named).exists():
            yield stands_on_it(other)
    lines = TrailEntry.objects.filter(centre_id=batch.centre_id, **named).exclude(batch_id=batch.pk)
    if lines.exclude(kind__endswith=LOOKS).exists():
        yield _("Something happened since to what it brought; see the trail.")


def _pointing_at(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Every foreign key to the model, also from rooms above that keep no name for the way back ("+")."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field.name
