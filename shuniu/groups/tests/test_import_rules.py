"""What is refused and why; what a later file changes; what is never changed."""

from datetime import date

import pytest

from shuniu.groups.models import Group, Leadership, Membership
from shuniu.groups.tests.import_desk import AS_OF, counts, judged, put, written
from shuniu.kernel.imports.tests.office_files import xlsx
from shuniu.kernel.models import Batch, TrailEntry
from shuniu.kernel.sealing import reveal
from shuniu.people.identity import check_digit
from shuniu.people.models import Person

pytestmark = pytest.mark.django_db

HEAD = ["团队名称", "类型", "姓名", "性别", "出生年月", "身份证号", "联系电话", "住址"]


def number(body: str) -> str:
    return body + check_digit(body)


LI = number("31010719480312002")
HE = number("31010719501201004")


def row(name="李桂芳", *, group="新会合唱队", category="", sex="", birth="", identity="", phone="", address=""):
    return [group, category, name, sex, birth, identity, phone, address]


def file_of(folder, *rows, name="名单.xlsx"):
    return put(folder, xlsx({"名单": [HEAD, *rows]}), name)


REFUSED = [
    (row(identity="31010719480312"), "身份证号"),
    (row(identity=LI[:17] + ("1" if LI[17] != "1" else "2")), "身份证号"),
    (row(identity=number("99010719480312002"[:6].replace("99", "00") + LI[6:17])), "身份证号"),
    (row(identity=number("31010719481332002")), "身份证号"),
    (row(identity=310107194803120020), "身份证号"),
    (row(name="", phone="13812575562"), "姓名"),
    (row(name="12"), "姓名"),
    (row(name="李桂芳、王福生"), "姓名"),
    (row(name="同上"), "姓名"),
    (row(phone="1381257556"), "联系电话"),
    (row(birth="2030.1"), "出生年月"),
    (row(category="不知道什么类"), "类型"),
    (row(sex="公"), "性别"),
    # Formulas that failed (openpyxl writes these words as such): not empty cells, whatever the parser makes of them.
    (row(name="#REF!"), "姓名"),
    (row(identity="#N/A"), "身份证号"),
    (row(phone="#VALUE!"), "联系电话"),
    (row(birth="#N/A"), "出生年月"),
    (row(address="#NAME?"), "住址"),
    (row(sex="#N/A"), "性别"),
]


@pytest.mark.parametrize(("bad", "column"), REFUSED)
def test_a_bad_cell_is_named_with_row_column_value_and_reason(bad, column, tmp_path):
    outcome, batch = written(file_of(tmp_path, row("何玉珍", phone="13993702683"), bad))
    assert batch is None
    (refusal,) = outcome.draft.refused
    assert (refusal.sheet, refusal.row, refusal.column) == ("名单", 3, column)
    assert str(refusal.reason)
    assert Person.everything.count() == Group.everything.count() == Batch.everything.count() == 0


def test_sealed_values_are_masked_in_refusals(tmp_path):
    wrong = LI[:17] + ("1" if LI[17] != "1" else "2")
    outcome, _batch = written(file_of(tmp_path, row(identity=wrong)))
    assert outcome.draft.refused[0].value == f"310***********{wrong[-4:]}"


def test_numbers_in_full_width_are_the_same_numbers(tmp_path):
    wide = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
    written(file_of(tmp_path, row(identity=LI.translate(wide), phone="１３８１２５７５５６２")))
    person = Person.everything.get()
    assert (reveal(person, "id_number"), reveal(person, "phone")) == (LI, "13812575562")


def test_a_cell_that_says_none_holds_nothing(tmp_path):
    written(file_of(tmp_path, row(identity="无", phone="—", birth="不详", address="无")))
    person = Person.everything.get()
    assert not any((person.id_number, person.phone, person.address, person.born_on))


def test_the_good_rows_go_in_when_accepted(tmp_path):
    outcome, batch = written(file_of(tmp_path, row("何玉珍"), row(phone="1")), accept_good=True)
    assert batch.state == Batch.State.WRITTEN
    assert counts(outcome)["people"] == (1, 0, 0)
    assert outcome.draft.refused_rows == 1


def test_a_refused_first_row_still_names_the_group_of_the_rows_below(tmp_path):
    rows = [row(phone="1"), row("何玉珍", group=""), row("王福生", group="夕阳红太极拳队")]
    written(file_of(tmp_path, *rows), accept_good=True)
    assert Membership.everything.get(person__name="何玉珍").group.name == "新会合唱队"


