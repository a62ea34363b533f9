"""The station in a real browser: signing up on a phone in large type, and a check-in without a network."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from shuniu.kernel.models import Appointment, User
from shuniu.volunteers.actions.signing_up import sign_up
from shuniu.volunteers.codes import ShiftCode
from shuniu.volunteers.models import CheckIn, Shift, SignUp, Volunteer
from shuniu.volunteers.tests.cast import CENTRE, TODAY, a_volunteer, own_seat, seat
from shuniu.volunteers.tests.station import a_shift
from shuniu.volunteers.tests.test_pages import valid_id

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def volunteer():
    return a_volunteer(since=TODAY - timedelta(days=300))


def signed_in(page, live_server, volunteer: Volunteer) -> None:
    """The volunteer's own phone, this very minute."""
    actor = own_seat(volunteer)
    about = {"noun": "volunteers.volunteer", "noun_id": volunteer.pk}
    Appointment.objects.create(user_id=actor.user_id, role="volunteer", place_id=CENTRE, since=TODAY, **about)
    user, session = User.objects.get(pk=actor.user_id), SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session["last_seen"] = session["signed_in_at"] = int(timezone.now().timestamp())
    session.save()
    page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])


def a_shift_now(volunteer: Volunteer) -> Shift:
    """A shift that began a moment ago."""
    shift, now = a_shift(), timezone.now()
    SignUp.everything.filter(shift=shift).delete()
    sign_up(volunteer, shift, by=seat("worker"))
    starts = now - timedelta(minutes=2)
    day = timezone.localdate(starts)
    Shift.everything.filter(pk=shift.pk).update(day=day, starts_at=starts, ends_at=now + timedelta(hours=2))
    return Shift.everything.get(pk=shift.pk)


def test_somebody_signs_up_on_a_phone_in_large_type(phone):
    phone.goto(f"/volunteers/wanted/{CENTRE}/")
    phone.get_by_role("button", name="大字").click()
    phone.locator("html[data-type=large]").wait_for()
    phone.get_by_role("link", name="成为志愿者").click()
    phone.get_by_label("姓名").fill("施惠英")
    phone.get_by_label("身份证号码").fill(valid_id("310107195804029961"))
    phone.get_by_label("电话").fill("13812345678")
    phone.get_by_label("居委会").select_option(index=3)
    phone.get_by_label("课业辅导").check()
    over = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0
    phone.get_by_role("button", name="报名").click()
    phone.get_by_role("heading", name="谢谢您").wait_for()
    assert Volunteer.everything.get().state == "applied"


def test_a_code_is_kept_without_a_network_and_delivered_later(phone, live_server, volunteer):
    shift = a_shift_now(volunteer)
    token = ShiftCode.of(shift, "arrive", early=30, late=30).signed()
    signed_in(phone, live_server, volunteer)
    phone.goto("/volunteers/mine/check-ins/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.context.set_offline(True)
    phone.goto(f"/S/{token}")
    phone.get_by_role("heading", name="没有网络").wait_for()
    phone.get_by_text("已存在这部手机上，待补传").wait_for()
    assert CheckIn.everything.count() == 0
    phone.context.set_offline(False)
    phone.get_by_text("已补传").wait_for()  # by the page that kept it, as soon as there is a network
    row = CheckIn.everything.get(answer="counted")  # a page that was left before its answer came delivers once more
    assert (row.shift_id, row.via) == (shift.pk, "phone")
    assert set(CheckIn.everything.values_list("answer", flat=True)) <= {"counted", "duplicate"}
    phone.goto("/volunteers/mine/")
    phone.get_by_role("link", name="我的时数").first.wait_for()
    assert not phone.get_by_text("待补传").count()


def test_the_button_of_a_code_checks_in_without_scripts(browser, live_server, volunteer):
    shift = a_shift_now(volunteer)
    token = ShiftCode.of(shift, "arrive", early=30, late=30).signed()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    signed_in(page, live_server, volunteer)
    page.goto(f"/S/{token}")
    page.get_by_role("button", name="我到了").click()
    page.get_by_text("已计入").wait_for()
    context.close()
    assert CheckIn.everything.get().answer == "counted"
