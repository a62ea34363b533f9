"""A certificate of service: printed from the phone, verified by a stranger with and without a network, signed, revoked."""

from __future__ import annotations

import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.chromium import PHONE

pytestmark = pytest.mark.browser
TEACHER, WORKER, DIRECTOR = "施惠英", "陈晓燕", "周建国"


def code_of(paper) -> str:
    """What the square on the paper opens, as a telephone reads it."""
    return paper.get_by_role("link", name="扫码核验").get_attribute("href")


def test_a_volunteers_certificate_is_verified_by_anyone(on_phone, visitor, tmp_path):
    phone = on_phone(TEACHER)
    phone.get_by_role("link", name="我的证明").click()
    phone.get_by_role("link", name="ZM310107015").first.click()
    number = phone.get_by_role("heading", level=1).inner_text().split()[0]
    assert Axe().run(phone).violations_count == 0
    phone.goto(f"{phone.get_by_role('link', name='打印').get_attribute('href')}?as=page")
    address = code_of(phone)
    assert address == address.upper()

    stranger = visitor(**PHONE)
    stranger.goto(address)
    stranger.get_by_text("由本中心签发，今天").wait_for()
    stranger.get_by_text(number).wait_for()
    assert TEACHER not in stranger.content()
    assert Axe().run(stranger).violations_count == 0

    letter = "A" if address[-90] != "A" else "B"
    stranger.goto(f"{address[:-90]}{letter}{address[-89:]}")
    stranger.get_by_text("不是真的").wait_for()

    keys = tmp_path / "shuniu-keys.json"
    keys.write_bytes(stranger.request.get("/keys/shuniu-keys.json").body())
    command = [sys.executable, "-m", "shuniu.kernel.signing", str(keys), address]
    offline = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONIOENCODING": "utf-8"})
    assert (offline.returncode, number in offline.stdout) == (0, True)


def test_a_certificate_is_signed_by_a_second_person_and_revoked_only_after_hearing(enter, visitor):
    head = enter(DIRECTOR)
    head.goto("/volunteers/certificates/?state=checked")
    head.get_by_role("main").locator("tbody").get_by_role("link").first.click()
    certificate = head.url
    confirmed(head, "签发")
    number = head.get_by_role("heading", level=1).inner_text()
    assert number.startswith("ZM310107015")
    head.goto(f"{certificate}paper/?as=page")
    address = code_of(head)

    window = enter(WORKER)
    window.goto(certificate)
    window.get_by_role("link", name="告知拟作废").click()
    window.get_by_label("理由").fill("第12页签名须核实")
    window.get_by_role("button", name="告知拟作废").click()
    stranger = visitor()
    stranger.goto(address)
    stranger.get_by_text("由本中心签发，今天").wait_for()  # in force until it is decided

    head.goto(certificate)  # whoever announced it writes no answer and decides nothing
    head.get_by_role("link", name="答复", exact=True).click()
    head.get_by_label("您的答复").fill("同伴代签，服务属实")
    head.locator("[name=heard_by]").select_option("letter")
    head.locator("[name=heard_evidence]").fill("来信，已存卷")
    head.get_by_role("button", name="答复").click()
    head.get_by_text("拟作废，志愿者已答复").first.wait_for()

    head.goto(certificate)
    confirmed(head, "作废")
    stranger.goto(address)
    stranger.get_by_text("第12页签名须核实").wait_for()
    assert stranger.get_by_text("由本中心签发，今天").count() == 0


def confirmed(page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
    with page.expect_navigation():  # the dialog closes before the answer has come
        page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()
