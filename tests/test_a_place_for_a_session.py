"""A session and a lesson have their time in a place of the centre, though the two rooms are strangers (ADR 0072)."""

import re
from contextlib import contextmanager
from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from shuniu.activities.actions import coming, courses, lessons, moving, programme
from shuniu.activities.models import Activity, CourseMove, Lesson, MoveTelling, Session
from shuniu.activities.public import activities_waiting_for
from shuniu.activities.queries import to_be_told
from shuniu.groups.tests.factories import browser
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import mask_name
from shuniu.kernel.spaces import Nobody, keep_spaces, keeper
from shuniu.venues.actions.booking import book_space, cancel_booking
from shuniu.venues.actions.using import release_unused
from shuniu.venues.actions.venues import except_days
from shuniu.venues.models import Booking, Slot, Venue
from shuniu.venues.tests.cast import CENTRE, NOW, TODAY, a_hall, filed_group, halves_of, later, person, seat

NINE, TEN, ELEVEN = time(9), time(10), time(11)
SOON = TODAY + timedelta(days=3)


@pytest.fixture
def worker(db, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return seat("worker")


@pytest.fixture
def hall(worker):
    return a_hall()


@contextmanager
def refused(words: str):
    """Refused, in English, whichever language the page before was asked for in."""
    with translation.override("en"), pytest.raises(Refused, match=words):
        yield


def code(space) -> str:
    return f"space-{space.pk}"


def a_show(by, space, *, held_on=SOON, weeks=1, **more):
    activity = programme.plan_activity(centre_id=CENTRE, title="周周演", kind="show", organizer="联合会", by=by)
    told = {"starts": NINE, "ends": ELEVEN, "place": space.title, "place_code": code(space), **more}
    return programme.schedule_sessions(activity, held_on=held_on, weeks=weeks, **told, by=by)


def a_class(by, space, **more):
    told = {
        "title": "残疾人计算机培训班",
        "kind": "computer",
        "audience": "disabled",
        "trainer": "启明里学校",
        "seats": 20,
    }
    told |= {"place": space.title, "place_code": code(space), "first_on": TODAY, "last_on": TODAY + timedelta(days=60)}
    return courses.open_course(centre_id=CENTRE, **told, by=by)


def booked(by, space, day=SOON, starts=TEN, ends=ELEVEN, **more):
    return book_space(space, day=day, starts=starts, ends=ends, persons=10, holder="别人", by=by, **more)


def waits(by) -> list[str]:
    with translation.override("en"):
        return [str(each.step) for each in activities_waiting_for(by) if str(each.matter) == "place and time"]


def test_a_session_takes_its_time_in_the_place_and_nobody_else_gets_it(worker, hall):
    (session,) = a_show(worker, hall)
    row = Booking.everything.get()
    assert (str(row.pk), row.holder, row.day, row.purpose) == (session.place_hold, "周周演·联合会", SOON, "周周演")
    with refused("周周演·联合会"):
        booked(worker, hall)
    week = browser("worker").get(f"{reverse('venues:week')}?day={SOON}").content.decode()
    assert "周周演" in week


def test_a_time_that_somebody_has_refuses_the_session_and_nothing_is_written(worker, hall):
    east, _west = halves_of(hall)
    booked(worker, east, day=TODAY + timedelta(weeks=1))
    with refused(f"别人.*{TODAY + timedelta(weeks=1)}"):
        a_show(worker, hall, held_on=TODAY, weeks=4)
    assert not Session.everything.exists()
    assert Booking.everything.count() == 1


def test_what_the_place_forbids_stands_against_the_centre_too_but_not_the_rules_of_sharing(worker, hall):
    far = TODAY + timedelta(days=300)  # no group may book so far ahead
    assert a_show(worker, hall, held_on=far, ends=time(18))[0].place_hold
    except_days(hall.venue, first=SOON, last=SOON, reason="消防检修", by=worker)
    for more in ({}, {"held_on": far + timedelta(days=1), "ends": time(21)}, {"held_on": far, "seats": 41}):
        with refused(r"消防检修|closed|room for"):
            a_show(worker, hall, **more)


@pytest.mark.parametrize("loud", [True, False])
def test_a_session_with_loudspeakers_shows_how_loud_and_when_the_place_allows(worker, hall, loud):
    Venue.everything.filter(pk=hall.venue_id).update(decibels=65)
    (session,) = a_show(worker, hall, amplified=loud)
    allowed = "08:00–18:00 · 不超过65分贝"
    for page in (
        reverse("activities:session", args=[session.pk]),
        keeper().standing([session.place_hold], centre_id=CENTRE)[session.place_hold].url,
    ):
        assert (allowed in browser("worker").get(page).content.decode()) is loud


def test_a_place_without_a_limit_says_nothing_of_loudspeakers(worker, hall):
    Venue.everything.filter(pk=hall.venue_id).update(decibels=None, loud_from=None, loud_until=None)
    (session,) = a_show(worker, hall)
    assert keeper().standing([session.place_hold], centre_id=CENTRE)[session.place_hold].sound == ""


def test_the_quiet_hours_of_the_place_stand_against_a_session_with_loudspeakers(worker, hall):
    evening = {"starts": time(18), "ends": time(19)}  # open until eight, loudspeakers until six
    (session,) = a_show(worker, hall, **evening)
    with refused("amplified sound is not allowed"):
        programme.change_session(session, amplified=True, by=worker)
    session.refresh_from_db()
    assert (session.amplified, Booking.everything.get().amplified) == (False, False)
    programme.change_session(session, starts=TEN, ends=ELEVEN, amplified=True, by=worker)
    assert Booking.everything.get(cancelled_at=None).amplified
    with refused("amplified sound is not allowed"):
        programme.change_session(session, **evening, by=worker)
    desk = browser("worker")
    told = {
        "held_on": SOON,
        "starts": "18:30",
        "ends": "19:30",
        "place_code": code(hall),
        "amplified": "on",
        "weeks": 1,
    }
    address = reverse("activities:schedule", args=[session.activity_id])
    assert desk.post(address, told).status_code == 422
    assert desk.post(address, {**told, "amplified": ""}).status_code == 302
    assert Session.everything.count() == 2
    page = desk.get(reverse("activities:session", args=[session.pk])).content.decode()
    assert re.search(r"扩音</dt>\s*<dd[^>]*>是", page)


def test_a_past_session_keeps_no_time_and_a_park_outside_is_said_in_words(worker, hall):
    (past,) = a_show(worker, hall, held_on=TODAY - timedelta(days=9))
    assert (past.place, past.place_hold) == (hall.title, "")
    activity = Activity.everything.get()
    desk, address = browser("worker"), reverse("activities:schedule", args=[activity.pk])
    told = {"held_on": SOON, "starts": "09:00", "ends": "11:00", "weeks": 1}
    refused = desk.post(address, told)
    assert refused.status_code == 422
    assert desk.post(address, {**told, "place": "苏州河边"}).status_code == 302
    chosen = {**told, "held_on": SOON + timedelta(days=1), "place_code": code(hall), "place": "写错的"}
    assert desk.post(address, chosen).status_code == 302
    assert desk.post(address, {**told, "place_code": "space-999"}).status_code == 422
    said = list(Session.everything.order_by("held_on").values_list("place", "place_code"))
    assert said[1:] == [("苏州河边", ""), (hall.title, code(hall))]


def test_a_code_that_somebody_typed_before_is_no_place_of_the_list(worker, hall):
    activity = programme.plan_activity(centre_id=CENTRE, title="周周演", kind="show", organizer="联合会", by=worker)
    told = {"held_on": SOON, "starts": NINE, "ends": ELEVEN, "place": "老地方"}
    for typed in (str(hall.pk), "space-x", "space-999"):
        with refused("not on the list"):
            programme.schedule_sessions(activity, **told, place_code=typed, by=worker)


def test_a_session_moves_with_its_time_and_gives_it_back_when_it_is_cancelled(worker, hall):
    (session,) = a_show(worker, hall)
    room = a_hall("301室")
    programme.change_session(session, starts=TEN, ends=time(12), by=worker)  # overlaps its own time of before
    assert booked(worker, hall, starts=NINE, ends=TEN)
    programme.change_session(session, place=room.title, place_code=code(room), by=worker)
    assert booked(worker, hall)
    with refused("别人"):
        programme.change_session(session, place=hall.title, place_code=code(hall), by=worker)
    session.refresh_from_db()
    assert session.place == room.title
    assert Slot.everything.filter(booking=session.place_hold).exists()
    programme.cancel_session(session, reason="下雨", by=worker)
    row = Booking.everything.get(pk=session.place_hold)
    assert row.cancelled_because == "下雨"
    assert booked(worker, room)


def test_a_time_that_the_venue_took_back_is_said_on_the_desk_and_asked_for_again(worker, hall):
    (session,) = a_show(worker, hall)
    assert waits(worker) == []
    cancel_booking(Booking.everything.get(), reason="水管坏了", by=worker)
    assert waits(worker) == ["has lost its place: 水管坏了"]
    assert "水管坏了" in browser("worker").get(reverse("activities:session", args=[session.pk])).content.decode()
    programme.change_session(session, by=worker)
    assert waits(worker) == []
    assert Booking.everything.filter(cancelled_at__isnull=True).get().pk == int(session.place_hold)


def test_who_came_to_the_session_has_used_the_place(worker, hall):
    (session,) = a_show(worker, hall, held_on=TODAY)
    evening = later(worker, 1)
    release_unused(Place.objects.get(pk=CENTRE), by=evening)
    coming.note_attendance(session, others=30, by=evening)
    row = Booking.everything.get()
    assert (row.checked_in_at, row.checked_in_by, row.released_at) == (evening.at, evening.name, None)
    coming.note_attendance(session, others=5, by=later(worker, 2))
    row.refresh_from_db()
    assert row.checked_in_at == evening.at


def test_lessons_take_the_place_of_the_course_and_move_with_their_time(worker, hall):
    course = a_class(worker, hall)
    first, second = courses.plan_lessons(course, held_on=TODAY, starts=NINE, ends=ELEVEN, count=2, by=worker)
    assert set(Booking.everything.values_list("holder", flat=True)) == {"计算机操作·启明里学校"}  # not for whom
    assert not Booking.everything.filter(purpose__contains="残疾").exists()
    booked(worker, hall, day=SOON)
    with refused("别人"):
        courses.move_lesson(second, held_on=SOON, starts=NINE, ends=ELEVEN, reason="老师生病", by=worker)
    second.refresh_from_db()
    desk, address = browser("worker"), reverse("activities:move_lesson", args=[second.pk])
    told = {"held_on": SOON, "starts": "13:00", "ends": "15:00", "reason": "老师生病"}
    assert desk.post(address, {**told, "ends": "12:00"}).status_code == 422
    assert desk.post(address, {**told, "held_on": TODAY + timedelta(days=61)}).status_code == 422
    assert desk.post(address, told).status_code == 302
    second = Lesson.everything.get(pk=second.pk)
    row = Booking.everything.get(pk=second.place_hold)
    assert (second.held_on, row.day, row.starts) == (SOON, SOON, time(13))
    assert Booking.everything.filter(cancelled_because="老师生病").count() == 1
    (trainee,) = courses.enrol_trainees(course, [person()], by=worker)
    lessons.note_lesson(first, [trainee.pk], by=worker)
    assert Booking.everything.get(pk=first.place_hold).checked_in_at == worker.at
    with refused("it was held"):
        courses.move_lesson(first, held_on=SOON, starts=NINE, ends=TEN, reason="错", by=worker)


def test_a_lesson_that_lost_its_place_waits_on_the_desk(worker, hall):
    (lesson,) = courses.plan_lessons(a_class(worker, hall), held_on=SOON, starts=NINE, ends=ELEVEN, by=worker)
    cancel_booking(Booking.everything.get(), reason="水管坏了", by=worker)
    assert waits(worker) == ["has lost its place: 水管坏了"]
    courses.move_lesson(lesson, held_on=SOON, starts=NINE, ends=ELEVEN, reason="修好了", by=worker)
    assert waits(worker) == []


def test_a_leader_may_not_take_a_time_through_the_back_door(worker, hall):
    group = filed_group()
    leader = seat("leader", subject=("groups.group", group.pk))
    with pytest.raises(Refused):
        a_show(leader, hall)
    assert not Booking.everything.exists()


def test_places_are_kept_by_one_room_and_a_house_without_it_takes_words(worker, hall):
    with pytest.raises(RuntimeError):
        keep_spaces(Nobody())
    assert dict(keeper().choices(worker)) == {code(hall): hall.title}
    assert Nobody().choices(worker) == []
    with refused("in words"):
        Nobody().hold(None, by=worker)


def test_a_course_moves_with_its_lessons_to_come_and_their_times(worker, hall):
    course, room = a_class(worker, hall), a_hall("301室")
    first, second, third = courses.plan_lessons(course, held_on=TODAY, starts=NINE, ends=ELEVEN, count=3, by=worker)
    (trainee,) = courses.enrol_trainees(course, [person()], by=worker)
    lessons.note_lesson(first, [trainee.pk], by=worker)
    moving.move_course(course, place=room.title, place_code=code(room), reason="漏水", by=worker)
    held = Booking.everything.filter(cancelled_at=None).order_by("day")
    assert list(held.values_list("space", "day")) == [
        (hall.pk, TODAY), (room.pk, second.held_on), (room.pk, third.held_on),
    ]  # fmt: skip
    assert set(Booking.everything.exclude(cancelled_at=None).values_list("cancelled_because", flat=True)) == {"漏水"}
    assert [each.where for each in Lesson.everything.order_by("held_on")] == [hall.title, room.title, room.title]
    assert booked(worker, hall, day=second.held_on)
    (later_on,) = courses.plan_lessons(course, held_on=SOON, starts=NINE, ends=ELEVEN, by=worker)
    assert Booking.everything.get(pk=later_on.place_hold).space == room


def test_a_course_does_not_move_where_one_of_its_times_is_taken_and_nothing_changes(worker, hall):
    course, room = a_class(worker, hall), a_hall("301室")
    courses.plan_lessons(course, held_on=TODAY, starts=NINE, ends=ELEVEN, count=3, every=2, by=worker)
    taken = TODAY + timedelta(days=4)
    booked(worker, room, day=taken)
    desk, address = browser("worker"), reverse("activities:move_course", args=[course.pk])
    told = {"place_code": code(room), "reason": "漏水"}
    answer = desk.post(address, told)
    assert answer.status_code == 422
    assert "别人" in answer.content.decode()
    assert str(taken) in answer.content.decode()
    course.refresh_from_db()
    assert course.place == hall.title
    assert Booking.everything.filter(space=hall, cancelled_at=None).count() == 3
    assert not CourseMove.everything.exists()
    assert desk.post(address, {**told, "place_code": code(hall)}).status_code == 422  # it is there already
    assert desk.post(address, {**told, "reason": ""}).status_code == 422


def test_who_is_in_a_course_that_moves_is_told_one_by_one(worker, hall):
    course = a_class(worker, hall)
    courses.plan_lessons(course, held_on=SOON, starts=NINE, ends=ELEVEN, by=worker)
    people = [person("王福生"), person("李桂芳"), person("张秀英")]
    one, two, gone = courses.enrol_trainees(course, people, by=worker)
    courses.leave_course(gone, reason="搬家", by=worker)
    desk = browser("worker")
    answer = desk.post(reverse("activities:move_course", args=[course.pk]), {"place": "居委会二楼", "reason": "漏水"})
    move = CourseMove.everything.get()
    address = reverse("activities:move_told", args=[move.pk])
    assert answer["Location"] == address
    assert not Booking.everything.filter(cancelled_at=None).exists()  # the new place is said in words
    courses.enrol_trainees(course, [person("赵小妹")], by=worker)  # who comes later reads the new place
    assert list(to_be_told(move, worker)) == [one, two]
    assert [each.due_on for each in activities_waiting_for(worker) if each.url == address] == [SOON]
    page = desk.get(address).content.decode()
    assert mask_name("王福生") in page
    assert "王福生" not in page
    assert desk.post(address, {"how": "phone"}).status_code == 422
    assert desk.post(address, {"how": "phone", "trainee": [one.pk]}).status_code == 302
    assert list(to_be_told(move, worker)) == [two]
    assert desk.post(address, {"how": "class", "trainee": [one.pk, two.pk]}).status_code == 302
    assert sorted(MoveTelling.everything.values_list("trainee", "how")) == [(one.pk, "phone"), (two.pk, "class")]
    assert not [each for each in activities_waiting_for(worker) if each.url == address]
    with refused("already"):
        moving.move_course(course, place="居委会二楼", reason="x", by=worker)


def test_a_course_that_is_over_does_not_move(worker, hall):
    with refused("still to come"):
        moving.move_course(a_class(worker, hall), place="居委会二楼", reason="漏水", by=worker)
