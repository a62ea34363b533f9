"""Flags, venue permits and the federation: numbers once, recall after hearing, rights limited to the own branch."""

from datetime import date, timedelta

import pytest
from django.test import Client

from shuniu.groups.actions import branches, permits
from shuniu.groups.models import Affiliation, Branch, Filing, Flag, Group
from shuniu.groups.on_paper import PERMIT
from shuniu.groups.tests.cast import CENTRE, COMMITTEE, NOW, TODAY, a_group, later, person, seat
from shuniu.kernel import trail
from shuniu.kernel.documents import latest
from shuniu.kernel.permissions import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return a_group()


@pytest.fixture
def permit(group):
    return permits.issue_permit(
        group, venue="中心绿地", times="每天 6:30–8:00", valid_from=TODAY, conditions="60人以内", by=seat("director")
    )


# --- The flag ---------------------------------------------------------------------------------------------------------
def test_a_group_has_one_flag_at_a_time(group):
    first = permits.issue_flag(group, by=seat("worker"))
    assert first.number == "QZ-0001"
    with pytest.raises(Refused):
        permits.issue_flag(group, by=seat("worker"))
    permits.take_back_flag(first, reason="褪色", by=seat("worker"))
    with pytest.raises(Refused):
        permits.take_back_flag(first, by=seat("worker"))
    assert permits.issue_flag(group, by=seat("worker")).number != first.number
    said = [trail.sentence(e) for e in trail.of_thing(group)]
    assert any("QZ-0001" in line and "褪色" in line for line in said)


def test_a_flag_number_is_given_once(group):
    permits.issue_flag(group, number="旗-7", by=seat("worker"))
    other = a_group("新会合唱队", leader=person("李桂芳"))
    with pytest.raises(Refused):
        permits.issue_flag(other, number="旗-7", by=seat("worker"))
    assert Flag.everything.count() == 1


@pytest.mark.parametrize("role", ["leader", "committee", "auditor", "bureau"])
def test_others_issue_neither_flag_nor_permit(group, role):
    with pytest.raises(Refused):
        permits.issue_flag(group, by=seat(role))
    with pytest.raises(Refused):
        permits.issue_permit(group, venue="中心绿地", times="每天", valid_from=TODAY, by=seat(role))


# --- The permit -------------------------------------------------------------------------------------------------------
def test_a_permit_has_its_public_page(permit):
    assert (permit.number, permit.valid_until) == ("CD-0001", date(2027, 11, 17))
    paper = latest(PERMIT, permit)
    page = Client().get(f"/v/{paper.token}/").content.decode()
    for text in ("CD-0001", "中心绿地", "每天 6:30–8:00", "60人以内", "2027年11月17日"):
        assert text in page


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 12, 1), date(2027, 11, 30)),
        (date(2026, 11, 18), date(2027, 11, 17)),
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_a_permit_runs_for_the_months_of_the_place(group, start, end):
    permit = permits.issue_permit(group, venue="绿地", times="每天", valid_from=start, by=seat("director"))
    assert permit.valid_until == end


def test_a_renewal_begins_where_the_old_permit_ends(permit):
    new = permits.renew_permit(permit, by=seat("director"))
    assert (new.valid_from, new.renews_id, new.number) == (date(2027, 11, 18), permit.pk, "CD-0002")
    with pytest.raises(Refused):
        permits.renew_permit(permit, by=seat("director"))


def test_a_permit_is_recalled_only_after_the_group_was_heard(permit):
    with pytest.raises(Refused):
        permits.recall_permit(permit, by=seat("director"))
    permits.announce_recall(permit, reason="绿地改造", by=seat("director"))
    with pytest.raises(Refused, match="2026-11-25"):
        permits.recall_permit(permit, by=seat("director"))
    permits.answer_recall(permit, reply="请安排别处", by=seat("leader"))
    permits.recall_permit(permit, by=seat("director"))
    assert permit.recalled_on == TODAY
    assert latest(PERMIT, permit).revoked_because == "绿地改造"


def test_silence_for_the_days_of_the_place_is_enough(permit):
    permits.announce_recall(permit, reason="绿地改造", by=seat("director"))
    permits.recall_permit(permit, by=later(seat("director"), 8))
    assert permit.recalled_on == TODAY + timedelta(days=8)


def test_an_answer_may_convince(permit):
    permits.announce_recall(permit, reason="扰民投诉", by=seat("director"))
    permits.answer_recall(permit, reply="已改为不用音响", by=seat("leader"))
    permits.drop_recall(permit, by=seat("director"))
    permit.refresh_from_db()
    assert (permit.recall_noticed_on, permit.recalled_on, permit.recalled_because) == (None, None, "")


