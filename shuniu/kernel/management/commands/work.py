"""`shuniu work`: the scheduler loop. The queue's worker is `shuniu db_worker`; `shuniu serve` runs both."""

import signal
import threading

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shuniu.kernel.command_line import HouseCommand
from shuniu.kernel.jobs import run_due

TICK = 15  # seconds


class Command(HouseCommand):
    help = "Run clock-driven jobs as they fall due, until stopped."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="run what is due now and stop")

    def handle(self, *args, once, **options):
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            close_old_connections()
            with translation.override(settings.LANGUAGE_CODE):  # what a job writes is the house's, not the terminal's
                done = list(run_due(now=timezone.now()))
            for name in done:
                self.stderr.write(_("ran %(job)s") % {"job": name}, style_func=str)
            if once:
                return
            stop.wait(TICK)
