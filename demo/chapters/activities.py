"""The weekly show in the park, a fair of forty, a social event, two courses for disabled people, the publicity log [case].

The case's figures lie in the account of the year (`Year.account_from`), whatever day the demo is built for.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

from demo.chapters.venues import CLASSROOM, STAGE
from demo.invented import Inventor, Member
from demo.moments import Story, moment
from demo.neighbourhood import CENTRE
from demo.plan import CHOIR, TAI_CHI
from demo.world import World
from shuniu.activities.actions import (
    certificates,
    coming,
    courses,
    crowd,
    lessons,
    moving,
    offers,
    placements,
    programme,
    publicity,
    stage,
)
from shuniu.activities.actions.seating import let_trainee_in
from shuniu.activities.imports.intake import accept, take_in
from shuniu.groups.public import Group, Membership
from shuniu.kernel.spaces import keeper
from shuniu.people.public import Particulars, Precision, record_person

PANELS = ((10, "社会组织风采"), (10, "群众团队巡礼"), (8, "慈善超市"), (7, "志愿服务"))
LEAFLETS = (
    (1500, "团队备案问答"),
    (1200, "志愿者招募"),
    (1000, "慈善捐赠指南"),
    (800, "老年日托须知"),
    (600, "技能培训报名"),
)
LEAFLETS_LEFT = 500  # what the last of them was set right to
SHOWS = 12
TO_COME = 39  # the first week of the show that is not over
FIRST_NAMES = ("晨曦", "申澜", "和乐", "橡树", "同心桥", "暖阳", "启明里", "百合")
KINDS = (("养老服务社", "养老咨询"), ("职业技能学校", "就业培训"), ("文化艺术社", "书画体验"), ("社区健康站", "测量血压"),
         ("法律服务社", "法律咨询"))  # fmt: skip
ACTS = ("太极扇", "沪剧清唱", "民乐合奏", "扇子舞", "合唱《茉莉花》", "快板书", "时装走秀", "二胡独奏")
EMPLOYERS = ("晨曦便利店", "申澜图文社", "和乐物业", "橡树书屋")
PASSED = 10
TRAINER = "启明里职业技能学校"
ON_PHONE = "顾小芳"  # the trainee who has a card


@dataclass
class Class:
    """A course as the story goes on."""

    title: str
    kind: str
    leads_to: tuple[str, ...]
    size: int
    lessons: int
    starts: time
    members: list[Member] = field(default_factory=list)
    course: object = None
    trainees: list = field(default_factory=list)
    planned: list = field(default_factory=list)


def put_on(story: Story, world: World, rng: Random) -> None:
    inventor = Inventor(rng, story.year.day, phones="1540001")
    _weekly_show(story, world, rng)
    _fair(story, world)
    _social_event(story, world, inventor)
    _publicity(story, world)
    computer = Class("残疾人计算机培训班", "computer", ("computer", "assistance"), 20, 10, time(9))
    handicraft = Class("残疾人手工艺品制作班", "handicraft", (), 35, 8, time(13, 30))
    for each, share in ((computer, 0.5), (handicraft, 0.7)):
        _course(each, _in_account(story, share), story, world, rng, inventor)


def _in_account(story: Story, share: float) -> date:
    """A day of the account, so far into it."""
    first, last = story.year.account_from, story.year.end.date()
    return first + timedelta(days=round(share * (last - first).days))


# --- The programme ----------------------------------------------------------------------------------------------------
def _weekly_show(story: Story, world: World, rng: Random) -> None:
    """Saturdays at nine, from some 40 weeks ago to a month ahead."""
    day = story.year.day
    first = day - timedelta(days=day.weekday() + 2 + 7 * 38)
    names = [g.name for g in world.plan.groups if g.lasts and g.category == "culture" and not g.round]
    shows: list = []

    def plan(when: datetime) -> None:
        by = world.actor("worker", when)
        activity = programme.plan_activity(
            centre_id=CENTRE, title="周周演", kind="show", organizer="社区群众团队联合会",
            content="每周六上午，群众团队在公园为居民演出。", takes_offers=True, by=by,
        )  # fmt: skip
        shows.extend(
            programme.schedule_sessions(
                activity, held_on=first, starts=time(9), ends=time(10, 30), **_placed(STAGE, by), seats=None,
                expected=200, amplified=True, weeks=43, by=by,
            )
        )  # fmt: skip

    story.at(moment(first - timedelta(days=7), time(10)), plan)
    story.at(moment(story.year.before(1), time(14, 5)), lambda when: _offer(shows[TO_COME + 1], world, when))
    for week in range(43):
        held_on = first + timedelta(weeks=week)
        lineup = rng.sample(names, 6)
        story.at(
            moment(held_on - timedelta(days=3 if week < TO_COME else 20), time(15, week)),
            lambda when, week=week, lineup=lineup: _line_up(shows[week], lineup, week, world, when),
        )
        people = rng.randint(120, 320)
        story.at(
            moment(held_on, time(11)),
            lambda when, week=week, people=people: _count(shows[week], people, week, world, when),
        )


def _offer(session, world: World, when: datetime) -> None:
    """The choir signs up for a show to come; the desk has not answered."""
    choir = world.plan.named(CHOIR)
    told = {"title": "合唱《我的祖国》", "minutes": 9, "needs": "一支话筒、一架电子琴"}
    offers.offer_act(session, group=world.group(choir), **told, by=world.applicant(choir, when))


def _line_up(session, names: list[str], week: int, world: World, when: datetime) -> None:
    if week < 30:  # the earlier ones were planned on paper
        return
    if week >= TO_COME:  # the best known of the cast is on in the weeks to come
        names = [TAI_CHI, *names[1:]]
    by = world.actor("worker", when)
    groups = {group.name: group for group in Group.objects.visible_to(by).filter(name__in=names)}
    acts = [
        stage.add_act(
            session, starts=time(9, 12 * at), minutes=10 if at % 2 else 12, title=ACTS[(week + at) % len(ACTS)],
            performers=name, group=groups.get(name), by=by,
        )
        for at, name in enumerate(names[:5])
    ]  # fmt: skip
    if week % 4 == 0:
        told = {
            "minutes": 8,
            "title": "诗朗诵《长寿路》",
            "performers": names[5],
            "group": groups.get(names[5]),
            "reason": "领演身体不适",
        }
        stage.replace_act(acts[2], **told, by=by)


def _count(session, people: int, week: int, world: World, when: datetime) -> None:
    named = []
    if week % 4 == 1:
        rows = Membership.objects.visible_to(world.house(when)).filter(
            until__isnull=True, person__erased_at__isnull=True
        )
        named = [row.person for row in rows.select_related("person").order_by("pk")[week * 20 : week * 20 + 12]]
    sheet = f"签到表第{week + 1}号"
    by = world.actor("worker", when)
    coming.note_attendance(session, people=named, others=people, source="paper", sheet=sheet, by=by)
    if week == TO_COME - 1:  # the list of the second entrance comes as a file
        rows = ["序号,姓名,联系电话", *(f"{at},{name}阿姨," for at, name in enumerate("王李张刘陈杨赵黄周吴徐孙", 1))]
        content, name = "\r\n".join(rows).encode("gb18030"), f"周周演签到表（东门）{session.held_on:%m%d}.csv"
        accept(take_in(content, session, name=name, by=by), session, content, by=by)


def _fair(story: Story, world: World) -> None:
    """Forty exhibitors in the green, with its permit; and a bigger day to come, of which the law's day is near."""
    held_on = story.year.before(50)
    sessions: list = []

    def plan(when: datetime) -> None:
        by = world.actor("director", when)
        activity = programme.plan_activity(
            centre_id=CENTRE, title="社会组织咨询展示", kind="fair", organizer="社区社会组织服务中心", by=by
        )
        told = {"starts": time(9), "ends": time(15), "place": "长寿绿地"}
        sessions.extend(programme.schedule_sessions(activity, held_on=held_on, expected=1500, **told, by=by))
        exhibitors = [(name + kind, offers) for name in FIRST_NAMES for kind, offers in KINDS]
        stage.invite_exhibitors(sessions[0], exhibitors, by=by)
        crowd.write_crowd_plan(
            sessions[0], most=900, exits=5, stewards=30, first_aid="东门救护点，医生两名", in_charge="周建国",
            measures="分时入场，超过900人时限流。", applied_on=by.today, by=by,
        )  # fmt: skip

    def permit(when: datetime) -> None:
        told = {"most": 900, "exits": 5, "stewards": 30, "first_aid": "东门救护点，医生两名", "in_charge": "周建国"}
        told |= {"applied_on": held_on - timedelta(days=40), "permit_number": "大型活动许可第0117号"}
        by = world.actor("director", when)
        crowd.write_crowd_plan(sessions[0], **told, permitted_on=by.today, by=by)

    def hold(when: datetime) -> None:
        by = world.actor("worker", when)
        absent = sessions[0].stands.order_by("-number").values_list("pk", flat=True)[:1]
        stage.check_stands(sessions[0], set(sessions[0].stands.values_list("pk", flat=True)) - set(absent), by=by)
        coming.note_attendance(sessions[0], others=1360, source="paper", sheet="入口计数", by=by)

    def next_one(when: datetime) -> None:
        by = world.actor("director", when)
        told = {"starts": time(9), "ends": time(16), "place": "长寿绿地", "expected": 1200}
        held = story.year.day + timedelta(days=33)
        for session in programme.schedule_sessions(sessions[0].activity, held_on=held, **told, by=by):
            crowd.judge_crowd(session, by=by)

    story.at(moment(held_on - timedelta(days=40), time(10)), plan)
    story.at(moment(held_on - timedelta(days=34), time(14)), permit)
    story.at(moment(held_on, time(15, 30)), hold)
    story.at(moment(story.year.before(2), time(16)), next_one)


