"""Requests taken in at the window: 8 clients without a pause, and 50 at once, of which none may be lost.

work   the intake form posted: validated, numbered, sealed, stored with its handler and its trail entry
limit  hello: a text without middleware, session or database, by the same server
Served and asked as in pages_bench, by 8 clients over kept connections from a process of its own.
"""

from __future__ import annotations

import argparse
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier

from benchmarks.pages_bench import CLIENTS, HELLO, SECONDS, get, measure, note, post, served, token
from benchmarks.runner import Bar, Figure, Report, ask, engines, say

AT_ONCE, POSTS, SHARE_OF_HELLO, P95 = 50, 24_000, 15, 60
INTAKE = "intake posted"
FIELDS = {"applicant": "Wang", "phone": "13812345678", "channel": "window", "request": "card"}


def run(*, rows: int | None, rounds: int, engine: str | None = None, quick: bool = False, **_other) -> Report:
    posts = rows or (2_000 if quick else POSTS)
    report = Report("intake", {"clients": CLIENTS, "at once": AT_ONCE, "posts": posts, "rounds": rounds})
    for name, environment in engines([engine] if engine else ["sqlite", "postgresql"], report):
        say(f"intake on {name}: {rounds} rounds …")
        facts = ask("benchmarks.intake_bench", "fill", environment=environment)
        with served(environment) as (ports, processes):
            cookie = {"Cookie": f"sessionid={facts['session']}"}
            path = f"/window/services/{facts['service']}/intake/"
            tokens = token(ports["house"], path, cookie)
            lost = at_once(ports["house"], path, tokens, cookie, environment)
            turns = {
                HELLO: {"port": ports["hello"], "expect": 200, "requests": [get("/", {})]},
                INTAKE: {
                    "port": ports["house"], "expect": 302, "once": True,
                    "requests": [post(path, tokens, FIELDS | {"intake_key": f"k{n}"}, cookie) for n in range(posts)],
                },
            }  # fmt: skip
            seconds = 0.3 if quick else SECONDS
            found = [measure(turns, processes, environment, number, rounds, seconds) for number in range(rounds)]
        add_engine(report, name, found, lost)
    return report


def add_engine(report: Report, engine: str, found: list[dict], lost: int) -> None:
    figures = {
        turn: Figure(
            f"{engine} · {turn}", [each[turn]["per_second"] for each in found], "requests/s", note(found, turn)
        )
        for turn in (HELLO, INTAKE)
    }
    report.figures += figures.values()
    share = figures[HELLO].median / figures[INTAKE].median
    p95 = Figure("", [each[INTAKE]["p95_ms"] for each in found]).median
    report.bars += [
        Bar(f"{engine} · lost of {AT_ONCE} at once", lost, at_most=0, unit=""),
        Bar(f"{engine} · {INTAKE}: hello is faster by", share, at_most=SHARE_OF_HELLO),
        Bar(f"{engine} · {INTAKE}: p95", p95, at_most=P95, unit="ms"),
    ]


def at_once(port: int, path: str, tokens: tuple[str, str], cookie: dict, environment: dict) -> int:
    """How many of 50 requests, let go at one moment, are not a case of their own afterwards."""
    gate = Barrier(AT_ONCE)

    def one(number: int) -> int:
        text = post(path, tokens, FIELDS | {"intake_key": f"once{number}"}, cookie)
        head, body = text.split("\r\n\r\n", 1)
        headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        gate.wait(60)
        connection.request("POST", path, body=body, headers=headers)
        return connection.getresponse().status

    with ThreadPoolExecutor(AT_ONCE) as clients:
        answers = list(clients.map(one, range(AT_ONCE)))
    kept = ask("benchmarks.intake_bench", "count", environment=environment)["cases"]
    return AT_ONCE - min(kept, answers.count(302))


# --- What runs in a program of its own ----------------------------------------------------------------------------------


def fill() -> dict:
    """An empty installation with one service on its menu and a worker who has signed in."""
    from datetime import UTC, datetime

    from benchmarks import register
    from shuniu.casework.actions.case_types import set_case_type
    from shuniu.casework.actions.menu import offer_service
    from shuniu.kernel.prepare import prepare
    from tests.cast import actor_in

    prepare(sys.stderr)
    by = actor_in("director", at=datetime.now(UTC))
    kind = set_case_type(code="agency", name="代理服务", limit_days=10, by=by)
    service = offer_service(kind, code="agency", name="代理服务", description="代办", by=by)
    return {"session": register.session_of("worker"), "service": service.pk}


def count() -> dict[str, int]:
    """The different numbers of the cases that came of the fifty."""
    from shuniu.casework.public import Case

    cases = Case.objects.unscoped(because="a benchmark counts its own installation")
    return {"cases": cases.filter(intake_key__startswith="once").values("number").distinct().count()}


if __name__ == "__main__":
    import django

    django.setup()
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=["fill", "count"])
    print(json.dumps({"fill": fill, "count": count}[parser.parse_args().step]()))
