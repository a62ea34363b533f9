"""Settling, incubation, grades, credit lists, directory changes."""

from datetime import date, timedelta

import pytest

from shuniu.kernel.permissions import Refused
from shuniu.kernel.workflow import StepRefused
from shuniu.organizations.actions import growing as actions
from shuniu.organizations.actions.directory import accept_change, ask_for_change, decline_change, withdraw_change
from shuniu.organizations.actions.inspections import open_cycle
from shuniu.organizations.actions.registering import note_possession
from shuniu.organizations.grading import bars_to_grading, grade_on, times_listed
from shuniu.organizations.models import ChangeRequest, Inspection, Licence, Listing
from shuniu.organizations.queries import missing_papers, settled_on
from shuniu.organizations.tests.cast import CENTRE, REGISTRY, TODAY, an_organization, browser, later, seat
from shuniu.organizations.waiting import organizations_waiting_for

pytestmark = pytest.mark.django_db
PAPERS = ["application", "charter", "premises", "capital", "leader", "supervisor"]


# --- Settling ---------------------------------------------------------------------------------------------------------
def test_an_organization_settles_with_all_its_papers_and_an_agreement():
    organization, worker = an_organization(), seat("worker")
    settling = actions.begin_settling(organization, by=worker)
    with pytest.raises(Refused):
        actions.begin_settling(organization, by=worker)
    actions.go_on_settling(
        settling, papers=PAPERS[:2], premises_on=None, agreement_on=None, agreement_until=None, by=worker
    )
    assert len(missing_papers(settling, on=TODAY)) == 4
    with pytest.raises(Refused):
        actions.finish_settling(settling, on=TODAY, by=worker)
    later_on = later(worker, 3)
    actions.go_on_settling(
        settling, papers=PAPERS, premises_on=TODAY, agreement_on=TODAY, agreement_until=date(2029, 3, 17), by=later_on
    )
    assert settling.papers["application"] == TODAY.isoformat()  # the day it was first brought
    actions.finish_settling(settling, on=TODAY, by=later_on)
    assert settled_on(TODAY, worker).get() == organization


def test_it_may_settle_without_a_paper_for_a_named_reason():
    settling = actions.begin_settling(an_organization(), by=seat("worker"))
    actions.finish_settling(settling, on=TODAY, reason="验资报告月底补交", by=seat("worker"))
    assert settling.state == "settled"
    with pytest.raises(StepRefused):
        actions.give_up_settling(settling, reason="迟了", by=seat("worker"))


def test_it_does_not_settle_without_premises_unsaid():
    settling = actions.begin_settling(an_organization(), by=seat("worker"))
    there = {"papers": PAPERS, "agreement_on": TODAY, "agreement_until": date(2026, 4, 30)}
    actions.go_on_settling(settling, premises_on=None, **there, by=seat("worker"))
    with pytest.raises(Refused, match="场地"):
        actions.finish_settling(settling, on=TODAY, by=seat("worker"))
    actions.go_on_settling(settling, premises_on=TODAY, **there, by=seat("worker"))
    actions.finish_settling(settling, on=TODAY, by=seat("worker"))


def test_what_ends_soon_waits_on_the_desk():
    organization, by = an_organization(), seat("worker")
    settling = actions.begin_settling(organization, by=by)
    told = {"papers": [], "premises_on": TODAY, "agreement_on": TODAY, "agreement_until": date(2026, 4, 30)}
    actions.go_on_settling(settling, **told, by=by)
    actions.finish_settling(settling, on=TODAY, reason="补交", by=by)
    growing = actions.ask_for_incubation(organization, plan="一年", by=by)
    actions.admit(growing, test_score=82, mentor="周老师", until=date(2026, 5, 1), by=seat("director"))
    mine = {"centre_id": CENTRE, "organization": organization}
    note_possession(Licence(**mine, title="办学许可证", valid_until=date(2026, 4, 2)), by=by)
    days = {each.due_on for each in organizations_waiting_for(by)}
    assert {date(2026, 4, 30), date(2026, 5, 1), date(2026, 4, 2)} <= days
    review = later(by, 150)  # the review of September comes within its notice
    assert date(2026, 9, 18) in {each.due_on for each in organizations_waiting_for(review)}
    assert not any(each.due_on == date(2026, 4, 2) for each in organizations_waiting_for(seat("officer")))


