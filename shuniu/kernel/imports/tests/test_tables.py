import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from shuniu.kernel.imports.grid import Merged, Sheet
from shuniu.kernel.imports.reading import open_workbook
from shuniu.kernel.imports.tables import Column, Vocabulary, find_tables
from shuniu.kernel.imports.vocabulary import heading_word

from . import office_files as make

GROUP_NAMES = ("团队名称", "群团名称", "队名", "团队")
LEADER = ("负责人", "负责人或召集人", "召集人")
SHARED = (
    Column("kind", ("类型", "类别"), carry_down=True),
    Column("founded", ("成立时间",), carry_down=True),
    Column("hours", ("活动时间",), carry_down=True),
    Column("venue", ("活动地点", "地点", "活动场地"), carry_down=True),
    Column("leader_name", (*LEADER, "负责人姓名")),
    Column("leader_name", ("姓名",), under=LEADER),
    Column("leader_phone", ("电话", "联系电话", "手机"), under=LEADER),
    Column("total", ("总人数", "人数", "参加人数")),
    Column("over_sixty", ("60岁以上", "60岁以上人数", "人数(其中60岁以上)")),
    Column("note", ("备注",)),
)
MEMBERS = Vocabulary(
    [
        Column("group", GROUP_NAMES, carry_down=True),
        Column("name", ("姓名", "队员姓名", "成员姓名"), required=True),
        Column("sex", ("性别",)),
        Column("birth", ("出生年月", "出生日期")),
        Column("age", ("年龄",)),
        Column("identity", ("身份证号", "身份证号码", "证件号码")),
        Column("duty", ("团队中职务", "职务", "队内职务")),
        Column("address", ("住址", "家庭住址", "地址", "现住址")),
        Column("phone", ("联系电话", "手机", "手机号", "电话")),
        *SHARED,
    ]
)
GROUPS = Vocabulary([Column("group", GROUP_NAMES, required=True), *SHARED])


def sheet_of(rows, merged=()):
    return Sheet("名单", False, 0, lambda: (lambda: (list(row) for row in rows), [Merged(*area) for area in merged]))


def tables_of(rows, merged=(), vocabulary=MEMBERS):
    return find_tables(sheet_of(rows, merged), vocabulary)


def only(rows, merged=(), vocabulary=MEMBERS):
    (table,) = tables_of(rows, merged, vocabulary)
    return table


def names(table):
    return [row[table.columns["name"]] for _number, row in table.rows()]


def facts(table):
    return {field: fact.value for field, fact in table.facts.items()}


HEAD = ["序号", "姓名", "性别", "电话"]
LI = [1.0, "李桂芳", "女", "13812575562"]
HE = [2.0, "何计", "男", "13993702683"]
CHEN = [3.0, "陈根娣", "女", "62345678"]


def test_a_plain_table():
    table = only([HEAD, LI, HE])
    assert table.columns == {"name": 1, "sex": 2, "phone": 3}
    assert table.fields == ("name", "sex", "phone")
    assert list(table.records()) == [(2, ("李桂芳", "女", "13812575562")), (3, ("何计", "男", "13993702683"))]
    assert list(table.records()) == list(table.records())
    assert (table.heading_row, table.first_row, table.last_row) == (1, 2, 3)
    assert table.missing == ()
    assert table.ignored == []


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ([["姓名", "", "电话"], ["李桂芳", "门卫", "62345678"]], ["column B (no heading)"]),
        ([["姓名", "电话"], ["李桂芳", "62345678"], ["何计", "", "", 0.0]], ["column D (no heading)"]),
        ([["", "姓名", "电话"], [1.0, "李桂芳", "62345678"]], ["column A (no heading)"]),
        ([["姓名", "电话", "", ""], ["李桂芳", "62345678", " ", None]], []),
        ([["姓名", "电话"], ["李桂芳", "62345678"], ["合计", 1.0, "人"], ["填表人：陈", "", "章"]], []),
        ([["姓名", "电话", *[""] * 25], ["李桂芳", *[""] * 25, "x"]], ["column AA (no heading)"]),
    ],
)
def test_values_under_no_heading_are_named_by_the_letter_of_their_column(rows, named):
    with translation.override("en"):
        assert [column.heading for column in only(rows).ignored] == named