# --- The federation ---------------------------------------------------------------------------------------------------
def branch(name: str, parent: Branch | None = None) -> Branch:
    return branches.create_branch(centre_id=CENTRE, name=name, parent=parent, by=seat("director"))


def test_paths_follow_a_move_with_all_beneath():
    sports, culture = branch("体育分会"), branch("文化分会")
    tai_chi = branch("太极拳分会", sports)
    swords = branch("太极剑组", tai_chi)
    assert swords.path == f"{sports.pk:06d}.{tai_chi.pk:06d}.{swords.pk:06d}."
    branches.move_branch(tai_chi, under=culture, by=seat("director"))
    swords.refresh_from_db()
    assert swords.path == f"{culture.pk:06d}.{tai_chi.pk:06d}.{swords.pk:06d}."
    with pytest.raises(Refused):
        branches.move_branch(Branch.everything.get(pk=culture.pk), under=swords, by=seat("director"))
    branches.move_branch(Branch.everything.get(pk=tai_chi.pk), under=None, by=seat("director"))
    swords.refresh_from_db()
    assert swords.path == f"{tai_chi.pk:06d}.{swords.pk:06d}."


def test_a_group_counts_once(group):
    sports, culture = branch("体育分会"), branch("文化分会")
    branches.place_group(group, branch=sports, by=seat("director"))
    branches.affiliate_group(group, branch=culture, since=TODAY, by=seat("director"))
    with pytest.raises(Refused):
        branches.affiliate_group(group, branch=sports, since=TODAY, by=seat("director"))
    with pytest.raises(Refused):
        branches.affiliate_group(group, branch=culture, since=TODAY, by=seat("director"))
    assert Group.everything.filter(branch__in=[sports, culture]).count() == 1
    branches.place_group(group, branch=culture, by=seat("director"))
    assert not Affiliation.everything.filter(group=group, until__isnull=True).exists()


def test_a_branch_closes_when_it_is_empty(group):
    sports = branch("体育分会")
    branches.place_group(group, branch=sports, by=seat("director"))
    with pytest.raises(Refused):
        branches.close_branch(sports, on=TODAY, by=seat("director"))
    branches.place_group(group, branch=branch("文化分会"), by=seat("director"))
    branches.close_branch(sports, on=TODAY, by=seat("director"))
    with pytest.raises(Refused):
        branches.place_group(group, branch=sports, by=seat("director"))


def test_a_branch_appointment_reaches_its_branch_and_no_further():
    sports, culture = branch("体育分会"), branch("文化分会")
    tai_chi = branch("太极拳分会", sports)
    inside, deeper, outside = (a_group(n, leader=person(n)) for n in ("剑队", "拳队", "合唱队"))
    for group, where in ((inside, sports), (deeper, tai_chi), (outside, culture)):
        branches.place_group(group, branch=where, by=seat("director"))
    chair = seat("director", name="分会会长", subject=("groups.branch", sports.pk))

    assert set(Group.objects.visible_to(chair)) == {inside, deeper}
    Filing.everything.bulk_create(
        Filing(
            centre_id=CENTRE, group=g, kind="first", number=f"X{g.pk}", state="draft", state_since=NOW, applied_by="x"
        )
        for g in (inside, outside)
    )
    assert {f.group for f in Filing.objects.visible_to(chair)} == {inside}

    branches.rename_branch(tai_chi, name="太极分会", by=chair)
    branches.create_branch(centre_id=CENTRE, name="柔力球组", parent=sports, by=chair)
    branches.place_group(deeper, branch=sports, by=chair)
    refused = [
        lambda: branches.rename_branch(culture, name="别名", by=chair),
        lambda: branches.create_branch(centre_id=CENTRE, name="新会", by=chair),
        lambda: branches.move_branch(tai_chi, under=culture, by=chair),
        lambda: branches.move_branch(sports, under=None, by=chair),
        lambda: branches.close_branch(sports, on=TODAY, by=chair),
        lambda: branches.place_group(outside, branch=sports, by=chair),
        lambda: branches.place_group(inside, branch=culture, by=chair),
        lambda: branches.affiliate_group(inside, branch=culture, since=TODAY, by=chair),
    ]
    for act in refused:
        with pytest.raises(Refused):
            act()


def test_a_committee_and_a_leader_see_their_own():
    here = a_group()
    there = a_group("对岸合唱队", leader=person("李桂芳"))
    Group.everything.filter(pk=there.pk).update(place_id=310107015005)
    assert list(Group.objects.visible_to(seat("committee"))) == [here]
    assert list(Group.objects.visible_to(seat("leader", subject=("groups.group", there.pk)))) == [
        Group.everything.get(pk=there.pk)
    ]
    assert here.place_id == COMMITTEE
