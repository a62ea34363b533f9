"""`shuniu restore FILE`: a backup back into an empty database. Exit 0: restored; 2: refused, and nothing changed."""

import json
import sys
from getpass import getpass
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from shuniu.kernel.actor import system_actor
from shuniu.kernel.audit.queries import problem_label
from shuniu.kernel.backup.key import BackupKey, key_path
from shuniu.kernel.backup.refusal import BackupRefused
from shuniu.kernel.backup.restoring import check_backup, open_backup, restore_backup
from shuniu.kernel.command_line import REFUSED, HouseCommand
from shuniu.kernel.places.codes import NATION
from shuniu.kernel.prepare import prepare
from shuniu.kernel.trail import seal_trail, verify_trail


class Command(HouseCommand):
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
                open_backup(file, key)  # who holds another key's slip need not wait for an empty register
                prepare(self.stderr)
                by = system_actor(place=NATION, via="command", at=timezone.now())
                told = restore_backup(file, key, by=by, replace=replace, progress=self._progress)
                key.keep(key_path(settings.SHUNIU_HOME))
                found = self._verified(by.at)
        except FileNotFoundError as missing:
            said = _("There is no file %(name)s.") % {"name": missing.filename}
            raise CommandError(said, returncode=REFUSED) from None
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
                raise BackupRefused(_("This machine has no backup key yet. Give the slip's with --key-file.")) from None
        return BackupKey.from_slip(getpass(_("Backup key, from the slip: ")))

    def _verified(self, at) -> list[dict]:
        found = verify_trail()
        if not found:
            seal_trail(at=at)
        return [{"from": f.first_id, "to": f.last_id, "problem": str(problem_label(f.problem))} for f in found]

    def _tell(self, told, found, as_json):
        self.stderr.write("")
        if as_json:
            account = {"restored": found is not None, **told.as_json(), "findings": found or []}
            self.stdout.write(json.dumps(account, ensure_ascii=False))
            return
        done = _("Whole and readable") if found is None else _("Restored")
        what = {"rows": f"{told.rows:,}", "tables": told.tables, "made_at": told.made_at, "engine": told.engine}
        said = _("%(rows)s rows of %(tables)d tables, as of %(made_at)s (%(engine)s)") % what
        self.stdout.write(f"{done} · {said}")
        for name in told.kept_aside:
            self.stdout.write("  " + _("This home's own key was kept aside as keys/%(name)s") % {"name": name})
        for finding in found or ():
            where = _("entries %(first)d–%(last)d") % {"first": finding["from"], "last": finding["to"]}
            self.stdout.write("  " + _("In the backup's trail: %(where)s · %(problem)s") % {"where": where, **finding})

    def _progress(self, done, total):
        self.stderr.write(
            "\r" + _("%(done)s of %(total)s rows") % {"done": f"{done:,}", "total": f"{total:,}"}, ending=""
        )
