"""From an application to the public page of the certificate, and what the auditor reads of every act."""

from __future__ import annotations

import re

import pytest

from tests.journeys.qr import read_qr

pytestmark = pytest.mark.browser
GROUP = "叶家宅平安巡逻队"
VENUE = "苏州河步道宜昌路段"


def test_a_group_is_filed_and_every_act_stands_in_the_trail(enter, office, visitor):
    number_of_group = office.asked("SELECT id FROM groups_group WHERE name = ?", GROUP)
    group = f"/groups/{number_of_group}/"
    number = apply_first(enter("陈晓燕"), group)

    committee = enter("林秀珍")
    open_from_the_desk(committee)
    decide(committee, "同意", "场地在居委活动室，同意。")

    officer = enter("赵明")
    open_from_the_desk(officer)
    decide(officer, "通过", "")
    officer.get_by_text("已通过，申请的事项已生效。").wait_for()

    assert officer.request.get(f"{group}certificate/").body().startswith(b"%PDF")
    officer.goto(f"{group}certificate/?as=page")
    address = read_qr(officer.locator("svg.qr"))
    filed_as = office.asked("SELECT filing_number FROM groups_group WHERE name = ?", GROUP)
    assert officer.get_by_text(filed_as).count()

    resident = visitor()
    assert resident.goto(address).status == 200
    resident.locator(".notice.ok").wait_for()
    assert resident.get_by_text(filed_as).count()
    assert resident.get_by_text(GROUP).count()

    auditor = enter("何静")
    auditor.goto("/trail/")
    told = auditor.locator("#rows").inner_text()
    for said in (f"起草{number}", f"提交{number}", f"同意{number}", f"街道审核通过{number}", f"出具备案证书{filed_as}"):
        assert said in told, said
    auditor.get_by_role("link", name=re.compile("^20")).nth(0).click()
    auditor.get_by_role("heading", name="人员、时间、地点").wait_for()


def test_a_leader_applies_for_another_venue_on_the_phone(on_phone, enter):
    page = on_phone("王福生")
    page.get_by_role("main").get_by_role("link", name="申请变更").click()
    page.get_by_role("main").get_by_role("link", name="活动场地变更").click()
    page.get_by_label("活动地点").fill(VENUE)
    page.get_by_label("变更理由").fill("原广场改造")
    page.get_by_role("button", name="继续").click()
    page.get_by_role("main").get_by_role("button", name="提交").click()
    page.get_by_role("heading", name="已提交").wait_for()
    committee = enter("林秀珍")
    assert committee.get_by_role("row", name=re.compile("活动场地变更 夕阳红太极拳队")).count() == 1


def apply_first(page, group: str) -> str:
    """The worker fills the form in at the window; returns the application's number."""
    page.goto(f"{group}filings/new/first/")
    needed = {
        "活动内容": "夜间巡逻、平安宣传",
        "活动地点": "叶家宅居委会活动室",
        "活动时间": "每周二 18:00-20:00",
        "成立日期": "2019-05-01",
    }
    for label, text in needed.items():
        field = page.get_by_label(label).first
        if not field.input_value():
            field.fill(text)
    page.get_by_role("button", name="继续").click()
    number = re.search(r"SQ\d{4}-\d{4}", page.get_by_role("status").first.inner_text())[0]
    because = page.get_by_label("仍要提交的原因")
    if because.count():
        because.fill("人数不足，冬季补齐")
    page.get_by_role("main").get_by_role("button", name="提交").click()
    page.get_by_text(f"已提交，编号{number}").wait_for()
    return number


def open_from_the_desk(page) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=GROUP).click()


def decide(page, step: str, words: str) -> None:
    page.get_by_role("link", name=step, exact=True).click()
    page.get_by_role("main").get_by_role("textbox").fill(words)
    page.get_by_role("main").get_by_role("button").click()
