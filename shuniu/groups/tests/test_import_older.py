"""A file that speaks for an earlier day fills what is empty, and overwrites nothing that was told later."""

from datetime import date

import pytest

from shuniu.groups.actions.import_undo import undo_import
from shuniu.groups.actions.registering import correct_group
from shuniu.groups.actions.roster import correct_membership
from shuniu.groups.models import ActivityTime, Group, Membership
from shuniu.groups.tests.cast import later, seat
from shuniu.groups.tests.import_desk import command, counts, judged, put, written
from shuniu.groups.tests.test_import_rules import LI, file_of, row
from shuniu.kernel.imports.tests.office_files import xlsx
from shuniu.kernel.models import Statement
from shuniu.kernel.sealing import mask_address, reveal
from shuniu.people.models import Person
from shuniu.people.public import correct_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
JANUARY, MARCH, JUNE, OCTOBER = (date(2026, month, 1) for month in (1, 3, 6, 10))
OLD, NEW, THIRD = "13812575562", "13993702683", "13701937755"
LEDGER = ["团队名称", "类型", "活动内容", "活动地点", "活动时间", "备注"]


def phone_of(name="李桂芳") -> str:
    return reveal(Person.everything.get(name=name), "phone")


def ledger(folder, *cells, name="台账.xlsx"):
    return put(folder, xlsx({"台账": [LEDGER, list(cells)]}), name)


def kept(outcome) -> list[tuple]:
    return [(each.row, each.column, each.register, each.file, each.day) for each in outcome.plan.kept]


def test_an_older_file_leaves_what_a_later_one_said(tmp_path):
    written(file_of(tmp_path, row(identity=LI, phone=NEW, address="长寿路1号")), as_of=OCTOBER)
    outcome, _batch = written(file_of(tmp_path, row(identity=LI, phone=OLD, address="长寿路2号")), as_of=JUNE)
    person = Person.everything.get()
    assert (reveal(person, "phone"), reveal(person, "address")) == (NEW, "长寿路1号")
    assert counts(outcome) == {"groups": (0, 1, 0), "people": (0, 0, 1), "memberships": (0, 1, 0)}  # both began by June
    assert kept(outcome) == [
        (2, "电话", "139****2683", "138****5562", OCTOBER),
        (2, "地址", mask_address("长寿路1号"), mask_address("长寿路2号"), OCTOBER),
    ]


def test_a_file_of_the_same_day_or_a_later_one_still_changes(tmp_path):
    written(file_of(tmp_path, row(identity=LI, phone=OLD)), as_of=JUNE)
    same_day, _batch = written(file_of(tmp_path, row(identity=LI, phone=NEW)), as_of=JUNE)
    assert (counts(same_day)["people"], phone_of()) == ((0, 1, 0), NEW)
    afterwards, _batch = written(file_of(tmp_path, row(identity=LI, phone=THIRD)), as_of=OCTOBER)
    assert (counts(afterwards)["people"], phone_of()) == ((0, 1, 0), THIRD)


def test_an_older_file_fills_what_is_empty(tmp_path):
    written(file_of(tmp_path, row(phone=NEW)), as_of=OCTOBER)
    outcome, _batch = written(file_of(tmp_path, row(identity=LI, phone=NEW, address="长寿路2号")), as_of=JUNE)
    person = Person.everything.get()
    assert (reveal(person, "id_number"), reveal(person, "address")) == (LI, "长寿路2号")
    assert person.born_on == date(1948, 3, 12)
    assert (counts(outcome)["people"], kept(outcome)) == ((0, 1, 0), [])


def test_what_the_later_file_did_not_say_is_not_its_word(tmp_path):
    written(file_of(tmp_path, row(identity=LI, phone=OLD, address="长寿路1号")), as_of=JANUARY)
    written(file_of(tmp_path, row(identity=LI, phone=NEW)), as_of=OCTOBER)
    outcome, _batch = written(file_of(tmp_path, row(identity=LI, phone=THIRD, address="长寿路2号")), as_of=JUNE)
    person = Person.everything.get()
    assert (reveal(person, "phone"), reveal(person, "address")) == (NEW, "长寿路2号")
    assert [column for _row, column, *_values in kept(outcome)] == ["电话"]


