"""`shuniu serve`: the pages, the queue's worker and the scheduler, until stopped."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from shuniu.kernel.command_line import HouseCommand
from shuniu.kernel.prepare import prepare

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 named, not listened on
GRACE = 10  # seconds a process has to end by itself


class Command(HouseCommand):
    help = "Serve the pages at SHUNIU_ORIGIN, and run the jobs."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=urlsplit(settings.SHUNIU_ORIGIN).port or 8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args, host, port, workers, **options):
        prepare(self.stderr)
        origin = _origin(host, port)
        environment = {**os.environ, "SHUNIU_ORIGIN": origin}  # what the papers' codes lead to is what is served
        children = [subprocess.Popen(line, env=environment) for line in _lines(host, port, workers)]  # noqa: S603 our own
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        self.stderr.write(_("%(address)s (stop with Ctrl-C)") % {"address": origin}, style_func=str)
        try:
            while all(child.poll() is None for child in children):
                time.sleep(0.5)
            sys.exit(1)  # one has died: the supervisor above us starts all anew
        except KeyboardInterrupt:
            self.stderr.write(_("Stopping …"), style_func=str)
        finally:
            _end(children)


def _origin(host: str, port: int) -> str:
    """The address people type: as it was set, or else where the pages are served on this machine."""
    if os.environ.get("SHUNIU_ORIGIN"):
        return settings.SHUNIU_ORIGIN
    if host in EVERYWHERE:
        host = "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _lines(host: str, port: int, workers: int) -> list[list[str]]:
    python = sys.executable
    return [
        [python, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers),
         "--blocking-threads", "4", "--no-ws", "--log-level", os.environ.get("SHUNIU_LOG", "warning").lower(),
         "shuniu.config.wsgi:application"],
        [python, "-m", "shuniu", "db_worker", "--queue-name", "*", "--no-startup-delay"],
        [python, "-m", "shuniu", "work"],
    ]  # fmt: skip


def _end(children: list[subprocess.Popen]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE
    for child in children:
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
