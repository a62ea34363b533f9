"""From a file to what it would do, and from there into the register."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.reading import open_workbook
from shuniu.organizations.actions.importing import Plan

from .judging import Ledger, judge
from .planning import plan_for
from .vocabulary import BLANK


@dataclass(slots=True)
class Judged:
    ledger: Ledger
    plan: Plan


def judge_ledger(content: bytes, *, name: str, as_of: date, by: Actor) -> Judged:
    """Read and judge a file against the register; nothing is written. Raises Unreadable."""
    with open_workbook(content, name=name) as workbook:
        ledger = judge(workbook, as_of=as_of)
    return Judged(ledger, plan_for(ledger, by=by))


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def summary(judged: Judged) -> dict:
    """What is kept of a judged file."""
    return judged.plan.facts


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