def test_the_checked_id_number_knows_birth_and_sex(tmp_path):
    outcome, _batch = written(file_of(tmp_path, row(identity=LI, birth="1951.1", sex="男")))
    person = Person.everything.get()
    assert (person.born_on, person.born_precision, person.sex) == (date(1948, 3, 12), "day", "2")
    assert len(outcome.draft.notes) == 1


def test_an_age_where_a_birth_should_stand_is_an_age(tmp_path):
    written(
        file_of(tmp_path, row(birth="65岁"), row("何玉珍", birth="６６ 周岁"), row("王福生", identity=LI, birth="79岁"))
    )
    births = {person.name: (person.born_on, person.born_precision) for person in Person.everything.all()}
    assert births == {
        "李桂芳": (date(1961, 1, 1), "age"),
        "何玉珍": (date(1960, 1, 1), "age"),
        "王福生": (date(1948, 3, 12), "day"),
    }


def test_an_age_that_the_id_number_may_have_had_is_no_contradiction(tmp_path):
    fits = judged(file_of(tmp_path, row(identity=LI, birth="77岁"), row("何玉珍", identity=HE, birth="75岁")))
    assert not fits.draft.notes
    assert len(judged(file_of(tmp_path, row(identity=LI, birth="70岁"))).draft.notes) == 1


def test_brackets_and_quotation_marks_do_not_make_another_group(tmp_path):
    rows = [
        row(group="“晨光”舞队（一队）"),
        row("何玉珍", group="晨光舞队(一队)"),
        row("王福生", group="晨光舞队（二队）"),
    ]
    outcome, _batch = written(file_of(tmp_path, *rows))
    assert counts(outcome)["groups"] == (2, 0, 0)
    assert counts(judged(file_of(tmp_path, row(group='"晨光"舞队(一队)'))))["groups"] == (0, 0, 1)


def test_what_was_said_before_is_told_in_the_words_of_the_office(tmp_path):
    rows = [row(category="文化娱乐"), row("何玉珍", category="体育健身")]
    (note,) = judged(file_of(tmp_path, *rows)).draft.notes
    assert "文化娱乐" in str(note.text)


def test_a_second_leader_of_one_group_is_told(tmp_path):
    head = ["团队名称", "姓名", "团队中职务"]
    rows = [
        ["合唱队", "李桂芳", "队长"],
        ["合唱队", "何玉珍", "队长"],
        ["合唱队", "王福生", "副队长"],
        ["拳队", "王福生", "队长"],
    ]
    outcome, _batch = written(put(tmp_path, xlsx({"名单": [head, *rows]})))
    assert [note.row for note in outcome.draft.notes] == [3]
    leaders = {leading.group.name: leading.person.name for leading in Leadership.everything.all()}
    assert leaders == {"合唱队": "李桂芳", "拳队": "王福生"}


def test_nobody_joins_before_being_born(tmp_path):
    head = ["团队名称", "姓名", "出生年月", "入队日期"]
    rows = [["合唱队", "李桂芳", "1950.3", "1940-01-01"], ["合唱队", "何玉珍", "1950.3", "2020-01-01"]]
    outcome, _batch = written(put(tmp_path, xlsx({"名单": [head, *rows]})))
    assert [note.row for note in outcome.draft.notes] == [2]
    since = {member.person.name: member.since for member in Membership.everything.all()}
    assert since == {"李桂芳": AS_OF, "何玉珍": date(2020, 1, 1)}


def test_a_part_larger_than_its_whole_is_refused(tmp_path):
    head = ["团队名称", "总人数", "60岁以上"]
    outcome, _batch = written(put(tmp_path, xlsx({"台账": [head, ["合唱队", 5, 9], ["拳队", 9, 9]]})), accept_good=True)
    assert [(refusal.row, refusal.column, refusal.value) for refusal in outcome.draft.refused] == [(2, "60岁以上", "9")]
    assert [group.name for group in Group.everything.all()] == ["拳队"]


def test_one_number_under_two_names_is_refused(tmp_path):
    outcome, _batch = written(file_of(tmp_path, row(identity=LI), row("李桂香", identity=LI)), accept_good=True)
    assert [refusal.row for refusal in outcome.draft.refused] == [3]
    assert counts(outcome)["people"] == (1, 0, 0)
    later, _batch = written(file_of(tmp_path, row("李桂香", identity=LI)))
    assert [refusal.row for refusal in later.draft.refused] == [2]


