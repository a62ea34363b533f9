"""The volunteers of the demo as the office's workbooks tell of them: 1,825 in 52 teams, and one service point's year 2006."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from random import Random

import openpyxl

from demo.invented import Inventor, Member
from demo.neighbourhood import CENTRE_NAME, SEATED
from demo.sheets import dress, put_title, saved
from shuniu.kernel.places.codes import read_places

VOLUNTEERS, TEAMS = 1825, 52  # [case]
PERSON_TIMES, HOURS_EACH = (
    1320,
    3,
)  # of the charity supermarket's service point in 2006: 3,960 hours, 495 workdays [case]
SHOP, SHOP_TEAM, TEACHERS = "慈善超市服务点", "慈善超市志愿服务队", "银龄助学志愿服务队"
RETIRED_TEACHER = "施惠英"
RETIRING, MINORS = 2, 1  # two of the workbook retire during the year, one minor comes at the window
SHOP_VETERANS = 36  # who served in 2006 already
OUTREACH_TEAM, OUTREACH = "街面外展关爱服务队", 50  # [case]
FILE, FILE_2006 = "长寿路街道志愿者花名册.xlsx", "慈善超市服务点2006年志愿服务登记册.xlsx"
KINDS = ("平安巡逻", "环境清洁", "助老陪伴", "文明交通", "垃圾分类", "楼组邻里", "阅读推广", "便民维修", "健康宣传")
SOCIAL_WORKERS = ("陈晓燕", "宋佳", "潘毅")  # the cast's workers, who lead the teams in turn
SERVICES = ("独居老人陪伴", "环境清洁", "社区教育", "大型活动服务", "陪同就医", "调查统计", "课业辅导", "慈善物资整理")
SKILLS = ("急救", "教学", "医护", "电脑与手机", "文艺", "理发", "家电维修", "")
ROSTER = (
    ("序号", 6), ("姓名", 10), ("志愿者编号", 22), ("身份证号", 21), ("联系电话", 14), ("所属居委", 16), ("服务队", 24),
    ("职务", 8), ("带队社工", 10), ("服务类别", 20), ("专业技能", 14), ("注册日期", 12),
)  # fmt: skip
LEDGER = (
    ("序号", 6), ("服务日期", 12), ("姓名", 10), ("志愿者编号", 22), ("服务点", 18), ("服务时间", 14), ("服务时长", 10),
    ("服务内容", 16), ("凭证", 20),
)  # fmt: skip


@dataclass(eq=False, slots=True)
class Helper:
    """A volunteer of the workbook."""

    member: Member
    number: str
    team: str
    place: str
    since: date
    leads: bool = False
    service: str = ""
    skill: str = ""


@dataclass(slots=True)
class Station:
    """All volunteers of the demo, and who served at the shop in 2006."""

    day: date
    helpers: list[Helper] = field(default_factory=list)
    inventor: Inventor | None = None

    def of_team(self, team: str) -> list[Helper]:
        return [helper for helper in self.helpers if helper.team == team]


def draw_station(day: date, *, beside: Inventor) -> Station:
    """The same volunteers for the same day; none has the ID number of somebody drawn before (`beside`)."""
    rng = Random("volunteers")
    station = Station(day, inventor=Inventor(rng, day, phones="1540001", beside=beside))
    places = [p.name.removesuffix("社区居民委员会").removesuffix("居委会") for p in read_places() if p.code in SEATED]
    for team, size in _sizes(rng).items():
        for at in range(size):
            station.helpers.append(_helper(station, team, at, places, rng))
    return station


def team_names() -> list[str]:
    named = [SHOP_TEAM, TEACHERS, OUTREACH_TEAM]
    ordinal = ("第一", "第二", "第三", "第四", "第五", "第六")
    others = [f"{kind}{which}服务队" for which in ordinal for kind in KINDS]
    return [*named, *others][:TEAMS]


def _sizes(rng: Random) -> dict[str, int]:
    """Sizes that come to the whole number; the outreach team has its fifty."""
    names, whole = team_names(), VOLUNTEERS + RETIRING - MINORS
    sizes = {name: rng.randint(20, 48) for name in names}
    sizes[OUTREACH_TEAM], sizes[SHOP_TEAM] = OUTREACH, 42
    free = [name for name in names if name not in (OUTREACH_TEAM, SHOP_TEAM)]
    at = 0
    while (gap := whole - sum(sizes.values())) != 0:
        sizes[free[at % len(free)]] += 1 if gap > 0 else -1
        at += 1
    return sizes


def _helper(station: Station, team: str, at: int, places: list[str], rng: Random) -> Helper:
    veteran = team == SHOP_TEAM and at < SHOP_VETERANS
    teacher = team == TEACHERS and at == 0
    taken = {helper.member.name for helper in station.helpers if helper.team == team}
    member = station.inventor.member(aged=veteran or teacher or rng.random() < 0.55, women=0.62, not_named=taken)
    if teacher:
        member.name, member.sex = RETIRED_TEACHER, "2"
    station.inventor.id_for(member)
    since = date(2005, rng.randint(3, 11), rng.randint(1, 28)) if veteran else _since(station.day, rng)
    return Helper(
        member,
        number=f"ZY310107015{len(station.helpers) + 1:06}",
        team=team,
        place=rng.choice(places),
        since=since,
        leads=at == (1 if team == TEACHERS else 0),
        service="慈善超市服务"
        if team == SHOP_TEAM
        else "街面外展关爱"
        if team == OUTREACH_TEAM
        else rng.choice(SERVICES),
        skill="教学" if teacher else rng.choice(SKILLS),
    )


def _since(day: date, rng: Random) -> date:
    """Some two to eight years ago: long enough before the year that the demo tells."""
    return day - timedelta(days=rng.randint(700, 3000))


# --- The office's files -----------------------------------------------------------------------------------------------
def roster_workbook(station: Station, as_of: date) -> bytes:
    """One long list; the team stands on the first of its rows, merged over the others."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "志愿者花名册"
    put_title(sheet, f"{CENTRE_NAME}志愿者花名册", len(ROSTER))
    sheet.append([heading for heading, _width in ROSTER])
    dress(sheet, (2,), [width for _heading, width in ROSTER])
    last, leading = None, dict(zip(team_names(), cycle(SOCIAL_WORKERS), strict=False))
    for number, helper in enumerate(station.helpers, 1):
        member = helper.member
        sheet.append([
            number, member.name, helper.number, member.id_number, member.phone or None, f"{helper.place}居委会",
            helper.team if helper.team != last else None, "队长" if helper.leads else None,
            leading[helper.team] if helper.team != last else None, helper.service,
            helper.skill or None, helper.since.isoformat(),
        ])  # fmt: skip
        last = helper.team
    sheet.append(["合计", f"{len(station.helpers)}人"])
    sheet.append(["填表人：陈晓燕", "", "", "", f"填表日期：{as_of:%Y年%m月%d日}"])
    return saved(book, as_of)


