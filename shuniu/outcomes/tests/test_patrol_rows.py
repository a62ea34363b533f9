"""Totals only outside: above the centre the rows behind a figure are months, not patrols."""

from datetime import date, time

import pytest

from shuniu.outcomes.indicators import INDICATORS, Period
from shuniu.volunteers.actions.patrols import Sheet, open_route, record_patrol
from shuniu.volunteers.actions.registering import Offer
from shuniu.volunteers.tests.cast import CENTRE, TODAY, a_volunteer, seat

pytestmark = pytest.mark.django_db
DAYS = (date(2026, 10, 7), date(2026, 11, 4), date(2026, 11, 11))


@pytest.fixture
def patrols():
    by = seat("worker")
    walkers = [a_volunteer(name, offer=Offer(service=("outreach",))) for name in ("施惠英", "顾美娣")]
    route = open_route(centre_id=CENTRE, name="长寿路东段", stretch="长寿路", walked="周三下午", by=by)
    for day in DAYS:
        record_patrol(route, Sheet(day, time(14), time(16), leaflets=5), walkers, (), by=by)


@pytest.mark.parametrize("name", ["patrols.leaflets", "patrols.person_times"])
def test_above_the_centre_a_figure_opens_to_months_and_the_centre_to_its_patrols(patrols, name):
    told = {}
    for role in ("bureau", "director"):
        period = Period(date(2026, 1, 1), TODAY, seat(role))
        rows = INDICATORS[name].rows(period).order_by("day")
        told[role] = [[column.of(row) for column in INDICATORS[name].columns] for row in rows]
        assert rows.count() == len(told[role])
        assert sum(row.figure for row in rows) == INDICATORS[name].value(period)
    assert len(told["director"]) == 3
    assert len(told["bureau"]) == 2
    assert "长寿路东段" in str(told["director"])
    assert "长寿路东段" not in str(told["bureau"])
    assert "2026-11-04" not in str(told["bureau"])
    assert "2026-11" in str(told["bureau"])
