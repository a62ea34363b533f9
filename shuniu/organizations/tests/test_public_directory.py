"""The directory everyone may read: what was approved, found by name or pinyin, and nothing else of the register."""

import re
from datetime import date

import pytest
from django.test import Client

from shuniu.organizations.actions.contacts import note_contact
from shuniu.organizations.actions.directory import accept_change, ask_for_change
from shuniu.organizations.actions.growing import note_grade, note_listing
from shuniu.organizations.actions.registering import note_possession, record_life
from shuniu.organizations.models import Honour
from shuniu.organizations.tests.cast import CENTRE, NEIGHBOUR, TODAY, an_organization, code, seat

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
AT = f"/organizations/directory/{CENTRE}/"
SAID = {
    "about": "为高龄老人提供上门照护。", "hours": "每天8:30-16:30", "public_phone": "62345678",
    "website": "leling.example", "public_address": "西康路1号",
}  # fmt: skip


def visitor() -> Client:
    client = Client()
    client.cookies["django_language"] = "zh-hans"
    return client


def shown(ask: str = "") -> str:
    answer = visitor().get(f"{AT}{ask}")
    assert answer.status_code == 200
    return answer.content.decode()


def published(organization, **said):
    return accept_change(ask_for_change(organization, **said, by=seat("contact", of=organization)), by=seat("worker"))


def test_what_was_asked_for_is_not_public_until_somebody_approved_it():
    one = an_organization()
    change = ask_for_change(one, **SAID, by=seat("contact", of=one))
    assert one.name in shown()
    assert not any(value in shown() for value in SAID.values())
    accept_change(change, by=seat("worker"))
    assert all(value in shown() for value in SAID.values())


def test_nothing_of_the_register_that_was_not_approved_is_public():
    one = an_organization(remark="内部备注", members=30, party_branch="老年护理党支部", capital=30_000)
    note_contact(one, name="顾美华", phone="13812345678", by=seat("worker"))
    listed = {"ground": "未按时报送年报", "source": "上海社会组织", "entered_on": date(2025, 7, 1)}
    note_listing(one, which="abnormal", **listed, by=seat("worker"))
    note_grade(one, grade=3, given_on=date(2025, 7, 2), anyway_because="评估公告", by=seat("worker"))
    page = shown() + visitor().get(f"{AT}directory.json").content.decode()
    page = TOKEN.sub("", page)  # which may hold any two letters
    for hidden in (
        "王敏",
        "顾美华",
        "13812345678",
        "常德路100号",
        "内部备注",
        "党支部",
        "未按时报送年报",
        "3A",
        code(1),
    ):
        assert hidden not in page


def test_both_addresses_are_shown_where_they_differ():
    one = an_organization()
    published(one, public_address="西康路1号")
    assert "登记住所" in shown()
    assert "常德路100号" in shown()
    same = an_organization("同址服务社", number=2, address="江宁路5号")
    published(same, public_address="江宁路5号")
    assert shown("?q=同址").count("江宁路5号") == 1


def test_the_highest_grade_and_honours_are_shown_while_they_hold():
    one = an_organization()
    note_possession(
        Honour(centre_id=CENTRE, organization=one, title="街道助老先进集体", on=date(2024, 1, 1)), by=seat("worker")
    )
    note_grade(one, grade=5, given_on=date(2021, 3, 19), by=seat("worker"))  # until today
    assert "5A" in shown()
    assert "街道助老先进集体" in shown()
    other = an_organization("已到期服务社", number=2)
    note_grade(other, grade=5, given_on=date(2021, 3, 18), by=seat("worker"))
    assert "5A" not in shown("?q=已到期").split('<ul class="directory">')[1].split("</ul>")[0]  # a token may hold it


@pytest.mark.parametrize("word", ["乐龄", "csll", "CSLL", "leling", "le ling", "上门"])
def test_one_is_found_by_its_name_its_pinyin_or_what_it_does(word):
    one = an_organization()
    published(one, about="上门照护")
    an_organization("江宁摄影社", number=2)
    found = shown(f"?q={word}")
    assert one.name in found
    assert "江宁摄影社" not in found
    assert "没有符合的社会组织" in shown("?q=zzz")


def test_who_left_rests_or_is_settling_is_not_in_it_nor_another_centre_s():
    for number, fact in enumerate(("suspended_on", "moved_on", "deregistered_on"), start=1):
        record_life(an_organization(f"第{number}社", number=number), fact=fact, on=TODAY, by=seat("worker"))
    an_organization("筹备社", number=9, code="", registered_on=None)
    stays = an_organization("在册社", number=8)
    page = shown()
    assert stays.name in page
    assert not any(name in page for name in ("第1社", "第2社", "第3社", "筹备社"))
    assert stays.name not in visitor().get(f"/organizations/directory/{NEIGHBOUR}/").content.decode()


def test_the_kinds_are_told_apart_and_an_unknown_one_is_every_kind():
    an_organization()
    an_organization("普善协会", number=2, kind="association", code=code(2, "1"))
    assert "普善协会" in shown("?kind=association")
    assert "长寿乐龄" not in shown("?kind=association")
    assert "长寿乐龄" in shown("?kind=nonsense")


def test_a_long_directory_has_pages_that_keep_what_was_asked(django_assert_max_num_queries):
    for number in range(35):
        an_organization(f"第{number:02}服务社", number=number + 1)
    with django_assert_max_num_queries(8):
        page = shown("?q=服务社")
    assert "35家社会组织" in page
    assert page.count("<h2>") == 30
    assert "&amp;page=2" in page
    assert shown("?q=服务社&page=2").count("<h2>") == 5
    assert shown("?q=服务社&page=99").count("<h2>") == 5


def test_the_file_says_the_same_with_the_names_of_hsds():
    one = an_organization()
    published(one, **SAID)
    note_grade(one, grade=5, given_on=date(2025, 1, 1), by=seat("worker"))
    (told,) = visitor().get(f"{AT}directory.json").json()["organizations"]
    assert told == {
        "id": f"{CENTRE}-{one.pk}", "name": one.name, "description": SAID["about"], "legal_status": "private_unit",
        "website": "leling.example", "phones": [{"number": "62345678"}],
        "locations": [{"description": "西康路1号"}], "schedules": [{"description": SAID["hours"]}], "honours": ["5A"],
    }  # fmt: skip


def test_one_centre_is_gone_to_at_once():
    an_organization()
    assert visitor().get("/organizations/directory/").headers["Location"] == AT
    assert visitor().get("/organizations/directory/310107015018/").status_code == 404  # no centre is there
