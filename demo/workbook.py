"""The office's own files, as offices keep them: titles, merged cells, a heading of two rows, totals and signatures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from demo.neighbourhood import CATEGORY_WORDS, CENTRE, CENTRE_NAME, TIMES_A_WEEK
from demo.plan import GroupPlan, Plan, Stay
from demo.sheets import MIDDLE, dress, put_title, saved

LEDGER = (  # over, heading, width
    ("", "序号", 6), ("", "团队名称", 24), ("", "类别", 12), ("", "所属居委", 20), ("", "成立时间", 11),
    ("活动", "活动内容", 24), ("活动", "活动地点", 24), ("活动", "活动时间", 24), ("活动", "每周活动次数", 8),
    ("负责人", "姓名", 10), ("负责人", "联系电话", 14),
    ("成员情况", "总人数", 8), ("成员情况", "60岁以上", 8), ("成员情况", "党员人数", 8),
    ("备案", "备案编号", 20), ("备案", "备案日期", 12), ("备案", "有效期至", 12),
    ("", "备注", 16),
)  # fmt: skip
ROSTER = (
    ("序号", 6), ("团队名称", 22), ("姓名", 10), ("性别", 6), ("出生年月", 11), ("年龄", 6), ("身份证号", 21),
    ("团队中职务", 10), ("原单位担任职务", 20), ("住址", 30), ("联系电话", 14), ("入队日期", 11),
)  # fmt: skip
FILES = (
    "长寿路街道群众活动团队台账及花名册.xlsx",
    "新建团队花名册（上半年）.xlsx",
    "新建团队花名册（下半年）.xlsx",
)
FLAT = ("sports", "culture", "hobby")  # one long roster each; of the few public service groups each has a sheet


def main_workbook(plan: Plan, as_of: date) -> bytes:
    """The ledger of all groups the office knew, and the rosters of their members."""
    rng = Random(f"{len(plan.groups)}")
    groups = [group for group in plan.groups if group.round == 0]
    book = openpyxl.Workbook()
    _ledger(book.active, groups, as_of, rng)
    for category in FLAT:
        sheet = book.create_sheet(f"{CATEGORY_WORDS[category]}花名册")
        _flat_roster(sheet, CATEGORY_WORDS[category], [g for g in groups if g.category == category], as_of, rng)
    for group in groups:
        if group.category not in FLAT and group.has_roster:
            _own_sheet(book.create_sheet(group.name), group, as_of, rng)
    return saved(book, as_of)


def newcomers_workbook(plan: Plan, number: int, as_of: date) -> bytes:
    """A later file: groups new to the office, their facts above each roster."""
    rng = Random(f"{number}")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for group in plan.groups:
        if group.round == number:
            _own_sheet(book.create_sheet(group.name), group, as_of, rng)
    return saved(book, as_of)


# --- The ledger -------------------------------------------------------------------------------------------------------
def _ledger(sheet: Worksheet, groups: list[GroupPlan], as_of: date, rng: Random) -> None:
    sheet.title = "台账"
    put_title(sheet, f"{CENTRE_NAME}群众活动团队台账", len(LEDGER))
    sheet.append([f"填报单位：{CENTRE_NAME}社区社会组织服务中心　　截至{as_of:%Y年%m月%d日}"])
    _two_row_heading(sheet)
    for number, group in enumerate(groups, 1):
        sheet.append([number, *_ledger_row(group, as_of, rng)])
    sheet.append(["合计", *[""] * 10, sum(len(_listed(group)) for group in groups)])
    sheet.append([])
    filled_in = f"填表日期：{as_of:%Y年%m月%d日}"
    sheet.append(["填表人：陈晓燕", *[""] * 4, "审核人：周建国", *[""] * 5, filled_in])


def _two_row_heading(sheet: Worksheet) -> None:
    top = sheet.max_row + 1
    sheet.append([over or heading for over, heading, _width in LEDGER])
    sheet.append([heading if over else None for over, heading, _width in LEDGER])
    first = 1
    for at, (over, _heading, _width) in enumerate(LEDGER, 1):
        if not over:
            sheet.merge_cells(start_row=top, end_row=top + 1, start_column=at, end_column=at)
        if at == len(LEDGER) or LEDGER[at][0] != over:
            if over:
                sheet.merge_cells(start_row=top, end_row=top, start_column=first, end_column=at)
            first = at + 1
    dress(sheet, (top, top + 1), [width for _over, _heading, width in LEDGER])


def _ledger_row(group: GroupPlan, as_of: date, rng: Random) -> Iterator:
    listed, leader = _listed(group), group.leader
    yield group.name
    yield CATEGORY_WORDS[group.category]
    yield CENTRE_NAME if group.place == CENTRE else f"{group.place_name}居委会"
    yield rng.choice((f"{group.founded:%Y年}{group.founded.month}月", f"{group.founded.year}.{group.founded.month:02}"))
    yield group.content
    yield group.venue
    yield group.times
    yield TIMES_A_WEEK.get(group.times, "")
    yield leader.name if leader else ""
    yield leader.phone if leader else ""
    yield from _reported(group, listed, rng)
    yield group.filing_number
    yield group.filed_on.isoformat() if group.filed_on else ""
    yield group.filed_until.isoformat() if group.filed_until else ""
    yield "名单待补" if not group.has_roster else ""


def _reported(group: GroupPlan, listed: list[Stay], rng: Random) -> Iterator[int]:
    """What the groups themselves said: often not quite what their rosters hold."""
    members, aged = len(listed) or rng.randint(12, 20), sum(stay.member.aged for stay in listed)
    said = members + rng.choice((0, 0, 0, 0, 1, 2, 3, -1))
    yield said
    yield min(said, aged + rng.choice((0, 0, 0, 1, 2)))
    yield rng.randint(0, min(6, said))


# --- The rosters ------------------------------------------------------------------------------------------------------
def _flat_roster(sheet: Worksheet, word: str, groups: list[GroupPlan], as_of: date, rng: Random) -> None:
    """One long list; the group's name stands on the first of its rows, merged over the others."""
    put_title(sheet, f"{CENTRE_NAME}{word}群众活动团队成员花名册", len(ROSTER))
    sheet.append([heading for heading, _width in ROSTER])
    dress(sheet, (2,), [width for _heading, width in ROSTER])
    first, above = 3, 2  # rows above the first member
    for group in groups:
        row = first
        for row, stay in enumerate(_listed(group), first):
            name = group.name if row == first else None
            sheet.append([row - above, name, *_member_row(stay, as_of, rng)])
        if row > first:
            sheet.merge_cells(start_row=first, end_row=row, start_column=2, end_column=2)
            sheet.cell(first, 2).alignment = MIDDLE
        first += len(_listed(group))
    sheet.append(["合计", f"{first - above - 1}人"])
    sheet.append(["填表人：", "", "", "负责人（签字）：", "", "", "", "（盖章）"])


