import datetime
import io
import os
import random
import subprocess

import msoffcrypto
import openpyxl
import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from shuniu.kernel.imports import cells
from shuniu.kernel.imports.limits import Limits, Unreadable
from shuniu.kernel.imports.reading import Merged, open_workbook

from . import office_files as make


def read(data, **options):
    with open_workbook(data, name="名单", **options) as book:
        return book.format, [(sheet.name, [row for _number, row in sheet.rows()]) for sheet in book.sheets]


def rows_of(data, **options):
    return read(data, **options)[1][0][1]


def refusal(data, **options):
    with pytest.raises(Unreadable) as refused:
        read(data, **options)
    assert str(refused.value.message)
    assert str(refused.value.remedy)
    return refused.value.code


AS_TEXT = [[str(cell) for cell in row] for row in make.ROSTER]


def as_text(rows):
    return [[str(int(cell)) if isinstance(cell, int | float) else cell for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("format_", "data"),
    [
        ("xlsx", make.xlsx({"一": make.ROSTER})),
        ("xls", make.xls({"一": make.ROSTER})),
        ("csv", make.text(make.ROSTER)),
        ("csv", make.text(make.ROSTER, encoding="utf-8-sig")),
        ("csv", make.text(make.ROSTER, encoding="gb18030")),
        ("csv", make.text(make.ROSTER, encoding="utf-16")),
        ("csv", make.text(make.ROSTER, encoding="utf-16-le")),
        ("csv", make.text(make.ROSTER, encoding="utf-16-be")),
        ("csv", make.text(make.ROSTER, separator="|")),
        ("csv", make.text(make.ROSTER, separator="\t", encoding="gb18030")),
        ("csv", make.text(make.ROSTER, separator=";")),
        ("html", make.html(make.html_table(make.ROSTER))),
        ("html", make.html(make.html_table(make.ROSTER), encoding="gb18030")),
        ("html", make.html_table(make.ROSTER).encode()),
        ("xml", make.xml_2003(make.ROSTER)),
    ],
)
def test_every_format_by_content(format_, data):
    found, sheets = read(data)
    assert found == format_
    assert as_text(sheets[0][1]) == AS_TEXT


def test_a_path_is_read_and_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = tmp_path / "花名册.xls"  # the name lies
    path.write_bytes(make.xlsx({"一": make.ROSTER}))
    with open_workbook(path, name=path.name) as book:
        assert book.format == "xlsx"
        assert len(list(book.sheets[0].rows())) == 4
    book = open_workbook(path, name=path.name)
    del book
    assert os.listdir(tmp_path) == ["花名册.xls"]


def test_sheets_hidden_ones_and_merged_ranges():
    data = make.xlsx({"一": (make.ROSTER, ["A6:C7"]), "空": [], "藏": [["x"]]}, hidden=["藏"])
    with open_workbook(data, name="x") as book:
        assert [(sheet.name, sheet.hidden) for sheet in book] == [("一", False), ("空", False), ("藏", True)]
        assert book.sheets[0].merged == [Merged(6, 0, 7, 2)]
        assert list(book.sheets[1].rows()) == []
    with open_workbook(make.xls({"一": [["a", "b"]]}, merged=[(2, 4, 0, 0, "组")]), name="x") as book:
        assert book.sheets[0].merged == [Merged(3, 0, 5, 0)]


def test_rows_keep_their_place_when_the_sheet_begins_lower_and_further_right():
    data = make.xlsx({"一": [[], [], [None, None, "姓名", "电话"], [None, None, "李桂芳", 13812575562]]})
    with open_workbook(data, name="x") as book:
        rows = dict(book.sheets[0].rows())
    assert rows[3] == ["", "", "姓名", "电话"]
    assert rows[4] == ["", "", "李桂芳", 13812575562.0]


def test_dates_formulas_and_dangerous_text_arrive_as_values():
    day = datetime.date(1941, 11, 2)
    row = ["=1+1", "+86", "-3", "@x", "<b>李</b>", day]
    plain = make.xlsx({"一": [["x", *row[1:]]]})
    assert rows_of(plain)[0] == ["x", *row[1:]]
    formula = make.sheet_xml(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c></row>'
    )
    assert rows_of(formula) == [[2.0, "a"]]
    assert rows_of(make.text([row[:5]]))[0] == row[:5]
    assert rows_of(make.xls({"一": [[day]]}))[0] == [day]
    assert rows_of(make.html("<table><tr><td>=1+1</td><td>&lt;b&gt;李</td></tr></table>")) == [["=1+1", "<b>李"]]


ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


@pytest.mark.parametrize("code", ERRORS)
def test_what_a_formula_failed_with_in_an_old_workbook_is_read_in_its_place(code):
    """On whichever sheet, beside true and false, which such a workbook keeps in the same kind of record."""
    blank = [[], [], [None, None, "姓名", "电话"]]
    data = make.xls(
        {"一": [["x", True, False]], "二": [*blank, [None, None, make.Failed(code), make.Failed(0x17)], ["a"]]}
    )
    first, second = (rows for _name, rows in read(data)[1])
    assert first == [["x", True, False]]
    assert second[3][2:] == [ERRORS[code], "#REF!"]
    assert (second[2][2:], second[4][0]) == (["姓名", "电话"], "a")
    with pytest.raises(cells.CellRefused):
        cells.written(second[3][2])


def test_a_formula_that_failed_is_read_from_its_result_too():
    """Most failed cells are no constants but formulas, whose record keeps the failure among its values."""
    book, failed, number = xlwt.Workbook(), b"\x02\x00\x1d\x00\x00\x00\xff\xff", b"\0" * 6 + b"\xf0\x3f"
    sheet = book.add_sheet("一")
    sheet.write(0, 0, xlwt.Formula("A5/B5"))
    sheet.write(1, 1, xlwt.Formula("A6/B6"))
    stream = io.BytesIO()
    book.save(stream)
    data = stream.getvalue()
    blank = b"\x03" + b"\0" * 5 + b"\xff\xff"  # what xlwt writes, which calculates nothing: an empty text
    data = data.replace(blank, failed, 1).replace(blank, number, 1)
    assert rows_of(data) == [["#NAME?", ""], ["", 1.0]]


def test_a_failed_formula_in_a_workbook_of_2003_is_read_as_its_word():
    data = make.xml_2003([["姓名"], ["李桂芳"]]).replace('String">李桂芳'.encode(), b'Error">#N/A')
    assert rows_of(data) == [["姓名"], ["#N/A"]]


def test_html_spans_scripts_breaks_and_nested_tables():
    table = (
        "<script>alert('<table>')</script><table><tr><td colspan=3>名单</td></tr>"
        "<tr><td rowspan=2>新会<br>合唱队</td><td>李桂芳</td><td>女</td></tr><tr><td>何计<td>男</tr>"
        "<tr><td><table><tr><td>内</td></tr></table></td></tr></table>"
    )
    with open_workbook(make.html(table), name="x.xls") as book:
        sheet = book.sheets[0]
        assert [row for _n, row in sheet.rows()] == [
            ["名单", "", ""],
            ["新会\n合唱队", "李桂芳", "女"],
            ["", "何计", "男"],
            ["内"],
        ]
        assert sheet.merged == [Merged(1, 0, 1, 2), Merged(2, 0, 3, 0)]


def test_quoted_text_keeps_its_line_breaks():
    data = '姓名,住址\n李桂芳,"西康路\n1号"\n何计,"武宁路, 2号"\n'.encode()
    assert rows_of(data) == [["姓名", "住址"], ["李桂芳", "西康路\n1号"], ["何计", "武宁路, 2号"]]


def encrypted(password):
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(make.xlsx({"一": make.ROSTER}))).encrypt(password, out)
    return out.getvalue()


