"""Judging and writing a volunteer workbook, on the queue; the page shows how far it is."""

from __future__ import annotations

from django.utils import translation
from django_tasks import task

from shuniu.kernel.imports.at_work import batch_asked_by, tell
from shuniu.kernel.imports.keeping import forget, keep_preview, kept_file
from shuniu.kernel.imports.reading import Unreadable
from shuniu.volunteers.actions.importing import note_judged
from shuniu.volunteers.imports.intake import judge_workbook, write_judged


@task()
def judge_upload(batch_id: int, who: dict, language: str) -> None:
    """Judge a received workbook; it then waits for acceptance, or is refused in words."""
    batch, by = batch_asked_by(batch_id, who)
    with translation.override(language):
        try:
            told = {"name": batch.file_name, "as_of": batch.as_of, "by": by}
            judged = judge_workbook(kept_file(batch), **told, progress=lambda rows: tell(batch, rows))
        except Unreadable as refused:
            forget(batch)
            why = {"error": str(refused.message), "remedy": str(refused.remedy)}
            note_judged(batch, summary=why, waits=False, by=by)
            return
        keep_preview(batch, judged.preview)
        note_judged(batch, summary=judged.summary, waits=True, by=by)


@task()
def write_upload(batch_id: int, who: dict, language: str, accept_good: bool) -> None:
    """Write an accepted workbook. Where the register moved so that rows are now refused, it waits again."""
    batch, by = batch_asked_by(batch_id, who)
    judged, written = None, None
    try:
        with translation.override(language):
            judged, written = write_judged(
                kept_file(batch), batch=batch, accept_good=accept_good, by=by, progress=lambda rows: tell(batch, rows)
            )
    finally:  # whatever stopped it, the file waits for acceptance as before
        if written is None:
            note_judged(batch, summary=judged.summary if judged else batch.summary, waits=True, by=by)
            if judged:
                keep_preview(batch, judged.preview)
    if written is not None:
        forget(batch)
