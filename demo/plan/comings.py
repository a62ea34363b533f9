"""What the year does to the rosters: who joins, who goes, who is written down twice."""

from __future__ import annotations

from collections import Counter
from random import Random

from demo.invented import Member
from demo.plan.model import JOINING, LEAVING, MISSPELT, SHADOWS, TAKEN_IN, GroupPlan, Plan, Stay
from demo.plan.rosters import seat_leader


def let_some_join_later(plan: Plan, rng: Random) -> None:
    """Some of those who are members on the day joined during the year, by the hand of a leader or at the window."""
    memberships: dict[Member, list[Stay]] = {}
    for stay in plan.stays():
        memberships.setdefault(stay.member, []).append(stay)
    plain = [s for s in plan.stays() if s.duty == "队员" and not s.group.round]
    single = [stay for stay in plain if len(memberships[stay.member]) == 1]
    for stay in rng.sample(single, JOINING):
        stay.how = "enrolled"
    again = [stay for stay in plain if len(memberships[stay.member]) == 2 and memberships[stay.member][1] is stay]
    for stay in rng.sample(again, 14):
        if not memberships[stay.member][0].group.round:
            stay.how = "joined"
    _cast_shadows(plan, single, rng)
    _misspell(plan, single, rng)


def _cast_shadows(plan: Plan, single: list[Stay], rng: Random) -> None:
    """A leader enrols somebody whom the centre knows from another group, by name and phone, without the ID number."""
    free = [stay for stay in single if stay.how == "workbook" and stay.member.phone and stay.member.id_number]
    for shadow in [stay for stay in single if stay.how == "enrolled"][:SHADOWS]:
        known = rng.choice([s for s in free if s.member.aged is shadow.member.aged and s.group is not shadow.group])
        free.remove(known)
        one, other = shadow.member, known.member
        if other.name in shadow.group.names:
            continue
        one.name, one.sex, one.born, one.phone = other.name, other.sex, other.born, other.phone
        one.known, one.id_number, one.address = "month", "", ""
        plan.shadows.append((shadow, known))


def _misspell(plan: Plan, single: list[Stay], rng: Random) -> None:
    """The same person in two rosters, in two writings of the name: same phone, same month of birth."""
    shadows = {id(stay) for pair in plan.shadows for stay in pair}
    free = [s for s in single if s.how == "workbook" and s.member.phone and s.member.aged and id(s) not in shadows]
    pairs = rng.sample(free, 2 * MISSPELT)
    for one, other in zip(pairs[::2], pairs[1::2], strict=True):
        a, b = one.member, other.member
        b.name = a.name[:-1] + ("珍" if a.name[-1] != "珍" else "贞")
        b.sex, b.born, b.phone, b.known, b.id_number = a.sex, a.born, a.phone, "month", ""


def add_those_who_go(plan: Plan, rng: Random) -> None:
    """People who are members no longer on the day: those who left, and the groups that ended."""
    for group in (group for group in plan.groups if not group.lasts):
        for _n in range(rng.randint(9, 16)):
            group.stays.append(Stay(group, _another(plan, group, rng)))
        seat_leader(plan, group, group.stays, rng)
    _let_some_be_taken_in(plan, rng)
    staying = [group for group in plan.groups if group.lasts and group.stays and not group.round]
    for _n in range(LEAVING):
        group = rng.choice(staying)
        group.stays.append(Stay(group, _another(plan, group, rng), left=True))


def _let_some_be_taken_in(plan: Plan, rng: Random) -> None:
    """Members of the group that merges who go along, and are counted in the other."""
    merged, target = merging(plan)
    met = Counter(stay.member for stay in plan.stays())
    open_to = [s for s in target.stays_of("workbook") if s.duty == "队员" and met[s.member] == 1]
    for stay in rng.sample([s for s in open_to if s.member.name not in merged.names], TAKEN_IN):
        stay.how = "taken_in"
        merged.stays.append(Stay(merged, stay.member))


def merging(plan: Plan) -> tuple[GroupPlan, GroupPlan]:
    """The group that merges, and the one it merges into: the largest of its neighbourhood."""
    merged = next(group for group in plan.groups if group.ending == "merger")
    near = [g for g in plan.groups if g.lasts and g.place == merged.place and g.round == 0]
    return merged, max(near, key=lambda group: (len(group.stays), group.name))


def _another(plan: Plan, group: GroupPlan, rng: Random) -> Member:
    aged = rng.random() < group.kind.aged
    return plan.inventor.member(aged=aged, women=group.kind.women, not_named=group.names)