def test_a_password_is_refused_and_excels_own_silent_one_opened():
    assert msoffcrypto.OfficeFile(io.BytesIO(encrypted("secret"))).is_encrypted()
    assert refusal(encrypted("secret")) == "locked"
    assert len(rows_of(encrypted("VelvetSweatshop"))) == 4


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("empty", b""),
        ("not_a_spreadsheet", b"%PDF-1.7 ..."),
        ("not_a_spreadsheet", b"\xff\xd8\xff\xe0JFIF"),
        ("not_a_spreadsheet", b"\x89PNG\r\n"),
        ("not_a_spreadsheet", b"\0\1\2\3binary"),
        ("not_a_spreadsheet", b"\xff\xfeab\xd8"),
        ("not_a_spreadsheet", b"\1\0\n\0" * 40),
        ("not_a_spreadsheet", bytes(range(256)) * 4),
        ("not_a_spreadsheet", make.package({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"})),
        ("not_a_spreadsheet", make.html("<p>no table</p>")),
        ("other_format", make.package({"xl/workbook.bin": b"x"})),
        ("other_format", make.package({"content.xml": b"<x/>", "mimetype": b"ods"})),
        ("damaged", make.html("<table><tr><td>x</td></tr></table><a " + "b" * (3 << 20))),
        ("damaged", b"PK\x03\x04 cut off"),
        ("cell_too_long", ("姓名,电话\n李桂芳," + "1" * 200_000 + "\n").encode()),
        ("damaged", make.xlsx({"一": make.ROSTER})[:-400]),
        ("damaged", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off"),
        ("damaged", make.xls({"一": make.ROSTER})[:1500]),
        ("damaged", make.xml_2003(make.ROSTER)[:-30]),
        ("unsafe_xml", make.xml_2003(make.ROSTER, extra='<!DOCTYPE x [<!ENTITY a "b">]>')),
    ],
)
def test_refused(code, data):
    assert refusal(data) == code


def test_entities_are_refused_in_every_part():
    trick = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    book = make.xlsx({"一": make.ROSTER})
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        data = make.with_part(book, part, lambda old: trick + old.split(b"?>", 1)[-1])
        assert refusal(data) == "unsafe_xml"


def test_bombs():
    zeros = b"<x>" + b" " * (40 << 20)
    bomb = make.with_part(make.xlsx({"一": make.ROSTER}), "xl/styles.xml", lambda _old: zeros)
    assert refusal(bomb) == "bomb"
    assert refusal(make.xlsx({"一": make.ROSTER}), limits=Limits(unpacked_bytes=2000)) == "bomb"


def test_a_directory_that_lies_about_sizes():
    zeros = b"<x>" + b" " * (40 << 20)
    bomb = bytearray(make.with_part(make.xlsx({"一": make.ROSTER}), "xl/styles.xml", lambda _old: zeros))
    honest = len(zeros).to_bytes(4, "little")
    assert bomb.count(honest) >= 1
    assert refusal(bytes(bomb.replace(honest, (5000).to_bytes(4, "little")))) == "bomb"
    small = Limits(unpacked_bytes=1 << 20)
    assert refusal(bytes(bomb.replace(honest, (5000).to_bytes(4, "little"))), limits=small) == "bomb"


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("too_many_columns", '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'),
        ("too_many_rows", '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>1</v></c></row>'),
        ("too_many_rows", '<row r="1"><c r="A1"><v>1</v></c><c s="0" r="B1048576"><v>1</v></c></row>'),
        ("too_many_rows", '<row r="1"><c r="IV1"><v>1</v></c></row><row r="99999"><c r="A99999"><v>1</v></c></row>'),
    ],
)
def test_stray_cells_do_not_exhaust_memory(code, cells):
    assert refusal(make.sheet_xml(cells)) == code


