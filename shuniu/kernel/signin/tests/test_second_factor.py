"""A second factor: asked of the roles that need it, kept closed, and lost."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from shuniu.kernel.models import DatedSetting, TrailEntry
from shuniu.kernel.signin.actions import remove_second_factor
from shuniu.kernel.signin.tests.conftest import confirm, log_in

PAGE = "/administration/accounts/"


def code_of(secret: str, step: int = 1) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[step]))


@pytest.fixture
def secret(rf):
    return generate_totp_secret()


@pytest.fixture
def with_app(person, secret):
    user = person("system_administrator")
    TOTP.activate(user, secret)
    return user


def test_an_administrator_must_add_one_before_anything_else(client, person, django_capture_on_commit_callbacks):
    person("system_administrator")
    log_in(client, "system_administrator")
    assert client.get(PAGE).headers["Location"] == "/settings/second-factor/"
    assert "两分钟" in client.get("/settings/second-factor/").content.decode()
    assert client.get("/accounts/2fa/totp/activate/").headers["Location"].startswith("/accounts/reauthenticate/")
    confirm(client)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    assert page.status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert done.headers["Location"] == "/accounts/2fa/recovery-codes/"
    assert client.get(done.headers["Location"]).status_code == 200
    assert client.get(PAGE).status_code == 200
    assert TrailEntry.objects.filter(kind="kernel.second_factor_added").exists()
    assert secret not in str(Authenticator.objects.get(type="totp").data), "it does not lie open in the database"


def test_the_place_says_which_roles(client, person, centre):
    DatedSetting.objects.create(
        place=centre, key="kernel.second_factor_roles", value=["worker"], valid_from=date(2026, 1, 1)
    )
    person("worker")
    person("auditor")
    log_in(client, "worker")
    assert client.get("/cards/").headers["Location"] == "/settings/second-factor/"
    other = Client()
    log_in(other, "auditor")
    assert other.get("/settings/account/").status_code == 200
    assert other.get("/nowhere/").status_code == 404


def test_password_then_code(client, with_app, secret):
    assert log_in(client, with_app.username).headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get(PAGE).status_code == 302, "half a sign-in is none"
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}).headers["Location"] == "/"
    assert client.get(PAGE).status_code == 200


def test_a_code_works_once(with_app, secret):
    code = code_of(secret)
    first, second = Client(), Client()
    log_in(first, with_app.username)
    assert first.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    log_in(second, with_app.username)
    assert second.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200


def test_codes_cannot_be_guessed_for_long(client, with_app, secret):
    log_in(client, with_app.username)
    for _try in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    answer = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert answer.status_code == 200
    assert client.get(PAGE).status_code == 302


def test_a_recovery_code_opens_once(client, with_app):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    codes = RecoveryCodes.activate(with_app).get_unused_codes()
    log_in(client, with_app.username)
    assert client.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    again = Client()
    log_in(again, with_app.username)
    assert again.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 200


def test_taking_it_out_of_use_asks_for_a_new_one(client, with_app, secret):
    log_in(client, with_app.username)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get(PAGE).status_code == 200
    confirm(client)
    assert client.post("/accounts/2fa/totp/deactivate/").headers["Location"] == "/accounts/2fa/"
    assert TrailEntry.objects.filter(kind="kernel.second_factor_dropped").exists()
    assert client.get(PAGE).headers["Location"] == "/settings/second-factor/"


def test_the_security_administrator_removes_a_lost_one(client, with_app, secret, act):
    log_in(client, with_app.username)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    remove_second_factor(with_app, by=act("security_administrator"))
    assert client.get(PAGE).status_code == 302
    assert not Authenticator.objects.exists()