def test_of_two_tables_on_a_sheet_each_names_its_own_columns_without_heading():
    rows = [
        ["姓名", "电话"],
        ["李桂芳", "62345678", "x"],
        [],
        ["团队名称：武宁拳操队"],
        ["姓名", "电话"],
        ["何计", "", ""],
    ]
    first, second = tables_of(rows)
    assert ([column.column for column in first.ignored], second.ignored) == ([2], [])


def test_title_rows_are_skipped():
    table = only([["长寿路街道"], [], ["群众文化团队名单", "", "", ""], HEAD, LI], merged=[(3, 0, 3, 3)])
    assert table.title == "群众文化团队名单"
    assert [number for number, _row in table.rows()] == [5]


@pytest.mark.parametrize(
    ("heading", "word"),
    [
        ("姓 名*", "姓名"), ("联系电话（必填）", "联系电话"), ("出生年月(如1950.01)", "出生年月"), ("*姓名：", "姓名"),
        ("姓\n名", "姓名"),
        ("出生年月\n（1950.01）", "出生年月"), ("【姓名】", "姓名"), ("６０岁以上", "60岁以上"),
        ("人数（其中60岁以上）", "人数(其中60岁以上)"),
        ("身份证号码 必填", "身份证号码"), ("NO.", "no"),
    ],
)  # fmt: skip
def test_headings_are_compared_without_dress(heading, word):
    assert heading_word(heading) == word


def test_two_row_headings_with_merged_parents():
    rows = [
        ["序号", "团队名称", "负责人", "", "成员情况", "", "活动"],
        ["", "", "姓名", "电话", "总人数", "60岁以上", "地点"],
        [1.0, "新会合唱队", "李桂芳", "13812575562", 20.0, 13.0, "活动中心"],
        ["合计", "", "", "", 20.0, 13.0, ""],
    ]
    merged = [(1, 2, 1, 3), (1, 4, 1, 5), (1, 0, 2, 0), (1, 1, 2, 1)]
    expected = {"group": 1, "leader_name": 2, "leader_phone": 3, "total": 4, "over_sixty": 5, "venue": 6}
    for areas in (merged, ()):  # a text file has no merged ranges
        table = only(rows, areas, GROUPS)
        assert table.columns == expected
        assert [number for number, _row in table.rows()] == [3]
        assert table.labels["leader_name"] == "负责人 / 姓名"
    rows[0][3], rows[0][5] = "负责人", "成员情况"  # or repeats the parent
    assert only(rows, (), GROUPS).columns == expected


def test_a_childs_name_beneath_the_leader_is_not_the_members_name():
    rows = [["姓名", "负责人", ""], ["", "姓名", "电话"], ["何计", "李桂芳", "13812575562"]]
    assert only(rows, [(1, 1, 1, 2)]).columns == {"name": 0, "leader_name": 1, "leader_phone": 2}


def test_parents_nobody_knows_leave_the_children_plain():
    rows = [["基本信息", "", "联系方式", ""], ["姓名", "性别", "电话", "住址"], ["何计", "男", "62345678", "西康路"]]
    assert only(rows, [(1, 0, 1, 1), (1, 2, 1, 3)]).columns == {"name": 0, "sex": 1, "phone": 2, "address": 3}


def test_two_heading_rows_that_look_like_a_label_and_its_value():
    rows = [["团队", "成员", "", ""], ["名称", "姓名", "性别", "年龄"], ["新会合唱队", "李桂芳", "女", 67.0]]
    for areas in ([(1, 1, 1, 3)], ()):
        table = only(rows, areas)
        assert table.columns == {"group": 0, "name": 1, "sex": 2, "age": 3}
        assert table.facts == {}