def test_a_boasted_count_reserves_no_memory():
    boast = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="4294967295"></sst>'
    book = make.with_part(make.xlsx({"一": [["x"]]}), "xl/styles.xml", lambda _old: boast)
    assert refusal(book) == "damaged"


def test_formatted_but_empty_cells_are_no_content():
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"><c r="A1048576" s="0"/></row>'
    assert rows_of(make.sheet_xml(cells)) == [[1.0]]


def test_limits():
    book = make.xlsx({str(at): [["x"]] for at in range(4)})
    assert refusal(book, limits=Limits(sheets=3)) == "too_many_sheets"
    assert refusal(book, limits=Limits(file_bytes=100)) == "too_large"
    long = [["姓名"]] + [["李"]] * 50
    for data in (make.xlsx({"一": long}), make.text(long), make.html(make.html_table(long)), make.xml_2003(long)):
        assert refusal(data, limits=Limits(rows=50)) == "too_many_rows"
    wide = [["x"] * 40]
    for data in (make.xlsx({"一": wide}), make.xls({"一": wide}), make.text(wide), make.html(make.html_table(wide))):
        assert refusal(data, limits=Limits(columns=39)) == "too_many_columns"
        assert rows_of(data) == wide


@pytest.mark.parametrize("name", ["xls", "xlsx"])
def test_damage_is_refused_or_read_but_never_fatal(name):
    whole = make.xls({"一": make.ROSTER}) if name == "xls" else make.xlsx({"一": make.ROSTER})
    for seed in range(25 if name == "xls" else 150):
        dice = random.Random(seed)
        data = bytearray(whole)
        for _hit in range(dice.randint(1, 20)):
            data[dice.randrange(8, len(data))] = dice.randrange(256)
        try:
            read(bytes(data))
        except Unreadable:
            continue


