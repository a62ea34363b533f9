"""A request at the window on a phone; a sealed case that another worker cannot find."""

from __future__ import annotations

import re

import pytest

from tests.chromium import PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_intake_at_the_window_on_a_phone(enter, office, scripts):
    page = enter("陈晓燕", **PHONE, java_script_enabled=scripts)
    before = office.asked("SELECT count(*) FROM casework_case")
    page.goto(f"{office.origin}/window/")
    page.get_by_role("link", name="受理：代理服务").click()
    page.get_by_label("申请人姓名").fill("王秀英")
    page.get_by_label("电话").fill("13812345678")
    page.get_by_label("委托书").check()
    page.get_by_role("button", name="受理").click()
    page.get_by_role("heading", name="号单").wait_for()
    assert page.get_by_text("委托书").count()
    assert page.get_by_text("王*").count()
    assert office.asked("SELECT count(*) FROM casework_case") == before + 1


def test_a_sealed_case_is_invisible_to_another_worker(enter, office):
    assessor, other = enter("宋佳"), enter("陈晓燕")
    assessor.goto(f"{office.origin}/window/cases/?state=in_hand")
    assessor.get_by_role("link", name=re.compile("^MF")).first.click()
    assessor.get_by_text("只有承办的人查得到").wait_for()
    address, number = assessor.url, assessor.get_by_role("heading", level=1).inner_text()[:14]
    assert number.startswith("MF")
    key = int(address.rstrip("/").rsplit("/", 1)[1])
    asked = "SELECT count(*) FROM kernel_trailentry WHERE kind = 'casework.looked' AND noun_id = ?"
    looks = office.asked(asked, key)
    assert looks >= 1
    assert other.goto(address).status == 404
    other.goto(f"{office.origin}/window/cases/?q={number[:6]}")
    assert not other.get_by_text(re.compile("^MF")).count()
    other.goto(f"{office.origin}/search/?q={number}")
    assert not other.get_by_role("link", name=number).count()
    assert office.asked(asked, key) == looks
