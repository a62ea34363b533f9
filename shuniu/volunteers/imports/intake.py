"""The road of a workbook from its bytes to the action that writes it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.reading import open_workbook
from shuniu.kernel.imports.standing import Moved
from shuniu.kernel.models import Batch
from shuniu.volunteers.actions.importing import Plan, receive_workbook, write_workbook
from shuniu.volunteers.actions.ledger import Written
from shuniu.volunteers.imports.judging import Draft, judge
from shuniu.volunteers.imports.planning import plan_for

TRIES = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """A workbook judged against the register; nothing is written."""

    draft: Draft
    plan: Plan

    @property
    def summary(self) -> dict[str, int]:
        return {**self.plan.facts(), "unchanged": self.plan.unchanged, "rejected_rows": len(self.draft.refused)}


def judge_workbook(content: bytes, *, name: str, as_of: date, by: Actor) -> Judged:
    """Raises Unreadable."""
    with open_workbook(content, name=name) as workbook:
        draft = judge(workbook, as_of=as_of)
    return Judged(draft, plan_for(draft, by=by))


def take_in(content: bytes, *, name: str, as_of: date, by: Actor) -> tuple[Judged, Batch]:
    """Judge a workbook and note that it waits."""
    judged = judge_workbook(content, name=name, as_of=as_of, by=by)
    digest = hashlib.sha256(content).hexdigest()
    return judged, receive_workbook(file_name=name, digest=digest, as_of=as_of, summary=judged.summary, by=by)


def accept(batch: Batch, content: bytes, *, by: Actor) -> tuple[Judged, list[Written]]:
    """Write a waiting workbook, judged anew against the register of this moment. Raises Moved after four tries."""
    for left in reversed(range(TRIES)):
        judged = judge_workbook(content, name=batch.file_name, as_of=batch.as_of, by=by)
        try:
            return judged, write_workbook(judged.plan, batch=batch, refused=len(judged.draft.refused), by=by)
        except Moved:
            if not left:
                raise
    raise AssertionError("the loop returns or raises")
