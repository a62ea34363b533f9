"""The window's pages."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shuniu.casework.actions import cases, matters
from shuniu.casework.actions.intake import take_in
from shuniu.casework.models import Case
from shuniu.casework.waiting import casework_waiting_for
from shuniu.kernel.models import User
from shuniu.kernel.sealing import reveal
from tests.cast import CENTRE, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client, colleague):
    user = User.objects.get(pk=colleague("陈晓燕").user_id)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_request_is_taken_in_and_its_slip_says_what_to_bring(worker, service):
    offered = service(papers=("身份证", "户口簿"))
    address = reverse("casework:intake", args=[offered.pk])
    assert "户口簿" in worker.get(address).content.decode()
    asked = {
        "applicant": "王秀英", "phone": "13812345678", "papers_missing": ["户口簿"], "channel": "window",
        "intake_key": "abc",
    }  # fmt: skip
    first, again = worker.post(address, asked), worker.post(address, asked)
    assert first.url == again.url
    slip = worker.get(first.url).content.decode()
    assert "户口簿" in slip
    assert "王*" in slip
    assert "王秀英" not in slip
    assert Case.everything.get().state == "awaits_paper"


@pytest.mark.parametrize(
    "wrong", [{"applicant": ""}, {"phone": "12"}, {"come_back_on": "2001-01-01"}, {"papers_missing": ["不要的"]}]
)
def test_a_wrong_form_comes_back_and_nothing_is_written(worker, service, wrong):
    asked = {"applicant": "王秀英", "phone": "13812345678", "channel": "window", **wrong}
    answer = worker.post(reverse("casework:intake", args=[service().pk]), asked)
    assert answer.status_code == 422
    assert not Case.everything.exists()


def test_the_menu_is_a_file_with_the_names_of_hsds(worker, service):
    service(papers=("身份证",))
    (told,) = worker.get(reverse("casework:menu_file")).json()["services"]
    assert told == {
        "id": f"{CENTRE}-agency",
        "name": "服务agency",
        "description": "代办",
        "eligibility_description": "",
        "fees_description": "",
        "status": "active",
        "required_documents": [{"document": "身份证"}],
        "schedules": [],
        "service_at_locations": [],
        "contacts": [],
        "wait_time": "P10D",
    }


def test_every_step_of_a_case_is_taken_on_its_page(worker, case):
    def post(name, /, *more, **fields):
        return worker.post(reverse(f"casework:{name}", args=[case.pk, *more]), fields).status_code

    assert post("write_note", kind="note", level="ordinary", text="已联系") == 302
    assert post("write_note", kind="danger", level="ordinary", text="危险") == 422
    assert post("ask_papers", papers="户口簿\n照片") == 302
    assert "照片" in worker.get(reverse("casework:case", args=[case.pk])).content.decode()
    assert post("close", words="办妥") == 422
    assert post("bring_papers") == 302
    assert post("refer", to_name="爱心社", reason="上门") == 302
    referral = case.referrals.get()
    assert post("answer_referral", referral.pk, accepted="no") == 422
    assert post("answer_referral", referral.pk, accepted="yes", channel="phone") == 302
    assert post("finish_referral", referral.pk, result="已上门", channel="paper") == 302
    assert post("take_custody", name="户口簿", copies=1) == 302
    item = case.custodyitems.get()
    assert post("return_custody", item.pk) == 302
    assert post("close", words="办妥") == 302
    assert post("rate", stars=5, channel="phone") == 302
    page = worker.get(reverse("casework:case", args=[case.pk])).content.decode()
    assert "办妥" in page
    assert "已上门" in page
    assert post("reopen", words="材料有误") == 302
    assert post("withdraw") == 302


def test_the_next_step_is_the_first_button_until_only_closing_is_left(worker, service, colleague):
    by, steps = colleague("陈晓燕"), ({"code": "check", "label": "核对"}, {"code": "do", "label": "办理"})
    case = take_in(service(steps=steps), applicant="王秀英", phone="13812345678", by=by)
    offered = []
    for step in ("check", "do", None):
        page = worker.get(reverse("casework:case", args=[case.pk])).content.decode()
        offered += re.findall(r'<a class="btn main" href="([^"]+)"', page)
        if step:
            cases.do_step(case, step=step, by=by)
    assert offered == [
        *(reverse("casework:do_step", args=[case.pk, step["code"]]) for step in steps),
        reverse("casework:close", args=[case.pk]),
    ]


def test_who_does_not_handle_a_case_sees_its_applicant_masked(client, colleague, case):
    for name, shown in (("陈晓燕", True), ("吴小红", False)):
        user = User.objects.get(pk=colleague(name).user_id)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = client.get(reverse("casework:case", args=[case.pk])).content.decode()
        assert (reveal(case, "applicant") in page) == shown
        assert (reveal(case, "phone") in page) == shown


def test_a_file_that_lies_about_its_type_is_refused(worker, case):
    address = reverse("casework:hand_in", args=[case.pk])
    lie = SimpleUploadedFile("a.pdf", b"MZ not a pdf")
    assert worker.post(address, {"paper": lie}).status_code == 422
    true = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n1 0 obj")
    assert worker.post(address, {"paper": true}).status_code == 302
    paper = worker.get(reverse("casework:case", args=[case.pk])).content.decode()
    assert "a.pdf" in paper


def test_the_list_costs_the_same_for_many_as_for_few(worker, service, colleague):
    offered, by = service(), colleague("陈晓燕")
    for _each in range(12):
        take_in(offered, applicant="王秀英", phone="13812345678", by=by)
    worker.get(reverse("casework:cases"))
    with CaptureQueriesContext(connection) as asked:
        page = worker.get(reverse("casework:cases"))
    assert page.content.decode().count("AJ2") >= 12
    assert len(asked) <= 9, [q["sql"] for q in asked]


@pytest.mark.parametrize(
    ("days", "stands"),
    [(0, "on_track"), (10, "on_track"), (12, "at_risk"), (14, "at_risk"), (15, "overdue"), (None, "paused")],
)
def test_the_list_is_narrowed_by_how_a_case_stands(worker, service, colleague, monkeypatch, days, stands):
    """Taken in so many days ago, due in ten workdays, at risk three workdays before."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    then = replace(colleague("陈晓燕"), at=NOW - timedelta(days=days or 0))
    case = take_in(service(), applicant="王秀英", phone="13812345678", by=then)
    if days is None:
        cases.ask_for_papers(case, papers=["户口簿"], by=then)
    found = {
        asked: case.number in worker.get(reverse("casework:cases"), {"standing": asked, "q": "5678"}).content.decode()
        for asked in ("on_track", "at_risk", "overdue", "paused")
    }
    assert [asked for asked, shown in found.items() if shown] == [stands]


