"""Judging and writing an uploaded file, on the queue; the page shows how far it is."""

from __future__ import annotations

from django_tasks import task

from shuniu.groups.actions.import_desk import note_judged
from shuniu.kernel.imports.in_turn import Road, judge_in_turn, write_in_turn

from .intake import judge_file, write_file
from .preview import preview
from .report import summary


@task()
def judge_upload(batch_id: int, who: dict, language: str) -> None:
    """Judge a received file; it then waits for acceptance, or is refused in words."""
    judge_in_turn(ROAD, batch_id, who, language)


@task()
def write_upload(batch_id: int, who: dict, language: str, accept_good: bool) -> None:
    """Write an accepted file; where it cannot be written it waits for acceptance as before."""
    write_in_turn(ROAD, batch_id, who, language, accept_good=accept_good)


def _judge(content: bytes, *, batch, by, progress):
    return judge_file(content, name=batch.file_name, as_of=batch.as_of, by=by, kind=batch.kind, progress=progress)


def _write(content: bytes, *, batch, by, accept_good, progress):
    judged, done = write_file(
        content, name=batch.file_name, as_of=batch.as_of, by=by, kind=batch.kind, batch=batch, accept_good=accept_good,
        progress=progress,
    )  # fmt: skip
    return judged, done is not None


ROAD = Road(_judge, _write, summary, preview, note_judged)