def test_the_same_person_twice_in_one_group_is_one_membership(tmp_path):
    outcome, _batch = written(file_of(tmp_path, row(phone="13812575562"), row(phone="13812575562")))
    assert counts(outcome)["memberships"] == (1, 0, 1)
    assert Membership.everything.count() == 1


def test_one_person_in_two_groups_is_one_participant(tmp_path):
    rows = [row(phone="13812575562"), row(group="夕阳红太极拳队", phone="13812575562")]
    outcome, _batch = written(file_of(tmp_path, *rows))
    assert counts(outcome) == {"groups": (2, 0, 0), "people": (1, 0, 0), "memberships": (2, 0, 0)}


def test_two_rows_that_say_different_things_of_one_person_change_nothing_again(tmp_path):
    rows = [
        row(identity=LI, phone="13812575562", address="胶州路1号"),
        row(identity=LI, phone="13993702683", address="胶州路2号", group="夕阳红太极拳队"),
    ]
    first, _batch = written(file_of(tmp_path, *rows))
    assert [note.row for note in first.draft.notes] == [3]
    again, _batch = written(file_of(tmp_path, *rows))
    assert counts(again) == {"groups": (0, 0, 2), "people": (0, 0, 1), "memberships": (0, 0, 2)}
    assert [note.row for note in again.draft.notes] == [3]
    later = [row(identity=LI, phone="13611111111", address="胶州路1号"), rows[1]]
    assert counts(written(file_of(tmp_path, *later))[0])["people"] == (0, 1, 0)
    assert counts(written(file_of(tmp_path, *later))[0])["people"] == (0, 0, 1)
    person = Person.everything.get()
    assert (reveal(person, "phone"), reveal(person, "address")) == ("13611111111", "胶州路1号")


def test_two_ages_of_one_person_change_nothing_again(tmp_path):
    head = ["团队名称", "姓名", "年龄", "电话"]
    rows = [["合唱队", "李桂芳", 70, "13812575562"], ["拳队", "李桂芳", 71, "13812575562"]]
    outcome, _batch = written(put(tmp_path, xlsx({"名单": [head, *rows]})))
    assert counts(outcome)["people"] == (1, 0, 0)
    for _time in range(2):
        assert counts(written(put(tmp_path, xlsx({"名单": [head, *rows]})))[0])["people"] == (0, 0, 1)
    assert Person.everything.get().born_on.year == AS_OF.year - 70


def test_an_age_that_does_not_fit_the_birth_is_told(tmp_path):
    head = ["团队名称", "姓名", "年龄", "出生年月"]
    rows = [["合唱队", "李桂芳", 40, "1950.3"], ["合唱队", "何玉珍", 76, "1950.3"], ["合唱队", "王福生", 75, "1950.12"]]
    outcome = judged(put(tmp_path, xlsx({"名单": [head, *rows]})))
    assert [note.row for note in outcome.draft.notes] == [2]


def test_a_leader_among_namesakes_is_the_same_again(tmp_path):
    head = ["团队名称", "负责人", "姓名", "出生年月"]
    rows = [["合唱队", "张三", "张三", "1950.3"], ["合唱队", "张三", "张三", "1960.3"]]
    first, _batch = written(put(tmp_path, xlsx({"名单": [head, *rows]})))
    assert counts(first)["people"] == (3, 0, 0)
    again, _batch = written(put(tmp_path, xlsx({"名单": [head, *rows]})))
    assert counts(again) == {"groups": (0, 0, 1), "people": (0, 0, 3), "memberships": (0, 0, 2)}


def test_who_is_named_for_a_lead_that_is_not_taken_comes_into_no_record(tmp_path):
    written(put(tmp_path, xlsx({"台账": [["团队名称", "负责人"], ["合唱队", "李桂芳"]]})))
    for _time in range(2):
        outcome, _batch = written(put(tmp_path, xlsx({"台账": [["团队名称", "负责人"], ["合唱队", "何玉珍"]]})))
        assert counts(outcome)["people"] == (0, 0, 0)
        assert "何玉珍" in str(outcome.draft.notes[0].text)
    assert [person.name for person in Person.everything.all()] == ["李桂芳"]


