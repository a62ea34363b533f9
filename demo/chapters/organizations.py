"""The civil organizations: their ledger, last season's inspection with all 53 on time, this season's in every state."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from demo.invented import STREETS
from demo.moments import Story, moment, workday
from demo.neighbourhood import CENTRE
from demo.organizations import CARE, DISTRICT_REGISTRY, FILE, SOCIETY, ledger_workbook, plan_organizations
from demo.world import World
from shuniu.kernel.attachments.types import judge
from shuniu.kernel.models import Place
from shuniu.kernel.signin.actions import appoint, open_account
from shuniu.organizations.actions import directory, growing, inspections, objecting
from shuniu.organizations.actions.contacts import note_contact
from shuniu.organizations.actions.importing import receive_ledger
from shuniu.organizations.actions.registering import note_possession, register_organization
from shuniu.organizations.actions.reminding import ACCOUNT, note_attempt, remind_organizations
from shuniu.organizations.imports.intake import digest_of, write_judged
from shuniu.organizations.public import (
    Honour,
    Inspection,
    Licence,
    Organization,
    Predecessor,
    Premises,
    calls_to_make,
)

CONTACT, USERNAME = "王敏", "wangmin"
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PLATFORM = "上海社会组织公共服务平台"
PAPERS_BROUGHT = ["application", "charter", "leader"]
UNREGISTERED = {"苏河晴暖心理关爱服务社": PAPERS_BROUGHT, "长寿拾光手作传承中心": PAPERS_BROUGHT[:1]}
OPEN_HOURS = ("周一至周五 9:00-17:00", "每天 8:30-16:30", "周二至周六 9:00-20:00")
PAPERS = ("report", "certificate", "accounts")
STORY = "组织社区服务活动二十余次，服务居民约一千二百人次，财务按季公示。"
PLANNED = "完善制度，扩大服务覆盖面，争取参加等级评估。"


def tell_of_organizations(story: Story, world: World, rng: Random) -> None:
    year = story.year
    first = workday(year.start + timedelta(days=1))
    story.at(moment(first, time(15, 5)), lambda when: _read_ledger(world, when))
    story.at(moment(workday(first + timedelta(days=1)), time(9, 20)), lambda when: _care(world, when))
    _last_season(story, world, rng)
    _live_season(story, world, rng)
    story.at(moment(year.before(40), time(10, 15)), lambda when: _settle(world, when))
    story.at(moment(year.before(30), time(14, 0)), lambda when: _grow(world, when))
    story.at(moment(year.before(20), time(11, 0)), lambda when: _mirror(world, when))
    story.at(moment(year.before(12), time(10, 30)), lambda when: _publish(world, when))
    story.at(moment(year.before(2), time(16, 5)), lambda when: _ask_changes(world, when))
    story.at(moment(year.before(2), time(16, 40)), lambda when: _object(world, when))


def _read_ledger(world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    plans = plan_organizations(by.today)
    content = world.files[FILE] = ledger_workbook(plans, by.today)
    batch = receive_ledger(file_name=FILE, digest=digest_of(content), as_of=by.today, by=by)
    write_judged(content, batch=batch, accept_good=False, by=by)


def _care(world: World, when: datetime) -> None:
    """The contact's organization, with rooms, a licence about to end, an honour; and the society of three teams."""
    care, society, by = _named(CARE), _named(SOCIETY), world.actor("worker", when)
    user, _password = open_account(username=USERNAME, name=CONTACT, by=world.actor("system_administrator", when))
    security = world.actor("security_administrator", when)
    world.seats["contact"] = appoint(
        user, role="contact", place=Place.objects.get(pk=CENTRE), since=by.today, noun="organizations.organization",
        noun_id=care.pk, by=security,
    )  # fmt: skip
    note_contact(care, name=CONTACT, duty="办公室主任", phone="15400019999", account=user, by=by)
    mine = {"centre_id": CENTRE, "organization": care}
    year = timedelta(days=365)
    rooms = {"address": "常德路1187弄底层", "area": 180, "held_as": "街道提供"}
    note_possession(Premises(**mine, **rooms, until=by.today + 2 * year), by=by)
    note_possession(Licence(**mine, title="养老机构备案回执", valid_until=by.today + year + timedelta(days=60)), by=by)
    note_possession(Honour(**mine, title="街道助老先进集体", given_by="长寿路街道办事处", on=by.today - year), by=by)
    for name in ("护绿队", "除四害队", "市容环保队"):
        note_possession(
            Predecessor(centre_id=CENTRE, organization=society, name=name, merged_on=society.registered_on), by=by
        )


