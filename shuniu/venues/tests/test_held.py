"""What a published season has given is its group's, though the season is not booked yet: nobody else can have it."""

import threading
from datetime import date, time

import pytest
from django.db import connection, transaction

from shuniu.kernel.permissions import Refused
from shuniu.kernel.spaces import Time, Wanted
from shuniu.venues.actions.booking import book_space
from shuniu.venues.actions.holding import hold_times
from shuniu.venues.actions.objections import change_result, decide_objection, raise_objection
from shuniu.venues.actions.rounds import book_season, publish_round, run_allocation
from shuniu.venues.actions.slots import Taken
from shuniu.venues.free import free_said, free_times
from shuniu.venues.models import Booking, Grant
from shuniu.venues.tests.cast import (
    ELEVEN,
    NINE,
    PUBLISHED,
    SETTLED,
    a_hall,
    a_round,
    allocated,
    at,
    director,
    filed_group,
    halves_of,
    leader_of,
    seat,
    wish,
)

pytestmark = pytest.mark.django_db
FIRST_TUESDAY, MONDAY = date(2027, 1, 5), date(2027, 1, 4)
BEFORE = at(9, day=date(2026, 12, 10))  # published, and the season still to be booked


def book(space, group, *, day=FIRST_TUESDAY, starts=NINE, ends=ELEVEN, by=None):
    by = by or leader_of(group, at=BEFORE)
    return book_space(space, group=group, day=day, starts=starts, ends=ends, persons=12, by=by)


@pytest.fixture
def published(season):
    round_, hall, groups = allocated(season)
    publish_round(round_, by=director(PUBLISHED))
    given = Grant.everything.get(round=round_, weekday=2)
    return round_, hall, given.group, next(each for each in groups[:2] if each != given.group)


def test_a_given_time_is_refused_with_whose_it_is_and_until_when(published):
    round_, hall, holder, other = published
    said = rf"{round_.title}.*{holder.name}.*09:00.*11:00.*2027-06-27"
    with pytest.raises(Taken, match=said):
        book(hall, other)
    with pytest.raises(Taken, match=said):
        book(hall, other, starts=time(10), ends=time(12))
    with pytest.raises(Taken):  # the desk is no other hand
        book(hall, other, by=seat("worker", at=BEFORE))
    assert not Booking.everything.exists()
    assert book(hall, other, starts=ELEVEN, ends=time(12)).pk
    assert book(hall, other, day=MONDAY).pk
    assert book(hall, other, day=date(2026, 12, 29)).pk  # the Tuesday before the season


def test_what_the_centre_itself_puts_on_takes_no_given_time(published):
    _round, hall, holder, _other = published
    by = seat("worker", at=BEFORE)
    wanted = Wanted("", [Time(MONDAY, NINE, ELEVEN), Time(FIRST_TUESDAY, NINE, ELEVEN)], "周周演", "演出")
    with pytest.raises(Taken, match=holder.name):
        hold_times(hall, wanted, by=by)
    assert not Booking.everything.exists()
    assert len(hold_times(hall, Wanted("", wanted.times[:1], "周周演", "演出"), by=by)) == 1


def test_a_held_time_is_not_named_as_free(published):
    _round, hall, _holder, _other = published
    assert list(free_times(hall, FIRST_TUESDAY)) == [(480, 540), (660, 1200)]
    assert "09:00" not in free_said(hall, FIRST_TUESDAY).split("08:00–09:00")[-1]
    assert list(free_times(hall, MONDAY)) == [(480, 1200)]


def test_what_is_held_of_a_hall_is_held_of_its_halves():
    hall, round_, first, second = a_hall(), a_round(), filed_group(), filed_group("新会合唱队")
    east, west = halves_of(hall)
    wish(round_, first, east)
    allocated((round_, hall, None))
    publish_round(round_, by=director(PUBLISHED))
    for taken in (east, hall):
        with pytest.raises(Taken, match=first.name):
            book(taken, second)
    assert book(west, second).pk


def test_nothing_is_held_before_it_is_published_nor_by_what_was_withdrawn(season):
    round_, hall, groups = allocated(season)
    early = book(hall, groups[2], day=FIRST_TUESDAY)
    publish_round(round_, by=director(PUBLISHED))
    grant = Grant.everything.get(weekday=2)
    next_tuesday = date(2027, 1, 12)
    by = leader_of(groups[2], at=at(9, day=date(2026, 12, 14)))
    with pytest.raises(Taken):
        book(hall, groups[2], day=next_tuesday, by=by)
    objection = raise_objection(round_, group=groups[2], content="人多", by=leader_of(groups[2], at=PUBLISHED))
    decide_objection(objection, upheld=True, answer="让出周二", by=director(BEFORE))
    with pytest.raises(Taken):  # an answer takes nothing by itself
        book(hall, groups[2], day=next_tuesday, by=by)
    change_result(
        round_, group=grant.group, take=grant, reason="异议成立", agreed=True, objection=objection, by=director(BEFORE)
    )
    assert book(hall, groups[2], day=next_tuesday, by=by).pk
    assert early.pk


def test_a_time_given_by_hand_after_the_publication_is_held_too(published):
    round_, hall, _holder, other = published
    change_result(
        round_, group=other, space=hall, weekday=5, starts=NINE, ends=ELEVEN, reason="补一次", by=director(BEFORE)
    )
    with pytest.raises(Taken, match=other.name):
        book(hall, filed_group("江宁书画社"), day=date(2027, 1, 8))


def test_a_booked_season_holds_by_its_bookings_alone(published):
    round_, hall, holder, other = published
    book_season(round_, by=director(SETTLED))
    with pytest.raises(Taken, match=rf"{holder.name} has this"):
        book(hall, other, by=leader_of(other, at=SETTLED))
    booking = Booking.everything.get(day=FIRST_TUESDAY, group=holder)
    assert booking.refused == ""
    with pytest.raises(Refused):
        book_season(round_, by=director(SETTLED))


def test_a_season_that_lies_over_another_leaves_it_what_it_holds(published):
    _round, hall, holder, other = published
    later = a_round("2027年春", first=date(2027, 1, 11), last=date(2027, 1, 31))
    wish(later, other, hall)
    run_allocation(later, by=director())
    publish_round(later, by=director(PUBLISHED))
    had, refused = book_season(later, by=director(SETTLED))
    assert (had, refused) == (0, 0)  # what the first season holds was not given again, so there is nothing to book
    assert holder.name not in {each.whose for each in Booking.everything.all()}


@pytest.mark.django_db(transaction=True)
def test_who_books_while_the_result_is_being_published_waits_and_is_refused():
    """On both engines: the booking begins before the publication is written and looks after it."""
    hall, round_, first, second = a_hall(), a_round(), filed_group(), filed_group("新会合唱队")
    wish(round_, first, hall)
    allocated((round_, hall, None))
    begun, came = threading.Event(), []

    def books() -> None:
        begun.set()
        try:
            came.append(book(hall, second).pk)
        except Taken as refused:
            came.append(str(refused.denied.reason))
        finally:
            connection.close()

    other = threading.Thread(target=books)
    with transaction.atomic():
        publish_round(round_, by=director(PUBLISHED))
        other.start()
        begun.wait(5)
        other.join(0.4)  # time enough to look, were there nothing to wait for
        assert came == []
    other.join(20)
    assert len(came) == 1
    assert first.name in str(came[0])
    assert not Booking.everything.exists()
