"""Search and deep pages among 890,000 people of one centre, through the queries that the pages use.

work   found_by (the gram table) with its first page of 50 and its count, capped at 1,001 · page_of at nine tenths
limit  fifty people fetched by their keys
peer   LIKE '%text%' with the same page and count · OFFSET
Both engines; on each the answers are compared with LIKE's: the first pages, row by row, and the counts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys

from benchmarks.runner import Bar, Figure, Report, ask, engines, milliseconds, say

ROWS = 890_000
# What is asked for, by length: the commonest surname, common and rare characters, a surname of two, none at all.
PROBES = {
    1: ("王", "李", "丽", "秀", "𬭚"),
    2: ("王秀", "秀英", "福生", "欧阳", "𬭚𬭚"),
    3: ("王秀英", "李国华", "欧阳娜", "·买买", "王王王"),
}
SEARCH_AT_MOST, DEEP_AT_MOST = 10, 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], help="one engine only")


def run(*, rows: int | None, rounds: int, engine: str | None = None, **_other) -> Report:
    report = Report("search", {"people": rows or ROWS, "rounds": rounds})
    for name, environment in engines([engine] if engine else ["postgresql", "sqlite"], report):
        say(f"search on {name}: filling and measuring …")
        found = ask("benchmarks.search_bench", rows or ROWS, rounds, environment=environment)
        add_engine(report, name, found)
    return report


def add_engine(report: Report, engine: str, found: dict) -> None:
    figures = {name: Figure(f"{engine} · {name}", values, "ms") for name, values in found["times"].items()}
    report.figures += figures.values()
    by_key = figures["50 rows by key"].median
    for length in PROBES:
        slowest = max(figures[f"search {text}"].median for text in PROBES[length])
        report.bars.append(
            Bar(
                f"{engine} · slowest search of {length}, against 50 rows by key",
                slowest / by_key,
                at_most=SEARCH_AT_MOST,
            )
        )
    for order in ("id", "name"):
        deep = figures[f"page at row {found['depth']:,} by {order}"].median
        report.bars.append(
            Bar(f"{engine} · deep page by {order}, against 50 rows by key", deep / by_key, at_most=DEEP_AT_MOST)
        )
    report.bars.append(
        Bar(f"{engine} · answers unlike LIKE's, of {found['compared']}", found["unlike"], at_most=0, unit="")
    )


# --- What runs in a program of its own ----------------------------------------------------------------------------------


def main(rows: int, rounds: int) -> dict:
    from benchmarks.population import fill
    from shuniu.kernel.prepare import prepare
    from tests.cast import CENTRE, actor_in

    prepare(sys.stderr)
    fill(rows, centre=CENTRE)
    actor = actor_in("worker")
    depth = rows * 9 // 10
    work = contenders(actor, depth)
    times: dict[str, list[float]] = {name: [] for name in work}
    for _round in range(rounds):
        for name, (call, repeats) in work.items():
            times[name].append(milliseconds(call, repeats=repeats))
    unlike, compared = compare(actor)
    return {"times": times, "depth": depth, "unlike": unlike, "compared": compared}


def contenders(actor, depth: int) -> dict:
    """Name to (what to call, how often a round)."""
    from shuniu.people.models import Person
    from shuniu.people.queries import found_by, on_record

    keys = list(Person.everything.order_by("pk").values_list("pk", flat=True))
    some = random.Random(1).sample(keys, min(50, len(keys)))
    work = {"50 rows by key": (lambda: list(Person.objects.visible_to(actor).filter(pk__in=some)), 21)}
    work["50 rows by key, plain SQL"] = (lambda: fetch(some), 21)
    for text in sum(PROBES.values(), ()):
        work[f"search {text}"] = (lambda text=text: page_and_count(found_by(text, actor)), 7)
    for text in ("王", "秀英", "王秀英"):
        work[f"LIKE {text}"] = (lambda text=text: page_and_count(on_record(actor).filter(name__icontains=text)), 1)
    for order, column in (("id", "pk"), ("name", "name")):
        people, cursor = on_record(actor), cursor_at(actor, column, depth)
        work[f"page at row {depth:,} by {order}"] = (
            lambda people=people, column=column, cursor=cursor: page(people, column, cursor), 21,
        )  # fmt: skip
        work[f"OFFSET {depth:,} by {order}"] = (
            lambda people=people, column=column: list(people.order_by(column, "pk")[depth : depth + 51]), 1,
        )  # fmt: skip
    return work


def fetch(keys: list[int]) -> list[tuple]:
    """The same rows without the ORM."""
    from django.db import connection

    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(keys))
        cursor.execute(f"SELECT * FROM people_person WHERE id IN ({marks})", keys)  # noqa: S608 marks only
        return cursor.fetchall()


def page(people, order: str, cursor: str = ""):
    from shuniu.kernel.lists.keyset import page_of

    return page_of(people, order, cursor=cursor, size=50)


def page_and_count(people) -> tuple:
    from shuniu.kernel.lists.keyset import capped_count

    return [person.pk for person in page(people, "pk").rows], capped_count(people)


def cursor_at(actor, column: str, depth: int) -> str:
    """The cursor of the page that begins after row `depth`."""
    from shuniu.kernel.lists.keyset import _write
    from shuniu.people.queries import on_record

    return _write(False, on_record(actor).order_by(column, "pk")[depth - 1], column)


def compare(actor) -> tuple[int, int]:
    """(how many answers differ from LIKE's, how many were compared): every probe, and pieces of names taken by chance.

    Latin letters are looked for in the initials too, from their beginning.
    """
    from django.db.models import F, Q, Value
    from django.db.models.functions import Replace

    from shuniu.people.models import Person
    from shuniu.people.queries import found_by, on_record

    chance = random.Random(2)
    names = list(Person.everything.order_by("pk").values_list("name", flat=True)[:200_000:997])
    pieces = {piece for name in names for piece in [piece_of(name, chance)] if piece}
    asked = {
        *sum(PROBES.values(), ()),
        "tom王",
        "Tom王",
        "om",
        "wxy",
        "欧阳 娜娜",
        "阿不都拉·买买提",
        *sorted(pieces)[:40],
    }
    unlike = 0
    for text in sorted(asked):
        plain = Replace(F("name"), Value(" "), Value(""))
        letters = text.replace(" ", "")
        wanted = Q(plain__icontains=letters)
        if letters.isascii() and letters.isalpha():
            wanted |= Q(initials__startswith=letters.lower())
        like = on_record(actor).alias(plain=plain).filter(wanted)
        if page_and_count(found_by(text, actor)) != page_and_count(like):
            say(f"unlike LIKE: {text}")
            unlike += 1
    return unlike, len(asked)


def piece_of(name: str, chance: random.Random) -> str:
    length = chance.choice((1, 2, 3))
    start = chance.randrange(max(1, len(name) - length + 1))
    return name[start : start + length].strip()


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
