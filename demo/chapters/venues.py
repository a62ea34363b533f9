"""Twenty places for groups and two for what the centre puts on, two seasonal rounds of all groups, a season in use, and a
round in which wishes come in today: what the week, the wishes and the public account are shown with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.db.models import Q

from demo.moments import Story, moment, workday
from demo.neighbourhood import CENTRE, YEJIAZHAI, committees
from demo.organizations import CARE
from demo.plan import CHOIR
from demo.world import World
from shuniu.groups.public import Group, groups_on
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Appointment, Place
from shuniu.kernel.signin.actions import seat_leader
from shuniu.kernel.signin.seat import actor_in
from shuniu.organizations.public import Organization
from shuniu.venues.actions.booking import book_space
from shuniu.venues.actions.dealing import receive_complaint
from shuniu.venues.actions.objections import change_result, decide_objection, raise_objection
from shuniu.venues.actions.offers import offer_room, take_up_offer
from shuniu.venues.actions.permits import issue_permit_for_times
from shuniu.venues.actions.rounds import (
    Asking,
    Wished,
    announce_round,
    book_season,
    hand_in_wishes,
    key_in_wishes,
    publish_round,
    run_allocation,
)
from shuniu.venues.actions.telling import note_telling
from shuniu.venues.actions.using import key_in_sheet, release_unused, tell_of_unused
from shuniu.venues.actions.venues import divide_space, enter_venue, except_days
from shuniu.venues.public import Booking, Grant, Venue, to_be_told

PARKS = ("长寿公园南广场", "长寿公园音乐广场", "苏州河步道宜昌路段", "梦清园大草坪")
HALLS = (
    "社区文化活动中心203室",
    "社区文化活动中心301室",
    "党群服务站多功能厅",
    "社区文化活动中心乒乓房",
    "社区市民健身中心",
    "社区学校体育馆",
)
OFFERED = ("爱心养老院浴室", "科技公司阶梯教室")  # by organizations, with their terms
PHONES = 3  # of so many groups one wishes on its leader's phone
VENUES = 20
STAGE, CLASSROOM = "长寿公园露天舞台", "社区学校三教室"  # for the weekly show and the courses; no group wishes them
NOT_WISHED = {*PARKS, *OFFERED, "社区学校体育馆", STAGE, CLASSROOM}  # indoors
EQUIPMENT = {
    "203室": ["piano"],
    "301室": ["mirror", "sound"],
    "多功能厅": ["projector", "sound"],
    "乒乓房": ["table_tennis"],
}
MORNING, DAY = (time(6), time(20)), (time(8, 30), time(20, 30))


@dataclass
class Seasons:
    """What the chapter remembers: the rooms by name, the rounds, the leaders who wish on their phones."""

    spaces: dict[str, int] = field(default_factory=dict)
    rounds: list = field(default_factory=list)
    phones: dict[int, Appointment] = field(default_factory=dict)  # group → its leader's appointment


def open_venues(story: Story, world: World, rng: Random) -> None:
    told, year = Seasons(), story.year
    story.at(moment(workday(year.start + timedelta(days=3)), time(9, 5)), lambda when: _enter(told, world, when))
    story.at(moment(workday(year.start + timedelta(days=10)), time(10, 25)), lambda when: _lend(world, when))
    last, now = _seasons(year.day)
    for title, first, until in (last, now):
        _plan_round(story, world, told, title, first, until)
    week = now[1] + timedelta(days=7)
    while week < year.day:
        story.at(moment(week, time(17, 20)), lambda when, week=week: _key_in(world, when, Random(f"sheet {week}")))
        week += timedelta(days=7)
    _open_next(story, world, told, now[2] + timedelta(days=1))
    story.at(moment(year.before(4), time(9, 30)), lambda when: _ask_kindly(world, when))
    story.at(moment(year.before(3), time(9, 50)), lambda when: _offer(world, when))
    story.at(moment(year.before(2), time(10, 10)), lambda when: _complain(world, when))
    story.at(moment(year.before(1), time(15, 40)), lambda when: _book_some(told, world, when))


def _seasons(day: date) -> tuple[tuple, tuple]:
    """The season that ends before the running one began, and the running one: ten weeks old."""
    monday = day - timedelta(days=day.weekday())
    now = monday - timedelta(weeks=10)
    return ("上一季场地分配", now - timedelta(weeks=22), now - timedelta(days=1)), (
        "本季场地分配",
        now,
        now + timedelta(weeks=20, days=-1),
    )


# --- The places -------------------------------------------------------------------------------------------------------
def _enter(told: Seasons, world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    rooms = [f"{name}居委会活动室" for _code, name in committees()][: VENUES - len(PARKS) - len(HALLS) - len(OFFERED)]
    for name in (*PARKS, *HALLS, *rooms, STAGE, CLASSROOM):
        venue = enter_venue(centre_id=CENTRE, name=name, by=by, **_facts(name, when.date()))
        told.spaces[name] = venue.spaces.get().pk
    hall = Venue.objects.visible_to(by).get(name="社区学校体育馆").spaces.select_related("venue").get()
    for part in divide_space(hall, into=[("东半场", 40), ("西半场", 40)], by=by):
        told.spaces[part.name] = part.pk
    closed = Venue.objects.visible_to(by).get(name="社区市民健身中心")
    except_days(
        closed,
        first=when.date() + timedelta(days=330),
        last=when.date() + timedelta(days=332),
        reason="消防检修",
        by=by,
    )


def _lend(world: World, when: datetime) -> None:
    """Two rooms that organizations lend: one offered by its contact, one on paper; both are taken up."""
    by = world.actor("worker", when)
    terms = "每周免费开放，使用后由团队清扫"
    hours = {"weekdays": [*range(1, 8)], "opens": DAY[0], "closes": DAY[1], "terms": terms, "offered_from": by.today}
    care = Organization.objects.visible_to(by).get(name=CARE)
    school = Organization.objects.visible_to(by).filter(name__contains="培训学校").order_by("pk").first()
    bath, classroom = OFFERED
    for organization, name, capacity, hand in (
        (care, bath, 20, world.actor("contact", when)),
        (school, classroom, 45, by),
    ):
        take_up_offer(offer_room(organization, name=name, capacity=capacity, **hours, by=hand), by=by)


def _offer(world: World, when: datetime) -> None:
    """One more, which waits for the centre's answer."""
    by = world.actor("contact", when)
    offer_room(
        Organization.objects.visible_to(by).get(name=CARE), name="乐龄中心二楼会议室", capacity=18, weekdays=[2, 4],
        opens=time(13), closes=time(16, 30), terms="免费，需提前三天预约，不可用餐",
        offered_from=by.today + timedelta(days=7), by=by,
    )  # fmt: skip


