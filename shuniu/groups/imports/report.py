"""A judged file in words."""

from __future__ import annotations

from dataclasses import asdict

from shuniu.kernel.models import Batch

SHOWN = 500  # refused cells kept with the batch; the marked workbook has them all


def as_json(judged, *, batch: Batch | None, dry_run: bool) -> dict:
    """What `shuniu import --json` prints. Sealed values are masked."""
    draft, plan = judged.draft, judged.plan
    return {
        "batch": batch.pk if batch else None,
        "dry_run": dry_run,
        "as_of": draft.as_of.isoformat(),
        "kind": draft.kind,
        **{noun: asdict(counts) for noun, counts in plan.counts.items()},
        "rejected": rejected(draft),
        "rejected_rows": draft.refused_rows,
        "ignored_columns": [{"sheet": sheet, "column": column} for sheet, column in draft.ignored],
        "notes": [{"sheet": note.sheet, "row": note.row, "text": str(note.text)} for note in draft.notes],
    }


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


def nothing_read(error: str, *, dry_run: bool) -> dict:
    """The same shape for a file of which nothing was read."""
    none = {"created": 0, "updated": 0, "unchanged": 0}
    return {
        "batch": None,
        "dry_run": dry_run,
        "groups": dict(none),
        "people": dict(none),
        "memberships": dict(none),
        "rejected": [],
        "rejected_rows": 0,
        "ignored_columns": [],
        "notes": [],
        "error": error,
    }


def summary(judged) -> dict:
    """What stays with the batch: counts and the refused cells, nothing sealed."""
    told = as_json(judged, batch=None, dry_run=False)
    del told["batch"], told["dry_run"]
    told["rejected"], told["notes"] = told["rejected"][:SHOWN], told["notes"][:SHOWN]
    return told


def as_text(report: dict) -> str:
    """A few lines for a terminal."""
    lines = [
        f"{noun}: {counts['created']} new, {counts['updated']} changed, {counts['unchanged']} unchanged"
        for noun, counts in ((noun, report[noun]) for noun in ("groups", "people", "memberships"))
    ]
    lines += [
        f"refused: {where(cell)} {cell['column']} {cell['value']!r}: {cell['reason']} {cell['remedy']}".rstrip()
        for cell in report["rejected"]
    ]
    lines += [f"not read: {'/'.join(filter(None, (c['sheet'], c['column'])))}" for c in report["ignored_columns"]]
    lines += [f"note: {where(note)} {note['text']}" for note in report["notes"]]
    if report["rejected_rows"]:
        lines.append(f"{report['rejected_rows']} rows refused")
    return "\n".join(lines)


def where(cell: dict) -> str:
    return " ".join(filter(None, (cell["sheet"], f"row {cell['row']}" if cell["row"] else "")))
