"""The yearly inspection, from reminder to verdict."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shuniu.kernel import trail
from shuniu.kernel.attachments.types import judge
from shuniu.kernel.models import Attachment, DatedSetting
from shuniu.kernel.permissions import Refused
from shuniu.kernel.workflow import StepRefused
from shuniu.organizations.actions import inspections as actions
from shuniu.organizations.checking import findings_of, in_words
from shuniu.organizations.form import answers_for, sections_of
from shuniu.organizations.lists.season import Season
from shuniu.organizations.models import Inspection, InspectionCycle, Licence, ReminderCall
from shuniu.organizations.papers.report import report_paper
from shuniu.organizations.queries import inspected_on_time
from shuniu.organizations.tests.cast import (
    CENTRE,
    NOW,
    PDF,
    REGISTRY,
    TODAY,
    a_cycle,
    an_inspection,
    an_organization,
    browser,
    code,
    filled,
    seat,
)
from shuniu.organizations.workflow import GOING_ON, INSPECTION, belongs

pytestmark = pytest.mark.django_db


def outcomes(inspection) -> dict[str, str]:
    return {each.rule: each.outcome for each in findings_of(inspection, on=TODAY)}


def test_an_inspection_goes_its_whole_way_and_is_on_time():
    inspection = filled(an_inspection())
    assert set(outcomes(inspection).values()) == {"fits", "unknown"}  # there is no last year to compare with
    actions.pre_check(inspection, by=seat("worker"))
    actions.send_on(inspection, step="send_to_supervisor", by=seat("worker"))
    actions.send_on(inspection, step="send_to_registry", opinion="初审合格", received_on=TODAY, by=seat("officer"))
    actions.record_verdict(inspection, verdict="pass", decided_on=TODAY, published_at="上海社会组织", by=seat("worker"))
    assert (inspection.state, inspection.was_on_time) == ("decided", True)
    assert not inspected_on_time(TODAY, seat("worker")).exists()  # the last day has not come
    assert inspected_on_time(date(2026, 5, 31), seat("worker")).get() == inspection
    assert len(trail.of_thing(inspection)) >= 8


def test_the_cycle_asks_those_of_its_registry_and_kind_registered_in_time():
    asked = an_organization()
    an_organization("新成立", number=2, registered_on=date(2025, 7, 1))
    an_organization("别的登记机关", number=3, registry="上海市民政局")
    an_organization("已注销", number=4, deregistered_on=date(2026, 1, 1))
    just = an_organization("刚够六个月", number=5, registered_on=date(2025, 6, 30))
    cycle = a_cycle()
    assert {i.organization for i in cycle.inspections.all()} == {asked, just}
    with pytest.raises(Refused):
        a_cycle()


def test_days_out_of_order_open_nothing():
    with pytest.raises(Refused):
        actions.open_cycle(
            centre_id=CENTRE, registry=REGISTRY, kind="private_unit", year=2025, opens_on=date(2026, 4, 1),
            supervisor_by=date(2026, 3, 31), registry_by=date(2026, 5, 31), papers=[], by=seat("director"),
        )  # fmt: skip


def test_what_the_register_knows_is_answered_and_last_year_is_carried_forward():
    organization = an_organization()
    a_cycle(2024)
    before = Inspection.everything.select_related("organization", "cycle").get(year=2024)
    actions.fill_in(before, answers={"board": 7, "closing_net": "88000", "events": 3}, by=seat("worker"))
    a_cycle(2025)
    now = Inspection.everything.select_related("organization", "cycle").get(year=2025)
    answers = answers_for(now, on=TODAY)
    assert (answers["name"], answers["staff_full"]) == (organization.name, 12)
    assert answers["board"] == 7  # carried
    assert answers["events"] is None  # of one year only
    assert answers["opening_net"] == "88000"  # last year's closing
    assert now.answers == {}


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"closing_net": "120001"}, "sums"),
        ({"legal_representative": "李强"}, "legal_representative"),
        ({"address": "别处2号"}, "address"),
        ({"account": ""}, "questions"),
    ],
)
def test_what_does_not_fit_is_found_and_needs_a_name_and_a_reason(answers, rule):
    inspection = filled(an_inspection(), **answers)
    assert outcomes(inspection)[rule] == "finding"
    with pytest.raises(Refused):
        actions.pre_check(inspection, by=seat("worker"))
    assert inspection.state == "reminded"
    rows = actions.pre_check(inspection, anyway_because="已约定下周补正", by=seat("worker"))
    assert {row.rule for row in rows if row.outcome == "finding"} == {rule}
    assert all(row.version == 1 for row in rows)
    assert inspection.anyway_because


def test_missing_papers_and_what_has_run_out_are_named():
    inspection = an_inspection()
    Licence.everything.create(
        centre_id=CENTRE, organization=inspection.organization, title="执业许可证", valid_until=date(2026, 1, 1)
    )
    found = {each.rule: each for each in findings_of(inspection, on=TODAY)}
    assert found["papers"].facts["missing"] == ["report", "certificate", "accounts"]
    assert found["run_out"].facts["gone"] == ["执业许可证"]
    assert found["sums"].outcome == "unknown"
    assert found["statement"].outcome == "finding"
    for rule, lacking in (("sums", "四项填齐后才能核对"), ("opening", "没有上年末净资产的记录")):
        assert lacking in in_words(found[rule], inspection, on=TODAY)


def test_steps_out_of_order_are_refused_and_move_nothing():
    inspection = an_inspection()
    with pytest.raises(StepRefused):
        actions.send_on(inspection, step="send_to_registry", by=seat("officer"))
    with pytest.raises(StepRefused):
        actions.record_verdict(inspection, verdict="pass", decided_on=TODAY, by=seat("worker"))
    assert Inspection.everything.get().state == "reminded"


def test_one_registered_directly_goes_past_the_supervisor():
    inspection = filled(an_inspection(supervisor_signs=False))
    assert inspection.due_on == date(2026, 5, 31)
    actions.pre_check(inspection, by=seat("worker"))
    with pytest.raises(Refused):
        actions.send_on(inspection, step="send_to_supervisor", by=seat("worker"))
    actions.send_on(inspection, step="send_direct", by=seat("worker"))
    assert inspection.state == "with_registry"


def test_sent_back_it_can_be_mended_and_comes_again():
    inspection = filled(an_inspection())
    actions.pre_check(inspection, by=seat("worker"))
    with pytest.raises(Refused):
        actions.fill_in(inspection, answers={"board": 9}, by=seat("worker"))
    with pytest.raises(Refused):
        actions.send_back(inspection, reason=" ", by=seat("officer"))
    actions.send_back(inspection, reason="总结太短", by=seat("officer"))
    actions.fill_in(inspection, answers={"board": 9}, by=seat("contact", of=inspection.organization))
    assert inspection.declared_by == ""  # another report: the statement is given anew


def test_a_verdict_with_things_to_put_right_has_a_time_limit():
    inspection = filled(an_inspection())
    actions.pre_check(inspection, by=seat("worker"))
    actions.send_on(inspection, step="send_to_supervisor", by=seat("worker"))
    actions.send_on(inspection, step="send_to_registry", by=seat("officer"))
    with pytest.raises(Refused):
        actions.record_verdict(inspection, verdict="pass", decided_on=date(2026, 3, 1), by=seat("worker"))
    actions.record_verdict(inspection, verdict="basic", decided_on=TODAY, rectify=True, by=seat("worker"))
    assert (inspection.state, inspection.rectify_by) == ("rectifying", date(2026, 6, 18))
    actions.put_right(inspection, on=TODAY, by=seat("worker"))
    assert (inspection.state, inspection.verdict) == ("decided", "basic")


def test_a_result_without_that_year_s_inspection_is_refused_with_the_way_out():
    organization, worker = an_organization(), seat("worker")
    said = {
        "year": 2023, "received_on": date(2024, 3, 1), "verdict": "pass", "decided_on": date(2024, 6, 1),
        "source": "上海社会组织公共服务平台", "published_on": date(2024, 6, 20),
    }  # fmt: skip
    with pytest.raises(Refused, match="2023"):
        actions.enter_past_result(organization, **said, by=worker)
    assert not Inspection.everything.exists()
    late = an_organization("后来的", number=2, registered_on=None)
    a_cycle(2023)
    actions.enter_past_result(late, **said, by=worker)
    with pytest.raises(Refused):
        actions.enter_past_result(organization, **said, by=worker)


# --- Which steps an inspection takes ----------------------------------------------------------------------------------
DAYS = {"opens_on": date(2026, 1, 1), "registry_by": date(2026, 5, 31), "papers": ["report"]}


def opened(kind: str, **facts) -> Inspection:
    said = {"centre_id": CENTRE, "registry": REGISTRY, "kind": kind, "year": 2025}
    cycle = actions.open_cycle(**said, **DAYS, **facts, by=seat("director"))
    return Inspection.everything.select_related("organization", "cycle").get(cycle=cycle)


def names(inspection) -> list[str]:
    return [
        step.name
        for step, answer in INSPECTION.open_steps(inspection, seat("worker"))
        if answer and belongs(step, inspection) and step.name in GOING_ON
    ]


def test_two_inspections_of_one_year_run_through_their_own_steps_and_days():
    """Private units by centre, supervisor and registry; foundations straight to the registry."""
    an_organization()
    an_organization("明德基金会", number=2, kind="foundation", code=code(2, "3"))
    long = opened("private_unit", hand_in_by=date(2026, 2, 28), supervisor_by=date(2026, 3, 31))
    short = opened("foundation", steps=["with_registry"], supervisor_by=date(2026, 3, 31))
    assert (long.due_on, short.due_on) == (date(2026, 2, 28), date(2026, 5, 31))
    assert short.cycle.supervisor_by is None  # a day for a step that is not taken is no day
    assert (names(long), names(short)) == (["pre_check"], ["send_direct"])

    for step in ("send_to_supervisor", "send_direct"):
        with pytest.raises(Refused):
            actions.send_on(long, step=step, by=seat("worker"))
    actions.pre_check(filled(long), by=seat("worker"))
    assert (long.due_on, names(long)) == (date(2026, 3, 31), ["send_to_supervisor"])
    actions.send_on(long, step="send_to_supervisor", by=seat("worker"))
    assert (long.due_on, names(long)) == (date(2026, 5, 31), ["send_to_registry"])
    actions.send_on(long, step="send_to_registry", by=seat("officer"))

    with pytest.raises(Refused):
        actions.pre_check(short, anyway_because="这一批次没有预检", by=seat("worker"))
    actions.send_on(short, step="send_direct", by=seat("worker"))
    assert (long.state, short.state) == ("with_registry", "with_registry")
    assert short.declaration is not None  # what went on without a pre-check is kept all the same
    for each in (long, short):
        actions.record_verdict(each, verdict="pass", decided_on=TODAY, by=seat("worker"))


def test_the_supervisor_may_sign_without_a_pre_check_before():
    an_organization()
    inspection = opened("private_unit", steps=["with_supervisor"], supervisor_by=date(2026, 3, 31))
    assert (inspection.due_on, names(inspection)) == (date(2026, 3, 31), ["send_to_supervisor"])
    actions.send_on(inspection, step="send_to_supervisor", by=seat("worker"))
    assert names(inspection) == ["send_to_registry"]


def test_one_registered_directly_passes_the_supervisor_of_its_cycle():
    an_organization(supervisor_signs=False)
    inspection = opened("private_unit", hand_in_by=date(2026, 2, 28), supervisor_by=date(2026, 3, 31))
    actions.pre_check(filled(inspection), by=seat("worker"))
    assert (inspection.due_on, names(inspection)) == (date(2026, 5, 31), ["send_direct"])


@pytest.mark.parametrize(
    "days",
    [
        {},  # the supervisor signs, and no day is said
        {"supervisor_by": date(2026, 6, 1)},
        {"supervisor_by": date(2025, 12, 31)},
        {"supervisor_by": date(2026, 3, 31), "hand_in_by": date(2026, 4, 1)},
    ],
)
def test_steps_without_their_days_or_out_of_order_open_nothing(days):
    an_organization()
    with pytest.raises(Refused):
        opened("private_unit", **days)
    assert not InspectionCycle.everything.exists()


def test_the_rules_of_the_day_propose_the_steps_and_a_cycle_keeps_its_own(on_the_day):
    an_organization("明德基金会", number=2, kind="foundation", code=code(2, "3"))
    DatedSetting.objects.create(
        place_id=CENTRE, key="organizations.inspection.steps", valid_from=TODAY,
        value={"private_unit": ["pre_checked", "with_supervisor"], "foundation": ["pre_checked"]}, source="本地规定",
    )  # fmt: skip
    director = browser("director")
    new = "/organizations/inspections/new/"
    assert "checked" in _box(director.get(new).content.decode(), "with_supervisor")
    proposed = director.get(f"{new}?kind=foundation").content.decode()
    assert "checked" not in _box(proposed, "with_supervisor")
    assert "checked" in _box(proposed, "pre_checked")
    said = {
        "year": "2025", "kind": "foundation", "registry": REGISTRY, "steps": ["pre_checked"], "opens_on": "2026-01-01",
        "hand_in_by": "2026-04-15", "registry_by": "2026-05-31", "papers": ["report"],
    }  # fmt: skip
    assert director.post(new, {**said, "steps": ["pre_checked", "with_supervisor"]}).status_code == 422
    assert director.post(new, said).status_code == 302
    DatedSetting.objects.filter(key="organizations.inspection.steps", place_id=CENTRE).delete()
    inspection = Inspection.everything.select_related("organization", "cycle").get()
    assert (inspection.way, inspection.due_on) == (["pre_checked", "with_registry"], date(2026, 4, 15))
    shown = director.get(f"/organizations/inspections/{inspection.pk}/").content.decode()
    assert "主管单位初审" not in shown.split("</ol>")[0]


def _box(page: str, value: str) -> str:
    return re.search(rf'<input type="checkbox" name="steps" value="{value}"[^>]*>', page)[0]


# --- Pages ------------------------------------------------------------------------------------------------------------
def test_the_season_shows_states_reminders_missing_papers_and_sums(on_the_day, django_assert_max_num_queries):
    inspection = an_inspection()
    actions.fill_in(
        inspection, answers={"opening_net": "1", "income": "1", "expense": "0", "closing_net": "3"}, by=seat("worker")
    )
    page = browser("worker")
    assert "全部3份" in page.get("/organizations/inspections/").content.decode()
    paper = judge("certificate.pdf", PDF, place=CENTRE, on=TODAY)
    actions.hand_in_paper(inspection, paper=paper, kind="certificate", by=seat("worker"))
    with django_assert_max_num_queries(9):
        shown = page.get("/organizations/inspections/").content.decode()
    for text in (inspection.organization.name, "年度检查报告书、财务会计报告", "净资产", "已提醒"):
        assert text in shown


def test_a_season_of_many_pages_and_years_asks_no_more(on_the_day, django_assert_max_num_queries):
    for number in range(60):
        an_organization(f"第{number}服务社", number=number + 1)
    a_cycle(2024)
    a_cycle(2025)
    page = browser("worker")
    page.get("/organizations/inspections/")
    for asked, said in (("", "60条"), ("?year=2024", "60条"), ("?state=due&year=2024", "60条"), ("?late=1", "0条")):
        with django_assert_max_num_queries(9):
            assert said in page.get(f"/organizations/inspections/{asked}").content.decode()


def test_the_season_is_drawn_once_while_nothing_in_it_changes(on_the_day, monkeypatch):
    drawn = []
    prepare = Season.prepare
    monkeypatch.setattr(Season, "prepare", lambda self, rows: drawn.append(len(rows)) or prepare(self, rows))
    inspection = an_inspection()
    a_cycle(2024)
    page = browser("worker")
    last_year = Inspection.everything.select_related("organization", "cycle").get(year=2024)

    def shown() -> tuple[str, int]:
        del drawn[:]
        text = page.get("/organizations/inspections/?year=2025").content.decode()
        return re.sub(r'"\w{64}"', "", text), len(drawn)  # the page's own token differs each time

    shown()
    assert shown()[1] == 0

    def fill_in(which, **figures) -> None:
        actions.fill_in(which, answers=figures, by=seat("worker"))

    fill_in(inspection, income="1", expense="0", closing_net="3")
    changes = (
        lambda: fill_in(last_year, closing_net="1"),  # carried to this year's opening: the sums fit no more
        lambda: actions.hand_in_paper(
            inspection, paper=judge("c.pdf", PDF, place=CENTRE, on=TODAY), kind="certificate", by=seat("worker")
        ),
        lambda: a_cycle(2023),  # one more year to choose
    )
    for change in changes:
        before = shown()[0]
        change()
        after, times = shown()
        assert times == 1, "drawn anew"
        assert after != before
        assert shown() == (after, 0)


def test_the_filter_says_the_year_that_is_shown_and_offers_no_other(on_the_day):
    an_organization("甲服务社", number=1)
    a_cycle(2024)
    a_cycle(2025)
    page = browser("worker")
    for asked, year in (("", 2025), ("?year=2024", 2024), ("?year=1999", 2025), ("?year=", 2025)):
        shown = page.get(f"/organizations/inspections/{asked}").content.decode()
        (choice,) = re.findall(r'<select id="f-year".*?</select>', shown, re.DOTALL)
        assert re.findall(r'value="(\d*)"( selected)?', choice) == [
            (str(each), " selected" if each == year else "") for each in (2025, 2024)
        ]
        assert "全部" in re.search(r'<select id="f-kind".*?</select>', shown, re.DOTALL)[0]


def test_papers_are_called_in_the_readers_language(on_the_day):
    inspection = an_inspection()
    paper = judge("certificate.pdf", PDF, place=CENTRE, on=TODAY)
    actions.hand_in_paper(inspection, paper=paper, kind="certificate", by=seat("worker"))
    page = browser("worker", language="en")
    for address in ("", "papers/new/", "pre-check/"):
        shown = page.get(f"/organizations/inspections/{inspection.pk}/{address}").content.decode()
        assert "Yearly report" in shown
        assert "年度检查报告书" not in shown


def test_a_contact_fills_in_section_by_section_and_may_leave_it_incomplete(on_the_day):
    inspection = an_inspection()
    page, url = browser("contact", of=inspection.organization), f"/organizations/inspections/{inspection.pk}/"
    for section in sections_of(place=CENTRE, on=TODAY)[:9]:
        assert page.get(f"{url}sections/{section.number}/").status_code == 200
    assert page.get(f"{url}sections/10/").status_code == 404
    said = {"opening_net": "100000", "income": "x", "expense": "", "closing_net": ""}
    assert page.post(f"{url}sections/5/", said).status_code == 422
    assert page.post(f"{url}sections/5/", {**said, "income": "2.50"}).status_code == 302
    inspection.refresh_from_db()
    assert inspection.answers["income"] == "2.50"
    assert "opening_net" in inspection.answers
    assert "name" not in inspection.answers
    assert page.post(f"{url}pre-check/", {}).status_code == 403


def test_a_paper_that_lies_is_refused_and_a_true_one_goes_out_only_as_a_download(on_the_day):
    inspection = an_inspection()
    page, url = browser("contact", of=inspection.organization), f"/organizations/inspections/{inspection.pk}/papers/"
    lie = SimpleUploadedFile("report.pdf", b"<html><script>alert(1)</script>")
    answer = page.post(f"{url}new/", {"kind": "report", "paper": lie})
    assert answer.status_code == 422
    assert "内容却是另一种文件" in answer.content.decode()
    assert not Attachment.everything.exists()
    page.post(f"{url}new/", {"kind": "report", "paper": SimpleUploadedFile("report.pdf", PDF)})
    kept = Attachment.everything.get()
    answer = page.get(f"{url}{kept.pk}/")
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    stranger = browser("contact", of=an_organization("别家", number=9))
    assert stranger.get(f"{url}{kept.pk}/").status_code == 404
    assert page.post(f"{url}{kept.pk}/return/").status_code == 302
    assert page.get(f"{url}{kept.pk}/").status_code == 404


def test_the_report_prints_ten_sections_in_order_on_both_ways(on_the_day):
    inspection = filled(an_inspection())
    paper = report_paper(inspection, by=seat("worker", at=NOW))
    headings = [heading for heading, _section in paper.parts]
    assert [heading[0] for heading in headings] == list("一二三四五六七八九十")
    page = browser("worker")
    shown = page.get(f"/organizations/inspections/{inspection.pk}/report/?as=page").content.decode()
    assert all(heading in shown for heading in headings)
    assert "全年服务老人1200人次。" in shown
    assert page.get(f"/organizations/inspections/{inspection.pk}/report/").content.startswith(b"%PDF")


def test_every_step_by_page(on_the_day):
    inspection = filled(an_inspection())
    page, url = browser("worker"), f"/organizations/inspections/{inspection.pk}/"
    assert page.get(url).status_code == page.get(f"{url}pre-check/").status_code == 200
    assert page.post(f"{url}pre-check/", {}).status_code == 302
    assert page.post(f"{url}supervisor/").status_code == 302
    assert page.post(f"{url}registry/", {"received_on": "2026-03-19"}).status_code == 422
    assert page.post(f"{url}registry/", {"received_on": "2026-03-18", "opinion": "同意"}).status_code == 302
    assert page.post(f"{url}verdict/", {"verdict": "pass", "decided_on": "2026-03-18"}).status_code == 302
    assert "合格" in page.get(url).content.decode()
    assert page.get(f"/organizations/{inspection.organization_id}/").status_code == 200


def test_the_director_opens_and_the_worker_reminds_by_page(on_the_day):
    an_organization()
    director, worker = browser("director"), browser("worker")
    assert director.get("/organizations/inspections/new/").status_code == 200
    said = {
        "year": "2025", "kind": "private_unit", "registry": REGISTRY, "opens_on": "2026-01-01",
        "supervisor_by": "2026-03-31", "registry_by": "2026-05-31", "papers": ["report"],
        "steps": ["pre_checked", "with_supervisor"],
    }  # fmt: skip
    assert worker.post("/organizations/inspections/new/", said).status_code == 403
    assert director.post("/organizations/inspections/new/", {**said, "registry_by": "2026-01-31"}).status_code == 422
    assert director.post("/organizations/inspections/new/", said).status_code == 302
    assert worker.post("/organizations/inspections/of/2025/reminders/").status_code == 302
    assert ReminderCall.everything.get().inspection == Inspection.everything.get()