def test_whom_a_lead_that_is_not_taken_shares_with_a_roster_stays_its_member(tmp_path):
    written(put(tmp_path, xlsx({"台账": [["团队名称", "负责人"], ["合唱队", "李桂芳"]]})))
    head = ["团队名称", "负责人", "负责人电话", "姓名", "电话"]
    rows = [["合唱队", "何玉珍", "13993702683", "王福生", ""], ["拳队", "", "", "何玉珍", "13993702683"]]
    outcome, _batch = written(put(tmp_path, xlsx({"名单": [head, *rows]})))
    assert counts(outcome)["people"] == (2, 0, 0)
    assert Membership.everything.get(person__name="何玉珍").group.name == "拳队"


def test_a_padded_name_is_the_name(tmp_path):
    written(file_of(tmp_path, row("张\u3000三")))
    assert Person.everything.get().name == "张三"
    assert counts(written(file_of(tmp_path, row("张三")))[0])["people"] == (0, 0, 1)


def test_a_row_that_says_no_sex_is_known_again_by_its_full_birth(tmp_path):
    rows = [
        row(birth="1950"),
        row(birth="1950-03-05", address="胶州路1号"),
        row(birth="1950-03-05"),
    ]
    first, _batch = written(file_of(tmp_path, *rows))
    assert counts(first)["people"] == (2, 0, 0)
    assert counts(written(file_of(tmp_path, *rows))[0])["people"] == (0, 0, 2)


@pytest.mark.parametrize("on_record", [True, False])
def test_rows_that_contradict_one_another_are_two_people_whatever_little_was_known(on_record, tmp_path):
    head = ["团队名称", "姓名", "年龄", "电话"]
    first = ["合唱队", "李桂芳", "", "13812575562"]
    if on_record:
        written(put(tmp_path, xlsx({"名单": [head, first]})))
    rows = [
        *([] if on_record else [first]),
        *([name, "李桂芳", age, "13812575562"] for name, age in (("拳队", 60), ("棋队", 75))),
    ]
    outcome, _batch = written(put(tmp_path, xlsx({"名单": [head, *rows]})))
    assert counts(outcome)["people"][0] + on_record == 2
    again, _batch = written(put(tmp_path, xlsx({"名单": [head, *rows]})))
    assert counts(again)["people"] == (0, 0, 2)


def test_a_sex_said_after_an_unknown_one_completes_the_person_at_once(tmp_path):
    rows = [row(sex="未知", phone="13812575562"), row(sex="女", phone="13812575562", group="夕阳红太极拳队")]
    written(file_of(tmp_path, *rows))
    assert Person.everything.get().sex == "2"
    assert counts(written(file_of(tmp_path, *rows))[0])["people"] == (0, 0, 1)


def test_two_names_are_not_one_leader(tmp_path):
    rows = [["合唱队", "李桂芳、何玉珍"], ["拳队", "王福生"]]
    outcome = judged(put(tmp_path, xlsx({"台账": [["名称", "负责人"], *rows]})))
    assert [(refusal.row, refusal.column) for refusal in outcome.draft.refused] == [(2, "负责人")]


def test_namesakes_in_one_group_stay_two(tmp_path):
    rows = [row("王芳", phone="13812575562"), row("王芳", phone="13993702683")]
    outcome, _batch = written(file_of(tmp_path, *rows))
    assert counts(outcome)["people"] == (2, 0, 0)
    again, _batch = written(file_of(tmp_path, *rows))
    assert counts(again)["people"] == (0, 0, 2)


def test_a_later_file_changes_what_it_says_and_keeps_the_rest(tmp_path):
    written(file_of(tmp_path, row(phone="13812575562", address="胶州路239弄33号1333室", birth="1948.3")))
    outcome, _batch = written(file_of(tmp_path, row(phone="13993702683", birth="1948")))
    assert counts(outcome)["people"] == (0, 1, 0)
    person = Person.everything.get()
    assert (reveal(person, "phone"), reveal(person, "address")) == ("13993702683", "胶州路239弄33号1333室")
    assert person.born_precision == "month"  # a coarser birth never overrides a finer one
    assert counts(written(file_of(tmp_path, row(phone="13993702683", birth="1948")))[0])["people"] == (0, 0, 1)


def test_a_number_found_later_is_added_to_the_person(tmp_path):
    written(file_of(tmp_path, row(phone="13812575562", birth="1948.3")))
    outcome, _batch = written(file_of(tmp_path, row(identity=LI)))
    assert counts(outcome)["people"] == (0, 1, 0)
    person = Person.everything.get()
    assert (reveal(person, "id_number"), person.born_on) == (LI, date(1948, 3, 12))


