"""The advice in which an assessment ends: a numbered paper, sealed like its case; the public sees that it is genuine."""

import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from shuniu.casework.actions.advice import give_advice
from shuniu.casework.actions.cases import close_case, declare_free_of_interest, do_step, replace_assessor
from shuniu.casework.actions.intake import open_sealed_case
from shuniu.casework.advice import advice_in_force, advice_paper
from shuniu.casework.tests.conftest import ADOPTION_STEPS
from shuniu.kernel.models import Document, TrailEntry, User
from shuniu.kernel.papers import pdf
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import reveal

pytestmark = pytest.mark.django_db
GROUNDS = "住房、收入和家庭关系均符合条件。"


def later(actor, days: int):
    return replace(actor, at=actor.at + timedelta(days=days))


@pytest.fixture
def assessed(service, colleague):
    """An assessment with its report signed by both, its first assessor after thirty days, and another worker."""
    first, second, other = colleague("宋佳"), colleague("潘毅"), colleague("陈晓燕")
    steps = (*ADOPTION_STEPS, {"code": "advice", "label": "送民政部门的建议", "paper": True})
    case = open_sealed_case(
        service("adoption", steps=steps, secrecy="assessors", limit_days=60),
        applicant="李建国", phone="13987654321", by=colleague("周建国", "director"),
        assessors=User.objects.filter(pk__in=(first.user_id, second.user_id)),
    )  # fmt: skip
    for one in (first, second):
        declare_free_of_interest(case, by=one)
    for step in ("consent", "integration"):
        do_step(case, step=step, by=first)
    return case, first, second, other


def reported(case, first, second) -> None:
    for one in (first, second):
        do_step(case, step="report", by=later(one, 31))


def seated(one) -> Client:
    client = Client()
    user = User.objects.get(pk=one.user_id)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_no_paper_before_the_report_and_no_step_without_its_paper(assessed):
    case, first, second, other = assessed
    with pytest.raises(Refused, match="评估报告"):
        give_advice(case, conclusion="able", grounds=GROUNDS, by=later(first, 31))
    assert not Document.objects.unscoped(because="test").exists()
    reported(case, first, second)
    with pytest.raises(Refused, match="文书"):
        do_step(case, step="advice", by=later(first, 31))
    for wrong in ({"conclusion": "perhaps", "grounds": GROUNDS}, {"conclusion": "able", "grounds": " "}):
        with pytest.raises(Refused):
            give_advice(case, **wrong, by=later(first, 31))
    with pytest.raises(Refused):
        give_advice(case, conclusion="able", grounds=GROUNDS, by=later(other, 31))
    give_advice(case, conclusion="able", grounds=GROUNDS, by=later(first, 31))
    close_case(case, outcome="建议已送", by=later(first, 31))
    assert case.state == "closed"


def test_the_paper_says_who_and_why_and_its_public_page_says_that_it_is_genuine(assessed):
    case, first, second, _other = assessed
    reported(case, first, second)
    document = give_advice(case, conclusion="able", grounds=GROUNDS, by=later(first, 31))
    paper = advice_paper(case, document, on=first.today)
    shown = re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(paper))).pages))
    for word in ("收养评估建议书", "区民政局", "李建国", "宋佳、潘毅", "具备收养能力", GROUNDS, document.number):
        assert word in shown
    public = Client().get(reverse("kernel:verify_document", args=[document.token])).content.decode()
    assert document.number in public
    assert "有效" in public
    for secret in ("收养", "李建国", "宋佳", "评估", case.number, case.centre.name):
        assert secret not in public


def test_only_its_assessors_open_the_paper_and_every_look_is_on_record(assessed):
    case, first, second, other = assessed
    reported(case, first, second)
    give_advice(case, conclusion="able", grounds=GROUNDS, by=later(first, 31))
    address = reverse("casework:advice", args=[case.pk])
    assert seated(other).get(address).status_code == 404
    assert seated(other).get(reverse("casework:give_advice", args=[case.pk])).status_code == 404
    for asked in ({}, {"as": "page"}):
        answer = seated(second).get(address, asked)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "no-store"
    assert GROUNDS in answer.content.decode()
    assert TrailEntry.objects.filter(kind="casework.looked", noun_id=case.pk, name="潘毅").count() == 2


def test_a_second_advice_takes_the_first_out_of_force(assessed):
    case, first, second, _other = assessed
    reported(case, first, second)
    before = give_advice(case, conclusion="not_yet", grounds="待补健康证明。", by=later(first, 31))
    after = give_advice(case, conclusion="able", grounds=GROUNDS, by=later(second, 33))
    before.refresh_from_db()
    assert before.revoked_at is not None
    assert advice_in_force(case) == after
    assert advice_paper(case, after, on=first.today).grounds == GROUNDS


def test_a_second_advice_too_is_given_by_who_declared_and_while_the_case_is_in_hand(assessed):
    case, first, second, other = assessed
    reported(case, first, second)
    told = {"conclusion": "able", "grounds": GROUNDS}
    given = give_advice(case, **told, by=later(first, 31))
    replace_assessor(case, successor=User.objects.get(pk=other.user_id), by=later(second, 31))
    with pytest.raises(Refused):
        give_advice(case, **told, by=later(other, 31))
    declare_free_of_interest(case, by=later(other, 31))
    assert give_advice(case, **told, by=later(other, 31)) != given
    close_case(case, outcome="建议已送", by=later(first, 32))
    with pytest.raises(Refused):
        give_advice(case, **told, by=later(first, 32))


def test_the_trail_and_the_plain_columns_hold_no_word_of_it(assessed):
    case, first, second, _other = assessed
    reported(case, first, second)
    give_advice(case, conclusion="not_able", grounds=GROUNDS, by=later(first, 31))
    told = " ".join(f"{entry.facts}" for entry in TrailEntry.objects.filter(noun="casework.case"))
    assert "不具备" not in told
    assert GROUNDS not in told
    note = case.notes.get(kind="advice")
    assert note.level == "confidential"
    assert reveal(note, "text").endswith(GROUNDS)


def test_an_open_kind_of_case_ends_in_no_paper(case, colleague):
    with pytest.raises(Refused):
        give_advice(case, conclusion="able", grounds=GROUNDS, by=colleague("陈晓燕"))
    assert seated(colleague("陈晓燕")).get(reverse("casework:advice", args=[case.pk])).status_code == 404
