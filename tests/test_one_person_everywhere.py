"""One human being across the rooms: what hangs on a record moves with it, is handed over with it and forgotten with it."""

from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import translation
from django.utils.translation import gettext

from shuniu.activities.actions.courses import enrol_trainees, leave_course, open_course
from shuniu.groups.actions.duties import file_return
from shuniu.groups.actions.filing import begin_filing
from shuniu.groups.actions.leadership import hand_over_leadership, let_leader_in
from shuniu.groups.actions.roster import correct_membership, enrol_member, leave_group
from shuniu.groups.models import Filing, Leadership, Membership
from shuniu.groups.tests.cast import CENTRE, a_group, later, person, seat
from shuniu.groups.tests.factories import RETURN
from shuniu.groups.tests.import_desk import written
from shuniu.groups.tests.test_import_rules import file_of, row
from shuniu.kernel import trail
from shuniu.kernel.imports.undoing import stood_before
from shuniu.kernel.models import Appointment, PhoneCard, TrailDetail, TrailEntry, User
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import conceal, reveal
from shuniu.kernel.signin.actions import reopen_account, seat_leader
from shuniu.organizations.actions.contacts import end_contact, give_access, note_contact
from shuniu.organizations.tests.cast import an_organization
from shuniu.people.actions.duplicates import merge_people, take_apart
from shuniu.people.actions.erasure import ask_erasure, decide_erasure, hand_over_record
from shuniu.people.models import Duplicate, Person
from shuniu.people.public import Particulars
from shuniu.volunteers.models import Volunteer
from shuniu.volunteers.tests.cast import a_volunteer
from tests.cast import actor_in

pytestmark = pytest.mark.django_db


def a_pair(one: Person, other: Person) -> Duplicate:
    first, second = sorted((one, other), key=lambda each: each.pk)
    return Duplicate.everything.create(
        centre_id=one.centre_id, first=first, second=second, score=60, proposed_at=seat("worker").at
    )


def joined(group, whom: Person) -> Membership:
    return Membership.everything.create(centre_id=group.centre_id, group=group, person=whom, since="2026-01-01")


def test_a_merge_moves_what_hangs_on_hidden_relations_and_taking_apart_brings_it_back():
    volunteer, keep, group = a_volunteer("施惠英"), person("施惠英"), a_group()
    absorbed = volunteer.person
    membership = joined(group, absorbed)
    merge = merge_people(a_pair(keep, absorbed), keep=keep, by=seat("worker"))
    volunteer.refresh_from_db(), membership.refresh_from_db()
    assert (volunteer.person_id, membership.person_id) == (keep.pk, keep.pk)
    take_apart(merge, by=seat("worker"))
    volunteer.refresh_from_db(), membership.refresh_from_db()
    assert (volunteer.person_id, membership.person_id) == (absorbed.pk, absorbed.pk)


def test_what_cannot_move_stays_and_is_handed_over_with_the_rest():
    mine, other = a_volunteer("施惠英"), a_volunteer("施惠英")
    merge = merge_people(a_pair(mine.person, other.person), keep=mine.person, by=seat("worker"))
    other.refresh_from_db()
    assert other.person_id == merge.absorbed_id
    told = hand_over_record(mine.person, channel="window", by=seat("director"))
    rows = told[str(Volunteer._meta.verbose_name)]
    assert {number for row in rows for number in row.values()} >= {mine.number, other.number}


def erased(whom: Person) -> None:
    asked = ask_erasure(whom, grounds="迁出", channel="window", by=seat("worker"))
    decide_erasure(asked, "erase", by=seat("director"))
    decide_erasure(asked, "erase", by=seat("officer"))


