"""The door in a real browser: a card on a phone, a passkey, and what axe finds on these pages."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from shuniu.kernel.signin.actions import issue_card
from shuniu.kernel.signin.session import account_actor
from shuniu.kernel.signin.tests.conftest import PASSWORD

pytestmark = pytest.mark.browser
OPEN_PAGES = ["/accounts/login/", "/enter/none/", "/enter-as/"]
STAFF_PAGES = {
    "worker": [
        "/settings/account/",
        "/settings/second-factor/",
        "/cards/",
        "/accounts/2fa/",
        "/accounts/password/change/",
    ],
    "system_administrator": ["/administration/accounts/", "/administration/accounts/new/"],
    "security_administrator": ["/administration/appointments/", "/administration/appointments/new/"],
}


@pytest.fixture
def cast(transactional_db, person, settings):
    settings.SHUNIU_DEMO = True
    people = {role: person(role, name=name) for role, name in {
        "worker": "陈晓燕", "system_administrator": "吴磊", "security_administrator": "孙敏",
    }.items()}  # fmt: skip
    people["leader"] = person("leader", name="王福生", noun="groups.group", noun_id=17)
    return people


def test_a_leader_signs_in_with_card_and_pin(phone, cast):
    by = account_actor(cast["worker"], at=timezone.now())
    _card, secret, pin = issue_card(cast["leader"], by=by)
    phone.goto(f"/enter/{secret}/")
    field = phone.get_by_label("PIN")
    assert field.evaluate("field => field === document.activeElement"), "the keypad is there at once"
    field.fill("000000" if pin != "000000" else "000001")
    phone.get_by_role("button", name="进入").click()
    phone.get_by_text("PIN不对，还可以试4次").wait_for()
    assert axe_finds(phone) == ""
    field.fill(pin)
    field.press("Enter")
    phone.wait_for_url("**/")
    phone.goto("/settings/account/")
    phone.get_by_text("王福生").wait_for()
    phone.get_by_role("button", name="退出", exact=True).click()
    phone.goto("/settings/account/")
    assert "next=/settings/account/" in phone.url


def test_a_passkey_is_added_and_then_opens_alone(page, cast):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**device, "isUserVerified": True}})
    sign_in(page, "system_administrator")
    page.goto("/administration/accounts/")
    assert page.url.endswith("/settings/second-factor/"), "the role asks for a second key"
    page.get_by_role("link", name="通行密钥或安全钥匙").click()
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="继续").click()
    page.get_by_label("不用密码").check()
    page.get_by_role("button", name="添加").click()
    page.wait_for_url(lambda address: "/add/" not in address)  # the key is being made; to leave now would stop it
    page.goto("/administration/accounts/")
    page.get_by_role("heading", name="账号").wait_for()
    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/administration/accounts/")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.get_by_role("heading", name="账号").wait_for()


def test_a_browser_without_the_key_says_so_in_words(page, cast):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    page.goto("/accounts/login/")
    page.route("**/2fa/webauthn/login/", lambda route: route.abort())
    page.get_by_role("button", name="用通行密钥登录").click()
    page.get_by_role("alert").get_by_text("没有用上通行密钥").wait_for()


@pytest.mark.parametrize(("width", "language"), [(1280, "zh-hans"), (390, "en")])
def test_axe_finds_nothing(page, live_server, cast, width, language):
    page.set_viewport_size({"width": width, "height": 900})
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    for path in OPEN_PAGES:
        page.goto(path)
        assert axe_finds(page) == "", path
    for role, paths in STAFF_PAGES.items():
        page.goto("/enter-as/")
        page.locator(f'button[value="{cast[role].appointments.get().pk}"]').click()
        page.wait_for_load_state()
        for path in paths:
            page.goto(path)
            assert axe_finds(page) == "", path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is too wide"


def sign_in(page, username: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_load_state()


def axe_finds(page) -> str:
    result = Axe().run(page)
    return result.generate_report() if result.violations_count else ""
