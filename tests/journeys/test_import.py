"""The office's own workbook: judged before anything changes, accepted, unchanged the second time, and taken back."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

pytestmark = pytest.mark.browser
NEW = "叶家宅枫桥书法社"
WRONG = "310107195001010010"  # its check digit would be another
HEADINGS = ["序号", "团队名称", "类别", "姓名", "性别", "出生年月", "身份证号", "住址", "联系电话", "微信昵称"]
TAI_CHI = ("夕阳红太极拳队", "体育健身类")
ROWS = [
    [1, *TAI_CHI, "俞月兰", "女", "", "310108195605239965", "光复路816弄7号104室", "15400004022", ""],
    [2, *TAI_CHI, "严佳峰", "男", "", "32060219960421997X", "叶家宅路796弄26号610室", "15400009999", ""],
    [3, NEW, "文化娱乐类", "顾墨林", "男", "1951.03", "", "叶家宅路1弄2号", "15400008881", "墨"],
    [4, NEW, "", "沈素琴", "女", "1956年11月", "", "叶家宅路1弄3号", "15400008882", ""],
    [5, NEW, "", "何文彬", "男", "", WRONG, "叶家宅路1弄4号", "15400008883", ""],
]
REFUSED_AT = ("名单", "7", "身份证号")  # sheet, row, column: after a title and the headings comes row 3


def test_a_workbook_is_judged_accepted_and_taken_back(enter, office):
    page = enter("陈晓燕")
    hand_in(page)
    assert counts(page) == {"群众活动团队": [1, 0, 1], "人员": [2, 1, 1], "成员人次": [2, 0, 2]}
    refused = page.locator("#refused tbody tr").all_inner_texts()
    assert refused == [
        "\t".join((*REFUSED_AT, "310***********0010", "最后一位校验码与前17位不符。", "请与证件逐位核对。"))
    ]
    assert WRONG not in page.content()
    assert NEW in page.locator("#new-groups").inner_text()
    assert "顾墨林" in page.locator("#new-people").inner_text()
    assert "严佳峰\t电话\t154****4313\t154****9999" in page.locator("#changed").inner_text()
    assert "微信昵称" in page.locator("#notes").inner_text()
    assert in_register(office) is None, "nothing is written before it is accepted"
    assert marked_cells(page) == ["G7"]

    page.get_by_role("button", name="只接受通过的行").click()
    see_the_result(page)
    written = page.url
    page.goto(f"/groups/{in_register(office)}/roster/")
    assert page.locator("#rows tbody tr").count() == 2

    hand_in(page)
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


def hand_in(page, content: bytes = b"", name: str = "本月名册更新.xlsx") -> None:
    page.goto("/groups/imports/new/")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content or workbook()}
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


def in_register(office) -> int | None:
    return office.asked("SELECT id FROM groups_group WHERE name = ?", NEW)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet.append(["长寿路街道群众活动团队成员名单（更新）"])
    sheet.merge_cells("A1:J1")
    sheet.append(HEADINGS)
    for row in ROWS:
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
