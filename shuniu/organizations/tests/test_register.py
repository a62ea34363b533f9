"""The register: codes, doubles, life, and who sees what."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shuniu.kernel import trail
from shuniu.kernel.permissions import Refused
from shuniu.organizations.actions.contacts import end_contact, note_contact
from shuniu.organizations.actions.registering import correct_organization, note_possession, record_life
from shuniu.organizations.checking import findings_of
from shuniu.organizations.codes import CodeRefused, credit_code
from shuniu.organizations.models import Licence, Organization, Predecessor, Premises
from shuniu.organizations.portrait import Portrait
from shuniu.organizations.queries import doubled, ending_soon, expired, perhaps_the_same
from shuniu.organizations.standing import STANDINGS, standing_of, stands
from shuniu.organizations.tests.cast import (
    CENTRE,
    NEIGHBOUR,
    PDF,
    TODAY,
    a_cycle,
    an_organization,
    browser,
    code,
    later,
    seat,
)

pytestmark = pytest.mark.django_db


def test_a_credit_code_is_taken_in_any_writing_and_kept_in_one():
    assert credit_code(f" {code(7).lower()[:9]}-{code(7).lower()[9:]}") == code(7)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5231010", "18 characters"),
        (code(7)[:-1] + ("0" if code(7)[-1] != "0" else "1"), "mistyped"),
        (code(7)[:10] + "O" + code(7)[11:], "never I, O"),
        ("91310107MA1G12345" + __import__("stdnum.cn.uscc", fromlist=["x"]).calc_check_digit("91310107MA1G12345"), "firm"),
    ],
)  # fmt: skip
def test_a_wrong_credit_code_says_what_is_wrong_with_it(text, said, settings):
    settings.LANGUAGE_CODE = "en"
    from django.utils import translation

    with translation.override("en"), pytest.raises(CodeRefused) as refused:
        credit_code(text)
    with translation.override("en"):
        assert said in str(refused.value)


def test_a_code_of_another_kind_is_refused():
    with pytest.raises(CodeRefused):
        credit_code(code(7, kind="1"), kind="private_unit")
    with pytest.raises(Refused):
        an_organization(code=code(7, kind="1"))


def test_without_a_code_it_is_settling_and_two_may_be():
    first = an_organization("甲服务社", code="", registered_on=None)
    an_organization("乙服务社", code="", registered_on=None)
    assert standing_of(first, TODAY).name == "settling"


def test_the_same_code_or_name_is_not_entered_twice_unless_somebody_says_why():
    first = an_organization()
    with pytest.raises(Refused):
        an_organization("别的名字")  # the same code
    with pytest.raises(Refused):
        an_organization("上海市普陀区长寿乐龄老年护理服务中心", number=2)
    second = an_organization("上海市普陀区长寿乐龄老年护理服务中心", number=2, another_because="同名的分支")
    assert perhaps_the_same(second).get() == first
    assert set(doubled(Organization.objects.visible_to(seat("worker")), actor=seat("worker"))) == {first, second}


def test_status_is_derived_from_dated_facts_in_python_and_in_sql_alike():
    worker = seat("worker")
    one = an_organization()
    found = {standing_of(one, TODAY).name}
    for fact in ("suspended_on", "moved_on", "deregistered_on"):
        record_life(one, fact=fact, on=TODAY, by=worker)
        found.add(standing_of(one, TODAY).name)
        for standing in STANDINGS:
            in_sql = Organization.objects.visible_to(worker).filter(stands(standing.name, TODAY), pk=one.pk).exists()
            assert in_sql == (standing_of(one, TODAY) is standing)
    assert found == {"in_force", "suspended", "moved", "deregistered"}


def test_a_fact_of_tomorrow_is_refused_and_a_suspension_can_be_taken_back():
    one, worker = an_organization(), seat("worker")
    with pytest.raises(Refused):
        record_life(one, fact="suspended_on", on=later(worker, 1).today, by=worker)
    record_life(one, fact="suspended_on", on=TODAY, by=worker)
    record_life(one, fact="resumed_on", on=TODAY, by=worker)
    assert standing_of(one, TODAY).name == "in_force"
    assert Portrait(one, worker).suspensions == []  # entered by mistake: it never held


def test_resuming_writes_over_nothing_and_the_standing_of_any_day_stays():
    one, worker = an_organization(), seat("worker")
    days = {"suspended_on": date(2025, 2, 1), "resumed_on": date(2025, 8, 1)}
    for fact, day in days.items():
        record_life(one, fact=fact, on=day, by=worker)
    record_life(one, fact="suspended_on", on=date(2026, 1, 10), by=worker)
    for day, name in (
        (date(2025, 1, 31), "in_force"),
        (date(2025, 2, 1), "suspended"),
        (date(2025, 7, 31), "suspended"),
        (date(2025, 8, 1), "in_force"),  # the end is exclusive
        (TODAY, "suspended"),
    ):
        assert standing_of(Organization.everything.get(pk=one.pk), day).name == name
        for standing in STANDINGS:
            rows = Organization.objects.visible_to(worker).filter(stands(standing.name, day), pk=one.pk)
            assert rows.exists() == (standing.name == name)
    assert [each.since for each in Portrait(one, worker).suspensions] == [date(2026, 1, 10), date(2025, 2, 1)]


@pytest.mark.parametrize(
    ("fact", "day", "said"),
    [
        ("resumed_on", TODAY, "没有暂停活动"),
        ("suspended_on", date(2025, 5, 1), "已在暂停活动"),
        ("moved_on", date(2026, 3, 19), "还没到"),
    ],
)
def test_a_life_that_contradicts_itself_is_refused(fact, day, said):
    one, worker = an_organization(), seat("worker")
    record_life(one, fact="suspended_on", on=date(2025, 2, 1), by=worker)
    record_life(one, fact="resumed_on", on=date(2025, 8, 1), by=worker)
    with pytest.raises(Refused, match=said):
        record_life(one, fact=fact, on=day, by=worker)
    assert one.suspensions.count() == 1


def test_a_suspension_does_not_end_before_it_begins():
    one, worker = an_organization(), seat("worker")
    record_life(one, fact="suspended_on", on=date(2026, 2, 1), by=worker)
    with pytest.raises(Refused):
        record_life(one, fact="resumed_on", on=date(2026, 1, 31), by=worker)
    assert one.suspensions.get().until is None


def test_a_corrected_day_leaves_the_former_in_the_trail():
    one, worker = an_organization(), seat("worker")
    record_life(one, fact="moved_on", on=date(2026, 3, 1), by=worker)
    record_life(one, fact="moved_on", on=date(2026, 3, 2), by=worker)
    assert trail.of_thing(one)[0].facts["before"] == "2026-03-01"


def test_a_correction_keeps_what_stood_there():
    one = an_organization()
    correct_organization(one, legal_representative="李敏", by=seat("worker"))
    entry = trail.of_thing(one)[0]
    assert trail.detail_of(entry)["before"] == {"legal_representative": "王敏"}
    with pytest.raises(Refused):
        correct_organization(one, legal_representative="李敏", by=seat("worker"))


# --- The registered address -------------------------------------------------------------------------------------------
def test_the_registered_address_changes_with_the_registry_s_paper_alone(on_the_day):
    one, page = an_organization(), browser("worker")
    with pytest.raises(Refused, match="登记管理机关"):
        correct_organization(one, address="西康路1号", by=seat("worker"))
    at = f"/organizations/{one.pk}/address/"
    assert page.get(at).status_code == 200
    said = {"address": "西康路1号", "on": "2026-03-10"}
    assert page.post(at, said).status_code == 422  # no paper
    lie = SimpleUploadedFile("notice.pdf", b"<html>")
    assert page.post(at, {**said, "paper": lie}).status_code == 422
    one.refresh_from_db()
    assert one.address == "常德路100号"
    assert page.post(at, {**said, "paper": SimpleUploadedFile("notice.pdf", PDF)}).status_code == 302
    one.refresh_from_db()
    assert one.address == "西康路1号"
    entry = next(line for line in trail.of_thing(one) if line.kind == "organizations.address_changed")
    assert trail.detail_of(entry)["before"] == "常德路100号"
    paper = page.get(f"/organizations/{one.pk}/papers/{entry.facts['paper']}/")
    assert paper.content == PDF
    assert browser("officer").get(at).status_code == 403


def test_one_that_is_settling_may_still_say_where_it_will_be():
    one = an_organization("筹备服务社", code="", registered_on=None)
    correct_organization(one, address="西康路1号", by=seat("worker"))
    assert Organization.everything.get().address == "西康路1号"


# --- A licence that has run out ---------------------------------------------------------------------------------------
def test_a_licence_that_ran_out_is_refused_saved_as_incomplete_or_noted_by_name_with_a_reason(on_the_day):
    one, page = an_organization(), browser("worker")
    at = f"/organizations/{one.pk}/possessions/licences/new/"
    old = {"title": "办学许可证", "valid_until": "2026-01-01"}
    refused = page.post(at, old)
    assert refused.status_code == 422
    assert "先作待补保存" in refused.content.decode()
    assert not Licence.everything.exists()
    assert page.post(at, {**old, "renewal_to_bring": "on"}).status_code == 302
    assert page.post(at, {**old, "title": "卫生许可证", "anyway_because": "已停办该项目，留存备查"}).status_code == 302
    told = {row.title: (row.renewal_to_bring, row.anyway_because, row.noted_by) for row in Licence.everything.all()}
    assert told == {
        "办学许可证": (True, "", "陈晓燕"),
        "卫生许可证": (False, "已停办该项目，留存备查", "陈晓燕"),
    }
    shown = page.get(f"/organizations/{one.pk}/").content.decode()
    assert "待补" in shown
    assert "已停办该项目，留存备查" in shown


def test_the_action_too_notes_no_run_out_licence_without_a_word():
    mine = {"centre_id": CENTRE, "organization": an_organization(), "title": "办学许可证"}
    with pytest.raises(Refused):
        note_possession(Licence(**mine, valid_until=date(2026, 1, 1), anyway_because=" "), by=seat("worker"))
    live = note_possession(Licence(**mine, valid_until=date(2027, 1, 1), renewal_to_bring=True), by=seat("worker"))
    assert not live.renewal_to_bring  # nothing is to be brought: it holds


def test_three_teams_merged_into_one_society_stay_names_with_dates():
    one, worker = an_organization("长寿三维服务社"), seat("worker")
    for name in ("护绿队", "除四害队", "市容环保队"):
        note_possession(Predecessor(centre_id=one.centre_id, organization=one, name=name, merged_on=TODAY), by=worker)
    assert one.predecessors.count() == 3
    with pytest.raises(Refused):
        note_possession(
            Predecessor(centre_id=one.centre_id, organization=one, name="护绿队", merged_on=TODAY), by=worker
        )


def test_a_contact_s_number_is_sealed_and_forgotten_when_the_contact_leaves():
    one, worker = an_organization(), seat("worker")
    contact = note_contact(one, name="王敏", phone="13812345678", by=worker)
    assert b"13812345678" not in bytes(contact.phone)
    end_contact(contact, by=worker)
    contact.refresh_from_db()
    assert contact.phone is None


def test_an_expired_licence_asks_whether_it_is_known(on_the_day):
    one, page = an_organization(), browser("worker", language="en")
    url = f"/organizations/{one.pk}/possessions/licences/new/"
    said = {"title": "办学许可证", "valid_until": "2025-12-31"}
    answer = page.post(url, said)
    assert answer.status_code == 422
    assert "ran out on 2025-12-31" in answer.content.decode()
    assert not Licence.everything.exists()
    assert page.post(url, {**said, "anyway_because": "still in use"}).status_code == 302
    assert "run out" in page.get(f"/organizations/{one.pk}/").content.decode()


def test_another_centre_s_organization_does_not_exist_and_a_contact_sees_only_the_own(on_the_day):
    mine, other = an_organization(), an_organization("别家", number=2)
    assert browser("worker", place=NEIGHBOUR).get(f"/organizations/{mine.pk}/").status_code == 404
    contact = browser("contact", of=mine)
    assert contact.get(f"/organizations/{mine.pk}/").status_code == 200
    assert contact.get(f"/organizations/{other.pk}/").status_code == 404
    assert contact.get("/organizations/").status_code == 403
    assert contact.get("/organizations/mine/").headers["Location"].endswith(f"/{mine.pk}/")


def test_the_office_chooses_columns_and_their_order_for_page_and_file(on_the_day):
    an_organization()
    page = browser("worker")
    answer = page.post("/organizations/columns/", {"code": "1", "name": "2", "postcode": ""})
    assert answer.headers["Location"].endswith("?columns=code,name")
    listed = page.get(answer.headers["Location"])
    assert "/settings/views/new/" in listed.content.decode()  # it can be saved
    exported = b"".join(page.get("/organizations/?columns=code,name&export=csv").streaming_content).decode("utf-8-sig")
    assert exported.splitlines()[0] == "统一社会信用代码,社会组织"
    assert exported.splitlines()[1].startswith(code(1))


def test_entering_by_page_says_a_wrong_code_at_its_field(on_the_day):
    page = browser("worker")
    said = {"name": "新服务社", "kind": "private_unit", "code": "123", "supervisor_signs": "on"}
    assert page.post("/organizations/new/", said).status_code == 422
    assert page.post("/organizations/new/", {**said, "code": ""}).status_code == 302
    one = Organization.everything.get()
    assert page.get(f"/organizations/{one.pk}/correction/").status_code == 200
    assert page.post(f"/organizations/{one.pk}/correction/", {**said, "code": code(3)}).status_code == 302
    one.refresh_from_db()
    assert one.code == code(3)


def test_a_renewed_licence_and_rooms_taken_anew_are_not_run_out_for_good():
    organization, by = an_organization(), seat("worker")
    mine = {"centre_id": CENTRE, "organization": organization}
    lapsed = Licence(**mine, title="办学许可证", valid_until=date(2026, 1, 1), renewal_to_bring=True)
    note_possession(lapsed, by=by)
    note_possession(Premises(**mine, address="常德路100号", until=date(2026, 1, 1)), by=by)
    keys = [organization.pk]
    assert sorted(expired(keys, on=TODAY, actor=by)[organization.pk]) == ["办学许可证", "常德路100号"]
    note_possession(Licence(**mine, title="卫生许可证", valid_until=date(2030, 1, 1)), by=by)
    assert "办学许可证" in expired(keys, on=TODAY, actor=by)[organization.pk]
    note_possession(Licence(**mine, title="办学许可证", valid_until=date(2029, 1, 1)), by=by)
    note_possession(Premises(**mine, address="江宁路1号", since=date(2026, 1, 1), until=date(2029, 1, 1)), by=by)
    assert expired(keys, on=TODAY, actor=by) == {}
    assert not any(kind == "late" for _row, kind, _say in Portrait(organization, by).licences)
    assert not ending_soon(date(2025, 12, 1), TODAY, by).exists()
    a_cycle()
    found = findings_of(organization.inspections.select_related("organization", "cycle").get(), on=TODAY)
    assert {each.rule: each.outcome for each in found}["run_out"] == "fits"