def _facts(name: str, day: date) -> dict:
    park = name in (*PARKS, STAGE)
    owner = Venue.Owner.PARK if park else Venue.Owner.CENTRE
    opens = MORNING if park else DAY
    return {
        "owner": owner, "place_id": YEJIAZHAI, "outdoors": park, "capacity": _capacity(name, park),
        "hours": {weekday: [opens] for weekday in range(1, 8)}, "grain": 30,
        "on_holidays": "open" if park or name == CLASSROOM else "closed", "decibels": 60 if park else None,
        "loud_from": time(7) if park else time(8, 30), "loud_until": time(20) if park else time(18),
        "equipment": next((found for word, found in EQUIPMENT.items() if word in name), []),
        "fire_certificate_until": None if park else day + timedelta(days=1826),
        "key_holder": "" if park else "门卫室", "key_phone": "" if park else "13800002333",
    }  # fmt: skip


def _capacity(name: str, park: bool) -> int:
    if park:
        return 400 if name == STAGE else 120
    return 80 if name == "社区学校体育馆" else 45


# --- The rounds -------------------------------------------------------------------------------------------------------
def _plan_round(story: Story, world: World, told: Seasons, title: str, first: date, last: date) -> None:
    opens = workday(first - timedelta(days=42))
    closes = opens + timedelta(days=10)
    run = workday(closes + timedelta(days=1))
    published = workday(run + timedelta(days=2))
    current = title.startswith("本季")
    steps = [
        (moment(opens, time(9, 1)), lambda when: _announce(told, title, closes, first, last, world, when)),
        (
            moment(workday(opens + timedelta(days=4)), time(15)),
            lambda when: _wish(told, world, when, Random(f"wish {title}")),
        ),
        (moment(run, time(9, 31)), lambda when: run_allocation(told.rounds[-1], by=world.actor("director", when))),
        (moment(published, time(9)), lambda when: publish_round(told.rounds[-1], by=world.actor("director", when))),
    ]
    if current:
        steps += [
            (moment(run, time(16, 2)), lambda when: _change(told, world, when)),
            (moment(published, time(14, 20)), lambda when: _tell(told, world, when)),
            (moment(workday(published + timedelta(days=1)), time(10, 3)), lambda when: _object(told, world, when)),
            (moment(workday(published + timedelta(days=2)), time(10, 3)), lambda when: _answer(told, world, when)),
            (moment(workday(published + timedelta(days=14)), time(9, 4)), lambda when: _book(told, world, when)),
        ]
    for at, happens in steps:
        story.at(at, happens)


