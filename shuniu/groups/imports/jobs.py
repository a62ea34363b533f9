"""Judging and writing an uploaded file, on the queue; the page shows how far it is."""

from __future__ import annotations

from django.utils import translation
from django_tasks import task

from shuniu.groups.actions.import_desk import note_judged
from shuniu.kernel.imports.at_work import batch_asked_by, tell
from shuniu.kernel.imports.keeping import forget, keep_preview, kept_file
from shuniu.kernel.imports.reading import Unreadable

from .intake import judge_file, write_file
from .preview import preview, unreadable
from .report import summary


@task()
def judge_upload(batch_id: int, who: dict, language: str) -> None:
    """Judge a received file; it then waits for acceptance, or is refused in words."""
    batch, by = batch_asked_by(batch_id, who)
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
    batch, by = batch_asked_by(batch_id, who)
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