@pytest.mark.parametrize("areas", [[(1, 1, 1, 3)], []])
@pytest.mark.parametrize(("label", "field"), [("团队", "group"), ("负责人", "leader_name")])
def test_a_label_and_its_value_right_above_the_heading_stay_a_fact(label, field, areas):
    rows = [[label, "新会合唱队", "", ""], ["姓名", "性别", "年龄", "电话"], ["李桂芳", "女", 67.0, "13812575562"]]
    table = only(rows, areas)
    assert facts(table) == {field: "新会合唱队"}
    assert table.columns == {"name": 0, "sex": 1, "age": 2, "phone": 3}


def test_leader_joined_in_one_heading():
    rows = [["团队名称", "负责人姓名", "负责人联系电话"], ["新会合唱队", "李桂芳", "13812575562"]]
    assert only(rows, (), GROUPS).columns == {"group": 0, "leader_name": 1, "leader_phone": 2}


@pytest.mark.parametrize(
    "block",
    [
        [["团队名称：新会合唱队  负责人：李桂芳  联系电话：13812575562"]],
        [["团队名称:新会合唱队，负责人:李桂芳；电话:13812575562"]],
        [["团 队 名 称：新会合唱队", "", "负责人：李桂芳"], ["", "", "负责人电话：13812575562"]],
        [["团队名称", "新会合唱队", "负责人", "李桂芳", "电话", "13812575562"]],
        [["团队名称：", "新会合唱队", "", "负责人：", "李桂芳", "", "电话：", "13812575562"]],
        [["某街道花名册"], ["团队名称", "新会合唱队"], ["负责人", "李桂芳", "电话", "13812575562"]],
    ],
)
def test_facts_above_the_table(block):
    table = only([*block, HEAD, LI, HE])
    assert facts(table) == {"group": "新会合唱队", "leader_name": "李桂芳", "leader_phone": "13812575562"}
    assert table.facts["group"].row in (1, 2)
    assert names(table) == ["李桂芳", "何计"]


def test_a_time_with_a_colon_is_no_label():
    table = only([["团队名称：新会合唱队 活动时间：每周三 14:00-16:00"], HEAD, LI])
    assert facts(table) == {"group": "新会合唱队", "hours": "每周三 14:00-16:00"}


def test_repeated_headings_blank_rows_and_page_titles_are_skipped():
    rows = [["名单"], HEAD, LI, [], ["", "", "", ""], ["名单"], ["序号", "姓 名", "性别", "电话"], HE, HEAD, CHEN]
    table = only(rows)
    assert [number for number, _row in table.rows()] == [3, 8, 10]


def test_totals_and_signatures_are_no_members():
    rows = [
        HEAD, LI, HE,
        ["小 计", "", "", "2人"],
        CHEN,
        ["合计：", 3.0, "", ""],
        ["共计3人"],
        ["总人数：3"],
        ["填表人：张三", "", "审核：李四", ""],
        ["负责人签字：", "", "日期：", ""],
        ["（盖章）"],
        ["填报日期", "2026.1.1"],
        ["2026年 1月 日"],
        ["备注：请于月底前交"],
        ["说明：一、如实填写"],
    ]  # fmt: skip
    table = only(rows)
    assert names(table) == ["李桂芳", "何计", "陈根娣"]
    assert table.last_row == 5
    assert any("张三" in note for _row, note in table.notes)


def test_a_total_in_the_column_of_groups_is_no_group():
    head = ["序号", "团队名称", "姓名"]
    rows = [head, [1.0, "合唱队", "李桂芳"], ["", "小计", "1"], [2.0, "拳操队", "何计"], [3.0, "合计", "2"]]
    assert [row[1:] for _number, row in only(rows).rows()] == [["合唱队", "李桂芳"], ["拳操队", "何计"]]


