"""A judged file in words."""

from __future__ import annotations

from dataclasses import asdict

from shuniu.kernel.imports.account import blank_account, takes_something
from shuniu.kernel.imports.later import notes
from shuniu.kernel.models import Batch

from .draft import Note

SHOWN = 500  # refused cells kept with the batch; the marked workbook has them all


def as_json(judged, *, batch: Batch | None, dry_run: bool) -> dict:
    """What `shuniu import --json` prints. Sealed values are masked."""
    draft, plan = judged.draft, judged.plan
    return {
        **blank_account(dry_run=dry_run),
        "batch": batch.pk if batch else None,
        "as_of": draft.as_of.isoformat(),
        "kind": draft.kind,
        **{noun: asdict(counts) for noun, counts in plan.counts.items()},
        "rejected": rejected(draft),
        "rejected_rows": draft.refused_rows,
        "ignored_columns": [{"sheet": sheet, "column": column} for sheet, column in draft.ignored],
        "kept": [kept.told() for kept in plan.kept],
        "notes": [{"sheet": note.sheet, "row": note.row, "text": str(note.text)} for note in _notes(judged)],
    }


def _notes(judged) -> list[Note]:
    return [*judged.draft.notes, *(Note(*told) for told in notes(judged.plan.kept))]


def rejected(draft) -> list[dict]:
    return [
        {
            "sheet": refusal.sheet,
            "row": refusal.row,
            "column": refusal.column,
            "value": refusal.value,
            "reason": str(refusal.reason),
            "remedy": str(refusal.remedy),
        }
        for refusal in draft.refused
    ]


def summary(judged) -> dict:
    """What stays with the batch: counts and the refused cells, nothing sealed."""
    told = as_json(judged, batch=None, dry_run=False)
    del told["batch"], told["dry_run"]
    told["good"] = takes_something(told)
    told["kept"] = len(told["kept"])
    told["rejected"], told["notes"] = told["rejected"][:SHOWN], told["notes"][:SHOWN]
    return told
