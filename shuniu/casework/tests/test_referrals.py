"""A case goes to an organization of the register, whose contact answers it without seeing more than is asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from shuniu.casework.actions import cases, referring
from shuniu.casework.actions.intake import take_in
from shuniu.casework.models import Case, Referral
from shuniu.casework.waiting import casework_waiting_for
from shuniu.kernel.audit.queries import looks_for
from shuniu.kernel.models import Appointment, TrailEntry, User
from shuniu.kernel.permissions import Refused
from shuniu.kernel.rules.actions import set_value
from shuniu.organizations.actions.contacts import give_access, note_contact
from shuniu.organizations.actions.registering import register_organization
from tests.cast import CENTRE, NEIGHBOUR, NOW, actor_in

pytestmark = pytest.mark.django_db
CONSENT = {"agreed_on": NOW.date()}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def an_organization(name="长寿助老服务社", *, place=CENTRE):
    facts = {"kind": "association", "registered_on": date(2015, 6, 1)}
    by = actor_in("worker", place=place)
    return register_organization(centre_id=place, name=name, code=None, by=by, **facts)


def contact_of(organization, name="顾美华"):
    """(actor, browser) of a contact let in with a card, appointed for this organization alone."""
    by = actor_in("worker")
    seat = give_access(note_contact(organization, name=name, by=by), by=by)
    held = Appointment.objects.get(user=seat.user)
    client = Client()
    client.cookies["django_language"] = "zh-hans"
    client.force_login(seat.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return actor_in("contact", user_id=seat.user.pk, name=name, subject=(held.noun, held.noun_id)), client


@pytest.fixture
def helpers(db):
    return an_organization()


@pytest.fixture
def contact(helpers):
    return contact_of(helpers)


def page_of(client, name, *keys) -> str:
    answer = client.get(reverse(f"casework:{name}", args=keys))
    assert answer.status_code == 200
    return answer.content.decode()


def steps_told(actor) -> list[str]:
    return [f"{each.step}" for each in casework_waiting_for(actor)]


# --- From the worker's page to the contact's and back -----------------------------------------------------------------
def test_a_referral_is_made_answered_and_finished_on_the_pages_of_both(case, colleague, helpers, contact):
    by, (actor, online) = colleague("陈晓燕"), contact
    worker = Client()
    worker.force_login(User.objects.get(pk=by.user_id), backend="allauth.account.auth_backends.AuthenticationBackend")
    worker.cookies["django_language"] = "zh-hans"
    refer = reverse("casework:refer", args=[case.pk])
    assert f'value="{helpers.pk}"' in worker.get(refer).content.decode()
    asked = {"organization": helpers.pk, "reason": "每周上门送餐", "agreed_on": "2026-11-23", "wanted_by": "2026-12-04"}
    assert worker.post(refer, asked).status_code == 302
    referral = Referral.everything.get()
    assert (referral.to_name, referral.answer_by) == ("长寿助老服务社", date(2026, 11, 30))
    assert steps_told(actor) == ["等待您答复"]
    assert "由其联系人网上答复" in page_of(worker, "case", case.pk)
    page = page_of(online, "our_referral", referral.pk)
    assert all(word in page for word in ("每周上门送餐", case.number, "2026", "本中心服务电话"))
    assert not any(word in page for word in ("王秀英", "王*", "13812345678", "5678"))
    assert online.post(reverse("casework:accept_referral", args=[referral.pk])).status_code == 302
    assert steps_told(actor) == ["已接受，请告知结果"]
    look = reverse("casework:look_at_applicant", args=[referral.pk])
    assert look in page_of(online, "our_referral", referral.pk)
    assert online.post(look, {"reason": ""}).status_code == 422
    shown = online.post(look, {"reason": "约定上门时间"})
    assert all(word in shown.content.decode() for word in ("王秀英", "13812345678"))
    assert shown["Cache-Control"] == "no-store"
    told = reverse("casework:tell_result", args=[referral.pk])
    assert online.post(told, {"words": ""}).status_code == 422
    assert online.post(told, {"words": "已安排志愿者每周三送餐"}).status_code == 302
    case.refresh_from_db()
    referral.refresh_from_db()
    assert (case.state, referral.answer_channel, referral.result_channel) == ("in_hand", "own", "own")
    assert steps_told(by) == ["组织的结果已到"]
    page = page_of(worker, "case", case.pk)
    assert all(word in page for word in ("已安排志愿者每周三送餐", "结果：由组织自行告知"))
    assert steps_told(actor) == []


def test_a_look_at_the_applicant_is_on_record_with_its_reason(case, colleague, helpers, contact, act):
    referral = referring.refer_case(case, organization=helpers, reason="送餐", **CONSENT, by=colleague("陈晓燕"))
    actor, _online = contact
    referring.answer_referral(referral, accepted=True, by=actor)
    assert referring.look_at_applicant(referral, reason="约时间", by=actor)["phone"] == "13812345678"
    (look,) = looks_for(act("director"))
    assert (look.kind, look.noun_id, look.name) == ("casework.referral.looked", case.pk, "顾美华")
    assert look.facts["reason"] == "约时间"


def test_name_and_phone_open_after_acceptance_with_consent_and_until_the_result(case, colleague, helpers, contact):
    by, (actor, online) = colleague("陈晓燕"), contact
    referral = referring.refer_case(case, organization=helpers, reason="送餐", **CONSENT, by=by)

    def is_shown() -> bool:
        row = Referral.objects.visible_to(actor).select_related("case__case_type").get(pk=referral.pk)
        answer = online.post(reverse("casework:look_at_applicant", args=[row.pk]), {"reason": "约时间"})
        return answer.status_code == 200 and "13812345678" in answer.content.decode()

    assert not is_shown()
    referring.answer_referral(referral, accepted=True, by=actor)
    assert is_shown()
    referring.finish_referral(referral, result="已送", by=actor)
    assert not is_shown()
    without = referring.refer_case(referral.case, organization=helpers, reason="再送一次", by=by)
    referring.answer_referral(without, accepted=True, by=actor)
    referral = without
    assert not is_shown()
    assert TrailEntry.objects.filter(kind="casework.referral.looked").count() == 1


def test_a_refusal_needs_a_reason_and_brings_the_case_back(case, colleague, helpers, contact):
    by, (actor, online) = colleague("陈晓燕"), contact
    referral = referring.refer_case(case, organization=helpers, reason="送餐", by=by)
    address = reverse("casework:refuse_referral", args=[referral.pk])
    assert online.post(address, {"words": ""}).status_code == 422
    assert online.post(address, {"words": "人手不够"}).status_code == 302
    assert steps_told(by) == ["对方不接受"]
    with pytest.raises(Refused):
        referring.answer_referral(Referral.everything.select_related("case").get(), accepted=True, by=actor)


# --- Who sees what ----------------------------------------------------------------------------------------------------
def test_a_contact_sees_the_own_referrals_and_no_case(case, service, colleague, helpers, contact):
    by, (actor, online) = colleague("陈晓燕"), contact
    other = an_organization("爱心社")
    stranger, their_page = contact_of(other, "钱小妹")
    mine = referring.refer_case(case, organization=helpers, reason="送餐", **CONSENT, by=by)
    second = take_in(case.service, applicant="李桂芳", phone="13800001111", by=by)
    theirs = referring.refer_case(second, organization=other, reason="理发", by=by)
    assert list(Referral.objects.visible_to(actor)) == [mine]
    assert not Case.objects.visible_to(actor).exists()
    listed = page_of(online, "our_referrals")
    assert "送餐" in listed
    assert not any(word in listed for word in ("理发", "王秀英", "王*"))
    for name in ("our_referral", "refuse_referral", "tell_result", "look_at_applicant"):
        assert online.get(reverse(f"casework:{name}", args=[theirs.pk])).status_code == 404
        assert their_page.get(reverse(f"casework:{name}", args=[mine.pk])).status_code == 404
    for name in ("case", "slip", "refer"):
        assert online.get(reverse(f"casework:{name}", args=[case.pk])).status_code in (403, 404)
    for wrong in (
        lambda: referring.answer_referral(mine, accepted=True, by=stranger),
        lambda: referring.look_at_applicant(mine, reason="好奇", by=stranger),
        lambda: referring.call_off_referral(mine, by=actor),
    ):
        with pytest.raises(Refused):
            wrong()
    assert not TrailEntry.objects.filter(kind="casework.referral.looked").exists()


def test_only_an_organization_of_the_own_register_or_a_name_is_asked(case, colleague, helpers):
    by = colleague("陈晓燕")
    elsewhere = an_organization("曹杨服务社", place=NEIGHBOUR)
    for wrong in ({}, {"organization": helpers, "to_name": "爱心社"}, {"organization": elsewhere}):
        with pytest.raises(Refused):
            referring.refer_case(case, reason="送餐", **wrong, by=by)
    tomorrow = by.today + timedelta(days=1)
    with pytest.raises(Refused):
        referring.refer_case(case, organization=helpers, reason="送餐", agreed_on=tomorrow, by=by)
    assert not Referral.everything.exists()
    assert referring.refer_case(case, to_name="小区食堂", reason="送餐", by=by).organization is None


def test_a_sealed_case_never_goes_to_an_organizations_desk(adoption, helpers):
    sealed, first, *_others = adoption
    with pytest.raises(Refused):
        referring.refer_case(sealed, organization=helpers, reason="体检", **CONSENT, by=first)
    hidden = referring.refer_case(sealed, to_name="儿童医院", reason="体检", **CONSENT, by=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.unscoped(because="test").filter(pk=hidden.pk).update(organization=helpers)


# --- Keyed in, late, called off ---------------------------------------------------------------------------------------
def test_staff_key_in_what_they_heard_with_its_channel_and_never_as_the_organization(case, colleague, helpers):
    by = colleague("陈晓燕")
    referral = referring.refer_case(case, organization=helpers, reason="送餐", by=by)
    with pytest.raises(Refused):
        referring.answer_referral(referral, accepted=True, channel="own", by=by)
    referring.answer_referral(referral, accepted=True, channel="phone", by=by)
    referring.finish_referral(referral, result="已送", channel="paper", by=by)
    referral.refresh_from_db()
    assert (referral.answer_channel, referral.result_channel) == ("phone", "paper")


def test_the_time_to_answer_is_data_and_who_lets_it_pass_shows_on_the_handlers_desk(case, colleague, helpers, act):
    by = colleague("陈晓燕")
    set_value("casework.referral.answer_days", 2, since=NOW.date(), source="本街道规定", by=act("director"))
    referral = referring.refer_case(case, organization=helpers, reason="送餐", wanted_by=date(2026, 12, 4), by=by)
    assert referral.answer_by == date(2026, 11, 25)

    def on(day: int, month: int = 11) -> list[str]:
        return steps_told(replace(by, at=by.at.replace(day=day, month=month)))

    assert (on(25), on(26)) == ([], ["组织尚未答复"])
    referring.answer_referral(referral, accepted=True, by=by)
    assert (on(4, 12), on(5, 12)) == ([], ["组织的结果已逾期"])


def test_a_referral_is_called_off_by_the_centre_or_with_the_request(case, colleague, helpers, contact):
    by, (actor, online) = colleague("陈晓燕"), contact
    first = referring.refer_case(case, organization=helpers, reason="送餐", **CONSENT, by=by)
    referring.answer_referral(first, accepted=True, by=actor)
    referring.call_off_referral(first, by=by)
    case.refresh_from_db()
    assert case.state == "in_hand"
    second = referring.refer_case(case, organization=helpers, reason="理发", **CONSENT, by=by)
    cases.withdraw_case(case, by=by)
    for referral in (first, second):
        referral = Referral.everything.select_related("case__case_type").get(pk=referral.pk)
        assert referral.stands == "called_off"
        with pytest.raises(Refused):
            referring.look_at_applicant(referral, reason="约时间", by=actor)
        with pytest.raises(Refused):
            referring.answer_referral(referral, accepted=True, by=actor)
    assert steps_told(actor) == []
    assert "中心已撤回" in page_of(online, "our_referrals")
