"""The statistics: every figure is counted by the rows it opens to."""

import io
from datetime import date

import openpyxl
import pytest

from shuniu.organizations.actions.growing import note_grade, note_listing
from shuniu.organizations.actions.inspections import pre_check, record_verdict, send_on
from shuniu.organizations.actions.registering import note_possession, record_life
from shuniu.organizations.models import Inspection, Premises
from shuniu.organizations.statistics import FIGURES, Span, statistics

from .cast import CENTRE, NEIGHBOUR, TODAY, an_inspection, an_organization, browser, code, filled, later, seat

pytestmark = pytest.mark.django_db
YEAR = {"from": "2026-01-01", "to": "2026-12-31"}


def span(role: str = "director", *, first: date = date(2026, 1, 1), last: date = TODAY) -> Span:
    return Span(first, last, seat(role))


def counted(asked: Span) -> dict:
    """Figure, or (breakdown, value) → its value."""
    lines = [line for _title, found in statistics(asked) for line in found]
    return {line.name if line.of is None else (line.name, line.of): line.value for line in lines}


@pytest.fixture
def year():
    """A care home inspected late, an association that left, a foundation suspended, and one that is settling."""
    care = an_inspection(members=30, staff_part=4, figures_on=TODAY, party_branch="老年护理党支部", party_members=5)
    home, worker = care.organization, seat("worker")
    note_possession(Premises(centre_id=CENTRE, organization=home, address="常德路100号", area=320), by=worker)
    record_life(home, fact="settled_on", on=date(2026, 2, 1), by=worker)
    note_grade(home, grade=3, given_on=date(2022, 5, 1), by=worker)
    note_grade(home, grade=4, given_on=date(2026, 2, 10), by=worker)
    gone = an_organization("普善协会", number=2, kind="association", code=code(2, "1"), supervisor="")
    record_life(gone, fact="deregistered_on", on=date(2026, 3, 2), by=worker)
    still = an_organization("明德基金会", number=3, kind="foundation", code=code(3, "3"), registry="上海市民政局")
    record_life(still, fact="suspended_on", on=date(2026, 3, 10), by=worker)
    listed = {"ground": "未按时报送年报", "source": "上海社会组织", "entered_on": date(2025, 7, 1)}
    note_listing(still, which="abnormal", **listed, by=worker)
    an_organization("还在落户的", number=4, code=None, registered_on=None)
    filled(care)
    pre_check(care, by=worker)
    send_on(care, step="send_to_supervisor", by=worker)
    send_on(care, step="send_to_registry", by=seat("officer"))
    record_verdict(care, verdict="pass", decided_on=TODAY, by=worker)
    return home


def test_stocks_stand_as_of_the_last_day_and_changes_within_the_period(year):
    now = counted(span())
    told = {
        name: now[name] for name in ("total", "kind-private_unit", "kind-foundation", "suspended", "settling", "helped")
    }
    assert told == {
        "total": 2, "kind-private_unit": 1, "kind-foundation": 1, "suspended": 1, "settling": 1, "helped": 1,
    }  # fmt: skip
    changes = [now[name] for name in ("registered", "moved-in", "suspended-in", "moved-away", "deregistered")]
    assert changes == [0, 1, 1, 0, 1]
    before = counted(span(last=date(2026, 3, 1)))
    assert (before["total"], before["kind-association"], before["suspended"], before["deregistered"]) == (3, 1, 0, 0)


def test_people_premises_and_the_party_are_counts(year):
    now = counted(span())
    names = (
        "told",
        "members",
        "staff-full",
        "staff-part",
        "premises",
        "area",
        "branches",
        "no-branch",
        "party-members",
    )
    assert [now[name] for name in names] == [1, 30, 24, 4, 1, 320, 1, 1, 5]
    assert (now["committees"], now["per-committee"]) == (0, None)


def test_registries_and_supervisors_add_up_to_the_total(year):
    now = counted(span())
    for breakdown in ("registry", "supervisor", "committee"):
        assert sum(value for name, value in now.items() if isinstance(name, tuple) and name[0] == breakdown) == 2
    assert (now["registry", "普陀区民政局"], now["registry", "上海市民政局"]) == (1, 1)


def test_the_newest_grade_counts_and_a_listing_until_it_is_taken_off(year):
    now = counted(span())
    assert [now[f"grade-{n}"] for n in (5, 4, 3)] == [0, 1, 0]
    assert (now["graded"], now["abnormal"], now["listed"]) == (1, 1, 0)


def test_the_inspections_of_the_period_are_those_whose_last_day_falls_in_it(year):
    names = ("asked", "on-time", "late", "not-received", "result-pass", "result-fail")
    assert [counted(span())[name] for name in names] == [0] * 6  # the last day is in May
    whole = counted(span(last=date(2026, 12, 31)))
    assert [whole[name] for name in names] == [1, 1, 0, 0, 1, 0]
    Inspection.everything.update(received_on=date(2026, 6, 2))
    assert counted(span(last=date(2026, 12, 31)))["late"] == 1


def test_every_count_is_the_number_of_the_rows_it_opens_to(year):
    asked = span(last=date(2026, 12, 31))
    by_name = {
        "supervisors",
        "committees",
        "per-committee",
        "members",
        "staff-full",
        "staff-part",
        "area",
        "party-members",
    }
    for name, value in counted(asked).items():
        key, of = name if isinstance(name, tuple) else (name, "")
        if key not in by_name:
            assert FIGURES[key].rows(asked, of).count() == value, name


def test_another_place_counts_its_own(year):
    there = Span(date(2026, 1, 1), TODAY, seat("worker", place=NEIGHBOUR, name="邻"))
    assert set(counted(there).values()) <= {0, None}


def test_the_page_opens_every_figure_and_asks_few_questions(year, on_the_day, django_assert_max_num_queries):
    page = browser("director")
    page.get("/organizations/statistics/", YEAR)
    with django_assert_max_num_queries(16):
        shown = page.get("/organizations/statistics/", YEAR).content.decode()
    assert "上海市民政局" in shown
    for name in FIGURES:
        answer = page.get(f"/organizations/statistics/{name}/", {**YEAR, "of": "上海市民政局"})
        assert answer.status_code == 200, name
    assert page.get("/organizations/statistics/none/").status_code == 404
    rows = page.get("/organizations/statistics/suspended-in/", YEAR).content.decode()
    assert "明德基金会" in rows
    assert year.name not in rows


def test_the_workbook_says_of_every_line_what_days_it_speaks_for(year, on_the_day):
    answer = browser("officer").get("/organizations/statistics/", {**YEAR, "export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[0] == ["类别", "数据项", "数值", "单位", "开始", "截至日期"]
    found = {line[1]: line for line in lines[1:]}
    assert found["专职人员数"][2:4] == [24, "人"]
    assert found["期内注销"][2] == 1
    assert found["期内注销"][4].date() == date(2026, 1, 1)
    assert found["专职人员数"][4] is None
    assert "organization-statistics-20260101-20261231.xlsx" in answer["Content-Disposition"]


@pytest.mark.parametrize(("role", "status"), [("worker", 200), ("bureau", 200), ("contact", 403), ("auditor", 403)])
def test_who_draws_up_the_statistics(role, status, on_the_day):
    mine = an_organization() if role == "contact" else None
    assert browser(role, of=mine).get("/organizations/statistics/").status_code == status


def test_the_next_years_count_again(year):
    assert counted(Span(date(2027, 1, 1), date(2027, 12, 31), later(seat("director"), 700)))["deregistered"] == 0