def _open_next(story: Story, world: World, told: Seasons, first: date) -> None:
    """The next season: wishes since a week, a third of the groups have handed theirs in, and ten days are left."""
    last, closes = first + timedelta(weeks=20, days=-1), story.year.day + timedelta(days=10)
    at = moment(workday(story.year.before(7)), time(9, 3))
    story.at(at, lambda when: _announce(told, "下一季场地分配", closes, first, last, world, when))
    at = moment(workday(story.year.before(2)), time(15, 20))
    story.at(at, lambda when: _wish(told, world, when, Random("wish the next"), every=3))


def _announce(told: Seasons, title: str, closes: date, first: date, last: date, world: World, when: datetime) -> None:
    by = world.actor("director", when)
    told.rounds.append(
        announce_round(
            centre_id=CENTRE, title=f"{first.year}年{title}", opens_on=when.date(), closes_on=closes, first=first, last=last,
            seed=f"长寿路 {first}", by=by,
        )
    )  # fmt: skip


def _wish(told: Seasons, world: World, when: datetime, rng: Random, *, every: int = 1) -> None:
    by, round_ = world.actor("worker", when), told.rounds[-1]
    groups = list(groups_on(by.today, by).order_by("pk"))[every > 1 :: every]  # the first has yet to wish
    askings = [(group, _asking(group, told, rng)) for group in groups]
    # Counted, because PostgreSQL leaves numbers out where SQLite does not, and the two tell the same story.
    counted = enumerate(Group.objects.visible_to(by).order_by("pk").values_list("pk", flat=True), start=1)
    with_phone = {pk for place, pk in counted if place // 7 % PHONES == 0}
    on_phones = {group.pk: _on_phone(group, told, world, when) for group in groups if group.pk in with_phone}
    phones = {pk: actor for pk, actor in on_phones.items() if actor is not None}
    for group, asking in askings:
        if group.pk in phones:
            hand_in_wishes(round_, group=group, asking=asking, channel="phone", by=phones[group.pk])
    key_in_wishes(round_, askings=[each for each in askings if each[0].pk not in phones], by=by)


def _on_phone(group: Group, told: Seasons, world: World, when: datetime) -> Actor | None:
    """She has fetched a card to wish on the phone; who leads no longer does not."""
    if (leader := world.leaders().get(group.name)) is None:
        return None
    key = f"leader {group.name}"
    if group.pk not in told.phones and key not in world.seats:
        place = Place.objects.get(pk=group.place_id)
        by = world.actor("worker", when)
        seat = seat_leader(name=leader, place=place, noun="groups.group", noun_id=group.pk, by=by)
        told.phones[group.pk] = seat.appointment
    seat = world.seats.get(key) or told.phones[group.pk]
    seat.refresh_from_db()
    return actor_in(seat, at=when, via="phone") if seat.until is None or seat.until >= when.date() else None


def _asking(group: Group, told: Seasons, rng: Random) -> Asking:
    """As groups wish: sports in the park in the morning, the others indoors; one to three times a week."""
    times = rng.choices((1, 2, 3, 4), (34, 38, 20, 8))[0]
    outdoors = group.category == "sports" and rng.random() < 0.62
    wishes = tuple(_wished(group, told, rng, outdoors) for _n in range(times))
    return Asking(
        rng.randint(10, 19), times, 90 if outdoors else 120, wishes, amplified=outdoors and rng.random() < 0.3
    )


def _wished(group: Group, told: Seasons, rng: Random, outdoors: bool) -> Wished:
    pool = PARKS if outdoors else [name for name in told.spaces if name not in NOT_WISHED]
    liked = rng.choices(pool, [1 / (n + 2) for n in range(len(pool))], k=3)
    start = rng.choice((360, 420, 420, 480)) if outdoors else rng.choice((510, 540, 780, 810, 840, 1110))
    days = sorted(rng.sample(range(1, 8), 3))
    spans = [(day, start, start + 210) for day in days]
    if rng.random() < 0.3:  # another time would suit as well
        spans += [(day, 1080, 1230) for day in days[:2]]
    return Wished(tuple(told.spaces[name] for name in dict.fromkeys(liked)), tuple(spans))


def _change(told: Seasons, world: World, when: datetime) -> None:
    """One change by hand before the publication, with its reason."""
    by, round_ = world.actor("director", when), told.rounds[-1]
    grant = (
        Grant.objects.visible_to(by)
        .filter(round=round_, withdrawn_at__isnull=True, space_id=told.spaces["东半场"])
        .first()
    )
    grant = grant or Grant.objects.visible_to(by).filter(round=round_, withdrawn_at__isnull=True).first()
    change_result(round_, group=grant.group, take=grant, reason="团队来电：队长手术，本季少一次", by=by)


def _tell(told: Seasons, world: World, when: datetime) -> None:
    """The letters are handed over, some results are read out by telephone; a few groups are still to be told."""
    by, round_ = world.actor("worker", when), told.rounds[-1]
    waiting = list(to_be_told(round_, by).select_related("group").order_by("pk"))
    for at, each in enumerate(waiting[: -len(waiting) // 20]):
        note_telling(round_, group=each.group, how="phone" if at % 4 == 3 else "letter", by=by)


def _object(told: Seasons, world: World, when: datetime) -> None:
    row = world.group(world.plan.named(CHOIR))
    raise_objection(
        told.rounds[-1], group=row, content="我们排练需要钢琴，希望能用203室", by=world.actor("worker", when)
    )


def _answer(told: Seasons, world: World, when: datetime) -> None:
    objection = told.rounds[-1].objections.select_related("round").get()
    answer = "203室的时段按次序已由得到更少的团队使用，本季不变；下季请在愿望中勾选钢琴"
    decide_objection(objection, upheld=False, answer=answer, by=world.actor("director", when))


def _book(told: Seasons, world: World, when: datetime) -> None:
    by = world.actor("director", when)
    book_season(told.rounds[-1], by=by)
    for name in (CHOIR,):
        row = world.group(world.plan.named(name))
        grants = Grant.objects.visible_to(by).filter(group=row, round=told.rounds[-1], withdrawn_at__isnull=True)
        series = [grant.series for grant in grants.select_related("series__space__venue")]
        if series:
            issue_permit_for_times(row, series=series, by=by)


# --- The season in use ------------------------------------------------------------------------------------------------
def _key_in(world: World, when: datetime, rng: Random) -> None:
    """The week's sign-in sheets; what nobody signed for is released. Two groups in a hundred hardly ever come."""
    by = world.actor("worker", when)
    today, now = by.today, when.time()
    begun = Q(day__lt=today, day__gte=today - timedelta(days=7)) | Q(day=today, starts__lte=now)
    had = Booking.objects.visible_to(by).filter(group__isnull=False, refused="", cancelled_at=None, released_at=None)
    over = had.filter(begun, checked_in_at=None)
    came = [booking for booking in over.order_by("pk") if _comes(booking, rng)]
    here = {booking.pk for booking in came}
    blank = [booking for booking in over if booking.on_paper and booking.pk not in here]
    if came:
        key_in_sheet(came, people={booking.pk: rng.randint(8, 24) for booking in came}, unsigned=blank, by=by)
    release_unused(Place.objects.get(pk=CENTRE), by=world.house(when))


def _comes(booking: Booking, rng: Random) -> bool:
    chance = rng.random()
    return chance < (0.3 if booking.group_id % 50 == 7 else 0.93)


def _ask_kindly(world: World, when: datetime) -> None:
    tell_of_unused(Place.objects.get(pk=CENTRE), by=world.house(when))


def _complain(world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    used = Booking.objects.visible_to(by).filter(group__isnull=False, checked_in_at__isnull=False)
    used = used.filter(space__venue__outdoors=True)
    if (booking := used.order_by("-day", "pk").first()) is not None:
        receive_complaint(booking, kind="noise", content="早上六点半音响太响", by=by)


def _book_some(told: Seasons, world: World, when: datetime) -> None:
    """A booking that waits for approval."""
    by, group = world.applicant(world.plan.named(CHOIR), when), world.group(world.plan.named(CHOIR))
    space = Venue.objects.visible_to(by).get(name="科技公司阶梯教室").spaces.select_related("venue").get()
    day = workday(by.today + timedelta(days=4))
    book_space(space, group=group, day=day, starts=time(14), ends=time(16), persons=18, purpose="排练", by=by)
