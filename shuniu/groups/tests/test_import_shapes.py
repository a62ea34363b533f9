"""Every shape of file an office sends, read as a person would read it; and read twice, which changes nothing."""

from datetime import date

import pytest

from shuniu.groups.models import ActivityTime, Group, Leadership, Membership, ReportedFigure
from shuniu.groups.tests.cast import CENTRE
from shuniu.groups.tests.import_desk import counts, put, written
from shuniu.kernel.imports.tests.office_files import html, html_table, text, xls, xlsx
from shuniu.kernel.sealing import reveal
from shuniu.people.models import Person, PersonGram

pytestmark = pytest.mark.django_db

FLAT = [
    ["序号", "团队名称", "类型", "姓名", "性别", "出生年月", "联系电话", "团队中职务", "活动时间", "政治面貌"],
    [1, "新会合唱队", "文化娱乐类", "李桂芳", "女", "1948.3", "13812575562", "队长", "每周三、五 14:00-16:00", "党员"],
    [2, "新会合唱队", "文化娱乐类", "何玉珍", "女", "1950.12", "", "队员", "每周三、五 14:00-16:00", "群众"],
    [3, "夕阳红太极拳队", "体育健身", "王福生", "男", "1955.3", "62345678", "负责人", "每天6:30-8:00", "群众"],
]
LEDGER = [
    ["群众活动团队备案台账", "", "", "", "", "", ""],
    ["序号", "团队名称", "类别", "负责人", "", "成员情况", ""],
    ["", "", "", "姓名", "电话", "总人数", "60岁以上"],
    [1, "新会合唱队", "文化", "李桂芳", "13812575562", 20, 13],
    [2, "武宁护绿队", "公益服务类", "邵招福", "15855910573", 26, 17],
    ["合计", "", "", "", "", 46, 30],
]
LEDGER_MERGED = ["A1:G1", "D2:E2", "F2:G2"]
BLOCK = [
    ["新会合唱队成员花名册"],
    ["团队名称：新会合唱队", "", "负责人：李桂芳", "联系电话：13812575562"],
    ["活动地点：社区文化活动中心", "", "类别：文化娱乐"],
    ["序号", "姓名", "性别", "年龄"],
    [1, "李桂芳", "女", 78],
    [2, "何玉珍", "女", 75],
    ["填表人：陈晓燕"],
]
FIRST_ROW_ONLY = [
    ["团队名称", "姓名", "联系电话"],
    ["新会合唱队", "李桂芳", "13812575562"],
    ["", "何玉珍", "13993702683"],
    ["夕阳红太极拳队", "王福生", "62345678"],
    ["", "邓花东", ""],
]

