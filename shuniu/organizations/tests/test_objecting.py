"""A fail is noted after notice and reply; an objection to a listing or a result has its answer beside it."""

from datetime import date

import pytest

from shuniu.kernel import trail
from shuniu.kernel.actor import system_actor
from shuniu.kernel.permissions import Refused
from shuniu.organizations.actions import inspections
from shuniu.organizations.actions.growing import note_listing
from shuniu.organizations.actions.objecting import answer_objection, object_to_listing, object_to_result
from shuniu.organizations.models import Inspection, Objection
from shuniu.organizations.queries import objections_waiting_for
from shuniu.organizations.tests.cast import CENTRE, NOW, TODAY, an_inspection, an_organization, browser, filled, seat

pytestmark = pytest.mark.django_db


def with_the_registry() -> Inspection:
    inspection = filled(an_inspection())
    inspections.pre_check(inspection, by=seat("worker"))
    inspections.send_on(inspection, step="send_to_supervisor", by=seat("worker"))
    return inspections.send_on(inspection, step="send_to_registry", received_on=TODAY, by=seat("officer"))


def listed():
    said = {"which": "abnormal", "ground": "未按时报送年报", "source": "上海社会组织", "entered_on": date(2026, 2, 2)}
    return note_listing(an_organization(), **said, by=seat("worker"))


# --- A fail -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "said",
    [
        {"rectify": True},  # the organization was not told
        {"told_on": TODAY},  # nothing to put right, and no reason why not
        {"told_on": TODAY, "not_to_rectify_because": " "},
        {"told_on": date(2026, 3, 19), "rectify": True},  # tomorrow
    ],
)
def test_a_fail_without_notice_or_without_a_way_to_mend_it_is_refused(said):
    inspection = with_the_registry()
    with pytest.raises(Refused):
        inspections.record_verdict(inspection, verdict="fail", decided_on=TODAY, **said, by=seat("worker"))
    assert Inspection.everything.get().state == "with_registry"


def test_a_fail_is_noted_with_notice_reply_and_the_reason_of_a_named_person(on_the_day):
    inspection = with_the_registry()
    page, url = browser("worker"), f"/organizations/inspections/{inspection.pk}/"
    said = {"verdict": "fail", "decided_on": "2026-03-18"}
    refused = page.post(f"{url}verdict/", said)
    assert (refused.status_code, "告知" in refused.content.decode()) == (422, True)
    said |= {"told_on": "2026-03-10", "reply": "已在注销", "not_to_rectify_because": "组织正在办理注销"}
    assert page.post(f"{url}verdict/", said).status_code == 302
    inspection.refresh_from_db()
    assert (inspection.state, inspection.verdict, inspection.rectify_by) == ("decided", "fail", None)
    shown = page.get(url).content.decode()
    assert all(text in shown for text in ("2026-03-10", "已在注销", "组织正在办理注销"))
    line = trail.TrailEntry.objects.get(kind="organizations.inspection.record_verdict")
    assert line.name == "陈晓燕"
    assert inspection.not_to_rectify_because == "组织正在办理注销"


def test_a_pass_asks_for_none_of_it():
    inspections.record_verdict(with_the_registry(), verdict="pass", decided_on=TODAY, by=seat("worker"))


# --- Objections -------------------------------------------------------------------------------------------------------
def test_an_objection_to_a_listing_waits_for_its_answer_and_stands_beside_it(on_the_day):
    listing = listed()
    contact, worker = browser("contact", of=listing.organization), browser("worker")
    assert contact.post(f"/organizations/listings/{listing.pk}/objection/", {"words": "已按期寄出"}).status_code == 302
    assert contact.post(f"/organizations/listings/{listing.pk}/objection/", {"words": "再说一次"}).status_code == 422
    objection = Objection.everything.get()
    assert objection.due_on == date(2026, 4, 9)  # fifteen workdays, over Qingming
    assert list(objections_waiting_for(seat("worker"))) == [objection]
    assert "已按期寄出" not in browser("officer").get("/").content.decode()
    assert listing.organization.name in worker.get("/").content.decode()
    url = f"/organizations/objections/{objection.pk}/answer/"
    assert contact.post(url, {}).status_code == 403
    said = {"answer": "核实后移出", "answered_by": "普陀区民政局", "on": "2026-03-18"}
    assert worker.post(url, {**said, "on": "2026-03-17"}).status_code == 422
    assert worker.post(url, said).status_code == 302
    assert worker.post(url, said).status_code == 404  # answered once
    shown = contact.get(f"/organizations/{listing.organization_id}/").content.decode()
    assert all(text in shown for text in ("已按期寄出", "核实后移出", "普陀区民政局"))
    assert contact.post(f"/organizations/listings/{listing.pk}/objection/", {"words": "仍不同意"}).status_code == 302


def test_a_result_is_objected_to_once_it_is_there_and_answered_by_a_person_never_the_program():
    inspection = with_the_registry()
    contact = seat("contact", of=inspection.organization)
    with pytest.raises(Refused):
        object_to_result(inspection, words="不服", by=contact)
    inspections.record_verdict(inspection, verdict="basic", decided_on=TODAY, by=seat("worker"))
    objection = object_to_result(inspection, words="第三项证书已补办", by=contact)
    house = system_actor(place=CENTRE, via="job", at=NOW, name="clock")
    with pytest.raises(Refused):
        answer_objection(objection, answer="维持", answered_by="普陀区民政局", on=TODAY, by=house)
    answer_objection(objection, answer="维持", answered_by="普陀区民政局", on=TODAY, by=seat("worker"))
    assert Inspection.everything.get().verdict == "basic"  # an answer changes no result


def test_a_stranger_objects_to_nothing(on_the_day):
    listing = listed()
    stranger = browser("contact", of=an_organization("别家", number=9))
    assert stranger.post(f"/organizations/listings/{listing.pk}/objection/", {"words": "不服"}).status_code == 404
    with pytest.raises(Refused):
        object_to_listing(listing, words="  ", by=seat("worker"))
