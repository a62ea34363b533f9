"""What the tests of imports share: files put on a disk and read in."""

import json
from datetime import date
from pathlib import Path

from django.core.management import call_command

from shuniu.groups.imports.intake import judge_file, write_file
from shuniu.groups.tests.cast import CENTRE, seat

AS_OF = date(2026, 11, 1)


def put(folder: Path, content: bytes, name: str = "名单.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def judged(path: Path, *, as_of: date = AS_OF, **asked):
    return judge_file(path, name=path.name, as_of=as_of, by=seat("worker"), **asked)


def written(path: Path, *, as_of: date = AS_OF, **asked):
    """(Judged, Batch | None)."""
    return write_file(path, name=path.name, as_of=as_of, by=seat("worker"), **asked)


def counts(outcome) -> dict[str, tuple[int, int, int]]:
    return {noun: (c.created, c.updated, c.unchanged) for noun, c in outcome.plan.counts.items()}


def command(capsys, path, *arguments: str) -> tuple[int, dict]:
    """Exit status and the object that `shuniu import --json` prints."""
    status = 0
    try:
        call_command("import", str(path), f"--centre={CENTRE}", "--as-of=2026-11-01", "--json", *arguments)
    except SystemExit as left:
        status = left.code
    return status, json.loads(capsys.readouterr().out)
