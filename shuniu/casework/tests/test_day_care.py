"""Day care: places by agreement, an order with its reason, a tap for the day and one for the meal."""

from datetime import timedelta

import pytest
from django.urls import reverse

from shuniu.casework.actions import day_care
from shuniu.casework.keeping import incidents_of
from shuniu.casework.models import Attendance, Enrolment
from shuniu.casework.queries import enrolments_on, queue, rooms_on
from shuniu.kernel import trail
from shuniu.kernel.audit.queries import looks_for
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import mask_phone, reveal
from shuniu.people.public import Particulars, record_person
from tests.cast import CENTRE, NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def room(act):
    return day_care.open_room(name="叶家宅日间照料室", places=2, by=act("director"))


@pytest.fixture
def elder(act):
    return lambda name: record_person(Particulars(name=name), centre_id=CENTRE, by=act("worker"))


AGREED = day_care.Agreement("RZ-001", TODAY, "王建国", "13812345678", "青霉素过敏")


def test_a_full_room_gives_no_place(room, elder, act):
    by = act("worker")
    first = day_care.enrol(room, elder("王秀英"), AGREED, by=by)
    day_care.enrol(room, elder("李桂芳"), AGREED, by=by)
    with pytest.raises(Refused, match="0"):
        day_care.enrol(room, elder("张阿妹"), AGREED, by=by)
    day_care.end_place(first, by=by)
    assert enrolments_on(TODAY, by).count() == 1
    assert reveal(first, "care_note") == "青霉素过敏"


def test_nobody_has_two_places(room, elder, act):
    who = elder("王秀英")
    day_care.enrol(room, who, AGREED, by=act("worker"))
    with pytest.raises(Refused):
        day_care.enrol(room, who, AGREED, by=act("worker"))


def test_the_list_is_in_the_order_of_its_reasons(room, elder, act):
    by = act("worker")
    for name, why in (("王秀英", "order"), ("李桂芳", "alone"), ("张阿妹", "alone_80")):
        day_care.wait_for_place(elder(name), priority=why, by=by)
    assert [w.person.name for w in queue(by)] == ["张阿妹", "李桂芳", "王秀英"]
    with pytest.raises(Refused):
        day_care.wait_for_place(elder("陈福生"), priority="friend_of_mine", by=by)
    day_care.enrol(room, queue(by)[0].person, AGREED, by=by)
    assert [w.person.name for w in queue(by)] == ["李桂芳", "王秀英"]


