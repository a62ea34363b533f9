"""A burst of check-ins: 400 phones, one at a time, flat out from many at once, in batches, and spread over a minute.

work   check_in of one phone, with its judgement and its line in the trail · deliver_check_ins of fifty
limit  the bare driver inserting the same row, one transaction each
Both engines. In the burst every phone delivers twice at once: none may be lost, none counted twice.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from datetime import timedelta

from benchmarks.runner import Bar, Figure, Report, ask, engines, say

PHONES, AT_ONCE, THREADS = 400, 50, 64
OF_BARE = {"postgresql": 0.5, "sqlite": 0.25}
OF_ONE = {"postgresql": 8, "sqlite": 3}
MINUTE = 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], help="one engine only")


def run(*, rows: int | None, rounds: int, engine: str | None = None, quick: bool = False, **_other) -> Report:
    phones = rows or PHONES
    report = Report("checkin", {"phones": phones, "rounds": rounds, "threads": THREADS})
    for name, environment in engines([engine] if engine else ["postgresql", "sqlite"], report):
        say(f"checkin on {name}: filling and measuring …")
        spread = 1.0 if quick else MINUTE
        add_engine(report, name, ask("benchmarks.checkin_bench", phones, rounds, spread, environment=environment))
    return report


def add_engine(report: Report, engine: str, found: dict) -> None:
    figures = {name: Figure(f"{engine} · {name}", values, "check-ins/s") for name, values in found["rates"].items()}
    figures["in a minute"] = Figure(f"{engine} · slowest of the phones spread over a minute", found["slowest"], "ms")
    report.figures += figures.values()
    names = ("bare driver", "one at a time", f"in batches of {AT_ONCE}", f"flat out from {THREADS} at once")
    bare, one, fifty, flat = (figures[name].median for name in names)
    report.bars += [
        Bar(f"{engine} · flat out with their trail, of the bare driver's inserts", flat / bare, at_least=OF_BARE[engine]),
        Bar(f"{engine} · batches of {AT_ONCE}, of one at a time", fifty / one, at_least=OF_ONE[engine]),
        Bar(f"{engine} · check-ins lost, flat out and over a minute", found["lost"], at_most=0, unit=""),
        Bar(f"{engine} · check-ins counted twice", found["twice"], at_most=0, unit=""),
    ]  # fmt: skip


# --- What runs in a program of its own --------------------------------------------------------------------------------
def main(phones: int, rounds: int, spread: float) -> dict:
    from benchmarks import station
    from shuniu.kernel.prepare import prepare

    prepare(sys.stderr)
    volunteers = station.fill(phones)
    one, fifty, bare, flat = (
        "one at a time",
        f"in batches of {AT_ONCE}",
        "bare driver",
        f"flat out from {THREADS} at once",
    )
    rates: dict[str, list[float]] = {bare: [], one: [], fifty: [], flat: []}
    lost = twice = 0
    slowest: list[float] = []
    for number in range(rounds):
        for name, work in ((bare, by_hand), (one, one_by_one), (fifty, in_batches)):
            shift, token = station.a_shift(volunteers, title=f"{name} {number}")
            start = time.perf_counter()
            work(shift, token, volunteers)
            rates[name].append(phones / (time.perf_counter() - start))
        shift, token = station.a_shift(volunteers, title=f"flat {number}")
        took, _waits = burst(token, volunteers, spread=0)
        rates[flat].append(2 * phones / took)
        lost, twice = add_wrong(shift, phones, lost, twice)
    shift, token = station.a_shift(volunteers, title="a minute")
    _took, waits = burst(token, volunteers, spread=spread)
    slowest.append(max(waits) * 1_000)
    lost, twice = add_wrong(shift, phones, lost, twice)
    return {"rates": rates, "lost": lost, "twice": twice, "slowest": slowest}


def add_wrong(shift, phones: int, lost: int, twice: int) -> tuple[int, int]:
    from shuniu.volunteers.models import CheckIn

    counted = list(CheckIn.everything.filter(shift=shift, answer="counted").values_list("volunteer_id", flat=True))
    return lost + phones - len(set(counted)), twice + len(counted) - len(set(counted))


def by_hand(shift, token: str, volunteers) -> None:
    """The bare driver: one row, one transaction, nothing asked and nothing told."""
    from django.db import connection

    connection.ensure_connection()
    driver, sqlite = connection.connection, connection.vendor == "sqlite"
    mark = "?" if sqlite else "%s"
    names = "centre_id, volunteer_id, shift_id, move, said_at, delivered_at, delivery, answer, via, delivered_by"
    statement = f"INSERT INTO volunteers_checkin ({names}) VALUES ({', '.join([mark] * 10)})"  # noqa: S608 names only
    at = "2026-11-20 00:55:00" if sqlite else shift.starts_at - timedelta(minutes=5)
    for n, each in enumerate(volunteers):
        told = (each.centre_id, each.pk, shift.pk, "arrive", at, at, f"b{n}", "counted", "phone", "王福生")
        if sqlite:
            driver.execute("BEGIN IMMEDIATE")
            driver.execute(statement, told)
            driver.execute("COMMIT")
        else:
            with driver.transaction(), driver.cursor() as cursor:
                cursor.execute(statement, told)


def one_by_one(shift, token: str, volunteers) -> None:
    place = place_of_centre()
    for n, each in enumerate(volunteers):
        come(each, token, f"o{n}", place)


def in_batches(shift, token: str, volunteers) -> None:
    from shuniu.volunteers.actions.checking_in import Delivery
    from shuniu.volunteers.checking import deliver

    centre, by = place_of_centre(), seat(None)
    for first in range(0, len(volunteers), AT_ONCE):
        some = volunteers[first : first + AT_ONCE]
        deliver([Delivery(each, token, by.at, f"f{each.pk}") for each in some], centre=centre, by=by)


def come(volunteer, token: str, mark: str, centre):
    """One phone comes, as the page lets it in."""
    from shuniu.volunteers.actions.checking_in import Delivery
    from shuniu.volunteers.checking import hand_in

    by = seat(volunteer)
    return hand_in(Delivery(volunteer, token, by.at, mark), centre=centre, by=by)


def place_of_centre():
    from shuniu.kernel.models import Place
    from tests.cast import CENTRE

    return Place.objects.get(pk=CENTRE)


def seat(volunteer):
    """The volunteer on the phone; None: the desk."""
    from benchmarks.station import STARTS
    from tests.cast import actor_in

    at = STARTS - timedelta(minutes=5)
    if volunteer is None:
        return actor_in("worker", at=at)
    return actor_in(
        "volunteer", at=at, user_id=volunteer.pk, via="phone", subject=("volunteers.volunteer", volunteer.pk)
    )


def burst(token: str, volunteers, *, spread: float) -> tuple[float, list[float]]:
    """Every phone delivers twice, from THREADS at once; spread: over how many seconds. Returns (seconds, waits)."""
    from django.db import connection

    from shuniu.kernel.at_work import at_work

    tasks = [(n, each, copy) for n, each in enumerate(volunteers) for copy in range(2)]
    waits: list[float] = []
    place = place_of_centre()
    lock, begun = threading.Lock(), []  # when all had come, when all were done
    all_here = threading.Barrier(THREADS, action=lambda: begun.append(time.perf_counter()), timeout=600)

    def work() -> None:
        connection.ensure_connection()  # as the bare driver's, and any server's, is there before and stays
        all_here.wait()
        while True:
            with lock:
                if not tasks:
                    break
                n, each, copy = tasks.pop(0)
            due = begun[0] + spread * n / len(volunteers)
            time.sleep(max(due - time.perf_counter(), 0))
            began = time.perf_counter()
            with at_work():  # as the door of the pages lets it in
                come(each, token, f"t{n}-{copy}", place)
            waits.append(time.perf_counter() - began)
        all_here.wait()
        connection.close()

    threads = [threading.Thread(target=work) for _n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(waits) != 2 * len(volunteers):
        raise RuntimeError(f"{2 * len(volunteers) - len(waits)} deliveries failed")
    return begun[1] - begun[0], waits


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))))
