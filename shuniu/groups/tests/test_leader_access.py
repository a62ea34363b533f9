"""Whoever no longer leads a group opens nothing of it any more, from the next page on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from shuniu.groups.actions import filing as filings
from shuniu.groups.actions.leadership import hand_over_leadership
from shuniu.groups.models import Group, Leadership
from shuniu.groups.tests.cast import CENTRE, NOW, TODAY, a_group, person, seat
from shuniu.groups.tests.factories import browser, signed_in
from shuniu.kernel import trail
from shuniu.kernel.models import Appointment, PhoneCard, Place
from shuniu.kernel.signin.actions import seat_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
BEFORE = NOW - timedelta(days=30)


@pytest.fixture
def group() -> Group:
    return a_group(at=BEFORE)


def seated(group: Group, *, user=None, at=BEFORE):
    place = Place.objects.get(pk=CENTRE)
    by = seat("worker", at=at)
    return seat_leader(name="王福生", place=place, noun="groups.group", noun_id=group.pk, user=user, by=by)


def opens(phone, group: Group) -> bool:
    return phone.get(reverse("groups:group", args=[group.pk])).status_code == 200


def handed_over(group: Group) -> None:
    hand_over_leadership(group, to=person("李桂芳"), on=TODAY, by=seat("worker"))


def dissolved(group: Group) -> None:
    """A notice of the group's end, decided by an officer who issues no cards."""
    filing = filings.begin_filing(group, kind="dissolution", reason="队会决定", by=seat("worker"))
    filings.submit_filing(filing, by=seat("worker"))
    if filing.state == "submitted":
        filings.give_opinion(filing, by=seat("committee"))
    if filing.state == "in_review":
        filings.approve_filing(filing, by=seat("officer"))
    assert filing.state == "filed"


@pytest.mark.parametrize("let_go", [handed_over, dissolved])
def test_the_former_leaders_next_page_is_refused(group, let_go):
    former = seated(group)
    phone = signed_in(former.user, "zh-hans")
    assert opens(phone, group)
    let_go(group)
    assert not opens(phone, group)
    assert not opens(signed_in(former.user, "zh-hans"), group)
    assert PhoneCard.objects.get(user=former.user).revoked_at == NOW
    assert Appointment.objects.get(user=former.user).until == TODAY - timedelta(days=1)
    line = next(e for e in trail.of_thing(group) if e.kind == "groups.phone_access_ended")
    assert line.facts["count"] == 1


def test_a_card_that_opens_another_group_stays_and_opens_that_alone(group):
    other = a_group("新会合唱队", leader=person("陈秀英"), at=BEFORE)
    former = seated(group)
    seated(other, user=former.user)
    phone = signed_in(former.user, "zh-hans")
    handed_over(group)
    assert not opens(phone, group)
    assert opens(phone, other)
    assert PhoneCard.objects.get(user=former.user).revoked_at is None


def test_the_new_leader_gets_an_own_card_afterwards(group):
    seated(group)
    handed_over(group)
    new = seated(group, at=NOW)
    assert new.issued is not None
    assert opens(signed_in(new.user, "zh-hans"), group)


def test_a_handover_without_any_card_says_nothing_of_cards(group):
    handed_over(group)
    assert "groups.phone_access_ended" not in {e.kind for e in trail.of_thing(group)}


def test_the_page_of_the_handover_says_what_ends(group):
    page = browser("worker", language="en").get(reverse("groups:name_leader", args=[group.pk])).content.decode()
    assert "access by phone ends" in page


# --- Let in on the page of the group --------------------------------------------------------------------------------------
def test_the_leader_is_let_in_on_the_page_of_the_group_and_the_paper_is_the_answer(group):
    desk = browser("worker")
    page, address = reverse("groups:group", args=[group.pk]), reverse("groups:leader_card", args=[group.pk])
    assert f'action="{address}"' in desk.get(page).content.decode()
    paper = desk.post(address).content.decode()
    card = PhoneCard.objects.get()
    assert card.number in paper
    leader = Leadership.everything.get(group=group).person
    assert (leader.user, leader.user.name) == (card.user, "王福生")
    assert opens(signed_in(card.user, "zh-hans"), group)
    shown = desk.get(page).content.decode()
    assert f'action="{address}"' not in shown
    assert reverse("kernel:issue_card", args=[card.user_id]) in shown
    assert desk.post(address).status_code == 403  # acts for it already
    assert PhoneCard.objects.count() == 1


def test_one_card_opens_both_groups_of_one_leader(group):
    other = a_group("新会合唱队", leader=Leadership.everything.get(group=group).person, at=BEFORE)
    desk = browser("worker")
    for each in (group, other):
        desk.post(reverse("groups:leader_card", args=[each.pk]))
    phone = signed_in(PhoneCard.objects.get().user, "zh-hans")
    assert opens(phone, group)
    assert Appointment.objects.filter(user=PhoneCard.objects.get().user, until=None).count() == 2


def test_nobody_is_let_in_where_nobody_leads_and_only_the_centre_lets_in(group):
    assert browser("officer").post(reverse("groups:leader_card", args=[group.pk])).status_code == 403
    Leadership.everything.filter(group=group).delete()
    assert browser("worker").post(reverse("groups:leader_card", args=[group.pk])).status_code == 403
    assert not PhoneCard.objects.exists()
