"""Judging and writing an uploaded file, on the queue; the page shows how far it is."""

from __future__ import annotations

from django.core.cache import cache
from django.utils import timezone, translation
from django_tasks import task

from shuniu.groups.actions.import_desk import note_judged
from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.keeping import forget, keep_preview, kept_file
from shuniu.kernel.imports.reading import Unreadable
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import permissions_of

from .intake import judge_file, write_file
from .preview import preview, unreadable
from .report import summary


@task()
def judge_upload(batch_id: int, who: dict, language: str) -> None:
    """Judge a received file; it then waits for acceptance, or is refused in words."""
    batch, by = _batch(batch_id, who)
    with translation.override(language):
        try:
            judged = judge_file(
                kept_file(batch), name=batch.file_name, as_of=batch.as_of, by=by, kind=batch.kind,
                progress=lambda rows: tell(batch, rows),
            )  # fmt: skip
        except Unreadable as refused:
            forget(batch)
            note_judged(batch, summary=unreadable(refused), waits=False, by=by)
            return
        keep_preview(batch, preview(judged))
        note_judged(batch, summary=summary(judged), waits=True, by=by)


@task()
def write_upload(batch_id: int, who: dict, language: str, accept_good: bool) -> None:
    """Write an accepted file. Where the register moved so that rows are now refused, it waits for acceptance again."""
    batch, by = _batch(batch_id, who)
    judged = done = None
    try:
        with translation.override(language):
            judged, done = write_file(
                kept_file(batch), name=batch.file_name, as_of=batch.as_of, by=by, kind=batch.kind, batch=batch,
                accept_good=accept_good, progress=lambda rows: tell(batch, rows),
            )  # fmt: skip
    finally:  # whatever stopped it, the file waits for acceptance as before
        if done is None:
            note_judged(batch, summary=summary(judged) if judged else batch.summary, waits=True, by=by)
    if done:
        forget(batch)


def tell(batch: Batch, rows: int) -> None:
    """How far a job is: kept outside the database, whose transaction nobody sees into."""
    cache.set(f"import:{batch.pk}", rows, 3600)


def told(batch: Batch) -> int:
    return cache.get(f"import:{batch.pk}", 0)


def who_asks(actor: Actor) -> dict:
    """An actor as a job can carry it."""
    return {
        "user_id": actor.user_id,
        "name": actor.name,
        "role": actor.role,
        "place": actor.place,
        "appointment_id": actor.appointment_id,
    }


def _batch(batch_id: int, who: dict) -> tuple[Batch, Actor]:
    by = Actor(**who, permissions=permissions_of(who["role"]), at=timezone.now(), via="job")  # noqa: TID251 (a job is a door)
    return Batch.objects.visible_to(by).get(pk=batch_id), by