SHAPES = {
    "flat": (xlsx({"名单": FLAT}), "名单.xlsx", (2, 3, 3)),
    "old_excel": (xls({"名单": FLAT}), "名单.xls", (2, 3, 3)),
    "html_called_xls": (html(html_table(FLAT)), "导出.xls", (2, 3, 3)),
    "gb18030": (text(FLAT, encoding="gb18030"), "名单.csv", (2, 3, 3)),
    "utf8_with_mark": (text(FLAT, encoding="utf-8-sig"), "名单.csv", (2, 3, 3)),
    "ledger": (xlsx({"台账": (LEDGER, LEDGER_MERGED)}), "台账.xlsx", (2, 2, 0)),
    "block_above": (xlsx({"Sheet1": BLOCK}), "名单.xlsx", (1, 2, 2)),
    "tab_names_group": (xlsx({"武宁拳操队": [["姓名", "性别"], ["王福生", "男"]]}), "名单.xlsx", (1, 1, 1)),
    "first_row_only": (xlsx({"名单": FIRST_ROW_ONLY}), "名单.xlsx", (2, 4, 4)),
    "merged_names": (xlsx({"名单": (FIRST_ROW_ONLY, ["A2:A3", "A4:A5"])}), "名单.xlsx", (2, 4, 4)),
    "roster_before_ledger": (xlsx({"名单": FLAT, "台账": (LEDGER, LEDGER_MERGED)}), "两张.xlsx", (3, 4, 3)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_read_and_the_second_time_changes_nothing(shape, tmp_path):
    content, name, (groups, people, memberships) = SHAPES[shape]
    path = put(tmp_path, content, name)

    outcome, batch = written(path)

    assert outcome.draft.refused == []
    assert counts(outcome) == {"groups": (groups, 0, 0), "people": (people, 0, 0), "memberships": (memberships, 0, 0)}
    assert (Group.everything.count(), Person.everything.count()) == (groups, people)
    assert set(Person.everything.values_list("batch", flat=True)) == {batch.pk}

    again, _batch = written(path)

    assert counts(again) == {"groups": (0, 0, groups), "people": (0, 0, people), "memberships": (0, 0, memberships)}
    assert not again.plan.brings_something
    assert (Group.everything.count(), Membership.everything.count()) == (groups, memberships)


def test_a_flat_roster_fills_group_and_people(tmp_path):
    outcome, _batch = written(put(tmp_path, SHAPES["flat"][0]))

    choir = Group.everything.get(name="新会合唱队")
    assert (choir.category, choir.times, choir.recorded_on) == ("culture", "每周三、五 14:00-16:00", date(2026, 11, 1))
    assert (choir.place_id, choir.initials) == (CENTRE, "xhhcd")
    assert [(t.weekday, f"{t.starts:%H:%M}") for t in ActivityTime.everything.filter(group=choir)] == [
        (3, "14:00"),
        (5, "14:00"),
    ]
    singer = Person.everything.get(name="李桂芳")
    assert (singer.sex, singer.born_on, singer.born_precision) == ("2", date(1948, 3, 1), "month")
    assert reveal(singer, "phone") == "13812575562"
    assert PersonGram.objects.filter(person_id=singer.pk).count() == 5
    assert Leadership.everything.get(group=choir).person == singer
    assert outcome.draft.ignored == [("名单", "政治面貌")]


def test_a_ledger_reports_numbers_and_counts_no_members(tmp_path):
    written(put(tmp_path, SHAPES["ledger"][0]))
    assert Membership.everything.count() == 0
    said = {(f.group.name, f.figure): f.value for f in ReportedFigure.everything.select_related("group")}
    assert said["新会合唱队", "members"] == 20
    assert said["武宁护绿队", "aged_60_plus"] == 17
    leader = Leadership.everything.get(group__name="武宁护绿队").person
    assert (leader.name, reveal(leader, "phone")) == ("邵招福", "15855910573")


def test_ledger_and_roster_of_one_workbook_meet_in_one_person(tmp_path):
    """The leader of the ledger sheet is the member of the roster sheet, whatever the order of sheets."""
    written(put(tmp_path, SHAPES["roster_before_ledger"][0]))
    assert Person.everything.filter(name="李桂芳").count() == 1
    assert Leadership.everything.get(group__name="新会合唱队").person == Person.everything.get(name="李桂芳")


def test_a_block_above_names_group_leader_and_ages(tmp_path):
    written(put(tmp_path, SHAPES["block_above"][0]))
    choir = Group.everything.get()
    assert (choir.name, choir.venue, choir.category) == ("新会合唱队", "社区文化活动中心", "culture")
    singer = Person.everything.get(name="李桂芳")
    assert (singer.born_on, singer.born_precision, singer.age_stated_on) == (date(1948, 1, 1), "age", date(2026, 11, 1))
    assert Leadership.everything.get().person == singer


def test_a_tab_called_sheet1_names_no_group(tmp_path):
    outcome, batch = written(put(tmp_path, xlsx({"Sheet1": [["姓名", "性别"], ["王福生", "男"]]})))
    assert batch is None
    assert [refusal.row for refusal in outcome.draft.refused] == [2]


def test_formulas_and_markup_stay_text(tmp_path):
    rows = [["团队名称", "姓名", "备注"], ["新会合唱队", "李桂芳", "<script>alert(1)</script>"]]
    rows.append(["新会合唱队", "何玉珍", "'=1+1"])
    written(put(tmp_path, xlsx({"名单": rows})))
    assert set(Membership.everything.values_list("remark", flat=True)) == {"<script>alert(1)</script>", "'=1+1"}
