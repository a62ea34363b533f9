"""The window's year: the eight services of the founding case, residents' requests, seven adoption assessments, day care."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from demo.invented import Inventor
from demo.moments import Story, moment, workday
from demo.neighbourhood import CENTRE
from demo.organizations import CARE
from demo.world import World
from shuniu.casework.actions import cases, day_care, intake, matters, referring
from shuniu.casework.actions.advice import give_advice
from shuniu.casework.actions.case_types import set_case_type
from shuniu.casework.actions.menu import offer_service
from shuniu.casework.public import ASSESSMENT, Case, DayCareRoom, Enrolment, Service
from shuniu.kernel.actor import system_actor
from shuniu.kernel.models import Place, User
from shuniu.kernel.sealing import mask_name
from shuniu.kernel.signin.actions import appoint, open_account
from shuniu.organizations.public import Organization
from shuniu.people.public import Particulars, record_person

# code · type's name · secrecy · workdays · steps
DONE = ({"code": "handled", "label": "办理"},)
# The eight services of the case: code, name, what it is, for whom, papers, secrecy, workdays, steps.
MENU = (
    ("advice", "咨询评价", "政策咨询、办事指引和服务评价", "辖区居民和组织", (), "open", 3, DONE),
    ("adoption", "家庭收养", "收养家庭调查评估，报告供民政部门参考", "申请收养的家庭", ("身份证", "户口簿", "婚姻证明"),
     "assessors", 60, ASSESSMENT),
    ("volunteering", "志愿者管理", "登记、培训和服务证明", "志愿者", ("身份证",), "open", 5, DONE),
    ("giving", "慈善捐助", "接受捐赠，办理帮困申请", "捐赠人和困难家庭", ("身份证", "困难情况说明"), "open", 10, DONE),
    ("agency", "代理服务", "代办证照和手续，证件代保管并归还", "行动不便的居民", ("身份证", "委托书"), "open", 10, DONE),
    ("groups", "群众团队", "团队备案和场地咨询", "群众活动团队", (), "open", 5, DONE),
    ("report_in", "党员服务", "报到和答复，不留姓名", "来报到的人", (), "appointment", 5, DONE),
    ("talent", "人才资源开发管理", "岗位信息和社会工作人才服务", "求职居民", ("身份证", "学历证明"), "open", 10, DONE),
)  # fmt: skip
ROOMS = (("叶家宅日间照料室", 36), ("澳门路日间照料室", 34), ("普雄日间照料室", 32), ("胶州路日间照料室", 30))
TAKEN = (34, 32, 30, 28)
ASSESSMENTS = 7
REQUESTS = 60
WISHES = ("想办社保卡补换", "想问场地怎么借", "申请帮困", "想参加志愿服务", "代办残疾证", "想找一份工作")


def open_the_window(story: Story, world: World, rng: Random) -> None:
    """The menu on the first day, requests all year; in the account of the year seven assessments are closed."""
    story.on(story.year.start, lambda when: _offer(world, when))
    people = Inventor(Random("window"), story.year.day, phones="1540001")
    _ask_all_year(story, world, rng, people)
    story.at(moment(story.year.before(1), time(17, 10)), lambda when: _refer(world, when))
    story.at(moment(workday(story.year.before(40)), time(9, 20)), lambda when: _appoint_for_slips(world, when))
    story.at(moment(story.year.before(2), time(9, 30)), lambda when: _report_in(world, when))
    _assess(story, world, people)
    _care(story, world, rng, people)


def _offer(world: World, when: datetime) -> None:
    by = world.actor("director", when)
    for order, (code, name, what, whom, papers, secrecy, days, steps) in enumerate(MENU):
        kind = set_case_type(
            code=code, name=name, limit_days=days, steps=steps, secrecy=secrecy, keeps_applicant=code != "report_in",
            by=by,
        )  # fmt: skip
        offer_service(
            kind, code=code, name=name, description=what, eligibility_description=whom, required_documents=papers,
            fees_description="免费", schedule="工作日9:00–16:30", location="中心一楼服务窗口", contact="陈晓燕",
            order=order, by_portal=secrecy == "open", by=by,
        )  # fmt: skip


# --- Requests ---------------------------------------------------------------------------------------------------------
def _ask_all_year(story: Story, world: World, rng: Random, people: Inventor) -> None:
    open_ones = [entry for entry in MENU if entry[5] == "open"]
    for number in range(REQUESTS):
        code, papers = (entry := rng.choice(open_ones))[0], entry[4]
        day = story.year.before(2 if number < 4 else rng.randint(3, 330))
        name = people.member(aged=True, women=0.6, not_named=set()).name
        wish, lacking = rng.choice(WISHES), papers[-1:] if papers and rng.random() < 0.25 else ()
        took, stars = rng.randint(0, entry[6] + 4), rng.choice((5, 5, 5, 4, 4, 3, 0, 0))
        asked = (code, name, people.phone(), wish, lacking, took, stars)
        story.on(day, lambda when, asked=asked: _ask(story, world, asked, when))


def _ask(story: Story, world: World, asked: tuple, when: datetime) -> None:
    code, name, phone, wish, lacking, took, stars = asked
    case = intake.take_in(
        _service(code),
        applicant=name,
        phone=phone,
        request=wish,
        papers_missing=lacking,
        by=world.actor("worker", when),
    )
    if lacking:
        back = workday(when.date() + timedelta(days=5))
        story.on(back, lambda later: cases.bring_papers(_case(case.pk), by=world.actor("worker", later)))
    if code == "agency":
        matters.take_into_custody(case, name="身份证", by=world.actor("worker", when))
    end = workday(when.date() + timedelta(days=took + (6 if lacking else 0) + 1))
    story.on(end, lambda later: _close(story, world, case.pk, stars, later))


def _close(story: Story, world: World, pk: int, stars: int, when: datetime) -> None:
    by, case = world.actor("worker", when), _case(pk)
    if case.state != "in_hand":
        return
    for item in case.custodyitems.filter(returned_on__isnull=True).select_related("case"):
        matters.return_from_custody(item, by=by)
    cases.do_step(case, step="handled", by=by)
    cases.close_case(case, outcome="已办妥，告知申请人", by=by)
    if stars:
        cases.rate_case(case, stars=stars, by=by)


def _refer(world: World, when: datetime) -> None:
    """One comes in through the public page; two go to an organization, of which its contact accepts one and one waits."""
    by, house = world.actor("worker", when), system_actor(place=CENTRE, via="page", at=when, name="公开页面申请人")
    line = _service("agency")
    told = {"applicant": "王阿姨", "phone": "15400019999", "request": "想代办残疾证", "channel": "portal"}
    intake.take_in(line, **told, papers_missing=line.required_documents, by=house)
    found = Case.objects.visible_to(by).filter(state="in_hand").select_related("case_type").order_by("-pk")
    for case, accepted in zip(found[:2], (True, False), strict=False):
        referral = referring.refer_case(
            case, **_helpers(), reason="每周上门送餐两次", agreed_on=by.today, wanted_by=by.today + timedelta(days=14),
            by=by,
        )  # fmt: skip
        if accepted:
            answers = world.actor("contact", when) if referral.organization_id else by
            referring.answer_referral(referral, accepted=True, by=answers)


def _helpers() -> dict:
    """The contact's organization; its name alone where the register was not told."""
    found = Organization.objects.unscoped(because="the demo's own register, by name").filter(name=CARE).first()
    return {"organization": found} if found else {"to_name": CARE}


