"""How long a session lasts, in which appointment, and how it ends everywhere."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shuniu.kernel.models import Appointment, TrailEntry, User
from shuniu.kernel.signin import seat
from shuniu.kernel.signin.actions import issue_card
from shuniu.kernel.signin.tests.conftest import COMMITTEE, DISTRICT, log_in

MINE = "/settings/account/"


@pytest.fixture
def later(monkeypatch):
    """`later(minutes=31)`: the clock shows so much since the test began."""

    began = timezone.now()

    def go(**delta) -> None:
        monkeypatch.setattr(seat.timezone, "now", lambda: began + timedelta(**delta))

    return go


def test_staff_are_signed_out_after_half_an_hour_of_nothing(signed_in, later):
    client = signed_in("worker")
    assert client.get(MINE).status_code == 200
    later(minutes=29)
    assert client.get(MINE).status_code == 200
    later(minutes=58)
    assert client.get(MINE).status_code == 200, "each page begins the half hour anew"
    later(minutes=90)
    answer = client.get(MINE)
    assert answer.status_code == 302
    assert "自动退出" in client.get(answer.headers["Location"]).content.decode()


def test_a_staff_session_ends_after_twelve_hours_however_busy(signed_in, later):
    client = signed_in("worker")
    for minutes in range(0, 12 * 60 + 1, 20):
        later(minutes=minutes)
        assert client.get(MINE).status_code == 200
    later(minutes=12 * 60 + 20)
    assert client.get(MINE).status_code == 302


def test_a_phone_lasts_two_weeks_of_nothing(client, leader, act, later):
    _card, secret, pin = issue_card(leader, by=act("worker"))
    client.post(f"/enter/{secret}/", {"pin": pin})
    later(days=13)
    assert client.get(MINE).status_code == 200
    later(days=26)
    assert client.get(MINE).status_code == 200
    later(days=41)
    assert client.get(MINE).status_code == 302


def test_sign_out_everywhere(person):
    user = person("worker")
    here, there = Client(), Client()
    log_in(here, "worker")
    log_in(there, "worker")
    here.post("/settings/sessions/end/")
    assert here.get(MINE).status_code == 302
    assert there.get(MINE).status_code == 302
    assert there.get("/accounts/2fa/").status_code == 302, "allauth's pages too"
    assert TrailEntry.objects.filter(kind="kernel.signed_out_everywhere", noun_id=user.pk).exists()
    log_in(there, "worker")
    assert there.get(MINE).status_code == 200


def test_a_new_password_ends_the_other_sessions(person, client):
    person("worker")
    other = Client()
    log_in(client, "worker")
    log_in(other, "worker")
    change = {
        "oldpassword": "three plain words",
        "password1": "another plain phrase",
        "password2": "another plain phrase",
    }
    client.post("/accounts/password/change/", change)
    assert client.get(MINE).status_code == 200
    assert other.get(MINE).status_code == 302


def test_closing_an_account_ends_its_session_at_once(signed_in, person):
    user = person("worker")
    client = signed_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(MINE).status_code == 302


def test_without_an_appointment_there_is_an_explanation_and_no_loop(client, person):
    person()
    log_in(client, "nobody")
    page = client.get("/")
    assert page.status_code == 403
    assert "安全管理员" in page.content.decode()
    assert client.post("/accounts/logout/").status_code == 302


# --- Several appointments ---------------------------------------------------------------------------------------------


@pytest.fixture
def two_seats(person) -> User:
    user = person("worker")
    Appointment.objects.create(user=user, role="committee", place_id=COMMITTEE, since=date(2026, 1, 1))
    return user


def test_who_holds_several_appointments_chooses(client, two_seats):
    log_in(client, "worker")
    assert client.get("/cards/").headers["Location"] == "/appointment/"
    second = two_seats.appointments.get(role="committee")
    assert client.post("/appointment/", {"appointment": second.pk, "next": "/cards/"}).headers["Location"] == "/cards/"
    assert client.get("/cards/").status_code == 403, "as a committee member there are no cards to issue"
    first = two_seats.appointments.get(role="worker")
    client.post("/appointment/", {"appointment": first.pk})
    assert client.get("/cards/").status_code == 200


def test_an_appointment_of_another_cannot_be_chosen(client, two_seats, person):
    other = person("director", username="zhou", place=DISTRICT).appointments.get()
    log_in(client, "worker")
    assert client.post("/appointment/", {"appointment": other.pk}).status_code == 403


def test_an_appointment_that_has_ended_leaves_the_others(client, two_seats):
    log_in(client, "worker")
    second = two_seats.appointments.get(role="committee")
    client.post("/appointment/", {"appointment": second.pk})
    Appointment.objects.filter(pk=second.pk).update(until=date(2026, 1, 2))
    assert client.get("/cards/").status_code == 200
