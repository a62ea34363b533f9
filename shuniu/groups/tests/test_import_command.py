"""`shuniu import`: one JSON object, exit codes, and nothing written where nothing should be."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from shuniu.groups.actions import importing
from shuniu.groups.models import Group, Membership
from shuniu.groups.tests.cast import CENTRE
from shuniu.groups.tests.import_desk import AS_OF, command, judged, put, written
from shuniu.groups.tests.test_import_rules import file_of, row
from shuniu.kernel.imports.kinds import AnotherKind
from shuniu.kernel.imports.tests.office_files import xlsx
from shuniu.kernel.models import Batch, TrailEntry
from shuniu.people.models import Person

pytestmark = pytest.mark.django_db
KEYS = {
    "batch", "dry_run", "groups", "people", "memberships", "rejected", "rejected_rows", "ignored_columns", "notes",
}  # fmt: skip


def register() -> tuple[int, ...]:
    return tuple(
        m.objects.count() if m is TrailEntry else m.everything.count() for m in (Group, Person, Batch, TrailEntry)
    )


def test_a_good_file(capsys, tmp_path):
    status, said = command(capsys, file_of(tmp_path, row(phone="13812575562")))
    assert status == 0
    assert said.keys() >= KEYS
    assert said["batch"] == Batch.everything.get().pk
    assert said["people"] == {"created": 1, "updated": 0, "unchanged": 0}
    status, again = command(capsys, tmp_path / "名单.xlsx")
    assert (status, again["people"]) == (0, {"created": 0, "updated": 0, "unchanged": 1})


def test_refused_rows_keep_everything_out(capsys, tmp_path):
    status, said = command(capsys, file_of(tmp_path, row("何玉珍"), row(phone="13812")))
    assert (status, said["batch"], said["rejected_rows"]) == (2, None, 1)
    (cell,) = said["rejected"]
    assert {k: cell[k] for k in ("sheet", "row", "column", "value")} == {
        "sheet": "名单", "row": 3, "column": "联系电话", "value": "*****",
    }  # fmt: skip
    assert cell["reason"]
    assert register() == (0, 0, 0, 0)


def test_the_good_rows_alone(capsys, tmp_path):
    path = file_of(tmp_path, row("何玉珍"), row(phone="13812"))
    status, said = command(capsys, path, "--accept-good")
    assert (status, said["rejected_rows"], said["people"]["created"]) == (1, 1, 1)
    assert command(capsys, path, "--accept-good")[1]["people"] == {"created": 0, "updated": 0, "unchanged": 1}


@pytest.mark.parametrize("asked", [(), ("--dry-run",)])
def test_where_no_row_is_good_nothing_is_accepted(asked, capsys, tmp_path):
    status, said = command(capsys, file_of(tmp_path, row(phone="1"), row("何玉珍", phone="2")), "--accept-good", *asked)
    assert (status, said["batch"], said["rejected_rows"]) == (2, None, 2)
    assert register() == (0, 0, 0, 0)


def test_where_no_row_is_good_the_terminal_does_not_advise_to_accept_the_good_ones(monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("import", str(file_of(tmp_path, row(phone="1"))), f"--centre={CENTRE}", stdout=out)
    assert "什么也没有写入：文件中没有一行通过。" in out.getvalue()
    assert "--accept-good" not in out.getvalue()


def test_a_day_to_come_is_refused_as_on_the_page(capsys, tmp_path):
    to_come = timezone.localdate() + timedelta(days=2)
    status, said = command(capsys, file_of(tmp_path, row()), f"--as-of={to_come}")
    assert (status, str(to_come) in said["error"]) == (2, True)
    assert register() == (0, 0, 0, 0)


def test_a_dry_run_writes_nothing(capsys, tmp_path):
    status, said = command(capsys, file_of(tmp_path, row()), "--dry-run")
    assert (status, said["dry_run"], said["batch"], said["people"]["created"]) == (0, True, None, 1)
    assert command(capsys, file_of(tmp_path, row(phone="1")), "--dry-run")[0] == 2
    assert command(capsys, file_of(tmp_path, row("何玉珍"), row(phone="1")), "--dry-run", "--accept-good")[0] == 1
    assert register() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 no package", b"%PDF-1.4", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600],
)
def test_an_unreadable_file_is_refused_in_words(content, capsys, tmp_path):
    status, said = command(capsys, put(tmp_path, content))
    assert status == 2
    assert said["error"]
    assert register() == (0, 0, 0, 0)


def test_a_file_without_any_table_is_refused(capsys, tmp_path):
    status, said = command(capsys, put(tmp_path, xlsx({"Sheet1": [["今天天气很好"], ["明天也好"]]})))
    assert (status, bool(said["error"])) == (2, True)
    assert register() == (0, 0, 0, 0)


def test_unknown_centre_bad_day_and_missing_file(capsys, tmp_path):
    path = file_of(tmp_path, row())
    for arguments in (["--centre=999999999999"], ["--as-of=2026-13-01"]):
        status, said = command(capsys, path, *arguments)
        assert (status, bool(said["error"])) == (2, True)
    assert command(capsys, tmp_path / "nothing.xlsx")[0] == 2
    with pytest.raises(CommandError) as refused:
        call_command("import", str(tmp_path / "nothing.xlsx"), f"--centre={CENTRE}")
    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en_GB.UTF-8", ("People: 1 new, 0 changed, 0 unchanged", "row 3", "1 row refused", "Nothing was written")),
        ("zh_CN.UTF-8", ("人员：新增1，变更0，不变0", "第3行", "1行未通过", "什么也没有写入")),
        ("C.UTF-8", ("人员：新增1，变更0，不变0", "第3行", "1行未通过", "什么也没有写入")),
    ],
)
def test_without_json_the_same_in_the_words_of_the_terminal(locale, said, monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", locale)
    out, path = io.StringIO(), file_of(tmp_path, row("何玉珍"), row(phone="13812"))
    with pytest.raises(SystemExit) as left:
        call_command("import", str(path), f"--centre={CENTRE}", stdout=out)
    assert left.value.code == 2
    assert [words for words in said if words not in out.getvalue()] == []


def test_a_missing_file_is_named_in_the_language_of_the_terminal(monkeypatch, tmp_path):
    for locale, words in (("en_US.UTF-8", "There is no file"), ("zh_CN.UTF-8", "没有文件")):
        monkeypatch.setenv("LC_ALL", locale)
        with pytest.raises(CommandError, match=words):
            call_command("import", str(tmp_path / "nothing.xlsx"), f"--centre={CENTRE}")


CODE = "52310107MJ00000017"
ORGANIZATIONS = [["社会组织名称", "统一社会信用代码", "负责人"], ["某某服务社", CODE, "王敏"]]


@pytest.mark.parametrize(
    ("rows", "another"),
    [
        (ORGANIZATIONS, "organizations"),
        ([["姓名", "服务日期", "服务时长"], ["王福生", "2026-10-01", 3]], "volunteers"),
        ([["团队名称", "负责人", "统一社会信用代码"], ["新会合唱队", "李桂芳", CODE]], None),
        ([["社区社会组织名称", "负责人", "统一社会信用代码"], ["新会合唱队", "李桂芳", CODE]], None),
        ([["团队名称：新会合唱队"], ["姓名", "性别", "志愿者编号"], ["李桂芳", "女", "1"]], None),
        ([["社会组织名称", "负责人"], ["某某服务社", "王敏"]], None),
    ],
)
def test_another_rooms_file_is_not_taken_for_groups(rows, another, tmp_path):
    path = put(tmp_path, xlsx({"表": rows}))
    if another is None:
        assert judged(path).plan.new_groups
    else:
        with pytest.raises(AnotherKind) as refused:
            judged(path)
        assert refused.value.kind.name == another


def test_who_says_that_a_file_is_of_groups_is_believed(tmp_path):
    path = put(tmp_path, xlsx({"表": ORGANIZATIONS}))
    assert len(judged(path, kind="groups").plan.new_groups) == 1


def test_unknown_columns_are_named(capsys, tmp_path):
    rows = [["团队名称", "姓名", "政治面貌", "民族"], ["新会合唱队", "李桂芳", "群众", "汉"]]
    _status, said = command(capsys, put(tmp_path, xlsx({"名单": rows})))
    assert said["ignored_columns"] == [{"sheet": "名单", "column": "政治面貌"}, {"sheet": "名单", "column": "民族"}]


def test_a_column_without_a_heading_is_named_by_its_letter_once(capsys, tmp_path, monkeypatch):
    """Also where the sheet holds a table a group."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    block = [["姓名", "", "电话"], ["李桂芳", "退休教师", "62345678"], []]
    rows = [["团队名称：新会合唱队"], *block, ["团队名称：武宁拳操队"], *block]
    _status, said = command(capsys, put(tmp_path, xlsx({"名单": rows})))
    assert said["ignored_columns"] == [{"sheet": "名单", "column": "B列（无标题）"}]
    assert said["groups"]["created"] == 2


