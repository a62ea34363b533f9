"""The import of an office's roster: one row a member, fourteen columns, everybody new; then the same file again.

work   the whole way: read, judge, match, seal, blind indexes, name pieces, memberships, leaders, one line in the trail
again  the same file against the register it filled: nothing changes
limit  python-calamine read + COPY (PostgreSQL) or executemany (SQLite) of the same raw cells, in one transaction
peer   django-import-export with use_bulk, see import_peer.py. It is given 20,000 rows of a large file at most and its
       time is scaled, because it takes minutes and grows with the rows.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.roster_file import HEADINGS, make
from benchmarks.runner import Bar, Figure, Report, ask, engines, in_turn, say

ROWS = (200_000, 4_037)
CENTRE = 310107015000
AS_OF = date(2026, 11, 1)
PEER_ROWS = 20_000
LIMIT_AT_MOST, PEER_AT_LEAST, AGAIN_AT_MOST, MEGABYTES = 3, 10, 1, 600
NOUNS = (
    "people_persongram", "groups_groupgram", "groups_activitytime", "groups_reportedfigure", "groups_leadership",
    "groups_membership", "groups_group", "people_person",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], help="one engine only")


def run(*, rows: int | None, rounds: int, engine: str | None = None, **_other) -> Report:
    sizes = (rows,) if rows else ROWS
    report = Report("import", {"rows": " and ".join(f"{size:,}" for size in sizes), "columns": 14, "rounds": rounds})
    with tempfile.TemporaryDirectory(prefix="shuniu-bench-") as folder:
        for size in sizes:
            say(f"import: writing a workbook of {size:,} rows …")
            path = make(Path(folder) / f"{size}.xlsx", size)
            for name, environment in engines([engine] if engine else ["postgresql", "sqlite"], report):
                say(f"import of {size:,} rows on {name} …")
                found = ask("benchmarks.import_bench", path, size, rounds, environment=environment)
                add_size(report, f"{name} · {size:,} rows", size, found)
    return report


def add_size(report: Report, label: str, size: int, found: dict) -> None:
    figures = {name: Figure(f"{label} · {name}", values) for name, values in found["times"].items()}
    if size > PEER_ROWS:
        figures["peer"].note = f"measured on {PEER_ROWS:,} rows, scaled"
    report.figures += figures.values()
    memory = Figure(f"{label} · peak memory", [found["megabytes"]], "MB")
    report.figures.append(memory)
    work, limit = figures["work"].median, figures["limit"].median
    report.bars += [
        Bar(f"{label} · work against the limit", work / limit, at_most=LIMIT_AT_MOST),
        Bar(f"{label} · django-import-export against the work", figures["peer"].median / work, at_least=PEER_AT_LEAST),
        Bar(f"{label} · again against the first time", figures["again"].median / work, at_most=AGAIN_AT_MOST),
        Bar(f"{label} · peak memory", memory.median, at_most=MEGABYTES, unit="MB"),
    ]


# --- In a program of its own, with an empty installation -------------------------------------------------------------


def main(path: Path, rows: int, rounds: int) -> dict:
    import django

    django.setup()
    from shuniu.kernel.prepare import prepare

    prepare(sys.stderr)
    megabytes: list[float] = []

    def work() -> float:
        empty()
        took = imported(path, people=rows)
        megabytes.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return took

    contenders: dict[str, Callable] = {
        "work": work,
        "again": lambda: imported(path, people=0),
        "limit": lambda: raw(path),
        "peer": lambda: peer(path, rows),
    }
    figures = in_turn(contenders, rounds=rounds)
    # The first work ran before anything else could have raised the peak.
    return {"times": {name: figure.values for name, figure in figures.items()}, "megabytes": megabytes[0]}


def imported(path: Path, *, people: int) -> float:
    """Import the file through the very function of the command and the page; seconds."""
    import time

    from django.utils import timezone

    from shuniu.groups.imports.intake import write_file
    from shuniu.kernel.actor import system_actor

    start = time.perf_counter()
    by = system_actor(place=CENTRE, via="command", at=timezone.now())
    judged, batch = write_file(path, name=path.name, as_of=AS_OF, by=by)
    took = time.perf_counter() - start
    if batch is None or judged.plan.counts["people"].created != people:
        raise AssertionError(f"expected {people} new people: {judged.plan.counts}, {judged.draft.refused[:3]}")
    return took


def empty() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(NOUNS)} CASCADE")
            cursor.execute("CHECKPOINT")
        else:
            for table in NOUNS:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def raw(path: Path) -> None:
    """The limit: the parser's cells into a bare table, as fast as the driver takes them."""
    from django.db import connection, transaction

    names = [f"c{at}" for at in range(len(HEADINGS))]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_raw")
        cursor.execute(
            f"CREATE TABLE bench_raw (id integer PRIMARY KEY, {', '.join(f'{name} text' for name in names)})"
        )
    rows = ((number, *map(str, cells)) for number, cells in enumerate(cells_of(path)))
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy("COPY bench_raw FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO bench_raw VALUES ({', '.join(['%s'] * (len(names) + 1))})", rows)  # noqa: S608


def peer(path: Path, rows: int) -> float:
    """django-import-export; seconds for all rows, scaled where only some were given."""
    from benchmarks.import_peer import seconds

    given = min(rows, PEER_ROWS)
    empty()
    return seconds(path.parent, given) * rows / given


def cells_of(path: Path):
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows()
    next(rows), next(rows)
    return rows


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])), sys.stdout)
