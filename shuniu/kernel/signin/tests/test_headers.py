"""Headers, limits, and that no page carries inline script or style."""

import os
import re
import subprocess
import sys

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import RequestFactory, override_settings

from shuniu.kernel.limits import NO_ADDRESS, client_ip, over
from shuniu.kernel.signin.tests.conftest import confirm, log_in
from tests.house import ROOT

OPEN_PAGES = ["/accounts/login/", "/accounts/inactive/", "/enter/none/", "/v/NONE/"]
OWN_PAGES = [
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/appointment/",
    "/settings/account/",
    "/settings/second-factor/",
]


def assert_clean(response):
    html = response.content.decode()
    assert "shuniu/look.css" in html, "the house's look"
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)", html), "inline script"
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html), "inline style or handler"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] in ("same-origin", "strict-origin")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("path", OPEN_PAGES)
def test_open_pages(client, path, language):
    client.cookies["django_language"] = language
    response = client.get(path)
    assert response.status_code in (200, 404)
    assert_clean(response)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_of_who_has_signed_in(client, person, language):
    client.cookies["django_language"] = language
    user = person("worker")
    log_in(client, "worker")
    confirm(client)
    activate = client.get("/accounts/2fa/totp/activate/")
    assert activate.status_code == 200
    assert_clean(activate)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    for path in OWN_PAGES:
        response = client.get(path)
        assert response.status_code == 200, path
        assert_clean(response)
        assert "no-store" in response.headers["Cache-Control"], path


def test_an_open_page_asked_too_often_says_so(client):
    cache.clear()
    statuses = [client.get("/v/NONE/").status_code for _ask in range(61)]
    assert statuses[:60] == [404] * 60
    assert statuses[60] == 429
    assert client.get("/v/NONE/").headers["Retry-After"] == "60"
    assert client.get("/v/NONE/", REMOTE_ADDR="10.0.0.9").status_code == 404, "others are not disturbed"


def test_the_cards_page_is_limited_more_tightly(client):
    assert [client.get("/enter/none/").status_code for _ask in range(21)] == [404] * 20 + [429]


def test_limits_work_with_the_cache_of_an_installation(tmp_path):
    files = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path}
    with override_settings(CACHES={"default": files}):
        request = RequestFactory().get("/")
        assert [over("x", request, 2) for _ask in range(3)] == [False, False, True]
        assert over("x", request, 2, count=False)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "6.6.6.6", "127.0.0.1"),  # nobody of ours wrote it
        (1, "6.6.6.6, 10.0.0.1", "10.0.0.1"),  # the last is what our proxy saw; the rest anybody may write
        (2, "6.6.6.6, 10.0.0.1, 172.16.0.1", "10.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "<script>", NO_ADDRESS),
    ],
)
def test_a_forwarded_address_is_believed_as_far_as_our_proxies_wrote_it(settings, proxies, forwarded, expected):
    settings.SHUNIU_PROXIES = proxies
    assert client_ip(RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded)) == expected


def test_check_deploy_finds_nothing_where_the_origin_is_https(tmp_path):
    """In a process of its own: the settings are made from the environment."""
    environment = {**os.environ, "SHUNIU_HOME": str(tmp_path), "SHUNIU_ORIGIN": "https://centre.example.cn"}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # a browser test in the same process may have set it
    said = subprocess.run(
        [sys.executable, "-m", "shuniu", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert "no issues" in said.stdout + said.stderr
