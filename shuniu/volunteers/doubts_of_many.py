"""What is doubtful about many hours together: those of a file, and those of a month that one hand keyed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_noop

from shuniu.volunteers.doubts import VERSION, Desk, Line
from shuniu.volunteers.judgement import Judgement, Outcome
from shuniu.volunteers.models import HourEntry
from shuniu.volunteers.models.hours import Channel
from shuniu.volunteers.station import rules_of


def judge_file(lines: list[Line], desk: Desk) -> Judgement | None:
    """One judgement for a whole file: how many of its rows were served too long ago."""
    limit = int(desk.rules["hours.late_days"])
    late = sum((desk.by.today - line.day).days > limit for line in lines)
    if late <= int(desk.rules["hours.late_rows"]):
        return None
    sentence = gettext_noop("{rows} of {all} rows were written down more than {limit} days after the service.")
    return Judgement(
        "late_bulk", VERSION, Outcome.DOUBTFUL, sentence, {"rows": late, "all": len(lines), "limit": limit}
    )


def judge_clerks(centre_id: int, *, first: date, until: date, on: date) -> dict[int, tuple[Judgement, int | None]]:
    """For each service point: whether one clerk keyed in (nearly) all of a period, and whose hand was the busiest.

    Check-ins are nobody's typing.
    """
    rules = rules_of(centre_id, on)
    keyed = (
        HourEntry.objects.unscoped(because="counts of one centre, for its own judgement")
        .filter(centre_id=centre_id, day__gte=first, day__lt=until, kind=HourEntry.Kind.SERVICE)
        .exclude(channel=Channel.CHECK_IN)
        .values_list("service_point_id", "keyed_by_id")
        .annotate(rows=Count("pk"))
        .order_by()
    )
    by_point: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for point, clerk, rows in keyed:
        by_point[point].append((rows, clerk))
    return {
        point: (_one_clerk(max(rows for rows, _clerk in hands), sum(rows for rows, _clerk in hands), rules), busiest)
        for point, hands in by_point.items()
        for _rows, busiest in [max(hands, key=lambda hand: hand[0])]
    }


def _one_clerk(most: int, rows: int, rules: Mapping) -> Judgement:
    needed, share = int(rules["hours.clerk_rows"]), float(rules["hours.clerk_share"])
    numbers = {"rows": rows, "most": most, "needed": needed, "share": f"{share:.0%}"}
    if rows < needed:
        sentence = gettext_noop("{rows} keyed rows are too few to judge; {needed} are needed.")
        return Judgement("one_clerk", VERSION, Outcome.TOO_LITTLE, sentence, numbers)
    if most / rows >= share:
        sentence = gettext_noop("One clerk keyed in {most} of {rows} rows; {share} or more is doubtful.")
        return Judgement("one_clerk", VERSION, Outcome.DOUBTFUL, sentence, numbers)
    sentence = gettext_noop("Several hands: the busiest clerk keyed in {most} of {rows} rows.")
    return Judgement("one_clerk", VERSION, Outcome.FINE, sentence, numbers)
