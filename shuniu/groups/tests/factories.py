"""A register for the tests of pages: groups with a leader, members and months behind them, and browsers signed in."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from shuniu.groups.actions.duties import ReturnFigures, file_return
from shuniu.groups.actions.leadership import name_leader
from shuniu.groups.actions.registering import register_group
from shuniu.groups.actions.roster import enrol_member
from shuniu.groups.models import ActivityTime, Flag, Group, VenuePermit
from shuniu.groups.tests.cast import CENTRE, COMMITTEE, FACTS, NOW, seat
from shuniu.kernel.models import Appointment, User
from shuniu.people.public import Particulars, Precision

SINCE = datetime(2025, 10, 8, 9, 0, tzinfo=NOW.tzinfo)  # when the register of these tests begins
RETURN = ReturnFigures(meetings=1, trainings=1, activities=8, attendance=23, members=28)


def a_register(name: str = "夕阳红太极拳队", *, place: int = COMMITTEE, members: int = 3, **facts) -> Group:
    """A group that stands in the register for a year, with a leader who is a member, and some more members."""
    by = seat("worker", at=SINCE)
    group = register_group(centre_id=CENTRE, place_id=place, name=name, by=by, **{**FACTS, **facts})
    first = enrol_member(group, someone("王福生", 1955, phone="13812345678"), since=by.today, duty="队长", by=by)
    name_leader(group, person=first.person, since=by.today, by=by)
    for number in range(1, members):
        enrol_member(group, someone("张李陈刘周吴"[number % 6] + "秀英", 1950 + number), since=by.today, by=by)
    return group


def someone(name: str, year: int, **more) -> Particulars:
    return Particulars(name=name, sex="2", born_on=date(year, 1, 1), born_precision=Precision.YEAR, **more)


def with_possessions(group: Group) -> Group:
    """A flag, a permit in force and the times of a week."""
    mine = {"centre_id": group.centre_id, "group": group}
    Flag.everything.create(**mine, number=f"QZ-{group.pk:04}", issued_on=SINCE.date())
    VenuePermit.everything.create(
        **mine, number=f"CD-{group.pk:04}", venue=group.venue, times=group.times,
        valid_from=SINCE.date(), valid_until=NOW.date() + timedelta(days=30),
    )  # fmt: skip
    for weekday in (1, 3, 5):
        ActivityTime.everything.create(**mine, weekday=weekday, starts="08:00", ends="10:00")
    return group


def with_returns(group: Group, *months: date, figures: ReturnFigures = RETURN) -> Group:
    for month in months:
        file_return(group, month, figures, channel="paper", by=seat("worker"))
    return group


def months(*, first: date = date(2025, 11, 1), count: int = 12) -> list[date]:
    """The first days of `count` months: November 2025 to October 2026."""
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]


def browser(role: str, *, group: Group | None = None, place: int | None = None, language: str = "zh-hans") -> Client:
    """A browser in which somebody of a role has signed in; a leader's appointment is about `group`.

    Each has an account of its own with this one appointment, or it would open what another was appointed for.
    """
    account = "-".join(map(str, filter(None, (role, place, group and group.pk))))
    actor = seat(role, place=place, account=account)
    about = {"noun": "groups.group", "noun_id": group.pk} if group is not None else {}
    Appointment.objects.get_or_create(
        user_id=actor.user_id, role=role, place_id=actor.place, **about, defaults={"since": SINCE.date()}
    )
    return signed_in(User.objects.get(pk=actor.user_id), language)


def signed_in(user: User, language: str) -> Client:
    client = Client()
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session["last_seen"] = session["signed_in_at"] = int(NOW.timestamp())
    session.save()
    client.cookies["sessionid"], client.cookies["django_language"] = session.session_key, language
    return client
