"""A request from the window to its end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from shuniu.casework.actions import cases, matters, referring
from shuniu.casework.actions.intake import TakenInBefore, take_in
from shuniu.casework.lists.cases import _standing_is
from shuniu.casework.models import Case, CustodyItem
from shuniu.casework.queries import at_risk_on, cases_found, notes_of, roles_in, standing
from shuniu.kernel import trail
from shuniu.kernel.models import TrailEntry, User
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import reveal
from tests.cast import CENTRE, NEIGHBOUR

pytestmark = pytest.mark.django_db


def later(actor, days: int):
    return replace(actor, at=actor.at + timedelta(days=days))


def test_a_request_becomes_a_case_with_number_limit_and_handler(case, act):
    assert case.number == "AJ20261123-001"
    assert case.due_on.isoformat() == "2026-12-07"
    assert [r.role for r in roles_in(case)] == ["handler"]
    assert reveal(case, "applicant") == "王秀英"
    assert TrailEntry.objects.get(kind="casework.taken_in").facts["number"] == case.number
    assert not Case.objects.visible_to(act("worker", place=NEIGHBOUR)).exists()


def test_a_form_sent_twice_is_taken_in_once(service, colleague):
    offered, by = service(), colleague("陈晓燕")
    first = take_in(offered, applicant="王秀英", intake_key="k", by=by)
    with pytest.raises(TakenInBefore) as before:
        take_in(offered, applicant="王秀英", intake_key="k", by=by)
    assert before.value.case == first
    assert Case.objects.visible_to(by).count() == 1


def test_the_time_limit_stands_still_while_a_paper_is_awaited(case, colleague):
    by = colleague("陈晓燕")
    cases.ask_for_papers(case, papers=["户口簿"], by=later(by, 2))
    assert (case.due_on, case.days_left, case.state) == (None, 8, "awaits_paper")
    assert case.come_back_on is not None
    cases.bring_papers(case, by=later(by, 16))
    assert case.due_on.isoformat() == "2026-12-21"
    assert case.papers_missing == []


def test_on_track_at_risk_overdue_paused(case, act):
    def stands(day):
        return standing(case, at_risk_on=at_risk_on(place=CENTRE, today=day), today=day)

    due = case.due_on
    assert stands(due - timedelta(days=10)) == "on_track"
    assert stands(due - timedelta(days=1)) == "at_risk"
    assert stands(due + timedelta(days=1)) == "overdue"
    case.due_on = None
    assert stands(due) == "paused"


def test_a_step_out_of_order_is_refused_and_may_be_overridden_by_name(service, colleague):
    by = colleague("陈晓燕")
    steps = ({"code": "a", "label": "受理"}, {"code": "b", "label": "办理"})
    case = take_in(service(steps=steps), applicant="王秀英", by=by)
    with pytest.raises(Refused, match="受理"):
        cases.do_step(case, step="b", by=by)
    assert not case.stepdones.exists()
    signed = cases.do_step(case, step="b", anyway_because="当事人急用", by=by)
    assert signed.reason == "当事人急用"
    entry = TrailEntry.objects.get(kind="casework.step_overridden")
    assert "reason" not in entry.facts
    assert trail.detail_of(entry) == {"reason": "当事人急用"}
    with pytest.raises(Refused):
        cases.do_step(case, step="no_such", by=by)


def test_a_referral_is_accepted_or_refused_and_has_its_result(case, colleague):
    by = colleague("陈晓燕")
    refused = referring.refer_case(case, to_name="长寿助老社", reason="上门理发", by=by)
    with pytest.raises(Refused):
        referring.finish_referral(refused, result="已上门", by=by)
    referring.answer_referral(refused, accepted=False, because="人手不够", by=by)
    assert refused.case.state == "in_hand"
    again = referring.refer_case(refused.case, to_name="爱心社", reason="上门理发", by=by)
    referring.answer_referral(again, accepted=True, by=by)
    referring.finish_referral(again, result="已上门", by=by)
    assert again.case.state == "in_hand"
    assert reveal(again, "result") == "已上门"


def test_documents_in_custody_are_returned_before_the_case_is_closed(case, colleague):
    by = colleague("陈晓燕")
    item = matters.take_into_custody(case, name="户口簿", copies=1, by=by)
    with pytest.raises(Refused):
        cases.close_case(case, outcome="办妥", by=by)
    matters.return_from_custody(item, by=by)
    cases.close_case(case, outcome="办妥", by=by)
    assert case.in_time is True
    with pytest.raises(Refused):
        matters.return_from_custody(item, by=by)


def test_satisfaction_comes_after_closing_and_reopening_forgets_it(case, colleague):
    by = colleague("陈晓燕")
    with pytest.raises(Refused):
        cases.rate_case(case, stars=5, by=by)
    cases.close_case(case, outcome="办妥", by=later(by, 60))
    assert case.in_time is False
    cases.rate_case(case, stars=5, by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.visible_to(by).filter(pk=case.pk).update(satisfaction=9)
    with pytest.raises(Refused):
        cases.reopen_case(case, reason=" ", by=by)
    cases.reopen_case(case, reason="材料有误", by=by)
    assert (case.state, case.satisfaction, case.closed_on) == ("in_hand", None, None)


def test_once_overdue_stays_overdue_whatever_is_asked_or_reopened(case, colleague):
    by = colleague("陈晓燕")
    late = later(by, 21)
    cases.ask_for_papers(case, papers=["户口簿"], by=late)
    cases.bring_papers(case, by=late)
    assert standing(case, at_risk_on=at_risk_on(place=CENTRE, today=late.today), today=late.today) == "overdue"
    assert list(_standing_is(Case.objects.visible_to(late), "overdue", late)) == [case]
    assert not _standing_is(Case.objects.visible_to(late), "on_track", late).exists()
    cases.close_case(case, outcome="办妥", by=late)
    assert case.in_time is False
    cases.reopen_case(case, reason="材料有误", by=late)
    cases.close_case(case, outcome="办妥", by=late)
    assert case.in_time is False


def test_asking_for_a_paper_on_the_last_day_wins_no_day(case, colleague):
    last = later(colleague("陈晓燕"), 14)
    assert case.due_on == last.today
    cases.ask_for_papers(case, papers=["户口簿"], by=last)
    cases.bring_papers(case, by=last)
    assert case.due_on == last.today


def test_a_request_is_not_withdrawn_while_the_window_keeps_documents(case, colleague):
    by = colleague("陈晓燕")
    item = matters.take_into_custody(case, name="户口簿", by=by)
    with pytest.raises(Refused):
        cases.withdraw_case(case, by=by)
    matters.return_from_custody(item, by=by)
    cases.withdraw_case(case, by=by)
    assert case.state == "withdrawn"


def test_satisfaction_is_said_once_a_closing_with_how_it_was_said(case, colleague):
    by = colleague("陈晓燕")
    cases.close_case(case, outcome="办妥", by=by)
    cases.rate_case(case, stars=2, channel="phone", by=by)
    with pytest.raises(Refused):
        cases.rate_case(case, stars=5, by=by)
    case.refresh_from_db()
    assert (case.satisfaction, case.satisfaction_channel) == (2, "phone")
    cases.reopen_case(case, reason="材料有误", by=by)
    cases.close_case(case, outcome="办妥", by=by)
    cases.rate_case(case, stars=4, by=by)
    assert case.satisfaction == 4


def test_a_transferred_case_keeps_its_earlier_handler_readable(case, colleague):
    by, other = colleague("陈晓燕"), colleague("宋佳")
    cases.transfer_case(case, to=User.objects.get(pk=other.user_id), reason="休假", by=by)
    assert [(r.user.name, r.until is None) for r in roles_in(case)] == [("陈晓燕", False), ("宋佳", True)]


def test_a_confidential_note_is_for_those_with_a_role_in_the_case(case, colleague):
    by, other = colleague("陈晓燕"), colleague("宋佳")
    matters.write_note(case, text="家中有纠纷", level="confidential", by=by)
    matters.write_note(case, text="已电话联系", by=by)
    assert notes_of(case, by).count() == 2
    assert [reveal(note, "text") for note in notes_of(case, other)] == ["已电话联系"]


def test_cases_are_found_by_number_and_by_the_last_four_of_the_phone(case, act):
    assert list(cases_found("5678", act("worker"))) == [case]
    assert list(cases_found("aj20261123", act("worker"))) == [case]
    assert not cases_found("5678", act("officer")).exists()


def test_a_type_that_keeps_nobody_refuses_a_name(service, colleague):
    kept = service("report_in", secrecy="appointment", keeps_applicant=False)
    with pytest.raises(Refused):
        take_in(kept, applicant="王秀英", by=colleague("陈晓燕"))


def test_a_type_of_its_own_appointment_is_open_to_that_alone(service, colleague):
    kept = service("report_in", secrecy="appointment", keeps_applicant=False)
    by = colleague("陈晓燕")
    own = replace(colleague("顾萍"), subject=("casework.casetype", kept.case_type_id))
    slip = take_in(kept, request="报到", by=own)
    assert list(Case.objects.visible_to(own)) == [slip]
    assert not Case.objects.visible_to(by).exists()


def test_who_is_appointed_for_a_type_alone_reaches_what_hangs_on_its_cases_and_no_other(service, colleague, case):
    by = colleague("陈晓燕")
    offered = service("mediation", secrecy="appointment")
    own = replace(colleague("顾萍"), subject=("casework.casetype", offered.case_type_id))
    mine = take_in(offered, applicant="李桂芳", by=own)
    item = matters.take_into_custody(mine, name="户口簿", by=own)
    matters.take_into_custody(case, name="身份证", by=by)
    assert list(CustodyItem.objects.visible_to(own)) == [item]
    matters.return_from_custody(CustodyItem.objects.visible_to(own).select_related("case").get(), by=own)
