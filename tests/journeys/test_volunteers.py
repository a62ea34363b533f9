"""The volunteer station from end to end: signing up, serving without a network, objecting to an hour, the week's roster."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from unicodedata import normalize
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from tests.chromium import PHONE
from tests.journeys.qr import read_qr

pytestmark = pytest.mark.browser
TEACHER, WORKER, DIRECTOR = "施惠英", "陈晓燕", "周建国"
NEWCOMER, HER_NUMBER = "沈雅琴", "310107195906124022"  # a retired teacher who is not in the demo
SCHOOLBOY, HIS_NUMBER = "沈小舟", "31010720120612402X"
POST = "SELECT id FROM volunteers_post WHERE title = '理货员'"
SHANGHAI = ZoneInfo("Asia/Shanghai")
UNDISPUTED = """
    SELECT e.id FROM volunteers_hourentry e JOIN volunteers_volunteer v ON v.id = e.volunteer_id
    JOIN people_person p ON p.id = v.person_id
    WHERE p.name = ? AND e.kind = 'service'
    AND e.id NOT IN (SELECT entry_id FROM volunteers_objection WHERE entry_id IS NOT NULL)
    AND e.id NOT IN (SELECT corrects_id FROM volunteers_hourentry WHERE corrects_id IS NOT NULL)
    ORDER BY e.day DESC, e.id DESC
