"""The monthly duties by their rules: which months, what is carried, what is refused, what the trail keeps."""

from datetime import date, datetime

import pytest

from shuniu.groups.actions.duties import (
    AlreadyIn,
    ReturnFigures,
    correct_return,
    excuse_duty,
    file_return,
    remind_groups,
)
from shuniu.groups.carried import carried_into
from shuniu.groups.duties_waiting import duties_waiting_for
from shuniu.groups.history import year_of
from shuniu.groups.jobs import remind_of_month
from shuniu.groups.models import Duty, Excuse, Group, MonthlyReturn, Reminder, ReportedFigure
from shuniu.groups.register import know
from shuniu.groups.sixones import lacking, month_at, months_at, states_of, tally, with_six_ones
from shuniu.groups.tests.cast import CENTRE, NOW, TODAY, seat
from shuniu.groups.tests.factories import RETURN, a_register, months, with_possessions, with_returns
from shuniu.groups.windows import earliest_missing, reported_months, windows
from shuniu.kernel import trail
from shuniu.kernel.dated import setting
from shuniu.kernel.jobs import JOBS, job_actor
from shuniu.kernel.permissions import Refused

pytestmark = pytest.mark.django_db
AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (8, 9, 10, 11))


@pytest.fixture
def group():
    return a_register()


# --- Which months -------------------------------------------------------------------------------------------------------
def test_the_earliest_open_month_comes_first(group):
    with_returns(group, AUGUST)
    found = windows(group, today=TODAY)
    assert found[0].first == NOVEMBER
    assert earliest_missing(found).first == SEPTEMBER
    assert [w.first for w in found if w.is_open] == [NOVEMBER, OCTOBER, SEPTEMBER, AUGUST]
    assert {w.first: w.is_late(TODAY) for w in found if w.is_open} == {
        NOVEMBER: False,
        OCTOBER: True,
        SEPTEMBER: True,
        AUGUST: False,
    }


def test_an_excused_month_is_not_asked_again(group):
    with_returns(group, AUGUST)
    excuse_duty(group, SEPTEMBER, Duty.RETURN, reason="全队外出演出", by=seat("worker"))
    assert earliest_missing(windows(group, today=TODAY)).first == OCTOBER


def test_no_month_before_the_register_or_after_the_end(group):
    assert min(reported_months(group, today=TODAY, months=24)) == date(2025, 10, 1)
    group.ended_on, group.ending = date(2026, 9, 10), "dissolved"
    assert max(reported_months(group, today=TODAY)) == SEPTEMBER


@pytest.mark.parametrize("month", [date(2026, 12, 1), date(2026, 10, 2), date(2025, 9, 1)])
def test_wrong_months_are_refused(group, month):
    with pytest.raises(Refused):
        file_return(group, month, RETURN, channel="phone", by=seat("leader"))
    assert not MonthlyReturn.everything.exists()


def test_months_are_read_as_the_dated_settings_say():
    """The one query of `months_at` answers as `kernel.dated.setting` does."""
    month = month_at(CENTRE, OCTOBER)
    assert month.meetings == setting("groups.duties.meeting", place=CENTRE, on=OCTOBER)
    assert month.due_on == date(2026, 11, setting("groups.duties.return_day", place=CENTRE, on=OCTOBER))
    assert month.closes_on == date(2027, 1, 31)
    assert [m.first for m in months_at(CENTRE, [AUGUST, OCTOBER])] == [AUGUST, OCTOBER]


# --- Filing and correcting ----------------------------------------------------------------------------------------------
def test_twice_is_refused_and_changes_nothing(group):
    file_return(group, OCTOBER, RETURN, channel="phone", by=seat("leader"))
    with pytest.raises(AlreadyIn):
        file_return(group, OCTOBER, RETURN._replace(activities=2), channel="phone", by=seat("leader"))
    assert MonthlyReturn.everything.get().activities == RETURN.activities


def test_last_months_values_are_carried(group):
    assert carried_into(group, AUGUST, today=TODAY).figures["members"] == 3  # nothing filed: the roster's own number
    with_returns(group, AUGUST, figures=RETURN._replace(attendance=31))
    carried = carried_into(group, OCTOBER, today=TODAY)
    assert (carried.figures["attendance"], carried.last.month) == (31, AUGUST)


def test_a_correction_keeps_what_was_said(group):
    filed = file_return(group, OCTOBER, RETURN, channel="phone", by=seat("leader"))
    correct_return(filed, RETURN._replace(activities=9, members=30), by=seat("leader"))
    said = trail.sentence(trail.of_thing(group)[0])
    assert "8 → 9" in said
    assert "28 → 30" in said
    assert ReportedFigure.everything.get(group=group).value == 30
    with pytest.raises(Refused):
        correct_return(filed, RETURN._replace(activities=9, members=30), by=seat("leader"))


