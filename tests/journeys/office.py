"""The demo subdistrict, open for a day: served as `shuniu serve` serves it, on a copy that may be written to."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

SECONDS = 120  # two cores may be busy with the other tests


@dataclass(frozen=True, slots=True)
class Office:
    origin: str
    home: Path

    def asked(self, question: str, *values):
        """The first value of the first row that SQL finds; None where it finds none."""
        with closing(sqlite3.connect(self.home / "shuniu.sqlite3", timeout=20)) as database:
            row = database.execute(question, values).fetchone()
        return row and row[0]


@contextmanager
def served(home: Path) -> Iterator[Office]:
    """The home's pages, queue and clock, at a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        origin = f"http://127.0.0.1:{free.getsockname()[1]}"
    kept = {name: value for name, value in os.environ.items() if name != "SHUNIU_DATABASE_URL"}
    environment = {**kept, "SHUNIU_HOME": str(home), "SHUNIU_ORIGIN": origin, "SHUNIU_DEMO": "1"}
    program = [sys.executable, "-m", "shuniu", "serve", "--workers", "1"]
    said = home / "served.log"
    with said.open("wb") as log:
        server = subprocess.Popen(program, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_for_first_page(server, origin, said)
        yield Office(origin, home)
    finally:
        stop(server)
    assert "Traceback" not in said.read_text(), said.read_text()[-5_000:]


def wait_for_first_page(server: subprocess.Popen, origin: str, said: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(URLError, ConnectionError, TimeoutError), urlopen(f"{origin}/enter-as/", timeout=10):  # noqa: S310
            return
        time.sleep(0.2)
    raise AssertionError(f"no page within {SECONDS} s: {said.read_text()[-5_000:]}")


def stop(server: subprocess.Popen) -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
