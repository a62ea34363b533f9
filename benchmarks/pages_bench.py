"""Two pages as people use them, against the least that Django can answer.

work   the register's list (50 rows with session, scope, permission, count, six ones) · the monthly return posted and
       trailed, each post a new group or month
limit  hello: a text without middleware, session or database, by the same server
peer   the same list and a return's form as generic views with Django templates, N+1 queries and an exact count
Served by granian with 2 workers and 4 threads each, asked by 8 clients over kept connections from a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.runner import ROOT, Bar, Figure, Report, ask, child_environment, engines, say

GROUPS, CLIENTS, SECONDS, WORKERS, THREADS = 193, 8, 4.0, 2, 4
SHARE_OF_HELLO, LIST_QUERIES, RETURN_QUERIES, RETURN_P95 = 15, 8, 12, 40
LIST, RETURN, HELLO, PLAIN_LIST, PLAIN_RETURN = "list of 50", "return posted", "hello", "plain list", "plain return"
FIGURES = {"meetings": 1, "trainings": 1, "activities": 8, "attendance": 23, "members": 28, "note": ""}


def run(*, rows: int | None, rounds: int, engine: str | None = None, quick: bool = False, **_other) -> Report:
    groups = rows or GROUPS
    report = Report("pages", {"groups": groups, "clients": CLIENTS, "seconds a turn": SECONDS, "rounds": rounds})
    for name, environment in engines([engine] if engine else ["sqlite", "postgresql"], report):
        say(f"pages on {name}: {groups} groups, {rounds} rounds …")
        facts = ask("benchmarks.pages_bench", "fill", groups, environment=environment)
        with served(environment) as (ports, processes):
            turns = requests(facts, ports)
            found = [
                measure(turns, processes, environment, number, rounds, 0.3 if quick else SECONDS)
                for number in range(rounds)
            ]
        add_engine(report, name, facts, found)
    return report


def add_engine(report: Report, engine: str, facts: dict, found: list[dict]) -> None:
    figures = {
        turn: Figure(
            f"{engine} · {turn}", [each[turn]["per_second"] for each in found], "requests/s", note(found, turn)
        )
        for turn in found[0]
    }
    report.figures += figures.values()
    for turn, queries, at_most in (
        (LIST, facts["list_queries"], LIST_QUERIES),
        (RETURN, facts["return_queries"], RETURN_QUERIES),
    ):
        share = figures[HELLO].median / figures[turn].median
        report.bars.append(Bar(f"{engine} · {turn}: hello is faster by", share, at_most=SHARE_OF_HELLO))
        report.bars.append(Bar(f"{engine} · {turn}: queries", queries, at_most=at_most, unit=""))
        busy = [each[turn]["processor_ms"] / each[HELLO]["processor_ms"] for each in found]
        report.figures.append(Figure(f"{engine} · {turn}: processor time, hello = 1", busy, "times"))
    p95 = Figure("", [each[RETURN]["p95_ms"] for each in found]).median
    report.bars.append(Bar(f"{engine} · {RETURN}: p95", p95, at_most=RETURN_P95, unit="ms"))


def note(found: list[dict], turn: str) -> str:
    """What else the last round saw."""
    last = found[-1][turn]
    wrong = f", unexpected {last['unexpected']}" if last["unexpected"] else ""
    return f"{last['processor_ms']:.2f} ms of processor, p50 {last['median_ms']:.1f} ms, p95 {last['p95_ms']:.1f} ms, clients' share {last['own_share']:.0%}{wrong}"


# --- Servers and clients ------------------------------------------------------------------------------------------------

SERVED = {
    "hello": ("benchmarks.hello:application", {}),
    "house": ("shuniu.config.wsgi:application", {}),
    "plain": ("benchmarks.plain.wsgi:application", {"DJANGO_SETTINGS_MODULE": "benchmarks.plain.settings"}),
}


@contextmanager
def served(environment: dict[str, str], threads: int = THREADS) -> Iterator[tuple[dict[str, int], dict[int, int]]]:
    """The three applications, each on a port of its own (name → port, port → process); they wait while another is asked."""
    servers, ports = [], {name: free_port() for name in SERVED}
    try:
        for name, (application, more) in SERVED.items():
            command = [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(ports[name]),
                "--workers", str(WORKERS), "--blocking-threads", str(threads), "--no-ws", "--log-level", "warning", application,
            ]  # fmt: skip
            mine = {**child_environment(environment), **more}
            servers.append(subprocess.Popen(command, cwd=ROOT, env=mine, start_new_session=True))
        for server, port in zip(servers, ports.values(), strict=True):
            wait_for(server, port)
        yield ports, {port: server.pid for server, port in zip(servers, ports.values(), strict=True)}
    finally:
        for server in servers:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)  # it and its workers; what they held goes with the home
        for server in servers:
            server.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(server: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            HTTPConnection("127.0.0.1", port, timeout=10).request("GET", "/")
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers at port {port}")


def requests(facts: dict, ports: dict[str, int]) -> dict[str, dict]:
    """Turn to its plan for benchmarks.load; the posts of a turn are used up, never repeated."""
    cookie, plain_cookie = ({"Cookie": f"sessionid={facts[name]}"} for name in ("session", "plain_session"))
    form, plain = f"/groups/{facts['open'][0][0]}/returns/{facts['open'][0][1][:7]}/", "/returns/new/"
    of_house, of_plain = token(ports["house"], form, cookie), token(ports["plain"], plain, plain_cookie)
    half = len(facts["open"]) // 2
    posts = [post(f"/groups/{pk}/returns/{month[:7]}/", of_house, {**FIGURES, "channel": "paper"}, cookie)
             for pk, month in facts["open"][:half]]  # fmt: skip
    more = {"centre": facts["centre"], "filed_at": "2026-11-01 09:00", "filed_by": "x", "channel": "paper"}
    plain_posts = [post(plain, of_plain, {**FIGURES, **more, "group": pk, "month": month}, plain_cookie)
                   for pk, month in facts["open"][half:]]  # fmt: skip
    return {
        HELLO: {"port": ports["hello"], "expect": 200, "requests": [get("/", {})]},
        LIST: {"port": ports["house"], "expect": 200, "requests": [get("/groups/", cookie)]},
        PLAIN_LIST: {"port": ports["plain"], "expect": 200, "requests": [get("/groups/", plain_cookie)]},
        RETURN: {"port": ports["house"], "expect": 302, "requests": posts, "once": True},
        PLAIN_RETURN: {"port": ports["plain"], "expect": 302, "requests": plain_posts, "once": True},
    }


def token(port: int, path: str, headers: dict[str, str]) -> tuple[str, str]:
    """The CSRF cookie and the form's token, read from the form as a browser does."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    cookie = re.search(r"csrftoken=(\w+)", answer.headers["Set-Cookie"])[1]
    return cookie, re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]


