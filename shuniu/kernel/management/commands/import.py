"""`shuniu import FILE --centre CODE`: an office file into the register, whichever room reads it."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from shuniu.kernel.actor import system_actor
from shuniu.kernel.command_line import REFUSED, HouseCommand, a_centre
from shuniu.kernel.imports.account import blank_account, in_words, takes_something
from shuniu.kernel.imports.kinds import AUTO, KINDS, AnotherKind
from shuniu.kernel.imports.reading import Unreadable
from shuniu.kernel.prepare import prepare
from shuniu.kernel.trail import seal_trail

DONE, DONE_WITHOUT_SOME = 0, 1


class Command(HouseCommand):
    help = (
        "Import an office file (.xlsx, .xls, .csv): groups and members, organizations, volunteers and hours. Exit code 0: "
        "done; 1: done without the refused rows (--accept-good); 2: refused, nothing changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--centre", required=True, help="12-digit code of the subdistrict")
        parser.add_argument(
            "--kind", choices=list(KINDS), default=AUTO, help="what the file is; by default its headings say it"
        )
        parser.add_argument("--as-of", help="the day the file speaks for, YYYY-MM-DD; default today")
        parser.add_argument("--dry-run", action="store_true", help="judge only; write nothing")
        parser.add_argument(
            "--accept-good", action="store_true", help="write the good rows, leave the refused ones out"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object on stdout")

    def handle(self, *args, file: Path, accept_good, dry_run, **options):
        try:
            account = self._read(file, accept_good=accept_good, dry_run=dry_run, **options)
        except (Unreadable, CommandError, OSError) as refused:
            said = _plain(refused)
            if not options["json"]:
                raise CommandError(said, returncode=REFUSED) from None
            account = {**blank_account(dry_run=dry_run), "error": said}
        self.stdout.write(json.dumps(account, ensure_ascii=False, indent=2) if options["json"] else in_words(account))
        if (status := _status(account, accept_good=accept_good)) != DONE:
            sys.exit(status)

    def _read(self, file: Path, *, centre, kind, as_of, dry_run, accept_good, **options) -> dict:
        prepare(self.stderr)
        now = timezone.now()
        today = timezone.localdate(now)
        day = self._day(as_of, today) or today
        by = system_actor(place=a_centre(centre), via="command", at=now)
        asked = {
            "name": file.name, "as_of": day, "by": by, "dry_run": dry_run, "accept_good": accept_good,
            "progress": self._progress,
        }  # fmt: skip
        try:
            account = KINDS[kind].read(file, kind=kind, **asked)
        except AnotherKind as other:
            account = other.kind.read(file, kind=other.kind.name, **asked)
        if account["batch"]:
            seal_trail(at=now)  # where nothing serves, no clock does
        return account

    def _day(self, text: str | None, today: date) -> date | None:
        try:
            day = date.fromisoformat(text) if text else None
        except ValueError:
            said = _("--as-of: %(text)s is not a day; write YYYY-MM-DD.") % {"text": text}
            raise CommandError(said, returncode=REFUSED) from None
        if day and day > today:
            said = _("--as-of: %(text)s has not come yet; a file speaks for today at the latest.") % {"text": text}
            raise CommandError(said, returncode=REFUSED)
        return day

    def _progress(self, rows: int) -> None:
        ending = "\r" if self.stderr.isatty() else "\n"
        self.stderr.write(_("%(rows)d rows read") % {"rows": rows}, ending=ending, style_func=str)


def _status(account: dict, *, accept_good: bool) -> int:
    if "error" in account:
        return REFUSED
    if not account["rejected_rows"]:
        return DONE
    return DONE_WITHOUT_SOME if accept_good and takes_something(account) else REFUSED


def _plain(refused: Exception) -> str:
    if isinstance(refused, FileNotFoundError):
        return _("There is no file %(name)s.") % {"name": refused.filename}
    if isinstance(refused, OSError):
        return _("%(name)s cannot be read: %(why)s.") % {"name": refused.filename, "why": refused.strerror}
    return str(refused)