def test_people_with_odd_names_are_kept():
    odd = ["何计", "单小计", "审国庆", "填海", "总桂", "共青", "备注", "合计生"]
    rows = [HEAD, *([float(at), name, "女", "62345678"] for at, name in enumerate(odd, 1))]
    assert names(only(rows)) == odd
    rows = [["姓名", "职务", "电话"], ["李桂芳", "负责人", "手机：13812575562"], ["何计", "审核员", "电话：62345678"]]
    assert names(only(rows)) == ["李桂芳", "何计"]


def test_lines_numbered_in_advance_are_blank():
    rows = [HEAD, LI, [2.0, "", "", ""], ["3", "", "", ""], [4.0, " ", None, ""], CHEN]
    assert names(only(rows)) == ["李桂芳", "陈根娣"]


def test_a_row_without_its_name_is_left_to_the_judge():
    rows = [HEAD, LI, [2.0, "", "男", "13993702683"], CHEN]
    assert names(only(rows)) == ["李桂芳", "", "陈根娣"]


def test_unknown_columns_are_listed_if_they_hold_anything():
    rows = [
        ["序号", "姓名", "入党年月", "电话", "特长", "手机"],
        [1.0, "李桂芳", "", "62345678", "二胡", "13812575562"],
    ]
    table = only(rows)
    assert [(column.column, column.heading) for column in table.ignored] == [(4, "特长"), (5, "手机")]
    assert table.ignored[0].sheet == "名单"
    assert table.columns["phone"] == 3


def test_tables_side_by_side():
    rows = [HEAD + HEAD, LI + HE, [*CHEN, "", "", "", ""]]
    left, right = tables_of(rows)
    assert names(left) == ["李桂芳", "陈根娣"]
    assert names(right) == ["何计"]
    gap = [[*HEAD, "", *HEAD], [*LI, "", *HE]]
    assert [names(table) for table in tables_of(gap)] == [["李桂芳"], ["何计"]]


def test_members_side_by_side_share_the_group_before_them():
    rows = [
        ["序号", "团队名称", "姓名", "电话", "姓名", "电话"],
        [1.0, "合唱队", "李桂芳", "1", "何计", "2"],
        [2.0, "", "陈根娣", "3", "", ""],
        [3.0, "拳操队", "", "", "王五", "4"],
    ]  # fmt: skip
    left, right = tables_of(rows)
    assert [record[:2] for _number, record in left.records()] == [("合唱队", "李桂芳"), ("合唱队", "陈根娣")]
    assert [record[:2] for _number, record in right.records()] == [("合唱队", "何计"), ("拳操队", "王五")]
    assert left.ignored == right.ignored == []


def test_tables_stacked_each_with_its_facts():
    rows = [
        ["团队名称：新会合唱队", "", "负责人：李桂芳", ""], HEAD, LI, HE, ["合计", "2人", "", ""], ["制表：张三"], [],
        ["团队名称：武宁拳操队", "", "负责人：陈根娣", ""], HEAD, CHEN, [],
        ["第三队名单", "", "", ""], ["团队名称", "长寿集邮社"], ["序号", "姓名", "年龄"], [1.0, "王五", 70.0],
    ]  # fmt: skip
    first, second, third = tables_of(rows)
    assert [facts(table)["group"] for table in (first, second, third)] == ["新会合唱队", "武宁拳操队", "长寿集邮社"]
    assert [names(table) for table in (first, second, third)] == [["李桂芳", "何计"], ["陈根娣"], ["王五"]]
    assert (first.title, third.title) == ("", "第三队名单")
    assert third.columns == {"name": 1, "age": 2}
    assert "leader_name" not in third.facts


def test_tables_stacked_under_titles_only():
    rows = [["新会合唱队花名册", "", "", ""], HEAD, LI, ["武宁拳操队花名册", "", "", ""], HEAD, HE]
    first, second = tables_of(rows, merged=[(1, 0, 1, 3), (4, 0, 4, 3)])
    assert (first.title, second.title) == ("新会合唱队花名册", "武宁拳操队花名册")
    assert [names(first), names(second)] == [["李桂芳"], ["何计"]]
    assert first.notes == []


