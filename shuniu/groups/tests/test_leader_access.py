"""Whoever no longer leads a group opens nothing of it any more, from the next page on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from shuniu.groups.actions import filing as filings
from shuniu.groups.actions.leadership import hand_over_leadership
from shuniu.groups.models import Group
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
