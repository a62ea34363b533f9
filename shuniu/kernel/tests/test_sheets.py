"""A written workbook as three readers see it."""

import io
import shutil
import subprocess
import tracemalloc
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zipfile import ZipFile

import openpyxl
import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from shuniu.kernel import sheets
from shuniu.kernel.sheets import sheet_name, write_xlsx

FORMULAS = ["=1+1", "+86 21", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"]


def written(*lines, headings=None, title="名单") -> bytes:
    return b"".join(write_xlsx(headings or [str(n) for n in range(len(lines[0]))], lines, title=title))


def read(data: bytes) -> list[list]:
    """As openpyxl sees it, without the headings."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def test_types_survive():
    line = [
        "王福生",
        7,
        2.5,
        Decimal("12.30"),
        date(2026, 11, 23),
        datetime(2026, 11, 23, 1, 30, tzinfo=UTC),  # 09:30 in Shanghai
        time(14, 30),
        True,
        None,
        gettext_lazy("Name"),
    ]
    said = [line[0], 7, 2.5, 12.3, datetime(2026, 11, 23), datetime(2026, 11, 23, 9, 30), time(14, 30), True, None]
    assert read(written(line))[0][:9] == said
    assert read(written(line))[0][9] == str(line[9])


def test_an_id_number_is_text_however_it_comes():
    data = written(["310107194311270023", 310107194311270023])
    assert read(data) == [["310107194311270023", "310107194311270023"]]
    assert openpyxl.load_workbook(io.BytesIO(data)).active["A2"].number_format == "@"


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_never_a_formula(text):
    data = written([text, 1], [text, None], headings=[text, "n"])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [(sheet[at].value, sheet[at].data_type, sheet[at].number_format) for at in ("A1", "A2", "A3")] == [
        (text, "s", "@")
    ] * 3
    assert b"<f>" not in ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_a_column_of_several_types_and_gaps():
    lines = [[None, 1], ["二", None], [3, "a & b < c"], [date(2020, 2, 29), float("nan")], [None, 10**15]]
    assert read(written(*lines)) == [
        [None, 1],
        ["二", None],
        [3, "a & b < c"],
        [datetime(2020, 2, 29), "nan"],
        [None, "1000000000000000"],
    ]


def test_a_day_before_spreadsheets_agree_is_text():
    assert read(written([date(1899, 1, 2), datetime(1850, 1, 1, 8)])) == [["1899-01-02", "1850-01-01 08:00"]]


def test_no_rows_and_no_headings():
    assert read(b"".join(write_xlsx(["a", "b"], [], title=""))) == []
    assert read(b"".join(write_xlsx([], [], title=""))) == []


def test_a_line_of_another_length_is_refused():
    with pytest.raises(ValueError, match="headings"):
        written([1, 2], headings=["a"])
    with pytest.raises(ValueError, match="zip"):
        written([1, 2], [1], headings=["a", "b"])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("名单", "名单"),
        ("a/b:c?[d]*\\e", "a b c d e"),
        ("'quoted'", "quoted"),
        ("", "Sheet"),
        ("长" * 40, "长" * 31),
        ("𬭚" * 20, "𬭚" * 15),
        ("\0\n ", "Sheet"),
    ],
)
def test_a_sheet_has_a_name_that_excel_allows(title, name):
    assert sheet_name(title) == name
    assert openpyxl.load_workbook(io.BytesIO(written([1], title=title))).sheetnames == [name]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 4)
    book = openpyxl.load_workbook(io.BytesIO(written(*([n] for n in range(7)), headings=["n"])))
    assert book.sheetnames == ["名单", "名单 (2)", "名单 (3)"]
    assert [[row[0] for row in sheet.values] for sheet in book] == [["n", 0, 1, 2], ["n", 3, 4, 5], ["n", 6]]


def test_headings_stand_fast_and_columns_are_wide_enough():
    sheet = openpyxl.load_workbook(io.BytesIO(written(["夕阳红太极拳队"], headings=["团队"]))).active
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width == 16
    assert sheet.auto_filter.ref == "A1:A2"


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.lists(ANY_TEXT, min_size=1, max_size=5))
def test_any_text_comes_back_as_it_was(texts):
    """_x000D_ stands for a carriage return, as Excel writes it; openpyxl leaves the codes, calamine reads them."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(written(*([t, 1] for t in texts)))).get_sheet_by_index(0)
    found = [row[0] for row in rows.to_python(skip_empty_area=False)[1:]]
    assert [sheets.CODED.sub("", str(f)) for f in found] == [sheets.CODED.sub("", t) for t in texts]


def test_it_streams():
    """The first piece leaves before the last row comes in, and memory does not grow with the rows."""
    taken = 0

    def lines():
        nonlocal taken
        for taken in range(60_000):
            yield [taken, f"成员{taken * 7919 % 100_003}", "夕阳红太极拳队", date(2026, 1, 1)]

    tracemalloc.start()
    pieces = write_xlsx(["n", "a", "b", "c"], lines(), title="名单")
    assert next(pieces)
    assert taken < 30_000
    for _piece in pieces:
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken == 59_999
    assert peak < 8 * 2**20


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path):
    lines = [["王福生", "=1+1", date(2026, 11, 23), 7], ["𬭚 & <b>", "310107194311270023", None, 2.5]]
    (tmp_path / "names.xlsx").write_bytes(written(*lines))
    ask = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    ask += ["csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(tmp_path), str(tmp_path / "names.xlsx")]
    subprocess.run(ask, check=True, capture_output=True, timeout=120)
    said = (tmp_path / "names.csv").read_text().splitlines()
    assert said == ["0,1,2,3", "王福生,=1+1,2026-11-23,7", "𬭚 & <b>,310107194311270023,,2.5"]