def get(path: str, headers: dict[str, str]) -> str:
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{k}: {v}" for k, v in headers.items()), "", ""])


def post(path: str, tokens: tuple[str, str], fields: dict, headers: dict[str, str]) -> str:
    body = "&".join(f"{k}={v}" for k, v in {"csrfmiddlewaretoken": tokens[1], **fields}.items()).replace(" ", "+")
    head = {
        **headers, "Cookie": f"{headers['Cookie']}; csrftoken={tokens[0]}", "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
    }  # fmt: skip
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{k}: {v}" for k, v in head.items()), "", body])


def measure(
    turns: dict[str, dict], processes: dict[int, int], environment: dict, number: int, rounds: int, seconds: float
) -> dict:
    """One round: every turn once, each by a fresh process of clients."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, plan in turns.items():
            mine = plan["requests"]
            if plan.get("once"):
                share = len(mine) // rounds
                mine = mine[number * share : (number + 1) * share]
            whole = {**plan, "requests": mine, "clients": CLIENTS, "seconds": seconds, "warm_up": seconds / 2,
                     "server": processes[plan["port"]]}  # fmt: skip
            path = Path(folder, "plan.json")
            path.write_text(json.dumps(whole))
            found[name] = ask("benchmarks.load", path, environment=environment)
    return found


# --- What runs in a program of its own ----------------------------------------------------------------------------------


def fill(groups: int) -> dict:
    """Fill an empty installation; what the clients must know, and the queries that each page costs."""
    from benchmarks import register
    from shuniu.kernel.prepare import prepare
    from tests.cast import CENTRE

    prepare(sys.stderr)
    register.fill(groups)
    session, months = register.session_of("worker"), register.open_months(groups)
    return {
        "session": session,
        "plain_session": register.session_of("worker", register.PLAIN),
        "centre": CENTRE,
        "open": [(pk, month.isoformat()) for pk, month in months[2:]],
        **queries(session, months[0], months[1]),
    }


def queries(session: str, *open_months: tuple) -> dict[str, int]:
    """How many queries the list and the post cost, counted at the second asking of each."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["sessionid"] = session
    for _again in range(2):
        with CaptureQueriesContext(connection) as listed:
            assert client.get("/groups/").status_code == 200
    for pk, month in open_months:
        with CaptureQueriesContext(connection) as posted:
            answer = client.post(f"/groups/{pk}/returns/{month:%Y-%m}/", {**FIGURES, "channel": "paper"})
            assert answer.status_code == 302, answer.content.decode()
    return {"list_queries": len(listed), "return_queries": len(posted)}


if __name__ == "__main__":
    import django

    django.setup()
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=["fill"])
    parser.add_argument("groups", type=int)
    print(json.dumps(fill(parser.parse_args().groups)))
