"""The figures of venues, activities and courses have the values that their definitions say."""

from datetime import date, time, timedelta

import pytest

from shuniu.activities.actions import certificates, coming, courses, lessons, placements, programme
from shuniu.activities.actions.publicity import log_publicity
from shuniu.activities.models import Attendance, LessonAttendance
from shuniu.groups.tests.cast import NOW, TODAY, person
from shuniu.kernel.models import Place
from shuniu.outcomes.indicators import INDICATORS, Period
from shuniu.venues.actions.booking import book_space, cancel_booking
from shuniu.venues.actions.ending import give_up_venue
from shuniu.venues.actions.rounds import book_season, publish_round
from shuniu.venues.actions.series import end_series
from shuniu.venues.actions.using import key_in_sheet, release_unused
from shuniu.venues.models import Series
from shuniu.venues.tests.cast import (
    CENTRE,
    PUBLISHED,
    SETTLED,
    THURSDAY,
    a_hall,
    a_park,
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


def value(name: str, *, first=date(2026, 1, 1), last=TODAY, moment=NOW):
    return INDICATORS[name].value(Period(first, last, seat("director", at=moment)))


def test_a_hall_counts_once_with_its_halves_and_not_once_it_is_given_up():
    halves_of(a_hall())
    park = a_park()
    assert value("venues.total") == 2
    give_up_venue(park.venue, since=THURSDAY, reason="改建", by=seat("worker"))
    assert value("venues.total") == 2
    assert value("venues.total", last=THURSDAY) == 1


def test_hours_given_are_those_of_the_season_until_a_series_is_given_back():
    hall, round_ = a_hall(), a_round()
    groups = [filed_group(), filed_group("新会合唱队")]
    wish(round_, groups[0], hall)
    wish(round_, groups[1], hall, weekdays=(4,), minutes=60)
    allocated((round_, hall, groups))
    day = date(2027, 2, 1)
    assert value("venues.hours_granted", last=day) == 0  # not published
    publish_round(round_, by=director(PUBLISHED))
    assert value("venues.hours_granted", last=day) == 3
    book_season(round_, by=director(SETTLED))
    by = leader_of(groups[0], at=at(9, day=date(2027, 1, 20)))
    end_series(Series.everything.get(group=groups[0]), reason="换场地", since=date(2027, 1, 25), by=by)
    assert value("venues.hours_granted", last=date(2027, 1, 24)) == 3
    assert value("venues.hours_granted", last=day) == 1
    end_series(Series.everything.get(group=groups[1]), reason="换场地", by=leader_of(groups[1], at=at(9, day=day)))
    assert value("venues.hours_granted", last=day) == 0


def test_the_share_of_unused_times_leaves_out_what_was_cancelled_and_what_is_not_over():
    hall, group, by = a_hall(), filed_group(), seat("worker")
    hours = [(time(9), time(10)), (time(10), time(11)), (time(11), time(12)), (time(13), time(14))]
    asked = {"group": group, "persons": 9, "by": by}
    used, also, _unused, cancelled = (
        book_space(hall, day=THURSDAY, starts=start, ends=end, **asked) for start, end in hours
    )
    book_space(hall, day=THURSDAY + timedelta(days=7), starts=time(9), ends=time(10), **asked)
    cancel_booking(cancelled, reason="雨", by=by)
    friday = at(9, day=THURSDAY + timedelta(days=1))
    release_unused(Place.objects.get(pk=CENTRE), by=seat("worker", at=friday))
    key_in_sheet([used, also], by=seat("worker", at=friday))
    period = {"first": THURSDAY, "last": THURSDAY + timedelta(days=10), "moment": friday}
    assert value("venues.unused_share", **period) == pytest.approx(1 / 3, abs=0.001)
    assert value("venues.unused_share") is None


def test_sessions_person_times_and_people_are_three_figures():
    by = seat("worker")
    activity = programme.plan_activity(centre_id=CENTRE, title="周周演", kind="show", organizer="中心", by=by)
    told = {"starts": time(9), "ends": time(11), "place": "长寿公园", "by": by}
    first, second = programme.schedule_sessions(activity, held_on=TODAY - timedelta(days=7), weeks=2, **told)
    (later,) = programme.schedule_sessions(activity, held_on=TODAY + timedelta(days=7), **told)
    one, other = person("王一"), person("李二")
    coming.note_attendance(first, people=[one, other], by=by)
    coming.note_attendance(second, people=[one], others=30, source="paper", sheet="签到表1", by=by)
    figures = ("activities.sessions", "activities.attendances", "activities.people")
    assert [value(name) for name in figures] == [2, 33, 2]
    entry = Attendance.objects.visible_to(by).get(person=other)
    coming.take_attendance_back(entry, reason="记错了", by=by)
    assert [value(name) for name in figures] == [2, 32, 1]
    assert later.held_on > TODAY


def test_attendances_in_lessons_are_person_times_less_what_was_taken_back():
    by = seat("worker")
    course = courses.open_course(
        centre_id=CENTRE, title="计算机", kind="computer", audience="disabled", trainer="利明", place="教室",
        first_on=TODAY - timedelta(days=40), last_on=TODAY, seats=20, by=by,
    )  # fmt: skip
    rows = courses.enrol_trainees(course, [person("王一"), person("李二")], by=by)
    days = courses.plan_lessons(
        course, held_on=TODAY - timedelta(days=40), starts=time(9), ends=time(11), count=3, by=by
    )
    for lesson in days:
        lessons.note_lesson(lesson, [row.pk for row in rows], by=by)
    assert value("courses.person_times") == 6
    lessons.take_lesson_back(LessonAttendance.objects.visible_to(by).first(), reason="记错了", by=by)
    assert value("courses.person_times") == 5
    assert value("courses.person_times", first=TODAY - timedelta(days=30)) == 2


def test_certificates_count_by_the_paper_and_who_found_work_by_the_person():
    by, boss, began = seat("worker"), seat("director"), TODAY - timedelta(days=40)
    course = courses.open_course(
        centre_id=CENTRE, title="计算机", kind="computer", audience="disabled", trainer="利明", place="教室",
        first_on=began, last_on=TODAY, seats=20, certificates=("computer", "assistance"), by=by,
    )  # fmt: skip
    rows = courses.enrol_trainees(course, [person("王一"), person("李二")], circumstance="disabled", by=by)
    for lesson in courses.plan_lessons(course, held_on=began, starts=time(9), ends=time(11), count=5, by=by):
        lessons.note_lesson(lesson, [row.pk for row in rows], by=by)
    for certificate in ("computer", "assistance"):
        test = lessons.set_test(course, title=certificate, held_on=TODAY, certificate=certificate, by=by)
        lessons.note_results(test, {rows[0].pk: 90, rows[1].pk: 90 if certificate == "computer" else 40}, by=by)
    awarded = [*certificates.award_certificates(course, "computer", by=boss)]
    awarded += certificates.award_certificates(course, "assistance", by=boss)
    figures = "courses.certificates", "courses.double_certificates"
    assert [value(name) for name in figures] == [3, 1]
    certificates.revoke_certificate(awarded[0], reason="姓名有误", by=boss)
    assert value("courses.certificates") == 2
    for day in (TODAY - timedelta(days=9), TODAY):
        job = placements.place_trainee(rows[0], employer="某超市", started_on=day, evidence="合同", by=by)
        if day < TODAY:
            placements.end_placement(job, ended_on=TODAY - timedelta(days=1), reason="合同到期", by=by)
    assert value("courses.placed") == 1
    assert value("courses.placed", last=TODAY - timedelta(days=10)) == 0


def test_panels_leaflets_and_shows_are_summed_each_in_its_unit_and_period():
    by = seat("worker")
    for kind, count, day in (
        ("panel", 3, TODAY),
        ("panel", 2, date(2025, 12, 31)),
        ("leaflet", 500, TODAY),
        ("show", 1, TODAY),
    ):
        log_publicity(centre_id=CENTRE, kind=kind, title="禁毒", done_on=day, count=count, by=by)
    assert [value(f"publicity.{name}") for name in ("panels", "leaflets", "shows")] == [3, 500, 1]
    assert value("publicity.panels", first=date(2025, 1, 1)) == 5
