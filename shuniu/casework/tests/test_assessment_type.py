"""The adoption assessment is written down on a page; what rests on rules stays, the rest is the centre's."""

import pytest
from django.urls import reverse
from django.utils import translation

from shuniu.casework.actions.case_types import revise_case_type
from shuniu.casework.actions.intake import open_sealed_case
from shuniu.casework.actions.menu import offer_service
from shuniu.casework.assessment import STEPS
from shuniu.casework.models import Case, CaseType, Service
from shuniu.kernel.models import User
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import reveal

pytestmark = pytest.mark.django_db
NEW = "casework:new_assessment_type"


@pytest.fixture
def director(client_as):
    return client_as("director")


@pytest.fixture
def kind(director) -> CaseType:
    """As the page begins it."""
    answer = director.post(reverse(NEW), begun(STEPS) | {"code": "adoption", "name": "收养评估", "limit_days": 60})
    assert answer.status_code == 302
    return CaseType.everything.get()


def begun(steps) -> dict:
    told = {}
    for number, step in enumerate(steps, 1):
        told |= {f"step{number}_label": step["label"], f"step{number}_order": number * 10}
        told |= {
            f"step{number}_papers": "\n".join(step.get("papers", ())),
            f"step{number}_hands": step.get("hands", ""),
        }
    return told


def test_a_centre_writes_the_assessment_down_without_a_programmer(director, kind, colleague, act):
    """From an empty menu to a sealed case that its two assessors alone find."""
    assert (kind.secrecy, tuple(kind.steps)) == ("assessors", STEPS)
    service = offer_service(kind, code="adoption", name="家庭收养", description="评估", by=act("director"))
    first, second = colleague("宋佳"), colleague("潘毅")
    users = User.objects.filter(pk__in=(first.user_id, second.user_id))
    by = colleague("周建国", "director")
    case = open_sealed_case(service, applicant="李建国", phone="13987654321", assessors=users, by=by)
    assert Case.objects.visible_to(first).get() == case
    assert not Case.objects.visible_to(by).exists()
    assert reveal(case, "applicant") == "李建国"


def test_the_list_of_kinds_leads_to_it_as_long_as_there_is_none(director):
    listed = reverse("casework:types")
    assert reverse(NEW) in director.get(listed).content.decode()
    page = director.get(reverse(NEW)).content.decode()
    assert all(step["label"] in page for step in STEPS)
    told = begun(STEPS) | {"code": "adoption", "name": "收养评估", "limit_days": 60}
    assert director.post(reverse(NEW), told).status_code == 302
    assert reverse(NEW) not in director.get(listed).content.decode()


def test_the_centre_says_the_words_and_adds_steps_and_papers_of_its_own(director, kind, act):
    service = offer_service(kind, code="adoption", name="家庭收养", description="评估", by=act("director"))
    told = begun(kind.steps) | {"name": kind.name, "limit_days": 45}
    told |= {"step3_label": "面谈", "step3_papers": "面谈记录", "step5_hands": 3}
    told |= {"step7_label": "督导审阅", "step7_order": 45, "step2_label": ""}  # a step of its own; preparation goes
    assert director.post(reverse("casework:revise_type", args=[kind.pk]), told).status_code == 302
    newer = CaseType.everything.get(version=2)
    assert [step["label"] for step in newer.steps] == [
        "书面告知与申请人同意", "面谈", "融合期开始", "督导审阅", "评估报告", "送民政部门的建议",
    ]  # fmt: skip
    report = newer.step("report")
    assert (report["hands"], report["not_before"], report["within"]) == (3, STEPS[4]["not_before"], STEPS[4]["within"])
    assert newer.step("interview")["papers"] == ["面谈记录"]
    assert (newer.secrecy, Service.everything.get(pk=service.pk).case_type) == ("assessors", newer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"step1_label": ""},  # consent, from which the report's days count
        {"step4_label": ""},
        {"step5_hands": 1},
        {"step6_label": ""},
        {"step4_order": 90},  # integration after the report that waits for it
        {"step8_papers": "记录"},  # a paper of no step
    ],
)
def test_what_rests_on_rules_stays_and_nothing_typed_is_lost(director, kind, wrong):
    told = begun(kind.steps) | {"name": "另一名称", "limit_days": 45} | wrong
    answer = director.post(reverse("casework:revise_type", args=[kind.pk]), told)
    assert answer.status_code == 422
    assert "另一名称" in answer.content.decode()
    assert CaseType.everything.get() == kind


def test_no_caller_takes_the_rules_out_of_the_steps(kind, act):
    loose = [{name: value for name, value in step.items() if name != "not_before"} for step in kind.steps]
    with translation.override("en"), pytest.raises(Refused, match="rests on rules"):
        revise_case_type(kind, {"steps": loose}, by=act("director"))


def test_a_kind_open_to_an_appointment_stays_as_that_appointment_names_it(service, act):
    own = service("report_in", secrecy="appointment", keeps_applicant=False).case_type
    with translation.override("en"), pytest.raises(Refused, match="Appointments name this kind"):
        revise_case_type(own, {"limit_days": 3}, by=act("director"))