"""


def test_a_newcomer_signs_up_in_large_type_and_serves_without_a_network(enter, visitor, office):
    phone = visitor(**PHONE)
    sign_up(phone, NEWCOMER, HER_NUMBER)
    phone.get_by_role("heading", name="谢谢您").wait_for()

    window = enter(WORKER)
    window.goto(f"/volunteers/?q={NEWCOMER}")
    window.get_by_role("main").locator("tbody").get_by_role("link").first.click()
    window.get_by_role("button", name="接受", exact=True).click()
    number = office.asked("SELECT max(number) FROM volunteers_volunteer WHERE channel = 'phone'")
    window.get_by_text(number).first.wait_for()
    window.get_by_role("button", name="登录卡", exact=True).click()
    card, pin = read_qr(window.locator("svg.qr")), window.locator(".pin-digits").inner_text().replace(" ", "")

    phone.goto(card)
    phone.get_by_label("PIN").fill(pin)
    phone.get_by_role("button", name="进入").click()
    phone.get_by_role("link", name="选择班次").first.wait_for()
    shift = a_shift_in_a_moment(window, office)
    phone.goto(f"/volunteers/mine/shifts/{shift}/")
    phone.get_by_role("button", name="报名这个班次").click()
    phone.goto("/volunteers/mine/check-ins/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")

    window.goto(f"/volunteers/shifts/{shift}/codes/")
    poster = window.get_by_role("link", name="到岗时扫").get_attribute("href")
    phone.context.set_offline(True)
    phone.goto(poster)
    phone.get_by_text("已存在这部手机上，待补传").wait_for()
    assert not office.asked("SELECT count(*) FROM volunteers_checkin WHERE shift_id = ?", shift)
    phone.context.set_offline(False)
    phone.goto("/volunteers/mine/")
    phone.locator("[data-check-ins]").get_by_text("已补传").first.wait_for()

    window.goto(f"/volunteers/shifts/{shift}/")
    row = window.get_by_role("row").filter(has_text=NEWCOMER)
    row.get_by_text("到场").wait_for()


def test_a_minor_on_a_phone_is_sent_to_the_window_and_the_worker_reads_that_it_was_so(enter, visitor, office):
    phone = visitor(**PHONE)
    sign_up(phone, SCHOOLBOY, HIS_NUMBER)
    phone.get_by_text("请由监护人陪同到窗口办理").first.wait_for()
    assert Axe().run(phone).violations_count == 0
    assert not office.asked("SELECT count(*) FROM people_person WHERE name = ?", SCHOOLBOY)
    window = enter(WORKER)
    window.goto("/volunteers/judgements/?rule=consent")
    window.get_by_role("main").get_by_text("未满18周岁须经监护人同意").first.wait_for()
    assert SCHOOLBOY not in window.content()


def test_an_objection_is_verified_and_corrected_with_both_entries_on_record(on_phone, enter, office):
    entry = office.asked(UNDISPUTED, TEACHER)
    phone = on_phone(TEACHER)
    phone.get_by_role("main").get_by_role("link", name="我的时数").click()
    phone.locator(f"main a[href='/volunteers/hours/{entry}/']").click()
    phone.get_by_role("link", name="这条时数不对").click()
    phone.get_by_label("哪里不对？").fill("那天提前半小时走的。")
    phone.get_by_label("多少小时才对？").fill("1.5")
    phone.get_by_role("button", name="提出异议").click()
    phone.get_by_text("中心将核实").first.wait_for()

    head = enter(DIRECTOR)
    objection = office.asked("SELECT id FROM volunteers_objection WHERE entry_id = ?", entry)
    head.goto(f"/volunteers/objections/{objection}/")
    head.get_by_role("button", name="开始核实").click()
    head.get_by_role("link", name="更正时数").click()
    head.get_by_label("正确的小时数").fill("1.5")
    head.get_by_label("了解到的情况").fill("学校签退表为16:30")
    head.get_by_role("button", name="更正").click()
    head.get_by_text("已更正").first.wait_for()

    phone.goto(f"/volunteers/hours/{entry}/")
    main = phone.get_by_role("main")
    main.get_by_role("heading", name="由什么更正").wait_for()
    replaced = main.get_by_role("link", name="撤销：-").or_(main.get_by_role("link", name="已更正：1.5"))
    assert replaced.count() == 2
    main.get_by_text("学校签退表为16:30").first.wait_for()
    main.get_by_role("link", name="已更正：1.5").click()
    phone.get_by_role("main").get_by_text("更正的是").wait_for()
    over = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0


def test_the_worker_reads_which_shifts_lack_people_and_which_hours_are_doubtful_and_why(enter):
    desk = enter(WORKER)
    lacking = desk.get_by_role("row").filter(has_text="班次缺人").first
    assert "缺" in lacking.inner_text()
    lacking.get_by_role("link").first.click()
    desk.get_by_role("main").get_by_text("缺", exact=False).first.wait_for()
    desk.get_by_role("button", name="报名").wait_for()

    desk.get_by_role("navigation").get_by_role("link", name="时数", exact=True).click()
    desk.get_by_label("只看存疑").check()
    desk.get_by_role("button", name="查看").click()
    desk.get_by_role("status").filter(has_text="存疑").wait_for()
    rows = desk.get_by_role("main").locator("tbody tr")
    rows.first.wait_for()
    assert all("存疑" in each for each in rows.all_inner_texts())
    rows.first.get_by_role("link").first.click()
    desk.get_by_role("heading", name="规则发现的情况").wait_for()
    desk.get_by_role("link", name="一天670分钟，超过每日上限600分钟。").click()
    desk.get_by_role("heading", name="当时的数字").wait_for()
    desk.get_by_text("670", exact=True).wait_for()
    desk.get_by_role("link", name="写明查到的情况").wait_for()


def test_a_volunteer_is_asked_about_hours_answers_on_the_phone_and_nothing_stays_on_her(on_phone, enter, office):
    entry = office.asked(UNDISPUTED, TEACHER)
    who = office.asked("SELECT volunteer_id FROM volunteers_hourentry WHERE id = ?", entry)
    head = enter(DIRECTOR)
    head.goto(f"/volunteers/{who}/inquiries/new/?entry={entry}")
    assert head.locator(f"input[value='{entry}']").is_checked()
    head.get_by_label("依据").fill("签到表上没有她的签名。")
    head.get_by_role("button", name="告知本人").click()
    head.get_by_text("已告知，待本人说明").first.wait_for()

    phone = on_phone(TEACHER)
    phone.get_by_role("link", name="查看并说明").click()
    phone.get_by_text("签到表上没有她的签名。").wait_for()
    assert Axe().run(phone).violations_count == 0
    phone.get_by_role("link", name="说明情况").click()
    phone.get_by_label("您的说明").fill("那天签在背面了。")
    phone.get_by_role("button", name="发送").click()
    phone.get_by_text("您的说明已送到中心。").first.wait_for()
    over = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0

    head.reload()
    head.get_by_text("那天签在背面了。").wait_for()
    head.get_by_role("link", name="时数无误").click()
    head.get_by_label("理由（本人将看到）").fill("背面有签名，属实。")
    head.get_by_role("button", name="时数无误").click()
    head.get_by_text("时数无误，不暂停评定").first.wait_for()
    phone.reload()
    phone.get_by_text("背面有签名，属实。").wait_for()
    phone.goto("/volunteers/mine/")
    assert phone.get_by_role("link", name="查看并说明").count() == 0


def test_a_changed_post_asks_who_is_signed_up_before_anybody_loses_a_place(on_phone, enter, office):
    """The teacher agrees to other risks on the phone; somebody without one answers on paper, and a director decides."""
    phone = on_phone(TEACHER)
    phone.get_by_role("main").get_by_role("link", name="查看并答复").first.wait_for()
    mine = "SELECT n.id FROM volunteers_changenotice n JOIN volunteers_volunteer v ON v.id = n.volunteer_id"
    mine += " JOIN people_person p ON p.id = v.person_id WHERE p.name = ?"
    notice = office.asked(mine, TEACHER)
    phone.locator(f"main a[href='/volunteers/changes/{notice}/']").click()
    phone.get_by_text("放学时护送过马路").wait_for()
    assert Axe().run(phone).violations_count == 0
    phone.get_by_role("link", name="答复", exact=True).click()
    phone.get_by_label("知道并接受现在的风险").check()
    phone.get_by_role("button", name="发送").click()
    phone.get_by_text("已同意，名额保留").first.wait_for()
    over = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0

    desk = enter(WORKER)
    desk.goto("/volunteers/changes/?state=begun")
    desk.get_by_role("main").locator("tbody").get_by_role("link").first.click()
    asked = desk.url.rstrip("/").rsplit("/", 1)[1]
    desk.get_by_role("link", name="已告知本人").click()
    desk.get_by_label("怎样告知本人").select_option("phone")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已告知，待本人答复").first.wait_for()
    assert desk.get_by_role("button", name="撤下这些班次").get_attribute("aria-disabled") == "true"
    desk.get_by_role("link", name="答复", exact=True).click()
    desk.get_by_label("愿意继续，有话要说").check()
    desk.get_by_label("您的说明").fill("证书已过期，下月再考。")
    desk.get_by_label("本人以何方式表示").select_option("letter")
    desk.get_by_label("凭据").fill("本人签字的意见单")
    desk.get_by_role("button", name="发送").click()
    desk.get_by_text("证书已过期，下月再考。").wait_for()

    head = enter(DIRECTOR)
    head.goto(f"/volunteers/changes/{asked}/")
    head.get_by_role("link", name="撤下这些班次").click()
    head.get_by_label("理由（本人将看到）").fill("岗位须有急救证，取得后欢迎再报名。")
    head.get_by_role("button", name="撤下这些班次").click()
    head.get_by_text("决定：撤下").first.wait_for()
    lost = "SELECT count(*) FROM volunteers_signup u JOIN volunteers_shift s ON s.id = u.shift_id"
    lost += " JOIN volunteers_changenotice n ON n.volunteer_id = u.volunteer_id AND n.post_id = s.post_id"
    lost += " WHERE n.id = ? AND u.state = 'given_up' AND u.told_at IS NULL AND u.changed_at IS NOT NULL"
    assert office.asked(lost, asked)
    desk.goto("/volunteers/calls/")
    desk.get_by_role("main").get_by_text("已撤下").first.wait_for()


def test_the_weeks_roster_prints_on_one_landscape_sheet(enter, office):
    shift = "SELECT s.{} FROM volunteers_shift s JOIN volunteers_signup u ON u.shift_id = s.id WHERE u.state = 'on'"
    shift += " AND s.cancelled_at IS NULL ORDER BY s.day DESC, s.id"
    day, pk = (office.asked(shift.format(column)) for column in ("day", "id"))
    who = "SELECT p.name FROM volunteers_signup u JOIN volunteers_volunteer v ON v.id = u.volunteer_id"
    who += " JOIN people_person p ON p.id = v.person_id WHERE u.shift_id = ? AND u.state = 'on'"
    page = enter(WORKER)
    page.goto(f"/volunteers/week/{day}/")
    page.get_by_role("link", name="打印", exact=True).click()
    page.get_by_role("heading", name="志愿者排班表").wait_for()
    page.emulate_media(media="print")
    assert not any(each.is_visible() for each in page.locator(".rail, .bar, .paper-tools, .no-print, .skip").all())
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    (sheet,) = [each.mediabox for each in printed.pages]
    text = "".join(normalize("NFKC", "".join(each.extract_text() for each in printed.pages)).split())
    assert (sheet.width > sheet.height, office.asked(who, pk) in text, "退出" in text) == (True, True, False)


def sign_up(phone, name: str, id_number: str) -> None:
    """What everybody does who has no account: from the vacancies to the form, in large type."""
    phone.goto("/volunteers/wanted/")
    phone.get_by_role("button", name="大字").click()
    phone.locator("html[data-type=large]").wait_for()
    phone.get_by_role("link", name="成为志愿者").click()
    phone.get_by_label("姓名").fill(name)
    phone.get_by_label("身份证号码").fill(id_number)
    phone.get_by_label("电话").fill("13816220431")
    phone.get_by_label("居委会").select_option(index=3)
    over = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0
    phone.get_by_role("button", name="报名").click()


def a_shift_in_a_moment(window, office) -> int:
    """A shift that begins within minutes, on this very day, so that its code holds now."""
    now = datetime.now(SHANGHAI)
    last = now.replace(hour=23, minute=59)
    post = office.asked(POST)
    window.goto(f"/volunteers/posts/{post}/shifts/new/")
    window.get_by_label("开始", exact=True).fill(
        f"{min(now + timedelta(minutes=5), last - timedelta(minutes=1)):%H:%M}"
    )
    window.get_by_label("结束", exact=True).fill(f"{min(now + timedelta(hours=2), last):%H:%M}")
    window.get_by_role("button", name="保存").click()
    window.wait_for_url("**/posts/*/")
    return office.asked("SELECT max(id) FROM volunteers_shift WHERE post_id = ?", post)