def test_a_later_file_that_said_the_same_confirms_it(tmp_path):
    path = file_of(tmp_path, row(identity=LI, phone=NEW))
    written(path, as_of=JANUARY)
    confirmed, _batch = written(path, as_of=OCTOBER)
    assert not confirmed.plan.brings_something
    written(file_of(tmp_path, row(identity=LI, phone=OLD)), as_of=JUNE)
    assert phone_of() == NEW


def test_a_hands_correction_is_a_word_of_its_day(tmp_path):
    written(file_of(tmp_path, row(identity=LI, phone=OLD, address="长寿路1号")), as_of=JANUARY)
    correct_person(Person.everything.get(), {"phone": NEW}, by=seat("worker"))
    path = file_of(tmp_path, row(identity=LI, phone=THIRD, address="长寿路2号"))
    outcome, _batch = written(path, as_of=seat("worker").today.replace(day=1))
    person = Person.everything.get()
    assert (reveal(person, "phone"), reveal(person, "address")) == (NEW, "长寿路2号")
    assert [(column, day) for _row, column, _r, _f, day in kept(outcome)] == [("电话", seat("worker").today)]
    written(path, as_of=seat("worker").today)
    assert phone_of() == THIRD


def test_a_birth_is_kept_unless_the_older_file_knows_the_same_one_better(tmp_path):
    written(file_of(tmp_path, row(identity="", birth="1948.3", phone=NEW)), as_of=OCTOBER)
    outcome, _batch = written(file_of(tmp_path, row(birth="1948.3.12", phone=NEW)), as_of=JUNE)
    assert (Person.everything.get().born_on, kept(outcome)) == (date(1948, 3, 12), [])
    head = ["团队名称", "姓名", "年龄"]
    written(put(tmp_path, xlsx({"名单": [head, ["合唱队", "何玉珍", 67]]})), as_of=OCTOBER)
    outcome, _batch = written(put(tmp_path, xlsx({"名单": [head, ["合唱队", "何玉珍", 61]]})), as_of=JUNE)
    assert Person.everything.get(name="何玉珍").born_on == date(1959, 1, 1)
    assert [each[1:] for each in kept(outcome)] == [("出生日期", "约1959", "约1965", OCTOBER)]


def test_the_facts_of_a_group_stay_with_its_weekly_times(tmp_path):
    written(ledger(tmp_path, "新会合唱队", "文艺类", "合唱", "", "每周三 14:00-16:00", ""), as_of=OCTOBER)
    path = ledger(tmp_path, "新会合唱队", "体育类", "舞蹈", "活动室", "每周一 9:00-10:00", "")
    outcome, _batch = written(path, as_of=JUNE)
    group = Group.everything.get()
    assert (group.content, group.venue, group.times) == ("合唱", "活动室", "每周三 14:00-16:00")
    assert list(ActivityTime.everything.values_list("weekday", flat=True)) == [3]
    assert {column for _row, column, *_values in kept(outcome)} == {"类别", "活动内容", "活动时间"}
    assert all(each.name == "新会合唱队" for each in outcome.plan.kept)
    again = judged(path, as_of=JUNE)
    assert not again.plan.brings_something
    assert counts(again)["groups"] == (0, 0, 1)


def test_a_group_corrected_by_hand_stays_corrected(tmp_path):
    written(ledger(tmp_path, "新会合唱队", "文艺类", "合唱", "", "", "甲"), as_of=JANUARY)
    correct_group(Group.everything.get(), content="京剧", by=seat("worker"))
    written(ledger(tmp_path, "新会合唱队", "文艺类", "舞蹈", "", "", "乙"), as_of=OCTOBER)
    group = Group.everything.get()
    assert (group.content, group.remark) == ("京剧", "乙")


def test_what_the_roster_says_of_a_member_stays(tmp_path):
    def roster(duty, post):
        return put(
            tmp_path, xlsx({"名单": [["团队名称", "姓名", "队内职务", "备注"], ["合唱队", "李桂芳", duty, post]]})
        )

    written(roster("文书", "甲"), as_of=OCTOBER)
    written(roster("财务", "乙"), as_of=JUNE)
    membership = Membership.everything.get()
    assert (membership.duty, membership.remark, membership.since) == ("文书", "甲", JUNE)
    correct_membership(membership, duty="声部长", by=seat("worker"))
    written(roster("财务", "丙"), as_of=date(2026, 10, 8))
    membership.refresh_from_db()
    assert (membership.duty, membership.remark) == ("声部长", "丙")


