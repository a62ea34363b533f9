"""Settling, incubation, grades, credit lists, directory changes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from shuniu.kernel.actor import system_actor
from shuniu.kernel.models import DatedSetting
from shuniu.kernel.permissions import Refused
from shuniu.kernel.workflow import StepRefused
from shuniu.organizations.actions import growing as actions
from shuniu.organizations.actions.directory import accept_change, ask_for_change, decline_change, withdraw_change
from shuniu.organizations.actions.inspections import open_cycle
from shuniu.organizations.actions.registering import note_possession
from shuniu.organizations.grading import bars_to_grading, grade_on, times_listed
from shuniu.organizations.models import ChangeRequest, Incubation, Inspection, Licence, Listing
from shuniu.organizations.queries import missing_papers, settled_on
from shuniu.organizations.tests.cast import CENTRE, NOW, REGISTRY, TODAY, an_organization, browser, later, seat
from shuniu.organizations.waiting import organizations_waiting_for
from shuniu.organizations.workflow import INCUBATION

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


def applied(**facts):
    return actions.ask_for_incubation(an_organization(**facts), plan="一年内取得等级", by=seat("worker"))


UNTIL = {"mentor": "周老师", "until": date(2027, 3, 17)}


def test_a_failed_entry_test_is_refused_unless_a_named_person_says_why(on_the_day):
    incubation, director = applied(), seat("director")
    with pytest.raises(Refused, match="60"):
        actions.admit(incubation, test_score=59, **UNTIL, by=director)
    with pytest.raises(Refused):
        actions.admit(incubation, test_score=59, **UNTIL, admitted_because="  ", by=director)
    assert Incubation.everything.get().state == "applied"
    actions.admit(incubation, test_score=59, **UNTIL, admitted_because="面试补测合格", by=director)
    assert (incubation.state, incubation.test_score, incubation.admitted_because) == ("growing", 59, "面试补测合格")
    shown = browser("worker").get(f"/organizations/incubations/{incubation.pk}/").content.decode()
    assert "面试补测合格" in shown


def test_the_score_to_pass_is_the_place_s_own_and_holds_from_its_day():
    DatedSetting.objects.create(
        place_id=CENTRE, key="organizations.incubation.pass_score", value=75, valid_from=TODAY, source="本街道孵化办法"
    )
    with pytest.raises(Refused, match="75"):
        actions.admit(applied(), test_score=74, **UNTIL, by=seat("director"))
    actions.admit(Incubation.everything.get(), test_score=75, **UNTIL, by=seat("director"))
    other = applied(name="第2服务社", number=2, at=later(seat("worker"), -30).at)
    actions.admit(other, test_score=74, **UNTIL, by=later(seat("director"), -1))  # by the rule of the day before
    assert (other.state, other.admitted_because) == ("growing", "")


def test_one_that_is_not_admitted_gets_a_reason_and_may_apply_again():
    incubation = applied()
    with pytest.raises(StepRefused):
        actions.end_incubation(incubation, step="refuse", reason=" ", by=seat("worker"))
    actions.end_incubation(incubation, step="refuse", reason="入壳测试未通过", by=seat("worker"))
    assert (incubation.state, incubation.since, incubation.next_review_on) == ("not_admitted", None, None)
    with pytest.raises(StepRefused):
        actions.admit(incubation, test_score=90, **UNTIL, by=seat("director"))
    with pytest.raises(Refused):  # never admitted, so never reviewed
        actions.review_incubation(incubation, capacity=3, by=seat("worker"))
    again = actions.ask_for_incubation(incubation.organization, plan="再申请", by=seat("worker"))
    assert again.state == "applied"


def test_one_at_a_time_and_nobody_but_the_centre_decides():
    incubation = applied()
    with pytest.raises(Refused):
        actions.ask_for_incubation(incubation.organization, plan="第二份", by=seat("worker"))
    for role in ("officer", "bureau"):
        with pytest.raises(Refused):
            actions.admit(incubation, test_score=90, **UNTIL, by=seat(role))
    assert Incubation.everything.get().state == "applied"


def test_capacity_is_rated_from_one_to_five_and_every_rating_stays():
    incubation = applied()
    actions.admit(incubation, test_score=80, **UNTIL, by=seat("director"))
    for days, capacity in ((30, 2), (60, 4)):
        actions.review_incubation(incubation, capacity=capacity, note="制度齐全", by=later(seat("worker"), days))
    assert list(incubation.reviews.order_by("pk").values_list("capacity", flat=True)) == [2, 4]
    assert incubation.next_review_on == date(2026, 11, 17)
    for wrong in (0, 6):
        with pytest.raises(IntegrityError), transaction.atomic():
            actions.review_incubation(incubation, capacity=wrong, by=seat("worker"))
    assert incubation.reviews.count() == 2


def test_it_leaves_with_a_reason_and_what_it_was_stays_on_record():
    incubation = applied()
    actions.admit(incubation, test_score=80, **UNTIL, by=seat("director"))
    actions.review_incubation(incubation, capacity=2, by=seat("worker"))
    with pytest.raises(StepRefused):
        actions.end_incubation(incubation, step="leave", by=seat("worker"))
    actions.end_incubation(incubation, step="leave", reason="负责人迁往外地", by=seat("worker"))
    assert (incubation.state, incubation.next_review_on, incubation.mentor) == ("left", None, "周老师")
    assert [each.reason for each in INCUBATION.signatures(incubation)][-1] == "负责人迁往外地"
    with pytest.raises(StepRefused):
        actions.end_incubation(incubation, step="graduate", by=seat("director"))
    waiting = organizations_waiting_for(later(seat("worker"), 300))  # neither its end nor its review is asked for
    assert not any("/incubations/" in each.url for each in waiting)


def test_graduation_is_a_named_person_s_and_only_after_a_review():
    incubation = applied()
    actions.admit(incubation, test_score=80, **UNTIL, by=seat("director"))
    actions.review_incubation(incubation, capacity=5, by=seat("worker"))
    with pytest.raises(Refused):
        actions.end_incubation(incubation, step="graduate", by=system_actor(place=CENTRE, via="job", at=NOW))
    actions.end_incubation(incubation, step="graduate", by=seat("director"))
    assert incubation.state == "graduated"
    with pytest.raises(StepRefused):
        actions.end_incubation(incubation, step="leave", reason="迟了", by=seat("worker"))


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
    said = {"about": "为高龄老人提供上门照护。", "public_address": "", "hours": "", "public_phone": "", "website": ""}
    assert contact.get(url).status_code == 200
    assert contact.post(url, {**said, "about": ""}).status_code == 422  # nothing was changed
    assert contact.post(url, said).status_code == 302
    change = ChangeRequest.everything.get()
    organization.refresh_from_db()
    assert organization.about == ""
    shown = worker.get(f"/organizations/changes/{change.pk}/").content.decode()
    assert "<ins>为高龄老人提供上门照护。</ins>" in shown
    assert contact.post(f"/organizations/changes/{change.pk}/acceptance/").status_code == 403
    assert contact.post(url, {**said, "hours": "每天"}).status_code == 422  # one at a time
    assert worker.post(f"/organizations/changes/{change.pk}/acceptance/").status_code == 302
    organization.refresh_from_db()
    assert organization.about == "为高龄老人提供上门照护。"
    assert "已采纳" in worker.get("/organizations/changes/").content.decode()


def test_a_change_was_asked_for_on_the_day_here_also_before_eight_in_the_morning(on_the_day):
    """The database keeps moments in UTC, where it was still the day before."""
    organization = an_organization()
    said = {"about": "上门照护。", "public_address": "", "hours": "", "public_phone": "", "website": ""}
    browser("contact", of=organization).post(f"/organizations/{organization.pk}/changes/new/", said)
    ChangeRequest.everything.update(asked_at=NOW.replace(day=11, hour=0, minute=20))
    listed = browser("worker").get("/organizations/changes/").content.decode()
    assert "2026-03-11" in listed
    assert "2026-03-10" not in listed


def test_an_entry_never_rewrites_the_registered_address_and_both_are_shown(on_the_day):
    organization = an_organization()
    url = f"/organizations/{organization.pk}/changes/new/"
    said = {"about": "", "public_address": "西康路1号", "address": "西康路1号", "scope": "别的业务"}
    assert browser("contact", of=organization).post(url, said).status_code == 302
    change = ChangeRequest.everything.get()
    assert change.proposed == {"public_address": "西康路1号"}
    accept_change(change, by=seat("worker"))
    organization.refresh_from_db()
    assert (organization.address, organization.public_address, organization.scope) == ("常德路100号", "西康路1号", "")
    shown = browser("worker").get(f"/organizations/{organization.pk}/").content.decode()
    assert "常德路100号" in shown
    assert "与登记住所不一致" in shown


def test_a_request_of_before_that_asks_for_a_registered_fact_is_not_taken_over():
    change = ask_for_change(organization := an_organization(), about="甲", by=seat("contact", of=an_organization_of(2)))
    ChangeRequest.everything.update(proposed={"scope": "别的业务"}, before={"scope": ""})
    with pytest.raises(Refused):
        accept_change(ChangeRequest.everything.select_related("organization").get(pk=change.pk), by=seat("worker"))
    organization.refresh_from_db()
    assert organization.scope == ""


def an_organization_of(number: int):
    return an_organization(f"第{number}服务社", number=number)


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