# --- The ways in, the slip, the day -----------------------------------------------------------------------------------
@pytest.mark.parametrize("channel", ["window", "phone", "paper", "visit"])
def test_a_request_comes_in_by_each_way_and_gets_its_slip(worker, service, channel):
    asked = {
        "applicant": "王秀英", "phone": "13812345678", "papers_missing": ["身份证"], "channel": channel,
        "come_back_on": "2027-01-04", "come_back_at": "14:30",
    }  # fmt: skip
    answer = worker.post(reverse("casework:intake", args=[service().pk]), asked)
    case = Case.everything.get()
    assert (case.channel, answer.url) == (channel, reverse("casework:slip", args=[case.pk]))
    slip = worker.get(answer.url).content.decode()
    assert all(word in slip for word in (case.number, "身份证", "2027-01-04 14:30", "本中心服务电话"))
    assert "13812345678" not in slip


def test_the_days_appointments_stand_in_the_order_of_their_times(worker, service, colleague, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    offered, by = service(), colleague("陈晓燕")
    made = {}
    for clock, day in (("15:00", 0), ("09:30", 0), ("11:00", 1)):
        told = {"come_back_on": by.today + timedelta(days=day), "come_back_at": clock}
        made[clock] = take_in(offered, applicant="王秀英", papers_missing=["身份证"], **told, by=by).number
    page = worker.get(reverse("casework:today")).content.decode()
    assert page.index(made["09:30"]) < page.index(made["15:00"])
    assert made["11:00"] not in page
    assert "身份证" in page


def test_who_did_not_come_back_shows_on_the_handlers_desk(case, colleague, worker):
    by = colleague("陈晓燕")
    address = reverse("casework:ask_papers", args=[case.pk])
    assert worker.post(address, {"papers": "户口簿", "come_back_on": "2001-01-01"}).status_code == 422
    cases.ask_for_papers(case, papers=["户口簿"], come_back_on=by.today, come_back_at="09:30", by=by)
    assert list(casework_waiting_for(by)) == []
    (waits,) = casework_waiting_for(replace(by, at=by.at + timedelta(days=1)))
    assert (str(waits.step), waits.due_on) == ("到期未来", by.today)
    assert list(casework_waiting_for(replace(colleague("宋佳"), at=by.at + timedelta(days=1)))) == []


# --- What stays readable ----------------------------------------------------------------------------------------------
def test_what_the_window_keeps_stands_on_the_slip_and_in_one_list_until_it_is_returned(
    worker, case, colleague, adoption
):
    sealed, first, *_others = adoption
    matters.take_into_custody(sealed, name="出生医学证明", by=first)
    item = matters.take_into_custody(case, name="户口簿", copies=2, by=colleague("陈晓燕"))
    assert "2 × 户口簿" in worker.get(reverse("casework:slip", args=[case.pk])).content.decode()
    listed = {
        kept: worker.get(reverse("casework:custody"), {"kept": kept}).content.decode() for kept in ("here", "back")
    }
    assert ("户口簿" in listed["here"], "户口簿" in listed["back"]) == (True, False)
    assert sealed.number not in listed["here"]
    matters.return_from_custody(item, by=colleague("宋佳"))
    assert "户口簿" not in worker.get(reverse("casework:slip", args=[case.pk])).content.decode()
    page = worker.get(reverse("casework:custody"), {"kept": "back"}).content.decode()
    assert all(word in page for word in ("户口簿", "宋佳"))


def test_who_worked_on_a_closed_case_stays_readable_with_the_days(worker, case, colleague):
    by, other = colleague("陈晓燕"), colleague("宋佳")
    cases.transfer_case(case, to=User.objects.get(pk=other.user_id), reason="休假", by=by)
    cases.close_case(case, outcome="办妥", by=replace(other, at=other.at + timedelta(days=2)))
    page = worker.get(reverse("casework:case", args=[case.pk])).content.decode()
    assert "陈晓燕 · 承办 · 2026-11-23至2026-11-23" in page
    assert "宋佳 · 承办 · 2026-11-23至2026-11-25" in page


def test_a_confidential_note_stands_on_the_page_for_who_has_a_role_in_the_case(worker, client, case, colleague):
    by, other = colleague("陈晓燕"), colleague("宋佳")
    for level, text in (("ordinary", "已电话联系"), ("confidential", "家中有纠纷")):
        matters.write_note(case, text=text, level=level, by=by)
    address = reverse("casework:case", args=[case.pk])
    assert all(word in worker.get(address).content.decode() for word in ("已电话联系", "家中有纠纷"))
    client.force_login(
        User.objects.get(pk=other.user_id), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = client.get(address).content.decode()
    assert ("已电话联系" in page, "家中有纠纷" in page) == (True, False)
