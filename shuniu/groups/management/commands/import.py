"""`shuniu import FILE --centre CODE`: an office file of groups and members into the register."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from shuniu.groups.imports.intake import KINDS, judge_file, write_file
from shuniu.groups.imports.report import as_json, as_text, nothing_read
from shuniu.kernel.actor import system_actor
from shuniu.kernel.command_line import REFUSED, a_centre
from shuniu.kernel.imports.reading import Unreadable
from shuniu.kernel.prepare import prepare

DONE, DONE_WITHOUT_SOME = 0, 1


class Command(BaseCommand):
    help = (
        "Import an office file (.xlsx, .xls, .csv) of groups and members. Exit code 0: done; 1: done without the refused "
        "rows (--accept-good); 2: refused, nothing changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--centre", required=True, help="12-digit code of the subdistrict")
        parser.add_argument(
            "--kind", choices=KINDS, default="auto", help="what the file is where its headings leave it open"
        )
        parser.add_argument("--as-of", help="the day the file speaks for, YYYY-MM-DD; default today")
        parser.add_argument("--dry-run", action="store_true", help="judge only; write nothing")
        parser.add_argument(
            "--accept-good", action="store_true", help="write the good rows, leave the refused ones out"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object on stdout")

    def handle(self, *args, file: Path, **options):
        try:
            report, status = self._run(file, **options)
        except (Unreadable, CommandError, OSError) as refused:
            said = _plain(refused)
            if not options["json"]:
                raise CommandError(said, returncode=REFUSED) from None
            report, status = nothing_read(said, dry_run=options["dry_run"]), REFUSED
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) if options["json"] else as_text(report))
        if status != DONE:
            sys.exit(status)

    def _run(self, file: Path, *, centre, kind, as_of, dry_run, accept_good, **options) -> tuple[dict, int]:
        prepare(self.stderr)
        now = timezone.now()
        day = self._day(as_of) or timezone.localdate(now)
        by = system_actor(place=a_centre(centre), via="command", at=now)
        asked = {"name": file.name, "as_of": day, "by": by, "kind": kind, "progress": self._progress}
        if dry_run:
            judged, batch = judge_file(file, **asked), None
        else:
            judged, batch = write_file(file, accept_good=accept_good, **asked)
        return as_json(judged, batch=batch, dry_run=dry_run), _status(judged, accept_good=accept_good)

    def _day(self, text: str | None) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise CommandError(f"--as-of: {text} is not a day; write YYYY-MM-DD.", returncode=REFUSED) from None

    def _progress(self, rows: int) -> None:
        self.stderr.write(f"{rows} rows read", ending="\r" if self.stderr.isatty() else "\n", style_func=str)


def _status(judged, *, accept_good: bool) -> int:
    if not judged.plan.refused_rows:
        return DONE
    return DONE_WITHOUT_SOME if accept_good else REFUSED


def _plain(refused: Exception) -> str:
    if isinstance(refused, FileNotFoundError):
        return f"{refused.filename}: no such file."
    return str(refused)