def test_an_erasure_forgets_how_a_person_stood_before_an_import(tmp_path):
    known = row(phone="13812575562", address="西康路1号", category="体育")
    written(file_of(tmp_path, known, name="一.xlsx"), as_of=date(2026, 10, 1))
    _outcome, older = written(file_of(tmp_path, known, name="二.xlsx"), as_of=date(2026, 9, 1))  # a member for longer
    changed = row(phone="13993702683", address="胶州路1号", category="文化")
    _outcome, later = written(file_of(tmp_path, changed, name="三.xlsx"))
    assert "13812575562" in str(stood_before(later)["people.person"])
    assert stood_before(older)["groups.membership"]
    Leadership.everything.all().delete()
    erased(Person.everything.get())
    older.refresh_from_db()
    later.refresh_from_db()
    assert stood_before(later)["people.person"] == stood_before(older)["groups.membership"] == []
    assert stood_before(later)["groups.group"]


def test_who_was_erased_leaves_every_group_also_those_of_the_records_merged_with_it(django_capture_on_commit_callbacks):
    keep, absorbed, group = person("施惠英"), person("施惠英"), a_group()
    memberships = [joined(group, keep), joined(group, absorbed)]
    merge_people(a_pair(keep, absorbed), keep=keep, by=seat("worker"))
    with django_capture_on_commit_callbacks(execute=True):
        erased(keep)
    for each in memberships:
        each.refresh_from_db()
        assert each.until


def told_in_the_trail() -> str:
    return str([trail.detail_of(entry) for entry in TrailEntry.objects.exclude(detail_digest="")])


def test_after_an_erasure_no_detail_of_the_trail_says_the_name(django_capture_on_commit_callbacks):
    by, group = seat("worker"), a_group(leader=person("王福生"))
    member = enrol_member(group, Particulars("施惠英"), since=by.today, by=by)
    correct_membership(member, remark="施惠英的姐姐也在队里", by=by)
    hand_over_leadership(group, to=member.person, on=later(by, 1).today, by=later(by, 1))
    hand_over_leadership(group, to=person("何玉珍"), on=later(by, 2).today, by=later(by, 2))
    leave_group(member, until=later(by, 3).today, by=later(by, 3))
    assert told_in_the_trail().count("施惠英") >= 4
    with django_capture_on_commit_callbacks(execute=True):
        erased(member.person)
    assert "施惠英" not in told_in_the_trail()
    assert "何玉珍" in told_in_the_trail()
    trail.seal_trail(at=by.at)
    assert trail.verify_trail() == []


def test_after_an_erasure_no_detail_says_why_a_trainee_left(django_capture_on_commit_callbacks):
    by = seat("worker")
    course = open_course(
        centre_id=CENTRE, title="电脑班", kind="computer", audience="residents", trainer="周老师", place="活动室",
        first_on=by.today, last_on=by.today, seats=20, by=by,
    )  # fmt: skip
    for name in ("施惠英", "何玉珍"):
        (trainee,) = enrol_trainees(course, [person(name)], by=by)
        leave_course(trainee, reason=f"{name}要照顾老伴", by=by)
    with django_capture_on_commit_callbacks(execute=True):
        erased(Person.everything.get(name="施惠英"))
    assert "施惠英" not in told_in_the_trail()
    assert "何玉珍要照顾老伴" in told_in_the_trail()


def test_after_an_erasure_nobody_reads_why_it_was_asked_for():
    whom = person("施惠英")
    asked = ask_erasure(whom, grounds="施惠英已迁往苏州", channel="window", by=seat("worker"))
    assert "苏州" not in str(list(TrailEntry.objects.values_list("facts", flat=True)))
    decide_erasure(asked, "erase", by=seat("director"))
    assert "苏州" in told_in_the_trail()
    decide_erasure(asked, "erase", by=seat("officer"))
    asked.refresh_from_db()
    assert (asked.grounds, asked.state) == ("", "erased")
    assert "苏州" not in told_in_the_trail()


