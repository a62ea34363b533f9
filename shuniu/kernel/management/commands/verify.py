"""`shuniu verify`: walk the trail's hash chain. Exit 0: untouched; 2: somebody changed it, and where."""

import json
import sys

from django.utils import timezone
from django.utils.translation import gettext as _

from shuniu.kernel.audit.queries import problem_label
from shuniu.kernel.command_line import REFUSED, HouseCommand
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.prepare import prepare
from shuniu.kernel.trail import seal_trail, verify_trail


class Command(HouseCommand):
    help = "Verify that the trail is as it was written."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        prepare(self.stderr)
        found = verify_trail(progress=lambda done, total: self.stderr.write(f"\r{done:,} of {total:,}", ending=""))
        sealed = 0 if found else seal_trail(at=timezone.now())
        entries = TrailEntry.objects.count()
        self.stderr.write("")
        if options["json"]:
            findings = [{"from": f.first_id, "to": f.last_id, "problem": str(problem_label(f.problem))} for f in found]
            account = {"entries": entries, "newly_sealed": sealed, "findings": findings}
            self.stdout.write(json.dumps(account, ensure_ascii=False))
        else:
            told = {"entries": f"{entries:,}", "sealed": f"{sealed:,}", "findings": len(found)}
            self.stdout.write(_("%(entries)s entries, %(sealed)s newly sealed, %(findings)d findings") % told)
            for f in found:
                where = _("entries %(first)d–%(last)d") % {"first": f.first_id, "last": f.last_id}
                self.stdout.write(f"  {where} · {problem_label(f.problem)}")
        if found:
            sys.exit(REFUSED)
