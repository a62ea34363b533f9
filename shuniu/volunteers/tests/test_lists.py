"""The station's lists ask few questions, however many rows they show."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shuniu.volunteers.actions.checking_in import Delivery, check_in
from shuniu.volunteers.actions.ledger import key_hours
from shuniu.volunteers.actions.signing_up import sign_up
from shuniu.volunteers.actions.teams import found_team, name_leader
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import CENTRE, COMMITTEE, TODAY, a_volunteer, own_seat, seat
from shuniu.volunteers.tests.station import a_point, a_post, a_shift

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
FRAME = 6  # the session, the account, its appointment and their like


LISTS = (
    *("", "teams/", "posts/", "hours/", "claims/", "objections/", "judgements/", "check-ins/", "calls/", "imports/"),
    f"week/{TODAY}/",
)


def test_a_list_asks_as_few_questions_for_many_rows_as_for_one():
    desk = browser("worker")
    rows_for(1)
    few = {path: asked(desk, path) for path in LISTS}
    rows_for(5)
    many = {path: asked(desk, path) for path in LISTS}
    assert {path: (few[path], many[path]) for path in LISTS if many[path] > few[path]} == {}
    assert max(many.values()) <= 8 + FRAME


def asked(desk, path: str) -> int:
    desk.get(f"/volunteers/{path}")  # what is kept after the first time is kept
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(f"/volunteers/{path}").status_code == 200
    return len(queries)


def rows_for(count: int) -> None:
    """Volunteers with a team, a post with a shift, hours, doubts and claims, `count` of each."""
    by = seat("worker")
    for n in range(count):
        name = f"王{count}福{n}"
        volunteer = a_volunteer(name, since=TODAY - timedelta(days=300))
        team = found_team(name=f"{name}服务队", place_id=COMMITTEE, centre_id=CENTRE, by=by)
        name_leader(team, volunteer, by=by)
        post = a_post(point=a_point(f"{name}服务点"), team=team)
        sign_up(volunteer, a_shift(post, day=TODAY + timedelta(days=1)), by=by)
        check_in(Delivery(volunteer, "NONSENSE", by.at, "m"), by=own_seat(volunteer))
        point = post.service_point
        for minutes, back in ((120, 1), (120, 90), (400, 2)):
            line = Line(volunteer.pk, point.pk, TODAY - timedelta(days=back), minutes, "paper", evidence="表")
            key_hours([line], about=point, by=by)
