"""Several people of one name in one group, without a birth or a number: nobody is made twice, whichever file comes again."""

import random

import pytest

from shuniu.groups.models import Leadership, Membership
from shuniu.groups.tests.import_desk import put, written
from shuniu.kernel.imports.tests.office_files import text
from shuniu.kernel.sealing import reveal
from shuniu.people.models import Person

pytestmark = pytest.mark.django_db
HEAD = ["团队名称", "姓名", "性别", "联系电话", "住址", "职务", "负责人"]
FIRST, SECOND, PHONE = "长寿路1号", "长寿路2号", "13812575562"


def wang(*, group="新会合唱队", sex="", phone="", address="", duty="", leader=""):
    return [group, "王芳", sex, phone, address, duty, leader]


def brings_somebody(plan) -> bool:
    return bool(plan.new_people or plan.new_memberships or plan.new_leaders or plan.people_changes)


def read_in(folder, *files):
    """Each file in turn, then each again; what the second round brings."""
    paths = [put(folder, text([HEAD, *rows]), f"{at}.csv") for at, rows in enumerate(files)]
    for path in paths:
        written(path)
    return [brings_somebody(written(path)[0].plan) for path in paths]


def test_who_gets_a_telephone_later_is_the_one_whom_the_other_row_leaves(tmp_path):
    before = [wang(address=FIRST), wang(address=SECOND)]
    after = [wang(address=FIRST, phone=PHONE), wang(address=SECOND)]
    assert read_in(tmp_path, before, after) == [False, False]
    found = {reveal(person, "address"): reveal(person, "phone") for person in Person.everything.all()}
    assert found == {FIRST: PHONE, SECOND: ""}
    assert Membership.everything.count() == 2


def test_a_row_that_says_nothing_new_of_one_namesake_is_that_one(tmp_path):
    """Also where the leader, named beside the group without more, is one of them."""
    alone = [wang(sex="男", leader="王芳")]
    several = [wang(sex="女"), wang(sex="男", phone=PHONE)]
    assert read_in(tmp_path, alone, several) == [False, False]
    assert Membership.everything.count() == 2
    assert Leadership.everything.get().person.sex == "1"


def test_a_namesake_who_comes_later_is_somebody_else(tmp_path):
    """As where both stood in the first file."""
    assert read_in(tmp_path, [wang()], [wang(), wang(phone=PHONE)]) == [False, False]
    assert sorted(bool(person.phone) for person in Person.everything.all()) == [False, True]


def a_roster(chance, people) -> list[list]:
    """All of them in some order, each with some of what is true of them."""
    rows = []
    for group, sex, phone, address in chance.sample(people, len(people)):
        said = {"sex": sex, "phone": phone, "address": address}
        rows.append(wang(group=group, **{column: chance.choice([value, value, ""]) for column, value in said.items()}))
    return rows


@pytest.mark.parametrize("seed", range(20))
def test_files_that_contradict_one_another_in_nothing_bring_nobody_the_second_time(seed, tmp_path):
    chance = random.Random(seed)
    groups = [chance.choice(["新会合唱队", "武宁拳操队"]) for _ in range(chance.randint(2, 4))]
    people = [
        (group, chance.choice(["男", "女", ""]), f"1381257556{at}", f"长寿路{at}号") for at, group in enumerate(groups)
    ]
    assert read_in(tmp_path, a_roster(chance, people), a_roster(chance, people)) == [False, False]
