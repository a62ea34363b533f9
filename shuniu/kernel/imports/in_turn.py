"""Judging and writing an uploaded file on the queue, the same in every room that reads files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from shuniu.kernel.imports.at_work import batch_asked_by, tell
from shuniu.kernel.imports.keeping import forget, keep_preview, kept_file
from shuniu.kernel.imports.reading import Unreadable
from shuniu.kernel.models import Batch


@dataclass(frozen=True, slots=True)
class Road:
    """How a room takes a file: what is judged comes back, and the room says of it what is kept and shown.

    judge: (content, batch=, by=, progress=). write: the same and accept_good=; gives (judged, whether it was written).
    note_judged: the room's action. All may raise Unreadable.
    """

    judge: Callable[..., Any]
    write: Callable[..., tuple[Any, bool]]
    summary: Callable[[Any], dict]
    preview: Callable[[Any], dict]
    note_judged: Callable[..., Batch]


def judge_in_turn(road: Road, batch_id: int, who: dict, language: str) -> None:
    """Judge a received file; it then waits for acceptance, or is refused in words."""
    batch, by = batch_asked_by(batch_id, who)
    with translation.override(language):
        try:
            judged = road.judge(kept_file(batch), batch=batch, by=by, progress=lambda rows: tell(batch, rows))
        except Unreadable as refused:
            forget(batch)
            told = {"error": str(refused.message), "remedy": str(refused.remedy)}
            road.note_judged(batch, summary=told, waits=False, by=by)
            return
        keep_preview(batch, road.preview(judged))
        road.note_judged(batch, summary=road.summary(judged), waits=True, by=by)


def write_in_turn(road: Road, batch_id: int, who: dict, language: str, *, accept_good: bool) -> None:
    """Write an accepted file. Where the register moved so that rows are now refused, or anything else stops it, it waits
    for acceptance as before, and is kept."""
    batch, by = batch_asked_by(batch_id, who)
    judged, written, before = None, False, batch.summary
    with translation.override(language):
        try:
            judged, written = road.write(
                kept_file(batch), batch=batch, by=by, accept_good=accept_good, progress=lambda rows: tell(batch, rows)
            )
        finally:
            if not written:
                if judged is not None:
                    keep_preview(batch, road.preview(judged))
                told = road.summary(judged) if judged is not None else before
                road.note_judged(batch, summary=told, waits=True, by=by)
    if written:
        forget(batch)