@pytest.mark.django_db(transaction=True)
def test_a_crash_in_the_middle_leaves_nothing(monkeypatch, tmp_path):
    def crash(*_anything):
        raise RuntimeError("the power went")

    monkeypatch.setattr(importing._Writing, "_memberships", crash)
    with pytest.raises(RuntimeError):
        written(file_of(tmp_path, row()))
    assert register() == (0, 0, 0, 0)


def test_a_register_that_moves_meanwhile_is_asked_again(monkeypatch, tmp_path):
    """Somebody writes between judging and writing: the file is judged again, and the group is not made twice."""
    path, real, moved = file_of(tmp_path, row()), importing.stamp, []

    def moving(centre_id):
        if not moved:
            moved.append(True)
            return (-1, -1)
        return real(centre_id)

    monkeypatch.setattr(importing, "stamp", moving)
    written(path, as_of=AS_OF)
    assert (Group.everything.count(), Membership.everything.count()) == (1, 1)


@pytest.mark.parametrize(
    "headings",
    [
        ["团队名称", "姓名", "联系电话"],
        ["团队名称", "团队类别", "负责人"],
        ["名称", "统一社会信用代码", "法定代表人"],
        ["姓名", "志愿服务队", "服务日期", "服务时长"],
    ],
)
def test_headings_without_rows_are_refused_whatever_the_kind(headings, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    status, said = command(capsys, put(tmp_path, xlsx({"Sheet1": [headings]})))
    assert status == 2
    assert (
        said["error"] == "Below its headings the table is empty. Fill in the rows, save the file, and choose it again."
    )
    assert register() == (0, 0, 0, 0)
