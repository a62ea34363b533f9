"""Forms: labels with their values beside them, one group or one member a sheet."""

from datetime import date

import pytest

from shuniu.groups.models import Group, Leadership, Membership, ReportedFigure
from shuniu.groups.tests.import_desk import command, counts, put, written
from shuniu.kernel.imports.limits import Unreadable
from shuniu.kernel.imports.tests.office_files import text, xls, xlsx
from shuniu.kernel.sealing import reveal
from shuniu.people.models import Person

pytestmark = pytest.mark.django_db


def filing_form(**said) -> list[list]:
    """The district's form in print order, as an office fills it in."""
    said = {"group": "新会合唱队", "phone": "13812575562", "members": 31, "works": "", **said}
    return [
        ["上海市嘉定区社区群众活动团队备案表", "", "", "", "", "", ""],
        ["群团名称", "", said["group"], "", "所属社区", "长寿路", ""],
        ["成立时间", "", "2012年9月", "", "活动地点", "社区文化活动中心", ""],
        ["活动内容", "", "合唱", "", "", "", ""],
        ["活动时间", "", "每周三 14:00-16:00", "", "每周活动次数", 1, ""],
        ["参加人数", "", said["members"], "", "其中中共党员人数", 5, ""],
        ["负责人\n或召集人", "姓名", "李桂芳", "性别", "女", "年龄", 67],
        ["", "政治面貌", "群众", "家庭地址", "长寿路1号", "", ""],
        ["", "工作单位", said["works"], "联系电话", said["phone"], "", ""],
        ["委派情况", "", "未委派", "", "", "", ""],
        ["政治指导员（党建联络员）", "姓名", "王敏", "性别", "男", "年龄", 45],
        ["", "工作单位及职务", "街道", "联系电话", "62345678", "", ""],
        ["所在社区\n备案意见", "", "同意备案。（盖章） 2014年3月5日", "", "", "", ""],
        ["街镇审核意见", "", "", "", "", "", ""],
        ["填表人：陈晓燕", "", "", "填表日期：2014年3月1日", "", "", ""],
    ]  # fmt: skip


MERGED = [
    "A1:G1", *(f"A{row}:B{row}" for row in (2, 3, 4, 5, 6, 10, 13, 14)), "C2:D2", "F2:G2", "C3:D3", "F3:G3", "C4:G4", "C5:D5",
    "C6:D6", "A7:A9", "E8:G8", "E9:G9", "C10:G10", "A11:A12", "E12:G12", "C13:G13", "C14:G14",
]  # fmt: skip
MEMBERS = [["成员名单"], ["序号", "姓名", "性别", "联系电话"], [1, "李桂芳", "女", ""], [2, "何玉珍", "女", "62345679"]]
NOT_READ = ["负责人 或召集人 / 政治面貌", "委派情况", "所在社区 备案意见"]
FORMATS = {
    "merged": lambda rows: xlsx({"备案表": (rows, MERGED)}),
    "unmerged": lambda rows: xlsx({"备案表": rows}),
    "old": lambda rows: xls({"备案表": rows}),
    "text": lambda rows: text([[str(cell).replace("\n", "") for cell in row] for row in rows], encoding="gb18030"),
}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_filing_form_is_one_group_with_its_leader_and_its_numbers(format_, tmp_path):
    path = put(tmp_path, FORMATS[format_](filing_form()), "备案表.xlsx" if format_ != "text" else "备案表.csv")
    outcome, batch = written(path)
    assert (outcome.draft.refused, batch.kind) == ([], "ledger")
    group = Group.everything.get()
    assert (group.name, group.venue, group.content, group.times_per_week, group.party_members) == (
        "新会合唱队", "社区文化活动中心", "合唱", 1, 5,
    )  # fmt: skip
    assert (group.founded_on, group.founded_precision) == (date(2012, 9, 1), "month")
    leader = Leadership.everything.get().person
    assert Person.everything.get() == leader  # the liaison comes into no record
    assert (leader.name, leader.sex, leader.born_on.year) == ("李桂芳", "2", 1959)
    assert (reveal(leader, "phone"), reveal(leader, "address")) == ("13812575562", "长寿路1号")
    assert ReportedFigure.everything.get().value == 31
    assert counts(written(path)[0]) == {"groups": (0, 0, 1), "people": (0, 0, 1), "memberships": (0, 0, 0)}


def test_what_a_form_says_else_is_named(tmp_path):
    outcome, _batch = written(put(tmp_path, xlsx({"备案表": (filing_form(), MERGED)})))
    named = [column for _sheet, column in outcome.draft.ignored]
    assert [word for word in NOT_READ if word not in named] == []
    assert "政治指导员（党建联络员） / 姓名" in named
    assert not [column for column in named if "陈晓燕" in column]


@pytest.mark.parametrize("merged", [MERGED, []])
def test_a_blank_left_for_the_leader_is_not_filled_from_the_liaison(merged, tmp_path):
    written(put(tmp_path, xlsx({"备案表": (filing_form(phone=""), merged)})))
    assert not Leadership.everything.get().person.phone


