"""Figures asked for one service point: teams, volunteers and patrols there, each the sum of the rows that it opens to."""

from datetime import date, time, timedelta

import pytest

from shuniu.outcomes.indicators import INDICATORS, Period
from shuniu.volunteers.actions.ledger import correct_hours, key_hours
from shuniu.volunteers.actions.patrols import Sheet, open_route, record_patrol
from shuniu.volunteers.actions.registering import Offer
from shuniu.volunteers.actions.teams import found_team
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import CENTRE, COMMITTEE, NOW, TODAY, a_volunteer, seat
from shuniu.volunteers.tests.station import a_point, a_post

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)
WEEK = (TODAY - timedelta(days=7), TODAY)


def a_team(name: str):
    long_ago = seat("worker")
    return found_team(name=name, place_id=COMMITTEE, centre_id=CENTRE, founded_on=date(2020, 1, 1), by=long_ago)


def value(name: str, point=None, period=WEEK):
    asked = Period(*period, seat("director"), point.pk if point else None)
    figure = INDICATORS[name]
    return figure.value(asked), figure.rows(asked)


def test_teams_at_a_point_hold_a_post_there_or_have_hours_there():
    shop, canteen = a_point("慈善超市服务点"), a_point("社区食堂")
    holding, serving, _elsewhere = (a_team(name) for name in ("理货队", "送餐队", "巡逻队"))
    a_post(point=shop, team=holding)
    volunteer = a_volunteer(since=date(2020, 1, 1))
    line = Line(volunteer.pk, shop.pk, YESTERDAY, 60, "paper", team_id=serving.pk)
    entry = key_hours([line], about=shop, by=seat("worker"))[0].entry
    assert value("volunteers.teams")[0] == 3
    count, rows = value("volunteers.teams", shop)
    assert (count, {row.name for row in rows}) == (2, {"理货队", "送餐队"})
    assert value("volunteers.teams", canteen)[0] == 0
    assert value("volunteers.teams", shop, (date(2021, 1, 1), date(2021, 12, 31)))[0] == 0
    assert value("volunteers.total", shop)[0] == 1
    assert value("volunteers.total", canteen)[0] == 0
    correct_hours(entry, minutes=0, reason="没来", by=seat("director"))
    assert [value(name, shop)[0] for name in ("volunteers.teams", "volunteers.total")] == [1, 0]


def test_patrols_at_a_point_are_of_the_routes_that_set_out_there(on_the_day_of_the_cast):
    shop, canteen = a_point("慈善超市服务点"), a_point("社区食堂")
    by = seat("worker")
    walkers = [a_volunteer(name, offer=Offer(service=("outreach",))) for name in ("施惠英", "顾美娣")]
    for name, point, leaflets in (("东段", shop, 5), ("西段", canteen, 7), ("北段", None, 9)):
        route = open_route(centre_id=CENTRE, name=name, stretch="长寿路", service_point=point, by=by)
        record_patrol(route, Sheet(YESTERDAY, time(14), time(16), leaflets=leaflets), walkers, (), by=by)
    assert [value("patrols.leaflets", point)[0] for point in (None, shop, canteen)] == [21, 5, 7]
    assert [value("patrols.person_times", point)[0] for point in (None, shop)] == [6, 2]
    assert [row.route.name for row in value("patrols.leaflets", shop)[1]] == ["东段"]
    asked = {"from": WEEK[0].isoformat(), "to": WEEK[1].isoformat(), "point": shop.pk}
    page = browser("director").get("/outcomes/figures/patrols.leaflets/", asked).content.decode()
    assert "东段" in page
    assert "西段" not in page


@pytest.fixture
def on_the_day_of_the_cast(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
