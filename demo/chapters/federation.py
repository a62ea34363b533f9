"""The federation of groups: ten branches by neighbourhood, most groups placed, some leaning on a second branch [case]."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from demo.moments import Story, moment, workday
from demo.neighbourhood import CENTRE, committees
from demo.plan import GroupPlan
from demo.world import World
from shuniu.groups.actions.branches import affiliate_group, create_branch, place_group

NUMBERS = "一二三四五六七八九十"


def found_federation(story: Story, world: World, rng: Random) -> None:
    day = workday(story.year.start + timedelta(days=20))
    branches: list = []
    for at, number in enumerate(NUMBERS):
        story.at(moment(day, time(9, at)), lambda when, at=at, number=number: _found(branches, at, number, world, when))
    places = [place for place, _name in committees()]
    for group in world.plan.groups:
        if rng.random() < 0.9:
            at = places.index(group.place) * len(NUMBERS) // len(places) if group.place != CENTRE else 0
            on = workday(day + timedelta(days=rng.randint(1, 9) if group.round == 0 else 320))
            story.on(on, lambda when, group=group, at=at: _place(group, branches[at], world, when))
    for group in rng.sample([g for g in world.plan.groups if g.lasts and g.round == 0], 4):
        at = rng.randrange(len(NUMBERS))
        story.on(
            workday(day + timedelta(days=60)),
            lambda when, group=group, at=at: _affiliate(group, branches[at], world, when),
        )


def _found(branches: list, at: int, number: str, world: World, when: datetime) -> None:
    name = f"第{number}分会"
    branches.append(create_branch(centre_id=CENTRE, name=name, order=at + 1, by=world.actor("director", when)))


def _place(group: GroupPlan, branch, world: World, when: datetime) -> None:
    row = world.group(group)
    if row.ended_on is None:
        place_group(row, branch=branch, by=world.actor("director", when))


def _affiliate(group: GroupPlan, branch, world: World, when: datetime) -> None:
    row = world.group(group)
    if row.branch_id != branch.pk:
        affiliate_group(row, branch=branch, since=when.date(), by=world.actor("director", when))