# --- Incubation -------------------------------------------------------------------------------------------------------
def test_an_incubation_is_admitted_reviewed_and_graduates():
    incubation = actions.ask_for_incubation(an_organization(), plan="一年内取得等级", by=seat("worker"))
    assert incubation.due_on == date(2026, 4, 1)  # ten workdays
    actions.admit(incubation, test_score=82, mentor="周老师", until=date(2027, 3, 17), by=seat("director"))
    with pytest.raises(Refused):
        actions.end_incubation(incubation, step="graduate", by=seat("director"))
    actions.review_incubation(incubation, capacity=4, by=seat("worker"))
    assert incubation.next_review_on == date(2026, 9, 18)
    actions.end_incubation(incubation, step="graduate", by=seat("director"))
    assert incubation.state == "graduated"
    with pytest.raises(Refused):
        actions.review_incubation(incubation, capacity=4, by=seat("worker"))


# --- Grades and lists -------------------------------------------------------------------------------------------------
def inspected(organization, year: int, verdict: str, *, received: bool = True) -> None:
    cycle = open_cycle(
        centre_id=CENTRE, registry=REGISTRY, kind="private_unit", year=year, opens_on=date(year + 1, 1, 1),
        supervisor_by=date(year + 1, 3, 31), registry_by=date(year + 1, 5, 31), papers=[], by=seat("director"),
    )  # fmt: skip
    day = date(year + 1, 3, 1)
    Inspection.everything.filter(cycle=cycle, organization=organization).update(
        state="decided", verdict=verdict, decided_on=day if verdict else None, received_on=day if received else None,
        told_on=day if verdict == "fail" else None,
    )  # fmt: skip


def test_a_grade_holds_five_years():
    organization, worker = an_organization(), seat("worker")
    given = actions.note_grade(organization, grade=4, given_on=date(2021, 3, 19), by=worker)
    assert given.valid_until == date(2026, 3, 18)
    assert grade_on(organization, TODAY) == given
    assert grade_on(organization, TODAY + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("results", "bars"),
    [
        ([("pass", True), ("pass", True)], 0),
        ([("basic", True), ("basic", True)], 1),
        ([("pass", True), ("fail", True)], 1),
        ([("pass", True), ("", False)], 1),
    ],
)
def test_what_bars_an_organization_from_grading_is_data(results, bars):
    organization = an_organization()
    for year, (verdict, received) in zip((2023, 2024), results, strict=True):
        inspected(organization, year, verdict, received=received)
    assert len(bars_to_grading(organization, on=TODAY)) == bars
    if bars:
        with pytest.raises(Refused):
            actions.note_grade(organization, grade=3, given_on=TODAY, by=seat("worker"))
        actions.note_grade(organization, grade=3, given_on=TODAY, anyway_because="复核后更正", by=seat("worker"))


def test_a_listing_is_mirrored_objected_to_removed_and_a_relapse_is_seen():
    organization, worker = an_organization(), seat("worker")
    said = {"which": "abnormal", "ground": "未按时报送年报", "source": "上海社会组织", "entered_on": date(2025, 7, 1)}
    listing = actions.note_listing(organization, **said, by=worker)
    with pytest.raises(Refused):
        actions.note_listing(organization, **said, by=worker)
    assert bars_to_grading(organization, on=TODAY)
    with pytest.raises(Refused):
        actions.note_removal(listing, on=date(2025, 6, 1), because="补报", by=worker)
    actions.note_removal(listing, on=date(2025, 9, 1), because="补报", by=worker)
    assert not bars_to_grading(organization, on=TODAY)
    actions.note_listing(organization, **{**said, "entered_on": date(2026, 2, 1)}, by=worker)
    assert times_listed(organization, "abnormal") == 2