# --- Last season ------------------------------------------------------------------------------------------------------
def _last_season(story: Story, world: World, rng: Random) -> None:
    """The private units' inspection of the year before: all 53 received in time, whenever the demo is built."""
    last = story.year.before(75)
    opened = workday(last - timedelta(days=120))
    days = {"opens_on": opened, "supervisor_by": last - timedelta(days=60), "registry_by": last}
    story.at(
        moment(opened, time(9, 40)), lambda when: _open(world, when, kind="private_unit", year=opened.year - 1, **days)
    )
    story.at(moment(opened, time(10, 10)), lambda when: _remind_all(world, when, "private_unit"))
    for at in range(53):
        day = workday(opened + timedelta(days=5 + at))
        story.at(moment(day, time(9, at)), lambda when, at=at: _through(world, when, at, last))


def _through(world: World, when: datetime, at: int, last: date) -> None:
    """One report on its whole way in a day: filled in, declared, pre-checked, signed, received, decided."""
    inspection = _inspections("private_unit")[at]
    verdict, opinion = ("basic" if at % 13 == 5 else "pass"), "初审合格，同意上报。"
    _fill(inspection, at, world, when, papers=PAPERS)
    by, officer = world.actor("worker", when), world.actor("officer", when)
    inspections.pre_check(inspection, by=by)
    inspections.send_on(inspection, step="send_to_supervisor", by=by)
    inspections.send_on(
        inspection, step="send_to_registry", opinion=opinion, received_on=min(by.today, last), by=officer
    )
    inspections.record_verdict(inspection, verdict=verdict, decided_on=by.today, published_at=PLATFORM, by=by)


# --- This season ------------------------------------------------------------------------------------------------------
def _live_season(story: Story, world: World, rng: Random) -> None:
    """The associations' inspection, under way: some not reminded, some checked, signed, received, decided, to mend."""
    opened = story.year.before(45)
    days = {
        "opens_on": opened, "supervisor_by": story.year.day + timedelta(days=12),
        "registry_by": story.year.day + timedelta(days=55),
    }  # fmt: skip
    story.at(
        moment(opened, time(9, 30)), lambda when: _open(world, when, kind="association", year=opened.year - 1, **days)
    )
    story.at(moment(story.year.before(25), time(9, 30)), lambda when: _remind_some(world, when, 30))
    story.at(moment(story.year.before(5), time(9, 30)), lambda when: _remind_the_rest(world, when))
    for at in range(22):
        day = story.year.before(max(3, 22 - at))
        story.at(moment(day, time(10 + at % 6, at * 2)), lambda when, at=at: _some_way(world, when, at))


def _some_way(world: World, when: datetime, at: int) -> None:
    """The first ones came far, the last ones have only begun; two do not add up."""
    inspection, by = _inspections("association")[at], world.actor("worker", when)
    _fill(inspection, at, world, when, wrong=at in (17, 19), papers=PAPERS if at < 18 else PAPERS[:1])
    if at >= 16:
        return
    inspections.pre_check(inspection, by=by)
    if at >= 13:
        return
    inspections.send_on(inspection, step="send_to_supervisor", by=by)
    if at >= 10:
        return
    officer = world.actor("officer", when)
    inspections.send_on(inspection, step="send_to_registry", opinion="初审合格。", received_on=by.today, by=officer)
    if at < 6:
        said = {"decided_on": by.today, "published_at": PLATFORM, "by": by}
        inspections.record_verdict(inspection, verdict="basic" if at == 4 else "pass", rectify=at == 4, **said)


# --- Settling, growing, lists, changes --------------------------------------------------------------------------------
def _settle(world: World, when: datetime) -> None:
    """Two that are not registered yet: they have no code and count nowhere."""
    by = world.actor("worker", when)
    for name, brought in UNREGISTERED.items():
        one = register_organization(
            centre_id=CENTRE,
            name=name,
            kind="private_unit",
            supervisor="长寿路街道办事处",
            registry=DISTRICT_REGISTRY,
            by=by,
        )
        settling = growing.begin_settling(one, by=by)
        growing.go_on_settling(
            settling, papers=brought, premises_on=None, agreement_on=None, agreement_until=None, by=by
        )


def _grow(world: World, when: datetime) -> None:
    worker, director = world.actor("worker", when), world.actor("director", when)
    until = director.today + timedelta(days=365)
    for at, one in enumerate(_all("private_unit")[10:14]):
        incubation = growing.ask_for_incubation(one, plan="一年内健全治理结构，承接一个社区项目。", by=worker)
        if at == 3:
            continue
        growing.admit(incubation, test_score=72 + 5 * at, mentor="周建国", until=until, by=director)
        if at:
            growing.review_incubation(incubation, capacity=2 + at, note="制度已建立，财务规范。", by=worker)
        if at == 2:
            growing.end_incubation(incubation, step="graduate", by=director)


