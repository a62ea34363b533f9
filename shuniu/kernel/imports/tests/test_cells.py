import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shuniu.kernel.imports import cells
from shuniu.kernel.imports.cells import CellRefused

TODAY = datetime.date(2026, 11, 1)
D = datetime.date
naive = datetime.datetime.fromisoformat


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("李桂芳", "李桂芳"),
        (" 李 桂芳\u3000", "李 桂芳"),
        ("１２３ＡＢ", "123AB"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽･买买提", "阿依古丽·买买提"),
        ("\ufeff李\u200b桂芳", "李桂芳"),
        ("武宁路\n88弄", "武宁路 88弄"),
        ("西康路１号（北楼），三层", "西康路1号（北楼），三层"),
        (12.0, "12"),
        (12, "12"),
        (12.5, "12.5"),
        (13812575562.0, "13812575562"),
        (None, ""),
        ("", ""),
        (True, "TRUE"),
        (D(1941, 11, 1), "1941-11-01"),
        (naive("1941-11-01T12:30"), "1941-11-01 12:30"),
        (datetime.time(14, 0), "14:00"),
        ("=1+1", "=1+1"),
        ("<b>李</b>", "<b>李</b>"),
        ("𬭚", "𬭚"),
    ],
)
def test_text(raw, clean):
    assert cells.text(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("张\u3000三", "张三"),
        (" 李 桂芳\u3000", "李桂芳"),
        ("欧 阳 娜 娜", "欧阳娜娜"),
        ("𠮷 田", "𠮷田"),
        ("张三 李四", "张三 李四"),
        ("阿依古丽 买买提", "阿依古丽 买买提"),
        ("Mary Smith", "Mary Smith"),
        ("王 Mary", "王 Mary"),
        ("", ""),
        (None, ""),
        (12.0, "12"),
    ],
)
def test_person_name(raw, clean):
    assert cells.person_name(raw) == clean


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (31.0, 31), (31, 31), ("31人", 31), ("３１", 31), ("31 名", 31), ("1,250", 1250), ("三十一", 31), ("十", 10),
        ("十二人", 12), ("一百零五", 105), ("二〇", 20), ("31.0", 31), ("", None),
        (None, None), (0.0, 0), ("两百", 200),
        ("一千二百", 1200), ("三万", 30000),
    ],
)  # fmt: skip
def test_whole_number(raw, number):
    assert cells.whole_number(raw) == number


@pytest.mark.parametrize("raw", ["约三十", "-3", -3.0, 3.5, "31/32", "无", float("nan"), float("inf"), "人", "9" * 30])
def test_whole_number_refuses(raw):
    with pytest.raises(CellRefused):
        cells.whole_number(raw)


@pytest.mark.parametrize(
    ("raw", "first", "precision"),
    [
        ("1941.11", D(1941, 11, 1), "month"),
        ("1941.1", D(1941, 1, 1), "month"),
        ("1941-11", D(1941, 11, 1), "month"),
        ("1941/11/2", D(1941, 11, 2), "day"),
        ("1941.11.02", D(1941, 11, 2), "day"),
        ("1941年11月", D(1941, 11, 1), "month"),
        ("1941年11月2日", D(1941, 11, 2), "day"),
        ("1941 年 11 月", D(1941, 11, 1), "month"),
        ("１９４１．１１", D(1941, 11, 1), "month"),
        ("194111", D(1941, 11, 1), "month"),
        (194111.0, D(1941, 11, 1), "month"),
        ("19411102", D(1941, 11, 2), "day"),
        (19411102.0, D(1941, 11, 2), "day"),
        ("1941", D(1941, 1, 1), "year"),
        (1941.0, D(1941, 1, 1), "year"),
        ("1941年", D(1941, 1, 1), "year"),
        (1941.11, D(1941, 11, 1), "month"),
        (1941.02, D(1941, 2, 1), "month"),
        (1941.2, D(1941, 2, 1), "month"),
        (1941.1, D(1941, 1, 1), "year"),
        (D(1941, 11, 2), D(1941, 11, 2), "day"),
        (naive("1941-11-02"), D(1941, 11, 2), "day"),
        ("1941-11-02 00:00:00", D(1941, 11, 2), "day"),
        (15281.0, D(1941, 11, 1), "day"),
        ("一九四一年十一月", D(1941, 11, 1), "month"),
        ("1941年11月生", D(1941, 11, 1), "month"),
        ("1941.00", D(1941, 1, 1), "year"),
        ("1941。11。2", D(1941, 11, 2), "day"),
        ("1941。11", D(1941, 11, 1), "month"),
        ("1941–11–02", D(1941, 11, 2), "day"),
        ("1941—11—2", D(1941, 11, 2), "day"),
        ("1941-11-02T00:00:00", D(1941, 11, 2), "day"),
        ("1941-11-02T00:00", D(1941, 11, 2), "day"),
        ("1941年11月2日 星期日", D(1941, 11, 2), "day"),
        ("1941-11-02（周日）", D(1941, 11, 2), "day"),
    ],
)
def test_birth(raw, first, precision):
    assert cells.birth(raw, today=TODAY)[:2] == (first, precision)


