"""A year of filings: first ones, changes of every kind, renewals, endings; and what still lies on somebody's desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from demo.moments import Story, workday
from demo.neighbourhood import SEATED, YEJIAZHAI
from demo.plan import CAST_GROUPS, CHOIR, GroupPlan, merging
from demo.world import World
from shuniu.groups.actions.endings import take_in_members
from shuniu.groups.actions.filing import (
    answer_notice,
    approve_filing,
    begin_filing,
    decline_filing,
    give_opinion,
    return_filing,
    submit_filing,
    withdraw_filing,
)

AGREES = ("同意备案。", "情况属实，同意。", "团队活动正常，居民反映好，同意。", "同意，请注意音量。")
APPROVES = ("准予备案。", "同意。", "审核通过。", "材料齐全，同意。")
CHARTER = "本团队自愿组成、自我管理；入队退队自由；活动不扰民、不营利；负责人由队员推选，每年一次。"
FILED_IN_YEAR = 18


@dataclass(slots=True)
class Application:
    """What is applied for, and when each hand is put under it. until: the state it has come to on the day."""

    group: GroupPlan
    kind: str
    on: date
    until: str = "filed"
    content: dict | None = None
    reason: str = ""
    new_leader: int | None = None  # which of the group's stays
    opinion_after: int = 2  # days
    review_after: int = 5


def file_and_change(story: Story, world: World, rng: Random) -> None:
    for application in (*_first(story, world, rng), *_changes(story, world, rng), *_renewals(story, world, rng)):
        story.on(application.on, lambda when, a=application: _begin(a, story, world, when))
    for application in _endings(story, world):
        story.on(application.on, lambda when, a=application: _begin(a, story, world, when))
    _proposed_by_centre(story, world, rng)


# --- What is applied for ----------------------------------------------------------------------------------------------
def _first(story: Story, world: World, rng: Random) -> Iterator[Application]:
    """The unfiled groups: most are filed in the course of the year, the rest stand at every stage."""
    unfiled = [g for g in world.plan.groups if g.is_complete and not g.filing_number and g.place in SEATED]
    newest = [group for group in unfiled if group.round == 2]
    open_ones = _for_the_desks([group for group in unfiled if group not in newest], rng)
    before = story.year.before
    stages = (
        ("submitted", 1), ("submitted", 2), ("submitted", 4), ("submitted", 3), ("in_review", 6), ("in_review", 8),
        ("in_review", 46), ("draft", 2), ("draft", 12), ("returned", 17), ("returned", 26), ("withdrawn", 70),
    )  # fmt: skip
    for (until, days), group in zip(stages, open_ones, strict=False):
        yield Application(group, "first", before(days), until, opinion_after=1 if until == "in_review" else 2)
    rest = [group for group in unfiled if group not in open_ones[: len(stages)]]
    for at, group in enumerate(rest[: FILED_IN_YEAR + len(newest)]):
        day = story.year.start + timedelta(days=30 + at * 14)
        if group.round:
            day = story.year.months[-8 if group.round == 1 else -3] + timedelta(days=14 + at)
        yield Application(group, "first", workday(day), opinion_after=1 + at % 4, review_after=4 + at % 6)


def _for_the_desks(groups: list[GroupPlan], rng: Random) -> list[GroupPlan]:
    """The first three are for the committee of the cast: it must find something on its desk."""
    shuffled = rng.sample(groups, len(groups))
    mine = [group for group in shuffled if group.place == YEJIAZHAI][:3]
    return [*mine, *(group for group in shuffled if group not in mine)]


def _changes(story: Story, world: World, rng: Random) -> Iterator[Application]:
    filed = [
        g for g in world.plan.groups if g.lasts and g.filing_number and g.name not in CAST_GROUPS and g.is_complete
    ]
    near = rng.sample([group for group in filed if group.place in SEATED], 9)
    far = rng.sample([group for group in filed if group not in near], 9)
    before = story.year.before
    venue = {"venue": "社区文化活动中心302室", "times": "每周三 9:00-11:00"}
    for at, group in enumerate(near[:3]):
        yield Application(group, "venue", before(250 - 60 * at), content=venue, reason="原场地装修")
    for group in near[3:5]:
        yield Application(group, "name", before(140), content={"name": f"金秋{group.name}"}, reason="队员推选新名")
    for at, group in enumerate(near[5:8]):
        yield Application(group, "leader", before(200 - 70 * at), new_leader=1, reason="原负责人随子女迁居")
    yield Application(near[8], "leader", before(5), "in_review", new_leader=1, reason="负责人年事已高", opinion_after=1)
    for at, group in enumerate(far[:3]):
        content = {"content": f"{group.kind.content}、公益演出"}
        yield Application(group, "content", before(220 - 40 * at), content=content, review_after=6)
    for at, group in enumerate(far[3:7]):
        yield Application(group, "charter", before(180 - 30 * at), content={"charter": CHARTER})
    yield Application(far[7], "suspension", before(120), reason="负责人住院，暂停活动")
    yield Application(far[8], "suspension", before(260), reason="活动室大修，暂停活动")
    yield Application(far[8], "resumption", before(150))
    choir = world.plan.named(CHOIR)
    yield Application(choir, "venue", before(22), "returned", venue, reason="想换一间大一点的排练室")
    tai_chi_neighbour = next(g for g in filed if g.place == YEJIAZHAI and g not in near)
    yield Application(tai_chi_neighbour, "venue", before(2), "submitted", venue, reason="原场地停用")


def _renewals(story: Story, world: World, rng: Random) -> Iterator[Application]:
    """Most renew in the month before the filing ends; one has only been begun, one waits, one group let it run out."""
    ending = [g for g in world.plan.groups if g.lasts and g.filed_until and g.filed_until < story.year.day]
    ending.sort(key=lambda group: (group.filed_until, group.name))
    for group in ending[:-1]:
        yield Application(group, "renewal", workday(group.filed_until - timedelta(days=rng.randint(8, 40))))
    soon = [g for g in world.plan.groups if g.is_complete and g.filed_until and g.filed_until >= story.year.day]
    soon.sort(key=lambda group: (group.filed_until, group.name))
    for group, until in zip(soon, ("in_review", "draft"), strict=False):
        yield Application(group, "renewal", story.year.before(4), until)


def _endings(story: Story, world: World) -> Iterator[Application]:
    _merged, target = merging(world.plan)
    reasons = {
        "dissolution": "队员陆续搬离，活动难以为继",
        "merger": f"与{target.name}活动内容相同，自愿合并",
        "promotion": "已在区民政局登记为民办非企业单位",
        "move": "整体迁往曹杨新村街道活动",
    }
    for at, (kind, reason) in enumerate(reasons.items()):
        group = next(group for group in world.plan.groups if group.ending == kind)
        content = {"promoted_to": "普陀区长寿社区文化艺术服务中心"} if kind == "promotion" else None
        yield Application(group, kind, story.year.before(230 - 45 * at), content=content, reason=reason)
    story.on(story.year.before(150), lambda when: _take_in(world, when))


# --- Its way ----------------------------------------------------------------------------------------------------------
def _begin(a: Application, story: Story, world: World, when: datetime) -> None:
    row, by = world.group(a.group), world.applicant(a.group, when)
    leader = world.person(a.group.stays[_successor(a.group)]) if a.new_leader is not None else None
    target = world.group(merging(world.plan)[1]) if a.kind == "merger" else None
    filing = begin_filing(
        row,
        kind=a.kind,
        proposed=a.content,
        new_leader=leader,
        target_group=target,
        reason=a.reason,
        papers=("charter", "roster") if a.kind == "first" else (),
        channel="phone" if by.role == "leader" else "paper",
        by=by,
    )
    if a.until == "draft":
        return
    submit_filing(filing, by=by)
    if a.until == "withdrawn":
        story.on(_later(a.on, 3), lambda at: withdraw_filing(filing, by=world.applicant(a.group, at)))
    elif filing.state == "submitted":
        if a.until != "submitted":
            story.on(_later(a.on, a.opinion_after), lambda at: _opine(filing, a, story, world, at))
    elif filing.state == "in_review" and a.until == "filed":
        story.on(_later(a.on, a.review_after), lambda at: _approve(filing, a, world, at))


def _opine(filing, a: Application, story: Story, world: World, when: datetime) -> None:
    committee = world.actor(f"committee {a.group.place}", when)
    if a.until == "returned" and a.group.place == YEJIAZHAI:
        return_filing(filing, reason="活动时间与居民晨练冲突，请与居委商量后再报。", by=committee)
        return
    give_opinion(filing, opinion=AGREES[filing.pk % len(AGREES)], by=committee)
    if a.until != "in_review":
        story.on(_later(when.date(), a.review_after), lambda at: _approve(filing, a, world, at))


def _approve(filing, a: Application, world: World, when: datetime) -> None:
    officer = world.actor("officer", when)
    if a.until == "returned":
        return_filing(filing, reason="场地没有同意使用的证明，请补齐后再报。", by=officer)
    else:
        approve_filing(filing, opinion=APPROVES[filing.pk % len(APPROVES)], by=officer)
        world.forget(a.group)


def _successor(group: GroupPlan) -> int:
    """Who takes over: the deputy, else the second on the list who is on the roster from the beginning."""
    there = [at for at, s in enumerate(group.stays) if s.how == "workbook" and not s.left and s.duty != group.leading]
    return next((at for at in there if group.stays[at].duty == "副队长"), there[0])


def _take_in(world: World, when: datetime) -> None:
    merged, target = merging(world.plan)
    rows = [world.group(target), world.group(merged)]
    names = [stay.member.name for stay in target.stays_of("taken_in")]
    held = rows[1].memberships.filter(person__name__in=names).values_list("person_id", flat=True)
    take_in_members(rows[0], merged=rows[1], people=list(held), by=world.actor("worker", when))


# --- What the centre proposes itself ----------------------------------------------------------------------------------
def _proposed_by_centre(story: Story, world: World, rng: Random) -> None:
    """One proposal waits for the group's answer; one was answered, and the officer did not follow it."""
    filed = [g for g in world.plan.groups if g.lasts and g.filing_number and g.place not in SEATED]
    first, second = rng.sample(filed, 2)
    story.on(story.year.before(4), lambda when: _propose(first, world, when))
    day = story.year.before(100)
    story.on(day, lambda when: _decline_in_the_end(_propose(second, world, when), day, second, story, world))


def _propose(group: GroupPlan, world: World, when: datetime):
    by = world.actor("worker", when)
    filing = begin_filing(
        world.group(group), kind="suspension", reason="连续数月联系不上负责人", proposed_by_centre=True, by=by
    )
    submit_filing(filing, by=by)
    return filing


def _decline_in_the_end(filing, day: date, group: GroupPlan, story: Story, world: World) -> None:
    def answered(when: datetime) -> None:
        answer_notice(filing, reply="负责人换了手机，团队一直在活动，附上照片。", by=world.actor("director", when))

    def declined(when: datetime) -> None:
        decline_filing(filing, reason="团队仍在活动，不予暂停，请中心更新联系方式。", by=world.actor("officer", when))

    story.on(_later(day, 5), answered)
    story.on(_later(day, 9), declined)


def _later(day: date, days: int) -> date:
    return workday(day + timedelta(days=days))