def _own_sheet(sheet: Worksheet, group: GroupPlan, as_of: date, rng: Random) -> None:
    """A group's own sheet: its facts in a block, its members below."""
    columns = [column for column in ROSTER if column[0] != "团队名称"]
    put_title(sheet, "群众活动团队成员花名册", len(columns))
    leader = group.leader
    said = (
        ("团队名称", group.name), ("类别", CATEGORY_WORDS[group.category]), ("所属居委", f"{group.place_name}居委会"),
        ("成立时间", f"{group.founded:%Y年}{group.founded.month}月"), ("活动内容", group.content), ("活动地点", group.venue),
        ("活动时间", group.times), ("负责人", leader.name if leader else ""),
    )  # fmt: skip
    facts = [f"{label}：{value}" for label, value in said if value and value != f"{CENTRE_NAME}居委会"]
    for pair in zip(facts[::2], [*facts[1::2], ""], strict=False):
        sheet.append([pair[0], None, None, None, None, pair[1] or None])
    sheet.append([heading for heading, _width in columns])
    dress(sheet, (sheet.max_row,), [width for _heading, width in columns])
    for number, stay in enumerate(_listed(group), 1):
        sheet.append([number, *_member_row(stay, as_of, rng)])
    sheet.append(["合计", f"{len(_listed(group))}人"])
    sheet.append(["填表人：", None, None, None, f"填表日期：{as_of:%Y年%m月%d日}"])


def _member_row(stay: Stay, as_of: date, rng: Random) -> list:
    member = stay.member
    return [
        member.name,
        "女" if member.sex == "2" else "男",
        _birth(stay, rng),
        member.age_on(as_of) if member.known == "age" else None,
        member.id_number or None,
        stay.duty,
        member.former_post or None,
        member.address or None,
        member.phone or None,
        _since(stay, as_of, rng),
    ]


def _birth(stay: Stay, rng: Random) -> str | None:
    born, known = stay.member.born, stay.member.known
    if known in ("age", "none") or (known == "id" and rng.random() < 0.3):
        return None
    if known == "year":
        return f"{born.year}年"
    if known == "day":
        return born.isoformat()
    return rng.choice((f"{born.year}.{born.month:02}", f"{born.year}年{born.month}月"))


def _since(stay: Stay, as_of: date, rng: Random) -> str | None:
    """A month after the group's founding and before the file; often nobody wrote it down."""
    first, last = stay.group.founded.year + 1, as_of.year - 1
    if first > last or rng.random() < 0.3:
        return None
    return f"{rng.randint(first, last)}.{rng.randint(1, 12):02}"


def _listed(group: GroupPlan) -> list[Stay]:
    return group.stays_of("workbook")
