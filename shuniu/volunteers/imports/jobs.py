"""Judging and writing a volunteer workbook, on the queue; the page shows how far it is."""

from __future__ import annotations

from operator import attrgetter

from django_tasks import task

from shuniu.kernel.imports.in_turn import Road, judge_in_turn, write_in_turn
from shuniu.volunteers.actions.importing import note_judged
from shuniu.volunteers.imports.intake import judge_workbook, write_judged


@task()
def judge_upload(batch_id: int, who: dict, language: str) -> None:
    """Judge a received workbook; it then waits for acceptance, or is refused in words."""
    judge_in_turn(ROAD, batch_id, who, language)


@task()
def write_upload(batch_id: int, who: dict, language: str, accept_good: bool) -> None:
    """Write an accepted workbook; where it cannot be written it waits for acceptance as before."""
    write_in_turn(ROAD, batch_id, who, language, accept_good=accept_good)


def _judge(content: bytes, *, batch, by, progress):
    return judge_workbook(content, name=batch.file_name, as_of=batch.as_of, by=by, progress=progress)


def _write(content: bytes, **asked):
    judged, written = write_judged(content, **asked)
    return judged, written is not None


ROAD = Road(_judge, _write, attrgetter("summary"), attrgetter("preview"), note_judged)
