"""A sealed case exists for its assessors alone, and every look at it is on record."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse

from shuniu.casework.actions import cases, matters, referring
from shuniu.casework.actions.intake import open_sealed_case
from shuniu.casework.models import Case, Note
from shuniu.casework.queries import (
    adoption_assessments_between,
    cases_found,
    cases_waiting_for,
    closed_between,
    count_adoption_assessments,
)
from shuniu.casework.tests.conftest import written
from shuniu.kernel.actor import system_actor
from shuniu.kernel.attachments.types import judge
from shuniu.kernel.models import DatedSetting, TrailEntry, User
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import mask_name, reveal
from tests.cast import CENTRE, NOW

pytestmark = pytest.mark.django_db


def later(actor, days: int):
    return replace(actor, at=actor.at + timedelta(days=days))


def test_nobody_but_the_assessors_can_find_it(adoption, act):
    sealed, first, second, other = adoption
    for one in (first, second):
        assert list(Case.objects.visible_to(one)) == [sealed]
        assert list(cases_waiting_for(one)) == [sealed]
        assert list(cases_found("4321", one)) == [sealed]
    house = system_actor(place=CENTRE, via="job", at=NOW)
    for one in (other, act("director"), act("officer"), act("auditor"), house):
        assert not Case.objects.visible_to(one).exists()
        assert not cases_found(sealed.number, one).exists()
        assert not cases_found("4321", one).exists()


def test_no_page_shows_it_to_another_worker(adoption, client):
    sealed, _first, _second, other = adoption
    client.force_login(
        User.objects.get(pk=other.user_id), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    for name in ("case", "slip", "ask_papers", "write_note", "close", "transfer", "hand_in"):
        assert client.get(reverse(f"casework:{name}", args=[sealed.pk])).status_code == 404
    assert sealed.number not in client.get(reverse("casework:cases")).content.decode()
    assert not TrailEntry.objects.filter(kind="casework.looked").exists()


def test_every_look_is_on_record(adoption, client):
    sealed, first, *_others = adoption
    client.force_login(
        User.objects.get(pk=first.user_id), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = client.get(reverse("casework:case", args=[sealed.pk]))
    assert "李建国" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    client.get(reverse("casework:slip", args=[sealed.pk]))
    looks = TrailEntry.objects.filter(kind="casework.looked", noun_id=sealed.pk)
    assert [look.name for look in looks] == ["宋佳", "宋佳"]


def test_the_trail_says_nothing_by_which_to_know_it(adoption):
    sealed, first, *_others = adoption
    matters.write_note(sealed, text="家访记录", kind="visit", by=first)
    told = " ".join(f"{e.facts}" for e in TrailEntry.objects.filter(noun="casework.case"))
    assert sealed.number not in told
    assert "李建国" not in told


def test_at_least_two_people_assess(service, colleague):
    kept, one = service("adoption", secrecy="assessors"), colleague("宋佳")
    user = User.objects.get(pk=one.user_id)
    with pytest.raises(Refused, match="2"):
        open_sealed_case(kept, applicant="李建国", assessors=[user, user], by=colleague("周建国", "director"))
    with pytest.raises(Refused):
        open_sealed_case(kept, applicant="李建国", assessors=[user], by=one)
    assert not Case.everything.exists()


def test_no_step_before_every_assessor_declared_to_have_no_interest(adoption):
    sealed, first, second, _other = adoption
    with pytest.raises(Refused):
        cases.do_step(sealed, step="consent", by=first)
    cases.declare_free_of_interest(sealed, by=first)
    with pytest.raises(Refused):
        cases.do_step(sealed, step="consent", by=first)
    cases.declare_free_of_interest(sealed, by=second)
    cases.do_step(sealed, step="consent", by=first)
    assert sealed.due_on == first.today + timedelta(days=60)


def test_who_has_an_interest_withdraws_and_loses_sight_of_it(adoption):
    sealed, first, _second, other = adoption
    cases.replace_assessor(sealed, successor=User.objects.get(pk=other.user_id), by=first)
    assert not Case.objects.visible_to(first).exists()
    assert list(Case.objects.visible_to(other)) == [sealed]


def test_two_assessors_never_become_one(adoption):
    sealed, first, second, other = adoption
    for day in (0, 1):
        with pytest.raises(Refused):
            cases.replace_assessor(sealed, successor=User.objects.get(pk=second.user_id), by=later(first, day))
    cases.replace_assessor(sealed, successor=User.objects.get(pk=other.user_id), by=first)
    with pytest.raises(Refused):
        cases.replace_assessor(sealed, successor=User.objects.get(pk=first.user_id), by=later(second, 1))
    assert not Case.objects.visible_to(first).exists()
    assert sealed.caseroles.filter(until__isnull=True).values("user_id").distinct().count() == 2


def test_the_report_waits_for_thirty_days_of_integration_and_two_hands(adoption):
    sealed, first, second, _other = adoption
    assessed_through(sealed, first, second, until="integration")
    with pytest.raises(Refused, match="30"):
        cases.do_step(sealed, step="report", by=later(first, 29))
    with pytest.raises(Refused):
        cases.do_step(sealed, step="report", anyway_because="急", by=later(first, 29))
    cases.do_step(sealed, step="report", by=later(first, 30))
    with pytest.raises(Refused):
        cases.close_case(sealed, outcome="建议民政部门予以登记", by=later(first, 30))
    with pytest.raises(Refused):
        cases.do_step(sealed, step="report", by=later(first, 30))
    cases.do_step(sealed, step="report", by=later(second, 31))
    cases.close_case(sealed, outcome="建议民政部门予以登记", by=later(first, 31))
    assert sealed.in_time is True


def test_a_place_sets_the_days_of_integration(adoption):
    sealed, first, second, _other = adoption
    DatedSetting.objects.create(
        place_id=sealed.centre_id,
        key="casework.adoption.integration_days",
        value=45,
        source="市办法",
        valid_from=first.today,
    )
    assessed_through(sealed, first, second, until="integration")
    with pytest.raises(Refused, match="45"):
        cases.do_step(sealed, step="report", by=later(first, 44))
    cases.do_step(sealed, step="report", by=later(first, 45))


def test_no_reason_lets_an_assessment_come_before_its_consent(adoption):
    sealed, first, second, _other = adoption
    for one in (first, second):
        cases.declare_free_of_interest(sealed, by=one)
    with pytest.raises(Refused, match="同意"):
        cases.do_step(sealed, step="integration", anyway_because="急", by=first)
    cases.do_step(sealed, step="consent", by=first)
    cases.do_step(sealed, step="integration", by=first)


def test_a_step_is_not_dated_before_the_case_nor_before_the_step_it_follows(adoption):
    sealed, first, second, _other = adoption
    begun, by = first.today, later(first, 40)
    for one in (first, second):
        cases.declare_free_of_interest(sealed, by=one)
    with pytest.raises(Refused):
        cases.do_step(sealed, step="consent", done_on=begun - timedelta(days=31), by=by)
    cases.do_step(sealed, step="consent", done_on=begun + timedelta(days=20), by=by)
    for wrong in (-31, 0, 19):
        with pytest.raises(Refused):
            cases.do_step(sealed, step="integration", done_on=begun + timedelta(days=wrong), by=by)
    cases.do_step(sealed, step="integration", done_on=begun + timedelta(days=20), by=by)
    with pytest.raises(Refused, match="30"):
        cases.do_step(sealed, step="report", by=by)
    with pytest.raises(Refused):
        cases.do_step(sealed, step="report", done_on=begun + timedelta(days=50), by=by)
    cases.do_step(sealed, step="report", done_on=begun + timedelta(days=50), by=later(first, 51))


def assessed_through(sealed, first, second, *, until: str) -> None:
    for one in (first, second):
        cases.declare_free_of_interest(sealed, by=one)
    for step in ("consent", "integration"):
        cases.do_step(sealed, step=step, by=first)
        if step == until:
            return


def test_danger_names_whom_it_was_reported_to(adoption):
    sealed, first, _second, other = adoption
    with pytest.raises(Refused):
        matters.write_note(sealed, text="疑似虐待", kind="danger", by=first)
    with pytest.raises(Refused):
        matters.write_note(sealed, text="疑似虐待", kind="danger", reported_to="派出所", by=other)
    note = matters.write_note(sealed, text="疑似虐待", kind="danger", reported_to="派出所", by=first)
    assert note.level == Note.Level.CONFIDENTIAL
    assert b"\xe7\x96\x91" not in bytes(note.text)
    assert reveal(note, "text") == "疑似虐待"


def test_the_closed_archive_takes_no_more_notes(adoption):
    sealed, first, second, _other = adoption
    assessed_through(sealed, first, second, until="integration")
    for one in (first, second):
        cases.do_step(sealed, step="report", by=later(one, 30))
    cases.close_case(sealed, outcome="建议", by=later(first, 30))
    with pytest.raises(Refused):
        matters.write_note(sealed, text="补记", by=first)
    assert list(Case.objects.visible_to(second)) == [sealed]


def test_its_number_is_counted_and_its_row_is_not_shown(adoption, act):
    sealed, first, second, _other = adoption
    assessed_through(sealed, first, second, until="integration")
    for one in (first, second):
        cases.do_step(sealed, step="report", by=later(one, 30))
    cases.close_case(sealed, outcome="建议", by=later(first, 30))
    days = (NOW.date(), NOW.date() + timedelta(days=60))
    assert count_adoption_assessments(*days, act("director")) == 1
    assert not adoption_assessments_between(*days, act("director")).exists()
    assert list(adoption_assessments_between(*days, first)) == [sealed]
    assert not closed_between(*days, first).exists()


def test_a_sealed_case_is_not_transferred(adoption):
    sealed, first, _second, other = adoption
    with pytest.raises(Refused):
        cases.transfer_case(sealed, to=User.objects.get(pk=other.user_id), reason="休假", by=first)


def test_neither_the_trail_nor_a_plain_column_says_what_was_done_in_it(adoption, client):
    sealed, first, second, _other = adoption
    assessed_through(sealed, first, second, until="integration")
    matters.write_note(sealed, text="疑似虐待", kind="danger", reported_to="长寿路派出所", by=first)
    item = matters.take_into_custody(sealed, name="出生医学证明原件", by=first)
    scan = judge("收养人身份证.pdf", b"%PDF-1.4\n1 0 obj", place=CENTRE, on=first.today)
    file = matters.hand_in_paper(sealed, paper=scan, by=first)
    told = " ".join(f"{entry.facts}" for entry in TrailEntry.objects.filter(noun="casework.case"))
    assert not any(word in told for word in ("同意", "融合", "consent", "integration"))
    secrets = ("长寿路派出所", "出生医学证明原件", "收养人身份证")
    assert written(*secrets) == []
    enter(client, first)
    page = client.get(reverse("casework:case", args=[sealed.pk])).content.decode()
    assert all(word in page for word in secrets)
    opened = client.get(reverse("casework:open_paper", args=[sealed.pk, file.pk]))
    assert quote("收养人身份证") in opened["Content-Disposition"]
    matters.return_from_custody(item, by=first)
    assert written(*secrets) == []


def test_the_list_and_the_days_appointments_show_no_applicant_of_it(adoption, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    sealed, first, *_others = adoption
    cases.ask_for_papers(sealed, papers=["户口簿"], come_back_on=first.today, by=first)
    enter(client, first)
    for name in ("casework:cases", "casework:today"):
        for asked in ({}, {"export": "csv"}):
            answer = b"".join(client.get(reverse(name), asked)).decode()
            assert sealed.number in answer
            assert mask_name("李建国") not in answer
            assert "4321" not in answer
    assert not TrailEntry.objects.filter(kind="casework.looked").exists()


def test_a_sealed_case_is_referred_with_consent_and_nothing_tells_to_whom(adoption, client):
    sealed, first, _second, other = adoption
    asked = {"to_name": "儿童医院", "to_contact": "李医生", "reason": "申请人体检结果"}
    for wrong in ({}, {"agreed_on": first.today + timedelta(days=1)}):
        with pytest.raises(Refused):
            referring.refer_case(sealed, **asked, **wrong, by=first)
    with pytest.raises(Refused):
        referring.refer_case(sealed, **asked, agreed_on=first.today, by=other)
    refused = referring.refer_case(sealed, **asked, agreed_on=first.today, by=first)
    with pytest.raises(Refused):
        referring.answer_referral(refused, accepted=True, by=other)
    referring.answer_referral(refused, accepted=False, because="档案不外借", by=first)
    again = referring.refer_case(refused.case, **asked, agreed_on=first.today, by=first)
    referring.answer_referral(again, accepted=True, by=first)
    referring.finish_referral(again, result="结果正常", by=first)
    told = " ".join(f"{entry.facts}" for entry in TrailEntry.objects.filter(noun="casework.case"))
    assert "儿童医院" not in told
    assert written("儿童医院", "李医生", "申请人体检结果", "档案不外借", "结果正常") == []
    enter(client, first)
    page = client.get(reverse("casework:case", args=[sealed.pk])).content.decode()
    assert all(words in page for words in ("儿童医院 · 李医生", "申请人体检结果", "档案不外借", "结果正常"))
    assert "申请人同意日期" in client.get(reverse("casework:refer", args=[sealed.pk])).content.decode()


def test_to_whom_it_was_referred_is_shown_to_its_seated_assessors_alone(adoption, client, colleague):
    sealed, first, second, other = adoption
    referring.refer_case(sealed, to_name="儿童医院", reason="体检结果", agreed_on=first.today, by=first)
    cases.replace_assessor(sealed, successor=User.objects.get(pk=other.user_id), by=second)
    shown = {}
    for name, one in {
        "first": first,
        "excused": second,
        "successor": other,
        "director": colleague("周建国", "director"),
    }.items():
        enter(client, one)
        answer = client.get(reverse("casework:case", args=[sealed.pk]))
        shown[name] = answer.status_code == 200 and "儿童医院" in answer.content.decode()
        assert "儿童医院" not in client.get(reverse("casework:cases")).content.decode()
    assert shown == {"first": True, "excused": False, "successor": True, "director": False}


def enter(client, one) -> None:
    user = User.objects.get(pk=one.user_id)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
