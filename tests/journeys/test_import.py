"""The office's own workbook: judged before anything changes, accepted, unchanged the second time, and taken back."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from demo.workbook import FILES
from demo.workbook import ROSTER as COLUMNS

pytestmark = pytest.mark.browser
NEW = "叶家宅枫桥书法社"
WRONG = "310107195001010010"  # its check digit would be another
HEADINGS = ["序号", "团队名称", "类别", "姓名", "性别", "出生年月", "身份证号", "住址", "联系电话", "微信昵称"]
ROSTER = [heading for heading, _width in COLUMNS[2:]]
TAI_CHI = ("夕阳红太极拳队", "体育健身类")
NEWCOMERS = [
    [3, NEW, "文化娱乐类", "顾墨林", "男", "1951.03", "", "叶家宅路1弄2号", "15400008881", "墨"],
    [4, NEW, "", "沈素琴", "女", "1956年11月", "", "叶家宅路1弄3号", "15400008882", ""],
    [5, NEW, "", "何文彬", "男", "", WRONG, "叶家宅路1弄4号", "15400008883", ""],
]
NEW_PHONE = "15400009999"
REFUSED_AT = ("名单", "7", "身份证号")  # sheet, row, column: after a title and the headings comes row 3


def test_a_workbook_is_judged_accepted_and_taken_back(enter, office):
    page = enter("陈晓燕")
    same, moved = known_members(page, office)
    content = workbook([1, *same, ""], [2, *moved[:-1], NEW_PHONE, ""], *NEWCOMERS)
    hand_in(page, content)
    assert counts(page) == {"群众活动团队": [1, 0, 1], "人员": [2, 1, 1], "成员人次": [2, 0, 2]}
    refused = page.locator("#refused tbody tr").all_inner_texts()
    assert refused == [
        "\t".join((*REFUSED_AT, "310***********0010", "最后一位校验码与前17位不符。", "请与证件逐位核对。"))
    ]
    assert WRONG not in page.content()
    assert NEW in page.locator("#new-groups").inner_text()
    assert "顾墨林" in page.locator("#new-people").inner_text()
    assert f"{moved[2]}\t电话\t{masked(moved[-1])}\t{masked(NEW_PHONE)}" in page.locator("#changed").inner_text()
    assert "微信昵称" in page.locator("#notes").inner_text()
    assert in_register(office) is None, "nothing is written before it is accepted"
    assert marked_cells(page) == ["G7"]

    page.get_by_role("button", name="只接受通过的行").click()
    see_the_result(page)
    written = page.url
    page.goto(f"/groups/{in_register(office)}/roster/")
    assert page.locator("#rows tbody tr").count() == 2

    hand_in(page, content)
    page.get_by_text("没有新的").wait_for()
    assert counts(page) == {"群众活动团队": [0, 0, 2], "人员": [0, 0, 4], "成员人次": [0, 0, 4]}

    page.goto(written)
    page.get_by_role("button", name="撤回这次导入").click()
    page.get_by_role("dialog").get_by_role("button", name="撤回这次导入").click()
    page.get_by_text("已撤回").first.wait_for()
    assert in_register(office) is None


def test_a_file_that_is_no_workbook_is_refused_and_changes_nothing(enter):
    page = enter("陈晓燕")
    hand_in(page, b"PK\x03\x04 not a workbook", name="坏文件.xlsx")
    page.locator(".notice.late").wait_for()
    assert page.get_by_role("button", name="接受").count() == 0


def hand_in(page, content: bytes, name: str = "本月名册更新.xlsx") -> None:
    page.goto("/groups/imports/new/")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("文件").set_input_files(file)
    page.get_by_role("button", name="读取并审核").click()
    see_the_result(page)


def see_the_result(page) -> None:
    """The page that waits offers it as soon as the queue is done."""
    page.get_by_role("link", name="看结果").click(timeout=60_000)


def counts(page) -> dict[str, list[int]]:
    rows = page.get_by_role("table", name="统计").locator("tbody tr").all_inner_texts()
    return {noun: [int(each) for each in numbers] for noun, *numbers in (row.split("\t") for row in rows)}


def marked_cells(page) -> list[str]:
    """The cells of the office's own workbook that came back with a note."""
    address = page.get_by_role("link", name="下载标出问题单元格的文件").get_attribute("href")
    sheet = openpyxl.load_workbook(BytesIO(page.request.get(address).body()))["名单"]
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]


def in_register(office, name: str = NEW) -> int | None:
    return office.asked("SELECT id FROM groups_group WHERE name = ?", name)


def known_members(page, office) -> list[list[str]]:
    """Two of the tai chi group as the office's workbook tells them, whose ID number and phone the register knows too."""
    page.goto(f"/groups/{in_register(office, TAI_CHI[0])}/roster/")
    in_roster = page.locator("#rows tbody tr").all_inner_texts()
    told = openpyxl.load_workbook(office.home / "demo" / FILES[0])[f"{TAI_CHI[1]}花名册"]
    known, group = [], ""
    for row in told.iter_rows(min_row=3, values_only=True):
        group, told_of = row[1] or group, dict(zip(ROSTER, row[2:], strict=False))
        name, phone = told_of["姓名"], told_of["联系电话"]
        if group == TAI_CHI[0] and phone and told_of["身份证号"]:
            here = any(name in line and masked(phone) in line for line in in_roster)
            known += [[*TAI_CHI, name, told_of["性别"], "", told_of["身份证号"], told_of["住址"] or "", phone]] * here
    return known[-2:]


def masked(phone: str) -> str:
    return f"{phone[:3]}****{phone[-4:]}"


def workbook(*rows) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet.append(["长寿路街道群众活动团队成员名单（更新）"])
    sheet.merge_cells("A1:J1")
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
