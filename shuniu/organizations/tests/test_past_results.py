"""A result of before the program's time is mirrored with its source, and nothing adverse follows from it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from shuniu.kernel.actor import system_actor
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.permissions import Refused
from shuniu.organizations.actions.inspections import enter_past_result
from shuniu.organizations.actions.reminding import remind_organizations
from shuniu.organizations.grading import bars_to_grading
from shuniu.organizations.jobs import remind_of_inspection
from shuniu.organizations.models import Inspection, InspectionReminder, Listing
from shuniu.organizations.queries import inspections_waiting_for
from shuniu.organizations.statistics import Span, statistics
from shuniu.organizations.waiting import organizations_waiting_for
from shuniu.organizations.workflow import INSPECTION

from .cast import NOW, TODAY, a_cycle, an_organization, browser, seat

pytestmark = pytest.mark.django_db
PLATFORM = "上海社会组织公共服务平台"
FAILED = {
    "year": 2024, "received_on": None, "verdict": "fail", "decided_on": date(2025, 6, 20), "source": PLATFORM,
    "published_on": date(2025, 6, 30),
}  # fmt: skip


@pytest.fixture
def past():
    """An organization that came later than its inspection of 2024, which it failed elsewhere."""
    a_cycle(2024)
    return enter_past_result(an_organization(), **FAILED, by=seat("worker"))


@pytest.mark.parametrize(
    "missing", [{"source": " "}, {"published_on": date(2026, 3, 19)}, {"published_on": date(2025, 6, 1)}]
)
def test_it_names_who_published_it_and_when(missing):
    a_cycle(2024)
    with pytest.raises(Refused):
        enter_past_result(an_organization(), **{**FAILED, **missing}, by=seat("worker"))
    assert not Inspection.everything.exists()


def test_the_database_keeps_no_source_without_its_day(past):
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.everything.filter(pk=past.pk).update(published_on=None)


def test_the_trail_tells_the_source(past):
    facts = TrailEntry.objects.get(kind="organizations.inspection_history").facts
    assert (facts["source"], facts["published"]) == (PLATFORM, "2025-06-30")


def test_nobody_is_reminded_of_it(past):
    with pytest.raises(Refused):
        remind_organizations([past], channel="phone", by=seat("worker"))
    remind_of_inspection(by=system_actor(place=0, via="job", at=NOW, name="clock"))
    assert not InspectionReminder.everything.exists()
    assert past.due_on is None


def test_it_waits_for_nobody_and_opens_no_step(past):
    for actor in (seat("worker"), seat("director"), seat("officer"), seat("contact", of=past.organization)):
        assert not inspections_waiting_for(actor).exists()
        assert not list(INSPECTION.open_steps(past, actor))
    assert not [each for each in organizations_waiting_for(seat("worker")) if "2024" in str(each)]


def test_it_bars_from_no_grade_and_puts_on_no_list(past):
    assert bars_to_grading(past.organization, on=TODAY) == []
    assert not Listing.everything.exists()


def test_two_basic_passes_of_which_one_is_only_mirrored_bar_nothing():
    organization = an_organization(registered_on=date(2015, 6, 1))
    for year in (2023, 2024):
        a_cycle(year, kind="association")
    organization.kind = "association"
    organization.save(update_fields=["kind"])
    for year in (2023, 2024):
        said = {**FAILED, "year": year, "verdict": "basic"}
        enter_past_result(organization, **said, by=seat("worker"))
    assert bars_to_grading(organization, on=TODAY) == []


def test_it_counts_as_history_and_not_as_a_result(past):
    span = Span(date(2025, 1, 1), date(2025, 12, 31), seat("director"))
    counted = {line.name: line.value for _title, lines in statistics(span) for line in lines}
    assert counted["history"] == 1
    assert [counted[name] for name in ("asked", "late", "not-received", "result-fail", "rectifying", "abnormal")] == [
        0
    ] * 6


def test_its_pages_say_that_nothing_follows(past, on_the_day):
    page = browser("worker")
    shown = page.get(f"/organizations/inspections/{past.pk}/").content.decode()
    assert PLATFORM in shown
    assert "不产生任何后果" in shown
    for never in ("已提醒", "应交材料", "预检", "打印报告书"):  # nothing of it went through here
        assert never not in shown.split("<main")[1]
    assert "tag late" not in shown.split("<h2>结论</h2>")[1].split("</section>")[0]
    assert PLATFORM in page.get(f"/organizations/{past.organization_id}/").content.decode()
    assert "不合格（照公布录入）" in page.get("/organizations/inspections/?year=2024").content.decode()
    assert past.organization.name not in page.get("/organizations/inspections/?year=2024&verdict=fail").content.decode()
    asked = page.get(f"/organizations/{past.organization_id}/inspections/past/new/").content.decode()
    assert "不产生任何后果" in asked
    assert "公布来源" in asked
