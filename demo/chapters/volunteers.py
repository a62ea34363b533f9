"""The volunteer station: the workbook of 1,825, the year 2006 of one service point, and the months until today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from demo.chapters.changed_posts import GUIDING, TUTORING, change_posts, hear_about_the_change
from demo.moments import Story, moment
from demo.neighbourhood import CENTRE, YEJIAZHAI
from demo.station import (
    FILE,
    FILE_2006,
    RETIRED_TEACHER,
    RETIRING,
    SHOP,
    SHOP_TEAM,
    TEACHERS,
    Station,
    draw_station,
    ledger_of_2006,
    roster_workbook,
)
from demo.world import World
from shuniu.kernel.models import Place
from shuniu.kernel.signin.actions import seat_leader
from shuniu.people.public import Particulars, Precision
from shuniu.volunteers.actions import (
    checking_in,
    conditions,
    judging,
    ledger,
    objections,
    posts,
    registering,
    signing_up,
)
from shuniu.volunteers.actions.importing import receive_workbook
from shuniu.volunteers.imports.intake import digest_of, write_judged
from shuniu.volunteers.public import (
    CheckIn,
    Decision,
    HourEntry,
    Line,
    Post,
    ServicePoint,
    Shift,
    ShiftCode,
    ShiftPattern,
    Team,
    Volunteer,
)

# service point, address, post, service, duties, risks, further columns, (weekday, from, to) …
POSTS = (
    (
        SHOP, "叶家宅路100号", "理货员", "charity_shop", "整理货架，接待服务对象", "搬运轻物，注意腰部",
        {"wanted": 3, "backups": 1}, ((2, 9, 12), (4, 9, 12), (6, 13, 16)),
    ),
    (
        "社区学校", "西康路1001号", TUTORING, "tutoring", "放学后辅导小学生作业", "未发现",
        {"wanted": 2, "skill": "teaching"}, ((1, 15, 17), (3, 15, 17)),
    ),
    (
        "长寿公园志愿服务亭", "长寿路260号", GUIDING, "events", "引导游客，发放便民资料", "户外高温与人流",
        {"wanted": 2, "max_age": 75}, ((6, 9, 11), (7, 9, 11)),
    ),
    (
        "社区食堂", "新会路30号", "送餐员", "elder_company", "为独居老人送午餐", "骑车上路，注意交通",
        {"wanted": 2, "risk": "risky"}, ((1, 10, 12), (5, 10, 12)),
    ),
    (
        "社区卫生服务中心", "普雄路80号", "陪诊员", "hospital_escort", "陪同老人挂号取药", "接触病患，佩戴口罩",
        {"wanted": 1, "backups": 1}, ((2, 8, 11), (4, 8, 11)),
    ),
    (
        "党群服务站", "江宁路700号", "图书整理员", "education", "整理图书，辅导读者用手机借阅", "未发现",
        {"wanted": 2, "min_age": 14}, ((6, 13, 16),),
    ),
)  # fmt: skip
MONTHS = 10  # of lists before today
PAUSES = 950  # of the people by number; shifts are filled from those before
A_MONTH = 46  # lines a list


def serve(story: Story, world: World, rng: Random) -> None:
    station = draw_station(story.year.day, beside=world.plan.inventor)
    year, told = story.year, {}
    start = year.months[0] + timedelta(days=6)
    story.at(moment(start, time(9, 40)), lambda when: _read_in(station, world, when))
    story.at(moment(start, time(10, 20)), lambda when: _read_2006(station, told, world, when))
    story.at(moment(start + timedelta(days=2), time(10, 5)), lambda when: _settle_2006(world, when))
    story.at(moment(start + timedelta(days=3), time(9, 15)), lambda when: _open_posts(told, year.day, world, when))
    story.at(moment(start + timedelta(days=3), time(15, 30)), lambda when: _seat_the_teacher(told, world, when))
    story.at(moment(start + timedelta(days=4), time(14, 10)), lambda when: _take_in_a_minor(station, world, when))
    for back in range(MONTHS, 0, -1):
        first = year.months[-back]
        keyed = moment(first + timedelta(days=28), time(11, 10))
        story.at(keyed, lambda when, first=first: _lists_of(first, told, world, rng, when))
    story.on(year.before(200), lambda when: _retire(station, world, when))
    for back in (13, 6):
        story.on(year.before(back), lambda when: _fill_shifts(told, world, rng, when))
    story.on(year.before(9), lambda when: _doubtful_day(told, world, when))
    story.on(year.before(8), lambda when: _long_hours(told, world, when))
    story.on(year.before(7), lambda when: _refuse_and_object(told, world, when))
    story.on(year.before(24), lambda when: _object(told, "corrected", world, when))
    story.on(year.before(4), lambda when: _object(told, "open", world, when))
    story.on(year.before(4), lambda when: change_posts(world, when))
    story.on(year.before(3), lambda when: hear_about_the_change(world, when))
    story.on(year.before(2), lambda when: _apply(station, world, when))
    story.on(year.before(5), lambda when: _pause(told, year.day, world, when))
    story.on(year.before(5), lambda when: _send_a_minor_home(world, when))
    for back in (6, 5, 4, 3, 2, 1):
        story.at(moment(year.day - timedelta(days=back), time(16, 50)), lambda when: _come_and_go(told, world, when))
    story.at(moment(year.day - timedelta(days=1), time(17, 5)), lambda when: _check_in_twice(world, when))


# --- The office's files -----------------------------------------------------------------------------------------------
def _read_in(station: Station, world: World, when: datetime) -> None:
    _write(roster_workbook(station, when.date()), FILE, world, when)


def _read_2006(station: Station, told: dict, world: World, when: datetime) -> None:
    told["rows"] = _write(ledger_of_2006(station, when.date()), FILE_2006, world, when)


def _write(content: bytes, name: str, world: World, when: datetime) -> int:
    """By the worker's hand; every row must go in."""
    by = world.actor("worker", when)
    world.files[name] = content
    batch = receive_workbook(file_name=name, digest=digest_of(content), as_of=by.today, by=by)
    _judged, written = write_judged(content, batch=batch, accept_good=False, by=by)
    if written is None or batch.summary["rejected_rows"]:
        raise RuntimeError(f"{name}: {batch.summary}")
    return len(written)


