"""`shuniu demo [--no-serve]`: build the demo subdistrict where there is none yet, then serve it."""

import os
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from demo.build import BUILT_ALREADY, IN_USE, HomeInUse, build, what_stands_here
from demo.cast import CAST
from demo.presenting import Bar, cast_in_words, lay_out_files
from shuniu.kernel.command_line import REFUSED, HouseCommand
from shuniu.kernel.prepare import prepare

IN_USE_TEXT = _(
    "This home holds a register that the demo did not make; it was left untouched. "
    "Give the demo a home of its own: SHUNIU_HOME=DIR (and no SHUNIU_DATABASE_URL)."
)


class Command(HouseCommand):
    help = "Build the demo subdistrict where there is none yet, then serve it. Exit code 2: a real register is here."

    def add_arguments(self, parser):
        parser.add_argument("--no-serve", action="store_true", help="build only")

    def handle(self, *args, no_serve, **options):
        prepare(self.stderr)
        self._build()
        self.stderr.write(cast_in_words(CAST), style_func=str)
        if not no_serve:
            self._serve()

    def _build(self) -> None:
        standing = what_stands_here()
        if standing == IN_USE:
            raise CommandError(str(IN_USE_TEXT), returncode=REFUSED)
        if standing == BUILT_ALREADY:
            self.stderr.write(_("The demo is here already."), style_func=str)
            return
        now = timezone.now()
        bar = Bar(self.stderr, str(_("Building the demo")))
        try:
            with translation.override(settings.LANGUAGE_CODE):  # its papers are Chinese, whoever builds it
                files = build(at=now, day=timezone.localdate(now), progress=bar.show)
        except HomeInUse:  # somebody was faster
            raise CommandError(str(IN_USE_TEXT), returncode=REFUSED) from None
        bar.close()
        lay_out_files(settings.SHUNIU_HOME / "demo", files)
        self.stderr.write(
            _("The office's files: %(folder)s") % {"folder": settings.SHUNIU_HOME / "demo"}, style_func=str
        )

    def _serve(self) -> None:
        os.environ["SHUNIU_DEMO"] = "1"  # the processes that `serve` starts read it
        sys.stdout.flush()
        call_command("serve")