def test_lines_between_the_rows_that_name_the_next_group():
    rows = [
        ["团队名称：新会合唱队"],
        HEAD,
        LI,
        ["团队名称：武宁拳操队", "", "负责人：陈根娣"],
        CHEN,
        ["团队名称：武宁拳操队"],
        HE,
    ]
    first, second = tables_of(rows)
    assert [facts(first), facts(second)] == [
        {"group": "新会合唱队"},
        {"group": "武宁拳操队", "leader_name": "陈根娣"},
    ]
    assert [names(first), names(second)] == [["李桂芳"], ["陈根娣", "何计"]]
    titled = [HEAD, ["新会合唱队", "", "", ""], LI, ["武宁拳操队", "", "", ""], CHEN, HE]
    tables = tables_of(titled, merged=[(2, 0, 2, 3), (4, 0, 4, 3)])
    assert [(table.title, names(table)) for table in tables] == [
        ("新会合唱队", ["李桂芳"]),
        ("武宁拳操队", ["陈根娣", "何计"]),
    ]
    assert tables[0].notes == []


def test_the_same_facts_on_every_printed_page_are_one_table():
    page = [["团队名称：新会合唱队"], HEAD]
    assert names(only([*page, LI, *page, HE])) == ["李桂芳", "何计"]


CARRIED_HEAD = ["团队名称", "活动地点", "姓名", "电话"]


def test_merged_group_names_are_carried():
    rows = [
        CARRIED_HEAD,
        ["合唱队", "中心", "李桂芳", "1"], ["", "", "何计", "2"], ["", "", "陈根娣", "3"],
        ["拳操队", "", "王五", "4"],
        ["", "", "赵六", "5"],
    ]  # fmt: skip
    table = only(rows, merged=[(2, 0, 4, 0), (2, 1, 4, 1)])
    assert [row[:2] for _number, row in table.rows()] == [
        ["合唱队", "中心"], ["合唱队", "中心"], ["合唱队", "中心"], ["拳操队", ""], ["", ""],
    ]  # fmt: skip


def test_blank_below_means_the_same_group_and_nothing_leaks_into_the_next():
    rows = [
        CARRIED_HEAD,
        ["合唱队", "中心", "李桂芳", "1"], ["", "", "何计", "2"], [], ["小计", "", "2人", ""],
        ["拳操队", "", "王五", "4"], ["", "公园", "赵六", "5"], ["拳操队", "", "钱七", "6"],
    ]  # fmt: skip
    assert [row[:3] for _number, row in only(rows).rows()] == [
        ["合唱队", "中心", "李桂芳"], ["合唱队", "中心", "何计"],
        ["拳操队", "", "王五"], ["拳操队", "公园", "赵六"], ["拳操队", "公园", "钱七"],
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["同上", "〃", '"'])
def test_as_above_is_the_cell_above(mark):
    rows = [
        CARRIED_HEAD,
        ["合唱队", "中心", "李桂芳", "1"],
        [mark, mark, "何计", mark],
        ["小计", "", "2人", ""],
        ["拳操队", "公园", "王五", "4"],
        [mark, "", "赵六", mark],
    ]  # fmt: skip
    assert [row for _number, row in only(rows).rows()] == [
        ["合唱队", "中心", "李桂芳", "1"], ["合唱队", "中心", "何计", "1"],
        ["拳操队", "公园", "王五", "4"], ["拳操队", "公园", "赵六", "4"],
    ]  # fmt: skip


def test_as_above_on_the_first_row_says_nothing_and_no_name_is_another_rows():
    rows = [["团队名称", "姓名", "电话"], ["同上", "李桂芳", "1"], ["合唱队", "同上", "2"]]
    assert [row for _number, row in only(rows).rows()] == [["", "李桂芳", "1"], ["合唱队", "同上", "2"]]