def test_details_from_before_they_knew_their_person_are_told_whom_they_are_about():
    by, group = seat("worker"), a_group()
    member = enrol_member(group, Particulars("施惠英"), since=by.today, by=by)
    named = dict(TrailDetail.objects.values_list("entry_id", "person_id"))
    assert {member.person_id} < set(named.values())
    for detail in list(TrailDetail.objects.all()):  # the database lets nobody forget it, so the rows are written anew
        TrailDetail.objects.filter(pk=detail.pk).delete()
        detail.person_id = None
        detail.save(force_insert=True)
    import_module("shuniu.kernel.migrations.0010_old_details_name_their_person").name_the_person(apps, None)
    assert dict(TrailDetail.objects.values_list("entry_id", "person_id")) == named


# --- The account -----------------------------------------------------------------------------------------------------------
def let_in_by_name(group, account: User | None = None) -> User:
    """As leaders were let in before their record named the account."""
    asked = {"name": "王福生", "place": group.centre, "noun": "groups.group", "noun_id": group.pk}
    return seat_leader(**asked, user=account, by=seat("worker")).user


def let_in_by_record(group) -> User:
    return let_leader_in(group, by=seat("worker")).user


@pytest.mark.parametrize("let_in", [let_in_by_name, let_in_by_record])
def test_an_erasure_leaves_nobody_in_the_account_of_a_leader(let_in):
    whom = person("王福生")
    group = a_group(leader=whom)
    account = let_in(group)
    User.objects.filter(pk=account.pk).update(username="wangfusheng")
    leader = replace(seat("leader", subject=("groups.group", group.pk)), user_id=account.pk)
    file_return(group, date(2026, 11, 1), RETURN, channel="phone", by=leader)
    hand_over_leadership(group, to=person("李桂芳"), on=later(leader, 1).today, by=later(seat("worker"), 1))
    erased(whom)
    account.refresh_from_db()
    assert (account.name, account.username, account.is_active) == ("×", f"erased-{account.pk}", False)
    assert not account.has_usable_password()
    assert not PhoneCard.objects.filter(user=account, revoked_at=None).exists()
    whom.refresh_from_db()
    assert whom.user is None
    filed = next(e for e in trail.of_thing(group) if e.kind == "groups.return_filed")
    assert (filed.name, filed.user_id) == ("王福生", account.pk)  # who acted is never rewritten
    trail.seal_trail(at=leader.at)
    assert trail.verify_trail() == []
    with pytest.raises(Refused, match="另开新账号"):
        reopen_account(account, by=actor_in("system_administrator"))


def test_an_erasure_empties_the_account_of_a_volunteer_and_no_namesakes():
    volunteer, group = a_volunteer("王福生"), a_group(leader=person("王福生"))
    namesake = let_in_by_record(group)
    asked = {"name": "王福生", "place": group.centre, "noun": "volunteers.volunteer", "noun_id": volunteer.pk}
    account = seat_leader(**asked, role="volunteer", by=seat("worker")).user
    erased(volunteer.person)
    assert [User.objects.get(pk=each.pk).name for each in (account, namesake)] == ["×", "王福生"]
    assert not Appointment.objects.filter(user=account, until=None).exists()
    assert PhoneCard.objects.get(revoked_at=None).user == namesake


def test_who_serves_in_an_office_is_let_go_there_first():
    whom = person("王福生")
    account = User.objects.create(username="wangfusheng", name="王福生")
    office = Appointment.objects.create(user=account, role="worker", place_id=CENTRE, since=date(2026, 1, 1))
    whom.user = account
    whom.save()
    asked = ask_erasure(whom, grounds="迁出", channel="window", by=seat("worker"))
    decide_erasure(asked, "erase", by=seat("director"))
    with pytest.raises(Refused, match="安全管理员"):
        decide_erasure(asked, "erase", by=seat("officer"))
    whom.refresh_from_db(), asked.refresh_from_db()
    assert (whom.erased_at, asked.state) == (None, "asked")
    assert User.objects.get(pk=account.pk).name == "王福生"
    Appointment.objects.filter(pk=office.pk).update(until=date(2026, 11, 17))
    decide_erasure(asked, "erase", by=seat("officer"))
    assert User.objects.get(pk=account.pk).name == "×"


