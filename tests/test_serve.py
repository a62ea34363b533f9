"""`shuniu serve`: it starts, answers, and stops cleanly with everything it started."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.house import ROOT

SECONDS = 90


def test_serve_answers_and_stops_on_ctrl_c(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    origin = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "SHUNIU_HOME": str(tmp_path),
        "SHUNIU_ORIGIN": origin,
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "en_US.UTF-8",
    }
    environment.pop("SHUNIU_DATABASE_URL", None)
    program = [sys.executable, "-m", "shuniu", "serve"]
    with subprocess.Popen(
        program, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as server:
        try:
            assert "<html" in first_page(server, origin)
            assert len(family(server.pid)) > 3  # pages, queue, clock
            server.send_signal(signal.SIGINT)
            said = server.communicate(timeout=30)[1]
        finally:
            server.kill()
    assert "Stopping" in said
    assert "Traceback" not in said
    assert server.returncode == 0
    assert family(server.pid) == []


def first_page(server: subprocess.Popen, origin: str) -> str:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(origin, timeout=5) as answer:  # noqa: S310 our own server
                return answer.read().decode()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise AssertionError(f"no page within {SECONDS} s: {server.stderr and server.stderr.read()}")


def family(session: int) -> list[int]:
    """The processes of a session that are still alive (Linux)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended while we looked
            state, _parent, _group, its_session = stat.read_text().rpartition(")")[2].split()[:4]
            if int(its_session) == session and state != "Z":
                found.append(int(stat.parent.name))
    return found
