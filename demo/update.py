"""This month's update of three rosters, as an office hands it in: some rows new, some changed, some not to be taken."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import openpyxl

from demo.invented import Inventor, Member
from demo.neighbourhood import CATEGORY_WORDS, CENTRE_NAME
from demo.plan import GroupPlan, Plan
from demo.sheets import put_title, saved

WAITING_FILE = "本月花名册更新.xlsx"
UPDATE = (
    "序号", "团队名称", "类别", "姓名", "性别", "出生年月", "身份证号", "团队中职务", "住址", "联系电话", "微信昵称",
)  # fmt: skip


def waiting_workbook(plan: Plan) -> bytes:
    """This month's update: three rosters again, a new group, and some rows that no one can take as they are."""
    rng = Random("update")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    put_title(sheet, f"{CENTRE_NAME}群众活动团队成员名单（更新）", len(UPDATE))
    sheet.append(list(UPDATE))
    inventor = Inventor(rng, plan.day, phones="1540001")
    known = [group for group in plan.groups if group.lasts and group.round == 0 and len(group.stays) > 18][:3]
    rows = [row for group in known for row in _again(group, inventor)]
    rows += [("陕北手语歌队", "culture", inventor.member(aged=n % 3 > 0, women=0.8, not_named=set())) for n in range(9)]
    for number, (name, category, member) in enumerate(rows, 1):
        nickname = "健康每一天" if number % 9 == 0 else None  # no column of ours
        sheet.append([number, name, CATEGORY_WORDS[category], *_update_row(member, rng), nickname])
    for row, column, wrong in ((5, 7, "310107195503020019"), (9, 7, 310107195111230000), (14, 10, "电话已换")):
        sheet.cell(row, column).value = wrong
    sheet.cell(21, 4).value = None
    return saved(book, plan.day)


def _again(group: GroupPlan, inventor: Inventor) -> Iterator[tuple[str, str, Member]]:
    """The roster as it stands, and one newcomer."""
    here = [stay.member for stay in group.stays_of("workbook") if not stay.left]
    for member in (*here, inventor.member(aged=True, women=0.5, not_named=group.names)):
        yield group.name, group.category, member


def _update_row(member: Member, rng: Random) -> list:
    """As before, but one in eight has a new phone."""
    phone = f"1540002{rng.randint(0, 9999):04}" if member.id_number and rng.random() < 0.12 else member.phone
    birth = None if member.id_number else f"{member.born.year}.{member.born.month:02}"
    return [
        member.name, "女" if member.sex == "2" else "男", birth, member.id_number or None, None, member.address or None,
        phone or None,
    ]  # fmt: skip