def _social_event(story: Story, world: World, inventor: Inventor) -> None:
    """A surname and a phone is all that is asked; four wait in line."""
    sessions: list = []

    def plan(when: datetime) -> None:
        by = world.actor("worker", when)
        activity = programme.plan_activity(
            centre_id=CENTRE, title="相约长寿·有情牵手", kind="social", organizer="社区社会组织服务中心",
            takes_sign_ups=True, by=by,
        )  # fmt: skip
        held = story.year.day + timedelta(days=5)
        told = {"starts": time(14), "ends": time(16, 30), "place": "社区文化中心二楼"}
        sessions.extend(programme.schedule_sessions(activity, held_on=held, seats=20, **told, by=by))

    def sign_up(when: datetime) -> None:
        by = world.actor("worker", when)
        for at in range(24):
            coming.sign_up(sessions[0], called="王李张刘陈杨"[at % 6], phone=inventor.phone(), by=by)

    story.at(moment(story.year.before(20), time(10, 30)), plan)
    story.at(moment(story.year.before(9), time(13)), sign_up)


# --- The publicity log ------------------------------------------------------------------------------------------------
def _publicity(story: Story, world: World) -> None:
    rows = [("panel", count, title) for count, title in PANELS]
    rows += [("leaflet", count, title) for count, title in LEAFLETS]
    rows += [("show", 1, f"社会组织进社区第{at}场") for at in range(1, SHOWS + 1)]
    for at, (kind, count, title) in enumerate(rows):
        day = _in_account(story, (at + 1) / (len(rows) + 2))
        story.at(
            moment(day, time(16, at)),
            lambda when, kind=kind, count=count, title=title: _log(kind, count, title, world, when),
        )