def test_a_lost_nought_is_said():
    assert cells.birth(1941.1, today=TODAY).note
    assert not cells.birth("1941.1", today=TODAY).note
    assert not cells.birth(1941.11, today=TODAY).note
    assert cells.birth(15281.0, today=TODAY).note


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("41.11", "two_digit_year"), (41.11, "two_digit_year"), ("41年11月", "two_digit_year"),
        ("2027.1", "in_the_future"),
        ("1899", "too_old"), ("1941.13", "no_such_day"), ("1941.2.30", "no_such_day"), ("不详", "not_a_date"),
        ("1941.11-1942.2", "not_a_date"), (True, "not_a_date"), ("0000", "no_such_day"), (1941.1234, "not_a_date"),
        (1941.13, "no_such_day"), ("2/11/1941", "year_last"), ("11-02-1941", "year_last"), ("02.11.1941", "year_last"),
        ("农历1941年11月2日", "other_calendar"), ("民国30年11月", "other_calendar"), ("辛巳年冬月", "other_calendar"),
        ("1941-11-01T16:00:00.000Z", "not_a_date"),  # midnight in Shanghai, and the day before in Greenwich
        ("1941~1942", "not_a_date"), ("40后", "not_a_date"), ("1941(?)", "not_a_date"), ("Nov 2, 1941", "not_a_date"),
    ],
)  # fmt: skip
def test_birth_refuses(raw, code):
    with pytest.raises(CellRefused) as refused:
        cells.birth(raw, today=TODAY)
    assert refused.value.code == code
    assert str(refused.value)


@pytest.mark.parametrize(
    ("raw", "first", "precision"),
    [
        ("2012年9月", D(2012, 9, 1), "month"),
        ("2018", D(2018, 1, 1), "year"),
        (2018.0, D(2018, 1, 1), "year"),
        ("2003.5.12", D(2003, 5, 12), "day"),
        ("2003年5月成立", D(2003, 5, 1), "month"),
    ],
)
def test_day(raw, first, precision):
    assert cells.day(raw, today=TODAY)[:2] == (first, precision)


@pytest.mark.parametrize(
    ("raw", "number", "noted"),
    [
        ("13812575562", "13812575562", False),
        (13812575562.0, "13812575562", False),
        (13812575562, "13812575562", False),
        ("138 1257 5562", "13812575562", False),
        ("138-1257-5562", "13812575562", False),
        ("+86 13812575562", "13812575562", False),
        ("１３８１２５７５５６２", "13812575562", False),
        ("62345678", "62345678", False),
        (62345678.0, "62345678", False),
        ("021-62345678", "62345678", False),
        ("(021)62345678", "62345678", False),
        ("021 6234 5678", "62345678", False),
        ("62345678-802", "62345678-802", False),
        ("021-62345678-802", "62345678-802", False),
        ("62345678转802", "62345678-802", False),
        ("010-62345678", "010-62345678", False),
        ("0512-62345678", "0512-62345678", False),
        ("13812575562/62345678", "13812575562", True),
        ("13812575562、13993702683", "13812575562", True),
        ("13812575562 13993702683", "13812575562", True),
        ("62345678 13993702683", "62345678", True),
        ("13812575562（女儿）", "13812575562", False),
        ("手机：13812575562", "13812575562", False),
        ("'13812575562", "13812575562", False),
        ("6234-5678", "62345678", False),
        ("13812575562\n13993702683", "13812575562", True),
        ("138 0013 8003 / 62771234", "13800138003", True),
        ("138 0257 5562", "13802575562", False),
    ],
)
def test_phone(raw, number, noted):
    phone = cells.phone(raw)
    assert phone.number == number
    assert bool(phone.note) is noted


