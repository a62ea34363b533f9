"""A time is had by one: the database says so, halls and halves included; the rules say who may book what when."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from shuniu.groups.tests.factories import browser
from shuniu.kernel.models import TrailEntry, Workday
from shuniu.kernel.permissions import Refused
from shuniu.venues.actions.booking import approve_booking, book_space, cancel_booking, decline_booking
from shuniu.venues.actions.dealing import (
    answer_swap,
    propose_swap,
    receive_complaint,
    reply_to_complaint,
    settle_complaint,
)
from shuniu.venues.actions.series import book_series, end_series
from shuniu.venues.actions.slots import Taken
from shuniu.venues.actions.using import answer_unused, check_in, key_in_sheet, release_unused, tell_of_unused
from shuniu.venues.actions.venues import divide_space, except_days, set_hours
from shuniu.venues.free import free_said, free_times
from shuniu.venues.models import Booking, Slot, Space, Swap, UseNotice
from shuniu.venues.standing import STANDINGS, standing_of, stands
from shuniu.venues.tests.cast import (
    CENTRE,
    ELEVEN,
    NINE,
    NOW,
    TEN,
    THURSDAY,
    TODAY,
    a_hall,
    a_park,
    a_round,
    at,
    filed_group,
    halves_of,
    later,
    leader_of,
    seat,
)
from shuniu.venues.words import unused_said

pytestmark = pytest.mark.django_db


def book(space, group, *, day=THURSDAY, starts=NINE, ends=ELEVEN, by=None, **more):
    more.setdefault("persons", 12)
    return book_space(space, group=group, day=day, starts=starts, ends=ends, by=by or leader_of(group), **more)


# --- Nobody has the same twice ------------------------------------------------------------------------------------------
def test_a_second_group_is_told_who_has_the_time():
    hall, first, second = a_hall(), filed_group(), filed_group("新会合唱队")
    book(hall, first)
    with pytest.raises(Taken, match=r"夕阳红太极拳队.*09:00.*11:00"):
        book(hall, second, starts=TEN, ends=time(12))
    assert book(hall, second, starts=ELEVEN, ends=time(12)).pk


def test_what_is_free_on_a_day_is_its_hours_without_what_is_taken_of_any_part():
    hall, first, second = a_hall(), filed_group(), filed_group("新会合唱队")
    east, west = halves_of(hall)
    book(east, first)
    book(hall, second, starts=time(14), ends=time(15))
    assert list(free_times(hall, THURSDAY)) == [(480, 540), (660, 840), (900, 1200)]
    assert list(free_times(west, THURSDAY)) == [(480, 840), (900, 1200)]
    except_days(hall.venue, first=THURSDAY, last=THURSDAY, reason="检修", by=seat("worker"))
    assert list(free_times(hall, THURSDAY)) == []
    assert str(THURSDAY) in free_said(hall, THURSDAY)


def test_a_hall_and_its_halves_conflict_and_two_halves_do_not():
    hall, first, second = a_hall(), filed_group(), filed_group("新会合唱队")
    east, west = halves_of(hall)
    book(east, first)
    book(west, second)
    with pytest.raises(Taken):
        book(hall, filed_group("叶家宅书法社"))
    book(hall, first, starts=time(14), ends=time(15))
    with pytest.raises(Taken):
        book(west, second, starts=time(14), ends=time(15))


def test_the_database_itself_refuses_a_slot_taken_twice():
    hall, group = a_hall(), filed_group()
    booking = book(hall, group)
    slot = Slot.everything.filter(booking=booking).first()
    slot.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        slot.save(force_insert=True)


def test_what_was_booked_of_the_whole_is_held_of_each_part_once_it_is_divided():
    hall, first, second = a_hall(), filed_group(), filed_group("新会合唱队")
    book(hall, first)
    east, _west = halves_of(hall)
    with pytest.raises(Taken):
        book(east, second)
    with pytest.raises(Refused):
        divide_space(hall, into=[("甲", 5), ("乙", 5)], by=seat("worker"))


def test_a_refused_booking_leaves_nothing_behind():
    hall, first, second = a_hall(), filed_group(), filed_group("新会合唱队")
    book(hall, first)
    lines = TrailEntry.objects.count()
    with pytest.raises(Taken):
        book(hall, second)
    assert (Booking.everything.count(), TrailEntry.objects.count()) == (1, lines)


# --- The rules ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"ends": time(14)}, "4 "),
        ({"starts": time(9, 10)}, "30"),
        ({"persons": 41}, "40"),
        ({"day": TODAY - timedelta(days=1)}, "over"),
        ({"day": TODAY + timedelta(days=31)}, "30 days ahead"),
        ({"starts": time(7), "ends": time(8)}, "losed"),
        ({"starts": time(18), "ends": time(19), "amplified": True}, "mplified"),
    ],
)
def test_each_rule_says_what_it_stands_on(asked, said):
    with pytest.raises(Refused, match=said):
        book(a_hall(), filed_group(), **asked)


def test_filed_groups_may_book_further_ahead():
    from shuniu.groups.tests.cast import a_group

    hall, unfiled = a_hall(), a_group("晨练队")
    day = TODAY + timedelta(days=20)
    with pytest.raises(Refused, match="14"):
        book(hall, unfiled, day=day)
    assert book(hall, filed_group("新会合唱队"), day=day).pk


def test_a_few_people_without_loudspeakers_need_no_booking_in_the_park():
    park, group = a_park(), filed_group()
    with pytest.raises(Refused, match="just come"):
        book(park, group, persons=9)
    assert book(park, group, persons=9, amplified=True).pk


def test_hours_a_week_are_limited():
    hall, group = a_hall(), filed_group()
    for day in range(5):
        book(hall, group, day=date(2026, 11, 23) + timedelta(days=day), ends=time(13))
    with pytest.raises(Refused, match="20"):
        book(hall, group, day=date(2026, 11, 28))


def test_closed_days_and_holidays_say_why():
    hall, group = a_hall(on_holidays="closed"), filed_group()
    except_days(hall.venue, first=THURSDAY, last=THURSDAY, reason="消防检修", by=seat("worker"))
    with pytest.raises(Refused, match="消防检修"):
        book(hall, group)
    by = leader_of(group, at=at(9, day=date(2026, 9, 20)))
    with pytest.raises(Refused, match="oliday"):
        book(hall, group, day=date(2026, 10, 1), by=by)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"fire_certificate_until": TODAY}, f"The fire certificate ends on {TODAY}"),
        ({"offered_until": TODAY}, "Not offered on this day"),
        ({"on_holidays": "sunday"}, "Holiday: 校庆"),
    ],
)
def test_what_the_venue_itself_refuses_on_a_day_is_said_and_not_booked(columns, said):
    hall, group = a_hall(**columns), filed_group()
    on_sunday = {**{day: [(time(8), time(20))] for day in range(1, 7)}, 7: [(time(13), time(20))]}
    set_hours(hall.venue, hours=on_sunday, since=TODAY, by=seat("worker"))
    Workday.objects.create(day=THURSDAY, is_workday=False, name="校庆")
    with pytest.raises(Refused) as refused:
        book(hall, group)
    assert str(refused.value.denied.reason) == said
    assert not Booking.everything.exists()
    if "on_holidays" in columns:  # as on a Sunday: in the afternoon it is open
        book(hall, group, starts=time(13), ends=time(15))
    else:  # the last day itself is still one
        book(hall, group, day=TODAY, starts=time(18), ends=time(20))


def test_a_leader_books_for_the_own_group_only():
    hall, mine, other = a_hall(), filed_group(), filed_group("新会合唱队")
    with pytest.raises(Refused, match="another group"):
        book(hall, other, by=leader_of(mine))


# --- Approval, cancelling -----------------------------------------------------------------------------------------------
def test_where_the_centre_approves_the_time_is_held_meanwhile():
    hall, group = a_hall(needs_approval=True), filed_group()
    booking = book(hall, group)
    assert standing_of(booking, NOW).name == "waits"
    with pytest.raises(Taken):
        book(hall, filed_group("新会合唱队"))
    approve_booking(booking, by=seat("worker"))
    assert standing_of(booking, NOW).name == "booked"


def test_what_is_declined_is_free_again_and_keeps_its_reason():
    hall, group = a_hall(needs_approval=True), filed_group()
    booking = book(hall, group)
    decline_booking(booking, reason="当天有街道会议", by=seat("worker"))
    booking.refresh_from_db()
    assert "当天有街道会议" in booking.refusal
    assert not Slot.everything.exists()


def test_a_cancelled_time_is_free_for_others():
    hall, group = a_hall(), filed_group()
    booking = book(hall, group)
    cancel_booking(booking, reason="下雨", by=leader_of(group))
    assert book(hall, filed_group("新会合唱队")).pk
    with pytest.raises(Refused):
        cancel_booking(booking, reason="again", by=leader_of(group))


# --- Series -------------------------------------------------------------------------------------------------------------
def test_a_series_keeps_the_dates_it_cannot_have_with_their_reason():
    hall, group, other = a_hall(), filed_group(), filed_group("新会合唱队")
    book(hall, other, day=date(2026, 12, 3))
    except_days(hall.venue, first=date(2026, 12, 10), last=date(2026, 12, 10), reason="场地检修", by=seat("worker"))
    series = weekly(hall, group)
    dates = {b.day: b.refusal for b in Booking.everything.filter(series=series)}
    assert len(dates) == 5
    assert dates[THURSDAY] == ""
    assert "新会合唱队" in dates[date(2026, 12, 3)]
    assert "场地检修" in dates[date(2026, 12, 10)]
    assert end_series(series, reason="换场地", by=leader_of(group)) == 3
    assert set(Slot.everything.values_list("booking__group__name", flat=True)) == {"新会合唱队"}


def weekly(hall, group, *, first=THURSDAY, last=date(2026, 12, 17), starts=NINE, ends=ELEVEN):
    return book_series(
        hall, group=group, first=first, last=last, starts=starts, ends=ends, persons=12, by=leader_of(group)
    )


def test_each_date_of_a_series_is_judged_by_the_hours_of_its_week():
    hall, park, group = a_hall(), a_park(), filed_group()
    for day in range(7, 12):  # twenty hours in one week, as many as there may be
        book(park, group, day=date(2026, 12, day), ends=time(13))
    series = weekly(hall, group)
    refused = dict(Booking.everything.filter(series=series).exclude(refused="").values_list("day", "refused"))
    assert refused == {date(2026, 12, 10): "too_much"}
    assert "20" in Booking.everything.get(series=series, day=date(2026, 12, 10)).refusal


def test_a_series_ends_where_the_rules_end_and_leaves_a_coming_season_alone():
    hall, group = a_hall(), filed_group()
    with pytest.raises(Refused, match="2027-03-18"):
        weekly(hall, group, last=date(2030, 1, 1))
    a_round()
    refused = Booking.everything.filter(series=weekly(hall, group, last=date(2027, 1, 14)), refused="season")
    assert list(refused.order_by("day").values_list("day", flat=True)) == [date(2027, 1, 7), date(2027, 1, 14)]
    assert "2027年上半年" in refused.first().refusal
    with pytest.raises(Refused, match="None of these"):
        weekly(hall, group, first=date(2026, 12, 18), last=date(2026, 12, 18), starts=time(6), ends=time(7))


# --- Use ----------------------------------------------------------------------------------------------------------------
def test_checking_in_opens_before_the_beginning_and_closes_at_the_end():
    hall, group = a_hall(), filed_group()
    booking = book(hall, group)
    with pytest.raises(Refused, match="30"):
        check_in(booking, channel="code", by=leader_of(group, at=at(8, day=THURSDAY)))
    check_in(booking, people=14, channel="code", by=leader_of(group, at=at(8, 40, day=THURSDAY)))
    assert standing_of(booking, at(12, day=THURSDAY)).name == "used"
    with pytest.raises(Refused):
        check_in(booking, channel="code", by=leader_of(group, at=at(9, day=THURSDAY)))


@pytest.mark.parametrize("people", ["32768", "99999999999999999999", "0", "-3", "²"])
def test_a_number_of_people_that_cannot_be_is_said_and_checks_nobody_in(people, on_the_day):
    booking = book(a_hall(), filed_group(), day=TODAY, starts=TEN, ends=ELEVEN)
    page = browser("worker").post(
        reverse("venues:check_in", args=[booking.pk]), {"channel": "desk", "people": people}, follow=True
    )
    assert page.status_code == 200
    assert "到场人数：" in page.content.decode()
    booking.refresh_from_db()
    assert booking.checked_in_at is None


@pytest.mark.parametrize("people", ["20001", "99999999999999999999", "0", "²"])
def test_a_part_that_holds_more_than_a_space_can_is_not_made(people, on_the_day):
    hall = a_hall()
    there = reverse("venues:divide", args=[hall.pk])
    page = browser("worker").post(there, {"parts": f"东半厅 20\n西半厅 {people}"})
    assert page.status_code == 422
    assert f"西半厅 {people}" in page.content.decode()
    assert Space.everything.filter(venue=hall.venue_id).count() == 1


def test_a_time_that_nobody_uses_is_released_and_can_be_had_by_others():
    hall, group, place = a_hall(), filed_group(), seat("worker").place
    booking = book(hall, group)
    from shuniu.kernel.models import Place

    centre = Place.objects.get(pk=place)
    assert release_unused(centre, by=seat("worker", at=at(9, 20, day=THURSDAY))) == 0
    assert release_unused(centre, by=seat("worker", at=at(9, 31, day=THURSDAY))) == 1
    booking.refresh_from_db()
    assert standing_of(booking, NOW).name == "released"
    other = filed_group("新会合唱队")
    assert book(hall, other, starts=TEN, by=leader_of(other, at=at(9, 35, day=THURSDAY))).pk


def test_a_paper_sheet_is_keyed_in_afterwards():
    hall, group = a_hall(), filed_group()
    booking = book(hall, group)
    by = seat("worker", at=at(16, day=THURSDAY))
    assert key_in_sheet([booking], people={booking.pk: 11}, by=by) == 1
    booking.refresh_from_db()
    assert (booking.checked_in_via, booking.people_came) == ("paper", 11)


def test_every_standing_is_the_same_in_the_database_as_on_the_row():
    hall, group = a_hall(needs_approval=True), filed_group()
    for number in range(4):
        book(hall, group, day=THURSDAY + timedelta(days=number))
    first, second, third, fourth = Booking.everything.order_by("day")
    approve_booking(first, by=seat("worker"))
    cancel_booking(second, reason="雨", by=leader_of(group))
    decline_booking(third, reason="会议", by=seat("worker"))
    Booking.everything.filter(pk=fourth.pk).update(on_paper=True)
    for moment in (NOW, *(at(12, day=THURSDAY + timedelta(days=days)) for days in (9, 30))):
        for standing in STANDINGS:
            derived = {b.pk for b in Booking.everything.all() if standing_of(b, moment) is standing}
            assert (
                set(Booking.everything.filter(stands(standing.name, moment, place=CENTRE)).values_list("pk", flat=True))
                == derived
            )


def test_who_often_stays_away_is_asked_kindly_once_with_the_numbers():
    from shuniu.kernel.models import Place

    hall, group = a_hall(), filed_group()
    start = at(9, day=date(2026, 9, 20))
    series = book_series(
        hall, group=group, first=date(2026, 9, 24), last=date(2026, 12, 31), starts=NINE, ends=ELEVEN, persons=12,
        by=leader_of(group, at=start),
    )  # fmt: skip
    centre = Place.objects.get(pk=series.centre_id)
    release_unused(centre, by=seat("worker"))
    (notice,) = tell_of_unused(centre, by=seat("worker"))
    assert (notice.outcome, notice.dates, notice.unused) == ("told", 8, 8)
    assert "8" in notice.sentence
    assert unused_said(notice).startswith("8 of 8 times")
    with translation.override("zh-hans"):
        assert "of 8 times" not in unused_said(notice)
    assert tell_of_unused(centre, by=later(seat("worker"), 7)) == []
    answer_unused(notice, reply="队长住院，下月恢复", by=leader_of(group))
    assert UseNotice.everything.get().reply


# --- Swaps and complaints -----------------------------------------------------------------------------------------------
def test_two_groups_swap_once_both_agree():
    hall, park, first, second = a_hall(), a_park(), filed_group(), filed_group("新会合唱队")
    mine, theirs = book(hall, first), book(park, second)
    swap = propose_swap(mine, theirs=theirs, by=leader_of(first))
    with pytest.raises(Refused):
        answer_swap(swap, agreed=True, by=leader_of(first))
    answer_swap(swap, agreed=True, by=leader_of(second))
    assert Booking.everything.get(pk=mine.pk).group_id == second.pk
    assert Booking.everything.get(pk=theirs.pk).group_id == first.pk
    with pytest.raises(Taken):
        book(hall, filed_group("叶家宅书法社"))


def test_a_time_that_was_swapped_cannot_be_swapped_away_by_an_older_proposal():
    hall, park, room = a_hall(), a_park(), a_hall("社区学校")
    first, second, third = filed_group(), filed_group("新会合唱队"), filed_group("叶家宅书法社")
    offered, of_second, of_third = book(hall, first), book(park, second), book(room, third)
    to_second = propose_swap(offered, theirs=of_second, by=leader_of(first))
    to_third = propose_swap(offered, theirs=of_third, by=leader_of(first))
    read_before = Swap.everything.select_related("mine__space__venue", "theirs__space__venue").get(pk=to_third.pk)
    answer_swap(to_second, agreed=True, by=leader_of(second))
    for stale in (read_before, Swap.everything.get(pk=to_third.pk)):
        with pytest.raises(Refused):
            answer_swap(stale, agreed=True, by=leader_of(third))
    assert Swap.everything.get(pk=to_third.pk).agreed is False  # over, and off the third group's page
    Swap.everything.filter(pk=to_third.pk).update(
        answered_at=None, agreed=None
    )  # as one left open by an earlier version
    with pytest.raises(Refused, match="no longer"):
        answer_swap(Swap.everything.get(pk=to_third.pk), agreed=True, by=leader_of(third))
    held = dict(Booking.everything.values_list("pk", "group__name"))
    assert held == {offered.pk: second.name, of_second.pk: first.name, of_third.pk: third.name}


def test_a_swap_minds_quiet_hours_and_the_approval_of_the_centre():
    hall, quiet, first, second = (
        a_hall(),
        a_hall("社区学校", loud_until=time(12)),
        filed_group(),
        filed_group("新会合唱队"),
    )
    loud, late = book(hall, first, amplified=True), book(quiet, second, starts=time(14), ends=time(15))
    with pytest.raises(Refused, match="amplified"):
        propose_swap(loud, theirs=late, by=leader_of(first))
    asked = a_hall("党群服务中心", needs_approval=True)
    theirs = book(asked, second)
    approve_booking(theirs, by=seat("worker"))
    swap = propose_swap(loud, theirs=theirs, by=leader_of(first))
    with pytest.raises(Refused, match="党群服务中心"):
        answer_swap(swap, agreed=True, by=leader_of(second))
    answer_swap(swap, agreed=True, by=seat("worker"))
    assert Booking.everything.get(pk=theirs.pk).amplified  # the loudspeakers go with their group


def test_a_date_that_was_swapped_stays_when_its_old_series_ends():
    hall, park, first, second = a_hall(), a_park(), filed_group(), filed_group("新会合唱队")
    series, theirs = weekly(hall, first), book(park, second)
    mine = Booking.everything.get(series=series, day=THURSDAY)
    answer_swap(propose_swap(mine, theirs=theirs, by=leader_of(first)), agreed=True, by=leader_of(second))
    end_series(series, reason="换场地", by=leader_of(first))
    assert Booking.everything.get(pk=mine.pk).cancelled_at is None


def test_a_complaint_is_settled_after_the_group_was_heard_by_a_named_person():
    hall, group = a_hall(), filed_group()
    booking = book(hall, group)
    by = seat("worker", at=at(16, day=THURSDAY))
    complaint = receive_complaint(booking, kind="noise", content="音响太响", by=by)
    with pytest.raises(Refused, match="2026-11-26"):
        settle_complaint(complaint, upheld=True, outcome="提醒", by=by)
    reply_to_complaint(complaint, reply="已调低", by=leader_of(group))
    settle_complaint(complaint, upheld=True, outcome="口头提醒，限60分贝", by=by)
    with pytest.raises(Refused):
        settle_complaint(complaint, upheld=False, outcome="x", by=by)
