"""Judging and writing a ledger, on the queue; the page shows how far it is."""

from __future__ import annotations

from django.utils import translation
from django_tasks import task

from shuniu.kernel.imports.at_work import batch_asked_by, tell
from shuniu.kernel.imports.keeping import forget, keep_preview, kept_file
from shuniu.kernel.imports.reading import Unreadable
from shuniu.organizations.actions.importing import note_judged

from .intake import judge_ledger, preview, summary, write_judged


@task()
def judge_upload(batch_id: int, who: dict, language: str) -> None:
    """Judge a received ledger; it then waits for acceptance, or is refused in words."""
    batch, by = batch_asked_by(batch_id, who)
    with translation.override(language):
        try:
            judged = judge_ledger(
                kept_file(batch),
                name=batch.file_name,
                as_of=batch.as_of,
                by=by,
                progress=lambda rows: tell(batch, rows),
            )
        except Unreadable as refused:
            forget(batch)
            told = {"error": str(refused.message), "remedy": str(refused.remedy)}
            note_judged(batch, summary=told, waits=False, by=by)
            return
        keep_preview(batch, preview(judged))
        note_judged(batch, summary=summary(judged), waits=True, by=by)


@task()
def write_upload(batch_id: int, who: dict, language: str, accept_good: bool) -> None:
    """Write an accepted ledger. Where the register moved so that rows are now refused, it waits for acceptance again."""
    batch, by = batch_asked_by(batch_id, who)
    judged, done = None, False
    try:
        with translation.override(language):
            judged, done = write_judged(
                kept_file(batch), batch=batch, accept_good=accept_good, by=by, progress=lambda rows: tell(batch, rows)
            )
    finally:  # whatever stopped it, the file waits for acceptance as before
        if not done:
            note_judged(batch, summary=summary(judged) if judged else batch.summary, waits=True, by=by)
    forget(batch)
