"""The inspection season's page at city scale: 21,000 organizations of one centre, five years of inspections.

work   the page as people open it: session, scope, permission, the counts by state, 50 rows with what is missing;
       at rest, while others write elsewhere (all is asked again), and drawn anew (as after a change of what it shows)
limit  the bare SQL of the same answers: the counts by state, the 50 rows, their papers and their pre-checks, fetched whole
peer   the year of one state, sorted, by the same page
PostgreSQL; the page's counts are compared with the SQL's.
"""

from __future__ import annotations

import argparse
import json
import re
import sys

from benchmarks.runner import Bar, Figure, Report, ask, engines, milliseconds, say

ORGANIZATIONS, YEARS = 21_000, 5
AT_MOST = 3
NEWEST = 2025


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], help="PostgreSQL unless said otherwise")


def run(*, rows: int | None, rounds: int, engine: str | None = None, **_other) -> Report:
    report = Report("inspection", {"organizations": rows or ORGANIZATIONS, "years": YEARS, "rounds": rounds})
    for name, environment in engines([engine or "postgresql"], report):
        say(f"inspection on {name}: filling and measuring …")
        found = ask("benchmarks.inspection_bench", rows or ORGANIZATIONS, rounds, environment=environment)
        figures = {each: Figure(f"{name} · {each}", values, "ms") for each, values in found["times"].items()}
        report.figures += figures.values()
        for page in ("season page", "season page, others writing", "season page, drawn anew"):
            ratio = figures[page].median / figures["bare SQL"].median
            report.bars.append(Bar(f"{name} · {page}, against its bare SQL", ratio, at_most=AT_MOST))
        report.bars.append(Bar(f"{name} · counts unlike the SQL's", found["unlike"], at_most=0, unit=""))
    return report


# --- What runs in a program of its own ----------------------------------------------------------------------------------
def main(rows: int, rounds: int) -> dict:
    from django.utils import translation

    from shuniu.kernel.prepare import prepare

    prepare(sys.stderr)
    fill(rows)
    translation.activate("zh-hans")
    client = signed_in()
    page = "/organizations/inspections/"
    contenders = {
        "season page": lambda: client.get(page),
        "season page, others writing": lambda: (somebody_writes(), client.get(page)),
        "season page, drawn anew": lambda: (forget(), client.get(page)),
        "bare SQL": bare,
        "season page, one state by name": lambda: client.get(f"{page}?state=reminded&sort=-state"),
    }
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _round in range(rounds):
        for name, call in contenders.items():
            times[name].append(milliseconds(call, repeats=15))
    return {"times": times, "unlike": unlike(client.get(page).content.decode())}


def fill(rows: int) -> None:
    """21,000 organizations of every kind, with five years of inspections each in some state, as the bulk writer takes them."""
    from datetime import date

    from django.db import connection, transaction

    from shuniu.kernel import bulk
    from shuniu.organizations.models import Inspection, InspectionCycle, Organization
    from tests.cast import CENTRE, NOW

    states = ("due", "reminded", "pre_checked", "with_supervisor", "with_registry", "decided", "decided", "decided")
    now, day = bulk.moment(NOW), bulk.day
    with transaction.atomic():
        keys = bulk.reserve(Organization, rows)
        names = (
            "id",
            "centre_id",
            "name",
            "name_key",
            "kind",
            "registry",
            "recorded_on",
            "registered_on",
            "changed_at",
        )
        told = ("supervisor_signs", "supervisor", "certificate_number", "legal_representative", "scope", "address")
        more = ("postcode", "party_branch", "about", "hours", "public_phone", "website", "public_address", "remark")
        bulk.insert(
            Organization,
            (*names, *told, *more),
            (
                (
                    key, CENTRE, f"长寿第{at:05}服务中心", f"长寿第{at:05}服务中心", "private_unit", "普陀区民政局",
                    day(date(2010, 1, 1)), day(date(2010, 1, 1)), now, True, *[""] * (len(told) + len(more) - 1),
                )
                for at, key in enumerate(keys)
            ),
        )  # fmt: skip
        for year in range(NEWEST - YEARS + 1, NEWEST + 1):
            last = date(year + 1, 5, 31)
            cycle = InspectionCycle.everything.create(
                centre_id=CENTRE, registry="普陀区民政局", kind="private_unit", year=year, papers=["report", "accounts"],
                opens_on=date(year + 1, 1, 1), supervisor_by=date(year + 1, 3, 31), registry_by=last,
            )  # fmt: skip
            Inspection.everything.bulk_create(
                (
                    Inspection(
                        centre_id=CENTRE, organization_id=key, cycle=cycle, year=year, state_since=NOW, due_on=last,
                        state=states[at % len(states)] if year == NEWEST else "decided",
                    )
                    for at, key in enumerate(keys)
                ),
                batch_size=1_000,
            )  # fmt: skip
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def signed_in():
    from datetime import date

    from django.test import Client

    from shuniu.kernel.models import Appointment, User
    from tests.cast import CENTRE

    user = User.objects.create(username="chen", name="陈晓燕")
    Appointment.objects.create(user=user, role="worker", place_id=CENTRE, since=date(2020, 1, 1))
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def somebody_writes() -> None:
    from shuniu.kernel.models import Place

    Place.objects.filter(pk=310101000000).update(name="黄浦区")


def forget() -> None:
    from shuniu.kernel import witness

    witness._kept.clear()


def counts() -> dict[str, int]:
    from django.db import connection

    from tests.cast import CENTRE

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, count(*) FROM organizations_inspection WHERE centre_id = %s AND year = %s GROUP BY state",
            [CENTRE, NEWEST],
        )
        return dict(cursor.fetchall())


def bare() -> tuple:
    """What the page tells, asked by hand: the years, the counts, the first rows with everything beside, how many there are."""
    from django.db import connection

    from tests.cast import CENTRE

    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT year FROM organizations_inspectioncycle WHERE centre_id = %s", [CENTRE])
        years = cursor.fetchall()
        cursor.execute(
            "SELECT i.*, o.*, c.* FROM organizations_inspection i "
            "JOIN organizations_organization o ON o.id = i.organization_id "
            "JOIN organizations_inspectioncycle c ON c.id = i.cycle_id "
            "WHERE i.centre_id = %s AND i.year = %s ORDER BY i.id DESC LIMIT 51",
            [CENTRE, NEWEST],
        )
        rows = cursor.fetchall()
        keys = [row[0] for row in rows[:50]]
        marks = ", ".join(["%s"] * len(keys))
        for table, column in (("kernel_attachment", "noun_id"), ("organizations_precheck", "inspection_id")):
            cursor.execute(f"SELECT * FROM {table} WHERE centre_id = %s AND {column} IN ({marks})", [CENTRE, *keys])  # noqa: S608
            cursor.fetchall()
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM organizations_inspection WHERE centre_id = %s AND year = %s LIMIT 1001) c",
            [CENTRE, NEWEST],
        )
        return years, rows, counts(), cursor.fetchone()


def unlike(page: str) -> int:
    """How many states' figures on the page are not the SQL's."""
    shown = dict(re.findall(r"state=(\w+)\">\s*<span class=\"fig-value\"><b>([\d,]+)</b>", page.replace("\n", "")))
    shown = {state: int(said.replace(",", "")) for state, said in shown.items()}
    return sum(shown.get(state) != count for state, count in counts().items())


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
