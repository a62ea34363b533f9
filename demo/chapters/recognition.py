"""Stars on their way and awarded, honours, what both sides say of the posts, and some points books."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from demo.moments import Story, moment, workday
from demo.neighbourhood import CENTRE
from demo.station import RETIRED_TEACHER
from demo.world import World
from shuniu.kernel.models import Place
from shuniu.volunteers.actions import coins, inquiries, notices, recognition
from shuniu.volunteers.actions.hearing import Heard
from shuniu.volunteers.public import CoinBook, Decision, HourEntry, Post, Star, Volunteer, what_stands_in_the_way

SAID = ("很有耐心", "准时，活干得仔细", "下次还想找他们", "", "", "等的时间有点长")
BOOKS = 8


def thank(story: Story, world: World, rng: Random) -> None:
    year = story.year
    story.at(moment(workday(year.before(40)), time(10, 12)), lambda when: _propose(world, when))
    story.at(moment(workday(year.before(38)), time(15, 2)), lambda when: _put_up(3, world, when))
    story.at(moment(workday(year.before(28)), time(9, 40)), lambda when: _award(world, when))
    story.at(moment(workday(year.before(4)), time(11, 5)), lambda when: _put_up(2, world, when))
    story.at(moment(workday(year.before(70)), time(9, 50)), lambda when: _open_books(world, when))
    for days in (45, 21, 1):
        story.at(moment(year.before(days), time(4, 30)), lambda when: _bring_up_to_date(world, when))
    story.at(moment(workday(year.before(14)), time(14, 20)), lambda when: _spend(world, when))
    story.at(moment(workday(year.before(9)), time(16, 5)), lambda when: _hear(world, rng, when))
    story.at(moment(workday(year.before(12)), time(10, 45)), lambda when: _honour(year.before(30), world, when))
    story.at(moment(year.before(3), time(17, 20)), lambda when: _ask_about_hours(world, when))


def _propose(world: World, when: datetime) -> None:
    recognition.propose_stars(Place.objects.get(pk=CENTRE), by=world.actor("worker", when))


def _put_up(count: int, world: World, when: datetime) -> None:
    """Those whose hours stand; with the others somebody has to look into a doubt first."""
    by = world.actor("worker", when)
    rows = Star.objects.visible_to(by).filter(state="proposed").select_related("volunteer__person").order_by("pk")
    for star in [star for star in rows if what_stands_in_the_way(star, by)][:count]:
        recognition.put_up_star(star, by=by)


def _award(world: World, when: datetime) -> None:
    """Somebody asked about one of them; the director answered, and awarded all."""
    worker, director = world.actor("worker", when), world.actor("director", when)
    rows = list(Star.objects.visible_to(director).filter(state="noticed").select_related("volunteer").order_by("pk"))
    for at, star in enumerate(rows):
        if at == 0:
            said = {"says": "时数里有没有算路上的时间？", "channel": "window", "reply": "window"}
            asked = notices.take_objection(star, **said, by=worker)
            found = "已核对签到表，路途时间没有计入。"
            notices.decide_objection(asked, is_right=False, findings=found, by=director)
            notices.tell_objector(asked, by=worker)
        recognition.award_star(star, by=director)


def _open_books(world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    serving = HourEntry.objects.visible_to(by).filter(day__gte=by.today - timedelta(days=60)).values("volunteer")
    rows = Volunteer.objects.visible_to(by).filter(state="active", pk__in=serving).select_related("person")
    teacher = rows.filter(person__name=RETIRED_TEACHER)
    for volunteer in [*teacher, *rows.exclude(person__name=RETIRED_TEACHER).order_by("pk")[: BOOKS - 1]]:
        coins.open_book(volunteer, by=by)


def _bring_up_to_date(world: World, when: datetime) -> None:
    coins.count_coins(Place.objects.get(pk=CENTRE), by=world.house(when))


def _spend(world: World, when: datetime) -> None:
    """A gift to a neighbour who serves too, and a haircut."""
    by = world.actor("worker", when)
    rich, other = CoinBook.objects.visible_to(by).select_related("volunteer").order_by("-balance", "pk")[:2]
    if rich.balance >= 300:
        heard = Heard("window", "本人签字的申请")
        coins.give_coins(rich, hundredths=200, to=other, reason="谢谢她常来陪伴", heard=heard, by=by)
        coins.redeem_coins(rich, hundredths=100, reason="理发一次", by=by)


def _hear(world: World, rng: Random, when: datetime) -> None:
    by = world.actor("worker", when)
    for post in Post.objects.visible_to(by).order_by("pk")[:5]:
        for _n in range(rng.randint(3, 8)):
            told = {
                "side": rng.choices(("served", "volunteers"), (3, 1))[0],
                "rating": rng.choices((5, 4, 3, 2), (6, 4, 1, 1))[0],
                "words": rng.choice(SAID),
                "served_on": by.today - timedelta(days=rng.randint(1, 20)),
                "channel": rng.choice(("phone", "paper", "window")),
            }
            recognition.note_evaluation(post, **told, by=by)


def _honour(day: date, world: World, when: datetime) -> None:
    by = world.actor("director", when)
    teacher = Volunteer.objects.visible_to(by).get(person__name=RETIRED_TEACHER)
    recognition.note_honour(
        teacher,
        title="社区优秀志愿者",
        conferred_by="长寿路街道",
        conferred_on=day,
        evidence="荣誉证书，存中心档案柜",
        by=by,
    )


def _ask_about_hours(world: World, when: datetime) -> None:
    """Eleven hours at three places on one day were doubtful; the volunteer is asked, and has not answered yet."""
    by = world.actor("director", when)
    doubt = Decision.objects.visible_to(by).filter(rule="daily", settled_at__isnull=True).latest("pk")
    last = HourEntry.objects.visible_to(by).select_related("volunteer").get(pk=doubt.noun_id)
    whole_day = HourEntry.objects.visible_to(by).filter(volunteer=last.volunteer, day=last.day)
    grounds = "同一天三处服务点的签到时间首尾相接，没有路上的时间；公园服务亭当天下午的值守记录里没有签名。"
    inquiries.notice_inquiry(last.volunteer, list(whole_day), grounds=grounds, told="letter", by=by)
