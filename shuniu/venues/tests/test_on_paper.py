"""Who signs the paper list has been there: no clock releases its time, and its sheet is keyed in afterwards."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from shuniu.groups.tests.factories import browser
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import Refused
from shuniu.venues.actions.booking import book_space
from shuniu.venues.actions.rounds import book_season, hand_in_wishes, publish_round, run_allocation
from shuniu.venues.actions.series import book_series
from shuniu.venues.actions.using import check_in, key_in_sheet, release_unused, tell_of_unused
from shuniu.venues.figures import unused_share
from shuniu.venues.lists.bookings import BookingList
from shuniu.venues.models import Booking, Slot
from shuniu.venues.standing import AWAITED, UNKNOWN, standing_of
from shuniu.venues.tests.cast import (
    ELEVEN,
    NINE,
    NOW,
    TEN,
    THURSDAY,
    a_hall,
    a_park,
    a_round,
    asking,
    at,
    filed_group,
    leader_of,
    seat,
)  # fmt: skip
from shuniu.venues.waiting import venues_waiting_for

pytestmark = pytest.mark.django_db
LATER = THURSDAY + timedelta(days=15)


def book(space, group, *, day=THURSDAY, starts=NINE, ends=ELEVEN, by=None, **more):
    return book_space(
        space, group=group, day=day, starts=starts, ends=ends, persons=12, by=by or seat("worker"), **more
    )


def release(moment) -> int:
    return release_unused(Place.objects.get(pk=seat("worker").place), by=seat("worker", at=moment))


def test_the_clock_does_not_release_the_time_of_a_group_that_signs_on_paper():
    hall, phone, paper = a_hall(), filed_group(), filed_group("新会合唱队")
    book(hall, phone)
    signed = book(hall, paper, starts=ELEVEN, ends=time(13), on_paper=True)
    assert release(at(14, day=THURSDAY)) == 1
    assert list(Booking.everything.filter(released_at=None)) == [signed]
    assert Slot.everything.filter(booking=signed).exists()


def test_a_paper_time_is_awaited_for_its_days_then_not_known_and_never_counts_as_unused():
    hall, group, phone = a_hall(), filed_group(), filed_group("新会合唱队")
    signed, other = book(hall, group, on_paper=True), book(hall, phone, starts=ELEVEN, ends=time(13))
    assert standing_of(signed, at(10, day=THURSDAY)).name == "booked"
    last = at(9, day=LATER - timedelta(days=1))
    assert standing_of(signed, at(12, day=THURSDAY)) is AWAITED
    assert standing_of(signed, last) is AWAITED
    assert standing_of(other, last).name == "over"
    assert standing_of(signed, at(9, day=LATER)) is UNKNOWN
    assert release(at(9, day=LATER)) == 1
    signed.refresh_from_db()
    other.refresh_from_db()
    assert (signed.released_at, standing_of(other, last).name) == (None, "released")
    assert unused_share(THURSDAY, LATER, seat("director", at=at(9, day=LATER))) == (1, 1)  # of the group with a phone


def test_a_whole_sheet_says_who_did_not_come():
    hall, first, second = a_hall(), filed_group(), filed_group("新会合唱队")
    signed, blank = (
        book(hall, first, on_paper=True),
        book(hall, second, starts=ELEVEN, ends=time(13), on_paper=True),
    )
    at_noon, by = seat("worker", at=at(12, day=THURSDAY)), seat("worker", at=at(16, day=THURSDAY))
    assert key_in_sheet([signed], unsigned=[blank], by=at_noon) == 1
    blank.refresh_from_db()
    assert blank.released_at is None  # its time is not over: somebody may still come and sign
    assert key_in_sheet([], unsigned=[blank], by=by) == 0
    blank.refresh_from_db()
    assert standing_of(blank, by.at).name == "released"
    period = THURSDAY, THURSDAY
    assert unused_share(*period, seat("director", at=at(9, day=THURSDAY + timedelta(days=1)))) == (1, 2)
    assert key_in_sheet([blank], by=by) == 1  # it was overlooked: the sheet is right, whenever it is read


def test_the_desk_is_told_how_many_paper_times_wait_to_be_keyed_in():
    hall, park, first, second = a_hall(), a_park(), filed_group(), filed_group("新会合唱队")
    for day in (THURSDAY, THURSDAY + timedelta(days=7)):
        book(hall, first, day=day, on_paper=True)
    book(hall, second, starts=ELEVEN, ends=time(13))  # not on paper
    book(park, second, day=THURSDAY + timedelta(days=3), on_paper=True)

    def waits(moment):
        told = venues_waiting_for(seat("worker", at=moment))
        return [(each.thing, each.step, each.due_on) for each in told if each.matter == "sign-in sheet"]

    assert waits(at(9, day=THURSDAY)) == []
    due = THURSDAY + timedelta(days=14)
    assert waits(at(9, day=THURSDAY + timedelta(days=8))) == [
        (hall.venue.name, "2 paper times to key in", due),
        (park.venue.name, "1 paper time to key in", due + timedelta(days=3)),
    ]
    assert [said for _thing, said, _due in waits(at(9, day=LATER))] == ["1 paper time to key in"] * 2
    assert list(venues_waiting_for(seat("officer", at=at(9, day=LATER)))) == []


def test_the_sheets_of_many_venues_are_one_line_of_the_desk():
    groups = [filed_group(f"合唱{number}队") for number in range(5)]
    for number, group in enumerate(groups):
        book(a_hall(f"活动室{number}"), group, day=THURSDAY + timedelta(days=number), on_paper=True)
    told = venues_waiting_for(seat("worker", at=at(9, day=THURSDAY + timedelta(days=8))))
    line = [each for each in told if each.matter == "sign-in sheet"]
    assert [(each.thing, each.step, each.due_on) for each in line] == [
        ("5 venues", "5 paper times to key in", THURSDAY + timedelta(days=14))
    ]
    assert line[0].url == f"{reverse('venues:bookings')}?state={AWAITED.name}"
    assert AWAITED.name in {name for name, _label in BookingList().filters[0].choices(None)}


def test_a_released_time_is_keyed_in_as_used_and_who_got_the_place_since_keeps_it():
    hall, first, second = a_hall(), filed_group(), filed_group("新会合唱队")
    booking = book(hall, first)
    release(at(9, 31, day=THURSDAY))
    other = book(hall, second, starts=TEN, by=leader_of(second, at=at(9, 35, day=THURSDAY)))
    check_in(other, channel="code", by=leader_of(second, at=at(10, day=THURSDAY)))
    by = seat("worker", at=at(16, day=THURSDAY + timedelta(days=1)))
    assert key_in_sheet([booking], people={booking.pk: 11}, by=by) == 1
    booking.refresh_from_db()
    assert standing_of(booking, NOW).name == "used"
    assert booking.people_came == 11
    assert set(Slot.everything.values_list("booking_id", flat=True)) == {other.pk}
    assert unused_share(THURSDAY, THURSDAY, by) == (0, 2)


def test_a_sheet_is_keyed_in_when_its_times_have_begun_and_for_some_days():
    hall, group = a_hall(), filed_group()
    booking = book(hall, group)
    with pytest.raises(Refused, match="begun"):
        key_in_sheet([booking], by=seat("worker", at=at(8, day=THURSDAY)))
    with pytest.raises(Refused, match="2026-11-20"):
        key_in_sheet([booking], by=seat("worker", at=at(9, day=LATER)))
    with pytest.raises(Refused, match="2026-11-20"):
        check_in(booking, channel="paper", by=seat("worker", at=at(9, day=LATER)))
    with pytest.raises(Refused):
        key_in_sheet([], by=seat("worker"))


def test_nobody_is_asked_about_times_whose_sheet_may_still_come():
    hall, group = a_hall(), filed_group()
    first, last = date(2026, 10, 1), date(2026, 12, 31)
    series = book_series(
        hall, group=group, first=first, last=last, starts=NINE, ends=ELEVEN, persons=12, on_paper=True,
        by=seat("worker", at=at(9, day=date(2026, 9, 28))),
    )  # fmt: skip
    centre = Place.objects.get(pk=series.centre_id)
    moment = at(9, day=date(2026, 10, 26))
    release_unused(centre, by=seat("worker", at=moment))
    assert tell_of_unused(centre, by=seat("worker", at=moment)) == []  # four sheets, keyed in or not: nothing is known
    bookings = Booking.everything.filter(series=series, day__gte=date(2026, 10, 12), day__lt=date(2026, 10, 26))
    key_in_sheet([], unsigned=list(bookings), by=seat("worker", at=moment))
    (notice,) = tell_of_unused(centre, by=seat("worker", at=moment))
    assert (notice.outcome, notice.dates, notice.unused) == ("too_little", 2, 2)


def test_who_wished_on_paper_signs_on_paper_for_the_season():
    hall, round_, paper, phone = a_hall(), a_round(), filed_group(), filed_group("新会合唱队")
    hand_in_wishes(round_, group=paper, asking=asking(hall), channel="paper", by=seat("worker"))
    hand_in_wishes(round_, group=phone, asking=asking(hall, weekdays=(4,)), channel="phone", by=leader_of(phone))
    for act, day in ((run_allocation, 1), (publish_round, 2), (book_season, 14)):
        act(round_, by=seat("director", at=at(9, day=date(2026, 12, day))))
    told = dict(Booking.everything.values_list("group__name", "on_paper"))
    assert told == {paper.name: True, phone.name: False}


def test_the_sheet_of_a_day_is_keyed_in_on_its_page(monkeypatch):
    hall, first, second = a_hall(), filed_group(), filed_group("新会合唱队")
    signed = book(hall, first, on_paper=True)
    released = book(hall, second, starts=ELEVEN, ends=time(13))
    moment = at(16, day=THURSDAY)
    release(moment)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    monkeypatch.setattr("shuniu.groups.tests.factories.NOW", moment)
    desk, url = browser("worker"), reverse("venues:sheet", args=[hall.venue_id]) + f"?day={THURSDAY}"
    page = desk.get(url).content.decode()
    assert f'name="used_{signed.pk}"' in page
    assert f'name="used_{released.pk}"' in page
    assert url.split("?")[0] in desk.get(reverse("venues:venue", args=[hall.venue_id])).content.decode()
    assert desk.post(url, {}).status_code == 422
    assert "等待纸质签到表" in page
    typed = {f"used_{signed.pk}": "on", f"people_{signed.pk}": "9", f"people_{released.pk}": "7"}
    assert desk.post(url, typed).status_code == 302
    assert dict(Booking.everything.values_list("pk", "people_came")) == {signed.pk: 9, released.pk: 7}
    assert not Booking.everything.filter(checked_in_at=None).exists()
    assert browser("leader", group=first).get(url).status_code == 403
