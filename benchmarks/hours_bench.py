"""The hours of a city: 220 centres, 400,000 volunteers, 5 million entries on PostgreSQL, beside DuckDB on the same rows.

work   served_between (month sums and edge days) and people_between (finished counts), as the board asks them
peer   DuckDB in memory: sum() and count(DISTINCT …) over the same rows
upkeep single inserts and COPY into the ledger, with the trigger that keeps the sums and without
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import date, datetime, timedelta

from benchmarks.runner import Bar, Figure, Report, ask, engines, milliseconds, say

ENTRIES, PER_VOLUNTEER = 5_000_000, 12.5
CENTRES, POINTS = 220, 3  # points a centre
FIRST, DAYS = date(2022, 1, 1), 1_460
PERIOD = (date(2023, 3, 14), date(2025, 2, 9))
WHOLE = (date(2023, 1, 1), date(2025, 1, 1))
SINGLE, BULK = 300, 20_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], help="one engine only")


def run(*, rows: int | None, rounds: int, engine: str | None = None, **_other) -> Report:
    report = Report("hours", {"entries": rows or ENTRIES, "centres": CENTRES, "rounds": rounds})
    if engine == "sqlite":
        report.left_out.append("SQLite: one centre for years, not a city; the figures are PostgreSQL's")
        return report
    for _name, environment in engines(["postgresql"], report):
        say("hours on postgresql: filling and measuring …")
        add_figures(report, ask("benchmarks.hours_bench", rows or ENTRIES, rounds, environment=environment))
    return report


def add_figures(report: Report, found: dict) -> None:
    figures = {name: Figure(name, values, "ms") for name, values in found["times"].items()}
    report.figures += figures.values()

    def ratio(one: str, other: str) -> float:
        return figures[one].median / figures[other].median

    report.bars += [
        Bar("one centre's board, any period, of DuckDB", ratio("centre", "centre, DuckDB"), at_most=0.5),
        Bar("the city's board, whole months, of DuckDB", ratio("city", "city, DuckDB"), at_most=0.5),
        Bar("the city's people of a year, of DuckDB", ratio("people", "people, DuckDB"), at_most=0.1),
        Bar("a single insert with its upkeep", ratio("insert", "insert, no upkeep"), at_most=1.3),
        Bar("a bulk insert with its upkeep", ratio("bulk", "bulk, no upkeep"), at_most=1.1),
        Bar("answers unlike DuckDB's", found["unlike"], at_most=0, unit=""),
    ]


# --- What runs in a program of its own --------------------------------------------------------------------------------
def main(entries: int, rounds: int) -> dict:
    from shuniu.kernel.prepare import prepare

    prepare(sys.stderr)
    centres = fill(entries)
    tidy()
    lake = duck()
    count_figures(centres)
    work, unlike = contenders(lake, centres[7])
    times: dict[str, list[float]] = {name: [] for name in work}
    for _round in range(rounds):
        for name, call in work.items():
            times[name].append(milliseconds(call, repeats=7))
    for number in range(rounds):
        for name, took in upkeep(centres[7], number).items():
            times.setdefault(name, []).append(took)
    return {"times": times, "unlike": unlike}


def fill(entries: int) -> list[int]:
    """Rows by SQL: every volunteer of a centre serves there, at one of its points."""
    from django.db import connection

    from shuniu.kernel.models import Place
    from shuniu.volunteers.models import ServicePoint

    centres = list(Place.objects.filter(level="township").order_by("pk").values_list("pk", flat=True)[:CENTRES])
    ServicePoint.everything.bulk_create(
        ServicePoint(centre_id=centre, place_id=centre, name=f"服务点{n}", opened_on=FIRST)
        for centre in centres
        for n in range(POINTS)
    )
    volunteers = max(int(entries / PER_VOLUNTEER), len(centres))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE c AS SELECT row_number() OVER () - 1 AS n, id FROM unnest(%s::bigint[]) AS id", [centres]
        )
        cursor.execute(
            "INSERT INTO people_person (centre_id, name, initials, sex, born_precision, recorded_at, changed_at) "
            "SELECT c.id, '王' || i, '', '0', '', now(), now() FROM generate_series(1, %s) i JOIN c ON c.n = i %% %s",
            [volunteers, len(centres)],
        )
        cursor.execute(
            "INSERT INTO volunteers_volunteer (centre_id, person_id, place_id, number, applied_on, accepted_on, state, turn, "
            "state_since, availability, channel, changed_at) SELECT centre_id, id, centre_id, 'ZY' || id, '2021-01-01', "
            "'2021-01-01', 'active', 0, now(), '', 'import', now() FROM people_person"
        )
        cursor.execute(
            "CREATE TEMP TABLE v AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id, centre_id, "
            "(SELECT min(p.id) FROM volunteers_servicepoint p WHERE p.centre_id = c.centre_id) AS point "
            "FROM volunteers_volunteer c"
        )
        cursor.execute("CREATE INDEX ON v (n)")
        cursor.execute("ANALYZE v")
        # The sums come along by the trigger, as they would in years of service.
        cursor.execute(
            "INSERT INTO volunteers_hourentry (centre_id, volunteer_id, service_point_id, day, minutes, content, channel, "
            "evidence, keyed_at, keyed_by, kind, times, reason, seconded_by) "
            "SELECT v.centre_id, v.id, v.point + (i / 7) %% %s, %s::date + (i::bigint * 7919 %% %s)::int, 60 + i %% 240, '', "
            "'list', '', now(), '', 'service', 1, '', '' FROM generate_series(1, %s) i JOIN v ON v.n = i %% %s",
            [POINTS, FIRST, DAYS, entries, volunteers],
        )
    return centres


def tidy() -> None:
    """As the engine does by itself after so many rows."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def duck():
    """The same rows in DuckDB, in memory."""
    import tempfile
    from pathlib import Path

    import duckdb
    from django.db import connection

    lake = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "entries.csv")
        columns = "centre_id, service_point_id, volunteer_id, day, minutes, times"
        with (
            connection.cursor() as cursor,
            path.open("wb") as file,
            cursor.copy(
                f"COPY (SELECT {columns} FROM volunteers_hourentry) TO STDOUT (FORMAT csv, HEADER)"  # noqa: S608 names only
            ) as copy,
        ):
            for block in copy:
                file.write(block)
        lake.execute(f"CREATE TABLE entries AS SELECT * FROM read_csv('{path}')")  # noqa: S608 our own path
    return lake


