"""Who is in a group: found, joined, written down, corrected, ended, printed; and what stays masked."""

from datetime import date

import pytest
from django.urls import reverse

from shuniu.groups.actions.roster import correct_membership, enrol_member, join_group, leave_group
from shuniu.groups.models import Membership
from shuniu.groups.tests.cast import TODAY, seat
from shuniu.groups.tests.factories import a_register, browser, someone
from shuniu.kernel import trail
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing.fields import reveal
from shuniu.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
ID_NUMBER = "310107194311270026"


@pytest.fixture
def group():
    return a_register()


def address(name: str, *args) -> str:
    return reverse(f"groups:{name}", args=args)


# --- The actions ----------------------------------------------------------------------------------------------------------
def test_a_leader_may_write_down_a_member_but_nobody_else(group):
    leader = seat("leader", subject=("groups.group", group.pk))
    added = enrol_member(group, someone("钱秀英", 1951), since=TODAY, by=leader)
    assert added.person.initials == "qxy"
    lines = [(e.kind, e.name) for e in trail.of_thing(added.person) + trail.of_thing(group)[:1]]
    assert lines == [("people.recorded", "王福生"), ("groups.member_joined", "王福生")]
    with pytest.raises(Refused):
        enrol_member(group, someone("孙秀英", 1951), since=TODAY, by=seat("committee"))


def test_nobody_joins_twice_or_before_the_day(group):
    member = Membership.everything.filter(group=group).first()
    for since in (TODAY, date(2026, 12, 1)):
        with pytest.raises(Refused):
            join_group(group, member.person, since=since, by=seat("worker"))
    leave_group(member, until=TODAY, by=seat("worker"))
    assert join_group(group, member.person, since=TODAY, by=seat("worker")).pk != member.pk
    with pytest.raises(Refused):
        leave_group(member, until=TODAY, by=seat("worker"))


def test_the_trail_of_a_roster_holds_no_name_in_the_open(group):
    member = Membership.everything.filter(group=group).first()
    correct_membership(member, duty="副队长", by=seat("worker"))
    entry = trail.of_thing(group)[0]
    assert "王福生" not in str(entry.facts)
    assert trail.detail_of(entry)["changes"] == {"duty": ["队长", "副队长"]}
    with pytest.raises(Refused):
        correct_membership(member, duty="副队长", by=seat("worker"))


# --- At the desk ----------------------------------------------------------------------------------------------------------
def test_the_roster_is_masked(group):
    page = browser("worker").get(address("roster", group.pk)).content.decode()
    assert "138****5678" in page
    assert "13812345678" not in page
    assert "队长" in page
    assert "71" in page  # born 1955


def test_a_person_on_record_is_found_and_joins(group):
    other = a_register("新会合唱队", members=1)
    desk = browser("worker")
    found = desk.get(address("join", other.pk) + "?q=王福").content.decode()
    assert "夕阳红太极拳队" in found  # tells people of one name apart
    person = Membership.everything.filter(group=group).first().person
    desk.post(address("join", other.pk), {"person": person.pk, "since": "2026-11-01", "duty": "指导"})
    joined = Membership.everything.get(group=other, person=person)
    assert (joined.since, joined.duty) == (date(2026, 11, 1), "指导")


NEW = {
    "name": "王福生",
    "sex": "1",
    "born": "1955.3",
    "phone": "021-6277 0000",
    "address": "叶家宅路100弄2号",
    "since": "2026-11-01",
}


def test_somebody_alike_is_shown_before_a_second_record_is_made(group):
    desk = browser("worker")
    answer = desk.post(address("join_new", group.pk), NEW)
    assert answer.status_code == 409
    assert "138****5678" in answer.content.decode()
    assert Person.everything.filter(name="王福生").count() == 1
    desk.post(address("join_new", group.pk), {**NEW, "another_person": "on"})
    second = Person.everything.filter(name="王福生").latest("pk")
    assert (second.born_on, second.born_precision) == (date(1955, 3, 1), "month")
    assert reveal(second, "phone") == "62770000"


def test_the_same_phone_or_id_number_is_somebody_alike(group):
    desk = browser("worker")
    same_phone = desk.post(address("join_new", group.pk), {**NEW, "name": "王先生", "phone": "138 1234 5678"})
    assert same_phone.status_code == 409
    told = {**NEW, "name": "周淑芬", "phone": "", "born": "", "id_number": ID_NUMBER}
    assert desk.post(address("join_new", group.pk), told).status_code == 302
    person = Person.everything.get(name="周淑芬")
    assert (person.born_on, person.sex) == (date(1943, 11, 27), "2")
    again = desk.post(address("join_new", group.pk), {**told, "name": "周芬", "another_person": "on"})
    assert again.status_code == 409
    assert not Person.everything.filter(name="周芬").exists()


