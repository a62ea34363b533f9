"""The road of a workbook from its bytes to the action that writes it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.reading import open_workbook
from shuniu.kernel.imports.standing import Moved
from shuniu.kernel.models import Batch
from shuniu.volunteers.actions.importing import KEPT, Plan, write_workbook
from shuniu.volunteers.actions.ledger import Written
from shuniu.volunteers.imports.judging import Draft, judge
from shuniu.volunteers.imports.planning import plan_for

TRIES = 5  # judging again because the register moved meanwhile
MARKED = 5_000  # refused cells kept for the marked workbook
SHOWN = 200  # new teams on the page


@dataclass(frozen=True, slots=True)
class Judged:
    """A workbook judged against the register; nothing is written."""

    draft: Draft
    plan: Plan

    @property
    def summary(self) -> dict:
        """What stays of the file: counts, and which rows were refused for what reason, without their values."""
        kept = [{**each.told(), "value": ""} for each in self.draft.refused[:KEPT]]
        counts = {"unchanged": self.plan.unchanged, "rejected_rows": self.draft.refused_rows}
        ignored = dict.fromkeys(heading for _sheet, heading in self.draft.ignored)
        return {
            **self.plan.facts(),
            **counts,
            "rejected": kept,
            "good": self.plan.takes_something,
            "ignored": list(ignored),
        }

    @property
    def preview(self) -> dict:
        """What the page of a waiting file shows, kept sealed beside it; the counts are whole, the lists cut."""
        refused = [each.told() for each in self.draft.refused[:MARKED]]
        return {"refused": refused, "teams": list(self.plan.new_teams)[:SHOWN]}


def judge_workbook(
    content: bytes, *, name: str, as_of: date, by: Actor, progress: Callable[[int], None] = lambda rows: None
) -> Judged:
    """Raises Unreadable."""
    with open_workbook(content, name=name) as workbook:
        draft = judge(workbook, as_of=as_of, progress=progress)
    return Judged(draft, plan_for(draft, by=by))


def write_judged(
    content: bytes, *, batch: Batch, accept_good: bool, by: Actor, progress: Callable[[int], None] = lambda rows: None
) -> tuple[Judged, list[Written] | None]:
    """Judge a kept file once more and write it; None where refused rows kept everything out.

    If the register moves between judging and writing, the file is judged again. Raises Unreadable, Moved after five tries.
    """
    for left in reversed(range(TRIES)):
        judged = judge_workbook(content, name=batch.file_name, as_of=batch.as_of, by=by, progress=progress)
        if judged.draft.refused and not accept_good:
            return judged, None
        try:
            return judged, write_workbook(judged.plan, batch=batch, summary=judged.summary, by=by)
        except Moved:
            if not left:
                raise
    raise AssertionError("the loop returns or raises")


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
