"""`shuniu work`: the scheduler loop. The queue's worker is `shuniu db_worker`; `shuniu serve` runs both."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from shuniu.kernel.jobs import run_due

TICK = 15  # seconds


class Command(BaseCommand):
    help = "Run clock-driven jobs as they fall due, until stopped."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="run what is due now and stop")

    def handle(self, *args, once, **options):
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            close_old_connections()
            for name in run_due(now=timezone.now()):
                self.stderr.write(f"ran {name}")
            if once:
                return
            stop.wait(TICK)
