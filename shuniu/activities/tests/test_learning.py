"""A trainee reads the own courses on the phone, and nothing of anybody else's."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from shuniu.activities.actions import courses, lessons, moving
from shuniu.activities.actions.seating import let_trainee_in
from shuniu.activities.models import Trainee
from shuniu.groups.tests.cast import CENTRE, NOW, TODAY, person, seat
from shuniu.groups.tests.factories import browser, signed_in
from shuniu.kernel.models import Appointment, PhoneCard, User
from shuniu.kernel.permissions import Refused

pytestmark = pytest.mark.django_db
MINE = "/activities/courses/mine/"


@pytest.fixture
def worker(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return seat("worker")


@pytest.fixture
def trainees(worker):
    course = courses.open_course(
        centre_id=CENTRE, title="残疾人计算机培训班", kind="computer", audience="disabled", trainer="启明里学校",
        place="三教室", first_on=TODAY - timedelta(days=14), last_on=TODAY + timedelta(days=30), seats=20,
        certificates=["computer"], by=worker,
    )  # fmt: skip
    people = [person("王福生"), person("李桂芳")]
    made = courses.enrol_trainees(course, people, circumstance="disabled", by=worker)
    Trainee.everything.update(joined_on=course.first_on)
    held = courses.plan_lessons(course, held_on=course.first_on, starts=time(9), ends=time(11), count=5, by=worker)
    lessons.note_lesson(held[0], [each.pk for each in made], by=worker)
    lessons.note_lesson(held[1], [made[1].pk], by=worker)
    test = lessons.set_test(
        course, title="上机操作", held_on=TODAY - timedelta(days=1), certificate="computer", by=worker
    )
    lessons.note_results(test, {made[0].pk: 77, made[1].pk: 31}, by=worker)
    return made


def on_phone(seat, language="zh-hans"):
    return signed_in(seat.user, language)


def test_a_trainee_sees_the_own_lessons_attendance_and_points_and_nobody_elses(trainees, worker):
    mine, other = trainees
    phone = on_phone(let_trainee_in(mine, by=worker))
    assert phone.get("/")["Location"] == MINE
    answer = phone.get(MINE)
    page = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    for said in ("王福生", "计算机操作", "三教室", "上机操作", "77"):
        assert said in page, said
    for kept in ("残疾", "李桂芳", "31分", "得31"):
        assert kept not in page, kept
    assert page.count("您已到课") == 1
    assert "已上2次，到课1次" in page
    assert phone.get(reverse("activities:course", args=[mine.course_id])).status_code == 403
    assert other not in Trainee.objects.visible_to(as_trainee(mine))


def as_trainee(trainee):
    return seat("trainee", name="王福生", subject=("activities.trainee", trainee.pk))


def test_a_trainee_reads_the_page_in_english_too(trainees, worker):
    page = on_phone(let_trainee_in(trainees[0], by=worker), "en").get(MINE).content.decode()
    assert "1 of 2 held" in page
    assert "Your next lesson" in page
    assert "77 of 100 points, passed from 60" in page


def test_a_trainee_is_told_on_the_phone_that_the_course_moves(trainees, worker):
    phone = on_phone(let_trainee_in(trainees[0], by=worker))
    moving.move_course(trainees[0].course, place="居委会二楼", reason="漏水", by=worker)
    page = phone.get(MINE).content.decode()
    assert "居委会二楼" in page
    assert "漏水" in page


def test_one_card_serves_every_course_and_ends_with_the_last(trainees, worker):
    mine = trainees[0]
    seat_ = let_trainee_in(mine, by=worker)
    second = courses.open_course(
        centre_id=CENTRE, title="家政班", kind="service", audience="residents", trainer="启明里学校", place="四教室",
        first_on=TODAY, last_on=TODAY + timedelta(days=9), seats=5, by=worker,
    )  # fmt: skip
    (again,) = courses.enrol_trainees(second, [mine.person], by=worker)
    with translation.override("en"), pytest.raises(Refused, match="serves every course"):
        let_trainee_in(again, by=worker)
    phone = on_phone(seat_)
    assert "家政服务" in phone.get(MINE).content.decode()
    courses.leave_course(mine, reason="搬家", by=worker)
    assert phone.get(MINE).status_code == 200
    courses.leave_course(again, reason="搬家", by=worker)
    assert phone.get(MINE).status_code in (302, 403)
    assert not PhoneCard.objects.filter(revoked_at=None).exists()
    with translation.override("en"), pytest.raises(Refused, match="left already"):
        let_trainee_in(Trainee.everything.get(pk=again.pk), by=worker)


def test_the_desk_prints_the_card_from_the_course(trainees, worker):
    desk, mine = browser("worker"), trainees[0]
    address = reverse("activities:trainee_card", args=[mine.pk])
    assert address in desk.get(reverse("activities:course", args=[mine.course_id])).content.decode()
    assert "PIN" in desk.post(address).content.decode()
    assert address not in desk.get(reverse("activities:course", args=[mine.course_id])).content.decode()
    assert desk.post(address).status_code == 302  # there is one already
    assert PhoneCard.objects.count() == 1
    assert browser("officer").post(address).status_code == 403


def test_an_appointment_that_names_no_trainee_shows_nothing(trainees):
    nobody = seat("trainee", name="无名")
    Appointment.objects.create(user_id=nobody.user_id, role="trainee", place_id=CENTRE, since=TODAY)
    assert signed_in(User.objects.get(pk=nobody.user_id), "en").get(MINE).status_code == 404