def _mirror(world: World, when: datetime) -> None:
    """Grades and one listing as the registry published them, with the organization's own words beside."""
    by = world.actor("worker", when)
    for at, one in enumerate((_named(CARE), *_all("private_unit")[20:26])):
        growing.note_grade(
            one, grade=(5, 4, 3, 3, 4, 3, 2)[at], given_on=by.today - timedelta(days=200 + 90 * at),
            given_by=DISTRICT_REGISTRY, anyway_because="评估公告", by=by,
        )  # fmt: skip
    listed = _all("association")[-1]
    entry = {
        "which": "abnormal",
        "ground": "未按规定期限报送上一年度年度工作报告",
        "source": PLATFORM,
    }
    listing = growing.note_listing(listed, **entry, entered_on=by.today - timedelta(days=30), by=by)
    objection = objecting.object_to_listing(listing, words="报告已寄出，因地址变更退回，现已补报。", by=by)
    said = {"answer": "已收到补报材料，待核实后移出名录。", "answered_by": DISTRICT_REGISTRY}
    objecting.answer_objection(objection, **said, on=by.today, by=by)


def _ask_changes(world: World, when: datetime) -> None:
    by = world.actor("contact", when)
    said = {"hours": "每日8:00至17:00", "public_phone": "154-0001-9999"}
    directory.ask_for_change(_named(CARE), about="为社区老人提供日间照护、助餐、助浴和上门照料。", **said, by=by)


def _publish(world: World, when: datetime) -> None:
    """Entries that were asked for at the window and decided by another person; some are found elsewhere than registered."""
    worker, director = world.actor("worker", when), world.actor("director", when)
    for at, one in enumerate((*_all("private_unit")[1:13], *_all("association")[:6])):
        said = {
            "about": f"{one.scope}，服务长寿路街道居民，欢迎来电咨询。",
            "hours": OPEN_HOURS[at % len(OPEN_HOURS)],
            "public_phone": f"154-0002-{1000 + at * 37}",
            "public_address": one.address if at % 4 else f"{STREETS[at % len(STREETS)]}{120 + at}号社区服务站",
        }
        directory.accept_change(directory.ask_for_change(one, **said, by=worker), by=director)


# --- What they share --------------------------------------------------------------------------------------------------
def _open(world: World, when: datetime, *, kind: str, year: int, **days) -> None:
    by = world.actor("director", when)
    inspections.open_cycle(
        centre_id=CENTRE, registry=DISTRICT_REGISTRY, kind=kind, year=year, papers=PAPERS, by=by, **days
    )


def _remind_all(world: World, when: datetime, kind: str) -> None:
    remind_organizations(_inspections(kind), channel="phone", by=world.actor("worker", when))


def _remind_some(world: World, when: datetime, count: int) -> None:
    remind_organizations(_inspections("association")[:count], channel="phone", by=world.actor("worker", when))


def _remind_the_rest(world: World, when: datetime) -> None:
    """In their account: none of them has one, so they come onto the call list; three were tried, one got the letter."""
    by = world.actor("worker", when)
    remind_organizations(_inspections("association")[30:36], channel=ACCOUNT, by=by)
    calls = list(calls_to_make(by).order_by("pk"))
    note_attempt(calls[0], outcome="not_reached", channel="phone", by=by)
    note_attempt(calls[1], outcome="not_reached", channel="phone", by=by)
    note_attempt(calls[1], outcome="letter", channel="letter", by=by)


def _fill(inspection: Inspection, at: int, world: World, when: datetime, *, wrong: bool = False, papers=()) -> None:
    by = world.actor("worker", when)
    opening, income, expense = 80_000 + 1_700 * at, 260_000 + 3_100 * at, 241_000 + 2_900 * at
    closing = opening + income - expense + (600 if wrong else 0)
    sums = {"opening_net": opening, "income": income, "expense": expense, "closing_net": closing}
    answers = {name: f"{value}.00" for name, value in sums.items()}
    answers |= {"board": 5 + at % 4, "meetings": 2 + at % 3, "published": "yes", "account": STORY, "plan": PLANNED}
    inspections.fill_in(inspection, answers=answers, by=by)
    for kind in papers:
        paper = judge(f"{kind}.pdf", PAPER, place=CENTRE, on=by.today)
        inspections.hand_in_paper(inspection, paper=paper, kind=kind, by=by)
    inspections.declare_true(inspection, name=inspection.organization.legal_representative, by=by)


def _inspections(kind: str) -> list[Inspection]:
    rows = Inspection.objects.unscoped(because="the demo's own story, told from its plan")
    return list(rows.filter(cycle__kind=kind).select_related("organization", "cycle").order_by("pk"))


def _all(kind: str) -> list[Organization]:
    rows = Organization.objects.unscoped(because="the demo's own story, told from its plan")
    return list(rows.filter(kind=kind, registered_on__isnull=False).order_by("pk"))


def _named(name: str) -> Organization:
    return Organization.objects.unscoped(because="the demo's own story, told from its plan").get(name=name)


def _object(world: World, when: datetime) -> None:
    """One that has things to put right says that one of them is put right already; nobody has answered yet."""
    by = world.actor("worker", when)
    to_mend = Inspection.objects.visible_to(by).select_related("organization").filter(state="rectifying").first()
    objecting.object_to_result(to_mend, words="第三项所列证书已于上月补办，请予更正。", by=by)
