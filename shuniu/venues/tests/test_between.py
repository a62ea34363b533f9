"""What passes between groups and the centre: swapped, complained of, unused, a permit recalled, the calendar."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.urls import reverse
from django.utils import translation

from shuniu.groups.actions.permits import announce_recall, answer_recall, drop_recall, recall_permit
from shuniu.groups.tests.factories import browser
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import Refused
from shuniu.venues.actions.booking import book_space, cancel_booking
from shuniu.venues.actions.dealing import (
    answer_swap,
    propose_swap,
    receive_complaint,
    reply_to_complaint,
)
from shuniu.venues.actions.feeds import make_feed
from shuniu.venues.actions.permits import issue_permit_for_times
from shuniu.venues.actions.series import book_series
from shuniu.venues.actions.using import answer_unused, key_in_sheet, tell_of_unused
from shuniu.venues.actions.venues import except_days
from shuniu.venues.models import Booking, Complaint, Series, Slot, UseNotice
from shuniu.venues.tests.cast import (
    ELEVEN,
    NINE,
    NOW,
    TEN,
    THURSDAY,
    a_hall,
    a_park,
    at,
    filed_group,
    leader_of,
    seat,
)
from shuniu.venues.words import unused_said

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Asia/Shanghai")
LAST = date(2026, 12, 24)  # six Thursdays


def weekly(space, group, *, last=LAST, by=None, first=THURSDAY, **more):
    return book_series(
        space, group=group, first=first, last=last, starts=NINE, ends=ELEVEN, persons=12, by=by or leader_of(group), **more
    )  # fmt: skip


def book(space, group, day=THURSDAY, **more):
    more = {"starts": NINE, "ends": ELEVEN, "persons": 12, "by": leader_of(group), **more}
    return book_space(space, group=group, day=day, **more)


# --- The permit -----------------------------------------------------------------------------------------------------------
def test_a_permit_is_recalled_with_its_reason_only_after_the_group_was_heard(django_capture_on_commit_callbacks):
    hall, park, group, other = a_hall(), a_park(), filed_group(), filed_group("新会合唱队")
    series, director = weekly(hall, group), seat("director")
    spare, others = book(park, group), weekly(park, other, first=THURSDAY + timedelta(days=1))
    permit = issue_permit_for_times(group, series=[series], by=director)
    with pytest.raises(Refused, match="reason"):
        announce_recall(permit, reason=" ", by=director)
    with pytest.raises(Refused, match="first"):
        recall_permit(permit, by=director)
    announce_recall(permit, reason="屡次超时", by=director)
    with pytest.raises(Refused, match="may answer until"):
        recall_permit(permit, by=director)
    held = Booking.everything.filter(series=series, cancelled_at=None)
    assert held.count() == 6  # nothing is taken while the group is heard
    answer_recall(permit, reply="已调整时间，请再给一次机会", by=leader_of(group))
    with django_capture_on_commit_callbacks(execute=True):
        recall_permit(permit, by=director)
    permit.refresh_from_db()
    assert (permit.recalled_because, permit.recall_reply) == ("屡次超时", "已调整时间，请再给一次机会")
    assert set(Booking.everything.filter(series=series).values_list("cancelled_because", flat=True)) == {
        f"The permit {permit.number} was recalled."
    }
    assert Series.everything.get(pk=series.pk).ended_on == NOW.date()
    assert Series.everything.get(pk=others.pk).ended_on is None
    assert Booking.everything.get(pk=spare.pk).cancelled_at is None  # the permit did not name this place
    assert book(hall, other).pk


def test_a_recall_that_is_dropped_after_the_reply_leaves_the_times_alone(django_capture_on_commit_callbacks):
    hall, group, director = a_hall(), filed_group(), seat("director")
    series = weekly(hall, group)
    permit = issue_permit_for_times(group, series=[series], by=director)
    announce_recall(permit, reason="屡次超时", by=director)
    answer_recall(permit, reply="是其他团队", by=leader_of(group))
    with django_capture_on_commit_callbacks(execute=True):
        drop_recall(permit, by=director)
    assert Booking.everything.filter(series=series, cancelled_at=None).count() == 6
    assert Series.everything.get().ended_on is None


# --- Swaps ----------------------------------------------------------------------------------------------------------------
def test_a_swap_gives_each_group_the_others_time_with_its_own_people_and_keeps_every_slot():
    hall, park, first, second = a_hall(), a_park(), filed_group(), filed_group("新会合唱队")
    mine = book(hall, first, persons=14, amplified=True)
    theirs = book(park, second, starts=TEN, ends=time(12), persons=30, on_paper=True, by=seat("worker"))
    slots = set(Slot.everything.values_list("part_id", "day", "at", "booking_id"))
    declined = propose_swap(mine, theirs=theirs, by=leader_of(first))
    answer_swap(declined, agreed=False, by=leader_of(second))
    assert Booking.everything.get(pk=mine.pk).group_id == first.pk
    answer_swap(propose_swap(mine, theirs=theirs, by=leader_of(first)), agreed=True, by=leader_of(second))
    told = {each.pk: (each.group_id, each.persons, each.amplified, each.on_paper) for each in Booking.everything.all()}
    assert told == {mine.pk: (second.pk, 30, False, True), theirs.pk: (first.pk, 14, True, False)}
    assert set(Slot.everything.values_list("part_id", "day", "at", "booking_id")) == slots
    with pytest.raises(Refused):  # the proposal that was declined gives nobody a second turn
        answer_swap(declined, agreed=True, by=leader_of(first))
    assert Booking.everything.get(pk=mine.pk).group_id == second.pk


# --- Complaints -----------------------------------------------------------------------------------------------------------
def test_a_complaint_belongs_to_one_use_and_is_read_by_its_group_alone(monkeypatch):
    hall, group, other = a_hall(), filed_group(), filed_group("新会合唱队")
    blamed, next_one = book(hall, group), book(hall, other, starts=ELEVEN, ends=time(13))
    after = at(16, day=THURSDAY)
    by = seat("worker", at=after)
    with pytest.raises(Refused, match="was used"):
        receive_complaint(blamed, kind="noise", content="音响太响", by=seat("worker"))
    complaint = receive_complaint(blamed, kind="left_dirty", content="地面未清扫", by=by)
    assert (complaint.booking, complaint.group) == (blamed, group)
    monkeypatch.setattr("django.utils.timezone.now", lambda: after)
    monkeypatch.setattr("shuniu.groups.tests.factories.NOW", after)
    url, desk = reverse("venues:complaint", args=[complaint.pk]), browser("worker")
    for booking, stands in ((blamed, True), (next_one, False)):
        page = desk.get(reverse("venues:booking", args=[booking.pk])).content.decode()
        assert (url in page) == stands
    phone = browser("leader", group=group)
    assert url in phone.get(reverse("venues:mine")).content.decode()
    assert list(Complaint.objects.visible_to(leader_of(group, at=after))) == [complaint]
    assert not Complaint.objects.visible_to(leader_of(other, at=after)).exists()
    verdict = {"words": "不成立，已提醒保洁", "upheld": "no"}
    assert desk.post(url, verdict).status_code == 422  # its days still run
    assert phone.post(url, {"words": "是前一场留下的"}).status_code == 302
    assert "是前一场留下的" in desk.get(url).content.decode()
    assert desk.post(url, verdict).status_code == 302
    settled = Complaint.everything.get()
    assert (settled.upheld, settled.settled_by, settled.reply) == (False, by.name, "是前一场留下的")
    with pytest.raises(Refused, match="settled"):
        reply_to_complaint(settled, reply="再说一句", by=leader_of(group))


# --- Unused times -----------------------------------------------------------------------------------------------------------
def test_who_often_stays_away_is_asked_on_the_own_page_and_who_comes_is_not(on_the_day):
    hall, park, away, there = a_hall(), a_park(), filed_group(), filed_group("新会合唱队")
    start, first = seat("worker", at=at(9, day=date(2026, 9, 20))), date(2026, 9, 24)
    both = [weekly(hall, away, first=first, by=start, on_paper=True, last=date(2026, 12, 31)),
            weekly(park, there, first=first, by=start, on_paper=True, last=date(2026, 12, 31))]  # fmt: skip
    came = 0
    for days in range(0, 56, 7):
        day = first + timedelta(days=days)
        mine, theirs = (Booking.everything.get(series=each, day=day) for each in both)
        keyed = seat("worker", at=at(17, day=day))
        present = [theirs] if days % 3 else [mine, theirs]  # away comes in the first and the fourth week, and so on
        came += mine in present
        key_in_sheet(present, unsigned=[each for each in (mine, theirs) if each not in present], by=keyed)
    by = seat("worker")
    (notice,) = tell_of_unused(Place.objects.get(pk=by.place), by=by)
    counted = Booking.everything.filter(series=both[0], day__gte=notice.since, day__lt=NOW.date())
    assert (notice.group, notice.outcome) == (away, UseNotice.Outcome.TOLD)
    assert (notice.dates, notice.unused) == (8, 8 - came) == (8, 5)
    assert counted.filter(released_at__isnull=False).count() == notice.unused
    page = browser("leader", group=away).get(reverse("venues:mine")).content.decode()
    with translation.override("zh-hans"):
        assert unused_said(notice) in page
    answer = reverse("venues:answer_unused", args=[notice.pk])
    assert answer in page
    assert not UseNotice.objects.visible_to(leader_of(there)).exists()
    answer_unused(notice, reply="队长住院，下月恢复", by=leader_of(away))
    assert answer not in browser("leader", group=away).get(reverse("venues:mine")).content.decode()
    assert Booking.everything.filter(series=both[0], day__gte=NOW.date(), cancelled_at__isnull=False).count() == 0


# --- The calendar -----------------------------------------------------------------------------------------------------------
def dates_of(event) -> list[date]:
    """The days of a weekly event as any calendar works them out."""
    first, last = event["dtstart"].dt, event["rrule"]["until"][0]
    weeks = [first + timedelta(weeks=n) for n in range((last.date() - first.date()).days // 7 + 1)]
    out = event.get("exdate")
    without = {each.dt for one in (out if isinstance(out, list) else [out] if out else []) for each in one.dts}
    assert without <= set(weeks)  # an exception names a date that the rule would give, at its very hour
    return [each.date() for each in weeks if each not in without]


def test_a_feed_leaves_out_what_is_closed_cancelled_or_swapped_away(client):
    hall, park, group, other = a_hall(), a_park(), filed_group(), filed_group("新会合唱队")
    closed, cancelled, swapped = (THURSDAY + timedelta(weeks=n) for n in (1, 2, 4))
    except_days(hall.venue, first=closed, last=closed, reason="检修", by=seat("worker"))
    series = weekly(hall, group)
    cancel_booking(Booking.everything.get(series=series, day=cancelled), reason="下雨", by=leader_of(group))
    theirs = book(park, other, day=THURSDAY + timedelta(days=1), starts=TEN, ends=time(12))
    mine = Booking.everything.get(series=series, day=swapped)
    answer_swap(propose_swap(mine, theirs=theirs, by=leader_of(group)), agreed=True, by=leader_of(other))
    gone = book(hall, group, day=date(2026, 12, 1))
    cancel_booking(gone, reason="不需要了", by=leader_of(group))
    feed = make_feed(group=group, by=leader_of(group))
    calendar = icalendar.Calendar.from_ical(client.get(reverse("venues:feed", args=[feed.token])).content)
    weekly_ones = [e for e in calendar.walk("VEVENT") if "rrule" in e]
    singles = [e for e in calendar.walk("VEVENT") if "rrule" not in e]
    (event,) = weekly_ones
    had = Booking.everything.filter(series=series, refused="", cancelled_at=None).order_by("day")
    assert dates_of(event) == list(had.values_list("day", flat=True))
    assert dates_of(event) == [THURSDAY + timedelta(weeks=n) for n in (0, 3, 5)]
    assert event["rrule"]["freq"] == ["WEEKLY"]
    assert event["rrule"]["until"] == [datetime(2026, 12, 24, 1, 0, tzinfo=UTC)]  # nine o'clock here
    assert (event["dtstart"].dt, event["dtend"].dt) == (
        datetime(2026, 11, 19, 9, tzinfo=HERE), datetime(2026, 11, 19, 11, tzinfo=HERE),
    )  # fmt: skip
    (single,) = singles  # what was swapped in; a single time that was cancelled is gone
    assert single["dtstart"].dt == datetime(2026, 11, 20, 10, tzinfo=HERE)
    assert single["location"] == park.venue.name
    assert len({str(e["uid"]) for e in calendar.walk("VEVENT")}) == 2


def test_a_time_that_waits_for_approval_is_tentative_in_the_feed(client):
    hall, group = a_hall(needs_approval=True), filed_group()
    book(hall, group)
    feed = make_feed(venue=hall.venue, by=seat("worker"))
    (event,) = icalendar.Calendar.from_ical(client.get(reverse("venues:feed", args=[feed.token])).content).walk(
        "VEVENT"
    )
    assert event["status"] == "TENTATIVE"
    assert event["summary"] == group.name
