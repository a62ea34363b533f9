"""What is drawn: the same for the same day, the same figures for every day, nothing that could be somebody."""

from collections import Counter
from datetime import date

import pytest

from demo.chapters import filings
from demo.moments import Year
from demo.neighbourhood import SEATED, YEJIAZHAI
from demo.plan import AGED, GROUPS, MEMBERSHIPS, PARTICIPANTS, draw_plan
from demo.update import waiting_workbook
from demo.workbook import main_workbook, newcomers_workbook
from shuniu.kernel.calendar import years_before
from shuniu.people.identity import check_identity

DAYS = [date(2026, 11, 23), date(2027, 1, 1), date(2027, 11, 23), date(2028, 2, 29), date(2031, 7, 15)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_figures_are_those_of_the_case_whenever_it_is_built(day):
    plan = draw_plan(day)
    counted = list(plan.counted())
    assert Counter(group.category for group in plan.groups if group.lasts) == GROUPS
    assert len(counted) == MEMBERSHIPS
    assert sum(stay.member.aged for stay in counted) == AGED
    assert len({stay.member for stay in counted}) == PARTICIPANTS + 1  # one is met twice, and merged on the way


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_nobody_turns_sixty_within_half_a_year_of_the_day(day):
    turning = [s.member for s in draw_plan(day).counted() if abs((years_before(day, 60) - s.member.born).days) < 183]
    assert turning == []


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_name_stands_once_in_a_roster(day):
    assert [group.name for group in draw_plan(day).groups if len(group.names) != len(group.stays)] == []


def test_id_numbers_pass_every_check_and_belong_to_nobody():
    numbers = [stay.member.id_number for stay in draw_plan(DAYS[0]).counted() if stay.member.id_number]
    assert len(numbers) > 2_000
    for number in numbers:
        check_identity(number, on=DAYS[0])
        assert number[14:17] in ("996", "997", "998", "999")  # kept for people of a hundred years and more


def test_the_committee_of_the_cast_has_groups_that_want_to_be_filed():
    for day in DAYS:
        unfiled = [g for g in draw_plan(day).groups if g.is_complete and not g.filing_number and g.place in SEATED]
        assert len(unfiled) >= filings.FILED_IN_YEAR + 12
        assert any(group.place == YEJIAZHAI for group in unfiled)


@pytest.mark.django_db
def test_the_same_day_gives_the_same_bytes():
    day = DAYS[0]
    start = Year(day).start
    first, second = draw_plan(day), draw_plan(day)
    for write in (
        lambda plan: main_workbook(plan, start),
        lambda plan: newcomers_workbook(plan, 1, day),
        waiting_workbook,
    ):
        assert write(first) == write(second)
