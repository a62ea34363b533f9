"""Booking in parallel, and the week of a centre.

work   64 clients book overlapping times of a few spaces through the whole action: rules, slots, trail
limit  the bare exclusion constraint of PostgreSQL, one insert a client and attempt, the same times
Counted besides: times that two hold (none may), and the longest wait of one attempt on SQLite.
week   the week view of a centre with 20 venues, its queries and objects, against the same rows in bare SQL
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from datetime import time as clock

from benchmarks.runner import Bar, Figure, Report, ask, engines, milliseconds, say

CLIENTS, ATTEMPTS, DAYS = 64, 40, 5
SHARE, LONGEST, WEEK = 0.35, 2.0, 3.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], help="one engine only")


def run(
    *, rows: int | None = None, rounds: int = 3, engine: str | None = None, quick: bool = False, **_other
) -> Report:
    attempts = rows or (4 if quick else ATTEMPTS)
    report = Report("booking", {"clients": CLIENTS, "attempts each": attempts, "rounds": rounds})
    for name, environment in engines([engine] if engine else ["postgresql", "sqlite"], report):
        say(f"booking on {name} …")
        add_engine(report, name, ask("benchmarks.booking_bench", attempts, rounds, environment=environment))
    return report


def add_engine(report: Report, engine: str, found: dict) -> None:
    ours = Figure(f"{engine} · the action", found["ours"], "attempts/s", f"{found['booked']} booked in a round")
    longest = Figure(f"{engine} · longest wait of an attempt", found["longest"], "s")
    report.figures += [ours, longest]
    report.bars.append(Bar(f"{engine} · times that two hold", found["doubles"], at_most=0, unit=""))
    if found["bare"]:
        bare = Figure(f"{engine} · bare exclusion constraint", found["bare"], "attempts/s")
        report.figures.append(bare)
        report.bars.append(
            Bar(f"{engine} · the action, of the bare constraint", ours.median / bare.median, at_least=SHARE)
        )
    else:
        report.bars.append(
            Bar(f"{engine} · longest wait of an attempt", max(found["longest"]), at_most=LONGEST, unit="s")
        )
    week, sql = (
        Figure(f"{engine} · week, {name}", found[key], "ms") for name, key in (("ours", "week"), ("bare SQL", "sql"))
    )
    report.figures += [week, sql]
    report.bars.append(Bar(f"{engine} · week view, of its bare SQL", week.median / sql.median, at_most=WEEK))


# --- What runs in a program of its own ----------------------------------------------------------------------------------
def main(attempts: int, rounds: int) -> dict:
    from django.db import connection

    from shuniu.kernel.prepare import prepare

    prepare(sys.stderr)
    spaces, groups, actor = a_centre()
    found: dict = {"ours": [], "bare": [], "longest": [], "doubles": 0, "booked": 0, "week": [], "sql": []}
    for number in range(rounds):
        wanted = wishes(spaces, groups, attempts, number, actor.today)
        speed, longest, booked = in_parallel(wanted, lambda asked: book(asked, actor))
        found["ours"].append(speed)
        found["longest"].append(longest)
        found["booked"] = booked
        if connection.vendor == "postgresql":
            found["bare"].append(bare(wanted))
    found["doubles"] = doubles()
    for _number in range(rounds):
        found["week"].append(milliseconds(lambda: week(actor), repeats=21))
        found["sql"].append(milliseconds(lambda: week_in_sql(actor), repeats=21))
    return found


def a_centre():
    from django.utils import timezone

    from shuniu.groups.actions.registering import register_group
    from shuniu.venues.actions.venues import enter_venue
    from tests.cast import CENTRE, actor_in

    actor = actor_in("worker", at=timezone.now())
    hours = {day: [(clock(6), clock(22))] for day in range(1, 8)}
    spaces = []
    for number in range(20):
        venue = enter_venue(
            centre_id=CENTRE, name=f"场地{number}", capacity=50, hours=hours, owner="centre", place_id=CENTRE, by=actor
        )
        spaces.append(venue.spaces.select_related("venue").get())
    groups = [register_group(centre_id=CENTRE, place_id=CENTRE, name=f"团队{n}", by=actor) for n in range(CLIENTS)]
    return spaces, groups, actor


def wishes(spaces, groups, attempts: int, number: int, today: date) -> list[list[tuple]]:
    """Client by client: (space, group, day, from, to), of four places in demand and the mornings of a week."""
    chance = random.Random(number)
    days = [today + timedelta(days=1 + n + number * DAYS) for n in range(DAYS)]
    days = [day if (day - today).days <= 14 else today + timedelta(days=14) for day in days]

    def one(group):
        start = chance.randrange(16, 36)  # half hours
        return chance.choice(spaces[number * 4 % 20 :][:4]), group, chance.choice(days), start * 30, (start + 3) * 30

    return [[one(group) for _n in range(attempts)] for group in groups]


def book(asked: tuple, actor) -> bool:
    from shuniu.kernel.at_work import at_work
    from shuniu.kernel.permissions import Refused
    from shuniu.venues.actions.booking import book_space

    space, group, day, starts, ends = asked
    times = {"starts": clock(starts // 60, starts % 60), "ends": clock(ends // 60, ends % 60)}
    try:
        with at_work():  # as the door of the pages lets it in
            book_space(space, group=group, day=day, persons=12, by=actor, **times)
    except Refused:
        return False
    return True


def in_parallel(wanted: list[list[tuple]], attempt) -> tuple[float, float, int]:
    """(attempts a second, the longest of them, how many got what they asked for), once all have their connections."""
    from django.db import connection

    moments: list[float] = []  # when all had come, when all were done
    all_here = threading.Barrier(CLIENTS, action=lambda: moments.append(time.perf_counter()), timeout=600)

    def client(mine: list[tuple]) -> tuple[float, int]:
        longest, had = 0.0, 0
        connection.ensure_connection()
        all_here.wait()
        for asked in mine:
            start = time.perf_counter()
            had += attempt(asked)
            longest = max(longest, time.perf_counter() - start)
        all_here.wait()
        connection.close()
        return longest, had

    with ThreadPoolExecutor(CLIENTS) as pool:
        done = list(pool.map(client, wanted))
    attempts = sum(map(len, wanted))
    return attempts / (moments[1] - moments[0]), max(longest for longest, _had in done), sum(had for _l, had in done)


def bare(wanted: list[list[tuple]]) -> float:
    """The same attempts as bare inserts under an exclusion constraint, one transaction each."""
    from django.db import IntegrityError, OperationalError, connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        cursor.execute("DROP TABLE IF EXISTS bench_bare")
        cursor.execute(
            "CREATE TABLE bench_bare (id bigserial PRIMARY KEY, space bigint, who bigint, during tsrange, "
            "EXCLUDE USING gist (space WITH =, during WITH &&))"
        )

    def insert(asked: tuple) -> bool:
        space, group, day, starts, ends = asked
        said = f"[{day} {starts // 60:02}:{starts % 60:02},{day} {ends // 60:02}:{ends % 60:02})"
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO bench_bare (space, who, during) VALUES (%s, %s, %s)", [space.pk, group.pk, said]
                )
        except (IntegrityError, OperationalError):  # two that wait for each other: the server ends one of them
            return False
        return True

    return in_parallel(wanted, insert)[0]


def doubles() -> int:
    """Pairs of bookings that hold the same space at the same time."""
    from shuniu.venues.models import Booking

    held: dict[tuple, list] = {}
    for b in Booking.everything.filter(cancelled_at=None, refused=""):
        held.setdefault((b.space_id, b.day), []).append((b.starts, b.ends))
    pairs = ((one, other) for times in held.values() for n, one in enumerate(times) for other in times[:n])
    return sum(one[0] < other[1] and other[0] < one[1] for one, other in pairs)


def week(actor) -> int:
    from shuniu.venues.week import week_shown

    shown = week_shown(actor.today, actor)
    return sum(bool(standing) for days in shown.values() for found in days.values() for _b, standing in found)


def week_in_sql(actor) -> int:
    from django.db import connection

    from shuniu.venues.queries import week_of

    first, last = week_of(actor.today)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v.name, s.name, b.day, b.starts, b.ends, g.name, b.holder, b.waits, b.checked_in_at FROM venues_booking b "
            "JOIN venues_space s ON s.id = b.space_id JOIN venues_venue v ON v.id = s.venue_id "
            "LEFT JOIN groups_group g ON g.id = b.group_id WHERE b.centre_id = %s AND b.day BETWEEN %s AND %s "
            "AND b.refused = '' AND b.cancelled_at IS NULL AND b.released_at IS NULL ORDER BY v.name, s.order, b.day, b.starts".replace(
                "s.order", 's."order"'
            ),
            [actor.centre, first, last],
        )
        return len(cursor.fetchall())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
    import django

    django.setup()
    print(json.dumps(main(*map(int, sys.argv[1:3]))))
