"""The outreach patrols of a year: 50 volunteers, over 1,100 person-times, 2,000 leaflets and 200 hand-overs [case]."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from demo.moments import Story, moment, workday
from demo.neighbourhood import CENTRE
from demo.station import OUTREACH_TEAM
from demo.world import World
from shuniu.kernel.models import Place
from shuniu.volunteers.actions import patrols as actions
from shuniu.volunteers.actions.forgetting_patrols import forget_encounters
from shuniu.volunteers.actions.patrols import HandedOver, Met, Sheet
from shuniu.volunteers.public import ServicePoint, Team, Volunteer

ROUTES = (
    (
        "长寿路东段",
        "长寿路、西康路、江宁路、长寿公园",
        "周三、周六下午",
        ("长寿路西康路口", "长寿路江宁路口", "长寿公园西门"),
    ),
    ("长寿路西段", "长寿路、常德路、胶州路", "周二、周五下午", ("长寿路常德路口", "长寿路胶州路口", "长寿路地铁站口")),
    ("苏州河沿线", "宜昌路、莫干山路、昌化路桥", "周四上午", ("宜昌路昌化路口", "莫干山路口", "昌化路桥下")),
    ("澳门路一带", "澳门路、普陀路、安远路", "周一下午", ("澳门路西康路口", "普陀路菜场门口", "安远路江宁路口")),
)
SETS_OUT = {"长寿路东段": "长寿公园志愿服务亭", "澳门路一带": "党群服务站"}  # route → service point
PATROLS, PEOPLE_TIMES, LEAFLETS, HANDOVERS = 276, 1_104, 2_000, 200  # four walk together
WALK_TOGETHER = PEOPLE_TIMES // PATROLS
SITUATIONS = ("begging", "begging", "sleeping", "stranded", "lost", "unwell", "other")
RECEIVERS = ("station",) * 8 + ("police", "hospital")
AT_ONCE = 6  # sheets that come to the office in one pile


def patrol_the_streets(story: Story, world: World, rng: Random) -> None:
    """The routes are opened once the roster is in; from then on sheets come every week, in piles of six."""
    year = story.year
    opened = year.months[0] + timedelta(days=8)
    told: dict = {}
    based = moment(opened + timedelta(days=2), time(9, 50))  # the service points are open by then
    story.at(based, lambda when: _set_out(told, world, when))
    story.at(moment(opened, time(10, 30)), lambda when: _open_routes(told, world, when))
    first, last = opened + timedelta(days=3), year.before(2)
    sheets = [_sheet(at, first, last, rng) for at in range(PATROLS)]
    for start in range(0, PATROLS, AT_ONCE):
        pile = sheets[start : start + AT_ONCE]
        day = min(workday(max(sheet[1].day for sheet in pile) + timedelta(days=1)), year.before(1))
        story.at(moment(day, time(9, 20)), lambda when, pile=pile: _record(pile, told, world, when))
    child = year.before(5)
    story.at(moment(child, time(16, 35)), lambda when: _meet_a_child(told, world, when))
    story.at(moment(child, time(16, 50)), lambda when: _tell_the_police(told, world, when))
    story.at(moment(year.before(3), time(17, 35)), lambda when: _take_a_call(world, when))
    story.at(moment(year.before(1), time(16, 20)), lambda when: _meet_another_child(told, world, when))
    story.at(moment(year.day - timedelta(days=1), time(3, 10)), lambda when: _forget(world, when))


def _sheet(at: int, first: date, last: date, rng: Random) -> tuple[int, Sheet, int, list[Met]]:
    """(route, head, who begins the round of fifty, whom they met); shares come out to the whole numbers."""
    day = first + timedelta(days=(last - first).days * at // (PATROLS - 1))
    route, hour = at % len(ROUTES), 9 + at % 4 * 2
    sheet = Sheet(day, time(hour), time(hour + 1, 30), leaflets=_share(LEAFLETS, at))
    handed = _share(HANDOVERS, at)
    met = [_met(route, hour, handed=number < handed, rng=rng) for number in range(handed + rng.randint(0, 2))]
    return route, sheet, at * WALK_TOGETHER, met


def _share(whole: int, at: int) -> int:
    """The `at`-th of PATROLS nearly equal whole shares."""
    return whole * (at + 1) // PATROLS - whole * at // PATROLS


def _met(route: int, hour: int, *, handed: bool, rng: Random) -> Met:
    place = rng.choice(ROUTES[route][3])
    at = time(hour, rng.randint(5, 50))
    if not handed:
        wish = rng.choice(("unwilling", "unwilling", "silent"))
        return Met(at, place, rng.choice(SITUATIONS), wish, ("informed",), leaflet=rng.random() < 0.6)
    receiver = rng.choice(RECEIVERS)
    handover = HandedOver(receiver, time(hour + 1, rng.randint(0, 25)), "外展服务队", "值班人员")
    done = ("informed", "guided" if receiver == "station" else "escorted")
    return Met(at, place, rng.choice(SITUATIONS), "willing", done, leaflet=True, handover=handover)


def _open_routes(told: dict, world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    told["routes"] = [
        actions.open_route(centre_id=CENTRE, name=name, stretch=stretch, walked=walked, by=by)
        for name, stretch, walked, _places in ROUTES
    ]
    told["team"] = Team.objects.visible_to(by).get(name=OUTREACH_TEAM)
    walkers = Volunteer.objects.visible_to(by).filter(
        state="active", memberships__team=told["team"], memberships__until__isnull=True
    )
    told["walkers"] = list(walkers.order_by("pk"))


def _set_out(told: dict, world: World, when: datetime) -> None:
    """Two of the routes begin at a service point, and are counted there; the others at the centre."""
    by = world.actor("worker", when)
    points = {point.name: point for point in ServicePoint.objects.visible_to(by)}
    for route in told["routes"]:
        if point := points.get(SETS_OUT.get(route.name, "")):
            actions.set_out_from(route, point, by=by)


def _record(pile, told: dict, world: World, when: datetime) -> None:
    by, walkers = world.actor("worker", when), told["walkers"]
    for route, sheet, turn, met in pile:
        who = [walkers[(turn + n) % len(walkers)] for n in range(WALK_TOGETHER)]
        actions.record_patrol(told["routes"][route], sheet, who, met, by=by)


def _meet_a_child(told: dict, world: World, when: datetime) -> None:
    child = Met(time(16, 20), "长寿路地铁站口", "begging", "silent", ("calmed",), is_minor=True, danger="begging")
    told["patrol"] = _with_a_child(1, child, told, world, when)


def _meet_another_child(told: dict, world: World, when: datetime) -> None:
    """Not passed on yet: it stands at the head of everybody's desk."""
    child = Met(time(16, 5), "宜昌路昌化路口", "other", "silent", ("calmed",), is_minor=True, danger="alone")
    _with_a_child(2, child, told, world, when)


