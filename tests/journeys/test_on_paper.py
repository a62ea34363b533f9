"""The volunteer station without a phone: from the form filled in by hand to the certificate that a stranger verifies."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.chromium import PHONE

pytestmark = pytest.mark.browser
WORKER, DIRECTOR = "陈晓燕", "周建国"
NAME, ID_NUMBER = "钱玉兰", "310107195703084024"  # a retired teacher who is not in the demo
SHEET = "11月签到表第3页"
NOTICE = "/rules/setting/volunteers.certificate.notice_days/"


def test_who_has_no_phone_serves_objects_and_is_certified_on_paper(enter, visitor):
    """Registered, put on a team and a shift, hours keyed in and corrected, all from one page of hers at the desk."""
    desk, head = enter(WORKER), enter(DIRECTOR)
    hers = registered_from_paper(desk)
    chosen(desk, "加入队伍", "加入")
    desk.get_by_text("未加入队伍").wait_for(state="detached")
    chosen(desk, "报名班次", "报名", of="课业辅导员")
    desk.get_by_role("listitem").filter(has_text="课业辅导员").filter(has_text="在班").wait_for()

    desk.get_by_role("link", name="按纸质件录入").click()
    desk.get_by_label("服务点").select_option(label="社区学校")
    desk.get_by_label("日期").fill(f"{datetime.now(ZoneInfo('Asia/Shanghai')):%Y-%m-%d}")
    desk.get_by_label("时数").fill("2")
    desk.get_by_label("服务内容").fill("课业辅导")
    desk.get_by_label("凭据").fill(SHEET)
    desk.get_by_role("button", name="登记", exact=True).click()
    for said in ("纸质，代录", WORKER, SHEET):
        desk.get_by_role("main").get_by_text(said).first.wait_for()

    objection = objected_at_the_window(desk)
    head.goto(objection)
    head.get_by_role("button", name="开始核实").click()
    head.get_by_role("link", name="更正时数").click()
    head.get_by_label("正确的小时数").fill("3")
    head.get_by_label("了解到的情况").fill("原表为3小时")
    head.get_by_role("button", name="更正").click()
    head.get_by_text("已更正").first.wait_for()

    desk.goto(hers)
    desk.get_by_role("link", name="打印交给本人").click()
    lines = desk.locator("table").first.locator("tbody tr")
    assert [row.split("\t")[2] for row in lines.all_inner_texts()] == ["2", "-2", "3"]
    assert SHEET in lines.first.inner_text()
    desk.get_by_role("heading", name="有不对的地方？").wait_for()
    assert Axe().run(desk).violations_count == 0

    stranger = visitor(**PHONE)
    stranger.goto(certified_on_paper(desk, head, hers))
    stranger.get_by_text("由本中心签发，今天").wait_for()
    assert NAME not in stranger.content()


def registered_from_paper(desk) -> str:
    """The address of her page, with her number on it."""
    desk.goto("/volunteers/")
    desk.get_by_role("link", name="空白报名表").click()
    desk.get_by_role("heading", name="志愿者报名表").wait_for()
    assert Axe().run(desk).violations_count == 0
    desk.get_by_role("link", name="返回").click()
    desk.get_by_role("link", name="登记志愿者").click()
    desk.get_by_label("姓名", exact=True).fill(NAME)
    desk.get_by_label("身份证号码").fill(ID_NUMBER)
    desk.get_by_label("居委会").select_option(label="叶家宅居委会")
    desk.get_by_label("教学").check()
    desk.get_by_role("button", name="登记", exact=True).click()
    desk.get_by_text("纸质，代录").wait_for()
    desk.get_by_role("button", name="接受", exact=True).click()
    desk.get_by_role("link", name="报名班次").wait_for()
    return desk.url


def chosen(desk, door: str, button: str, of: str = "") -> None:
    """Open a door of her page, choose the first that is offered (of such a name), and go back to her page."""
    desk.get_by_role("main").get_by_role("link", name=door, exact=True).click()
    offered = desk.get_by_role("main").locator("select option:not([value=''])").filter(has_text=of)
    desk.get_by_role("main").locator("select").select_option(value=offered.first.get_attribute("value"))
    desk.get_by_role("button", name=button, exact=True).click()
    desk.get_by_role("link", name="报名班次").wait_for()


def objected_at_the_window(desk) -> str:
    desk.get_by_role("link", name="这条时数不对").click()
    desk.get_by_label("哪里不对？").fill("我做了三小时，录成了两小时。")
    desk.get_by_label("多少小时才对？").fill("3")
    desk.get_by_label("本人以何方式表示").select_option("window")
    desk.get_by_label("凭据").fill("本人签字的时数单")
    desk.get_by_role("button", name="提出异议").click()
    desk.get_by_role("link", name="打开异议").click()
    desk.get_by_role("button", name="开始核实").wait_for()
    return desk.url


def certified_on_paper(desk, head, hers: str) -> str:
    """What the square on her paper opens. The place's rule asks for no public notice meanwhile, and then again for one."""
    notice_of(head, "0")
    desk.goto(hers)
    desk.get_by_role("link", name="志愿服务记录证明").click()
    desk.get_by_role("button", name="提交申请").click()
    confirmed(desk, "确认时长")
    notice_of(head, "7")
    head.goto(desk.url)
    confirmed(head, "签发")
    head.get_by_role("link", name="打印", exact=True).wait_for()
    desk.reload()
    desk.get_by_role("link", name="登记发出的纸质证明").click()
    desk.get_by_label("为何用纸质件").fill("没有智能手机")
    desk.locator("[name=filed_as]").fill("2026-3-17")
    desk.get_by_role("main").locator("form button[type=submit]").last.click()
    desk.get_by_text("已登记存档").wait_for()
    desk.goto(f"{head.url}paper/?as=page")
    return desk.get_by_role("link", name="扫码核验").get_attribute("href")


def notice_of(head, days: str) -> None:
    head.goto(NOTICE)
    head.get_by_label("新值").fill(days)
    head.get_by_label("来源").fill("街道办事处")
    head.get_by_role("main").locator("form button[type=submit]").last.click()
    head.wait_for_load_state()


def confirmed(page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
    dialog = page.get_by_role("dialog")
    if dialog.count():
        with page.expect_navigation():  # the dialog closes before the answer has come
            dialog.get_by_role("button", name=name, exact=True).click()