def test_a_parser_that_dies_is_a_damaged_file(monkeypatch):
    monkeypatch.setattr("shuniu.kernel.imports.ole.PROBE", "import os; os.abort()")
    assert refusal(make.xls({"一": make.ROSTER})) == "damaged"

    def hangs(*_arguments, **options):
        raise subprocess.TimeoutExpired("probe", options["timeout"])

    monkeypatch.setattr("subprocess.run", hangs)
    assert refusal(make.xls({"一": make.ROSTER})) == "damaged"


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_a_day_is_the_same_day_in_both_calendars_of_excel(epoch):
    """Also where the cell is not formatted as a date: the number alone would be four years off."""
    born = datetime.date(1950, 3, 5)
    book = openpyxl.Workbook()
    book.epoch = epoch
    for cell in (born, datetime.datetime(1950, 3, 5, 8, 30), (born - epoch.date()).days):
        book.active.append(["李桂芳", cell, 31])
    stream = io.BytesIO()
    book.save(stream)
    with open_workbook(stream.getvalue(), name="x.xlsx") as opened:
        rows = [row for _number, row in opened.sheets[0].rows()]
    found = [cells.birth(row[1], today=datetime.date(2026, 11, 1)) for row in rows]
    assert [dated.first for dated in found] == [born] * 3
    assert found[2].note
    assert [cells.whole_number(row[2]) for row in rows] == [31] * 3


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_day_is_the_same_day_in_an_old_workbook_too(from_1904):
    """A whole number of days, one with its hours, and what is no day at all: a telephone, an age, an ID number as text."""
    born = datetime.date(1950, 3, 5)
    epoch = datetime.date(1904, 1, 1) if from_1904 else datetime.date(1899, 12, 30)
    days = (born - epoch).days
    rows = [["李桂芳", said, 31, 13812345678, "310107195003050026", True] for said in (born, days, days + 0.25)]
    with open_workbook(make.xls({"一": rows}, from_1904=from_1904), name="x.xls") as opened:
        read_rows = [row for _number, row in opened.sheets[0].rows()]
    found = [cells.birth(row[1], today=datetime.date(2026, 11, 1)) for row in read_rows]
    assert [(dated.first, bool(dated.note)) for dated in found] == [(born, False), (born, True), (born, True)]
    assert [cells.whole_number(row[2]) for row in read_rows] == [31] * 3
    assert {cells.phone(row[3]).number for row in read_rows} == {"13812345678"}
    assert {(row[0], row[4], row[5]) for row in read_rows} == {("李桂芳", "310107195003050026", True)}


def test_rare_characters_beyond_the_first_plane_arrive_whole():
    rows = [["团队名称", "姓名"], ["新会合唱队", "𠮷田𬭚"], ["新会合唱队", "李𣲘"]]
    encodings = ("utf-8", "gb18030", "utf-16", "utf-16-le")
    for data in (make.xlsx({"一": rows}), make.xls({"一": rows}), *(make.text(rows, encoding=e) for e in encodings)):
        assert as_text(read(data)[1][0][1]) == rows
