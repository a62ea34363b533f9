"""The groups: named after their neighbourhoods, filed before the program or not, with the gaps of a real office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from demo import neighbourhood
from demo.neighbourhood import CENTRE, CENTRE_NAME, KINDS, SEATED, Kind
from demo.plan.model import (
    CAST_GROUPS,
    ENDINGS,
    GROUPS,
    NAMED,
    NEWCOMERS,
    ROUNDS,
    TO_RENEW,
    UNFILED,
    WITHOUT_ROSTER,
    GroupPlan,
    Plan,
)
from shuniu.kernel.calendar import add_months, month_of, years_before


def groups_of(rng: Random, day: date) -> Iterator[GroupPlan]:
    taken = set(CAST_GROUPS)
    for category, count in GROUPS.items():
        mine = [_named(rng, day, *row) for row in NAMED if row[0] == category]
        yield from mine
        for _n in range(count - len(mine)):
            yield _group(rng, day, category, taken)
    for ending in ENDINGS:
        group = _group(rng, day, "culture" if ending == "promotion" else "sports", taken, places=SEATED)
        group.ending = ending
        yield group


def _named(rng: Random, day: date, category: str, name: str, place: int, _leader: str, _sex: str) -> GroupPlan:
    kind = next(kind for kind in KINDS[category] if name.endswith(kind.word))
    place_name = dict(neighbourhood.committees())[place]
    return _planned(rng, day, name, category, place, place_name, kind)


def _group(rng: Random, day: date, category: str, taken: set[str], *, places: tuple[int, ...] = ()) -> GroupPlan:
    names = {**dict(neighbourhood.committees()), CENTRE: CENTRE_NAME}
    while True:
        place = rng.choice(places or (*names, *SEATED, *SEATED))
        place_name = names[place]
        kind = rng.choice(KINDS[category])
        before = "长寿社区" if place == CENTRE else neighbourhood.short(place_name)
        name = before + kind.word
        if name not in taken:
            taken.add(name)
            return _planned(rng, day, name, category, place, place_name, kind)


def _planned(rng: Random, day: date, name: str, category: str, place: int, place_name: str, kind: Kind) -> GroupPlan:
    venue, times = neighbourhood.place_of(kind, "长寿社区" if place == CENTRE else place_name, rng)
    founded = date(day.year - round(rng.triangular(2, 22, 6)), rng.randint(1, 12), rng.randint(1, 28))
    return GroupPlan(name, category, place, place_name, kind, venue, times, founded, content=kind.content)


def leave_gaps(plan: Plan, rng: Random) -> None:
    """What a real office does not know: of some groups the times, the content, the place, the leader or the roster."""
    lasting = [group for group in plan.groups if group.lasts and group.name not in CAST_GROUPS]
    order = rng.sample(lasting, len(lasting))
    for group in order[:10]:
        group.times = ""
    for group in order[10:14]:
        group.content = ""
    for group in order[14:18]:
        group.venue = ""
    for group in order[18:24]:
        group.has_leader = False
    for group in order[24 : 24 + WITHOUT_ROSTER]:
        group.has_roster = group.has_leader = False
    complete = [group for group in order[24 + WITHOUT_ROSTER :] if group.place in SEATED]
    for at, group in enumerate(complete[:NEWCOMERS]):
        group.round = 1 + at % (ROUNDS - 1)


def file_before(plan: Plan, rng: Random) -> None:
    """The filings from before the program, numbered by year; their years end before the program's numbers begin."""
    start = add_months(month_of(plan.day), -13)
    last = date(start.year - 1, 12, 28)
    renewal = years_before(start, 3) + timedelta(days=75), years_before(plan.day, 3) - timedelta(days=20)
    lasting = years_before(plan.day, 3) + timedelta(days=25), last
    complete = [g for g in plan.groups if not g.round and g.is_complete and g.name not in CAST_GROUPS]
    unfiled = set(rng.sample([group for group in complete if group.lasts and group.place in SEATED], UNFILED))
    filed = [group for group in plan.groups if not group.round and group not in unfiled]
    to_renew = set(rng.sample([g for g in complete if g.lasts and g not in unfiled], TO_RENEW))
    for group in filed:
        first, until = renewal if group in to_renew else lasting
        group.filed_on = first + timedelta(days=rng.randint(0, (until - first).days))
        group.founded = min(group.founded, group.filed_on.replace(day=1) - timedelta(days=90))
    numbers: Counter[int] = Counter()
    for group in sorted(filed, key=lambda group: (group.filed_on, group.name)):
        numbers[group.filed_on.year] += 1
        group.filing_number = f"长寿路备 {group.filed_on.year}-{numbers[group.filed_on.year]:04}"