def _with_a_child(route: int, child: Met, told: dict, world: World, when: datetime):
    sheet = Sheet(when.date(), time(15, 30), time(16, 30))
    who, by = told["walkers"][:WALK_TOGETHER], world.actor("worker", when)
    return actions.record_patrol(told["routes"][route], sheet, who, [child], by=by)


def _take_a_call(world: World, when: datetime) -> None:
    """A volunteer rang while under way; there is no sheet yet."""
    told = {"danger": "begging", "place": "长寿路常德路口", "seen_at": when - timedelta(minutes=4), "channel": "call"}
    report = actions.report_minor(centre_id=CENTRE, **told, told="police", by=world.actor("worker", when))
    actions.close_minor_report(report, outcome="民警到场，家长已接回", by=world.actor("director", when))


def _tell_the_police(told: dict, world: World, when: datetime) -> None:
    report, by = told["patrol"].minorreports.get(), world.actor("director", when)
    actions.tell_of_minor(report, told="police", told_at=when - timedelta(minutes=5), by=by)
    actions.close_minor_report(report, outcome="派出所已到场，联系监护人接回", by=by)


def _forget(world: World, when: datetime) -> None:
    """What the clock does every night."""
    forget_encounters(Place.objects.get(pk=CENTRE), by=world.house(when))
