"""Acts of groups of the register: chosen in the form, listed for the desk, at hand on the leader's phone."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from shuniu.activities.actions import programme, stage
from shuniu.activities.models import Act, Activity, Session
from shuniu.activities.tests.test_thread import a_session
from shuniu.groups.tests.cast import NOW, TODAY, a_group, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return seat("worker")


def leader_of(group):
    return seat("leader", subject=("groups.group", group.pk))


def test_an_act_is_a_group_s_or_whoever_s_name_is_typed(client_as, worker):
    group, session = a_group(), a_session(worker)
    desk, address = client_as("worker"), reverse("activities:add_act", args=[session.pk])
    told = {"starts": "09:00", "minutes": 8, "title": "太极扇", "stage": ""}
    assert desk.post(address, told).status_code == 422
    assert desk.post(address, {**told, "group": group.pk}).status_code == 302
    assert desk.post(address, {**told, "starts": "09:20", "performers": "小学合唱团"}).status_code == 302
    assert (
        desk.post(address, {**told, "starts": "09:40", "group": group.pk, "performers": "太极二队"}).status_code == 302
    )
    said = list(Act.objects.visible_to(worker).order_by("starts").values_list("group", "performers"))
    assert said == [(group.pk, group.name), (None, "小学合唱团"), (group.pk, "太极二队")]
    page = desk.get(reverse("activities:group", args=[group.pk])).content.decode()
    assert page.count("太极扇") == 2


def test_a_leader_sees_the_own_acts_and_sessions_to_come_and_nobody_else_s(client_as, worker):
    ours, theirs = a_group(), a_group("新会合唱队")
    session = a_session(worker, held_on=TODAY + timedelta(days=2))
    stage.add_act(session, starts=time(9), minutes=8, title="太极扇", performers=ours.name, group=ours, by=worker)
    stage.add_act(session, starts=time(9, 10), minutes=8, title="茉莉花", performers="", group=theirs, by=worker)
    past = a_session(worker, held_on=TODAY - timedelta(days=2))
    stage.add_act(past, starts=time(9), minutes=8, title="旧节目", performers="", group=ours, by=worker)
    off = stage.add_act(session, starts=time(9, 30), minutes=8, title="太极剑", performers="", group=ours, by=worker)
    stage.withdraw_act(off, reason="场地太湿", by=worker)
    a_session(worker, held_on=TODAY + timedelta(days=4))
    leader = leader_of(ours)
    assert set(Act.objects.visible_to(leader).values_list("title", flat=True)) == {"太极扇", "旧节目", "太极剑"}
    assert set(Session.objects.visible_to(leader)) == {session, past}
    page = client_as("leader", noun="groups.group", noun_id=ours.pk).get(reverse("activities:ours")).content.decode()
    assert "太极扇" in page
    assert "长寿公园" in page
    assert "场地太湿" in page
    assert "茉莉花" not in page
    assert "旧节目" not in page


def test_a_session_the_group_organizes_itself_is_among_them(client_as, worker):
    group = a_group()
    told = {"title": "晨练公开课", "kind": "talk", "organizer": group.name}
    client_as("worker").post(reverse("activities:plan"), {**told, "group": group.pk})
    activity = Activity.objects.visible_to(worker).get()
    programme.schedule_sessions(
        activity, held_on=TODAY + timedelta(days=1), starts=time(7), ends=time(8), place="中心绿地", by=worker
    )
    page = client_as("leader", noun="groups.group", noun_id=group.pk).get(reverse("activities:ours")).content.decode()
    assert "晨练公开课" in page
    assert "07:00" in page


def test_nobody_else_has_the_leader_s_page(client_as):
    assert client_as("worker").get(reverse("activities:ours")).status_code == 403