def test_one_tap_marks_the_day_and_another_takes_it_back(room, elder, client_as, act, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    place = day_care.enrol(room, elder("王秀英"), AGREED, by=act("worker"))
    worker = client_as("worker")
    for what, here, meal in (("here", True, False), ("meal", True, True), ("here", False, False)):
        assert worker.post(reverse("casework:tap", args=[place.pk, what])).status_code == 302
        day = Attendance.everything.get()
        assert (day.here, day.meal) == (here, meal)


def test_a_day_that_was_forgotten_is_tapped_on_its_own_page(room, elder, client_as, act, monkeypatch):
    place = day_care.enrol(room, elder("王秀英"), AGREED, by=act("worker"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=3))
    worker, page = client_as("worker"), reverse("casework:room", args=[room.pk])
    tap = reverse("casework:tap", args=[place.pk, "meal"])
    asked = f"{page}?day={TODAY + timedelta(days=1)}"
    assert worker.post(tap, {"day": f"{TODAY + timedelta(days=1)}"}).url == asked
    assert [(day.day, day.meal) for day in Attendance.everything.all()] == [(TODAY + timedelta(days=1), True)]
    assert "1份餐" in worker.get(asked).content.decode()
    assert "0份餐" in worker.get(page).content.decode()
    assert worker.post(tap, {"day": f"{TODAY - timedelta(days=1)}"}).status_code == 403  # before the place was given
    with pytest.raises(Refused):
        day_care.mark_day(place, meal=True, on=TODAY + timedelta(days=1), by=act("worker"))  # not come yet
    day_care.end_place(place, by=act("worker"))
    with pytest.raises(Refused):
        day_care.mark_day(place, meal=True, by=act("worker"))
    assert Attendance.everything.count() == 1


def test_a_room_closes_once_nobody_holds_a_place_in_it(room, elder, client_as, act, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    place, address = day_care.enrol(room, elder("王秀英"), AGREED, by=act("worker")), ("casework:close_room", [room.pk])
    director = client_as("director")
    assert client_as("worker").post(reverse(address[0], args=address[1])).status_code == 403
    director.post(reverse(address[0], args=address[1]))
    room.refresh_from_db()
    assert room.closed_on is None
    day_care.end_place(place, by=act("worker"))
    director.post(reverse(address[0], args=address[1]))
    room.refresh_from_db()
    assert room.closed_on == TODAY
    assert not rooms_on(TODAY, act("worker")).exists()
    with pytest.raises(Refused):
        day_care.enrol(room, elder("李桂芳"), AGREED, by=act("worker"))


def test_a_place_is_given_on_the_page_and_the_person_is_recorded_once(room, client_as, act):
    worker = client_as("worker")
    asked = {
        "name": "王秀英", "phone": "13812345678", "agreement_number": "RZ-7", "agreed_on": "2026-11-01",
        "emergency_name": "王建国", "emergency_phone": "12",
    }  # fmt: skip
    address = reverse("casework:enrol", args=[room.pk])
    assert worker.post(address, asked).status_code == 422
    assert not Enrolment.everything.exists()
    assert worker.post(address, asked | {"emergency_phone": "13800001111"}).status_code == 302
    page = worker.get(reverse("casework:room", args=[room.pk])).content.decode()
    assert "王秀英" in page
    place = Enrolment.everything.get()
    incident = {"happened_on": "2026-11-20", "text": "滑倒", "done": "送医", "family_told": "on"}
    writing = reverse("casework:write_incident", args=[room.pk])
    assert "王秀英" in worker.get(writing).content.decode()
    assert worker.post(writing, incident | {"enrolment": place.pk + 1}).status_code == 422
    assert worker.post(writing, incident | {"enrolment": place.pk}).status_code == 302
    for page in (reverse("casework:room", args=[room.pk]), reverse("casework:place", args=[place.pk])):
        assert "滑倒" in worker.get(page).content.decode()
    assert [each.enrolment for each in incidents_of(Enrolment.everything.all())] == [place]
    waits = {"name": "李桂芳", "phone": "", "priority": "alone"}
    assert worker.post(reverse("casework:wait"), waits).status_code == 302
    assert "李桂芳" in worker.get(reverse("casework:rooms")).content.decode()


def test_whom_to_call_and_the_allergy_open_to_who_says_why(room, elder, client_as, act):
    place = day_care.enrol(room, elder("王秀英"), AGREED, by=act("worker"))
    worker, address = client_as("worker"), reverse("casework:look_at_place", args=[place.pk])
    assert (
        reverse("casework:place", args=[place.pk])
        in worker.get(reverse("casework:room", args=[room.pk])).content.decode()
    )
    page = worker.get(reverse("casework:place", args=[place.pk])).content.decode()
    assert mask_phone("13812345678") in page
    assert not any(word in page for word in ("13812345678", "王建国", "青霉素过敏"))
    assert worker.post(address, {"reason": ""}).status_code == 422
    assert not TrailEntry.objects.filter(kind="casework.place_looked").exists()
    answer = worker.post(address, {"reason": "老人不适，通知家属"})
    shown = answer.content.decode()
    assert all(word in shown for word in ("13812345678", "王建国", "青霉素过敏"))
    assert answer["Cache-Control"] == "no-store"
    (look,) = looks_for(act("director"))  # the director's page of who looked
    assert (look.kind, look.facts["reason"]) == ("casework.place_looked", "老人不适，通知家属")
    assert client_as("officer").get(reverse("casework:place", args=[place.pk])).status_code == 403


def test_a_place_is_ended_on_its_page(room, elder, client_as, act):
    place = day_care.enrol(room, elder("王秀英"), AGREED, by=act("worker"))
    worker, address = client_as("worker"), reverse("casework:end_place", args=[place.pk])
    assert address in worker.get(reverse("casework:place", args=[place.pk])).content.decode()
    assert worker.post(address).status_code == 302
    assert address not in worker.get(reverse("casework:place", args=[place.pk])).content.decode()


def test_who_waits_may_leave_the_list_with_a_reason(elder, client_as, act):
    waits = day_care.wait_for_place(elder("王秀英"), priority="alone", by=act("worker"))
    worker, address = client_as("worker"), reverse("casework:leave_list", args=[waits.pk])
    assert address in worker.get(reverse("casework:rooms")).content.decode()
    assert worker.post(address, {"because": ""}).status_code == 422
    assert worker.post(address, {"because": "elsewhere"}).status_code == 302
    waits.refresh_from_db()
    assert (waits.left_because, waits.left_on is None) == ("elsewhere", False)
    with pytest.raises(Refused):
        day_care.leave_list(waits, because="home", by=act("worker"))


def test_a_place_past_the_head_of_the_list_asks_a_reason_and_keeps_it(room, elder, act):
    by = act("worker")
    day_care.wait_for_place(elder("张阿妹"), priority="alone_80", by=by)
    second = elder("李桂芳")
    day_care.wait_for_place(second, priority="alone", by=by)
    with pytest.raises(Refused):
        day_care.enrol(room, second, AGREED, by=by)
    day_care.enrol(room, second, AGREED, past_head_because="家属突然住院", by=by)
    entry = TrailEntry.objects.get(kind="casework.enrolled_first")
    assert trail.detail_of(entry) == {"reason": "家属突然住院"}
    assert [each.person.name for each in queue(by)] == ["张阿妹"]
    day_care.enrol(room, queue(by)[0].person, AGREED, by=by)


def test_many_places_pass_the_list_by_the_rule_of_one(room, elder, act):
    by = act("worker")
    first, second, third = (elder(name) for name in ("张阿妹", "李桂芳", "王秀英"))
    for who in (first, second, third):
        day_care.wait_for_place(who, priority="alone", by=by)
    with pytest.raises(Refused, match="1"):
        day_care.enrol_many(room, [(first.pk, AGREED), (third.pk, AGREED)], by=by)
    with pytest.raises(Refused):
        day_care.enrol_many(room, [(elder("陈福生").pk, AGREED)], past_head_because="  ", by=by)
    assert not Enrolment.everything.exists()
    assert queue(by).count() == 3
    rows = [(first.pk, AGREED), (third.pk, AGREED)]
    day_care.enrol_many(room, rows, past_head_because="家属突然住院", by=by)
    passed = TrailEntry.objects.get(kind="casework.enrolled_first")
    assert passed.noun_id == Enrolment.everything.get(person=third).pk
    assert trail.detail_of(passed) == {"reason": "家属突然住院"}
    assert [each.person for each in queue(by)] == [second]


def test_who_is_next_on_the_list_is_given_places_without_a_reason(room, elder, act):
    by = act("worker")
    waiting = [elder(name) for name in ("张阿妹", "李桂芳", "王秀英")]
    for who in waiting:
        day_care.wait_for_place(who, priority="alone", by=by)
    day_care.enrol_many(room, [(who.pk, AGREED) for who in reversed(waiting[:2])], by=by)
    assert [each.person for each in queue(by)] == waiting[2:]
    assert not TrailEntry.objects.filter(kind="casework.enrolled_first").exists()


def test_who_has_a_place_already_keeps_all_the_others_out(room, elder, act):
    by, held = act("worker"), elder("王秀英")
    day_care.enrol(day_care.open_room(name="澳门路日间照料室", places=1, by=act("director")), held, AGREED, by=by)
    with pytest.raises(Refused):
        day_care.enrol_many(room, [(elder("李桂芳").pk, AGREED), (held.pk, AGREED)], by=by)
    assert Enrolment.everything.get().person == held