@pytest.mark.parametrize(
    ("raw", "none"), [("无", True), ("／", True), (" —— ", True), ("不详", True), ("无锡路1号", False)]
)
def test_a_cell_may_say_that_there_is_nothing(raw, none):
    assert cells.says_none(raw) is none


@pytest.mark.parametrize("raw", ["1381257556", "23812575562", "无", "12345", 1.5, "138125755621", True])
def test_phone_refuses(raw):
    with pytest.raises(CellRefused):
        cells.phone(raw)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("男", "1"),
        ("女 ", "2"),
        ("M", "1"),
        ("ｆ", "2"),
        (1.0, "1"),
        ("1.0", "1"),
        ("2", "2"),
        ("不详", "0"),
        (0.0, "0"),
        ("", None),
    ],
)
def test_sex(raw, code):
    assert cells.sex(raw) == code


def test_identity_text():
    assert cells.identity_text("31010719530308982x") == "31010719530308982X"
    assert cells.identity_text("３１０１０７１９５３０３０８９８２ｘ") == "31010719530308982X"
    assert cells.identity_text("310107 19530308 982X\t") == "31010719530308982X"
    assert cells.identity_text("'310107195803063020") == "310107195803063020"
    assert cells.identity_text("") is None
    for lost in (3.10107195803063e17, 310107195803063020, "3.10107E+17"):
        with pytest.raises(CellRefused) as refused:
            cells.identity_text(lost)
        assert refused.value.code == "lost_digits"


def test_age():
    assert cells.age("67岁") == 67
    assert cells.age(67.0) == 67
    with pytest.raises(CellRefused):
        cells.age(1941.0)


@pytest.mark.parametrize(
    "raw",
    ["70多", "70多岁", "七十多岁", "70余", "七十几", "近70", "约70", "大概70", "70左右", "70岁上下", "60岁以上", "60-65",
     "60～65岁", "≥60", "50后", "70?"],
)  # fmt: skip
def test_an_age_that_is_not_known_is_refused(raw):
    with pytest.raises(CellRefused) as refused:
        cells.age(raw)
    assert refused.value.code == "about"


@pytest.mark.parametrize("raw", ["虚岁73", "73虚岁", "73（虚）"])
def test_an_age_by_new_years_is_refused(raw):
    with pytest.raises(CellRefused) as refused:
        cells.age(raw)
    assert refused.value.code == "by_new_years"


@pytest.mark.parametrize(
    ("raw", "years"),
    [("73周岁", 73), ("７３", 73), ("七十三", 73), ("一百零二", 102), ("73.0", 73), (73, 73), ("", None), ("岁", "no"),
     (73.5, "no"), ("-1", "no"), ("150", "no"), ("73y", "no"), ("老", "no")],
)  # fmt: skip
def test_an_age_in_full_years(raw, years):
    if years == "no":
        with pytest.raises(CellRefused) as refused:
            cells.age(raw)
        assert refused.value.code in ("not_a_number", "not_an_age")
    else:
        assert cells.age(raw) == years


WRITTEN = st.text(
    alphabet="0123456789０９.．年月日号-/:：、 \n\u3000十一二三百千万人岁男女xXE+()（）转eT'", max_size=24
)
ANYTHING = st.one_of(
    st.none(), st.text(), WRITTEN, st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(),
)  # fmt: skip
PARSERS = [
    cells.text, cells.whole_number, cells.age, cells.sex, cells.phone, cells.identity_text,
    lambda value: cells.birth(value, today=TODAY), lambda value: cells.day(value, today=TODAY),
]  # fmt: skip


@given(ANYTHING)
@example("²")
@example("1941.²")
@example("٣")
@example(float("nan"))
def test_nothing_but_refusals(value):
    for parse in PARSERS:
        try:
            parse(value)
        except CellRefused as refused:
            said = refused.code and str(refused)
        else:
            said = "a value"
        assert said


@given(st.text())
def test_text_is_settled(value):
    clean = cells.text(value)
    assert cells.text(clean) == clean
    assert clean == clean.strip()
    assert "\n" not in clean
    assert "\ufeff" not in clean
