"""The window's pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shuniu.casework.actions.intake import take_in
from shuniu.casework.models import Case
from shuniu.kernel.models import User
from shuniu.kernel.sealing import reveal

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
    told = worker.get(reverse("casework:menu_file")).json()["services"][0]
    assert told["required_documents"] == [{"document": "身份证"}]
    assert told["name"] == "服务agency"


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


@pytest.mark.parametrize("standing", ["on_track", "at_risk", "overdue", "paused"])
def test_the_list_is_narrowed_by_how_a_case_stands(worker, case, standing):
    found = worker.get(reverse("casework:cases"), {"standing": standing, "q": "5678"})
    assert found.status_code == 200
    assert worker.get(reverse("casework:today")).status_code == 200
