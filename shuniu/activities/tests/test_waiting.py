"""What of this room waits on the desk, for whom, and until when."""

from datetime import time, timedelta

import pytest

from shuniu.activities.actions import certificates, coming, courses, crowd, lessons, placements, programme, stage
from shuniu.activities.public import activities_waiting_for
from shuniu.activities.tests.test_thread import a_course, a_session
from shuniu.groups.tests.cast import TODAY, later, person, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return seat("worker")


def waiting(by) -> list[tuple]:
    """(url, due on) of what this room has for the inbox."""
    return [(each.url, each.due_on) for each in activities_waiting_for(by)]


def test_a_permit_waits_until_the_legal_date_and_not_before_the_reminder(worker):
    session = a_session(worker, held_on=TODAY + timedelta(days=34), expected=1000)
    a_session(worker, held_on=TODAY + timedelta(days=35), expected=999)
    a_session(worker, held_on=TODAY + timedelta(days=36), expected=1000)  # its reminding begins tomorrow
    page, legal = f"/activities/sessions/{session.pk}/crowd-plan/", TODAY + timedelta(days=14)
    assert waiting(worker) == [(page, legal)]
    assert waiting(seat("officer")) == []
    told = {"most": 800, "exits": 4, "stewards": 20, "first_aid": "救护点", "in_charge": "周建国"}
    crowd.write_crowd_plan(session, **told, applied_on=TODAY, by=worker)
    assert waiting(worker) == []


def test_a_session_held_waits_for_its_attendance(worker):
    yesterday = TODAY - timedelta(days=1)
    session = a_session(worker, held_on=yesterday)
    a_session(worker, held_on=TODAY)
    cancelled = a_session(worker, held_on=yesterday, starts=time(13), ends=time(14))
    programme.cancel_session(cancelled, reason="下雨", by=worker)
    assert waiting(worker) == [(f"/activities/sessions/{session.pk}/attendance/", yesterday)]
    coming.note_attendance(session, others=30, by=worker)
    assert waiting(worker) == []
    coming.take_attendance_back(session.attendances.get(), reason="数错", by=worker)
    assert len(waiting(worker)) == 1


def test_an_act_taken_off_waits_until_something_stands_in_its_place(worker):
    session = a_session(worker, held_on=TODAY + timedelta(days=3))
    first = stage.add_act(session, starts=time(9), minutes=8, title="太极扇", performers="太极拳队", by=worker)
    second = stage.add_act(session, starts=time(9, 10), minutes=8, title="合唱", performers="合唱队", by=worker)
    stage.replace_act(first, minutes=6, title="沪剧", performers="戏曲队", reason="队长生病", by=worker)
    assert waiting(worker) == []
    stage.withdraw_act(second, reason="撞期", by=worker)
    assert waiting(worker) == [(f"/activities/sessions/{session.pk}/", session.held_on)]
    stage.add_act(session, starts=time(9, 12), minutes=5, title="快板", performers="曲艺队", by=worker)
    assert waiting(worker) == []


def test_a_job_waits_for_its_check_on_the_set_day_and_a_certificate_for_the_director(worker):
    director, course = seat("director"), a_course(worker)
    good, absent = courses.enrol_trainees(course, [person("王一"), person("李二")], by=worker)
    begun = TODAY - timedelta(days=40)
    days = courses.plan_lessons(course, held_on=begun, starts=time(9), ends=time(11), count=2, by=worker)
    for lesson in days:
        lessons.note_lesson(lesson, [good.pk], by=worker)
    test = lessons.set_test(course, title="上机", held_on=TODAY, certificate="computer", by=worker)
    lessons.note_results(test, {good.pk: 88, absent.pk: 90}, by=worker)
    award = (f"/activities/courses/{course.pk}/certificates/computer/", course.last_on)
    assert waiting(director) == [award]
    assert waiting(worker) == []
    certificates.award_certificates(course, "computer", by=director)
    assert waiting(director) == []
    job = placements.place_trainee(good, employer="某超市", started_on=TODAY, evidence="合同01", by=worker)
    assert waiting(later(worker, 29)) == []
    assert waiting(later(worker, 31)) == [(f"/activities/placements/{job.pk}/", TODAY + timedelta(days=30))]
    assert waiting(later(worker, 400))[0][1] == TODAY + timedelta(days=30)
