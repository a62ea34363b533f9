"""A leader's card: printed at the window, opened on a phone by its QR code, refused once it is revoked."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.chromium import PHONE
from tests.journeys.qr import read_qr

pytestmark = pytest.mark.browser
# A leader outside the cast, so that no other journey meets the card that is changed here.
LEADER = "SELECT name FROM kernel_user WHERE id = (SELECT max(user_id) FROM kernel_appointment WHERE role = 'leader')"


def test_a_card_opens_the_leaders_page_until_it_is_revoked(enter, visitor, office):
    leader = office.asked(LEADER)
    window = enter("陈晓燕")
    window.goto(f"/cards/?q={leader}")
    window.get_by_role("main").get_by_role("link", name=leader).click()
    his_page = window.url
    window.get_by_role("button", name="换卡并打印").click()
    window.get_by_role("dialog").get_by_role("button", name="换卡并打印").click()
    address = read_qr(window.locator("svg.qr"))
    pin = window.locator(".pin-digits").inner_text().replace(" ", "")
    assert Axe().run(window).violations_count == 0

    phone = visitor(**PHONE)
    phone.goto(address)
    phone.get_by_label("PIN").fill(pin)
    phone.get_by_role("button", name="进入").click()
    phone.wait_for_url("**/groups/*/")
    phone.get_by_role("link", name="现在就填").or_(phone.get_by_text("月报都报齐了")).first.wait_for()

    window.goto(his_page)
    window.get_by_role("button", name="作废").click()
    window.get_by_role("dialog").get_by_role("button", name="作废").click()
    window.get_by_role("heading", name="没有卡").wait_for()

    phone.reload()
    phone.wait_for_url("**/enter-as/**")
    assert phone.goto(address).status == 404
    assert phone.get_by_label("PIN").count() == 0
