"""Blank workbooks to fill in: the headings that are read best, ID numbers and phones as text."""

from __future__ import annotations

from io import BytesIO

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

ROSTER = (
    "序号", "团队名称", "类型", "所属居委", "姓名", "性别", "出生年月", "身份证号", "联系电话", "住址",
    "原单位担任职务", "团队中职务", "入队日期", "成立时间", "活动时间", "活动地点", "活动内容", "备注",
)  # fmt: skip
LEDGER = (
    "序号", "团队名称", "类别", "所属居委", "成立时间", "活动内容", "活动时间", "活动地点", "负责人姓名",
    "负责人电话", "总人数", "60岁以上", "备案编号", "备案日期", "备注",
)  # fmt: skip
BLANKS = {"roster": ("团队花名册", ROSTER), "ledger": ("群众活动团队台账", LEDGER)}
AS_TEXT = {"身份证号", "联系电话", "负责人电话", "出生年月", "成立时间", "入队日期", "备案日期"}
ROWS = 500  # prepared for typing


def blank(kind: str, *, categories: list[str]) -> bytes:
    """An empty workbook of a kind ('roster' or 'ledger'), with the place's categories to choose from."""
    title, headings = BLANKS[kind]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(list(headings))
    for at, heading in enumerate(headings, 1):
        cell, letter = sheet.cell(1, at), get_column_letter(at)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        cell.alignment = Alignment(horizontal="center")
        sheet.column_dimensions[letter].width = max(10, len(heading) * 2 + 4)
        if heading in AS_TEXT:
            for row in range(2, ROWS + 2):
                sheet.cell(row, at).number_format = "@"
        if heading in ("类型", "类别"):
            _choose(sheet, letter, categories)
        if heading == "性别":
            _choose(sheet, letter, ["男", "女"])
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _choose(sheet, letter: str, words: list[str]) -> None:
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{ROWS + 1}")
