"""What the programme leads to on its day: stands looked at, acts replaced week by week, who came by which way."""

from contextlib import contextmanager
from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from shuniu.activities.actions import coming, courses, crowd, lessons, placements, programme, publicity, stage
from shuniu.activities.crowd import DUE, LATE, NOT_NEEDED, duty_of
from shuniu.activities.models import Attendance, LessonAttendance, Placement, Publicity, Stand
from shuniu.activities.on_paper import programme_of
from shuniu.activities.public import people_among, person_times, pieces, publicity_in
from shuniu.activities.queries import asked_to_come
from shuniu.activities.tests.test_thread import a_course, a_session
from shuniu.groups.tests.cast import CENTRE, NOW, TODAY, later, person, seat
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.permissions import Refused

pytestmark = pytest.mark.django_db
FORTY = [(f"单位{at:02d}", "咨询" if at % 2 else "") for at in range(1, 41)]


@pytest.fixture
def worker(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return seat("worker")


@contextmanager
def refused(words: str):
    """Refused, in English, whichever language the page before was asked for in."""
    with translation.override("en"), pytest.raises(Refused, match=words):
        yield


# --- Fairs and open days ----------------------------------------------------------------------------------------------
def test_forty_exhibitors_get_stands_in_order_and_each_only_one(worker):
    fair = a_session(worker, kind="fair")
    stage.invite_exhibitors(fair, FORTY[:25], by=worker)
    stage.invite_exhibitors(fair, FORTY[25:], by=worker)
    said = list(Stand.objects.visible_to(worker).order_by("number").values_list("number", "exhibitor"))
    assert said == [(f"{at:02d}", f"单位{at:02d}") for at in range(1, 41)]
    for wrong in ([("新单位", ""), FORTY[0]], [("新单位", ""), ("新单位", "")], []):
        with pytest.raises(Refused):
            stage.invite_exhibitors(fair, wrong, by=worker)
    assert Stand.objects.visible_to(worker).count() == 40


def test_going_round_the_stands_notes_who_came_and_who_did_not_and_may_be_done_again(client_as, worker):
    fair, other = a_session(worker, kind="fair"), a_session(worker, kind="open_day", starts=time(14), ends=time(16))
    stands = stage.invite_exhibitors(fair, FORTY[:3], by=worker)
    (elsewhere,) = stage.invite_exhibitors(other, FORTY[:1], by=worker)
    assert set(Stand.objects.visible_to(worker).values_list("arrived", flat=True)) == {None}  # nobody has looked
    desk, address = client_as("worker"), reverse("activities:stands", args=[fair.pk])
    assert desk.post(address, {"stand": [stands[0].pk, stands[1].pk, elsewhere.pk]}).status_code == 302
    assert [row.arrived for row in fair.stands.order_by("number")] == [True, True, False]
    elsewhere.refresh_from_db()
    assert elsewhere.arrived is None  # a stand of another session is not touched
    entry = TrailEntry.objects.filter(kind="activities.stands_checked").get()
    assert (entry.facts["arrived"], entry.facts["count"]) == (2, 3)
    stage.check_stands(fair, {row.pk for row in stands}, by=worker)  # the third came late
    assert set(fair.stands.values_list("arrived", flat=True)) == {True}
    assert "3" in desk.get(reverse("activities:session", args=[fair.pk])).content.decode()
    programme.cancel_session(fair, reason="台风", by=worker)
    with refused("cancelled"):
        stage.check_stands(fair, set(), by=worker)


def test_an_open_day_counts_visitors_without_asking_their_names(client_as, worker):
    day = a_session(worker, kind="open_day", expected=300)
    told = {"others": 260, "source": "paper", "sheet": "入口计数"}
    assert client_as("worker").post(reverse("activities:attendance", args=[day.pk]), told).status_code == 302
    rows = Attendance.objects.visible_to(worker)
    assert (person_times(rows), people_among(rows)) == (260, 0)
    row = rows.get()
    assert (row.person, row.sign_up, row.source, row.sheet) == (None, None, "paper", "入口计数")


# --- The weekly show --------------------------------------------------------------------------------------------------
def test_a_replacement_in_one_week_of_the_show_leaves_the_other_weeks_and_the_clock_alone(client_as, worker):
    activity = programme.plan_activity(centre_id=CENTRE, title="周周演", kind="show", organizer="联合会", by=worker)
    weeks = programme.schedule_sessions(
        activity, held_on=TODAY, starts=time(9), ends=time(10), place="公园", weeks=3, by=worker
    )
    assert [week.held_on for week in weeks] == [TODAY + timedelta(weeks=at) for at in range(3)]
    for week in weeks:
        for minute, title in ((0, "太极扇"), (12, "合唱"), (24, "快板")):
            stage.add_act(
                week,
                starts=time(9, minute),
                minutes=12,
                title=title,
                performers=f"{title}队",
                stage="主舞台",
                by=worker,
            )
    act = weeks[1].acts.get(title="合唱")
    told = {"title": "沪剧", "performers": "戏曲队", "minutes": 10, "reason": "指挥生病"}
    assert client_as("worker").post(reverse("activities:replace_act", args=[act.pk]), told).status_code == 302
    printed = [[title for *_when, title, _who in programme_of(week, on=TODAY).acts] for week in weeks]
    assert printed == [["太极扇", "合唱", "快板"], ["太极扇", "沪剧", "快板"], ["太极扇", "合唱", "快板"]]
    new = weeks[1].acts.get(title="沪剧")
    assert (new.starts, new.stage, new.replaces) == (act.starts, "主舞台", act)
    act.refresh_from_db()
    assert (act.withdrawn_on, act.withdrawn_because) == (TODAY, "指挥生病")


def test_a_replacement_that_does_not_fit_leaves_the_act_on_the_programme(worker):
    show = a_session(worker)
    first = stage.add_act(show, starts=time(9), minutes=10, title="太极扇", performers="太极队", by=worker)
    stage.add_act(show, starts=time(9, 10), minutes=10, title="合唱", performers="合唱队", by=worker)
    told = {"title": "沪剧", "performers": "戏曲队", "by": worker}
    with refused("合唱"):
        stage.replace_act(first, minutes=11, reason="生病", **told)
    with refused("reason"):
        stage.replace_act(first, minutes=10, reason=" ", **told)
    assert set(show.acts.filter(withdrawn_on__isnull=True).values_list("title", flat=True)) == {"太极扇", "合唱"}
    second = stage.replace_act(first, minutes=10, reason="生病", **told)
    third = stage.replace_act(second, minutes=5, title="快板", performers="曲艺队", reason="也病了", by=worker)
    assert third.replaces.replaces == first
    with refused("already"):
        stage.replace_act(first, minutes=5, reason="再来", **told)


# --- Who waits, and who came ------------------------------------------------------------------------------------------
def test_the_waiting_list_moves_up_in_its_order_and_by_more_seats(worker):
    event = a_session(worker, kind="social", seats=2)
    rows = [
        coming.sign_up(event, called=name, phone=f"1381234567{at}", by=worker)
        for at, name in enumerate("王李张刘陈")
    ]  # fmt: skip

    def line():
        return [(row.pk, row.place_in_line) for row in asked_to_come(event)]

    assert line() == [(rows[0].pk, None), (rows[1].pk, None), (rows[2].pk, 1), (rows[3].pk, 2), (rows[4].pk, 3)]
    coming.cancel_sign_up(rows[3], by=worker)  # one who waits: nobody gets a seat by it
    assert line() == [(rows[0].pk, None), (rows[1].pk, None), (rows[2].pk, 1), (rows[4].pk, 2)]
    coming.cancel_sign_up(rows[0], by=worker)
    assert line() == [(rows[1].pk, None), (rows[2].pk, None), (rows[4].pk, 1)]
    again = coming.sign_up(event, called="王", phone="13812345670", by=worker)  # at the end of the line
    programme.change_session(event, seats=3, by=worker)
    assert line() == [(rows[1].pk, None), (rows[2].pk, None), (rows[4].pk, None), (again.pk, 1)]
    with refused("already"):
        coming.cancel_sign_up(rows[0], by=worker)


def test_each_entry_says_whether_it_came_by_code_list_or_paper_and_who_noted_it(client, client_as, worker):
    event = a_session(worker)
    by_code, ticked, on_sheet = (
        coming.sign_up(event, called=name, phone=f"1381234567{at}", by=worker) for at, name in enumerate("王李张")
    )
    client.post(reverse("activities:here", args=[event.token]), {"phone": "13812345670"})
    desk, address = client_as("worker"), reverse("activities:attendance", args=[event.pk])
    desk.post(address, {"sign_up": ticked.pk, "source": "list", "others": ""})
    desk.post(
        address, {"sign_up": [by_code.pk, ticked.pk, on_sheet.pk], "source": "paper", "sheet": "第2页", "others": 7}
    )
    said = {
        row.sign_up_id: (row.source, row.sheet, row.people, row.noted_by)
        for row in Attendance.objects.visible_to(worker)
    }
    clerk = said[ticked.pk][3]
    assert clerk
    assert said[by_code.pk][0] == "qr"
    assert said[by_code.pk][3] != clerk  # her own telephone said it
    assert said[ticked.pk] == ("list", "", 1, clerk)
    assert said[on_sheet.pk] == ("paper", "第2页", 1, clerk)
    assert said[None] == ("paper", "第2页", 7, clerk)
    assert person_times(Attendance.objects.visible_to(worker)) == 10  # who came by code is not counted twice
    page = desk.get(address).content.decode()
    with translation.override("zh-hans"):
        assert all(str(row.get_source_display()) in page for row in Attendance.objects.visible_to(worker))
    assert "第2页" in page


def test_nobody_is_noted_before_the_day_nor_at_a_cancelled_session(client, worker):
    event = a_session(worker, held_on=TODAY + timedelta(days=1))
    row = coming.sign_up(event, called="王", phone="13812345670", by=worker)
    with refused("not begun"):
        coming.note_attendance(event, sign_ups=[row.pk], by=worker)
    client.post(reverse("activities:here", args=[event.token]), {"phone": "13812345670"})
    programme.cancel_session(event, reason="下雨", by=worker)
    with refused("cancelled"):
        coming.note_attendance(event, others=3, by=later(worker, 1))
    assert not Attendance.objects.visible_to(worker).exists()


def test_a_lesson_s_list_keeps_its_sheet_and_a_correction_keeps_both(worker):
    course = a_course(worker)
    rows = courses.enrol_trainees(course, [person("王一"), person("李二")], by=worker)
    (lesson,) = courses.plan_lessons(course, held_on=TODAY, starts=time(9), ends=time(11), by=worker)
    lessons.note_lesson(lesson, [row.pk for row in rows], source="paper", sheet="签到表1", by=worker)
    entry = LessonAttendance.objects.visible_to(worker).get(trainee=rows[1])
    back = lessons.take_lesson_back(entry, reason="代签", by=worker)
    assert (back.times, back.source, back.sheet, back.reason) == (-1, "paper", "签到表1", "代签")
    assert lessons.note_lesson(lesson, [row.pk for row in rows], by=worker) == 1  # entered anew, once
    with refused("Nobody new"):
        lessons.note_lesson(lesson, [row.pk for row in rows], by=worker)


# --- Jobs -------------------------------------------------------------------------------------------------------------
def test_a_job_ends_between_its_start_and_today_once_and_the_next_may_begin(client_as, worker):
    (trainee,) = courses.enrol_trainees(a_course(worker), [person("王一")], by=worker)
    begun = TODAY - timedelta(days=100)
    told = {"employer": "晨曦便利店", "evidence": "合同01", "by": worker}
    job = placements.place_trainee(trainee, started_on=begun, **told)
    with refused("end it first"):
        placements.place_trainee(trainee, started_on=TODAY, **told)
    for wrong in (begun - timedelta(days=1), TODAY + timedelta(days=1)):
        with refused("between"):
            placements.end_placement(job, ended_on=wrong, reason="合同到期", by=worker)
    with refused("reason"):
        placements.end_placement(job, ended_on=TODAY, reason="", by=worker)
    desk, address = client_as("worker"), reverse("activities:end_placement", args=[job.pk])
    assert desk.post(address, {"ended_on": TODAY - timedelta(days=5), "reason": "店铺关闭"}).status_code == 302
    assert desk.post(address, {"ended_on": TODAY, "reason": "再来"}).status_code == 422
    assert Placement.objects.visible_to(worker).get().ended_on == TODAY - timedelta(days=5)
    entry = TrailEntry.objects.filter(kind="activities.placement_ended").get()
    assert "店铺关闭" not in str(entry.facts)  # why somebody lost the work can be erased
    placements.place_trainee(trainee, started_on=TODAY, **told)
    assert Placement.objects.visible_to(worker).filter(ended_on__isnull=True).count() == 1


# --- Crowds -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("expected", "days_ahead", "outcome", "kind_of_notice"),
    [
        (999, 30, NOT_NEEDED, False),
        (1000, 30, DUE, True),
        (1000, 20, DUE, True),
        (1000, 19, LATE, True),
        (1001, 20, DUE, True),
    ],
)
def test_the_law_begins_at_a_thousand_and_the_page_says_the_last_day_of_applying(
    client_as, worker, expected, days_ahead, outcome, kind_of_notice
):
    held_on = TODAY + timedelta(days=days_ahead)
    session = a_session(worker, kind="fair", held_on=held_on, expected=expected)
    duty = duty_of(session, on=TODAY, plan=None)
    assert (duty.outcome, duty.is_big) == (outcome, kind_of_notice)
    page = client_as("worker").get(reverse("activities:session", args=[session.pk])).content.decode()
    legal = str(held_on - timedelta(days=20))
    assert (legal in page) is kind_of_notice
    assert str(expected) in page


