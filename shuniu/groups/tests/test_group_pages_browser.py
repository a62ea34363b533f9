"""The pages of the register, the roster and the duties in Chromium: nothing for axe to say, nothing wider than the screen."""

from __future__ import annotations

import mimetypes
from contextvars import copy_context
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from shuniu.groups.models import Membership, MonthlyReturn
from shuniu.groups.tests.factories import a_register, months, with_possessions, with_returns
from shuniu.groups.tests.factories import browser as signed_in_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
OCTOBER = date(2026, 10, 1)
HOST = "http://shuniu.test"
PHONE, DESK = 390, 1280
PAGES = [
    ("worker", "list", ()),
    ("worker", "group", ("group",)),
    ("worker", "month", (OCTOBER,)),
    ("worker", "return_of_month", ("group", OCTOBER)),
    ("worker", "returns", ("group",)),
    ("worker", "roster", ("group",)),
    ("worker", "join_new", ("group",)),
    ("worker", "membership", ("group", "member")),
    ("worker", "key_in", ("group",)),
    ("worker", "excuse", ("group", OCTOBER)),
    ("worker", "leader_phone", ("group",)),
    ("worker", "report_figure", ("group",)),
    ("worker", "blank_roster", ("group",)),
    ("leader", "group", ("group",)),
    ("leader", "return_of_month", ("group", OCTOBER)),
    ("leader", "returns", ("group",)),
    ("leader", "roster", ("group",)),
    ("leader", "join", ("group",)),
    ("leader", "membership", ("group", "member")),
]


@pytest.fixture
def group():
    return with_returns(with_possessions(a_register()), *months(count=11))


@pytest.mark.parametrize(("role", "name", "args"), PAGES, ids=lambda value: value if isinstance(value, str) else "")
def test_axe_finds_nothing(browser, group, role, name, args):
    from axe_playwright_python.sync_playwright import Axe

    known = {"group": group.pk, "member": Membership.everything.filter(group=group).first().pk}
    address = reverse(f"groups:{name}", args=[known.get(a, a) for a in args])
    client = signed_in_as(role, group=group if role == "leader" else None)
    for width, type_size in ((PHONE, ""), (PHONE, "large")) if role == "leader" else ((DESK, ""), (PHONE, "large")):
        tab, complaints = opened(browser, client, width, type_size)
        tab.goto(HOST + address)
        assert urlsplit(tab.url).path == address
        assert tab.locator(".doors, .rail-foot, .paper-tools").count()  # not the sign-in page
        result = Axe().run(tab)
        assert result.violations_count == 0, result.generate_report()
        over = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{over} pixels wider than {width}, type {type_size or 'normal'}"
        assert complaints == []
        tab.context.close()


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
