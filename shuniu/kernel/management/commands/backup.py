"""`shuniu backup FILE`: everything in one encrypted file. Exit 0: made; 2: refused, and why."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from shuniu.kernel.actor import system_actor
from shuniu.kernel.backup.actions import note_backup
from shuniu.kernel.backup.key import BackupKey
from shuniu.kernel.backup.making import make_backup
from shuniu.kernel.backup.refusal import BackupRefused
from shuniu.kernel.command_line import REFUSED, HouseCommand
from shuniu.kernel.places.codes import NATION
from shuniu.kernel.prepare import prepare

SLIP = """
  枢纽 · 备份密钥                                   Shuniu · backup key

      {first}
      {second}

  编号 No. {number}
  打印两份，分别锁好；凭备份文件和这张纸条可以恢复，缺一不可。
  Print twice, lock away apart. A backup opens with this slip and with nothing else.
"""


class Command(HouseCommand):
    help = "Write a consistent, encrypted backup of the database and its keys, while people work on."

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", nargs="?", type=Path, help="where to; an existing file is replaced in one step")
        what.add_argument("--show-key", action="store_true", help="print the slip of the backup key, for the safe")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, file, show_key, **options):
        try:
            key = BackupKey.of_home(settings.SHUNIU_HOME)
            self._show(key) if show_key else self._back_up(file, key, options["json"])
        except BackupRefused as refused:
            raise CommandError(str(refused), returncode=REFUSED) from None

    def _show(self, key):
        groups = key.slip.split("-")
        self.stdout.write(SLIP.format(first="-".join(groups[:7]), second="-".join(groups[7:]), number=key.id.hex()))

    def _back_up(self, file, key, as_json):
        prepare(self.stderr)
        by = system_actor(place=NATION, via="command", at=timezone.now())
        made = make_backup(file, key, at=by.at, progress=self._progress)
        note_backup(rows=made.rows, whole=made.whole, key_id=made.key_id, by=by)
        size = file.stat().st_size
        self.stderr.write("")
        if as_json:
            self.stdout.write(json.dumps({"file": str(file), "bytes": size, **made.as_json()}))
        else:
            told = {"rows": f"{made.rows:,}", "tables": made.tables, "size": f"{size:,}", "key": made.key_id}
            said = _("%(rows)s rows of %(tables)d tables, %(size)s bytes, key %(key)s") % told
            self.stdout.write(f"{file} · {said}")
            self.stdout.write(_("It opens with the slip of that key alone: shuniu backup --show-key"))

    def _progress(self, done, total):
        self.stderr.write(
            "\r" + _("%(done)s of %(total)s rows") % {"done": f"{done:,}", "total": f"{total:,}"}, ending=""
        )
