"""`shuniu restore FILE`: a backup back into an empty database. Exit 0: restored; 2: refused, and nothing changed."""

import json
import sys
from getpass import getpass
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from shuniu.kernel.actor import system_actor
from shuniu.kernel.backup.key import BackupKey, key_path
from shuniu.kernel.backup.refusal import BackupRefused
from shuniu.kernel.backup.restoring import check_backup, restore_backup
from shuniu.kernel.command_line import REFUSED
from shuniu.kernel.places.codes import NATION
from shuniu.kernel.prepare import prepare
from shuniu.kernel.trail import seal_trail, verify_trail


class Command(BaseCommand):
    help = "Restore a backup, made on either engine, all of it or nothing. Stop the program first."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--key-file", metavar="PATH", help="the slip of the backup key as a text; - reads it from stdin"
        )
        parser.add_argument("--replace", action="store_true", help="replace everything that is in the database")
        parser.add_argument("--check", action="store_true", help="only read the backup through; change nothing")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, file, key_file, replace, check, **options):
        try:
            key = self._key(key_file)
            if check:
                told, found = check_backup(file, key, progress=self._progress), None
            else:
                prepare(self.stderr)
                by = system_actor(place=NATION, via="command", at=timezone.now())
                told = restore_backup(file, key, by=by, replace=replace, progress=self._progress)
                key.keep(key_path(settings.SHUNIU_HOME))
                found = self._verified(by.at)
        except FileNotFoundError as missing:
            raise CommandError(f"There is no {missing.filename}.", returncode=REFUSED) from None
        except BackupRefused as refused:
            self.stderr.write("")
            raise CommandError(str(refused), returncode=REFUSED) from None
        self._tell(told, found, options["json"])

    def _key(self, key_file):
        if key_file == "-":
            return BackupKey.from_slip(sys.stdin.read())
        if key_file:
            return BackupKey.from_slip(Path(key_file).read_text())
        try:
            return BackupKey.at(key_path(settings.SHUNIU_HOME))
        except FileNotFoundError:
            if not sys.stdin.isatty():
                raise BackupRefused("This machine has no backup key yet. Give the slip's with --key-file.") from None
        return BackupKey.from_slip(getpass("Backup key, from the slip: "))

    def _verified(self, at) -> list[dict]:
        found = verify_trail()
        if not found:
            seal_trail(at=at)
        return [{"from": f.first_id, "to": f.last_id, "problem": f.problem} for f in found]

    def _tell(self, told, found, as_json):
        self.stderr.write("")
        if as_json:
            self.stdout.write(json.dumps({"restored": found is not None, **told.as_json(), "findings": found or []}))
            return
        done = "Whole and readable" if found is None else "Restored"
        self.stdout.write(f"{done}: {told.rows:,} rows of {told.tables} tables, as of {told.made_at} ({told.engine}).")
        for name in told.kept_aside:
            self.stdout.write(f"  this home's own key was kept aside as keys/{name}")
        for finding in found or ():
            self.stdout.write(
                f"  the trail in the backup: entries {finding['from']}–{finding['to']}: {finding['problem']}"
            )

    def _progress(self, done, total):
        self.stderr.write(f"\r{done:,} of {total:,} rows", ending="")