# --- The directory entry ----------------------------------------------------------------------------------------------
def test_a_change_shows_its_difference_and_changes_nothing_until_somebody_decides(on_the_day):
    organization = an_organization()
    contact, worker = browser("contact", of=organization), browser("worker")
    url = f"/organizations/{organization.pk}/changes/new/"
    said = {
        "about": "为高龄老人提供上门照护。",
        "address": "常德路100号",
        "hours": "",
        "public_phone": "",
        "website": "",
    }
    assert contact.get(url).status_code == 200
    assert contact.post(url, {**said, "about": ""}).status_code == 422  # nothing was changed
    assert contact.post(url, {**said, "scope": ""}).status_code == 302
    change = ChangeRequest.everything.get()
    organization.refresh_from_db()
    assert organization.about == ""
    shown = worker.get(f"/organizations/changes/{change.pk}/").content.decode()
    assert "<ins>为高龄老人提供上门照护。</ins>" in shown
    assert contact.post(f"/organizations/changes/{change.pk}/acceptance/").status_code == 403
    assert contact.post(url, {**said, "scope": "另一个"}).status_code == 422  # one at a time
    assert worker.post(f"/organizations/changes/{change.pk}/acceptance/").status_code == 302
    organization.refresh_from_db()
    assert organization.about == "为高龄老人提供上门照护。"
    assert "已采纳" in worker.get("/organizations/changes/").content.decode()


def test_nobody_accepts_the_own_change_and_a_moved_entry_is_asked_for_anew():
    organization, worker = an_organization(), seat("worker")
    change = ask_for_change(organization, about="甲", by=worker)
    with pytest.raises(Refused):
        accept_change(change, by=worker)
    withdraw_change(change, by=worker)
    change = ask_for_change(organization, about="乙", by=seat("contact", of=organization))
    type(organization).everything.update(about="丙")
    with pytest.raises(Refused):
        accept_change(ChangeRequest.everything.select_related("organization").get(pk=change.pk), by=worker)
    decline_change(change, reason="请写明服务对象", by=worker)
    assert change.answer == "请写明服务对象"


# --- Pages ------------------------------------------------------------------------------------------------------------
def test_settling_incubation_grades_and_lists_by_page(on_the_day):
    organization = an_organization()
    page, root = browser("worker"), "/organizations"
    at = page.post(f"{root}/{organization.pk}/settlings/").headers["Location"]
    assert page.get(at).status_code == 200
    assert (
        page.post(at, {"papers": PAPERS[:1], "agreement_on": "2026-03-01", "agreement_until": "2025-01-01"}).status_code
        == 422
    )
    said = {"papers": PAPERS, "premises_on": "2026-03-01", "agreement_on": "2026-03-01"}
    assert page.post(at, said).status_code == 302
    assert page.get(f"{at}end/").status_code == 200
    assert page.post(f"{at}settled/", {"on": "2026-03-02"}).status_code == 302
    at = page.post(f"{root}/{organization.pk}/incubations/new/", {"plan": "成长"}).headers["Location"]
    for step in ("admission", "refusal"):
        assert page.get(f"{at}{step}/").status_code == 200
    assert (
        page.post(f"{at}admission/", {"test_score": 80, "mentor": "周老师", "until": "2026-01-01"}).status_code == 422
    )
    assert (
        page.post(f"{at}admission/", {"test_score": 80, "mentor": "周老师", "until": "2027-01-01"}).status_code == 302
    )
    assert page.post(f"{at}reviews/new/", {"capacity": 6}).status_code == 422
    assert page.post(f"{at}reviews/new/", {"capacity": 4}).status_code == 302
    assert (
        page.get(at).status_code
        == page.get(f"{at}exit/").status_code
        == page.get(f"{at}graduation/").status_code
        == 200
    )
    grade = {"grade": 3, "given_on": "2026-01-01"}
    assert page.post(f"{root}/{organization.pk}/grades/new/", grade).status_code == 302
    entry = {"which": "abnormal", "ground": "失联", "source": "公告", "entered_on": "2026-02-01"}
    assert page.post(f"{root}/{organization.pk}/listings/new/", entry).status_code == 302
    assert page.get(f"{root}/{organization.pk}/grades/new/").status_code == 200
    listing = Listing.everything.get()
    contact = browser("contact", of=organization)
    assert contact.post(f"{root}/listings/{listing.pk}/objection/", {"words": "地址没有变"}).status_code == 302
    shown = page.get(f"{root}/{organization.pk}/").content.decode()
    assert "地址没有变" in shown
    assert "3A" in shown
