"""An imaginary register at Changshou Road: groups with leader, members, flag, permit and a year of returns, by bulk.

Also a worker and somebody's signed-in session, so that a benchmark asks as a browser does.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from benchmarks.population import names
from shuniu.groups.models import Branch, Flag, Group, Leadership, Membership, MonthlyReturn, VenuePermit
from shuniu.kernel.calendar import add_months, month_of
from shuniu.kernel.models import Appointment, Place, User
from shuniu.people.models import Person
from tests.cast import CENTRE

MEMBERS = 21  # a group, as in the founding case
RECORDED = date(2010, 1, 1)  # long ago, so that many months can be reported
KINDS = ("sports", "culture", "hobby", "public_service")
WORDS = ("太极拳队", "合唱队", "书画社", "广场舞队", "助老服务队", "摄影小组", "沪剧沙龙", "编结小组")


def fill(groups: int) -> None:
    """Fill the register; months from 2010 to two years ago are left to be reported."""
    chance, now = random.Random(3), datetime.now(UTC)
    committees = list(Place.objects.filter(level="committee", id__range=(CENTRE, CENTRE + 999)))
    branches = Branch.everything.bulk_create(
        Branch(centre_id=CENTRE, name=f"{number}号分会", path=f"{number:06}.", order=number) for number in range(1, 11)
    )
    kept = Group.everything.bulk_create(
        Group(
            centre_id=CENTRE, place=committees[n % len(committees)], branch=branches[n % 10], category=KINDS[n % 4],
            name=f"{committees[n % len(committees)].name[:3]}{WORDS[n % 8]}{n}", content="排练", venue="活动中心", times="每周三",
            recorded_on=RECORDED, changed_at=now, filing_number=f"CS-{n:05}" if n % 3 else None,
            filed_on=date(2025, 3, 1) if n % 3 else None, filed_until=date(2030, 3, 1) if n % 3 else None,
        )
        for n in range(groups)
    )  # fmt: skip
    people = Person.everything.bulk_create(
        Person(centre_id=CENTRE, name=name, recorded_at=now, changed_at=now) for name in names(groups * MEMBERS)
    )
    Membership.everything.bulk_create(
        Membership(centre_id=CENTRE, group=kept[n // MEMBERS], person=person, since=date(2020, 1, 1))
        for n, person in enumerate(people)
    )
    mine = [(n, {"centre_id": CENTRE, "group": group}) for n, group in enumerate(kept)]
    Leadership.everything.bulk_create(
        Leadership(**of, person=people[n * MEMBERS], since=date(2020, 1, 1)) for n, of in mine if n % 9
    )
    Flag.everything.bulk_create(Flag(**of, number=f"QZ-{n}", issued_on=date(2020, 1, 1)) for n, of in mine if n % 5)
    VenuePermit.everything.bulk_create(
        VenuePermit(**of, number=f"CD-{n}", venue="活动中心", times="每周三", valid_from=date(2020, 1, 1),
                    valid_until=now.date() + timedelta(days=300)) for n, of in mine if n % 7
    )  # fmt: skip
    MonthlyReturn.everything.bulk_create(
        MonthlyReturn(**of, month=add_months(month_of(now.date()), -back), meetings=1, trainings=chance.randrange(2),
                      activities=4, attendance=18, members=MEMBERS, filed_at=now, filed_by="", channel="paper")
        for n, of in mine for back in range(1, 13) if (n + back) % 6
    )  # fmt: skip


def open_months(groups: int) -> list[tuple[int, date]]:
    """(group, month) of which no return is in, far from the year that the register's pages show."""
    ids = list(Group.everything.filter(centre_id=CENTRE).order_by("pk").values_list("pk", flat=True)[:groups])
    return [(pk, add_months(RECORDED, back)) for back in range(160) for pk in ids]


HOUSE, PLAIN = "allauth.account.auth_backends.AuthenticationBackend", "django.contrib.auth.backends.ModelBackend"


def session_of(role: str, backend: str = HOUSE) -> str:
    """The session cookie of somebody in a role who has just signed in."""
    user, _new = User.objects.get_or_create(username=role, defaults={"name": "陈晓燕"})
    Appointment.objects.get_or_create(user=user, role=role, place_id=CENTRE, since=date(2020, 1, 1))
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = backend
    session["last_seen"] = session["signed_in_at"] = int(time.time())
    session.save()
    return session.session_key
