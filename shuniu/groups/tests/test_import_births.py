"""Births whose year and month stand in columns of their own."""

from datetime import date

import pytest

from shuniu.groups.models import Leadership
from shuniu.groups.tests.import_desk import counts, put, written
from shuniu.kernel.imports.tests.office_files import xlsx
from shuniu.people.models import Person

pytestmark = pytest.mark.django_db

UPPER = ["团队名称", "姓名", "性别", "出生年月", "", "联系电话"]
MERGED = ["D1:E1", "A1:A2", "B1:B2", "C1:C2", "F1:F2"]
MONTH = (date(1941, 11, 1), "month")


def births(folder, heading, *cells, merged=()):
    """(first day, precision) of each person of a roster, by the cells that say the birth; read twice."""
    names = [["新会合唱队", f"何玉{sign}", "女"] for sign in "甲乙丙丁戊己"]
    rows = [*heading, *([*name, *birth] for name, birth in zip(names, cells, strict=False))]
    path = put(folder, xlsx({"名单": (rows, list(merged))}))
    outcome, _batch = written(path)
    assert (outcome.draft.refused, outcome.draft.ignored) == ([], [])
    assert counts(written(path)[0])["people"] == (0, 0, len(cells))
    known = {person.name: (person.born_on, person.born_precision) for person in Person.everything.all()}
    return [known[name] for (_group, name, _sex), _cells in zip(names, cells, strict=False)]


@pytest.mark.parametrize("merged", [MERGED, []])
def test_year_and_month_beneath_one_heading(merged, tmp_path):
    heading = [UPPER, ["", "", "", "年", "月", ""]]
    said = [(1941, 11), ("1941年", "11月"), ("一九四一", "十一"), ("1941", ""), ("", ""), ("1941.11", "无")]
    assert births(tmp_path, heading, *said, merged=merged) == [
        *[MONTH] * 3,
        (date(1941, 1, 1), "year"),
        (None, ""),
        MONTH,
    ]


def test_year_and_month_under_headings_of_their_own(tmp_path):
    heading = [["团队名称", "姓名", "性别", "出生年", "出生月"]]
    assert births(tmp_path, heading, (1941, 11), (1941, "11")) == [MONTH] * 2


def test_the_day_in_a_third_column(tmp_path):
    heading = [["团队名称", "姓名", "性别", "出生日期", "", ""], ["", "", "", "年", "月", "日"]]
    said = births(tmp_path, heading, (1941, 11, 2), (1941, 11, ""), merged=["D1:F1"])
    assert said == [(date(1941, 11, 2), "day"), MONTH]


@pytest.mark.parametrize("birth", [(1941, 13), ("", 11), (41, 11), (1941, "#N/A")])
def test_what_is_no_month_of_a_year_is_refused_where_the_year_stands(birth, tmp_path):
    rows = [["团队名称", "姓名", "出生年", "出生月"], ["新会合唱队", "李桂芳", *birth]]
    outcome, batch = written(put(tmp_path, xlsx({"名单": [*rows]})))
    (refusal,) = outcome.draft.refused
    assert (batch, refusal.row, refusal.column, refusal.position) == (None, 2, "出生年", 2)


def test_months_without_a_year_are_named_as_not_read(tmp_path):
    rows = [["团队名称", "姓名", "出生月"], ["新会合唱队", "李桂芳", 11]]
    outcome, _batch = written(put(tmp_path, xlsx({"名单": [*rows]})))
    assert outcome.draft.ignored == [("名单", "出生月")]
    assert Person.everything.get().born_on is None


def test_the_leader_of_a_ledger_too(tmp_path):
    rows = [["团队名称", "负责人姓名", "负责人出生年", "负责人出生月"], ["新会合唱队", "李桂芳", 1941, 11]]
    written(put(tmp_path, xlsx({"台账": [*rows]})))
    leader = Leadership.everything.get().person
    assert (leader.born_on, leader.born_precision) == MONTH


def test_a_birth_in_a_block_leaves_the_telephone_after_it_to_the_leader(tmp_path):
    block = [["团队名称：新会合唱队", "负责人：李桂芳", "出生年月：1941.11", "电话：62345678"], ["姓名"], ["何玉珍"]]
    written(put(tmp_path, xlsx({"名单": block})))
    leader = Leadership.everything.get().person
    assert (leader.born_on, bool(leader.phone)) == (MONTH[0], True)
