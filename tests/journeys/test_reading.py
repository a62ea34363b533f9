"""Another language, larger type, no mouse: the page stays the same page."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
PLACE = "/groups/?q=太极&sort=-name"


def test_the_language_changes_and_the_page_stays(enter):
    page = enter("陈晓燕")
    page.goto(PLACE)
    here, rows = page.url, page.locator("#rows tbody tr").count()
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en]").wait_for()
    assert page.url == here
    page.get_by_role("link", name="Export Excel").wait_for()
    assert page.locator("#rows tbody tr").count() == rows
    page.get_by_role("button", name="简体中文").click()
    page.locator("html[lang=zh-Hans]").wait_for()
    assert page.url == here
    page.get_by_role("link", name="导出Excel").wait_for()


def test_large_type_stays_until_it_is_taken_back(enter):
    page = enter("陈晓燕")
    page.goto(PLACE)
    here, usual = page.url, type_size(page)
    page.get_by_role("button", name="大字").click()
    page.locator("html[data-type=large]").wait_for()
    assert page.url == here
    assert type_size(page) > usual
    page.goto("/")
    assert type_size(page) > usual
    page.get_by_role("button", name="标准字").click()
    page.locator("html:not([data-type])").wait_for()
    assert type_size(page) == usual


def test_the_way_through_the_house_without_a_mouse(enter):
    page = enter("陈晓燕")
    page.keyboard.press("Tab")
    assert focused(page) == "跳到正文"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "导入文件", "the first thing after the skip link is the page's main action"
    page.keyboard.press("Enter")
    page.wait_for_url("**/groups/imports/new/")
    page.keyboard.press("Tab")
    for _each in range(80):
        if focused(page) == "搜索":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("夕阳红太极")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="夕阳红太极拳队").wait_for()


def test_every_thing_in_focus_is_seen(enter):
    """Whoever goes by keys sees where they are."""
    page = enter("陈晓燕")
    page.goto("/groups/")
    for _each in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML")


SEEN = """() => {
  const style = getComputedStyle(document.activeElement), box = document.activeElement.getBoundingClientRect();
  const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
  return document.activeElement === document.body || drawn && box.width > 0 && box.height > 0;
}"""


def focused(page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


def type_size(page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
