"""A leader signs the group up for a show on the phone; the desk puts the act on the programme or says why not."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from shuniu.activities.actions import offers, programme, stage
from shuniu.activities.models import Act, Offer
from shuniu.activities.public import activities_waiting_for
from shuniu.groups.tests.cast import CENTRE, NOW, TODAY, a_group, seat
from shuniu.kernel.permissions import Refused

pytestmark = pytest.mark.django_db
OURS, NEW = reverse("activities:ours"), reverse("activities:offer")


@pytest.fixture
def worker(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return seat("worker")


@pytest.fixture
def group(worker):
    return a_group()


@pytest.fixture
def leader(group):
    return seat("leader", subject=("groups.group", group.pk))


@pytest.fixture
def phone(client_as, group):
    return client_as("leader", noun="groups.group", noun_id=group.pk)


def shows(by, *, takes_offers=True, weeks=2):
    activity = programme.plan_activity(
        centre_id=CENTRE, title="周周演", kind="show", organizer="联合会", takes_offers=takes_offers, by=by
    )
    told = {"starts": time(9), "ends": time(10), "place": "公园", "weeks": weeks}
    return programme.schedule_sessions(activity, held_on=TODAY + timedelta(days=3), **told, by=by)


def waiting(by) -> list[str]:
    return [each.url for each in activities_waiting_for(by)]


def test_an_act_is_offered_on_the_phone_waits_on_the_desk_and_is_put_on_the_programme(client_as, worker, group, phone):
    first, second = shows(worker)
    asked = phone.get(NEW).content.decode()
    assert asked.count("周周演") == 2
    told = {"session": second.pk, "title": "太极扇", "minutes": 9, "needs": "一支话筒"}
    assert phone.post(NEW, told).status_code == 302
    assert "太极扇" in phone.get(OURS).content.decode()
    offer = Offer.objects.visible_to(worker).get()
    page = reverse("activities:session", args=[second.pk])
    assert waiting(worker) == [page]
    desk = client_as("worker")
    assert "一支话筒" in desk.get(page).content.decode()
    assert "一支话筒" not in desk.get(reverse("activities:session", args=[first.pk])).content.decode()
    stage.add_act(second, starts=time(9), minutes=12, title="合唱", performers="合唱队", by=worker)
    take = reverse("activities:take_offer", args=[offer.pk])
    assert "09:12" in desk.get(take).content.decode()  # after the last act that stands
    assert desk.post(take, {"starts": "09:05", "minutes": 9}).status_code == 422  # the choir is on
    assert desk.post(take, {"starts": "09:12", "minutes": 9}).status_code == 302
    act = Act.objects.visible_to(worker).get(title="太极扇")
    assert (act.group, act.performers, act.minutes) == (group, group.name, 9)
    assert waiting(worker) == []
    assert desk.post(take, {"starts": "09:30", "minutes": 9}).status_code == 422
    ours = phone.get(OURS).content.decode()
    assert "09:12" in ours
    assert "一支话筒" not in ours


def test_a_declined_offer_says_why_and_another_may_be_made(client_as, worker, group, phone):
    (show,) = shows(worker, weeks=1)
    told = {"session": show.pk, "title": "太极扇", "minutes": 9}
    phone.post(NEW, told)
    assert phone.post(NEW, told).status_code == 422  # one waits already
    offer = Offer.objects.visible_to(worker).get()
    decline, desk = reverse("activities:decline_offer", args=[offer.pk]), client_as("worker")
    assert desk.post(decline, {"reason": ""}).status_code == 422
    assert desk.post(decline, {"reason": "节目已满"}).status_code == 302
    assert "节目已满" in phone.get(OURS).content.decode()
    assert phone.post(NEW, {**told, "title": "太极剑"}).status_code == 302
    again = Offer.objects.visible_to(worker).get(title="太极剑")
    assert phone.post(reverse("activities:take_offer_back", args=[again.pk])).status_code == 302
    assert waiting(worker) == []
    assert "太极剑" not in phone.get(OURS).content.decode()


def test_acts_are_offered_only_where_they_are_asked_for_and_before_the_day(worker, group, leader, phone):
    (closed,) = shows(worker, takes_offers=False, weeks=1)
    (show,) = shows(worker, weeks=1)
    assert phone.get(NEW).content.decode().count("周周演") == 1
    assert phone.post(NEW, {"session": closed.pk, "title": "太极扇", "minutes": 9}).status_code == 422
    told = {"group": group, "title": "太极扇", "minutes": 9}
    with pytest.raises(Refused):
        offers.offer_act(closed, **told, by=leader)
    show.held_on = TODAY
    with pytest.raises(Refused):
        offers.offer_act(show, **told, by=leader)
    programme.cancel_session(show, reason="下雨", by=worker)
    with pytest.raises(Refused):
        offers.offer_act(show, **told, by=leader)
    assert "周周演" not in phone.get(NEW).content.decode()
    assert not Offer.objects.visible_to(worker).exists()


def test_nobody_offers_or_takes_back_for_another_group(client_as, worker, group, leader):
    (show,) = shows(worker, weeks=1)
    other = a_group("新会合唱队")
    with pytest.raises(Refused):
        offers.offer_act(show, group=other, title="合唱", minutes=5, by=leader)
    offer = offers.offer_act(show, group=group, title="太极扇", minutes=9, by=leader)
    choir = client_as("leader", noun="groups.group", noun_id=other.pk)
    assert choir.post(reverse("activities:take_offer_back", args=[offer.pk])).status_code == 404
    assert "太极扇" not in choir.get(OURS).content.decode()
    assert client_as("worker").get(NEW).status_code == 403
    assert choir.get(reverse("activities:take_offer", args=[offer.pk])).status_code in (403, 404)
    assert Offer.objects.visible_to(worker).get().is_open
