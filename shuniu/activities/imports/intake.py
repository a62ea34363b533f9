"""The road of a sign-in list from its bytes to the action that writes it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from shuniu.activities.actions.importing import Plan, receive_list, write_list
from shuniu.activities.imports.judging import Draft, judge
from shuniu.activities.imports.planning import plan_for
from shuniu.activities.models import Session
from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.reading import open_workbook
from shuniu.kernel.imports.standing import Moved
from shuniu.kernel.models import Batch

TRIES = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """A list judged against the session and the register; nothing is written."""

    draft: Draft
    plan: Plan

    @property
    def summary(self) -> dict[str, int]:
        return {**self.plan.facts(), "rejected_rows": len(self.draft.refused)}


def judge_list(content: bytes, session: Session, *, name: str, by: Actor) -> Judged:
    """Raises Unreadable."""
    with open_workbook(content, name=name) as workbook:
        draft = judge(workbook, held_on=session.held_on)
    digest = hashlib.sha256(content).hexdigest()
    return Judged(draft, plan_for(draft, session, file_name=name[-200:], digest=digest, by=by))


def take_in(content: bytes, session: Session, *, name: str, by: Actor) -> Batch:
    """Judge a list and note that it waits. Raises Unreadable."""
    judged, digest = judge_list(content, session, name=name, by=by), hashlib.sha256(content).hexdigest()
    return receive_list(session, file_name=name, digest=digest, summary=judged.summary, by=by)


def accept(batch: Batch, session: Session, content: bytes, *, by: Actor) -> int:
    """Write a waiting list, judged anew at this moment; the person-times written. Raises Moved after four tries."""
    for left in reversed(range(TRIES)):
        judged = judge_list(content, session, name=batch.file_name, by=by)
        try:
            return write_list(judged.plan, batch=batch, refused=len(judged.draft.refused), by=by)
        except Moved:
            if not left:
                raise
    raise AssertionError("the loop returns or raises")
