"""The list of venues is kept up to date: facts, hours from a day on, a venue or space that is given up."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from shuniu.groups.tests.factories import browser
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.permissions import Refused
from shuniu.venues.actions.booking import book_space
from shuniu.venues.actions.ending import end_space, give_up_venue
from shuniu.venues.actions.series import book_series, end_series
from shuniu.venues.actions.venues import change_venue, look_at_key_phone, set_hours
from shuniu.venues.forms.venues import spells_in
from shuniu.venues.models import Booking, OpeningHours, Series, Slot, Venue
from shuniu.venues.opening import Hours, outside_hours
from shuniu.venues.tests.cast import (
    ELEVEN,
    NINE,
    THURSDAY,
    TODAY,
    a_hall,
    a_round,
    asking,
    filed_group,
    halves_of,
    leader_of,
    seat,
)

pytestmark = pytest.mark.django_db
NEXT = THURSDAY + timedelta(days=7)
MORNINGS = {day: [(time(8), time(10))] for day in range(1, 6)}


def weekly(space, group, *, last=date(2026, 12, 10)):
    return book_series(
        space, group=group, first=THURSDAY, last=last, starts=NINE, ends=ELEVEN, persons=12, by=leader_of(group)
    )


def test_hours_hold_from_a_day_and_what_is_booked_outside_them_is_counted():
    hall, group = a_hall(), filed_group()
    weekly(hall, group)
    set_hours(hall.venue, hours=MORNINGS, since=NEXT, by=seat("worker"))
    hours = Hours([hall.venue_id], centre_id=hall.centre_id, first=TODAY, last=NEXT)
    assert hours.spells(hall.venue, NEXT - timedelta(days=1)) == [(480, 1200)]
    assert hours.spells(hall.venue, NEXT) == [(480, 600)]
    assert hours.spells(hall.venue, NEXT + timedelta(days=2)) == []
    assert [booking.day for booking in outside_hours(hall.venue, NEXT)] == [NEXT + timedelta(weeks=n) for n in range(3)]
    with pytest.raises(Refused, match="losed"):
        book_space(hall, group=group, day=NEXT, starts=time(14), ends=time(15), persons=5, by=leader_of(group))


def test_hours_set_twice_for_a_day_are_replaced_and_never_set_for_a_day_that_is_over():
    hall = a_hall()
    for week in (MORNINGS, {6: [(time(9), time(12)), (time(13), time(17))]}):
        set_hours(hall.venue, hours=week, since=NEXT, by=seat("worker"))
    rows = OpeningHours.everything.filter(venue=hall.venue, since=NEXT)
    assert [(row.weekday, row.opens) for row in rows] == [(6, time(9)), (6, time(13))]
    for refused in ({"hours": MORNINGS, "since": TODAY - timedelta(days=1)}, {"hours": {}, "since": NEXT}):
        with pytest.raises(Refused):
            set_hours(hall.venue, by=seat("worker"), **refused)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("8:30-11:30", 1), ("08:30–11:30, 13:00–20:30", 2), ("8：00至9：00；10:00~11:00", 2)],
)
def test_hours_are_read_as_people_write_them(text, count):
    assert len(spells_in(text)) == count


@pytest.mark.parametrize(
    "text", ["9-11", "11:00-09:00", "09:00-11:00 10:00-12:00", "09:00-11:00 morning", "25:00-26:00"]
)
def test_hours_that_say_something_else_are_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 (time() says it in words of its own)
        spells_in(text)


def test_a_venue_given_up_cancels_what_is_booked_from_that_day_and_says_why():
    hall, group = a_hall(), filed_group()
    series = weekly(hall, group)
    single = book_space(
        hall, group=group, day=NEXT, starts=time(14), ends=time(15), persons=5, by=leader_of(group)
    )  # fmt: skip
    assert give_up_venue(hall.venue, since=NEXT, reason="改作仓库", by=seat("worker")) == 4
    single.refresh_from_db()
    assert single.cancelled_because == "改作仓库"
    assert set(Slot.everything.values_list("day", flat=True)) == {THURSDAY}
    series.refresh_from_db()
    assert (series.last, series.ended_on) == (NEXT - timedelta(days=1), None)
    hall.venue.refresh_from_db()
    with pytest.raises(Refused, match="改作仓库"):
        book_space(hall, group=group, day=NEXT, starts=NINE, ends=ELEVEN, persons=5, by=leader_of(group))
    assert book_space(
        hall, group=group, day=NEXT - timedelta(days=1), starts=NINE, ends=ELEVEN, persons=5, by=leader_of(group)
    ).pk
    with pytest.raises(Refused, match="already"):
        give_up_venue(hall.venue, since=NEXT, reason="x", by=seat("worker"))


def test_the_list_shows_what_is_in_use_and_what_was_given_up_where_somebody_asks(on_the_day):
    hall, old = a_hall(), a_hall("老活动室")
    give_up_venue(old.venue, since=TODAY, reason="房屋到期", by=seat("worker"))
    leaving = a_hall("河边亭")
    give_up_venue(leaving.venue, since=NEXT, reason="河岸整修", by=seat("worker"))
    desk, url = browser("worker"), reverse("venues:list")
    page = desk.get(url).content.decode()
    assert hall.venue.name in page
    assert leaving.venue.name in page
    assert old.venue.name not in page
    page = desk.get(url, {"given_up": "1"}).content.decode()
    assert old.venue.name in page
    assert hall.venue.name not in page
    assert leaving.venue.name not in page
    files = desk.get(url, {"given_up": "1", "export": "csv"}).getvalue().decode("utf-8-sig")
    assert old.venue.name in files
    assert hall.venue.name not in files


def test_a_part_ends_with_its_bookings_and_the_rest_of_the_venue_stays():
    hall, group, other = a_hall(), filed_group(), filed_group("新会合唱队")
    east, west = halves_of(hall)
    weekly(east, group)
    weekly(west, other)
    with pytest.raises(Refused, match="whole"):
        end_space(hall, since=NEXT, reason="x", by=seat("worker"))
    assert end_space(east, since=NEXT, reason="漏水", by=seat("worker")) == 3
    assert Booking.everything.filter(group=other, cancelled_at__isnull=True).count() == 4
    east.refresh_from_db()
    with pytest.raises(Refused, match="漏水"):
        book_space(east, group=group, day=NEXT, starts=NINE, ends=ELEVEN, persons=5, by=leader_of(group))


def test_a_series_ends_on_a_day_to_come_and_its_earlier_dates_stay():
    hall, group = a_hall(), filed_group()
    series = weekly(hall, group)
    assert end_series(series, since=NEXT, reason="换场地", by=leader_of(group)) == 3
    assert (series.last, series.ended_on) == (NEXT - timedelta(days=1), None)
    assert Booking.everything.get(series=series, cancelled_at__isnull=True).day == THURSDAY
    with pytest.raises(Refused, match="ended"):
        end_series(series, since=NEXT, reason="换场地", by=leader_of(group))


def test_a_correction_leaves_the_telephone_alone_unless_told(on_the_day):
    hall = a_hall(key_phone="13800138000")
    change_venue(hall.venue, terms="自带茶水", by=seat("worker"))
    assert look_at_key_phone(hall.venue, reason="取钥匙", by=seat("worker")) == "13800138000"
    change_venue(hall.venue, key_phone="", by=seat("worker"))
    assert look_at_key_phone(Venue.everything.get(), reason="取钥匙", by=seat("worker")) == ""


def test_the_telephone_is_masked_until_somebody_says_why(on_the_day):
    hall = a_hall(key_phone="13800138000")
    desk, page = browser("worker"), reverse("venues:venue", args=[hall.venue_id])
    text = desk.get(page).content.decode()
    assert "138****8000" in text
    assert "13800138000" not in text
    url = reverse("venues:key_phone", args=[hall.venue_id])
    assert desk.post(url, {"reason": ""}).status_code == 422
    assert not TrailEntry.objects.filter(kind="venues.looked").exists()
    assert "13800138000" in desk.post(url, {"reason": "周六开门"}).content.decode()
    assert TrailEntry.objects.get(kind="venues.looked").facts["reason"] == "周六开门"
    leader = browser("leader", group=filed_group())
    assert "138****8000" not in leader.get(page).content.decode()
    assert leader.get(url).status_code == 403


def test_a_venue_is_kept_through_its_pages(on_the_day):
    hall, group = a_hall(), filed_group()
    east, _west = halves_of(hall)
    series = weekly(east, group)
    desk = browser("worker")
    typed = {"name": "社区文化活动中心", "owner": "centre", "on_holidays": "closed", "address": "长寿路1号"}
    ending = {"since": NEXT.isoformat(), "reason": "装修"}
    for name, key, data in (
        ("venue_facts", hall.venue_id, typed),
        ("new_hours", hall.venue_id, {"since": NEXT.isoformat(), "day_4": "08:00–09:00"}),
        ("space_facts", east.pk, {"capacity": 15, "equipment": ["piano"]}),
        ("end_series", series.pk, ending),
        ("end_space", east.pk, ending),
        ("give_up", hall.venue_id, ending),
    ):
        url = reverse(f"venues:{name}", args=[key])
        assert desk.get(url).status_code == 200, name
        assert desk.post(url, {}).status_code == 422, name
        assert desk.post(url, data).status_code == 302, name
    venue = Venue.everything.get()
    assert (venue.address, venue.closed_on, venue.closed_because) == ("长寿路1号", NEXT, "装修")
    text = desk.get(reverse("venues:venue", args=[venue.pk])).content.decode()
    assert "装修" in text
    assert "08:00–09:00" in text
    assert "装修" in browser("leader", group=group).get(reverse("venues:mine")).content.decode()
    assert Series.everything.get().last < NEXT


def test_wishes_are_withdrawn_while_wishes_are_taken(on_the_day):
    from shuniu.venues.actions.rounds import hand_in_wishes

    hall, round_, group = a_hall(), a_round(), filed_group()
    hand_in_wishes(round_, group=group, asking=asking(hall), channel="phone", by=leader_of(group))
    phone = browser("leader", group=group)
    assert "撤回愿望" in phone.get(reverse("venues:mine")).content.decode()
    url = reverse("venues:withdraw_wishes", args=[round_.pk, group.pk])
    assert phone.post(url).status_code == 302
    assert round_.applications.get().withdrawn_at
    assert phone.post(url).status_code == 404
    assert "撤回愿望" not in phone.get(reverse("venues:mine")).content.decode()
