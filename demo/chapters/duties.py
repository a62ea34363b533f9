"""The six ones through twelve months: flags, and each month a return, mostly in time; excuses, reminders, gaps."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from demo.moments import Story, moment, workday
from demo.neighbourhood import OUTDOORS, TIMES_A_WEEK
from demo.plan import TAI_CHI, GroupPlan
from demo.world import World
from shuniu.groups.actions.duties import (
    ReturnFigures,
    correct_return,
    excuse_duty,
    file_return,
    remind_groups,
    report_figure,
)
from shuniu.groups.actions.permits import issue_flag
from shuniu.kernel.calendar import add_months, month_end

NEGLIGENT = 5  # groups that report now and then
DUE_DAY = 5
NOTES = ("", "", "", "", "", "天气热，改到早上六点", "新来两位队员", "参加了街道展演", "活动室空调坏了", "准备元旦演出")


def give_flags(story: Story, world: World, rng: Random) -> None:
    """Nine in ten groups have their flag; newcomers get it a fortnight after they came."""
    for group in world.plan.groups:
        if rng.random() < 0.9:
            came = _came(story, group)
            day = workday(came + timedelta(days=rng.randint(2, 12)))
            story.on(day, lambda when, group=group: _flag(group, world, when))


def _flag(group: GroupPlan, world: World, when: datetime) -> None:
    row = world.group(group)
    if row.ended_on is None:
        issue_flag(row, by=world.actor("worker", when))


def do_duties(story: Story, world: World, rng: Random) -> None:
    negligent = set(rng.sample([g for g in world.plan.groups if g.lasts and g.name != TAI_CHI], NEGLIGENT))
    for month in story.year.months:
        for group in world.plan.groups:
            if _came(story, group) <= month:
                _plan_month(story, world, group, month, rng, often_missing=group in negligent)
        after = workday(add_months(month, 1) + timedelta(days=DUE_DAY))
        story.on(after, lambda when, month=month: _remind(world, month, when))
    _correct_some(story, world, rng)
    _note_figures(story, world, rng)


def _plan_month(story, world, group: GroupPlan, month: date, rng: Random, *, often_missing: bool) -> None:
    """Draws in the same order whatever comes of it, so that one month's fate does not change the next one's."""
    missing, late, excused = rng.random(), rng.random(), rng.random()
    reason = _holiday(group, month, excused)
    figures = _figures(group, rng, resting=bool(reason))
    hour = time(rng.randint(9, 19), rng.randint(0, 59))
    last = month_end(month)
    if excused < 0.008:
        day = workday(last - timedelta(days=rng.randint(1, 6)))
        story.on(day, lambda when: _excuse(world, group, month, "return", "负责人住院，本月活动暂停", when))
        return
    if reason:
        day = workday(last - timedelta(days=8))
        story.on(day, lambda when: _excuse(world, group, month, "training", reason, when))
    is_last = month == story.year.months[-1]
    if missing < (0.75 if often_missing else 0.025) or (is_last and (missing < 0.06 or group.name == TAI_CHI)):
        return
    wait = rng.randint(DUE_DAY + 1, DUE_DAY + 14) if late < 0.05 else rng.randint(-3, DUE_DAY)
    day = last + timedelta(days=wait)
    story.at(moment(day, hour), lambda when: _report(world, group, month, figures, when))


def _figures(group: GroupPlan, rng: Random, *, resting: bool) -> ReturnFigures:
    members = max(6, sum(stay.how == "workbook" and not stay.left for stay in group.stays))
    weekly = TIMES_A_WEEK.get(group.times, 1)
    return ReturnFigures(
        meetings=0 if rng.random() < 0.03 else rng.choice((1, 1, 1, 1, 2)),
        trainings=0 if resting or rng.random() < 0.04 else rng.choice((1, 1, 1, 2)),
        activities=max(1, weekly * 4 + rng.randint(-2, 1) - 2 * resting),
        attendance=max(4, round(members * rng.uniform(0.6, 0.9))),
        members=members + rng.choice((0, 0, 0, 0, 1, 2)),
        note=rng.choice(NOTES),
    )


def _holiday(group: GroupPlan, month: date, chance: float) -> str:
    """Why a month's training falls out: the Spring Festival for some, the heat for those outdoors."""
    if month.month == 2 and chance < 0.12:
        return "春节放假，培训顺延"
    outdoors = group.kind.venues is OUTDOORS
    return "连日高温，室外培训暂停" if month.month == 8 and outdoors and chance < 0.3 else ""


def _report(world: World, group: GroupPlan, month: date, figures: ReturnFigures, when: datetime) -> None:
    row = world.known(group)
    if _is_away(row, month):
        return
    by = world.applicant(group, when)
    file_return(row, month, figures, channel="phone" if by.role == "leader" else "paper", by=by)
    world.reported.add((group, month))


def _excuse(world: World, group: GroupPlan, month: date, duty: str, reason: str, when: datetime) -> None:
    row = world.known(group)
    if _is_away(row, month):
        return
    excuse_duty(row, month, duty, reason=reason, by=world.actor("worker", when))
    if duty == "return":
        world.reported.add((group, month))


def _remind(world: World, month: date, when: datetime) -> None:
    """A call to every group whose return is not in on the day after it was due."""
    silent = [group for group in world.plan.groups if world.knows(group) and (group, month) not in world.reported]
    rows = [row for row in map(world.known, silent) if row.recorded_on <= month and not _is_away(row, month)]
    if rows:
        remind_groups(rows, month, channel="phone", note="电话提醒", by=world.actor("worker", when))


def _correct_some(story: Story, world: World, rng: Random) -> None:
    """Now and then a leader had counted wrongly."""
    for month in story.year.months[2::3]:
        group = rng.choice([g for g in world.plan.groups if g.lasts and g.round == 0])
        day = workday(add_months(month, 1) + timedelta(days=20))
        story.on(day, lambda when, group=group, month=month: _correct(world, group, month, when))


def _correct(world: World, group: GroupPlan, month: date, when: datetime) -> None:
    filed = world.group(group).monthlyreturns.filter(month=month).select_related("group").first()
    if filed is not None:
        said = ReturnFigures(
            filed.meetings, filed.trainings, filed.activities + 1, filed.attendance, filed.members, "补记一次活动"
        )
        correct_return(filed, said, by=world.actor("worker", when))


def _note_figures(story: Story, world: World, rng: Random) -> None:
    """The worker asks some groups by phone how many they are: the reported beside the counted."""
    for group in rng.sample([g for g in world.plan.groups if g.lasts and not g.round], 12):
        members = max(8, len(group.stays) + rng.randint(-2, 4))
        day = story.year.before(rng.randint(20, 200))
        story.on(day, lambda when, group=group, members=members: _note(world, group, members, when))


def _note(world: World, group: GroupPlan, members: int, when: datetime) -> None:
    by = world.actor("worker", when)
    report_figure(world.group(group), figure="members", value=members, reported_on=by.today, source="电话核对", by=by)


def _is_away(row, month: date) -> bool:
    """Ended or suspended before the month was over."""
    return any(day is not None and day <= month for day in (row.ended_on, row.suspended_on))


def _came(story: Story, group: GroupPlan) -> date:
    """The first day on which a group is certainly in the register."""
    if group.round == 0:
        return story.year.start
    return story.year.months[-8 if group.round == 1 else -3] + timedelta(days=20)
