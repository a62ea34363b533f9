"""From a file to what it would do, and from there into the register."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.reading import open_workbook
from shuniu.kernel.imports.standing import Moved
from shuniu.kernel.models import Batch
from shuniu.organizations.actions.importing import Plan, write_ledger

from .committees import PlaceWords
from .judging import Ledger, judge
from .planning import plan_for
from .showing import Showing
from .vocabulary import BLANK

TRIES = 5  # judging again because the register moved meanwhile
MARKED = 5_000  # refused cells kept for the marked workbook
SHOWN = 200  # of each kind on the page


@dataclass(slots=True)
class Judged:
    ledger: Ledger
    plan: Plan


def judge_ledger(
    content: bytes, *, name: str, as_of: date, by: Actor, progress: Callable[[int], None] = lambda rows: None
) -> Judged:
    """Read and judge a file against the register; nothing is written. Raises Unreadable."""
    with open_workbook(content, name=name) as workbook:
        ledger = judge(workbook, as_of=as_of, places=PlaceWords(by.centre), progress=progress)
    return Judged(ledger, plan_for(ledger, by=by))


def write_judged(
    content: bytes, *, batch: Batch, accept_good: bool, by: Actor, progress: Callable[[int], None] = lambda rows: None
) -> tuple[Judged, bool]:
    """Judge a kept file once more and write it; False where refused rows kept everything out, or were all there is.

    If the register moves between judging and writing, the file is judged again. Raises Unreadable, Moved after five tries.
    """
    for attempt in range(TRIES):
        judged = judge_ledger(content, name=batch.file_name, as_of=batch.as_of, by=by, progress=progress)
        if judged.plan.refused_rows and not (accept_good and judged.plan.takes_something):
            return judged, False
        batch.summary = summary(judged)
        try:
            write_ledger(judged.plan, batch=batch, accept_good=accept_good, by=by)
        except Moved:
            if attempt == TRIES - 1:
                raise
        else:
            return judged, True
    raise AssertionError("unreachable")


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def summary(judged: Judged) -> dict:
    """What stays of a judged file: counts, addresses that it gives otherwise than the registry, and which rows were
    refused for what reason, without their values."""
    refused = [{**cell, "value": ""} for cell in refused_cells(judged)[:SHOWN]]
    kept = [each._asdict() for each in judged.plan.addresses_kept[:SHOWN]]
    ignored = dict.fromkeys(heading for _sheet, heading in judged.ledger.ignored)
    later = len(judged.plan.kept)
    return {**judged.plan.facts, "kept": later, "addresses": kept, "rejected": refused, "ignored": list(ignored)}


def preview(judged: Judged) -> dict:
    """What the page of a waiting file shows, kept sealed beside it; the counts are whole, the lists cut."""
    plan = judged.plan
    showing = Showing.of_changes(plan.changes)
    return {
        "refused": refused_cells(judged)[:MARKED],
        "changes": [
            {
                "name": change.name, "column": showing.label(column),
                "old": showing.value(column, change.old[column]), "new": showing.value(column, value),
            }
            for change in plan.changes[:SHOWN]
            for column, value in change.new.items()
        ],
        "kept": [kept.told() for kept in plan.kept[:SHOWN]],
        "new": [{"name": d.facts["name"], "code": d.facts.get("code", "")} for d in plan.new[:SHOWN]],
    }  # fmt: skip


def refused_cells(judged: Judged) -> list[dict]:
    return [{name: _plain(value) for name, value in each._asdict().items()} for each in judged.ledger.refused]


def _plain(value):
    return value if value is None or isinstance(value, int) else str(value)


def blank_ledger() -> bytes:
    """An empty workbook with the headings that are read best."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "社会组织台账"
    sheet.append([heading for heading, _width in BLANK])
    for at, (_heading, width) in enumerate(BLANK, 1):
        sheet.cell(1, at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