def with_phone(name: str, phone: str) -> Person:
    whom = person(name)
    conceal(whom, "phone", phone)
    whom.save()
    return whom


@pytest.mark.parametrize("left", [False, True], ids=["in-force", "left-before"])
def test_an_erasure_empties_the_account_of_an_organizations_contact_and_no_namesakes(left):
    by, whom = seat("worker"), with_phone("顾美华", "13812575562")
    contact = note_contact(an_organization(), name="顾美华", phone="13812575562", by=by)
    namesake = note_contact(an_organization("另一家服务中心", number=2), name="顾美华", phone="13993702683", by=by)
    account, other = give_access(contact, by=by).user, give_access(namesake, by=by).user
    whom.refresh_from_db()  # the record names the account
    if left:
        end_contact(contact, by=by)
    told = hand_over_record(whom, channel="window", by=seat("director"))[gettext("Contact of organizations")]
    assert ["13993702683" in each.values() for each in told] == [False]
    erased(whom)
    for each in (account, other, contact, namesake):
        each.refresh_from_db()
    assert (account.name, account.username, account.is_active) == ("×", f"erased-{account.pk}", False)
    assert not Appointment.objects.filter(user=account, until=None).exists()
    assert (contact.name, reveal(contact, "phone"), contact.until is None) == ("×", "", False)
    assert (other.name, other.is_active, namesake.name, namesake.until) == ("顾美华", True, "顾美华", None)
    assert reveal(namesake, "phone") == "13993702683"
    assert PhoneCard.objects.get(revoked_at=None).user == other


def test_a_namesake_who_left_an_organization_is_neither_told_nor_forgotten():
    by, whom = seat("worker"), with_phone("顾美华", "13812575562")
    left = note_contact(an_organization(), name="顾美华", phone="13993702683", by=by)
    account = give_access(left, by=by).user
    end_contact(left, by=by)
    assert hand_over_record(whom, channel="window", by=seat("director"))[gettext("Contact of organizations")] == []
    erased(whom)
    left.refresh_from_db()
    account.refresh_from_db()
    assert (left.name, account.name) == ("顾美华", "顾美华")


# --- What was signed -------------------------------------------------------------------------------------------------------
def test_what_an_erased_leader_signed_says_the_role_and_what_the_centre_keyed_in_says_who():
    whom = person("王福生")
    group, other = a_group(leader=whom), a_group("另一队", leader=person("王福生"))
    account = let_in_by_record(group)
    leader = replace(seat("leader", subject=("groups.group", group.pk)), user_id=account.pk)
    signed = file_return(group, date(2026, 11, 1), RETURN, channel="phone", by=replace(leader, name="王富生"))
    second = a_group("二队", leader=whom)
    keyed = file_return(second, date(2026, 11, 1), RETURN, channel="paper", by=seat("worker", name="王福生"))
    theirs = file_return(other, date(2026, 11, 1), RETURN, channel="phone", by=leader)
    filing = begin_filing(group, kind="first", by=leader)
    Filing.everything.filter(pk=filing.pk).update(reply="知道了", reply_by="王福生")
    for led in (group, second):
        hand_over_leadership(led, to=person("李桂芳"), on=later(leader, 1).today, by=later(seat("worker"), 1))
    whom.refresh_from_db()  # the record names the account
    erased(whom)
    for each in (signed, keyed, theirs, filing):
        each.refresh_from_db()
    with translation.override("zh-hans"):
        assert (signed.signed_by, filing.applicant, filing.replier) == ("时任负责人",) * 3
    assert "王" not in signed.filed_by + filing.applied_by + filing.reply_by
    assert (keyed.signed_by, theirs.signed_by) == ("王福生", "王福生")  # a worker's, and a namesake's of another group
