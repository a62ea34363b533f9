"""The menu is kept by the window's workers; a resident without an account reads it and leaves a request."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse

from shuniu.casework.actions.case_types import change_limit
from shuniu.casework.actions.cases import bring_papers, withdraw_case
from shuniu.casework.actions.intake import take_in, take_on_case
from shuniu.casework.actions.menu import end_service, offer_service, revise_service
from shuniu.casework.models import Case, CaseType, Service
from shuniu.casework.queries import cases_waiting_for, menu_on, roles_in
from shuniu.kernel.actor import system_actor
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.permissions import Refused
from shuniu.kernel.rules.actions import set_value
from shuniu.kernel.sealing import reveal
from tests.cast import CENTRE, NEIGHBOUR, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    cache.clear()


@pytest.fixture
def offered(service, act):
    line = service(papers=("身份证", "户口簿"))
    revise_service(line, {"by_portal": True}, by=act("worker"))
    return line


def house():
    return system_actor(place=CENTRE, via="page", at=NOW)


# --- Kept by a worker -------------------------------------------------------------------------------------------------
def test_a_line_of_the_menu_is_written_changed_and_taken_off_on_its_pages(service, client_as, act):
    kind, worker = service().case_type, client_as("worker")
    told = {
        "case_type": kind.pk, "code": "permits", "name": "代办证照", "description": "代办残疾证等",
        "required_documents": "身份证\n\n 委托书 ", "order": 3,
    }  # fmt: skip
    answer = worker.post(reverse("casework:new_service"), told)
    line = Service.everything.get(code="permits")
    assert answer.url == reverse("casework:service", args=[line.pk])
    assert line.required_documents == ["身份证", "委托书"]
    assert worker.post(reverse("casework:new_service"), told).status_code == 422
    revision = reverse("casework:revise_service", args=[line.pk])
    page = worker.get(revision).content.decode()
    assert "身份证\n委托书" in page
    changed = {**told, "required_documents": "身份证", "fees_description": "免费"}
    assert worker.post(revision, changed).status_code == 302
    assert worker.post(revision, changed).status_code == 422
    facts = TrailEntry.objects.get(kind="casework.service_revised").facts
    assert facts == {"name": "代办证照", "columns": "required_documents, fees_description"}
    assert "免费" in worker.get(reverse("casework:menu")).content.decode()
    worker.post(reverse("casework:end_service", args=[line.pk]))
    by = act("worker")
    assert menu_on(by.today, by).filter(pk=line.pk).exists()
    assert not menu_on(by.today + timedelta(days=1), by).filter(pk=line.pk).exists()
    assert "代办证照" in worker.get(reverse("casework:services")).content.decode()
    with pytest.raises(Refused):
        end_service(Service.everything.get(pk=line.pk), by=by)


def test_who_does_not_keep_the_menu_changes_nothing_on_it(service, act, client_as):
    line = service()
    with pytest.raises(Refused):
        revise_service(line, {"name": "别名"}, by=act("officer"))
    with pytest.raises(Refused):
        change_limit(line.case_type, limit_days=3, by=act("worker"))
    assert client_as("worker").get(reverse("casework:types")).status_code == 403


def test_a_kind_of_case_is_arranged_by_the_director(service, client_as, colleague):
    line, director = service(), client_as("director")
    before = take_in(line, applicant="王秀英", by=colleague("陈晓燕"))
    assert (
        director.post(reverse("casework:change_limit", args=[line.case_type_id]), {"limit_days": 3}).status_code == 302
    )
    later = take_in(Service.everything.get(pk=line.pk), applicant="李桂芳", by=colleague("陈晓燕"))
    assert before.due_on > later.due_on
    told = {"code": "talk", "name": "调解", "limit_days": 7, "secrecy": "open"}
    told |= {f"step{number}_label": label for number, label in enumerate(("受理", "调解", "回访"), 1)}
    assert director.post(reverse("casework:new_type"), told).status_code == 302
    assert [step["label"] for step in CaseType.everything.get(code="talk").steps] == ["受理", "调解", "回访"]
    assert director.post(reverse("casework:new_type"), told).status_code == 422
    assert director.post(reverse("casework:new_type"), {**told, "code": "s", "secrecy": "assessors"}).status_code == 422


def test_a_sealed_kind_is_never_asked_for_without_an_account(service, act):
    for sealed in (
        service("adoption", secrecy="assessors"),
        service("report_in", secrecy="appointment", keeps_applicant=False),
    ):
        with pytest.raises(Refused):
            revise_service(sealed, {"by_portal": True}, by=act("director"))
    with pytest.raises(Refused):
        offer_service(sealed.case_type, code="again", name="x", description="x", by_portal=True, by=act("director"))


# --- Read and asked for by a resident ---------------------------------------------------------------------------------
def test_a_resident_leaves_a_request_and_is_told_its_number_and_what_to_bring(offered, client, act):
    page = client.get(reverse("casework:public_menu", args=[CENTRE])).content.decode()
    address = reverse("casework:ask", args=[CENTRE, offered.pk])
    assert address in page
    assert client.get(address).status_code == 200
    asked = {"applicant": "王阿姨", "phone": "13812345678", "request": "补办证件", "intake_key": uuid4()}
    first, again = client.post(address, asked), client.post(address, asked)
    assert first.status_code == 302
    assert first.url == again.url
    case = Case.everything.get()
    assert (case.channel, case.state, reveal(case, "phone")) == ("portal", "awaits_paper", "13812345678")
    told = client.get(first.url)
    assert told["Cache-Control"] == "no-store"
    receipt = told.content.decode()
    assert case.number in receipt
    assert "户口簿" in receipt
    assert "王阿姨" not in receipt
    assert "13812345678" not in receipt


def test_an_empty_field_is_asked_for_in_plain_words(offered, client):
    page = client.post(reverse("casework:ask", args=[CENTRE, offered.pk]), {"intake_key": uuid4()}).content.decode()
    assert "请填写。" in page
    assert "字段" not in page


@pytest.mark.parametrize("wrong", [{"applicant": ""}, {"phone": ""}, {"phone": "12"}, {"request": ""}])
def test_a_request_without_a_name_a_phone_or_a_matter_comes_back(offered, client, wrong):
    asked = {"applicant": "王阿姨", "phone": "13812345678", "request": "补办", **wrong}
    assert client.post(reverse("casework:ask", args=[CENTRE, offered.pk]), asked).status_code == 422
    assert not Case.everything.exists()


def test_a_service_that_is_not_public_or_of_another_centre_is_not_asked_for(offered, service, client):
    other = service("window_only")
    assert client.get(reverse("casework:ask", args=[CENTRE, other.pk])).status_code == 404
    assert client.get(reverse("casework:ask", args=[NEIGHBOUR, offered.pk])).status_code == 404
    with pytest.raises(Refused):
        take_in(other, applicant="王阿姨", phone="13812345678", channel="portal", by=house())


def test_one_address_asks_a_few_times_a_minute(offered, client):
    address = reverse("casework:ask", args=[CENTRE, offered.pk])
    asked = {"applicant": "王阿姨", "phone": "13812345678", "request": "补办"}
    answers = [client.post(address, asked).status_code for _each in range(7)]
    assert answers == [302] * 5 + [429] * 2


def test_a_centre_takes_in_so_many_a_day(offered, client, act):
    set_value("casework.portal.most_a_day", 1, since=NOW.date(), source="本街道规定", by=act("director"))
    address = reverse("casework:ask", args=[CENTRE, offered.pk])
    asked = {"applicant": "王阿姨", "phone": "13812345678", "request": "补办"}
    assert [client.post(address, asked).status_code for _each in range(2)] == [302, 422]


def test_a_receipt_opens_by_its_own_key_alone_and_goes_when_the_request_has_ended(offered, client, colleague):
    by = colleague("陈晓燕")
    window = take_in(offered, applicant="李桂芳", phone="13812340000", by=by)
    portal = take_in(offered, applicant="王阿姨", phone="13812345678", channel="portal", by=house())

    def opened(key: str) -> int:
        return client.get(reverse("casework:receipt", args=[CENTRE, key])).status_code

    assert [opened(key) for key in (portal.intake_key, window.intake_key, uuid4().hex)] == [200, 404, 404]
    withdraw_case(portal, by=by)
    assert opened(portal.intake_key) == 404


def test_a_receipt_tells_who_sent_the_request_how_it_stands(offered, client, colleague):
    asked = {"applicant": "王阿姨", "phone": "13812345678", "channel": "portal", "papers_missing": ["身份证"]}
    case, by = take_in(offered, **asked, by=house()), colleague("陈晓燕")

    def told() -> str:
        return client.get(reverse("casework:receipt", args=[CENTRE, case.intake_key])).content.decode()

    assert all(word in told() for word in ("请补材料", "给您打电话", "身份证"))
    take_on_case(case, by=by)
    assert "给您打电话" not in told()  # somebody has it in hand
    bring_papers(case, by=by)
    assert "正在办理" in told()
    assert f"{Case.everything.get().due_on}" in told()
    assert "王阿姨" not in told()


def test_what_came_in_without_anybody_waits_for_every_worker_until_one_takes_it_on(offered, colleague):
    asked = {"applicant": "王阿姨", "phone": "13812345678", "channel": "portal", "papers_missing": ["身份证"]}
    case, one, other = take_in(offered, **asked, by=house()), colleague("陈晓燕"), colleague("宋佳")
    assert list(cases_waiting_for(one)) == list(cases_waiting_for(other)) == [case]
    take_on_case(case, by=one)
    assert [role.user.name for role in roles_in(case)] == ["陈晓燕"]
    assert not cases_waiting_for(other).exists()
    with pytest.raises(Refused):
        take_on_case(case, by=other)


def test_a_sealed_case_is_not_taken_on(adoption):
    sealed, _first, _second, other = adoption
    with pytest.raises(Refused):
        take_on_case(sealed, by=other)
