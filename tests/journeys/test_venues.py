"""A season from the wishes to the public account, on phone and paper; a conflict explained; a place given up; the door."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.chromium import PHONE
from tests.journeys.qr import read_qr
from tests.journeys.visits_of_organizations import CARE, CONTACT
from tests.journeys.visits_of_venues import CHOIR, SPACE, WISHING

pytestmark = pytest.mark.browser
HERE = ZoneInfo("Asia/Shanghai")
TITLE = "2029年试排场地"
MEADOW = "SELECT s.id FROM venues_space s JOIN venues_venue v ON v.id = s.venue_id WHERE v.name = '梦清园大草坪'"
COLUMNS = ("b.day", "b.starts", "b.ends", "g.name")
HELD_BY_OTHERS = (
    "FROM venues_booking b JOIN groups_group g ON g.id = b.group_id WHERE b.refused = '' AND b.cancelled_at IS NULL "
    f"AND b.released_at IS NULL AND b.space_id = ({SPACE}) AND b.group_id <> ({CHOIR}) AND b.day > date('now', '+1 day') "
    "ORDER BY b.day, b.starts"
)


def test_a_leader_ranks_wishes_and_reads_in_the_account_who_holds_what(on_phone, enter, visitor, office):
    director = enter("周建国")
    announced(director)
    round_ = office.asked("SELECT id FROM venues_round WHERE title = ?", TITLE)

    tai_chi = on_phone("王福生")
    open_wishes(tai_chi)
    fill_wish(tai_chi, 1, place=office.asked(SPACE), day="1", hours=("09:00", "11:00"))
    more = tai_chi.locator("summary").filter(has_text="再加一段时间").first
    if not tai_chi.locator("[name=until_1_2]").is_visible():
        more.tap()
    tai_chi.locator("[name=days_1_2][value='7']").check()
    for name, hour in (("from", "06:00"), ("until", "06:30")):
        tai_chi.locator(f"[name={name}_1_2]").fill(hour)
    tai_chi.get_by_text("第二愿望").tap()
    fill_wish(tai_chi, 2, place=office.asked(MEADOW), day="6", hours=("07:00", "09:00"))
    assert fits(tai_chi)
    for name, value in (("times", "2"), ("persons", "16")):
        tai_chi.locator(f"[name={name}]").fill(value)
    tai_chi.get_by_role("main").get_by_role("button", name="提交").click()
    tai_chi.get_by_text("时间不够").first.wait_for()  # half an hour for two; it stands open where it is wrong
    assert tai_chi.locator("[name=until_1_2]").is_visible()
    tai_chi.locator("[name=until_1_2]").fill("09:00")
    hand_in(tai_chi, times=2)
    choir = on_phone("李桂芳")
    open_wishes(choir)
    fill_wish(choir, 1, place=office.asked(SPACE), day="1", hours=("09:00", "11:00"))
    hand_in(choir, times=1)

    the_days_of_wishing_pass(office, round_)
    main = director.get_by_role("main")
    director.goto(f"/venues/rounds/{round_}/")
    main.get_by_role("button", name="运行分配").click()
    main.get_by_role("button", name="重新运行并比较").click()
    director.get_by_text("每个决定都相同").wait_for()
    main.get_by_role("button", name="公示", exact=True).click()
    director.get_by_role("dialog").get_by_role("button", name="公示").click()
    main.get_by_role("link", name="公开账").wait_for()

    account = main.get_by_role("link", name="公开账").get_attribute("href")
    reads_the_account(visitor(), account, language="zh-hans", held="由%s使用（第")
    reads_the_account(visitor(**PHONE), account, language="en", held="is held by %s (turn ")
    for page, name in ((tai_chi, "夕阳红太极拳队"), (choir, "新会合唱队")):
        page.goto("/venues/mine/")
        page.get_by_role("main").get_by_role("link", name=f"{TITLE}的结果").tap()
        page.get_by_role("heading", name="逐个愿望").wait_for()
        assert name in page.get_by_role("heading", level=1).inner_text()


def test_a_leader_who_asks_for_a_taken_time_reads_who_has_it_and_what_is_free(on_phone, office):
    day, starts, ends, holder = (office.asked(f"SELECT {column} {HELD_BY_OTHERS}") for column in COLUMNS)
    page = on_phone("李桂芳")
    page.get_by_role("link", name="场地", exact=True).tap()
    page.get_by_role("link", name="找场地").tap()
    page.get_by_role("link", name="社区文化活动中心203室").tap()
    page.get_by_role("main").get_by_role("link", name="预订").first.tap()
    for name, value in (("day", day), ("starts", starts[:5]), ("ends", ends[:5]), ("persons", "16")):
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="预订").tap()
    page.get_by_text(f"{day} {starts[:5]}至{ends[:5]}由{holder}使用。").first.wait_for()
    page.get_by_text(f"{day}尚空闲：").wait_for()
    assert page.locator("[name=starts]").input_value() == starts[:5]  # nothing typed is lost
    assert fits(page)


def test_wishes_from_paper_carry_who_keyed_them_in_and_can_be_withdrawn(enter, on_phone, office):
    round_, group = office.asked(WISHING), office.asked(CHOIR)
    worker = enter("陈晓燕")
    worker.goto(f"/venues/rounds/{round_}/groups/{group}/wish-form/?as=page")
    worker.goto(read_qr(worker.locator("svg.qr").first))  # as the desk's scanner does
    fill_wish(worker, 1, place=office.asked(SPACE), day="3", hours=("13:00", "17:00"))
    hand_in(worker, times=1)

    page = on_phone("李桂芳")
    page.get_by_role("link", name="场地", exact=True).tap()
    section = page.locator("section").filter(has=page.get_by_role("heading", name="下一季场地分配"))
    section.get_by_text("陈晓燕，纸质件，由工作人员录入").wait_for()
    assert fits(page)
    section.get_by_role("button", name="撤回愿望").tap()
    page.get_by_role("dialog").get_by_role("button", name="撤回愿望").tap()
    page.get_by_text("愿望已撤回").wait_for()
    withdrawn = "SELECT withdrawn_at IS NOT NULL FROM venues_application WHERE round_id = ? AND group_id = ?"
    assert office.asked(withdrawn, round_, group) == 1


def test_a_place_given_up_tells_the_group_why_its_dates_are_gone(enter, on_phone, office):
    worker, day = enter("陈晓燕"), datetime.now(HERE).date() + timedelta(days=5)
    space = entered(worker, "南门活动棚", office)
    page = on_phone("王福生")
    book(page, space, day, "06:00", "06:30")
    page.get_by_role("link", name="交回时段").wait_for()

    main, since = worker.get_by_role("main"), day - timedelta(days=1)
    main.get_by_role("link", name="停用场地").click()
    worker.get_by_label("自这一天起").fill(since.isoformat())
    worker.get_by_label("理由").fill("棚顶漏水")
    main.get_by_role("button", name="停用场地").click()
    worker.get_by_text("取消了1个已订日期").wait_for()
    worker.get_by_text(f"自{since}起停用").wait_for()

    page.goto("/venues/mine/")
    page.get_by_text("已取消", exact=True).tap()
    page.get_by_text(f"{day} 06:00–06:30 南门活动棚：棚顶漏水").wait_for()
    assert fits(page)
    book(page, space, day, "06:00", "06:30")
    page.get_by_text("已停用：棚顶漏水").first.wait_for()


def test_the_code_at_the_door_checks_a_group_in(enter, on_phone, office):
    now = datetime.now(HERE)
    if now.time() >= time(23, 40):
        pytest.skip("no time of today is left to book")
    worker, page = enter("陈晓燕"), on_phone("王福生")
    space = entered(worker, "通宵书房", office)
    starts = now.replace(minute=now.minute // 15 * 15)  # half an hour later it would be given back as unused
    book(
        page,
        space,
        now.date(),
        f"{starts:%H:%M}",
        "23:45" if now.hour == 23 else f"{starts + timedelta(hours=1):%H:%M}",
    )
    page.get_by_role("button", name="我们到了").wait_for()

    worker.get_by_role("main").get_by_role("link", name="门口张贴页").click()
    worker.get_by_role("cell", name="夕阳红太极拳队").wait_for()
    page.goto(read_qr(worker.locator("svg.qr").first))
    page.get_by_role("button", name="我们到了").tap()
    page.get_by_text("签到成功").wait_for()
    assert fits(page)
    assert office.asked("SELECT checked_in_via FROM venues_booking WHERE space_id = ?", space) == "code"


def test_a_room_that_an_organization_offers_can_be_booked_by_a_group(enter, on_phone, office):
    contact, name = enter(CONTACT, **PHONE), "二楼书画室"
    contact.goto(f"/organizations/{office.asked(CARE)}/")
    contact.get_by_role("main").get_by_role("link", name="提供场地").click()
    day = datetime.now(HERE).date() + timedelta(days=3)
    for field, value in (("name", name), ("capacity", "24"), ("opens", "08:00"), ("closes", "17:00"),
                         ("terms", "免费，用后打扫"), ("offered_from", datetime.now(HERE).date().isoformat())):  # fmt: skip
        contact.locator(f"[name={field}]").fill(value)
    for box in contact.locator("[name=weekdays]").all():
        box.check()
    assert fits(contact)
    contact.get_by_role("main").locator("button[type=submit]").click()
    contact.get_by_role("heading", name=name).first.wait_for()

    worker = enter("陈晓燕")
    offer = office.asked("SELECT id FROM venues_offer WHERE name = ?", name)
    worker.goto(f"/venues/offers/{offer}/")
    worker.get_by_role("main").get_by_role("button", name="采用为场地").click()
    worker.get_by_role("heading", name=name).first.wait_for()
    space = office.asked("SELECT id FROM venues_space WHERE name = ?", name)

    page = on_phone("王福生")
    page.goto(f"/venues/spaces/{space}/bookings/new/")
    page.get_by_text("免费，用后打扫").first.wait_for()
    book(page, space, day, "09:00", "10:00")
    page.get_by_text("等待同意").first.wait_for()
    assert fits(page)
    booking = office.asked("SELECT id FROM venues_booking WHERE space_id = ?", space)
    worker.goto(f"/venues/bookings/{booking}/")
    worker.get_by_role("main").get_by_role("button", name="通过", exact=True).click()
    worker.get_by_text("已订", exact=True).first.wait_for()


# --- Steps --------------------------------------------------------------------------------------------------------------
def announced(page) -> None:
    today = datetime.now(HERE).date()
    page.goto("/venues/rounds/new/")
    page.locator("[name=title]").fill(TITLE)
    for name, days in (("opens_on", 0), ("closes_on", 10), ("first", 700), ("last", 800)):
        page.locator(f"[name={name}]").fill((today + timedelta(days=days)).isoformat())
    page.get_by_role("button", name="公布").click()
    page.get_by_role("heading", name=TITLE).wait_for()


def entered(page, name: str, office) -> int:
    """A new place, open day and night; its space."""
    page.goto("/venues/new/")
    for field, value in (("name", name), ("capacity", "30"), ("opens", "00:00"), ("closes", "23:45")):
        page.locator(f"[name={field}]").fill(value)
    page.locator("[name=grain]").select_option("15")
    page.get_by_role("main").get_by_role("button", name="登记场地").click()
    page.get_by_role("heading", name=name).first.wait_for()
    return office.asked("SELECT id FROM venues_space WHERE name = ?", name)


def book(page, space: int, day: date, starts: str, ends: str) -> None:
    page.goto(f"/venues/spaces/{space}/bookings/new/")
    for field, value in (("day", day.isoformat()), ("starts", starts), ("ends", ends), ("persons", "12")):
        page.locator(f"[name={field}]").fill(value)
    page.get_by_role("button", name="预订").tap()


def open_wishes(page) -> None:
    page.get_by_role("link", name="场地", exact=True).tap()
    section = page.locator("section").filter(has=page.get_by_role("heading", name=TITLE))
    section.get_by_role("link", name="我们的愿望").tap()
    page.locator("[name=place_1]").wait_for()


def fill_wish(page, rank: int, *, place: int, day: str, hours: tuple[str, str]) -> None:
    page.locator(f"[name=place_{rank}]").select_option(str(place))
    for more in page.locator(f"[name^=place_{rank}_]:visible").all():  # what the group asked for before
        more.select_option("")
    for box in page.locator(f"[name^=days_{rank}_]:visible").all():
        box.uncheck()
    for box in page.locator(f"[name=days_{rank}]").all():
        box.set_checked(box.get_attribute("value") == day)
    for name, hour in zip(("from", "until"), hours, strict=True):
        page.locator(f"[name={name}_{rank}]").fill(hour)


def hand_in(page, *, times: int) -> None:
    page.locator("[name=times]").fill(str(times))
    page.locator("[name=persons]").fill("16")
    page.locator("[name=minutes]").select_option("120")
    for box in page.locator("[name=equipment], [name=amplified]").all():
        box.uncheck()
    page.get_by_role("main").get_by_role("button", name="提交").click()
    page.get_by_text("愿望已提交").wait_for()


def the_days_of_wishing_pass(office, round_: int) -> None:
    """The served house goes by the real clock; what a fortnight would do is done to the dates of this one round."""
    yesterday = datetime.now(HERE).date() - timedelta(days=1)
    with closing(sqlite3.connect(office.home / "shuniu.sqlite3", timeout=20)) as database, database:
        database.execute(
            "UPDATE venues_round SET opens_on = ?, closes_on = ? WHERE id = ?",
            ((yesterday - timedelta(days=10)).isoformat(), yesterday.isoformat(), round_),
        )


def reads_the_account(page, address: str, *, language: str, held: str) -> None:
    page.goto(address)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
    page.reload()
    for summary in page.locator("details summary").all():  # which group comes last is the lot's to say
        summary.click()
    said = page.get_by_role("listitem").all_inner_texts()
    lost = [each for each in said if any(held % name in each for name in ("夕阳红太极拳队", "新会合唱队"))]
    assert len(lost) == 1, "\n".join(said)
    assert fits(page)


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")
