"""The party-member service: a slip and its answer, open to its own appointment; elsewhere only a number."""

import pytest
from django.test import Client
from django.urls import reverse

from shuniu.casework.actions import cases, matters
from shuniu.casework.actions.intake import take_in
from shuniu.casework.models import Case
from shuniu.casework.queries import (
    cases_found,
    cases_waiting_for,
    closed_between,
    count_report_ins,
    report_ins_between,
)
from shuniu.kernel.actor import system_actor
from shuniu.kernel.attachments.types import judge
from shuniu.kernel.models import Appointment, TrailEntry, User
from shuniu.kernel.permissions import Refused
from shuniu.kernel.signin.forms import AppointForm
from tests.cast import CENTRE, NOW, actor_in

pytestmark = pytest.mark.django_db
DAYS = (NOW.date(), NOW.date())


@pytest.fixture
def kept(service):
    return service("report_in", secrecy="appointment", keeps_applicant=False, papers=())


@pytest.fixture
def appointed(kept, db):
    """顾萍, appointed by the security administrator for this kind of case alone, and her browser."""
    user = User(username="guping", name="顾萍")
    user.set_password("x" * 20)
    user.save()
    security = actor_in("security_administrator")
    told = {
        "user": user.pk, "role": "worker", "place": CENTRE, "since": "2020-01-01",
        "only_for": f"casework.casetype:{kept.case_type_id}",
    }  # fmt: skip
    form = AppointForm(told, by=security)
    form.fields["user"].queryset = User.objects.all()
    assert form.is_valid(), form.errors
    given = form.cleaned_data
    Appointment.objects.create(**given)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    subject = (given["noun"], given["noun_id"])
    return actor_in("worker", user_id=user.pk, name="顾萍", subject=subject), client


def test_a_slip_is_taken_in_and_answered_on_the_pages_of_who_is_appointed(kept, appointed):
    by, client = appointed
    assert kept.name in client.get(reverse("casework:menu")).content.decode()
    address = reverse("casework:intake", args=[kept.pk])
    assert not cases_waiting_for(by).exists()
    assert 'name="applicant"' not in client.get(address).content.decode()
    answer = client.post(address, {"request": "前来报到", "channel": "window", "intake_key": "k"})
    assert answer.status_code == 302
    slip = Case.everything.get()
    assert list(cases_waiting_for(by)) == [slip]
    assert (slip.applicant, slip.phone, slip.secrecy) == (None, None, "appointment")
    assert slip.number in client.get(reverse("casework:cases")).content.decode()
    page = client.get(reverse("casework:case", args=[slip.pk])).content.decode()
    assert "前来报到" in page
    assert reverse("casework:refer", args=[slip.pk]) not in page
    assert reverse("casework:transfer", args=[slip.pk]) not in page
    assert client.post(reverse("casework:close", args=[slip.pk]), {"words": "已答复"}).status_code == 302
    assert TrailEntry.objects.filter(kind="casework.looked", noun_id=slip.pk).exists()


def test_neither_the_director_nor_another_worker_finds_a_slip(kept, appointed, act, client_as, colleague):
    by, _client = appointed
    slip = take_in(kept, request="前来报到", by=by)
    house = system_actor(place=CENTRE, via="job", at=NOW)
    for one in (act("director"), colleague("陈晓燕"), act("officer"), act("auditor"), act("bureau"), house):
        assert not Case.objects.visible_to(one).exists()
        assert not cases_found(slip.number, one).exists()
        assert not cases_waiting_for(one).exists()
    for role in ("director", "worker"):
        client = client_as(role)
        for name in ("case", "slip", "close", "write_note", "hand_in", "refer", "correct_applicant"):
            assert client.get(reverse(f"casework:{name}", args=[slip.pk])).status_code == 404
        for page in (reverse("casework:cases"), f"/search/?q={slip.number}"):
            assert reverse("casework:case", args=[slip.pk]) not in client.get(page).content.decode()


def test_who_is_not_appointed_neither_takes_in_nor_acts(kept, appointed, act, colleague, client_as):
    by, _client = appointed
    for one in (act("director"), colleague("陈晓燕")):
        with pytest.raises(Refused):
            take_in(kept, request="前来报到", by=one)
    slip = take_in(kept, request="前来报到", by=by)
    with pytest.raises(Refused):
        cases.close_case(slip, outcome="已答复", by=act("director"))
    worker = client_as("worker")
    address = reverse("casework:intake", args=[kept.pk])
    assert worker.get(address).status_code == 404
    assert address not in worker.get(reverse("casework:menu")).content.decode()


def test_a_slip_takes_no_file_and_no_document(kept, appointed):
    by, client = appointed
    slip = take_in(kept, request="前来报到", by=by)
    page = client.get(reverse("casework:case", args=[slip.pk])).content.decode()
    for name in ("hand_in", "take_custody"):
        assert reverse(f"casework:{name}", args=[slip.pk]) not in page
    with pytest.raises(Refused):
        matters.take_into_custody(slip, name="组织关系介绍信", by=by)
    scan = judge("介绍信.pdf", b"%PDF-1.4\n1 0 obj", place=CENTRE, on=by.today)
    with pytest.raises(Refused):
        matters.hand_in_paper(slip, paper=scan, by=by)


def test_who_is_appointed_for_it_alone_sees_no_other_case(kept, appointed, case, adoption):
    by, client = appointed
    assert not Case.objects.visible_to(by).exists()
    assert client.get(reverse("casework:case", args=[case.pk])).status_code == 404


def test_elsewhere_there_is_a_number_and_no_row(kept, appointed, act):
    by, _client = appointed
    slip = take_in(kept, request="前来报到", by=by)
    cases.close_case(slip, outcome="已答复", by=by)
    director = act("director")
    assert count_report_ins(*DAYS, director) == 1
    assert not report_ins_between(*DAYS, director).exists()
    assert list(report_ins_between(*DAYS, by)) == [slip]
    assert not closed_between(*DAYS, director).exists()
    told = " ".join(f"{e.facts}" for e in TrailEntry.objects.filter(noun="casework.case"))
    assert slip.number not in told
    assert "报到" not in told


def test_only_a_worker_is_appointed_for_one_kind_of_case(kept, db):
    form = AppointForm(
        {"role": "officer", "only_for": f"casework.casetype:{kept.case_type_id}", "place": CENTRE},
        by=actor_in("security_administrator"),
    )
    assert "role" in form.errors
