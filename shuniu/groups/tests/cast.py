"""The cast of this room's tests: the people of the demo, seated at Changshou Road, on a workday of 2026."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shuniu.groups.actions.leadership import name_leader
from shuniu.groups.actions.registering import register_group
from shuniu.groups.models import Group
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import User
from shuniu.kernel.permissions import permissions_of
from shuniu.people.models import Person

CENTRE = 310107015000  # 长寿路街道
COMMITTEE = 310107015018  # 叶家宅居委会
OTHER_COMMITTEE = 310107015005
NOW = datetime(2026, 11, 18, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Wednesday
TODAY = date(2026, 11, 18)

NAMES = {
    "worker": "陈晓燕",
    "director": "周建国",
    "officer": "赵科",
    "committee": "林秀珍",
    "leader": "王福生",
    "bureau": "钱蓉",
    "auditor": "何静",
    "contact": "王敏",
}


def seat(
    role: str, *, at: datetime = NOW, place: int | None = None, subject=None, name: str = "", account: str = ""
) -> Actor:
    """An actor with an account of its own, one a name, or the one called `account`."""
    name = name or NAMES[role]
    user, _new = User.objects.get_or_create(username=account or f"{role}-{name}", defaults={"name": name})
    place = place or {"committee": COMMITTEE, "bureau": 310107000000}.get(role, CENTRE)
    return Actor(user.pk, name, role, place, permissions_of(role), at, subject=subject)


def later(actor: Actor, days: int) -> Actor:
    from dataclasses import replace

    return replace(actor, at=actor.at + timedelta(days=days))


def person(name: str = "王福生", born: date = date(1955, 3, 2)) -> Person:
    return Person.everything.create(
        centre_id=CENTRE, name=name, born_on=born, born_precision="day", recorded_at=NOW, changed_at=NOW
    )


FACTS = {
    "category": "sports",
    "content": "太极拳、太极剑",
    "venue": "叶家宅路100弄中心绿地",
    "times": "周一至周五 6:30–8:00",
    "founded_on": date(2012, 5, 1),
}


def a_group(name: str = "夕阳红太极拳队", *, leader: Person | None = None, at: datetime = NOW, **facts) -> Group:
    """An unfiled group with all that a filing asks for."""
    by = seat("worker", at=at)
    group = register_group(centre_id=CENTRE, place_id=COMMITTEE, name=name, by=by, **{**FACTS, **facts})
    name_leader(group, person=leader or person(), since=by.today, by=by)
    return group