def test_a_line_that_names_the_group_of_the_rows_below():
    rows = [
        CARRIED_HEAD,
        ["合唱队", "中心", "", ""],
        ["", "", "李桂芳", "1"],
        ["拳操队", "", "", ""],
        ["", "", "何计", "2"],
    ]
    assert [(number, row[:3]) for number, row in only(rows).rows()] == [
        (3, ["合唱队", "中心", "李桂芳"]),
        (5, ["拳操队", "", "何计"]),
    ]


def test_short_rows_of_a_text_file():
    table = only([["姓名", "性别", "电话"], ["李桂芳"], ["何计", "男"]])
    assert list(table.records()) == [(2, ("李桂芳", "", "")), (3, ("何计", "男", ""))]


def test_one_column_is_enough_if_it_is_the_required_one():
    table = only([["姓名"], ["李桂芳"], ["何计"]])
    assert list(table.records()) == [(2, ("李桂芳",)), (3, ("何计",))]


@pytest.mark.parametrize("rows", [[], [[]], [["通知"], ["各居委会："], ["请报名单"]], [["甲", "乙"], [1.0, 2.0]]])
def test_no_table(rows):
    assert tables_of(rows) == []


CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "",
            "姓名",
            "电话",
            "团队名称",
            "负责人",
            "序号",
            "合计",
            "电话：1",
            "团队名称：甲",
            "李桂芳",
            "备注：",
            " ",
        ]
    ),
    st.floats(0, 9),
    st.text(max_size=3),
)


@given(st.lists(st.lists(CELL, max_size=5), max_size=14), st.lists(st.tuples(*[st.integers(1, 5)] * 4), max_size=3))
def test_any_sheet_is_read_and_no_row_twice(rows, areas):
    merged = [(a, b - 1, a + c - 1, b + d - 2) for a, b, c, d in areas]
    tables = tables_of(rows, merged)
    for table in tables:
        found = [number for number, _row in table.rows()]
        assert found == sorted(set(found))
        assert all(table.first_row <= number <= table.last_row for number in found)
        assert len(list(table.records())) == len(found)
    apart = [number for table in tables if not table.beside for number, _row in table.rows()]
    assert len(apart) == len(set(apart))


def test_missing_required_fields_are_said():
    table = only([["团队名称", "电话"], ["合唱队", "62345678"]])
    assert table.missing == ("name",)


@pytest.mark.parametrize("write", [make.xlsx, make.xls])
def test_from_a_real_file(write):
    with open_workbook(write({"一": make.ROSTER}), name="x") as book:
        table = only_table(book.sheets[0])
        assert names(table) == ["李桂芳", "何计", "阿依古丽·买买提"]


def only_table(sheet, vocabulary=MEMBERS):
    (table,) = find_tables(sheet, vocabulary)
    return table


def test_a_line_of_facts_above_the_heading_is_no_wider_heading():
    reported = ["填报单位：长寿路街道", None, None, "填报日期：2026年10月"]
    table = only([["群众活动团队花名册"], reported, HEAD, LI, HE])
    assert table.heading_row == 3
    assert table.labels == {"name": "姓名", "sex": "性别", "phone": "电话"}
    assert table.ignored == []


def test_a_line_of_facts_above_two_heading_rows():
    upper = ["序号", "团队名称", "类别", "负责人", None, "活动"]
    lower = [None, None, None, "姓名", "电话", "地点"]
    row = [1, "新会合唱队", "文化娱乐类", "李桂芳", "13812345678", "长寿公园"]
    lines = [["群众活动团队备案台账"], ["填报单位：长寿路街道", None, None, "截至2026年10月"], upper, lower, row]
    table = only(lines, merged=[(3, 3, 3, 4)], vocabulary=GROUPS)
    assert [*table.records()] == [(5, tuple(row[table.columns[field]] for field in table.fields))]
    assert {"group", "kind", "leader_name", "leader_phone", "venue"} <= set(table.fields)
