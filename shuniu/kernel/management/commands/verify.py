"""`shuniu verify`: walk the trail's hash chain. Exit 0: untouched; 2: somebody changed it, and where."""

import json
import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from shuniu.kernel.command_line import REFUSED
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.prepare import prepare
from shuniu.kernel.trail import seal_trail, verify_trail


class Command(BaseCommand):
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
            findings = [{"from": f.first_id, "to": f.last_id, "problem": f.problem} for f in found]
            self.stdout.write(json.dumps({"entries": entries, "newly_sealed": sealed, "findings": findings}))
        else:
            self.stdout.write(f"{entries:,} entries, {sealed:,} newly sealed, {len(found)} findings")
            for f in found:
                self.stdout.write(f"  entries {f.first_id}–{f.last_id}: {f.problem}")
        if found:
            sys.exit(REFUSED)
