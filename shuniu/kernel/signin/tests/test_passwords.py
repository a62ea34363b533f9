"""User name and password: rules, first password, lock-out, and what the trail keeps of it."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.utils import timezone

from shuniu.kernel import trail
from shuniu.kernel.models import DatedSetting, TrailEntry, User
from shuniu.kernel.signin.tests.conftest import CENTRE, PASSWORD, log_in

HOME = "/settings/account/"


@pytest.mark.parametrize("bad", ["short", "1234567890123", "password1234", "chenxiaoyan", PASSWORD])
def test_bad_passwords_are_refused(person, bad):
    with pytest.raises(ValidationError):
        validate_password(bad, person("worker", username="chenxiaoyan"))


def test_sign_in_and_out_stand_in_the_trail(client, person):
    user = person("worker")
    assert log_in(client, "worker").status_code == 302
    assert client.get(HOME).status_code == 200
    client.post("/accounts/logout/")
    assert client.get(HOME).status_code == 302
    kinds = list(TrailEntry.objects.filter(user_id=user.pk, centre_id=CENTRE).values_list("kind", flat=True))
    assert kinds == ["kernel.signed_in", "kernel.signed_out"]


def test_the_session_gets_a_new_key_at_sign_in(client, person):
    """Whoever planted a session id beforehand holds nothing (session fixation)."""
    person("worker")
    client.session["planted"] = 1
    client.session.save()
    client.get("/accounts/login/")
    before = client.session.session_key
    log_in(client, "worker")
    assert client.session.session_key != before
    assert "planted" not in client.session or before is None


def test_closing_the_browser_ends_a_staff_session(client, person):
    person("worker")
    cookie = log_in(client, "worker").cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_printed_password_must_be_changed_first(client, person):
    user = person("worker")
    User.objects.filter(pk=user.pk).update(password_changed_at=None)
    log_in(client, "worker")
    assert client.get(HOME).status_code == 200  # under /settings/: language and type size stay within reach
    assert client.get("/cards/").headers["Location"] == "/accounts/password/change/"
    change = {"oldpassword": PASSWORD, "password1": "another plain phrase", "password2": "another plain phrase"}
    assert client.post("/accounts/password/change/", change).headers["Location"] == "/"
    assert client.get("/cards/").status_code == 200
    user.refresh_from_db()
    assert user.password_changed_at is not None
    assert TrailEntry.objects.filter(kind="kernel.password_changed", noun_id=user.pk).exists()


def test_a_password_grows_old_where_the_place_says_so(client, person, centre):
    user = person("worker")
    User.objects.filter(pk=user.pk).update(password_changed_at=timezone.now() - timedelta(days=91))
    log_in(client, "worker")
    assert client.get("/cards/").status_code == 200  # by default none does
    DatedSetting.objects.create(place=centre, key="kernel.password_days", value=90, valid_from=date(2026, 1, 1))
    other = Client()
    log_in(other, "worker")
    assert other.get("/cards/").headers["Location"] == "/accounts/password/change/"


def test_five_wrong_passwords_lock_the_name_at_the_address(client, person):
    user = person("worker")
    for _try in range(4):
        assert log_in(client, "worker", "wrong").status_code == 200
    locked = log_in(client, "Worker ", "wrong")  # however the name is written
    assert locked.status_code == 429
    assert "15分钟" in locked.content.decode()
    assert log_in(client, "worker").status_code == 429, "the right password opens nothing while locked"
    assert log_in(Client(), "worker", REMOTE_ADDR="10.1.1.1").status_code == 302, "elsewhere the person still gets in"
    entry = TrailEntry.objects.get(kind="kernel.locked_out")
    assert (entry.centre_id, entry.noun_id, entry.role, entry.facts) == (CENTRE, user.pk, "house", {"known": True})
    assert trail.detail_of(entry)["username"] == "worker"


def test_the_lock_opens_after_a_quarter_of_an_hour(client, person):
    person("worker")
    for _try in range(5):
        log_in(client, "worker", "wrong")
    with override_settings(AXES_COOLOFF_TIME=timedelta(0)):
        assert log_in(client, "worker").status_code == 302


def test_an_unknown_name_is_locked_and_refused_as_a_known_one(client, person):
    person("worker")
    known, unknown = log_in(client, "worker", "wrong"), log_in(client, "nobody-here", "wrong")
    assert (known.status_code, unknown.status_code) == (200, 200)
    for _try in range(4):
        last = log_in(client, "nobody-here", "wrong")
    assert last.status_code == 429
    assert TrailEntry.objects.get(kind="kernel.locked_out").facts == {"known": False}


def test_a_closed_account_does_not_open(client, person):
    user = person("worker")
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert log_in(client, "worker").headers["Location"] == "/accounts/inactive/"
    assert client.get(HOME).status_code == 302


def test_no_open_redirect(client, person):
    person("worker")
    answer = client.post("/accounts/login/?next=https://evil.example/", {"login": "worker", "password": PASSWORD})
    assert answer.headers["Location"] == "/"


def test_nobody_signs_up(client):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/accounts/password/reset/").status_code == 404