# --- Report-ins -------------------------------------------------------------------------------------------------------
def _appoint_for_slips(world: World, when: datetime) -> None:
    """One worker is appointed for the party-member service alone."""
    kind, place = _service("report_in").case_type, Place.objects.get(pk=CENTRE)
    user, _password = open_account(username="guping", name="顾萍", by=world.actor("system_administrator", when))
    world.seats["slips"] = appoint(
        user, role="worker", place=place, since=when.date(), noun="casework.casetype", noun_id=kind.pk,
        by=world.actor("security_administrator", when),
    )  # fmt: skip


def _report_in(world: World, when: datetime) -> None:
    """Three slips come in; two are answered."""
    by = world.actor("slips", when)
    slips = [intake.take_in(_service("report_in"), request="前来报到", by=by) for _each in range(3)]
    for slip in slips[:2]:
        cases.do_step(slip, step="handled", by=by)
        cases.close_case(slip, outcome="已答复", by=by)


# --- Adoption assessments ---------------------------------------------------------------------------------------------
def _assess(story: Story, world: World, people: Inventor) -> None:
    """Seven that are closed in the account of the year, one to six weeks apart, and one that is under way."""
    first = story.year.account_from
    span = max((story.year.before(3) - first).days, 10)
    for number in range(ASSESSMENTS):
        end = workday(first + timedelta(days=3 + number * (span - 8) // ASSESSMENTS))
        _one_assessment(story, world, people, workday(end - timedelta(days=50)), end)
    _one_assessment(story, world, people, story.year.before(12), None)


def _one_assessment(story: Story, world: World, people: Inventor, begun: date, end: date | None) -> None:
    name, phone, made = people.member(aged=False, women=0.5, not_named=set()).name, people.phone(), []

    def open_it(when: datetime) -> None:
        users = User.objects.filter(pk__in=[world.seats[key].user_id for key in ("assessor", "second assessor")])
        made.append(
            intake.open_sealed_case(
                _service("adoption"), applicant=name, phone=phone, assessors=users, by=world.actor("director", when)
            ).pk
        )

    def begin(when: datetime) -> None:
        for key in ("assessor", "second assessor"):
            cases.declare_free_of_interest(_case(made[0]), by=world.actor(key, when))
        for step in ("consent", "preparation", "interview", "integration")[: 4 if end else 1]:
            cases.do_step(_case(made[0]), step=step, by=world.actor("assessor", when))
        matters.write_note(
            _case(made[0]), kind="visit", text="入户走访，居住环境整洁。", by=world.actor("assessor", when)
        )

    def finish(when: datetime) -> None:
        case = _case(made[0])
        for key in ("assessor", "second assessor"):
            cases.do_step(case, step="report", by=world.actor(key, when))
        give_advice(case, conclusion="able", grounds="评估各项均符合条件。", by=world.actor("assessor", when))
        cases.close_case(case, outcome="评估意见已送区民政局。", by=world.actor("assessor", when))

    story.on(begun, open_it)
    story.on(workday(begun + timedelta(days=1)), begin)
    if end:
        story.on(end, finish)


# --- Day care ---------------------------------------------------------------------------------------------------------
def _care(story: Story, world: World, rng: Random, people: Inventor) -> None:
    opened = workday(story.year.start + timedelta(days=20))
    for (name, places), taken in zip(ROOMS, TAKEN, strict=True):
        elders = [people.member(aged=True, women=0.65, not_named=set()) for _each in range(taken)]
        chance = Random(name)
        story.on(opened, lambda when, a=(name, places): _open_room(world, a, when))
        story.on(workday(opened + timedelta(days=3)), lambda when, a=(name, elders): _fill(world, *a, people, when))
        for day in sorted({story.year.before(back) for back in range(2, 6)}):
            story.on(day, lambda when, a=(name, chance): _mark(world, *a, when))
    waits = [(people.member(aged=True, women=0.6, not_named=set()).name, why) for why in ("order", "alone", "alone_80")]
    story.on(story.year.before(6), lambda when: _wait(world, waits, when))


def _open_room(world: World, room: tuple[str, int], when: datetime) -> None:
    by = world.actor("director", when)
    day_care.open_room(name=room[0], places=room[1], address=room[0].removesuffix("日间照料室"), by=by)


def _fill(world: World, name: str, elders: list, people: Inventor, when: datetime) -> None:
    by, rows = world.actor("worker", when), []
    for number, elder in enumerate(elders, start=1):
        person = record_person(Particulars(elder.name, sex=elder.sex, phone=elder.phone), centre_id=CENTRE, by=by)
        agreed = day_care.Agreement(
            f"RZ-{when:%Y}-{number:03d}", by.today, f"{mask_name(elder.name)[0]}家属", people.phone()
        )
        rows.append((person.pk, agreed))
    day_care.enrol_many(_room(name), rows, by=by)


def _mark(world: World, name: str, chance: Random, when: datetime) -> None:
    by, room = world.actor("worker", when), _room(name)
    held = Enrolment.objects.visible_to(by).filter(room=room).order_by("pk").values_list("pk", flat=True)
    here = [pk for pk in held if chance.random() < 0.85]
    day_care.mark_days(room, [(pk, by.today, chance.random() < 0.9) for pk in here], by=by)


def _wait(world: World, waits: list[tuple[str, str]], when: datetime) -> None:
    by = world.actor("worker", when)
    for name, why in waits:
        person = record_person(Particulars(name), centre_id=CENTRE, by=by)
        day_care.wait_for_place(person, priority=why, by=by)


def _service(code: str) -> Service:
    return Service.objects.unscoped(because="the demo's own menu").select_related("case_type").get(code=code)


def _case(pk: int) -> Case:
    return (
        Case.objects.unscoped(because="the demo's own story, told by whoever acts")
        .select_related("case_type")
        .get(pk=pk)
    )


def _room(name: str) -> DayCareRoom:
    return DayCareRoom.objects.unscoped(because="the demo's own rooms, by name").get(name=name)