def test_contradicting_births_are_two_people(tmp_path):
    written(file_of(tmp_path, row(phone="13812575562", birth="1948.3")))
    outcome, _batch = written(file_of(tmp_path, row(group="别队", phone="13812575562", birth="1980.7")))
    assert counts(outcome)["people"] == (1, 0, 0)


AGES = xlsx({"名单": [["团队名称", "姓名", "年龄"], ["新会合唱队", "李桂芳", 78]]})


def test_a_stated_age_holds_on_its_day_and_drifts_by_a_year_at_most(tmp_path):
    path = put(tmp_path, AGES)
    written(path, as_of=AS_OF)
    for later in (date(2027, 10, 1), date(2026, 11, 1)):
        assert counts(written(path, as_of=later)[0])["people"] == (0, 0, 1)
    assert counts(written(path, as_of=date(2029, 11, 1))[0])["people"] == (0, 1, 0)


def test_an_earlier_file_moves_the_beginning_back(tmp_path):
    path = file_of(tmp_path, row())
    written(path, as_of=date(2026, 11, 1))
    outcome, _batch = written(path, as_of=date(2026, 6, 1))
    assert counts(outcome)["memberships"] == (0, 1, 0)
    assert Membership.everything.get().since == date(2026, 6, 1)
    assert Group.everything.get().recorded_on == date(2026, 6, 1)


def test_who_left_after_the_day_of_the_file_does_not_come_back(tmp_path):
    path = file_of(tmp_path, row())
    written(path)
    Membership.everything.update(until=date(2026, 11, 10))
    assert counts(written(path)[0])["memberships"] == (0, 0, 1)
    assert counts(written(path, as_of=date(2026, 11, 15))[0])["memberships"] == (1, 0, 0)


def test_a_file_hands_no_leadership_over(tmp_path):
    head = ["团队名称", "负责人", "负责人电话"]
    written(put(tmp_path, xlsx({"台账": [head, ["新会合唱队", "李桂芳", "13812575562"]]})))
    outcome, _batch = written(put(tmp_path, xlsx({"台账": [head, ["新会合唱队", "何玉珍", "13993702683"]]})))
    assert Leadership.everything.get().person.name == "李桂芳"
    assert "何玉珍" in str(outcome.draft.notes[0].text)


def test_residents_committee_and_filing_number(tmp_path):
    head = ["团队名称", "所属居委", "备案编号", "备案日期", "姓名"]
    rows = [
        ["新会合唱队", "叶家宅居民委员会", "长备001", "2024.5.1", "李桂芳"],
        ["护绿队", "月亮居委", "", "", "何玉珍"],
    ]
    outcome, _batch = written(put(tmp_path, xlsx({"名单": [head, *rows]})))
    choir = Group.everything.get(name="新会合唱队")
    assert (choir.place_id, choir.filing_number, choir.filed_on) == (310107015018, "长备001", date(2024, 5, 1))
    assert "月亮居委" in str(outcome.draft.notes[0].text)


def test_one_import_leaves_one_line_without_a_name(tmp_path):
    _outcome, batch = written(file_of(tmp_path, row(identity=LI), row("何玉珍", identity=HE)))
    line = TrailEntry.objects.get(batch_id=batch.pk)
    assert line.kind == "groups.import_written"
    assert line.facts["people_created"] == 2
    assert "李桂芳" not in str(line.facts)


def test_a_filing_number_is_given_once(tmp_path):
    head = ["团队名称", "备案编号", "备案日期", "姓名"]
    rows = [["新会合唱队", "长备001", "2024.5.1", "李桂芳"], ["护绿队", "长备001", "2024.5.1", "何玉珍"]]
    outcome, _batch = written(put(tmp_path, xlsx({"名单": [head, *rows]})))
    assert Group.everything.get(name="护绿队").filing_number is None
    assert "长备001" in str(outcome.draft.notes[0].text)
    again, _batch = written(put(tmp_path, xlsx({"名单": [head, *rows]})))
    assert not again.plan.brings_something


def test_a_renamed_group_is_known_by_its_number(tmp_path):
    head = ["团队名称", "备案编号", "备案日期", "姓名"]
    written(put(tmp_path, xlsx({"名单": [head, ["新会合唱队", "长备001", "2024.5.1", "李桂芳"]]})))
    outcome, _batch = written(put(tmp_path, xlsx({"名单": [head, ["新会歌咏队", "长备001", "2024.5.1", "李桂芳"]]})))
    assert Group.everything.get().name == "新会合唱队"
    assert counts(outcome)["groups"] == (0, 0, 1)