def count_figures(centres: list[int]) -> None:
    """The finished counts of the years, as the nightly job makes them."""
    from shuniu.kernel.models import Place
    from shuniu.volunteers.actions.figures import count_people

    for centre in Place.objects.filter(pk__in=centres):
        count_people([(date(2024, 1, 1), date(2025, 1, 1))], centre=centre, by=house(centre.pk))


def house(place: int):
    from shuniu.kernel.actor import system_actor

    return system_actor(place=place, via="job", at=datetime.now().astimezone(), name="bench")


def contenders(lake, centre: int) -> tuple[dict, int]:
    from shuniu.volunteers.figures import people_between, served_between

    one, city = house(centre), house(310000000000)
    year = (date(2024, 1, 1), date(2025, 1, 1))
    sums = "SELECT sum(minutes), sum(times) FROM entries WHERE day >= ? AND day < ?"
    ours = {
        "centre": lambda: served_between(*PERIOD, one),
        "city": lambda: served_between(*WHOLE, city),
        "people": lambda: people_between(*year, city),
    }
    theirs = {
        "centre": lambda: lake.execute(f"{sums} AND centre_id = ?", [*PERIOD, centre]).fetchone(),
        "city": lambda: lake.execute(sums, [*WHOLE]).fetchone(),
        "people": lambda: lake.execute(
            "SELECT count(DISTINCT volunteer_id) FROM entries WHERE day >= ? AND day < ?", [*year]
        ).fetchone(),
    }
    unlike = sum((told.minutes, told.times) != theirs[name]() for name in ("centre", "city") for told in [ours[name]()])
    unlike += ours["people"]() != theirs["people"]()[0]
    work = {}
    for name in ours:
        work[name], work[f"{name}, DuckDB"] = ours[name], theirs[name]
    return work, unlike


def upkeep(centre: int, number: int) -> dict[str, float]:
    """Milliseconds of a single insert and of a bulk one, with the sums kept and without; rolled back."""
    found = {}
    for name, switch in (("no upkeep", "DISABLE"), ("", "ENABLE")):
        for kind, work in (("insert", singly), ("bulk", in_bulk)):
            found[f"{kind}, {name}" if name else kind] = timed(switch, work, centre)
    return found


def timed(switch: str, work, centre: int) -> float:
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE volunteers_hourentry {switch} TRIGGER volunteers_hourentry_sums")
    took = work(centre, transaction, connection)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE volunteers_hourentry ENABLE TRIGGER volunteers_hourentry_sums")
    return took


COLUMNS = (
    "centre_id", "volunteer_id", "service_point_id", "day", "minutes", "content", "channel", "evidence", "keyed_at", "keyed_by",
    "kind", "times", "reason", "seconded_by",
)  # fmt: skip


def singly(centre: int, transaction, connection) -> float:
    """One entry a transaction, by the bare driver; committed, for the cost of a commit is part of it."""
    rows = some_rows(centre, SINGLE)
    statement = f"INSERT INTO volunteers_hourentry ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608
    start = time.perf_counter()
    for row in rows:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, row)
    return (time.perf_counter() - start) * 1_000 / SINGLE


def in_bulk(centre: int, transaction, connection) -> float:
    from shuniu.kernel import bulk
    from shuniu.volunteers.models import HourEntry

    rows = some_rows(centre, BULK)
    start = time.perf_counter()
    with transaction.atomic():
        bulk.insert(HourEntry, COLUMNS, rows)
    return (time.perf_counter() - start) * 1_000


def some_rows(centre: int, count: int) -> list[tuple]:
    from shuniu.volunteers.models import ServicePoint, Volunteer

    people = list(Volunteer.everything.filter(centre_id=centre).order_by("pk").values_list("pk", flat=True))
    points = list(ServicePoint.everything.filter(centre_id=centre).values_list("pk", flat=True))
    at = datetime.now().astimezone()
    return [
        (
            centre, people[n % len(people)], points[n % len(points)], FIRST + timedelta(days=n * 31 % DAYS), 120, "", "list", "",
            at, "", "service", 1, "", "",
        )
        for n in range(count)
    ]  # fmt: skip


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
