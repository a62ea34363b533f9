"""Venue permits: issued to most, renewed by most when they end, one about to be recalled."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from demo.moments import Story, workday
from demo.plan import ROUNDS, GroupPlan
from demo.world import World
from shuniu.groups.actions.permits import announce_recall, issue_permit, renew_permit

SOUND = "音量不超过60分贝"
CONDITIONS = "活动结束后清扫场地；不得转借。"


def give_permits(story: Story, world: World, rng: Random) -> None:
    """The first ones in the weeks after the workbook, for six to fourteen months, so that they do not end together."""
    for group in world.plan.groups:
        has, renewed, months = rng.random(), rng.random(), rng.randint(6, 14)
        if has > 0.93 or not group.venue or group.round >= ROUNDS - 1:
            continue
        first = story.year.start if group.round == 0 else story.year.months[-8] + timedelta(days=21)
        day = workday(first + timedelta(days=rng.randint(6, 15)))
        until = day + timedelta(days=months * 30)
        story.on(day, lambda when, group=group, until=until: _issue(group, until, world, when))
        if renewed < 0.9:
            again = workday(until - timedelta(days=rng.randint(2, 20)))
            story.on(again, lambda when, group=group: _renew(group, world, when))
    recalled = rng.choice([g for g in world.plan.groups if g.lasts and g.round == 0 and g.venue])
    story.on(story.year.before(3), lambda when: _announce(recalled, world, when))


def _issue(group: GroupPlan, until, world: World, when: datetime) -> None:
    row = world.group(group)
    if row.ended_on is None:
        by = world.actor("director", when)
        issue_permit(
            row,
            venue=row.venue,
            times=row.times or "按排期",
            valid_from=by.today,
            valid_until=until,
            sound=SOUND,
            conditions=CONDITIONS,
            by=by,
        )


def _renew(group: GroupPlan, world: World, when: datetime) -> None:
    row = world.group(group)
    permit = row.venuepermits.order_by("-valid_until").select_related("group__centre").first()
    if row.ended_on is None and permit is not None:
        renew_permit(permit, by=world.actor("director", when))


def _announce(group: GroupPlan, world: World, when: datetime) -> None:
    permit = world.group(group).venuepermits.order_by("-valid_until").select_related("group").first()
    if permit is not None:
        announce_recall(permit, reason="场地明年大修，需另行安排", by=world.actor("director", when))
