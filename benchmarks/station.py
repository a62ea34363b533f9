"""An imaginary volunteer station for the benchmarks: volunteers of one centre with a place in a shift, by bulk."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from benchmarks.population import names
from shuniu.people.models import Person
from shuniu.volunteers.codes import ShiftCode
from shuniu.volunteers.models import Post, ServicePoint, Shift, SignUp, Volunteer
from tests.cast import CENTRE

DAY = date(2026, 11, 20)
STARTS = datetime(2026, 11, 20, 1, tzinfo=UTC)  # nine in the morning
BORN = date(1960, 5, 1)


def fill(volunteers: int) -> list[Volunteer]:
    at = STARTS - timedelta(days=400)
    people = Person.everything.bulk_create(
        (Person(centre_id=CENTRE, name=name, born_on=BORN, born_precision="day", recorded_at=at, changed_at=at) for name in names(volunteers)),
        batch_size=1_000,
    )  # fmt: skip
    return Volunteer.everything.bulk_create(
        (
            Volunteer(
                centre_id=CENTRE, person=person, place_id=CENTRE, number=f"ZY{n:09}", applied_on=at.date(),
                accepted_on=at.date(), state="active", state_since=at, changed_at=at,
            )
            for n, person in enumerate(people, 1)
        ),
        batch_size=1_000,
    )  # fmt: skip


def a_shift(volunteers: list[Volunteer], *, title: str) -> tuple[Shift, str]:
    """A shift that all of them are on, and the code for arriving."""
    point, _new = ServicePoint.everything.get_or_create(
        centre_id=CENTRE, name="慈善超市服务点", defaults={"place_id": CENTRE, "opened_on": DAY}
    )
    post = Post.everything.create(
        centre_id=CENTRE, service_point=point, title=title, service="charity_shop", duties="理货", risks="无", wanted=500,
        opened_on=DAY,
    )  # fmt: skip
    shift = Shift.everything.create(
        centre_id=CENTRE, post=post, day=DAY, starts_at=STARTS, ends_at=STARTS + timedelta(hours=3), wanted=500
    )
    SignUp.everything.bulk_create(
        (
            SignUp(centre_id=CENTRE, volunteer=each, shift=shift, state="on", signed_up_at=STARTS, channel="page")
            for each in volunteers
        ),
        batch_size=1_000,
    )
    return shift, ShiftCode.of(shift, "arrive", early=30, late=30).signed()
