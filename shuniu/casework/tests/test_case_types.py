"""A kind of case that nobody programmed: written down on the director's pages, and driven to its end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from shuniu.casework.actions import cases
from shuniu.casework.actions.case_types import end_case_type, revise_case_type, set_case_type
from shuniu.casework.actions.intake import take_in
from shuniu.casework.actions.menu import end_service
from shuniu.casework.lists.cases import _standing_is
from shuniu.casework.models import Case, CaseType, Service
from shuniu.casework.queries import closed_between, steps_of
from shuniu.kernel import trail
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.permissions import Refused
from tests.cast import NOW

pytestmark = pytest.mark.django_db
SUBSIDY = {
    "code": "energy", "name": "能源补贴", "limit_days": 20, "paper_days": 3, "risk_days": 1, "secrecy": "open",
    "keeps_applicant": "on",
    "step1_label": "受理登记", "step1_papers": "电费账单\n户口簿",
    "step2_label": "公示", "step2_hands": 2,
    "step3_label": "发放", "step3_wait": 7, "step3_within": 30,
}  # fmt: skip
BILLS = ("电费账单", "户口簿")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def later(actor, days: int):
    return replace(actor, at=actor.at + timedelta(days=days))


@pytest.fixture
def subsidy(client_as):
    """The line of the menu, and the kind behind it, as the director and a worker write them down on their pages."""
    director, worker = client_as("director"), client_as("worker")
    answer = director.post(reverse("casework:new_type"), SUBSIDY)
    kind = CaseType.everything.get(code="energy")
    assert answer.url == reverse("casework:type", args=[kind.pk])
    line = {
        "case_type": kind.pk, "code": "energy", "name": "能源补贴", "description": "冬季取暖补贴", "order": 9,
        "required_documents": "电费账单",
    }  # fmt: skip
    assert worker.post(reverse("casework:new_service"), line).status_code == 302
    return Service.everything.select_related("case_type").get(code="energy")


# --- Written down, and driven to its end ------------------------------------------------------------------------------
def test_an_invented_kind_has_its_own_steps_papers_and_limits(subsidy, client_as):
    kind = subsidy.case_type
    assert [step["label"] for step in kind.steps] == ["受理登记", "公示", "发放"]
    assert kind.steps[0]["papers"] == list(BILLS)
    assert kind.steps[2]["not_before"] == {"step": "step2", "days": 7}
    page = client_as("director").get(reverse("casework:type", args=[kind.pk])).content.decode()
    assert all(word in page for word in ("受理登记", "电费账单", "公示", "2人签字", "“公示”后不少于7天"))


def test_a_case_of_an_invented_kind_goes_to_its_end(subsidy, colleague):
    by, other = colleague("陈晓燕"), colleague("宋佳")
    case = take_in(subsidy, applicant="王秀英", papers_missing=["电费账单"], by=by)
    assert (case.state, case.come_back_on) == ("awaits_paper", date(2026, 11, 26))  # its own three workdays
    cases.bring_papers(case, by=later(by, 3))
    assert case.due_on == date(2026, 12, 24)  # the twenty workdays begin when the paper is here
    with pytest.raises(Refused, match="户口簿"):
        cases.do_step(case, step="step1", papers_seen=["电费账单"], by=later(by, 3))
    assert not case.stepdones.exists()
    cases.do_step(case, step="step1", papers_seen=BILLS, by=later(by, 3))
    cases.do_step(case, step="step2", by=later(by, 4))
    with pytest.raises(Refused, match="公示"):  # one hand of two
        cases.do_step(case, step="step3", by=later(by, 11))
    cases.do_step(case, step="step2", by=later(other, 4))
    assert case.due_on == date(2026, 12, 27)  # thirty days from the notice, in place of the case's own
    with pytest.raises(Refused, match="7"):
        cases.do_step(case, step="step3", anyway_because="急", by=later(by, 10))
    with pytest.raises(Refused, match="发放"):
        cases.close_case(case, outcome="已发放", by=later(by, 11))
    cases.do_step(case, step="step3", by=later(by, 11))
    assert all(step["is_done"] for step in steps_of(case))
    cases.close_case(case, outcome="已发放300元", by=later(by, 11))
    assert case.in_time is True
    assert list(closed_between(NOW.date(), NOW.date() + timedelta(days=11), by)) == [case]


def test_a_step_is_signed_on_its_page_with_the_papers_ticked(subsidy, client_as, colleague):
    case, worker = take_in(subsidy, applicant="王秀英", by=colleague("陈晓燕")), client_as("worker")
    address = reverse("casework:do_step", args=[case.pk, "step1"])
    ask = f"{reverse('casework:ask_papers', args=[case.pk])}?step=step1"
    assert ask in worker.get(address).content.decode()
    assert "电费账单\n户口簿" in worker.get(ask).content.decode()
    told = {"done_on": "2026-11-23", "papers_seen": ["电费账单"]}
    refused = worker.post(address, told)
    assert refused.status_code == 422
    assert "户口簿" in refused.content.decode()
    assert worker.post(address, told | {"papers_seen": list(BILLS)}).status_code == 302
    assert case.stepdones.get().step == "step1"


def test_a_paper_is_done_without_for_a_reason_that_stays_sealed(subsidy, colleague):
    by = colleague("陈晓燕")
    case = take_in(subsidy, applicant="王秀英", by=by)
    cases.do_step(case, step="step1", papers_seen=["电费账单"], anyway_because="户口簿在外地", by=by)
    entry = TrailEntry.objects.get(kind="casework.step_without_paper")
    assert entry.facts["papers"] == "户口簿"
    assert trail.detail_of(entry) == {"reason": "户口簿在外地"}


def test_a_case_is_closed_with_a_step_undone_for_a_reason_alone(subsidy, client_as, colleague):
    case, worker = take_in(subsidy, applicant="王秀英", by=colleague("陈晓燕")), client_as("worker")
    address = reverse("casework:close", args=[case.pk])
    refused = worker.post(address, {"words": "已另行发放"})
    assert refused.status_code == 422
    assert "受理登记" in refused.content.decode()
    assert worker.post(address, {"words": "已另行发放", "anyway_because": "区里统一发放"}).status_code == 302
    entry = TrailEntry.objects.get(kind="casework.case.close")
    assert trail.detail_of(entry) == {"reason": "区里统一发放"}
    assert "区里统一发放" not in f"{entry.facts}"


def test_a_kind_says_itself_when_its_cases_are_at_risk(subsidy, service, colleague):
    by = colleague("陈晓燕")
    own = take_in(subsidy, applicant="王秀英", by=by)
    other = take_in(service(limit_days=20), applicant="李桂芳", by=by)
    assert own.due_on == other.due_on == date(2026, 12, 21)

    def at_risk(day: int) -> set:
        now = replace(by, at=by.at.replace(month=12, day=day))
        return set(_standing_is(Case.objects.visible_to(now), "at_risk", now))

    assert at_risk(15) == set()
    assert at_risk(17) == {other}  # the place says three workdays
    assert at_risk(18) == {own, other}  # its own one


# --- Said anew --------------------------------------------------------------------------------------------------------
def test_a_change_is_another_version_and_what_is_under_way_keeps_its_own(subsidy, client_as, colleague):
    by, director = colleague("陈晓燕"), client_as("director")
    before = take_in(subsidy, applicant="王秀英", by=by)
    address = reverse("casework:revise_type", args=[subsidy.case_type_id])
    page = director.get(address).content.decode()
    assert all(word in page for word in ("受理登记", "电费账单\n户口簿", 'value="7"'))
    same = {name: value for name, value in SUBSIDY.items() if name not in ("code", "secrecy", "keeps_applicant")}
    assert director.post(address, same).status_code == 422
    told = same | {"limit_days": 5, "step2_label": "", "step2_hands": "", "step3_wait": "", "step3_within": ""}
    assert director.post(address, told).status_code == 302
    assert director.post(address, told).status_code == 422  # the version that is over is not changed again
    after = take_in(Service.everything.select_related("case_type").get(code="energy"), applicant="李桂芳", by=by)
    assert (before.case_type.version, after.case_type.version) == (1, 2)
    assert [len(steps_of(case)) for case in (before, after)] == [3, 2]
    assert before.due_on > after.due_on
    page = director.get(reverse("casework:type", args=[after.case_type_id])).content.decode()
    assert reverse("casework:type", args=[before.case_type_id]) in page
    assert director.post(reverse("casework:new_type"), SUBSIDY).status_code == 422  # its code is taken for good


@pytest.mark.parametrize(
    "wrong",
    [
        {"step1_wait": 3},
        {"step4_papers": "照片"},
        {"step2_hands": 0},
        {"limit_days": 0},
        {"limit_days": ""},
        {"step3_within": -1},
        {"code": "能源"},
    ],
)
def test_a_wrong_kind_comes_back_and_nothing_is_written(client_as, wrong):
    assert client_as("director").post(reverse("casework:new_type"), SUBSIDY | wrong).status_code == 422
    assert not CaseType.everything.exists()


def test_a_sealed_kind_keeps_the_steps_it_rests_on(adoption, act):
    sealed, *_others = adoption
    with pytest.raises(Refused):
        revise_case_type(sealed.case_type, {"steps": []}, by=act("director"))


def test_a_kind_ends_once_no_service_leads_to_it(subsidy, act, client_as):
    director, address = client_as("director"), reverse("casework:end_type", args=[subsidy.case_type_id])
    assert director.post(address).status_code == 302
    assert CaseType.everything.get().valid_until is None
    end_service(subsidy, by=act("worker"))
    director.post(address)
    assert CaseType.everything.get().valid_until == NOW.date()
    with pytest.raises(Refused):
        end_case_type(CaseType.everything.get(), by=act("director"))


def test_who_does_not_arrange_the_menu_arranges_no_kind(subsidy, act, client_as):
    kind = subsidy.case_type
    for name in ("types", "new_type"):
        assert client_as("worker").get(reverse(f"casework:{name}")).status_code == 403
    with pytest.raises(Refused):
        set_case_type(code="x", name="x", limit_days=1, by=act("worker"))
    with pytest.raises(Refused):
        revise_case_type(kind, {"limit_days": 3}, by=act("worker"))
    with pytest.raises(Refused):
        end_case_type(kind, by=act("worker"))