def _log(kind: str, count: int, title: str, world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    told = {"centre_id": CENTRE, "title": title, "done_on": by.today, "place": "长寿路沿线"}
    entry = publicity.log_publicity(kind=kind, count=count, **told, by=by)
    if (count, title) == LEAFLETS[-1]:
        publicity.correct_publicity(entry, count=LEAFLETS_LEFT, reason="清点剩余", by=by)


# --- The courses ------------------------------------------------------------------------------------------------------
def _course(made: Class, ends_on: date, story: Story, world: World, rng: Random, inventor: Inventor) -> None:
    names: set[str] = set()
    for _number in range(made.size):
        made.members.append(inventor.member(aged=False, women=0.55, not_named=names))
        names.add(made.members[-1].name)
    if made.leads_to:
        made.members[0] = replace(made.members[0], name=ON_PHONE, sex="2")
    begins_on = ends_on - timedelta(days=7 * made.lessons)
    story.at(moment(begins_on, time(9)), lambda when: _open(made, begins_on, ends_on, world, when))
    for at in range(made.lessons):
        absent = {number for number in range(made.size) if rng.random() < 0.06}
        day = begins_on + timedelta(days=7 * at)
        over = time(made.starts.hour + 2, 45)
        story.at(moment(day, over), lambda when, at=at, absent=absent: _teach(made, at, absent, world, when))
    if not made.leads_to:
        moved_on = begins_on + timedelta(days=7 * (made.lessons // 2) + 1)
        story.at(moment(moved_on, time(10, 40)), lambda when: _move(made, world, when))
    if made.leads_to:
        story.at(moment(ends_on, time(14)), lambda when: _test(made, rng, world, when))
        story.at(moment(ends_on, time(16, 30)), lambda when: _award(made, world, when))
        job = min(ends_on + timedelta(days=10), story.year.end.date())
        story.at(moment(job, time(17)), lambda when: _find_work(made, story, world, when))


def _open(made: Class, begins_on: date, ends_on: date, world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    made.course = courses.open_course(
        centre_id=CENTRE, title=made.title, kind=made.kind, audience="disabled", trainer=TRAINER,
        **_placed(CLASSROOM, by), first_on=begins_on, last_on=ends_on, seats=made.size, certificates=made.leads_to, by=by,
    )  # fmt: skip
    people = [record_person(_particulars(member), centre_id=CENTRE, by=by) for member in made.members]
    made.trainees = courses.enrol_trainees(made.course, people, circumstance="disabled", by=by)
    ends = time(made.starts.hour + 2, made.starts.minute)
    made.planned = courses.plan_lessons(
        made.course, held_on=begins_on, starts=made.starts, ends=ends, count=made.lessons, by=by
    )
    if made.leads_to:
        world.seats["trainee"] = let_trainee_in(made.trainees[0], by=by).appointment


def _move(made: Class, world: World, when: datetime) -> None:
    """The second half is held elsewhere; all but two of the trainees have been told."""
    by = world.actor("worker", when)
    move = moving.move_course(made.course, place="长寿路街道残联二楼", reason="教室装修", by=by)
    told = [trainee.pk for trainee in made.trainees[:-2]]
    moving.note_move_told(move, trainees=told, how="phone", by=by)


def _placed(name: str, by) -> dict[str, str]:
    """A place of the centre, chosen; in words where the chapter of the places is not told."""
    return {"place": name, "place_code": next((code for code, title in keeper().choices(by) if title == name), "")}


def _particulars(member: Member) -> Particulars:
    born = {"born_on": member.born, "born_precision": Precision.DAY}
    return Particulars(name=member.name, sex=member.sex, phone=member.phone, address=member.address, **born)


def _teach(made: Class, at: int, absent: set[int], world: World, when: datetime) -> None:
    """Those who will pass come always; five of the others stay away from the fourth lesson on."""
    there = [
        trainee.pk
        for number, trainee in enumerate(made.trainees)
        if number < PASSED or (number not in absent and not (made.leads_to and number >= 15 and at >= 3))
    ]
    by = world.actor("worker", when)
    lessons.note_lesson(made.planned[at], there, source="paper", sheet=f"第{at + 1}课", by=by)


def _test(made: Class, rng: Random, world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    for kind, title in zip(made.leads_to, ("上机操作", "助残服务知识"), strict=True):
        test = lessons.set_test(made.course, title=title, held_on=by.today, certificate=kind, by=by)
        points = {
            trainee.pk: rng.randint(66, 98) if number < PASSED else rng.randint(30, 58)
            for number, trainee in enumerate(made.trainees[:15])
        }
        lessons.note_results(test, points, by=by)


def _award(made: Class, world: World, when: datetime) -> None:
    by = world.actor("director", when)
    for kind in made.leads_to:
        certificates.award_certificates(made.course, kind, by=by)


def _find_work(made: Class, story: Story, world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    for at, trainee in enumerate(made.trainees[:6]):
        told = {"employer": EMPLOYERS[at % len(EMPLOYERS)], "post": "助残员", "evidence": f"劳动合同{at + 1:02d}号"}
        job = placements.place_trainee(trainee, **told, started_on=by.today, by=by)
        for days in (30, 90) if at else (30,):
            story.at(
                moment(by.today + timedelta(days=days), time(10, at)),
                lambda then, job=job, days=days, at=at: _check(job, days, at, world, then),
            )


def _check(job, days: int, at: int, world: World, when: datetime) -> None:
    answer = "left" if (at, days) == (5, 90) else "at_work"
    placements.check_retention(
        job, after_days=days, answer=answer, evidence="电话联系用人单位", by=world.actor("worker", when)
    )