def test_the_same_older_file_twice_changes_nothing_and_stands_stated_once(tmp_path):
    written(file_of(tmp_path, row(identity=LI, phone=NEW)), as_of=OCTOBER)
    path = file_of(tmp_path, row(identity=LI, phone=OLD, address="长寿路2号"))
    written(path, as_of=JUNE)
    stated = Statement.everything.count()
    outcome, _batch = written(path, as_of=JUNE)
    assert not outcome.plan.brings_something
    assert counts(outcome) == {"groups": (0, 0, 1), "people": (0, 0, 1), "memberships": (0, 0, 1)}
    assert Statement.everything.count() == stated
    written(path, as_of=date(2026, 11, 1))  # what it was kept from saying in June it may say now
    assert phone_of() == OLD


def test_a_file_that_was_taken_back_has_no_word(tmp_path):
    written(file_of(tmp_path, row(identity=LI, phone=OLD)), as_of=JANUARY)
    _outcome, october = written(file_of(tmp_path, row(identity=LI, phone=NEW)), as_of=OCTOBER)
    undo_import(october, by=later(seat("worker"), 0))
    written(file_of(tmp_path, row(identity=LI, phone=THIRD)), as_of=JUNE)
    assert phone_of() == THIRD


def test_an_older_file_is_taken_back_whole(tmp_path):
    written(file_of(tmp_path, row(identity=LI, phone=NEW)), as_of=OCTOBER)
    _outcome, june = written(file_of(tmp_path, row(identity=LI, phone=OLD, address="长寿路2号")), as_of=JUNE)
    undo_import(june, by=seat("worker"))
    person = Person.everything.get()
    assert (reveal(person, "phone"), reveal(person, "address")) == (NEW, "")
    assert Membership.everything.get().since == OCTOBER


def test_the_command_tells_what_was_kept_masked(tmp_path, capsys):
    written(file_of(tmp_path, row(identity=LI, phone=NEW)), as_of=date(2026, 11, 2))
    status, told = command(capsys, file_of(tmp_path, row(identity=LI, phone=OLD)))
    assert status == 0
    assert told["people"] == {"created": 0, "updated": 0, "unchanged": 1}
    (each,) = told["kept"]
    assert (each["row"], each["register"], each["file"], each["day"]) == (2, "139****2683", "138****5562", "2026-11-02")
    assert any("2026-11-02" in note["text"] and note["row"] == 2 for note in told["notes"])
    assert OLD not in str(told)


def test_asking_for_later_words_costs_no_question_a_row(tmp_path, django_assert_max_num_queries):
    names = [f"李{sign}" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"]
    written(file_of(tmp_path, *(row(name, phone=f"138125755{at:02}") for at, name in enumerate(names))), as_of=OCTOBER)
    old = file_of(tmp_path, *(row(name, phone=f"139125755{at:02}") for at, name in enumerate(names)))
    with django_assert_max_num_queries(40):
        outcome = judged(old, as_of=JUNE)
    assert counts(outcome)["people"] == (0, 0, 20)
    assert len(outcome.plan.kept) == 20


def test_a_group_that_ended_since_is_not_raised_again(tmp_path):
    written(file_of(tmp_path, row(identity=LI, phone=NEW)), as_of=JANUARY)
    group, day = Group.everything.get(), date(2026, 9, 1)
    Membership.everything.update(until=day)
    Group.everything.update(ended_on=day, ending="dissolved")
    path = file_of(tmp_path, row(identity=LI, phone=NEW), row("何玉珍", phone=THIRD))
    outcome, batch = written(path, as_of=JUNE)
    assert Group.everything.get().ended_on == day
    assert counts(outcome) == {"groups": (0, 0, 1), "people": (1, 0, 1), "memberships": (1, 0, 1)}
    assert set(Membership.everything.values_list("group", "until")) == {(group.pk, day)}
    assert any(str(day) in str(note.text) for note in outcome.draft.notes)
    undo_import(batch, by=seat("worker"))
    assert Membership.everything.count() == 1
    afterwards, _batch = written(path, as_of=OCTOBER)
    assert counts(afterwards)["groups"] == (1, 0, 0)
