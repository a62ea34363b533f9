"""Hours that may be counted twice: at the time of a shift, or from one sheet keyed in twice."""

from datetime import date, time, timedelta

import pytest

from shuniu.volunteers.actions.ledger import correct_hours, key_hours, second_hours
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.models import Decision
from shuniu.volunteers.tests.cast import TODAY, a_volunteer, later, seat
from shuniu.volunteers.tests.station import a_point, a_post, a_shift
from shuniu.volunteers.tests.test_hours import YESTERDAY, keyed

pytestmark = pytest.mark.django_db


@pytest.fixture
def volunteer():
    return a_volunteer(since=date(2020, 1, 1))


@pytest.fixture
def point():
    return a_point()


def doubts_of(written) -> list[tuple[str, dict]]:
    kept = Decision.everything.filter(outcome="doubtful", noun="volunteers.hourentry", noun_id=written.entry.pk)
    return list(kept.values_list("rule", "numbers"))


def listed(volunteer, shift):
    line = Line(volunteer.pk, shift.post.service_point_id, shift.day, 120, "list", shift_id=shift.pk)
    return key_hours([line], about=shift, by=later(seat("worker"), hours=8))[0]


@pytest.mark.parametrize(
    ("starts", "ends", "doubtful"), [(time(11), time(12), True), (time(12), time(13), False), (None, None, False)]
)
@pytest.mark.parametrize("paper_first", [True, False])
def test_paper_at_the_time_of_a_listed_shift_is_doubtful(volunteer, starts, ends, doubtful, paper_first):
    """The leader's list says how long, not from when to when: the shift's times stand for it."""
    shift, elsewhere = a_shift(day=TODAY), a_point("社区食堂")

    def paper():
        told = {"day": TODAY, "minutes": 60, "starts": starts, "ends": ends}
        return keyed(volunteer, elsewhere, by=later(seat("worker"), hours=8), **told)

    if paper_first:
        first, second = paper(), listed(volunteer, shift)
        there = {"from": "11:00", "to": "12:00"}
    else:
        first, second = listed(volunteer, shift), paper()
        there = {"from": "09:00", "to": "12:00"}
    assert doubts_of(first) == []
    assert doubts_of(second) == ([("overlap", there)] if doubtful else [])


def test_two_listed_shifts_of_one_time_are_doubtful_and_one_after_the_other_not(volunteer):
    morning, same, after = (
        a_shift(a_post(point=a_point(name)), day=TODAY, hours=hours)
        for name, hours in (("甲", (9, 12)), ("乙", (10, 13)), ("丙", (13, 15)))
    )
    first, second = listed(volunteer, morning), listed(volunteer, after)
    assert (doubts_of(first), doubts_of(second)) == ([], [])
    third = listed(volunteer, same)  # a long day by now
    third.entry = second_hours(third.claim, by=later(seat("director"), hours=9))
    assert doubts_of(third) == [("overlap", {"from": "09:00", "to": "12:00"})]


@pytest.mark.parametrize(
    ("first", "second", "doubtful"),
    [
        ({}, {}, True),
        ({}, {"starts": time(13), "ends": time(15)}, True),
        ({"starts": time(9), "ends": time(11)}, {}, True),
        ({"starts": time(9), "ends": time(11)}, {"starts": time(13), "ends": time(15)}, False),
        ({}, {"minutes": 90}, False),
        ({}, {"day": YESTERDAY - timedelta(days=1)}, False),
    ],
)
def test_the_same_paper_keyed_in_twice_is_doubtful(volunteer, point, first, second, doubtful):
    assert doubts_of(keyed(volunteer, point, **{"minutes": 120, **first})) == []
    again = keyed(volunteer, point, **{"minutes": 120, **second})
    assert doubts_of(again) == ([("twice", {"minutes": 120})] if doubtful else [])


def test_nothing_is_keyed_in_twice_for_another_or_elsewhere_or_after_it_was_taken_back(volunteer, point):
    first = keyed(volunteer, point, minutes=120)
    assert doubts_of(keyed(a_volunteer("钱永德", since=date(2020, 1, 1)), point, minutes=120)) == []
    elsewhere = keyed(volunteer, a_point("社区食堂"), minutes=120)
    assert doubts_of(elsewhere) == []
    correct_hours(first.entry, minutes=0, reason="不是她的", by=seat("director"))
    assert doubts_of(keyed(volunteer, point, minutes=120)) == []


def test_one_sheet_twice_under_one_hand_is_seen_at_once(volunteer, point):
    line = Line(volunteer.pk, point.pk, YESTERDAY, 120, "paper", evidence="签到表 11-17")
    first, second = key_hours([line, line], about=point, by=seat("worker"))
    assert (doubts_of(first), doubts_of(second)) == ([], [("twice", {"minutes": 120})])
