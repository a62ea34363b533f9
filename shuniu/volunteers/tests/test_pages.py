"""The station's pages, at the desk, on the phone, and for everyone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from shuniu.kernel.models import Place
from shuniu.people.public import Person, record_person
from shuniu.volunteers.actions.changes import answer_change, take_off
from shuniu.volunteers.actions.checking_in import Delivery, check_in
from shuniu.volunteers.actions.hearing import Heard
from shuniu.volunteers.actions.ledger import key_hours, refuse_hours
from shuniu.volunteers.actions.objections import raise_objection
from shuniu.volunteers.actions.posts import call_off_shift, change_post
from shuniu.volunteers.actions.signing_up import give_up_place, sign_up
from shuniu.volunteers.actions.teams import found_team, name_leader
from shuniu.volunteers.codes import ShiftCode
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.models import (
    ChangeNotice,
    CheckIn,
    Decision,
    HourClaim,
    HourEntry,
    Objection,
    ServicePoint,
    SignUp,
    Volunteer,
)
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import CENTRE, COMMITTEE, NOW, TODAY, a_person, a_volunteer, own_seat, seat
from shuniu.volunteers.tests.station import a_point, a_post, a_shift
from shuniu.volunteers.waiting import volunteers_waiting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
SINCE = TODAY - timedelta(days=300)
APPLICANT = {
    "name": "施惠英",
    "id_number": "310107195804029961",
    "phone": "13812345678",
    "place": str(COMMITTEE),
    "service": ["tutoring"],
    "days": ["1", "3"],
}


@pytest.fixture
def volunteer():
    return a_volunteer(since=SINCE)


@pytest.fixture
def centre():
    Place.objects.filter(pk=CENTRE).update(has_centre=True)


def valid_id(number: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return number[:17] + "10X98765432"[sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11]


def keyed(volunteer, point, **line) -> HourEntry | HourClaim:
    told = {"day": TODAY - timedelta(days=1), "minutes": 180, "channel": "paper", "evidence": "签到表", **line}
    [written] = key_hours([Line(volunteer.pk, point.pk, **told)], about=point, by=seat("worker"))
    return written.entry or written.claim


# --- For everyone -----------------------------------------------------------------------------------------------------
def test_a_vacancy_is_seen_without_an_account_and_without_a_name(volunteer, centre):
    shift = a_shift()
    sign_up(volunteer, shift, by=seat("worker"))
    page = Client().get(f"/volunteers/wanted/{CENTRE}/").content.decode()
    assert "理货员" in page
    assert "搬运轻物" in page  # the risks
    assert volunteer.person.name not in page
    assert volunteer.number not in page


def test_a_stranger_signs_up_on_a_phone_and_becomes_an_applicant(centre):
    told = {**APPLICANT, "id_number": valid_id(APPLICANT["id_number"])}
    answer = Client().post(f"/volunteers/join/{CENTRE}/", told)
    assert answer.headers["Location"] == f"/volunteers/join/{CENTRE}/thanks/"
    applicant = Volunteer.everything.get()
    assert (applicant.state, applicant.person.name, applicant.channel) == ("applied", "施惠英", "phone")
    assert applicant.availability == "1a 1p 3a 3p"


def test_signing_up_again_tells_a_stranger_nothing(centre):
    told = {**APPLICANT, "id_number": valid_id(APPLICANT["id_number"])}
    answers = [
        Client().post(f"/volunteers/join/{CENTRE}/", {**told, "name": name}) for name in ("施惠英", "施惠英", "王二")
    ]
    assert {answer.status_code for answer in answers} == {302}
    assert (Volunteer.everything.count(), Person.everything.count()) == (1, 1)


def test_a_minor_on_a_phone_is_sent_to_the_window_and_only_the_refusal_is_kept(centre):
    told = {**APPLICANT, "id_number": valid_id("310107201104029961")}
    answer = Client().post(f"/volunteers/join/{CENTRE}/", told)
    assert answer.status_code == 422
    assert "请由监护人陪同到窗口办理" in answer.content.decode()
    assert (Volunteer.everything.count(), Person.everything.count()) == (0, 0)
    kept = Decision.everything.get()
    listed = browser("worker").get("/volunteers/judgements/?rule=consent").content.decode()
    assert f"/volunteers/judgements/{kept.pk}/" in listed
    assert "Below 18 a guardian must consent" in listed


def test_a_wrong_id_number_is_refused_with_its_remedy(centre):
    answer = Client().post(f"/volunteers/join/{CENTRE}/", {**APPLICANT, "id_number": "310107195804029960"})
    assert answer.status_code == 422
    assert Volunteer.everything.count() == 0


# --- On the phone -----------------------------------------------------------------------------------------------------
def test_a_volunteer_takes_a_shift_offers_and_gives_up_the_place(volunteer):
    shift, phone = a_shift(day=TODAY + timedelta(days=3)), browser("volunteer", volunteer=volunteer)
    assert "理货员" in phone.get("/volunteers/mine/shifts/").content.decode()
    phone.post(f"/volunteers/mine/shifts/{shift.pk}/")
    place = SignUp.everything.get()
    assert place.state == "on"
    for page in ("/volunteers/mine/", "/volunteers/mine/shifts/", f"/volunteers/mine/shifts/{shift.pk}/"):
        assert phone.get(page).status_code == 200
    phone.post(f"/volunteers/mine/places/{place.pk}/offer/")
    other = a_volunteer("钱永德")
    browser("volunteer", volunteer=other).post(f"/volunteers/mine/places/{place.pk}/take-over/")
    held = SignUp.everything.exclude(state="given_up").get()
    assert held.volunteer_id == other.pk
    browser("volunteer", volunteer=other).post(f"/volunteers/mine/places/{held.pk}/giving-up/")
    assert not SignUp.everything.exclude(state="given_up").exists()


def test_opening_a_code_counts_nothing_until_the_button_is_pressed(volunteer, monkeypatch):
    shift = a_shift(day=TODAY, hours=(10, 12))
    sign_up(volunteer, shift, by=seat("worker"))
    token = ShiftCode.of(shift, "arrive", early=60, late=30).signed()
    phone = browser("volunteer", volunteer=volunteer)
    assert phone.get(f"/S/{token}", follow=True).redirect_chain[-1][0] == f"/volunteers/check-in/{token}/"
    assert CheckIn.everything.count() == 0
    answer = phone.post(f"/volunteers/check-in/{token}/", {"mark": "m1"})
    assert "It is counted" in answer.content.decode()
    assert phone.post(f"/volunteers/check-in/{token}/", {"mark": "m2"}).status_code == 422
    assert list(CheckIn.everything.order_by("pk").values_list("answer", flat=True)) == ["counted", "duplicate"]


def test_what_a_phone_kept_offline_is_delivered_with_an_answer_for_each(volunteer):
    shift = a_shift(day=TODAY, hours=(10, 12))
    sign_up(volunteer, shift, by=seat("worker"))
    token = ShiftCode.of(shift, "arrive", early=60, late=30).signed()
    said_at = NOW.isoformat()
    told = [{"token": token, "said_at": said_at, "mark": "a"}, {"token": "NONSENSE", "said_at": said_at, "mark": "b"}]
    phone = browser("volunteer", volunteer=volunteer)
    url = "/volunteers/mine/check-ins/deliveries/"
    answers = phone.post(
        url, json.dumps({"now": NOW.isoformat(), "check_ins": told}), content_type="application/json"
    ).json()["answers"]
    assert [(a["mark"], a["answer"]) for a in answers] == [("a", "counted"), ("b", "forged")]
    again = phone.post(url, json.dumps({"check_ins": told[:1]}), content_type="application/json").json()["answers"][0]
    assert (again["answer"], again["counted"]) == ("duplicate", True)  # the answer was lost, not the check-in
    assert "counted" in phone.get("/volunteers/mine/check-ins/").content.decode()
    for wrong in (
        "x",
        "{}",
        '{"check_ins": [{"token": "A"}]}',
        json.dumps({"now": "yesterday", "check_ins": told}),
        json.dumps({"now": "2026-11-18T09:00:00", "check_ins": told}),
        json.dumps({"check_ins": [{**told[0], "said_at": "2026-11-18T09:00:00"}]}),
    ):
        assert phone.post(url, wrong, content_type="application/json").status_code == 422


def test_a_volunteer_sees_her_hours_and_objects_to_one(volunteer):
    entry = keyed(volunteer, a_point())
    phone = browser("volunteer", volunteer=volunteer)
    assert "陈晓燕" in phone.get(f"/volunteers/hours/{entry.pk}/").content.decode()  # who keyed it in
    assert phone.get("/volunteers/mine/hours/").status_code == 200
    phone.post(f"/volunteers/hours/{entry.pk}/objections/new/", {"says": "我做了四小时", "hours": "4"})
    assert Objection.everything.get().said_minutes == 240
    others = keyed(a_volunteer("钱永德", since=SINCE), ServicePoint.everything.get())
    assert phone.get(f"/volunteers/hours/{others.pk}/").status_code == 404


def test_a_volunteer_pauses_without_a_reason_and_comes_back(volunteer):
    phone = browser("volunteer", volunteer=volunteer)
    phone.post("/volunteers/mine/pause/", {"until": ""})
    volunteer.refresh_from_db()
    assert volunteer.state == "paused"
    phone.post("/volunteers/mine/pause/end/")
    volunteer.refresh_from_db()
    assert volunteer.state == "active"


def test_the_last_day_of_a_pause_stands_on_the_page_of_phone_and_desk(volunteer):
    phone = browser("volunteer", volunteer=volunteer)
    assert phone.post("/volunteers/mine/pause/", {"until": "2026-11-17"}).status_code == 422
    phone.post("/volunteers/mine/pause/", {"until": "2026-12-05"})
    for page, opened in (("mine/", phone), (f"{volunteer.pk}/", browser("worker"))):
        assert "2026-12-05" in opened.get(f"/volunteers/{page}").content.decode()


def test_a_team_leader_keeps_the_list_on_the_phone(volunteer):
    leader = a_volunteer("顾秀兰", since=SINCE)
    team = found_team(name="红马甲服务队", place_id=COMMITTEE, centre_id=CENTRE, by=seat("worker"))
    name_leader(team, leader, by=seat("worker"))
    shift = a_shift(a_post(team=team), day=TODAY + timedelta(days=1))
    sign_up(volunteer, shift, by=seat("worker"))
    type(shift).everything.filter(pk=shift.pk).update(
        day=TODAY, starts_at=NOW - timedelta(hours=3), ends_at=NOW - timedelta(minutes=1)
    )
    url = f"/volunteers/shifts/{shift.pk}/list/"
    phone = browser("volunteer", volunteer=leader)
    assert volunteer.person.name in phone.get(url).content.decode()
    for absurd in ("-3", "30"):
        page = phone.post(url, {f"v{volunteer.pk}": absurd, "evidence": "签到表"}, follow=True).content.decode()
        assert "on one day cannot be" in page
    assert [each.numbers for each in volunteer.decisions.filter(outcome="refused").order_by("pk")] == [
        {"minutes": -180},
        {"minutes": 1800},
    ]
    phone.post(url, {f"v{volunteer.pk}": "2.5", "evidence": "签到表"})
    assert (HourEntry.everything.get().minutes, HourEntry.everything.get().keyed_by) == (150, "顾秀兰")
    assert browser("volunteer", volunteer=volunteer).get(url).status_code == 404


# --- At the desk ------------------------------------------------------------------------------------------------------
def test_the_desks_pages_show_what_there_is(volunteer):
    shift = a_shift()
    sign_up(volunteer, shift, by=seat("worker"))
    entry = keyed(volunteer, shift.post.service_point)
    objection = raise_objection(entry, says="少了", heard=Heard("phone", "来电"), by=seat("worker"))
    claim = keyed(volunteer, a_point("社区食堂"), minutes=400)
    desk = browser("worker")
    judgement = volunteer.decisions.first()
    for path, said in {
        "": volunteer.number,
        f"{volunteer.pk}/": "180",
        "teams/": "",
        "posts/": "理货员",
        f"posts/{shift.post_id}/": "搬运轻物",
        f"shifts/{shift.pk}/": volunteer.person.name,
        f"shifts/{shift.pk}/codes/": "<svg",
        f"week/{shift.day}/": volunteer.person.name,
        f"week/{shift.day}/?paper=1": volunteer.person.name,
        "hours/": volunteer.number,
        "hours/?doubtful=1": "",
        f"hours/{entry.pk}/": "签到表",
        "claims/": "社区食堂",
        f"claims/{claim.pk}/": "another person",
        "objections/": "少了",
        f"objections/{objection.pk}/": "少了",
        "judgements/": "Fits",
        f"judgements/{judgement.pk}/": "Fits",
        "imports/": "",
    }.items():
        answer = desk.get(f"/volunteers/{path}")
        assert answer.status_code == 200, path
        assert said.replace("180", "3") in answer.content.decode(), path


@pytest.mark.parametrize(
    "path",
    ["new/", "teams/new/", "posts/new/", "points/new/", "hours/new/", "imports/new/"],
)
def test_every_form_opens_and_answers_an_empty_one_with_what_is_missing(path):
    desk = browser("worker")
    assert desk.get(f"/volunteers/{path}").status_code == 200
    answer = desk.post(f"/volunteers/{path}", {})
    assert answer.status_code == 422
    assert "to put right" in answer.content.decode()


def test_every_form_about_something_opens(volunteer):
    shift, by = a_shift(), seat("worker")
    team = found_team(name="红马甲服务队", place_id=COMMITTEE, centre_id=CENTRE, by=by)
    entry = keyed(volunteer, shift.post.service_point)
    of_volunteer = ("pause", "offer", "trainings/new", "insurances/new", "consents/new", "declining")
    paths = [f"{volunteer.pk}/{path}/" for path in of_volunteer]
    paths += [f"teams/{team.pk}/{path}/" for path in ("", "members/new", "leader", "end")]
    paths += [f"posts/{shift.post_id}/{path}/" for path in ("weekly/new", "shifts/new")]
    paths += [f"hours/{entry.pk}/{path}/" for path in ("correction", "objections/new")]
    desk = browser("worker")
    for path in [*paths, f"shifts/{shift.pk}/calling-off/"]:
        assert desk.get(f"/volunteers/{path.replace('//', '/')}").status_code == 200, path


def test_who_leads_a_team_is_named_with_its_social_worker(volunteer):
    named = {"name": "红马甲服务队", "place_id": COMMITTEE, "centre_id": CENTRE, "social_worker": "宋佳"}
    team, desk = found_team(**named, by=seat("worker")), browser("worker")
    url = f"/volunteers/teams/{team.pk}/leader/"
    assert 'value="宋佳"' in desk.get(url).content.decode()
    assert desk.post(url, {"number": volunteer.number, "social_worker": " "}).status_code == 422
    desk.post(url, {"number": volunteer.number, "social_worker": "潘毅"})
    team.refresh_from_db()
    assert (team.leader, team.social_worker) == (volunteer, "潘毅")
    assert "潘毅" in desk.get(f"/volunteers/teams/{team.pk}/").content.decode()


def test_the_window_registers_accepts_and_conditions_a_volunteer():
    desk = browser("worker")
    told = {"name": "施惠英", "born": "1958.4", "place": str(COMMITTEE), "service": ["tutoring"]}
    url = desk.post("/volunteers/new/", told).headers["Location"]
    desk.post(f"{url}steps/accept/")
    desk.post(f"{url}trainings/new/", {"subject": "traffic", "completed_on": "2026-11-01", "hours": "2"})
    dates = {"valid_from": "2026-11-01", "valid_until": "2027-10-31"}
    desk.post(f"{url}insurances/new/", {"insurer": "人保", "policy": "P1", **dates})
    volunteer = Volunteer.everything.get()
    assert (volunteer.state, volunteer.trainings.count(), volunteer.insurances.count()) == ("active", 1, 1)
    assert desk.post(f"{url}phone-card/").status_code == 200  # the printed card


def test_the_window_registers_a_minor_with_the_guardians_sheet_and_refuses_one_without():
    desk, told = browser("worker"), {"name": "周小宁", "born": "2011.5", "place": str(COMMITTEE)}
    answer = desk.post("/volunteers/new/", told)
    assert answer.status_code == 422
    assert "Below 18 a guardian must consent" in answer.content.decode()
    assert (Person.everything.count(), Decision.everything.get().outcome) == (0, "refused")
    half = desk.post("/volunteers/new/", {**told, "guardian": "周明"})
    assert (half.status_code, Decision.everything.count()) == (422, 1)  # a form not filled in is no registration
    sheet = {"guardian": "周明", "relation": "father", "evidence": "知情同意书", "given_on": "2026-11-18"}
    url = desk.post("/volunteers/new/", {**told, **sheet}).headers["Location"]
    desk.post(f"{url}steps/accept/")
    assert Volunteer.everything.get().state == "active"


def test_the_window_takes_in_who_is_on_record_by_id_number_and_name():
    desk, told = browser("worker"), {"name": "施惠英", "place": str(COMMITTEE)}
    number = valid_id(APPLICANT["id_number"])
    record_person(
        a_person("施惠英", id_number=number), centre_id=CENTRE, by=replace(seat("worker"), permissions={"people.edit"})
    )
    assert desk.post("/volunteers/new/", {**told, "id_number": number, "name": "王二"}).status_code == 422
    assert desk.post("/volunteers/new/", {**told, "id_number": number}).status_code == 302
    assert desk.post("/volunteers/new/", {**told, "id_number": number}).status_code == 422  # is a volunteer already
    assert (Volunteer.everything.count(), Person.everything.count()) == (1, 1)


def test_a_refused_check_in_is_seen_at_the_desk_with_its_reason(volunteer):
    check_in(Delivery(volunteer, "NONSENSE", NOW, "m1"), by=own_seat(volunteer))
    page = browser("worker").get("/volunteers/check-ins/?answer=forged").content.decode()
    assert volunteer.number in page
    assert "not one of this centre" in page


def test_absurd_hours_typed_at_the_desk_come_back_with_the_reason(volunteer):
    point = a_point()
    told = {
        "number": volunteer.number,
        "service_point": point.pk,
        "day": "2026-11-17",
        "content": "理货",
        "evidence": "表",
    }
    answer = browser("worker").post("/volunteers/hours/new/", {**told, "hours": "-3"})
    assert answer.status_code == 422
    assert "cannot be" in answer.content.decode()
    assert volunteer.decisions.get().outcome == "refused"


def test_another_subdistricts_volunteer_does_not_exist_here(volunteer):
    desk = browser("worker")
    Volunteer.everything.filter(pk=volunteer.pk).update(centre_id=310107005000)
    assert desk.get(f"/volunteers/{volunteer.pk}/").status_code == 404


def test_who_moved_up_or_was_taken_off_reads_it_and_the_desk_calls(volunteer):
    shift, by = a_shift(a_post(wanted=1)), seat("worker")
    first = sign_up(a_volunteer("钱永德"), shift, by=by).sign_up
    place = sign_up(volunteer, shift, by=by).sign_up
    desk, phone = browser("worker"), browser("volunteer", volunteer=volunteer)
    assert "moved up" not in phone.get("/volunteers/mine/").content.decode()
    leaves = f"/volunteers/places/{first.pk}/end/"
    assert desk.post(leaves, {"heard_by": "phone"}).status_code == 422
    desk.post(leaves, {"heard_by": "phone", "heard_evidence": "11-18 来电"})
    assert "moved up: on the shift" in phone.get("/volunteers/mine/").content.decode()
    assert any(str(each.matter) == "calls about shifts" for each in volunteers_waiting_for(by))
    assert "施惠英" in desk.get("/volunteers/calls/").content.decode()
    assert f"/volunteers/places/{place.pk}/call/" in desk.get(f"/volunteers/shifts/{shift.pk}/").content.decode()
    desk.post(f"/volunteers/places/{place.pk}/call/")
    assert "施惠英" not in desk.get("/volunteers/calls/").content.decode()
    change_post(shift.post, {"risk": "risky"}, by=by)
    notice = ChangeNotice.everything.get()
    answer_change(notice, way="stay", words="没有保险", by=own_seat(volunteer))
    take_off(notice, reason="没有保险", by=seat("director"))
    assert "insurance" in phone.get("/volunteers/mine/").content.decode()
    assert "taken off" in desk.get("/volunteers/calls/").content.decode()


def test_whoever_is_on_a_shift_that_was_called_off_stands_on_the_list_of_calls(volunteer):
    shift, by = a_shift(a_post(wanted=1, backups=1)), seat("worker")
    place = sign_up(volunteer, shift, by=by).sign_up
    backup = sign_up(a_volunteer("钱永德"), shift, by=by).sign_up
    gone = sign_up(a_volunteer("何玉珍"), shift, by=by).sign_up
    give_up_place(gone, heard=Heard("phone", "11-18 来电"), by=by)
    desk = browser("worker")
    assert "called off" not in desk.get("/volunteers/calls/").content.decode()
    call_off_shift(shift, reason="台风", by=by)
    page = desk.get("/volunteers/calls/").content.decode()
    assert all(word in page for word in ("施惠英", "钱永德", "called off", "台风"))
    assert "何玉珍" not in page
    assert any(str(each.matter) == "calls about shifts" for each in volunteers_waiting_for(by))
    assert f"/volunteers/places/{place.pk}/call/" in desk.get(f"/volunteers/shifts/{shift.pk}/").content.decode()
    third = sign_up(a_volunteer("罗建平"), other := a_shift(shift.post, hours=(13, 15)), by=by).sign_up
    call_off_shift(other, reason="台风", by=by)
    give_up_place(third, heard=Heard("phone", "11-18 来电"), by=by)
    assert "罗建平" not in desk.get("/volunteers/calls/").content.decode()
    for told in (place, backup):
        desk.post(f"/volunteers/places/{told.pk}/call/")
    assert "called off" not in desk.get("/volunteers/calls/").content.decode()
    assert set(shift.signups.exclude(state="given_up").values_list("told_by", flat=True)) == {by.name}


def test_a_volunteer_reads_which_hours_were_refused_and_why(volunteer):
    point, by = a_point(), seat("worker")
    long, absurd = (Line(volunteer.pk, point.pk, TODAY - timedelta(days=1), each, "paper") for each in (400, 2000))
    claim = key_hours([long], about=point, by=by)[0].claim
    refuse_hours(claim, reason="签到表上没有", by=seat("director"))
    key_hours([absurd], about=point, by=by)
    page = browser("volunteer", volunteer=volunteer).get("/volunteers/mine/hours/").content.decode()
    assert "签到表上没有 (周建国)" in page
    assert "2000 minutes on one day cannot be" in page