def test_a_form_a_sheet(tmp_path):
    sheets = {str(at): (filing_form(group=f"第{at}合唱队"), MERGED) for at in range(1, 4)}
    outcome, _batch = written(put(tmp_path, xlsx(sheets)))
    assert counts(outcome)["groups"] == (3, 0, 0)


def test_two_forms_on_one_sheet(tmp_path):
    rows = [*filing_form(), *filing_form(group="武宁拳操队")]
    written(put(tmp_path, xlsx({"备案表": rows})))
    assert set(Group.everything.values_list("name", flat=True)) == {"新会合唱队", "武宁拳操队"}


ABOVE = [area for area in MERGED if int(area.split(":")[1][1:]) < 11]


@pytest.mark.parametrize("merged", [ABOVE, ABOVE[:1], []])
def test_a_table_of_members_beneath_a_form(merged, tmp_path):
    path = put(tmp_path, xlsx({"备案表": ([*filing_form()[:10], *MEMBERS], merged)}))
    outcome, _batch = written(path)
    assert outcome.draft.refused == []
    group = Group.everything.get()
    assert (group.name, group.venue) == ("新会合唱队", "社区文化活动中心")
    assert set(Membership.everything.values_list("person__name", flat=True)) == {"李桂芳", "何玉珍"}
    assert Leadership.everything.get().person == Person.everything.get(name="李桂芳")
    assert counts(written(path)[0]) == {"groups": (0, 0, 1), "people": (0, 0, 2), "memberships": (0, 0, 2)}


def test_a_blank_table_of_members_beneath_a_form_leaves_the_form(tmp_path):
    written(put(tmp_path, xlsx({"备案表": [*filing_form()[:10], *MEMBERS[:2]]})))
    assert (Group.everything.get().name, Membership.everything.count()) == ("新会合唱队", 0)


def test_a_wrong_cell_of_a_form_is_told_with_its_own_place_and_keeps_the_form_out(capsys, tmp_path):
    path = put(tmp_path, xlsx({"备案表": (filing_form(phone="1381257", members="很多"), MERGED)}))
    status, said = command(capsys, path, "--accept-good")
    assert (status, said["batch"]) == (2, None)
    assert [(cell["row"], cell["column"]) for cell in said["rejected"]] == [(6, "参加人数"), (9, "联系电话")]
    outcome, _batch = written(path)
    assert [refusal.position for refusal in outcome.draft.refused] == [2, 4]


def test_a_form_without_the_groups_name_is_refused_for_that(tmp_path):
    outcome, batch = written(put(tmp_path, xlsx({"备案表": (filing_form(group=""), MERGED)})))
    (refusal,) = outcome.draft.refused
    assert (batch, refusal.column) == (None, "团队名称")


@pytest.mark.parametrize("groups", [["合唱队", "舞蹈队"], ["合唱队", "舞蹈队", "拳操队"]])
def test_a_table_on_its_side_is_no_form(groups, tmp_path):
    """Read as one it would be the first group alone."""
    many = len(groups)
    rows = [
        ["团队名称", *groups],
        ["活动地点", *["公园"] * many],
        ["活动内容", *["跳舞"] * many],
        ["参加人数", *[20] * many],
    ]
    with pytest.raises(Unreadable) as refused:
        written(put(tmp_path, xlsx({"汇总": rows})))
    assert (refused.value.code, Group.everything.count()) == ("no_table", 0)


def test_the_form_of_one_member(tmp_path):
    rows = [
        ["队员登记表"],
        ["姓名", "何玉珍", "性别", "女", "出生年月", "1950.12"],
        ["所在团队", "新会合唱队", "", "", "联系电话", "62345679"],
        ["家庭住址", "长寿路2号", "", "", "团队职务", "队员"],
        ["本人特长", "二胡"],
    ]
    path = put(tmp_path, xlsx({"何玉珍": rows}))
    outcome, batch = written(path)
    member = Membership.everything.get()
    assert (member.group.name, member.person.name, member.duty, batch.kind) == (
        "新会合唱队",
        "何玉珍",
        "队员",
        "roster",
    )
    assert (member.person.born_on, reveal(member.person, "address")) == (date(1950, 12, 1), "长寿路2号")
    assert outcome.draft.ignored == [("何玉珍", "本人特长")]
    assert counts(written(path)[0])["memberships"] == (0, 0, 1)


def test_a_part_named_by_a_line_of_its_own(tmp_path):
    rows = [
        ["一、团队基本情况"],
        ["团队名称", "新会合唱队", "活动地点", "长寿公园"],
        ["活动内容", "合唱", "活动时间", "每周三上午"],
        ["二、负责人基本情况"],
        ["姓名", "李桂芳", "性别", "女"],
        ["工作单位", "", "联系电话", "13812575562"],
        ["三、党建联络员基本情况"],
        ["姓名", "王敏", "联系电话", "62345678"],
    ]
    written(put(tmp_path, xlsx({"备案表": rows})))
    leader = Leadership.everything.get().person
    assert (leader.name, reveal(leader, "phone")) == ("李桂芳", "13812575562")
    assert Person.everything.count() == 1
