"""Outreach patrols: least data, the own wish, hand-overs, a minor in danger at once, and forgetting in time."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from shuniu.kernel.jobs import job_actor
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.permissions import Refused
from shuniu.volunteers.actions import patrols as actions
from shuniu.volunteers.actions.patrols import HandedOver, Met, Sheet
from shuniu.volunteers.actions.registering import Offer
from shuniu.volunteers.models import Encounter, HandOver, MinorReport, Patrol, PatrolFigures, PatrolMember
from shuniu.volunteers.patrol_jobs import forget_what_is_due
from shuniu.volunteers.patrolling import patrols_between, summed
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import CENTRE, NEIGHBOUR, NOW, SHANGHAI, TODAY, a_volunteer, later, own_seat, seat
from shuniu.volunteers.tests.station import a_point
from shuniu.volunteers.waiting import volunteers_waiting_for

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)
SHEET = Sheet(YESTERDAY, time(14), time(16), leaflets=5)
SOMEBODY = Met(
    at=time(14, 30), place="长寿路西康路口", situation="sleeping", wish="willing", actions=("informed", "guided")
)
HANDED = HandedOver("station", time(15, 10), "施惠英", "值班员")


@pytest.fixture
def walkers():
    return [a_volunteer(name, offer=Offer(service=("outreach",))) for name in ("施惠英", "顾美娣")]


@pytest.fixture
def route():
    told = {"name": "长寿路东段", "stretch": "长寿路、西康路、江宁路"}
    return actions.open_route(centre_id=CENTRE, **told, walked="周三下午", by=seat("worker"))


def walked(route, walkers, *met, sheet=SHEET, by=None) -> Patrol:
    return actions.record_patrol(route, sheet, walkers, met, by=by or seat("worker"))


def refused(call, match):
    with pytest.raises(Refused, match=match):
        call()


def test_a_sheet_holds_who_walked_and_what_was_done(route, walkers):
    met = Met(**{name: getattr(SOMEBODY, name) for name in ("at", "place", "situation", "wish")}, handover=HANDED)
    patrol = walked(route, walkers, SOMEBODY, met)
    found = patrols_between(TODAY - timedelta(days=7), TODAY, seat("director"))
    assert [summed(found, name) for name in ("person_times", "met", "leaflets", "handovers")] == [2, 2, 5, 1]
    assert HandOver.everything.get(encounter__patrol=patrol).receiver == "station"


def test_a_sheet_counts_once(route, walkers):
    walked(route, walkers)
    refused(lambda: walked(route, walkers), "recorded already")
    assert Patrol.everything.count() == 1


@pytest.mark.parametrize(
    ("sheet", "problem"),
    [
        (Sheet(TODAY + timedelta(days=1), time(14), time(16)), "not been walked"),
        (Sheet(YESTERDAY, time(16), time(14)), "ends after it began"),
        (Sheet(YESTERDAY, time(14), time(16), note="他的电话13812345678"), "telephone"),
    ],
)
def test_an_impossible_sheet_is_refused_and_leaves_nothing(route, walkers, sheet, problem):
    refused(lambda: walked(route, walkers, SOMEBODY, sheet=sheet), problem)
    assert not Patrol.everything.exists()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"place": "长寿路162弄6号666室"}, "never a home"),
        ({"place": ""}, "never a home"),
        ({"wish": "unwilling", "handover": HANDED}, "own wish"),
        ({"danger": "alone"}, "for a minor"),
    ],
)
def test_what_may_not_be_written_is_refused_with_the_whole_sheet(route, walkers, change, problem):
    told = {"at": time(15), "place": "江宁路", "situation": "begging", "wish": "silent"} | change
    refused(lambda: walked(route, walkers, SOMEBODY, Met(**told)), problem)
    assert not Patrol.everything.exists()
    assert not Encounter.everything.exists()


def test_in_an_emergency_nobody_is_asked_first(route, walkers):
    told = {"at": time(15), "place": "江宁路", "situation": "unwell", "wish": "silent", "first_aid_at": time(15, 2)}
    walked(route, walkers, Met(**told, handover=HandedOver("hospital", time(15, 30), "施惠英")))
    assert HandOver.everything.count() == 1


def test_no_field_tells_one_person_from_another(route, walkers):
    """No photo, no identity, no score; a name only where it was offered, and then sealed."""
    names = {field.name for field in Encounter._meta.get_fields()}
    assert not names & {"person", "photo", "id_number", "times_met", "score", "sex", "age"}
    patrol = walked(route, walkers)
    told = {"at": time(15), "place": "江宁路", "situation": "lost", "wish": "willing", "offered_name": "王福生"}
    encounter = actions.add_encounter(patrol, Met(**told), by=seat("worker"))
    encounter.refresh_from_db()
    assert "王福生".encode() not in bytes(encounter.offered_name)
    assert not any("王福生" in str(entry.facts) for entry in TrailEntry.objects.all())


# --- A minor in danger ----------------------------------------------------------------------------------------------------
A_CHILD = Met(at=time(15), place="江宁路", situation="begging", wish="silent", is_minor=True, danger="begging")


def test_a_minor_in_danger_stands_on_the_desk_at_once(route, walkers, client_as, on_the_day):
    patrol = walked(route, walkers, A_CHILD)
    report = MinorReport.everything.get(patrol=patrol)
    assert (report.state, report.due_on) == ("open", TODAY)
    desk = client_as("officer")
    assert [each.thing for each in volunteers_waiting_for(seat("director")) if each.at_once] == ["江宁路"]
    address = f"/volunteers/patrols/minors/{report.pk}/"
    assert "110" in desk.get(address).content.decode()
    assert desk.post(address, {"told": "police", "told_at": "23:00"}).status_code == 422  # has not been yet
    desk.post(address, {"told": "police", "told_at": "09:10"})
    report.refresh_from_db()
    assert (report.state, report.told) == ("told", "police")
    desk.post(address, {"words": "由派出所送救助保护机构"})
    report.refresh_from_db()
    assert report.state == "closed"


def test_a_minor_in_danger_is_reported_while_under_way_without_a_sheet(route, walkers, on_the_day):
    phone = browser("volunteer", volunteer=walkers[0])
    assert "/volunteers/patrols/minors/new/" in phone.get("/volunteers/patrols/mine/").content.decode()
    assert phone.post("/volunteers/patrols/minors/new/", {"danger": "begging", "place": ""}).status_code == 422
    assert not MinorReport.everything.exists()
    phone.post("/volunteers/patrols/minors/new/", {"danger": "begging", "place": "江宁路"})
    report = MinorReport.everything.get()
    assert (report.patrol, report.state, report.channel, report.due_on) == (None, "open", "phone", TODAY)
    assert report.seen_at == NOW
    assert [each.thing for each in volunteers_waiting_for(seat("officer")) if each.at_once] == ["江宁路"]


def test_a_call_is_keyed_in_with_whom_was_told_already(on_the_day):
    desk = browser("worker")
    called = {"danger": "begging", "place": "江宁路", "seen": "23:50", "channel": "call", "told_to": "police"}
    assert desk.post("/volunteers/patrols/minors/new/", called).status_code == 302
    report = MinorReport.everything.get()
    assert (report.channel, report.state, report.told, report.told_at) == ("call", "told", "police", NOW)
    assert report.seen_at == datetime.combine(YESTERDAY, time(23, 50), SHANGHAI)  # today it has not been yet


@pytest.mark.parametrize("place", ["江宁路88弄3号楼", "江宁路 13800001234", " "])
def test_a_report_without_a_sheet_tells_the_street_and_nobody(place):
    told = {"danger": "begging", "place": place, "seen_at": NOW, "channel": "call"}
    refused(lambda: actions.report_minor(centre_id=CENTRE, **told, by=seat("worker")), "[Ww]rite")
    assert not MinorReport.everything.exists()


def test_the_sheet_is_tied_to_the_report_once_it_is_there(route, walkers, on_the_day):
    told = {"danger": "begging", "place": "江宁路", "seen_at": NOW - timedelta(hours=18), "channel": "call"}
    report = actions.report_minor(centre_id=CENTRE, **told, by=seat("worker"))
    long_ago = walked(route, walkers, sheet=Sheet(YESTERDAY - timedelta(days=9), time(14), time(16)))
    refused(lambda: actions.tie_to_patrol(report, long_ago, by=seat("worker")), "another day")
    patrol = walked(route, walkers)
    address = f"/volunteers/patrols/minors/{report.pk}/"
    assert browser("worker").post(f"{address}patrol/", {"patrol": patrol.pk}).url == address
    report.refresh_from_db()
    assert report.patrol == patrol
    assert "长寿路东段" in browser("worker").get(address).content.decode()
    refused(lambda: actions.tie_to_patrol(report, patrol, by=seat("worker")), "already")


def test_a_report_without_a_sheet_is_forgotten_in_time_too():
    told = {"danger": "begging", "place": "江宁路", "seen_at": NOW, "channel": "call", "told": "police"}
    report = actions.report_minor(centre_id=CENTRE, **told, by=seat("worker"))
    actions.close_minor_report(report, outcome="已安置", by=seat("director"))
    forget_what_is_due(by=job_actor("patrols.forget", NOW + timedelta(days=1_095)))
    assert not MinorReport.everything.exists()


def test_figures_by_service_point_count_the_routes_that_set_out_there(route, walkers, on_the_day):
    there, elsewhere = a_point("救助站外展点"), a_point("社区食堂")
    walked(route, walkers)
    by, period = seat("director"), (TODAY - timedelta(days=7), TODAY)
    assert [patrols_between(*period, by, service_point=point.pk).count() for point in (there, elsewhere)] == [0, 0]
    browser("worker").post(f"/volunteers/patrols/routes/{route.pk}/point/", {"service_point": there.pk})
    assert [patrols_between(*period, by, service_point=point.pk).count() for point in (there, elsewhere)] == [1, 0]
    assert summed(patrols_between(*period, by, service_point=there.pk), "person_times") == 2


def test_a_report_is_not_closed_before_an_authority_was_told(route, walkers):
    walked(route, walkers, A_CHILD)
    report = MinorReport.everything.get()
    refused(lambda: actions.close_minor_report(report, outcome="已妥善安置", by=seat("director")), "not open")
    with pytest.raises(IntegrityError), transaction.atomic():
        MinorReport.everything.update(state="closed")


# --- Forgetting -----------------------------------------------------------------------------------------------------------
def test_after_its_days_only_numbers_remain(route, walkers):
    patrol = walked(route, walkers, SOMEBODY, Met(time(15), "江宁路", "begging", "willing", handover=HANDED))
    year_later = NOW + timedelta(days=365)
    forget_what_is_due(by=job_actor("patrols.forget", NOW + timedelta(days=363)))
    assert Encounter.everything.count() == 2
    forget_what_is_due(by=job_actor("patrols.forget", year_later))
    assert not Encounter.everything.exists()
    assert not HandOver.everything.exists()
    assert PatrolFigures.everything.get(patrol=patrol).met == 2
    found = patrols_between(YESTERDAY, TODAY, seat("director"))
    assert [summed(found, name) for name in ("person_times", "met", "leaflets", "handovers")] == [2, 2, 5, 1]
    entry = TrailEntry.objects.get(kind="patrols.forgotten")
    assert (entry.facts["encounters"], entry.centre_id) == (2, CENTRE)
    forget_what_is_due(by=job_actor("patrols.forget", year_later))
    assert PatrolFigures.everything.get(patrol=patrol).met == 2


def test_an_open_report_of_a_minor_is_not_forgotten(route, walkers):
    walked(route, walkers, A_CHILD)
    far = NOW + timedelta(days=1_100)
    forget_what_is_due(by=job_actor("patrols.forget", far))
    report = MinorReport.everything.get()
    assert report.encounter_id is None
    actions.tell_of_minor(report, told="police", told_at=NOW, by=seat("director"))
    actions.close_minor_report(report, outcome="已安置", by=seat("director"))
    forget_what_is_due(by=job_actor("patrols.forget", far))
    assert not MinorReport.everything.exists()


def test_nothing_is_added_to_a_patrol_that_was_forgotten(route, walkers):
    patrol = walked(route, walkers)
    by = later(seat("worker"), days=400)
    refused(lambda: actions.add_encounter(patrol, SOMEBODY, by=by), "deleted already")


# --- Who sees what --------------------------------------------------------------------------------------------------------
def test_a_volunteer_sees_the_patrols_walked_and_no_other(route, walkers, client_as, on_the_day):
    mine, other = (
        walked(route, walkers[:1], SOMEBODY),
        walked(route, walkers[1:], sheet=Sheet(YESTERDAY, time(9), time(10))),
    )
    phone = client_as("volunteer", noun="volunteers.volunteer", noun_id=walkers[0].pk)
    assert "长寿路西康路口" in phone.get(f"/volunteers/patrols/{mine.pk}/").content.decode()
    assert phone.get(f"/volunteers/patrols/{other.pk}/").status_code == 404
    assert phone.get("/volunteers/patrols/").status_code == 403


def test_outsiders_see_totals_only(route, walkers, client_as):
    patrol = walked(route, walkers, SOMEBODY)
    bureau = client_as("bureau", place=310107000000)
    assert bureau.get("/volunteers/patrols/").status_code == 403
    assert bureau.get(f"/volunteers/patrols/{patrol.pk}/").status_code == 403
    assert summed(patrols_between(YESTERDAY, TODAY, seat("bureau")), "met") == 1
    assert not patrols_between(YESTERDAY, TODAY, seat("director", place=NEIGHBOUR, name="邻居")).exists()


# --- Pages ----------------------------------------------------------------------------------------------------------------
def test_a_sheet_and_an_encounter_on_the_phone(route, walkers, client_as, on_the_day):
    phone = client_as("volunteer", noun="volunteers.volunteer", noun_id=walkers[0].pk)
    told = {"route": route.pk, "day": YESTERDAY, "starts": "14:00", "ends": "16:00", "leaflets": 5}
    wrong = phone.post("/volunteers/patrols/new/", told | {"companions": "ZY000"})
    assert (wrong.status_code, "ZY000" in wrong.content.decode()) == (422, True)
    right = phone.post("/volunteers/patrols/new/", told | {"companions": walkers[1].number})
    assert PatrolMember.everything.count() == 2
    encounter = {"at": "14:30", "place": "江宁路", "situation": "lost", "wish": "willing", "actions": ["informed"]}
    page = f"{right.url}encounters/new/"
    assert phone.get(page).status_code == 200
    assert phone.post(page, encounter | {"place": "江宁路1号楼2室"}).status_code == 422
    phone.post(page, encounter | {"receiver": "station", "handed_at": "15:00"})
    assert HandOver.everything.get().by_whom == "volunteer"  # the account's name
    assert "江宁路" in phone.get(right.url).content.decode()


def test_the_desk_records_a_sheet_of_paper(route, walkers, client_as, on_the_day):
    desk = client_as("worker")
    assert walkers[0].number in desk.get("/volunteers/patrols/new/").content.decode()
    told = {"route": route.pk, "day": YESTERDAY, "starts": "14:00", "ends": "16:00", "leaflets": 5}
    desk.post("/volunteers/patrols/new/", told | {"volunteers": [v.pk for v in walkers]})
    assert Patrol.everything.get().members.count() == 2
    assert "长寿路东段" in desk.get("/volunteers/patrols/").content.decode()
    assert desk.get(f"/volunteers/patrols/routes/{route.pk}/").status_code == 200
    assert "外展巡视记录单" in desk.get("/volunteers/patrols/blank/").content.decode()


def test_an_old_sheet_goes_to_the_centre(route, walkers):
    by = own_seat(walkers[0], at=datetime(2026, 12, 1, 9, tzinfo=SHANGHAI))
    refused(lambda: walked(route, walkers, by=by), "brought to the centre")
    refused(lambda: walked(route, walkers[1:], by=own_seat(walkers[0])), "somebody who walked")
    actions.close_route(route, by=seat("worker", at=datetime(2026, 12, 1, 9, tzinfo=SHANGHAI)))
    later_sheet = Sheet(date(2026, 12, 2), time(9), time(10))
    refused(lambda: walked(route, walkers, sheet=later_sheet, by=later(seat("worker"), days=20)), "closed before")


def test_an_officer_reads_the_figures_and_finds_no_link_that_refuses(route, walkers, on_the_day):
    sheet = f"/volunteers/patrols/{walked(route, walkers).pk}/"
    assert sheet in browser("worker").get("/volunteers/patrols/").content.decode()
    page = browser("officer").get("/volunteers/patrols/")
    assert page.status_code == 200
    assert sheet not in page.content.decode()
