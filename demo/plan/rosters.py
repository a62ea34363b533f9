"""Who is in which group: so many places, so many people, so many of them sixty or over."""

from __future__ import annotations

from collections import Counter
from random import Random

from demo.plan.model import AGED, IN_THREE_GROUPS, MEMBERSHIPS, NAMED, PARTICIPANTS, SIZES, GroupPlan, Plan, Stay


def fill_rosters(plan: Plan, rng: Random) -> None:
    """Give every group its people: so many places, so many people, so many of them sixty or over."""
    lasting = [group for group in plan.groups if group.lasts]
    sizes = _sizes([group for group in lasting if group.has_roster], rng)
    seats = _seats(sizes, rng)
    ages = _ages(seats, rng)
    leaders = {leader for *_rest, leader, _sex in NAMED}
    for member_seats, aged in zip(seats, ages, strict=True):
        taken = leaders.union(*(group.names for group in member_seats))
        women = sum(group.kind.women for group in member_seats) / len(member_seats)
        member = plan.inventor.member(aged=aged, women=women, not_named=taken)
        if len(member_seats) > 1:  # known again in every roster
            plan.inventor.id_for(member)
        for group in member_seats:
            group.stays.append(Stay(group, member))
    met = Counter(stay.member for stay in plan.stays())
    for group in lasting:
        seat_leader(plan, group, [stay for stay in group.stays if met[stay.member] == 1], rng)


def _sizes(groups: list[GroupPlan], rng: Random) -> dict[GroupPlan, int]:
    sizes = {group: round(rng.triangular(*SIZES[group.category])) for group in groups}
    while (off := MEMBERSHIPS - sum(sizes.values())) != 0:
        group = rng.choice(groups)
        low, high, _mode = SIZES[group.category]
        step = 1 if off > 0 else -1
        if low <= sizes[group] + step <= high:
            sizes[group] += step
    return sizes


def _seats(sizes: dict[GroupPlan, int], rng: Random) -> list[tuple[GroupPlan, ...]]:
    """For each person the groups they are in. One of them is met twice: a record that is merged on the way."""
    left = dict(sizes)
    surplus = MEMBERSHIPS - (PARTICIPANTS + 1)
    several = [3] * IN_THREE_GROUPS + [2] * (surplus - 2 * IN_THREE_GROUPS)
    seats = []
    for count in several:
        open_groups = [group for group, free in left.items() if free > 3]
        chosen = rng.sample(open_groups, count)
        for group in chosen:
            left[group] -= 1
        seats.append(tuple(chosen))
    seats += [(group,) for group, free in left.items() for _n in range(free)]
    return seats


def _ages(seats: list[tuple[GroupPlan, ...]], rng: Random) -> list[bool]:
    """Who is sixty or over, as the kinds of groups suggest, until exactly AGED memberships are."""
    ages = [rng.random() < sum(group.kind.aged for group in mine) / len(mine) for mine in seats]
    single = [at for at, mine in enumerate(seats) if len(mine) == 1]
    while off := AGED - sum(len(mine) for mine, aged in zip(seats, ages, strict=True) if aged):
        wrong = [at for at in single if ages[at] is not (off > 0)]
        for at in rng.sample(wrong, abs(off)):
            ages[at] = off > 0
    return ages


def seat_leader(plan: Plan, group: GroupPlan, alone: list[Stay], rng: Random) -> None:
    """One of the group's own people leads it, mostly an older one."""
    if not group.has_leader or not alone:
        return
    stay = max(alone, key=lambda s: (s.member.aged, rng.random()))
    stay.duty, stay.member.phone = group.leading, stay.member.phone or plan.inventor.phone()
    for _category, name, _place, leader, sex in NAMED:
        if name == group.name:
            stay.member.name, stay.member.sex = leader, sex
            plan.inventor.id_for(stay.member)
    others = [other for other in group.stays if other is not stay]
    for duty, other in zip(("副队长", "联络员"), rng.sample(others, min(2, len(others))), strict=False):
        other.duty = duty
