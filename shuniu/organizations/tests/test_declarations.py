"""What was declared stays as it was declared; what was typed in one year is carried into all that follow."""

import pytest
from django.db import IntegrityError, transaction

from shuniu.kernel.permissions import Refused
from shuniu.organizations.actions import inspections as actions
from shuniu.organizations.actions.registering import correct_organization
from shuniu.organizations.checking import findings_of
from shuniu.organizations.form import answers_for
from shuniu.organizations.models import Declaration, Inspection
from shuniu.organizations.papers.report import report_paper
from shuniu.organizations.tests.cast import TODAY, a_cycle, an_inspection, an_organization, browser, filled, seat

pytestmark = pytest.mark.django_db


def printed(inspection) -> str:
    return str(report_paper(inspection, by=seat("worker")).to_data())


def again(inspection) -> Inspection:
    return Inspection.everything.select_related("organization", "cycle").get(pk=inspection.pk)


def test_a_declared_report_keeps_the_leader_and_the_name_of_its_day():
    inspection = filled(an_inspection())
    before = printed(inspection)
    correct_organization(
        inspection.organization, legal_representative="李强", name="长寿乐龄服务中心", by=seat("worker")
    )
    now = again(inspection)
    assert printed(now) == before
    assert answers_for(now, on=TODAY)["legal_representative"] == "王敏"
    outcomes = {each.rule: each.outcome for each in findings_of(now, on=TODAY)}
    assert outcomes["legal_representative"] == "finding"  # the report and the register do not say the same
    actions.declare_true(now, name="李强", by=seat("worker"))
    assert answers_for(now, on=TODAY)["legal_representative"] == "李强"
    assert Declaration.everything.count() == 2


def test_a_change_asks_for_another_declaration_and_the_first_stays_on_record():
    inspection = filled(an_inspection())
    actions.fill_in(inspection, answers={"board": 9}, by=seat("worker"))
    assert (inspection.declaration, inspection.declared_by) == (None, "")
    assert Declaration.everything.get().answers["board"] == 5
    for change in ({"answers": {}}, {"declared_by": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Declaration.everything.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Declaration.everything.all().delete()


def test_what_goes_on_without_a_declaration_is_kept_and_stands_open_again_when_sent_back():
    inspection = filled(an_inspection())
    actions.fill_in(inspection, answers={"board": 9}, by=seat("worker"))
    with pytest.raises(Refused):
        actions.pre_check(inspection, by=seat("worker"))
    actions.pre_check(inspection, anyway_because="负责人出差", by=seat("worker"))
    correct_organization(inspection.organization, legal_representative="李强", by=seat("worker"))
    assert answers_for(again(inspection), on=TODAY)["legal_representative"] == "王敏"
    actions.send_back(inspection, reason="补签", by=seat("officer"))
    assert answers_for(again(inspection), on=TODAY)["legal_representative"] == "李强"


@pytest.fixture
def years():
    """An organization's inspections of three years; the first was filled in, the second only accepted."""
    an_organization()
    for year in (2023, 2024, 2025):
        a_cycle(year)
    rows = Inspection.everything.select_related("organization", "cycle").order_by("year")
    first, second, third = rows
    actions.fill_in(first, answers={"board": 7, "closing_net": "1000"}, by=seat("worker"))
    actions.fill_in(second, answers={"income": "50", "expense": "20", "closing_net": "1030"}, by=seat("worker"))
    return first, second, third


def test_what_was_typed_in_one_year_is_carried_through_all_that_follow(years):
    _first, second, third = years
    assert answers_for(second, on=TODAY)["board"] == answers_for(third, on=TODAY)["board"] == 7
    actions.fill_in(second, answers={"board": None}, by=seat("worker"))
    assert answers_for(third, on=TODAY)["board"] is None  # emptied is an answer too


def test_an_opening_is_last_year_s_closing_and_a_different_one_is_found(years):
    third = years[2]
    assert answers_for(third, on=TODAY)["opening_net"] == "1030"
    assert {f.rule: f.outcome for f in findings_of(third, on=TODAY)}["opening"] == "fits"
    actions.fill_in(third, answers={"opening_net": "999"}, by=seat("worker"))
    finding = next(f for f in findings_of(third, on=TODAY) if f.rule == "opening")
    assert (finding.outcome, finding.facts) == ("finding", {"was": "1030", "now": "999"})


def test_the_season_counts_the_opening_that_is_shown_though_nobody_typed_it(years, on_the_day):
    third = years[2]
    said = {"income": "10", "expense": "0", "closing_net": "1040"}
    actions.fill_in(third, answers=said, by=seat("worker"))
    page, address = browser("worker"), "/organizations/inspections/?year=2025"
    assert "净资产" not in page.get(address).content.decode()
    actions.fill_in(third, answers={"closing_net": "1041"}, by=seat("worker"))
    assert "净资产" in page.get(address).content.decode()
