"""Judging and writing a ledger, on the queue; the page shows how far it is."""

from __future__ import annotations

from django_tasks import task

from shuniu.kernel.imports.in_turn import Road, judge_in_turn, write_in_turn
from shuniu.organizations.actions.importing import note_judged

from .intake import judge_ledger, preview, summary, write_judged


@task()
def judge_upload(batch_id: int, who: dict, language: str) -> None:
    """Judge a received ledger; it then waits for acceptance, or is refused in words."""
    judge_in_turn(ROAD, batch_id, who, language)


@task()
def write_upload(batch_id: int, who: dict, language: str, accept_good: bool) -> None:
    """Write an accepted ledger; where it cannot be written it waits for acceptance as before."""
    write_in_turn(ROAD, batch_id, who, language, accept_good=accept_good)


def _judge(content: bytes, *, batch, by, progress):
    return judge_ledger(content, name=batch.file_name, as_of=batch.as_of, by=by, progress=progress)


ROAD = Road(_judge, write_judged, summary, preview, note_judged)
