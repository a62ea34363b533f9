"""A leader of seventy hands in the month's return on a phone, in large type, with a handful of touches."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
MOST_TOUCHES = 6


def test_the_return_takes_six_touches_at_most(on_phone, office):
    page = on_phone("王福生")
    before = returns_of(office, "夕阳红太极拳队")
    touches = Touches()
    touches.on(page.get_by_role("main").get_by_role("link", name="现在就填"))
    activities = page.get_by_role("spinbutton", name="活动")
    was = int(activities.input_value())
    touches.on(page.get_by_role("button", name="多一个：活动"))
    assert int(activities.input_value()) == was + 1
    touches.on(page.get_by_role("main").get_by_role("button", name="提交"))
    page.get_by_role("heading", name="月报已报好").wait_for()
    assert touches.count <= MOST_TOUCHES
    assert returns_of(office, "夕阳红太极拳队") == before + 1


def test_it_is_handed_in_without_scripts_too(on_phone, office):
    page = on_phone("李桂芳", java_script_enabled=False)
    before = returns_of(office, "新会合唱队")
    page.get_by_role("main").get_by_role("link", name="现在就填").click()
    page.get_by_role("spinbutton", name="活动").fill("7")
    page.get_by_role("main").get_by_role("button", name="提交").click()
    page.get_by_role("heading", name="月报已报好").wait_for()
    assert page.get_by_text("7 次").count()
    assert returns_of(office, "新会合唱队") == before + 1


class Touches:
    def __init__(self):
        self.count = 0

    def on(self, place) -> None:
        place.tap()
        self.count += 1


def returns_of(office, group: str) -> int:
    asked = "SELECT count(*) FROM groups_monthlyreturn r JOIN groups_group g ON g.id = r.group_id WHERE g.name = ?"
    return office.asked(asked, group)