def test_an_excuse_asks_its_reason_and_names_its_hand(group):
    with pytest.raises(Refused):
        excuse_duty(group, OCTOBER, Duty.MEETING, reason="  ", by=seat("worker"))
    with pytest.raises(Refused):
        excuse_duty(group, OCTOBER, Duty.MEETING, reason="高温", by=seat("leader"))
    excuse_duty(group, OCTOBER, Duty.MEETING, reason="高温", by=seat("worker"))
    assert Excuse.everything.get().excused_by == "陈晓燕"
    assert "高温" in trail.sentence(trail.of_thing(group)[0])


# --- Three ways to ask for the six ones agree ---------------------------------------------------------------------------
@pytest.fixture
def register(group):
    """Groups that differ in everything the six ones ask."""
    with_returns(with_possessions(group), *months())
    late = with_returns(with_possessions(a_register("新会合唱队")), *months(count=11))
    thin = with_returns(a_register("谈家渡空竹队"), OCTOBER, figures=RETURN._replace(meetings=0))
    excuse_duty(thin, OCTOBER, Duty.MEETING, reason="高温", by=seat("worker"))
    excuse_duty(late, NOVEMBER, Duty.RETURN, reason="外出演出", by=seat("worker"))
    a_register("胶州书画社", members=1)
    return Group.everything.order_by("pk")


@pytest.mark.parametrize("month", [date(2026, 3, 1), OCTOBER, NOVEMBER])
def test_three_ways_to_ask_agree(register, month):
    asked = month_at(CENTRE, month)
    by_annotation = [states_of(g, asked, today=TODAY) for g in with_six_ones(register, asked, today=TODAY)]
    in_hand = list(register)
    know(in_hand, asked, today=TODAY)
    by_page = [states_of(g, asked, today=TODAY) for g in in_hand]
    by_year = [next(m.states for m in year_of(g, today=TODAY) if m.first == month) for g in register]
    assert by_annotation == by_page == by_year
    assert len({tuple(states.values()) for states in by_page}) >= 2


def test_the_page_knows_leaders_and_members(register):
    in_hand = list(register)
    know(in_hand, month_at(CENTRE, OCTOBER), today=TODAY)
    assert [(g.leader_name, g.members) for g in in_hand] == [("王福生", 3)] * 3 + [("王福生", 1)]


def test_the_months_account(register):
    month = month_at(CENTRE, OCTOBER)
    counted = tally(Group.everything.all(), month, today=TODAY)
    assert (counted.groups, counted.asked) == (4, 23)  # one meeting is excused
    assert (counted.complete, counted.incomplete, counted.returns) == (1, 3, 2)
    assert with_six_ones(register, month, today=TODAY).filter(lacking("return")).count() == 2


# --- Reminding ----------------------------------------------------------------------------------------------------------
def at(day: int) -> datetime:
    return NOW.replace(day=day, hour=8, minute=30)


def test_the_clock_reminds_once_before_the_month_ends(register):
    remind_of_month(by=job_actor("groups.remind_of_month", at(26)))
    assert not Reminder.everything.exists()
    remind_of_month(by=job_actor("groups.remind_of_month", at(27)))
    first = set(Reminder.everything.values_list("group__name", "channel"))
    assert ("夕阳红太极拳队", "clock") in first
    remind_of_month(by=job_actor("groups.remind_of_month", at(28)))
    assert Reminder.everything.count() == len(first)
    entry = trail.of_thing(register[0])[0]
    assert (entry.kind, entry.via, entry.user_id) == ("groups.reminded", "job", None)
    assert "groups.remind_of_month" in JOBS


def test_whoever_may_not_remind_is_refused(group):
    with pytest.raises(Refused):
        remind_groups([group], OCTOBER, channel="slip", by=seat("committee"))


# --- What waits for whom ------------------------------------------------------------------------------------------------
def test_the_inbox_of_a_leader_and_of_the_desk(register):
    late = register[1]
    mine = duties_waiting_for(seat("leader", subject=("groups.group", late.pk)))
    assert [(w.thing, w.urgency(seat("worker").today), w.due_on) for w in mine] == [
        ("新会合唱队", "late", date(2026, 11, 5))
    ]
    desk = duties_waiting_for(seat("worker"))
    assert [w.thing for w in desk] == ["新会合唱队", "胶州书画社"]
    assert duties_waiting_for(seat("bureau")) == []


def test_a_long_inbox_ends_in_a_number():
    for number in range(13):
        a_register(f"第{number}合唱队", members=1)
    desk = duties_waiting_for(seat("director"))
    assert len(desk) == 11
    assert desk[-1].url.endswith("/groups/month/2026-10/?state=return")


def test_figures_are_counts():
    assert ReturnFigures(1, 1, 4, 20, 28).note == ""