def ledger_of_2006(station: Station, as_of: date) -> bytes:
    """The register book of the charity supermarket: four a day on 330 days, three hours each."""
    rng = Random("2006")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "2006年"
    put_title(sheet, "慈善超市服务点志愿服务登记册（2006年）", len(LEDGER))
    sheet.append([heading for heading, _width in LEDGER])
    dress(sheet, (2,), [width for _heading, width in LEDGER])
    veterans = [helper for helper in station.of_team(SHOP_TEAM) if helper.since.year == 2005]
    open_days = [date(2006, 1, 1) + timedelta(days=n) for n in range(365)]
    closed = set(rng.sample(open_days[31:], 34)) | {date(2006, 1, 29)}
    number = 0
    for day in open_days:
        if day in closed or number >= PERSON_TIMES:
            continue
        for half, helper in zip(
            ("9:00-12:00", "9:00-12:00", "13:00-16:00", "13:00-16:00"), rng.sample(veterans, 4), strict=True
        ):
            number += 1
            sheet.append([
                number, day.isoformat(), helper.member.name, helper.number, SHOP, half, HOURS_EACH,
                rng.choice(("整理物资", "接待服务对象", "收银记账")), f"登记册第{(number - 1) // 24 + 1}页",
            ])  # fmt: skip
    sheet.append(["合计", "", f"{number}人次", "", "", "", number * HOURS_EACH])
    return saved(book, as_of)