def _settle_2006(world: World, when: datetime) -> None:
    """The director went through the book of 2006 page by page."""
    by = world.actor("director", when)
    for doubt in Decision.objects.visible_to(by).filter(noun="kernel.batch", settled_at__isnull=True):
        judging.settle_doubt(doubt, finding="与2006年登记册原件逐页核对，一致", by=by)


# --- Posts and shifts -------------------------------------------------------------------------------------------------
def _open_posts(told: dict, today: date, world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    points = {point.name: point for point in ServicePoint.objects.visible_to(by)}
    team = Team.objects.visible_to(by).get(name=SHOP_TEAM)
    for name, address, title, service, duties, risks, more, weekly in POSTS:
        point = points.get(name) or posts.open_service_point(
            name=name, place_id=YEJIAZHAI, centre_id=CENTRE, address=address, by=by
        )
        told.setdefault("points", []).append(point)
        post = posts.open_post(
            point,
            title=title,
            service=service,
            duties=duties,
            risks=risks,
            team=team if name == SHOP else None,
            by=by,
            **more,
        )
        for weekday, starts, ends in weekly:
            posts.set_weekly_shift(post, weekday=weekday, starts=time(starts), ends=time(ends), since=by.today, by=by)
    patterns = ShiftPattern.objects.visible_to(by).select_related("post")
    until, centre = today + timedelta(weeks=4), Place.objects.get(pk=CENTRE)
    soon = [pattern for pattern in patterns if pattern.post_id]
    posts.make_shifts(soon, until=until, centre=centre, by=by)
    people = Volunteer.objects.visible_to(by).filter(state="active").select_related("person").order_by("pk")
    told["people"] = list(people)
    told["teacher"] = next(v for v in told["people"] if v.person.name == RETIRED_TEACHER)


def _seat_the_teacher(told: dict, world: World, when: datetime) -> None:
    teacher = told["teacher"]
    seat = seat_leader(
        name=RETIRED_TEACHER, place=Place.objects.get(pk=CENTRE), noun="volunteers.volunteer", noun_id=teacher.pk,
        role="volunteer", by=world.actor("worker", when),
    )  # fmt: skip
    world.seats["volunteer"] = seat.appointment


def _fill_shifts(told: dict, world: World, rng: Random, when: datetime) -> None:
    """A week's and the next week's shifts get most of their people; some stay short."""
    by = world.actor("worker", when)
    coming = Shift.objects.visible_to(by).filter(starts_at__gt=when, day__lte=by.today + timedelta(days=16))
    shop = (
        [v for v in told["people"] if v.memberships.filter(team__name=SHOP_TEAM).exists()]
        if "shop" not in told
        else told["shop"]
    )
    told["shop"] = shop
    taken: dict[int, int] = {}
    for shift in coming.select_related("post__service_point").order_by("starts_at"):
        if shift.post.risk == "risky":
            continue  # nobody is insured yet: these shifts lack people, and the board says so
        pool = (
            [told["teacher"]]
            if shift.post.skill
            else shop
            if shift.post.service_point.name == SHOP
            else told["people"][200:900]
        )
        for volunteer in rng.sample(pool, min(len(pool), shift.wanted + rng.choice((0, 0, -1)))):
            if taken.get(volunteer.pk, 0) < 4 and not shift.signups.filter(volunteer=volunteer).exists():
                taken[volunteer.pk] = taken.get(volunteer.pk, 0) + 1
                signing_up.sign_up(volunteer, shift, by=by)


def _come_and_go(told: dict, world: World, when: datetime) -> None:
    """The day's shifts: most check in and out by phone, delivered together; the desk hands the codes in for them."""
    by = world.actor("worker", when)
    deliveries = []
    for shift in Shift.objects.visible_to(by).filter(day=by.today, ends_at__lt=when, cancelled_at__isnull=True):
        for at, place in enumerate(shift.signups.filter(state="on").select_related("volunteer__person").order_by("pk")):
            for move, said in (
                ("arrive", shift.starts_at - timedelta(minutes=6)),
                ("leave", shift.ends_at - timedelta(minutes=at)),
            ):
                token = ShiftCode.of(shift, move, early=30, late=30).signed()
                mark = f"demo-{shift.pk}-{place.volunteer_id}-{move}"
                deliveries.append(checking_in.Delivery(place.volunteer, token, said, mark))
    if deliveries:
        checking_in.deliver_check_ins(deliveries, centre=Place.objects.get(pk=CENTRE), by=by)


# --- Hours ------------------------------------------------------------------------------------------------------------
def _lists_of(first: date, told: dict, world: World, rng: Random, when: datetime) -> None:
    """What the service points’ lists say of a month, keyed in at its end."""
    for at, point in enumerate(told["points"]):
        who = "director" if at % 3 == 2 else "worker"
        by = world.actor(who, when)
        lines = list(_month(first, point, told["people"], rng))
        ledger.key_hours(lines, about=point, by=by)
    teacher, school = told["teacher"], told["points"][1]
    post = Post.objects.visible_to(world.actor("worker", when)).filter(service_point=school).first()
    days = [first + timedelta(days=n) for n in range(27) if (first + timedelta(days=n)).isoweekday() in (1, 3)]
    own = [_line(teacher, school, day, 120, (time(15), time(17)), "课业辅导", "签到表") for day in days]
    own = [replace(line, post_id=post.pk if post else None) for line in own]
    ledger.key_hours(own, about=school, by=world.actor("worker", when))


def _month(first: date, point: ServicePoint, people: list[Volunteer], rng: Random) -> Iterable[Line]:
    for volunteer in rng.sample(people[60:], A_MONTH):
        day = first + timedelta(days=rng.randrange(27))
        starts = time(rng.choice((9, 13)))
        minutes = rng.choice((120, 150, 180))
        ends = (datetime.combine(day, starts) + timedelta(minutes=minutes)).time()
        yield _line(volunteer, point, day, minutes, (starts, ends), "日常服务", f"签到表{first:%Y-%m}")


def _line(volunteer, point, day, minutes, times, content, evidence) -> Line:
    return Line(
        volunteer.pk, point.pk, day, minutes, "list", starts=times[0], ends=times[1], content=content, evidence=evidence
    )


def _doubtful_day(told: dict, world: World, when: datetime) -> None:
    """Eleven hours of one volunteer on one day, and a pile of old slips keyed in at once."""
    by, points = world.actor("worker", when), told["points"]
    busy, day = told["people"][70], by.today - timedelta(days=3)
    for point, start, minutes in ((points[0], 7, 290), (points[2], 12, 290), (points[4], 17, 90)):
        ends = (datetime.combine(day, time(start)) + timedelta(minutes=minutes)).time()
        line = _line(busy, point, day, minutes, (time(start), ends), "全天活动", "签到表")
        written = ledger.key_hours([line], about=point, by=by)[0]
        if written.claim:  # the day is long by now: somebody else says that it was so
            ledger.second_hours(written.claim, by=world.actor("director", when))
    old = by.today - timedelta(days=75)
    slips = [
        _line(v, points[3], old + timedelta(days=n % 5), 60, (None, None), "补录", "补交的服务单")
        for n, v in enumerate(told["people"][1000:1024])
    ]
    ledger.key_hours(slips, about=points[3], by=by)


def _long_hours(told: dict, world: World, when: datetime) -> None:
    by, point = world.actor("worker", when), told["points"][2]
    for volunteer in told["people"][80:83]:
        line = _line(
            volunteer, point, by.today - timedelta(days=2), 390, (time(9), time(15, 30)), "社区运动会", "活动签到表"
        )
        ledger.key_hours([line], about=point, by=by)
    first = ledger.key_hours(
        [
            _line(
                told["people"][83],
                point,
                by.today - timedelta(days=2),
                330,
                (time(9), time(14, 30)),
                "社区运动会",
                "活动签到表",
            )
        ],
        about=point,
        by=by,
    )[0]
    ledger.second_hours(first.claim, by=world.actor("director", when))


def _refuse_and_object(told: dict, world: World, when: datetime) -> None:
    """A long day of the teacher was keyed in; the director found no signature, and she says where the sheet is."""
    point, teacher = told["points"][2], told["teacher"]
    day = when.date() - timedelta(days=3)
    line = _line(teacher, point, day, 330, (time(9), time(14, 30)), "社区阅读节", "活动签到表")
    claim = ledger.key_hours([line], about=point, by=world.actor("worker", when))[0].claim
    ledger.refuse_hours(claim, reason="签到表上没有签名", by=world.actor("director", when))
    says = "那天的签到表在学校，我签了名，可以去拿。"
    objections.raise_objection(claim, says=says, said_minutes=330, by=world.actor("volunteer", when))


def _object(told: dict, how: str, world: World, when: datetime) -> None:
    """The retired teacher objects to an entry; once she was right."""
    by, teacher = world.actor("volunteer", when), told["teacher"]
    entry = HourEntry.objects.visible_to(by).filter(volunteer=teacher, kind="service").order_by("-day", "-pk")
    entry = entry.exclude(objections__isnull=False)[0 if how == "corrected" else 2]
    says = "那天家长会，我一直到六点才走。" if how == "corrected" else "那天我两班都在，只记了一班。"
    objection = objections.raise_objection(entry, says=says, said_minutes=180, by=by)
    if how == "corrected":
        objections.verify_objection(objection, by=world.actor("worker", when))
        findings = "学校签退记录为18:00，按三小时更正"
        objections.uphold_objection(objection, minutes=180, findings=findings, by=world.actor("director", when))


# --- Coming and going -------------------------------------------------------------------------------------------------
def _take_in_a_minor(station: Station, world: World, when: datetime) -> None:
    """A schoolgirl with her mother's consent."""
    by = world.actor("worker", when)
    told = Particulars(
        name="周思宁", sex="2", born_on=date(by.today.year - 15, 3, 9), born_precision=Precision.DAY,
        phone=station.inventor.phone(),
    )  # fmt: skip
    offer = registering.Offer(service=("education",), availability="6a 6p")
    where = {"centre_id": CENTRE, "place_id": YEJIAZHAI, "channel": "paper"}
    consent = conditions.Consent("周敏华", "mother", "当面签字的监护人同意书", by.today)
    minor = registering.register_volunteer(told, offer, consent=consent, **where, by=by).volunteer
    registering.accept_volunteer(minor, by=by)


def _retire(station: Station, world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    members = Volunteer.objects.visible_to(by).filter(memberships__team__name=TEACHERS, leads__isnull=True)
    for volunteer in members.exclude(person__name=RETIRED_TEACHER).order_by("-pk")[:RETIRING]:
        registering.retire_volunteer(volunteer, reason="本人来电，随子女迁居外区", by=by)


def _apply(station: Station, world: World, when: datetime) -> None:
    """Two people wait to be accepted."""
    by = world.actor("worker", when)
    for name, born in (("顾永康", date(1961, 8, 14)), ("陆佳怡", date(1994, 5, 30))):
        told = Particulars(
            name=name, sex="1", born_on=born, born_precision=Precision.DAY, phone=station.inventor.phone()
        )
        registering.register_volunteer(
            told, registering.Offer(service=("cleaning",)), centre_id=CENTRE, place_id=YEJIAZHAI, channel="paper", by=by
        )


def _pause(told: dict, today: date, world: World, when: datetime) -> None:
    """One of them looks after a grandchild for some weeks; nobody on a shift."""
    by = world.actor("worker", when)
    registering.pause_service(told["people"][PAUSES], until=today + timedelta(days=40), reason="来电：照看孙辈", by=by)


def _send_a_minor_home(world: World, when: datetime) -> None:
    """A boy of fourteen came alone: the rule refuses, and of him nothing is kept but that."""
    by = world.actor("worker", when)
    born = date(by.today.year - 14, 1, 12)
    told = Particulars(name="郭子轩", sex="1", born_on=born, born_precision=Precision.DAY)
    where = {"centre_id": CENTRE, "place_id": YEJIAZHAI, "channel": "paper"}
    registering.register_volunteer(told, registering.Offer(service=("education",)), **where, by=by)


def _check_in_twice(world: World, when: datetime) -> None:
    """The last code handed in once more, and one that nobody signed: each has its row and its reason."""
    by = world.actor("worker", when)
    counted = CheckIn.objects.visible_to(by).filter(answer="counted").select_related("shift", "volunteer__person")
    if (once := counted.order_by("-pk").first()) is None:
        return  # the whole week was a holiday
    token = ShiftCode.of(once.shift, once.move, early=30, late=30).signed()
    again = checking_in.Delivery(once.volunteer, token, once.said_at, f"demo-again-{once.pk}")
    checking_in.check_in(again, by=by)
    checking_in.check_in(replace(again, token=f"{token[:-4]}AAAA", mark=f"demo-forged-{once.pk}"), by=by)