@pytest.mark.parametrize(
    ("wrong", "name"),
    [({"born": "1955.13"}, "born"), ({"phone": "12"}, "phone"), ({"id_number": "310107194311270028"}, "id_number")],
)
def test_what_cannot_be_is_refused_with_its_reason(group, wrong, name):
    answer = browser("worker").post(address("join_new", group.pk), {**NEW, "name": "钱秀英", **wrong})
    assert answer.status_code == 422
    assert f'id="id_{name}_error"' in answer.content.decode()


def test_a_stated_age_keeps_the_day_it_was_stated_on(group):
    browser("worker").post(address("join_new", group.pk), {**NEW, "name": "钱秀英", "born": "71岁", "phone": ""})
    person = Person.everything.get(name="钱秀英")
    assert (person.born_on.year, person.born_precision, person.age_stated_on) == (1955, "age", TODAY)


def test_an_entry_is_corrected_and_ended(group):
    member = Membership.everything.filter(group=group).last()
    desk = browser("director")
    desk.post(address("membership", group.pk, member.pk), {"duty": "鼓手", "former_post": "", "remark": ""})
    desk.post(address("leave", group.pk, member.pk), {"until": "2026-11-10"})
    member.refresh_from_db()
    assert (member.duty, member.until) == ("鼓手", date(2026, 11, 10))
    entry = f'href="{address("membership", group.pk, member.pk)}"'
    assert entry not in desk.get(address("roster", group.pk)).content.decode()
    assert entry in desk.get(address("roster", group.pk) + "?left=1").content.decode()


@pytest.mark.parametrize("person", ["", "²", "9" * 20, "abc"])
def test_whoever_is_no_person_of_the_centre_does_not_join(group, person):
    asked = {"person": person, "since": "2026-11-01"}
    assert browser("worker").post(address("join", group.pk), asked).status_code == 404


def test_ending_before_the_beginning_is_refused(group):
    member = Membership.everything.filter(group=group).last()
    answer = browser("worker", language="en").post(address("leave", group.pk, member.pk), {"until": "2020-01-01"})
    assert answer.status_code == 422
    assert "A membership cannot end before it begins." in answer.content.decode()
    assert browser("worker").post(address("leave", group.pk, member.pk), {"until": "2027-01-01"}).status_code == 422


# --- On the leader's phone --------------------------------------------------------------------------------------------------
def test_a_leader_adds_and_ends_with_few_fields(group):
    phone = browser("leader", group=group)
    phone.post(address("join", group.pk), {"name": "钱秀英", "sex": "2", "born": "1956", "phone": ""})
    added = Membership.everything.get(person__name="钱秀英")
    assert added.since == TODAY
    entry = f'href="{address("membership", group.pk, added.pk)}"'
    assert entry in phone.get(address("roster", group.pk)).content.decode()
    phone.post(address("leave", group.pk, added.pk), {"until": "2026-11-18"})
    assert entry not in phone.get(address("roster", group.pk)).content.decode()


def test_a_leader_never_searches_the_register(group):
    a_register("新会合唱队", members=2)
    page = browser("leader", group=group).get(address("join", group.pk) + "?q=王").content.decode()
    assert 'name="q"' not in page
    assert "新会合唱队" not in page


def test_a_leader_cannot_put_any_person_on_the_roster_by_number(group):
    stranger = Membership.everything.filter(group=a_register("新会合唱队")).last().person
    browser("leader", group=group).post(address("join", group.pk), {"person": stranger.pk, "since": "2026-11-01"})
    assert not Membership.everything.filter(group=group, person=stranger).exists()


# --- On paper ---------------------------------------------------------------------------------------------------------------
def test_the_printed_roster_is_masked_and_in_full_only_for_a_reason(group):
    paper = browser("worker").get(address("roster_paper", group.pk) + "?as=page").content.decode()
    assert "138****5678" in paper
    assert "陈晓燕" in paper  # who took it
    director = browser("director")
    asked = director.get(address("roster_paper", group.pk) + "?in_full").content.decode()
    assert "13812345678" not in asked
    in_full = director.post(address("roster_paper", group.pk) + "?as=page", {"reason": "保险理赔"}).content.decode()
    assert "13812345678" in in_full
    assert "保险理赔" in trail.sentence(trail.of_thing(group)[0])
    assert browser("officer").post(address("roster_paper", group.pk), {"reason": "看看"}).status_code == 403


def test_the_roster_prints_as_pdf(group):
    answer = browser("worker").get(address("roster_paper", group.pk))
    assert answer.content.startswith(b"%PDF")


def test_blank_papers_lead_the_scanner_to_the_right_form(group):
    desk = browser("worker")
    blank = desk.get(address("blank_roster", group.pk)).content.decode()
    assert group.name in blank
    assert 'class="qr"' in blank
    page = desk.get(address("key_in", group.pk)).content.decode()
    assert address("return_of_month", group.pk, date(2026, 8, 1)) in page
    assert desk.get(address("blank_return", group.pk)).content.startswith(b"%PDF")
