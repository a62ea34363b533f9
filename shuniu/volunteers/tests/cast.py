"""The cast of this room's tests, at Changshou Road, on a workday of 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shuniu.kernel.actor import Actor
from shuniu.kernel.models import User
from shuniu.kernel.permissions import permissions_of
from shuniu.people.public import Particulars, Precision
from shuniu.volunteers.actions.conditions import Consent
from shuniu.volunteers.actions.registering import Offer, accept_volunteer, register_volunteer
from shuniu.volunteers.models import Volunteer

CENTRE = 310107015000  # 长寿路街道
COMMITTEE = 310107015018  # 叶家宅居委会
NEIGHBOUR = 310107005000  # 曹杨新村街道
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 18, 9, 30, tzinfo=SHANGHAI)  # a Wednesday
TODAY = date(2026, 11, 18)
NAMES = {
    "worker": "陈晓燕",
    "director": "周建国",
    "officer": "赵科",
    "committee": "林秀珍",
    "volunteer": "施惠英",
    "bureau": "钱蓉",
    "auditor": "何静",
}


def seat(role: str, *, at: datetime = NOW, place: int | None = None, subject=None, name: str = "") -> Actor:
    """An actor with an account of its own, one a name."""
    name = name or NAMES[role]
    user, _new = User.objects.get_or_create(username=f"{role}-{name}", defaults={"name": name})
    place = place or {"committee": COMMITTEE, "bureau": 310107000000}.get(role, CENTRE)
    return Actor(user.pk, name, role, place, permissions_of(role), at, subject=subject)


def later(actor: Actor, **more) -> Actor:
    return replace(actor, at=actor.at + timedelta(**more))


def a_person(name: str = "施惠英", born: date | None = date(1958, 4, 2), **more) -> Particulars:
    precision = Precision.DAY if born else ""
    return Particulars(name=name, sex="2", born_on=born, born_precision=precision, **more)


def an_applicant(
    name: str = "施惠英",
    *,
    born: date | None = date(1958, 4, 2),
    offer: Offer | None = None,
    consent: Consent | None = None,
) -> Volunteer:
    where = {"centre_id": CENTRE, "place_id": COMMITTEE, "channel": "paper"}
    told, by = a_person(name, born), seat("worker")
    return register_volunteer(told, offer or Offer(), consent=consent, **where, by=by).volunteer


def a_consent(given_on: date = TODAY) -> Consent:
    return Consent(guardian="周明", relation="father", evidence="知情同意书", given_on=given_on)


def a_volunteer(name: str = "施惠英", *, since: date | None = None, consented: bool = False, **more) -> Volunteer:
    """One who is accepted and has a number; since: accepted on, where the story needs a past."""
    volunteer = an_applicant(name, consent=a_consent(since or TODAY) if consented else None, **more)
    accept_volunteer(volunteer, by=seat("worker"))
    if since:
        Volunteer.everything.filter(pk=volunteer.pk).update(applied_on=since, accepted_on=since)
        volunteer.applied_on = volunteer.accepted_on = since
    return volunteer


def own_seat(volunteer: Volunteer, *, at: datetime = NOW) -> Actor:
    """The volunteer on the phone."""
    name = volunteer.person.name
    return seat("volunteer", at=at, subject=("volunteers.volunteer", volunteer.pk), name=name).through("phone")
