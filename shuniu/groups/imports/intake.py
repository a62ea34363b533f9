"""The road from a file to a Plan, and on to the action that writes it."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import IntegrityError

from shuniu.groups.actions.importing import Plan, write_import
from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.at_work import unsaved_batch
from shuniu.kernel.imports.reading import open_workbook
from shuniu.kernel.imports.standing import Moved
from shuniu.kernel.models import Batch

from .draft import Draft
from .judging import judge
from .planning import plan_for
from .report import summary

TRIES = 5  # judging again because the register moved meanwhile


@dataclass(slots=True)
class Judged:
    """A file judged against the register."""

    draft: Draft
    plan: Plan


def judge_file(
    source: Path | bytes,
    *,
    name: str,
    as_of: date,
    by: Actor,
    kind: str = "auto",
    progress: Callable[[int], None] = lambda rows: None,
) -> Judged:
    """Read and judge a file; nothing is written. Raises Unreadable."""
    with _without_collecting():
        draft = _draft_of(source, name, centre_id=by.centre, as_of=as_of, kind=kind, progress=progress)
        return Judged(draft, plan_for(draft, by=by, source=draft.kind or kind))


def _draft_of(source: Path | bytes, name: str, **asked) -> Draft:
    """The cells are let go before the comparing begins: they are half of the memory that an import takes."""
    with open_workbook(source, name=name) as workbook:
        draft = judge(workbook, **asked)
        for sheet in workbook:
            sheet.forget()
    return draft


def write_file(
    source: Path | bytes, *, name: str, as_of: date, by: Actor, kind: str = "auto", batch: Batch | None = None,
    accept_good: bool = False, progress: Callable[[int], None] = lambda rows: None,
) -> tuple[Judged, Batch | None]:  # fmt: skip
    """Judge a file and write it; None for a batch where refused rows kept everything out, or were all there is.

    If the register moves between judging and writing, the file is judged again. Raises Unreadable, Moved after five tries.
    """
    for attempt in range(TRIES):
        judged = judge_file(source, name=name, as_of=as_of, by=by, kind=kind, progress=progress)
        if judged.plan.refused_rows and not (accept_good and judged.plan.takes_something):
            return judged, None
        if batch is not None:
            batch.kind, batch.summary = judged.draft.kind, summary(judged)
        fresh = batch or new_batch(source, name=name, judged=judged, by=by)
        try:
            with _without_collecting():
                return judged, write_import(judged.plan, batch=fresh, by=by)
        except (Moved, IntegrityError):
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def new_batch(source: Path | bytes, *, name: str, judged: Judged, by: Actor) -> Batch:
    """An unsaved batch for a file."""
    draft = judged.draft
    return unsaved_batch(
        name, digest=digest_of(source), kind=draft.kind, as_of=draft.as_of, summary=summary(judged), by=by
    )


def digest_of(source: Path | bytes) -> str:
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _without_collecting():
    """Millions of small values that all stay until the end: looking for cycles among them costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
