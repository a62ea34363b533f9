"""The press: what it prints literally, what it refuses, what it repeats byte for byte."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from shuniu.kernel.papers import MissingGlyph, NoFont, PaperFault, fonts, render_pdf

LINE = "kernel/papers/tests/line.typ"


def printed(drawn: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn)).pages)


def line(text: str) -> dict:
    return {"title": "一行", "date": [2026, 11, 2], "text": text}


@pytest.mark.parametrize(
    "text",
    ['#read("/etc/passwd")', "$x^2$ *粗* _斜_ `raw` @label <tag> // 注释", '"}) #panic("x")', "\\u{41} \\ #let a = 1"],
)
def test_text_prints_literally(text):
    assert text.replace(" ", "") in printed(render_pdf(LINE, line(text))).replace(" ", "")


@pytest.mark.parametrize("name", ["𬭚", "䶮", "㛃", "𰻞", "〇"])
def test_rare_names_print(name):
    assert name in printed(render_pdf(LINE, line(f"王{name}")))


def test_a_character_only_in_the_other_family_is_found_there():
    assert "𬎆" in printed(render_pdf(LINE, line("𬎆")))  # in Noto Sans, not in Noto Serif


def test_a_character_that_no_font_has_is_refused_by_name():
    with pytest.raises(MissingGlyph) as refused:
        render_pdf(LINE, line("谢谢😀"))
    assert refused.value.text == "😀"
    assert "😀" in str(refused.value)


def test_a_character_of_private_use_is_named_by_its_code():
    with pytest.raises(MissingGlyph, match=r"U\+E863"):
        render_pdf(LINE, line("王\ue863"))  # where old GB 18030 fonts kept characters of names


def test_lines_of_a_phone_are_kept():
    assert "第一行\n第二行" in printed(render_pdf(LINE, line("第一行\r\n第二行")))


def test_the_same_paper_is_the_same_bytes():
    assert render_pdf(LINE, line("同")) == render_pdf(LINE, line("同"))


def test_metadata_and_archival_standard():
    drawn = PdfReader(io.BytesIO(render_pdf(LINE, line("字"))))
    assert drawn.metadata.title == "一行"
    assert drawn.metadata.creation_date.date().isoformat() == "2026-11-02"
    assert drawn.trailer["/Root"]["/Lang"].startswith("zh")
    assert b"pdfaid" in drawn.trailer["/Root"]["/Metadata"].get_data()


def test_an_unknown_font_in_a_template_is_a_fault():
    with pytest.raises(PaperFault, match="unknown font family"):
        render_pdf("kernel/papers/tests/unknown_font.typ", line("字"))


def test_templates_see_nothing_outside_the_package():
    with pytest.raises(PaperFault, match="escape the project root"):
        render_pdf("kernel/papers/tests/escape.typ", line("字"))


def test_no_font_is_said_with_the_places_looked_at(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(fonts, "font_folders", lambda: (tmp_path,))
    with pytest.raises(NoFont) as refused:
        render_pdf(LINE, line("字"))
    assert refused.value.folders == (tmp_path,)
