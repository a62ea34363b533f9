"""The director opens a figure down to its rows, takes them along as files, and freezes a report."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

pytestmark = pytest.mark.browser
EACH_A_PAGE = 50


@pytest.mark.parametrize("label", ["在册团队", "成员人次", "60岁及以上成员人次", "联合会分会"])
def test_a_figure_opens_to_as_many_rows_as_it_says(enter, label):
    page = enter("周建国")
    page.goto("/outcomes/")
    figure = page.locator("main a.fig", has=page.locator(".fig-label").get_by_text(label, exact=True))
    said = int(figure.locator("b").inner_text().replace(",", ""))
    figure.click()
    page.wait_for_url("**/outcomes/figures/**")
    assert page.locator("#rows tbody tr").count() == min(said, EACH_A_PAGE)
    assert len(exported(page, "Excel")) == said
    assert len(exported(page, "CSV")) == said


def test_what_is_filtered_and_paged_on_the_page_is_what_the_file_holds(enter):
    page = enter("周建国")
    page.goto("/groups/?q=太极")
    said = page.locator("#rows [role=status]").inner_text()
    names = page.locator("#rows tbody tr td:first-child").all_inner_texts()
    assert said.startswith(f"{len(names)}条 · ")
    assert {row[0] for row in exported(page, "Excel")} == set(names)


def test_a_frozen_report_keeps_its_figures_and_prints(enter, visitor):
    page = enter("周建国")
    page.goto("/outcomes/")
    page.get_by_role("link", name="定稿一份报告").click()
    assert page.get_by_label("开始", exact=True).input_value()
    page.get_by_label("标题").fill("三季度成效")
    page.get_by_role("main").get_by_role("button", name="定稿").click()
    page.get_by_role("heading", name="三季度成效").wait_for()
    assert page.get_by_text("193").count()
    address = page.url
    paper = page.request.get(f"{address}pdf/")
    assert paper.body().startswith(b"%PDF")
    workbook = CalamineWorkbook.from_filelike(BytesIO(page.request.get(f"{address}xlsx/").body()))
    assert any(193 in row for row in workbook.get_sheet_by_index(0).to_python())
    page.goto(f"{address}pdf/?as=page")
    public = page.locator('a[href*="/v/"]').first.get_attribute("href")
    anybody = visitor()
    anybody.goto(public)
    anybody.get_by_text("有效").first.wait_for()


def exported(page, kind: str) -> list[list]:
    """The rows of the list's file, without its headings."""
    content = page.request.get(page.get_by_role("link", name=f"导出{kind}").get_attribute("href")).body()
    if kind == "CSV":
        return list(csv.reader(StringIO(content.decode("utf-8-sig"))))[1:]
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()[1:]
