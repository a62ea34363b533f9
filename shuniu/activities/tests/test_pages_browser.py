"""A show's programme printed and a course to its certificate in a real browser: axe finds nothing, nothing is too wide."""

from datetime import time, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from shuniu.activities.actions import courses, lessons
from shuniu.activities.models import Act, Certificate
from shuniu.activities.tests.test_thread import a_course, a_session
from shuniu.groups.tests.cast import NOW, TODAY, person, seat
from shuniu.groups.tests.factories import browser as signed_in_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def enter(page, live_server, role):
    session = signed_in_as(role).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


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


def test_a_course_leads_to_its_certificate(page, live_server):
    by = seat("worker")
    course = a_course(by)
    row = courses.enrol_trainees(course, [person("王小明")], circumstance="disabled", by=by)[0]
    first = TODAY - timedelta(days=7)
    lesson = courses.plan_lessons(course, held_on=first, starts=time(9), ends=time(11), by=by)[0]
    test = lessons.set_test(course, title="上机", held_on=TODAY, certificate="computer", by=by)
    enter(page, live_server, "director")
    page.goto(reverse("activities:lesson", args=[lesson.pk]))
    clean(page)
    page.check("input[name=trainee]")
    page.click("main .btn.main")
    page.goto(reverse("activities:results", args=[test.pk]))
    clean(page)
    page.fill(f"#id_points_{row.pk}", "88")
    page.click("main .btn.main")
    clean(page)
    page.goto(reverse("activities:award", args=[course.pk, "computer"]))
    clean(page)
    page.click("main .btn.main")
    page.goto(reverse("activities:certificate_paper", args=[Certificate.everything.get().pk]) + "?as=page")
    assert "王小明" in page.inner_text("main")
    for name in ("courses", "placements"):
        page.goto(reverse(f"activities:{name}"))
        clean(page)
    page.goto(reverse("activities:look", args=[course.pk]))
    clean(page)
