"""Workdays, months and dated settings."""

from datetime import UTC, date, datetime

import pytest

from shuniu.kernel.calendar import add_months, add_workdays, day_of, month_end, months_between, years_before
from shuniu.kernel.dated import NoSetting, codes, setting
from shuniu.kernel.environment import day, month
from shuniu.kernel.models import Code, DatedSetting
from tests.cast import CENTRE

pytestmark = pytest.mark.django_db


def test_workdays_step_over_the_national_holiday():
    assert add_workdays(date(2026, 9, 30), 1) == date(2026, 10, 8)


def test_years_after_the_table_ends_are_weekdays():
    assert add_workdays(date(2031, 1, 3), 1) == date(2031, 1, 6)


def test_months():
    assert add_months(date(2026, 11, 1), 3) == date(2027, 2, 1)
    assert month_end(date(2028, 2, 1)) == date(2028, 2, 29)
    assert len(list(months_between(date(2025, 12, 15), date(2026, 11, 1)))) == 12
    assert years_before(date(2028, 2, 29), 61) == date(1967, 2, 28)


@pytest.mark.parametrize(
    ("at", "here"),
    [
        (datetime(2026, 10, 31, 15, 59, tzinfo=UTC), date(2026, 10, 31)),
        (datetime(2026, 10, 31, 16, 0, tzinfo=UTC), date(2026, 11, 1)),
    ],
)
def test_the_day_of_a_moment_is_the_day_here(at, here):
    assert day_of(at) == here
    assert (day(at), month(at)) == (here.isoformat(), month(here))


def test_the_nearest_place_and_the_day_decide():
    key, day = "groups.filing.review_days", date(2026, 11, 23)
    assert setting(key, place=CENTRE, on=day) == 10
    DatedSetting.objects.create(place_id=310107000000, key=key, value=7, valid_from=date(2026, 1, 1))
    assert setting(key, place=CENTRE, on=day) == 7
    assert setting(key, place=CENTRE, on=date(2025, 12, 31)) == 10
    DatedSetting.objects.create(
        place_id=CENTRE, key=key, value=3, valid_from=date(2026, 1, 1), valid_until=date(2026, 6, 30)
    )
    assert setting(key, place=CENTRE, on=date(2026, 6, 30)) == 3
    assert setting(key, place=CENTRE, on=day) == 7
    with pytest.raises(NoSetting):
        setting("no.such", place=CENTRE, on=day)


def test_a_place_may_keep_its_own_table():
    day = date(2026, 11, 23)
    assert [c.code for c in codes("groups.category", place=CENTRE, on=day)] == [
        "sports",
        "culture",
        "hobby",
        "public_service",
    ]
    Code.objects.create(place_id=CENTRE, table="groups.category", code="dance", label="舞蹈", valid_from=day)
    assert [c.label for c in codes("groups.category", place=CENTRE, on=day)] == ["舞蹈"]
