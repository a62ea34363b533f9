"""Each paper shows every field of its record, as PDF and as HTML, from the one description in Python."""

import io
import re
from dataclasses import replace

import pytest
from django.template import engines
from pypdf import PdfReader

from shuniu.groups.papers.tests import cast
from shuniu.kernel.papers import pdf

PAPERS = cast.every_paper()


def pages(paper) -> list[str]:
    """The words of each page without their spaces: typst sets a thin one between Chinese and figures."""
    return [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(io.BytesIO(pdf(paper))).pages]


def html(paper) -> str:
    return engines["jinja2"].get_template(paper.page).render(paper.to_html_context())


def words_of(data) -> list[str]:
    """Every string that the paper's data carries, but the drawings and what only a machine reads."""
    if isinstance(data, dict):
        return [word for key, value in data.items() if key not in {"qr", "url"} for word in words_of(value)]
    if isinstance(data, list | tuple):
        return [word for value in data for word in words_of(value)]
    return [data] if isinstance(data, str) else []


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_pdf_shows_every_word_of_the_paper(paper):
    shown = "".join(pages(paper))
    for word in words_of(paper.to_data()):
        for part in re.split(r"\s+", word):
            assert part in shown


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_html_shows_every_word_of_the_paper(paper):
    shown = html(paper)
    for word in words_of(paper.to_data()):
        assert word in shown
    assert "style=" not in shown


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_title_and_date_are_in_the_metadata(paper):
    about = PdfReader(io.BytesIO(pdf(paper))).metadata
    assert about.title == paper.to_data()["title"]
    assert list(about.creation_date.timetuple()[:3]) == paper.to_data()["date"]


def test_the_filing_form_prints_the_boxes_in_the_order_of_the_district_form():
    labels = [box.label for section in cast.filing_form().facts.sections() for row in section.rows for box in row]
    assert " ".join(labels) == (
        "群团名称 所属社区 成立时间 活动地点 活动内容 活动时间 每周活动次数 参加人数 其中中共党员人数 "
        "姓名 性别 年龄 家庭地址 工作单位 联系电话 委派情况 "
        "姓名 性别 年龄 工作单位及职务 所属党组织 联系电话 所在社区备案意见 街镇审核意见"
    )


def test_rows_a_place_does_not_ask_for_are_not_printed():
    bare = "".join(pages(cast.filing_form(with_liaison=False, with_party_members=False)))
    assert "党" not in bare
    assert "政治" not in bare
    assert "政治面貌" in "".join(pages(cast.filing_form(with_political_status=True)))


@pytest.mark.parametrize("paper", [cast.filing_form(), cast.monthly_return(), cast.blank_sign_up()])
def test_an_ordinary_filing_fits_one_sheet(paper):
    assert len(pages(paper)) == 1


def test_a_long_filing_runs_on_and_loses_nothing():
    long = "在公园广场练习太极拳。" * 120
    assert "".join(pages(cast.filing_form(content=long))).count("在公园广场练习太极拳。") == 120


def test_keyed_in_paper_is_marked_and_only_that():
    assert "按纸质件录入陈晓燕2026年10月9日" in "".join(pages(cast.filing_form(cast.KEYED)))
    assert "按纸质件录入" not in "".join(pages(cast.filing_form()))
    assert "按纸质件录入" in html(cast.monthly_return())
    assert "按纸质件录入" not in html(cast.monthly_return(keyed=None))


def test_the_certificate_names_the_leader_on_paper_and_masks_him_in_public():
    paper = cast.certificate()
    assert "王福生" in pages(paper)[0]
    public = pages(paper.for_the_public())[0]
    assert "王**" in public
    assert "王福生" not in public
    assert paper.shows()["负责人"] == "王**"


def test_the_monthly_return_sets_last_month_beside_this_one():
    shown = [line.cells() for line in cast.monthly_return().lines]
    assert shown == [
        ("活动", "次", "8", "9", "−1"),
        ("平均到场", "人", "24", "23", "+1"),
        ("在队人数", "人", "31", "—", ""),
    ]


@pytest.mark.parametrize(("members", "sheets"), [(1, 1), (25, 1), (26, 2), (60, 3)])
def test_the_roster_holds_25_rows_a_page_each_with_its_heading(members, sheets):
    shown = pages(cast.roster(members))
    assert len(shown) == sheets
    for page in shown:
        assert "成员花名册" in page
        assert "夕阳红太极拳队" in page
        assert "序号姓名性别" in page
        assert "陈晓燕2026年11月2日09:07打印" in page


def test_the_roster_says_whether_it_is_masked():
    assert "脱敏版" in pages(cast.roster(1, masked=True))[0]
    assert "内部资料" in pages(cast.roster(1))[0]


def test_a_long_address_makes_its_row_taller_and_stays():
    crowded = replace(cast.member(0), address="上海市普陀区长寿路街道叶家宅路一百弄二号楼三单元四零二室" * 2)
    assert crowded.address in "".join(pages(replace(cast.roster(1), members=(crowded,))))


INJECTION = '#read("/etc/passwd")<b>$x$</b>"]}*粗*'


def test_hostile_text_prints_literally_everywhere():
    assert INJECTION in "".join(pages(cast.filing_form(name=INJECTION)))
    assert INJECTION in "".join(pages(cast.certificate(name=INJECTION)))
    assert INJECTION in "".join(pages(replace(cast.monthly_return(), remark=INJECTION)))
    assert "<b>" not in html(cast.filing_form(name=INJECTION))


def test_blank_papers_are_in_large_type_and_say_where_to_bring_them():
    for paper in (cast.blank_monthly_return(), cast.blank_filing_form(), cast.blank_sign_up()):
        for page in pages(paper):
            assert "021-62770000" in page
    reader = PdfReader(io.BytesIO(pdf(cast.blank_filing_form())))
    sizes: dict[str, float] = {}
    reader.pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, size: sizes.setdefault(text.strip(), size * tm[0])
    )
    assert sizes["群团名称"] >= 17


def test_a_blank_for_a_known_group_carries_its_code():
    data = cast.blank_monthly_return().to_data()
    assert data["group"]["number"] == "普长备〔2024〕0031"
    assert "<svg" in data["qr"]
    assert cast.blank_monthly_return(group=None).to_data()["qr"] == ""
