"""The people of the demo: who holds which role where. Their accounts are opened and given out as the house asks it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from demo.moments import Story, moment, workday
from demo.neighbourhood import AOMEN_ROAD, CENTRE, DISTRICT, SEATED, YEJIAZHAI
from demo.plan import CHOIR, TAI_CHI
from demo.world import World
from shuniu.kernel.models import Place
from shuniu.kernel.rules.actions.periods import set_value
from shuniu.kernel.signin.actions import appoint, open_account, seat_leader


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    name: str
    username: str
    role: str
    place: int = CENTRE


BROUGHT_IN = (  # by the house itself: somebody must be the first
    Part("system_administrator", "吴磊", "wulei", "system_administrator"),
    Part("security_administrator", "孙敏", "sunmin", "security_administrator"),
    Part("bureau", "钱蓉", "qianrong", "bureau", DISTRICT),
)
APPOINTED = (  # by 吴磊, who opens accounts, and 孙敏, who appoints
    Part("worker", "陈晓燕", "chenxiaoyan", "worker"),
    Part("director", "周建国", "zhoujianguo", "director"),
    Part("assessor", "宋佳", "songjia", "worker"),
    Part("second assessor", "潘毅", "panyi", "worker"),
    Part("officer", "赵明", "zhaoming", "officer"),
    Part("auditor", "何静", "hejing", "auditor"),
    Part("reviewer", "严文华", "yanwenhua", "reviewer"),
    Part(f"committee {YEJIAZHAI}", "林秀珍", "linxiuzhen", "committee", YEJIAZHAI),
    Part(f"committee {AOMEN_ROAD}", "沈丽萍", "shenliping", "committee", AOMEN_ROAD),
    *(
        Part(f"committee {place}", name, username, "committee", place)
        for place, name, username in zip(
            SEATED[2:],
            ("徐建芬", "顾美娣", "陆国梁", "倪翠凤"),
            ("xujianfen", "gumeidi", "luguoliang", "nicuifeng"),
            strict=True,
        )
    ),
)
CAST: dict[str, Promise] = {  # whom the command presents, and what each may try
    "陈晓燕": _("See what waits: an import to accept, records that may be one person, a return that is late."),
    "宋佳": _("Assess an adoption that only she and one colleague can find; every look is written down."),
    "顾萍": _("Take in a report-in slip without a name; nobody else finds it, not even the director."),
    "周建国": _("Open a figure of the board down to its rows; freeze a report; be the second to sign an erasure."),
    "赵明": _("Review filings, one of them overdue; return one with reasons."),
    "林秀珍": _("Give the community's opinion on the groups that apply."),
    "王福生": _("File last month's return on a phone, in under a minute."),
    "李桂芳": _("Amend a change of venue that came back, and hand it in again."),
    "施惠英": _("Take a shift, see the own hours and where they come from, and object to one."),
    "王敏": _("Fill in the own organization's report; ask for a change of its directory entry."),
    "严文华": _("See what a reviewer will score here, once bids are called for."),
    "何静": _("Read the trail: who did what, and who looked at whom and why."),
    "钱蓉": _("See the subdistrict from the district."),
    "吴磊": _("Open an account; its first password is printed once."),
    "孙敏": _("Appoint somebody; try to give one person two administrations."),
}
PHONE = "154-0000-2002"  # of the centre; begins as no telephone in use does
SEATS = 12  # groups whose leader has a phone card


def open_the_house(story: Story, world: World) -> None:
    """A fortnight before the workbook: accounts and appointments, then the first leaders' cards."""
    first = workday(story.year.start - timedelta(days=14))
    for at, part in enumerate(BROUGHT_IN):
        story.at(moment(first, time(9, 5 + at)), lambda when, part=part: _bring_in(part, first, world, when))
    for at, part in enumerate(APPOINTED):
        story.at(moment(first, time(10, 4 * at)), lambda when, part=part: _appoint(part, first, world, when))
    for key in ("groups.centre.phone", "casework.centre.phone"):
        story.at(moment(first, time(11, 30)), lambda when, key=key: _say_the_phone(key, world, when))
    groups = [world.plan.named(TAI_CHI), world.plan.named(CHOIR)]
    groups += [g for g in world.plan.groups if g.lasts and not g.round and g.leader and g not in groups][: SEATS - 2]
    day = workday(story.year.start + timedelta(days=2))
    for at, group in enumerate(groups):
        story.at(moment(day, time(9 + at // 6, at % 6 * 10)), lambda when, group=group: _seat(group, world, when))


def _say_the_phone(key: str, world: World, when: datetime) -> None:
    by = world.actor("director", when)
    set_value(key, PHONE, since=by.today, source="长寿路街道社区社会组织服务中心", by=by)


def _bring_in(part: Part, since: date, world: World, when: datetime) -> None:
    house = world.house(when, place=part.place)
    user, _printed = open_account(username=part.username, name=part.name, by=house)
    world.seats[part.key] = appoint(user, role=part.role, place=_place(part.place), since=since, by=house)


def _appoint(part: Part, since: date, world: World, when: datetime) -> None:
    """The printed password is thrown away: in the demo one enters by choosing a person."""
    user, _password = open_account(username=part.username, name=part.name, by=world.actor("system_administrator", when))
    by = world.actor("security_administrator", when)
    world.seats[part.key] = appoint(user, role=part.role, place=_place(part.place), since=since, by=by)


def _seat(group, world: World, when: datetime) -> None:
    row = world.group(group)
    seat = seat_leader(
        name=group.leader.name,
        place=_place(row.place_id),
        noun="groups.group",
        noun_id=row.pk,
        by=world.actor("worker", when),
    )
    world.seats[f"leader {group.name}"] = seat.appointment


def _place(code: int) -> Place:
    return Place.objects.get(pk=code)
