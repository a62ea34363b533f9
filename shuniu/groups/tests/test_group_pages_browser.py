"""The monthly return in Chromium, as a thumb meets it. What axe says of every page: tests/journeys."""

from __future__ import annotations

import mimetypes
from contextvars import copy_context
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from shuniu.groups.models import MonthlyReturn
from shuniu.groups.tests.factories import a_register, months, with_possessions, with_returns
from shuniu.groups.tests.factories import browser as signed_in_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
OCTOBER = date(2026, 10, 1)
HOST = "http://shuniu.test"
PHONE, DESK = 390, 1280


@pytest.fixture
def group():
    return with_returns(with_possessions(a_register()), *months(count=11))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_return_is_one_page_and_one_button(browser, group, scripts):
    """Seven touches at most: open, two steps on one number, hand in; and it works where scripts are off."""
    tab, complaints = opened(browser, signed_in_as("leader", group=group), PHONE, "", scripts=scripts)
    tab.goto(HOST + reverse("groups:group", args=[group.pk]))
    tab.get_by_role("link", name="现在就填").click()
    if scripts:
        for _touch in range(2):
            tab.get_by_role("button", name="多一个：活动", exact=False).click()
    else:
        tab.get_by_role("spinbutton", name="活动").fill("10")
    button = tab.get_by_role("main").get_by_role("button", name="提交")
    assert button.count() == 1
    button.click()
    tab.get_by_role("heading", name="2026年10月月报").wait_for()
    assert MonthlyReturn.everything.get(group=group, month=OCTOBER).activities == 10
    assert complaints == []
    tab.context.close()


@pytest.mark.parametrize("type_size", ["", "large"])
def test_touches_are_large_enough_for_a_thumb(browser, group, type_size):
    tab, _complaints = opened(browser, signed_in_as("leader", group=group), PHONE, type_size)
    tab.goto(HOST + reverse("groups:return_of_month", args=[group.pk, OCTOBER]))
    for each in tab.locator(".stepper button, main .btn").all():
        box = each.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    tab.context.close()


def opened(browser, client, width: int, type_size: str, *, scripts: bool = True):
    """A tab whose pages are answered by a signed-in test client, and the list its complaints go to."""
    context = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=scripts, locale="zh-CN")
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    client.cookies["type_size"] = type_size
    here = copy_context()  # the test's own transaction is seen from its context alone
    tab.route(f"{HOST}/**", lambda route: here.copy().run(answer, route, client))
    return tab, complaints


def answer(route, client) -> None:
    asked = urlsplit(route.request.url)
    if asked.path.startswith("/static/"):
        file = finders.find(asked.path.removeprefix("/static/"))
        return route.fulfill(path=file, content_type=mimetypes.guess_type(file)[0])
    path = f"{asked.path}?{asked.query}"
    if route.request.method == "POST":
        data = route.request.post_data or ""
        given = client.post(path, data, content_type="application/x-www-form-urlencoded", follow=True)
    else:
        given = client.get(path, follow=True)
    headers = {
        k.lower(): v for k, v in given.headers.items() if k.lower() in ("content-type", "content-security-policy")
    }
    return route.fulfill(status=given.status_code, body=given.content, headers=headers)
