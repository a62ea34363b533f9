"""A show's programme printed and a course to its certificate in a real browser: axe finds nothing, nothing is too wide."""

from datetime import time, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from shuniu.activities.actions import courses
from shuniu.activities.actions.seating import let_trainee_in
from shuniu.activities.models import (
    Act,
    Certificate,
    Course,
    LessonAttendance,
    MoveTelling,
    Placement,
    RetentionCheck,
    Trainee,
)
from shuniu.activities.tests.test_thread import a_session
from shuniu.groups.tests.cast import CENTRE, NOW, TODAY, seat
from shuniu.groups.tests.factories import browser as signed_in_as
from shuniu.groups.tests.factories import signed_in
from shuniu.kernel.models import Document
from shuniu.kernel.sealing.fields import reveal
from shuniu.people.public import Particulars, record_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def enter(page, live_server, role, at=NOW):
    session = signed_in_as(role).session
    session["last_seen"] = session["signed_in_at"] = int(at.timestamp())
    session.save()
    page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])


def clean(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_an_act_is_put_on_and_the_programme_printed(request, live_server, screen):
    page = request.getfixturevalue(screen)
    session = a_session(seat("worker"), expected=1200)
    enter(page, live_server, "worker")
    page.goto(reverse("activities:add_act", args=[session.pk]))
    clean(page)
    page.fill("#id_title", "太极扇")
    page.fill("#id_performers", "夕阳红太极拳队")
    page.click("main .btn.main")
    clean(page)
    assert Act.everything.get().title == "太极扇"
    for name, *key in (("programme",), ("attendance", session.pk), ("publicity",), ("plan",)):
        page.goto(reverse(f"activities:{name}", args=key))
        clean(page)
    page.goto(reverse("activities:programme_paper", args=[session.pk]) + "?as=page")
    assert "太极扇" in page.inner_text("main")


def test_a_course_is_opened_taught_tested_certified_and_leads_to_a_job_that_lasts(
    page, phone, live_server, monkeypatch
):
    """From the first form to the last check, as the worker, the director, and a stranger with a telephone."""
    first, second = (
        record_person(Particulars(name=name), centre_id=CENTRE, by=seat("worker")) for name in ("王小明", "李小芳")
    )
    at_desk(page, live_server, "worker", monkeypatch, days=0)
    page.goto(reverse("activities:courses"))
    page.get_by_role("link", name="开设课程").first.click()
    clean(page)
    filled(page, title="残疾人计算机培训班", kind="computer", audience="disabled", trainer="启明里学校",
           place="社区学校三教室", first_on=TODAY, last_on=TODAY + timedelta(days=14), seats=20)  # fmt: skip
    for code in ("computer", "assistance"):
        page.check(f"input[name=certificates][value={code}]")
    sent(page)
    clean(page)
    course = Course.everything.get()

    page.get_by_role("link", name="排课").click()
    filled(page, held_on=TODAY, starts="09:00", ends="11:00", topic="键盘与鼠标", count=2, every=7)
    sent(page)
    for name, circumstance in (("王小明", "disabled"), ("李小芳", "unemployed")):
        page.goto(reverse("activities:enrol", args=[course.pk]))
        page.fill("#person-q", name)
        page.locator("form[role=search] .btn.main").click()
        page.check("input[name=person]")
        page.select_option("#id_circumstance", circumstance)
        clean(page)
        sent(page)
    assert "王小明" not in page.content()  # the list shows a number and a masked name
    assert "失业" not in page.inner_text("main")
    rows = {row.person_id: row for row in Trainee.everything.all()}
    assert reveal(rows[second.pk], "circumstance") == "unemployed"
    assert "unemployed" not in str(
        Trainee.everything.filter(pk=rows[second.pk].pk).values_list("circumstance", flat=True)
    )

    for week, there in ((0, [first, second]), (1, [first])):
        at_desk(page, live_server, "worker", monkeypatch, days=7 * week)
        page.goto(reverse("activities:course", args=[course.pk]))
        page.locator(f"a[href*='/lessons/{course.lessons.order_by('held_on')[week].pk}/']").click()
        for who in there:
            page.check(f"input[name=trainee][value='{rows[who.pk].pk}']")
        filled(page, source="paper", sheet=f"签到表第{week + 1}页")
        clean(page)
        sent(page)
    said = LessonAttendance.everything.values_list("source", "sheet").order_by("pk")
    assert set(said) == {("paper", "签到表第1页"), ("paper", "签到表第2页")}
    assert LessonAttendance.everything.count() == 3

    for title, code in (("上机操作", "computer"), ("助残服务知识", "assistance")):
        page.goto(reverse("activities:set_test", args=[course.pk]))
        filled(page, title=title, held_on=TODAY + timedelta(days=7), certificate=code)
        sent(page)
        for row, points in ((rows[first.pk], 88), (rows[second.pk], 95)):
            page.fill(f"#id_points_{row.pk}", str(points))
        clean(page)
        sent(page)

    at_desk(page, live_server, "director", monkeypatch, days=7)
    for code in ("computer", "assistance"):
        page.goto(reverse("activities:award", args=[course.pk, code]))
        clean(page)  # who came to half of the lessons is told so, and gets none
        sent(page)
    assert set(Certificate.everything.values_list("trainee", "kind")) == {
        (rows[first.pk].pk, "computer"), (rows[first.pk].pk, "assistance")}  # fmt: skip
    for paper in Document.everything.filter(noun="activities.certificate"):
        phone.goto(f"/v/{paper.token}/")
        clean(phone)
        seen = phone.inner_text("main")
        assert "王*" in seen
        assert "王小明" not in seen
        assert "残疾人计算机培训班" not in seen
        assert "启明里" not in seen
        assert paper.number in seen

    at_desk(page, live_server, "worker", monkeypatch, days=8)
    page.goto(reverse("activities:certificate_paper", args=[Certificate.everything.first().pk]) + "?as=page")
    assert "王小明" in page.inner_text("main")
    page.goto(reverse("activities:place", args=[rows[first.pk].pk]))
    filled(page, employer="晨曦便利店", post="助残员", started_on=TODAY + timedelta(days=8), evidence="劳动合同01号")
    clean(page)
    sent(page)
    assert "晨曦便利店" not in page.content()  # sealed; a look asks a reason
    job = Placement.everything.get()

    at_desk(page, live_server, "worker", monkeypatch, days=8 + 30)
    page.goto("/")
    page.locator(f"a[href*='/activities/placements/{job.pk}/']").first.click()  # it waits on the desk
    filled(page, answer="at_work", evidence="电话联系店长")
    clean(page)
    sent(page)
    check = RetentionCheck.everything.get()
    assert (check.placement, check.after_days, check.answer) == (job, 30, "at_work")
    clean(page)
    page.goto(reverse("activities:look", args=[course.pk]))
    page.fill("#id_reason", "向街道报就业情况")
    sent(page)
    clean(page)
    assert {"王小明", "晨曦便利店", "失业"} <= set(page.inner_text("main").split())


def at_desk(page, live_server, role, monkeypatch, *, days: int) -> None:
    """Somebody signs in, so many days after the story began."""
    at = NOW + timedelta(days=days)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    page.context.clear_cookies()
    enter(page, live_server, role, at)


def filled(page, **answers) -> None:
    for name, value in answers.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def sent(page) -> None:
    with page.expect_navigation():
        page.locator("main form .btn.main").last.click()


def test_a_course_moves_and_a_trainee_reads_it_on_the_phone_in_large_type(page, phone, live_server):
    worker = seat("worker")
    course = courses.open_course(
        centre_id=CENTRE, title="残疾人计算机培训班", kind="computer", audience="disabled", trainer="启明里职业技能学校",
        place="社区学校三教室", first_on=TODAY, last_on=TODAY + timedelta(days=60), seats=20, certificates=["computer"],
        by=worker,
    )  # fmt: skip
    courses.plan_lessons(course, held_on=TODAY, starts=time(9), ends=time(11), topic="文字处理", count=8, by=worker)
    people = [record_person(Particulars(name=name), centre_id=CENTRE, by=worker) for name in ("王小明", "李小芳")]
    mine, _other = courses.enrol_trainees(course, people, circumstance="disabled", by=worker)
    enter(page, live_server, "worker")
    page.goto(reverse("activities:course", args=[course.pk]))
    clean(page)
    page.get_by_role("link", name="课程换地点").click()
    clean(page)
    page.fill("#id_place", "长寿路街道残联二楼")
    page.fill("#id_reason", "教室装修")
    page.click("main .btn.main")
    page.get_by_text("待告知").first.wait_for()
    clean(page)
    page.locator("[name=trainee]").first.check()
    page.click("main .btn.main")
    assert MoveTelling.everything.get().trainee == mine
    clean(page)
    page.goto(reverse("activities:course", args=[course.pk]))
    clean(page)
    page.get_by_text("还有1名学员待告知").wait_for()

    session = signed_in(let_trainee_in(mine, by=worker).user, "zh-hans").session
    phone.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])
    phone.goto(reverse("activities:mine"))
    phone.get_by_role("button", name="大字").click()
    phone.locator("html[data-type=large]").wait_for()
    clean(phone)
    phone.get_by_text("教室装修").wait_for()
    phone.get_by_text("全部课次").click()
    clean(phone)
    assert "残疾" not in phone.locator("main").inner_text().replace("残联", "")