def test_a_plan_that_grows_past_the_limit_is_judged_anew(worker):
    session = a_session(worker, kind="fair", held_on=TODAY + timedelta(days=40), expected=999)
    crowd.judge_crowd(session, by=worker)
    programme.change_session(session, expected=1000, by=worker)
    crowd.judge_crowd(session, by=worker)
    from shuniu.activities.models import Judgement

    said = list(Judgement.objects.visible_to(worker).order_by("pk").values_list("outcome", flat=True))
    assert said == [NOT_NEEDED, DUE]


# --- Publicity --------------------------------------------------------------------------------------------------------
def test_panels_leaflets_and_shows_are_counted_each_in_its_own_unit(client_as, worker):
    desk, address = client_as("worker"), reverse("activities:log_publicity")
    for kind, count in (("panel", 20), ("panel", 15), ("leaflet", 4000), ("leaflet", 1100), ("show", 1), ("show", 1)):
        told = {"kind": kind, "title": f"{kind}{count}", "done_on": TODAY, "count": count}
        assert desk.post(address, told).status_code == 302
    entry = Publicity.objects.visible_to(worker).get(count=1100)
    publicity.correct_publicity(entry, count=1000, reason="清点", by=worker)
    counts = {kind: pieces(publicity_in(kind, TODAY, TODAY, worker)) for kind in ("panel", "leaflet", "show")}
    assert counts == {"panel": 35, "leaflet": 5000, "show": 2}
    assert pieces(publicity_in("panel", TODAY + timedelta(days=1), TODAY + timedelta(days=9), worker)) == 0
    page = desk.get(reverse("activities:publicity")).content.decode()
    assert "5,037" not in page
    assert "5037" not in page
    for wrong in ({"count": 0}, {"count": -5}, {"kind": "poster"}):
        told = {"kind": "panel", "title": "板", "done_on": TODAY, "count": 1, **wrong}
        assert desk.post(address, told).status_code == 422


def test_the_list_of_jobs_says_after_how_many_days_each_check_was_made(client_as, worker):
    (trainee,) = courses.enrol_trainees(a_course(worker), [person("王一")], by=worker)
    told = {"employer": "晨曦便利店", "evidence": "合同01", "by": worker}
    job = placements.place_trainee(trainee, started_on=TODAY - timedelta(days=100), **told)
    for days in (30, 90):
        placements.check_retention(job, after_days=days, answer="at_work", evidence="电话", by=worker)
    page = client_as("worker").get(reverse("activities:placements"), headers={"accept-language": "zh-hans"})
    assert "满30日：仍在岗、满90日：仍在岗" in page.content.decode()
