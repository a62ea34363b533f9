"""Everybody's morning."""

from datetime import time, timedelta

import pytest

from shuniu.activities.actions.programme import plan_activity, schedule_sessions
from shuniu.desk.inbox import waiting_for
from shuniu.people.public import Particulars, record_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["worker", "director", "officer", "auditor"])
def test_home(client_as, role):
    page = client_as(role).get("/")
    assert page.status_code == 200
    assert "<h1>" in page.content.decode()


def test_a_show_that_nobody_counted_waits_on_the_desk(act):
    by = act("worker")
    told = {"title": "周周演", "kind": "show", "organizer": "中心"}
    activity = plan_activity(centre_id=310107015000, **told, by=by)
    held = by.today - timedelta(days=1)
    schedule_sessions(activity, held_on=held, starts=time(9), ends=time(10), place="长寿公园", by=by)
    assert [(each.thing, each.due_on) for each in waiting_for(by)] == [(f"周周演 {held}", held)]


def test_a_visitor_is_sent_to_sign_in(client):
    assert client.get("/").headers["Location"].startswith("/accounts/login/")


def test_search_leads_straight_to_the_only_hit(client_as, act):
    person = record_person(Particulars(name="王福生", phone="13812345678"), centre_id=310107015000, by=act("worker"))
    assert client_as("worker").get("/search/?q=wfs").headers["Location"] == f"/people/{person.pk}/"
    record_person(Particulars(name="王福海", phone="13812340000"), centre_id=310107015000, by=act("worker"))
    page = client_as("worker").get("/search/?q=福").content.decode()
    assert "王福生" in page
    assert "13812345678" not in page


def test_who_has_no_business_may_not_search(client_as):
    assert client_as("auditor").get("/search/?q=福").status_code == 403


@pytest.mark.parametrize(("role", "page"), [("leader", "/groups/mine/"), ("volunteer", "/volunteers/mine/")])
def test_who_comes_by_phone_lands_on_the_own_page(client_as, role, page):
    assert client_as(role, noun="volunteers.volunteer", noun_id=1).get("/").url == page


def test_a_reviewer_finds_what_the_role_will_do_and_is_offered_nothing_that_is_closed(client_as):
    page = client_as("reviewer").get("/").text
    assert "本角色在这里做什么" in page
    assert "等我处理" not in page
    assert "本角色在这里做什么" not in client_as("worker").get("/").text
