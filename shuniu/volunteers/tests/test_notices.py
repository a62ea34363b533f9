"""Objections to a public notice: by telephone, at the desk or on paper; nothing is signed before a person has decided."""

from datetime import date, timedelta

import pytest

from shuniu.kernel.jobs import job_actor
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import reveal
from shuniu.volunteers.actions import certificates, notices
from shuniu.volunteers.certificate_jobs import close_notices
from shuniu.volunteers.models import Certificate, NoticeObjection
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import CENTRE, NOW, TODAY, a_volunteer, later, seat
from shuniu.volunteers.tests.station import a_point
from shuniu.volunteers.tests.test_certificates import asked, entry_at
from shuniu.volunteers.waiting import volunteers_waiting_for

pytestmark = pytest.mark.django_db
NEIGHBOUR = "弄堂口王阿姨 13800001234"


@pytest.fixture
def certificate() -> Certificate:
    volunteer, point = a_volunteer(since=date(2020, 1, 1)), a_point()
    for number in range(4):
        entry_at(volunteer, point, TODAY - timedelta(days=30 + number), 180)
    return certificates.confirm_hours(asked(volunteer), by=seat("worker"))


def objected(certificate, **more) -> NoticeObjection:
    told = {"says": "十月那几天她在外地", "channel": "phone", "reply": "phone", "objector": NEIGHBOUR} | more
    return notices.take_objection(certificate, **told, by=seat("worker"))


def test_an_objection_is_a_row_with_its_channel_and_who_keyed_it(certificate):
    row = NoticeObjection.everything.get(pk=objected(certificate).pk)
    assert (row.says, row.channel, row.taken_by, row.state) == ("十月那几天她在外地", "phone", "陈晓燕", "taken")
    assert reveal(row, "objector") == NEIGHBOUR
    assert NEIGHBOUR.encode() not in bytes(row.objector)
    assert row.due_on is not None


@pytest.mark.parametrize("channel", ["phone", "window", "letter"])
def test_nobody_has_to_say_who_objects(certificate, channel):
    row = objected(certificate, channel=channel, reply="none", objector="")
    assert row.objector is None


@pytest.mark.parametrize("reply", ["phone", "letter"])
def test_who_wants_to_be_rung_or_written_to_says_how_to_be_reached(certificate, reply):
    with pytest.raises(Refused, match="how to be reached"):
        objected(certificate, reply=reply, objector=" ")
    assert not NoticeObjection.everything.exists()


def test_it_stops_the_end_of_the_notice_by_hand_and_by_the_clock(certificate):
    objected(certificate)
    with pytest.raises(Refused, match="objected"):
        certificates.close_notice(certificate, by=later(seat("worker"), days=8))
    close_notices(by=job_actor("volunteers.close_notices", NOW + timedelta(days=8)))
    certificate.refresh_from_db()
    assert certificate.state == "noticed"


def test_a_late_letter_stops_the_signature(certificate):
    close_notices(by=job_actor("volunteers.close_notices", NOW + timedelta(days=8)))
    certificate.refresh_from_db()
    row = objected(certificate, channel="letter", reply="none", objector="")
    director = later(seat("director"), days=8)
    with pytest.raises(Refused, match="objected"):
        certificates.issue_certificate(certificate, by=director)
    notices.decide_objection(row, is_right=False, findings="签到码记录在册", by=director)
    assert certificates.issue_certificate(certificate, by=director).state == "issued"


def test_a_named_person_who_did_not_show_it_decides_with_a_reason(certificate):
    row = objected(certificate)
    for by in (seat("worker"), job_actor("volunteers.close_notices", NOW)):
        with pytest.raises(Refused):
            notices.decide_objection(row, is_right=False, findings="核对无误", by=by)
    with pytest.raises(Refused, match="reason"):
        notices.decide_objection(row, is_right=False, findings=" ", by=seat("director"))
    notices.decide_objection(row, is_right=False, findings="核对无误", by=seat("director"))
    assert (row.state, row.decided_by, row.is_right) == ("decided", "周建国", False)


def test_who_showed_it_in_public_does_not_decide():
    volunteer = a_volunteer(since=date(2020, 1, 1))
    entry_at(volunteer, a_point(), TODAY - timedelta(days=30), 180)
    row = objected(certificates.confirm_hours(asked(volunteer), by=seat("director")))
    with pytest.raises(Refused, match="another person"):
        notices.decide_objection(row, is_right=False, findings="核对无误", by=seat("director"))
    other = seat("director", name="沈主任")
    assert notices.decide_objection(row, is_right=False, findings="核对无误", by=other).state == "decided"


def test_where_the_objector_is_right_the_hours_are_checked_again(certificate):
    notices.decide_objection(objected(certificate), is_right=True, findings="三日签到有误", by=seat("director"))
    assert certificate.state == "requested"
    assert NoticeObjection.everything.get().is_right


def test_the_objector_is_told_as_she_chose_and_forgotten_then(certificate):
    row = objected(certificate)
    with pytest.raises(Refused, match="only to tell"):
        notices.look_at_objector(row, by=seat("worker"))
    notices.decide_objection(row, is_right=False, findings="核对无误", by=seat("director"))
    assert notices.look_at_objector(row, by=seat("worker")) == NEIGHBOUR
    assert TrailEntry.objects.filter(kind="volunteers.objector.looked", noun_id=row.pk).count() == 1
    notices.tell_objector(row, by=seat("worker"))
    row.refresh_from_db()
    assert (row.state, row.told_by, row.objector) == ("closed", "陈晓燕", None)
    told = TrailEntry.objects.get(kind="volunteers.noticeobjection.tell", noun_id=row.pk)
    assert told.facts["kind"] == "by telephone"


def test_who_wants_no_answer_is_forgotten_with_the_decision(certificate):
    row = objected(certificate, reply="none")
    notices.decide_objection(row, is_right=False, findings="核对无误", by=seat("director"))
    row.refresh_from_db()
    assert (row.state, row.objector) == ("ended", None)
    with pytest.raises(Refused):
        notices.tell_objector(row, by=seat("worker"))


def test_before_a_notice_there_is_nothing_to_object_to():
    volunteer = a_volunteer(since=date(2020, 1, 1))
    with pytest.raises(Refused, match="from the public notice on"):
        objected(asked(volunteer))


def test_it_waits_on_the_desks_of_who_decides_and_of_who_tells(certificate):
    row = objected(certificate)
    assert [_waiting(role) for role in ("worker", "director")] == [0, 1]
    notices.decide_objection(row, is_right=False, findings="核对无误", by=seat("director"))
    assert [_waiting(role) for role in ("worker", "director")] == [1, 1]
    notices.tell_objector(row, by=seat("worker"))
    assert [_waiting(role) for role in ("worker", "director")] == [0, 0]


def _waiting(role: str) -> int:
    return sum("public notice" in str(each.matter) for each in volunteers_waiting_for(seat(role)))


def test_keyed_in_decided_and_told_on_the_pages_of_the_notice(certificate, on_the_day):
    worker, director = browser("worker"), browser("director")
    page = f"/volunteers/certificates/{certificate.pk}/"
    said = {"says": "十月她在外地", "channel": "letter", "reply": "letter", "objector": NEIGHBOUR}
    assert worker.post(f"{page}objections/new/", said).url == page
    row = NoticeObjection.everything.get()
    shown = director.get(page).content.decode()
    assert "十月她在外地" in shown
    assert NEIGHBOUR not in shown
    assert director.post(f"/volunteers/notice-objections/{row.pk}/decision/", {"is_right": "0"}).status_code == 422
    found = {"is_right": "0", "findings": "车票与签到核对无误"}
    assert director.post(f"/volunteers/notice-objections/{row.pk}/decision/", found).url == page
    assert NEIGHBOUR in worker.get(f"/volunteers/notice-objections/{row.pk}/answer/").content.decode()
    assert worker.post(f"/volunteers/notice-objections/{row.pk}/answer/").url == page
    assert "十月她在外地" in worker.get("/volunteers/notice-objections/").content.decode()
    on_phone = browser("volunteer", volunteer=certificate.volunteer).get(page).content.decode()
    assert "车票与签到核对无误" in on_phone
    assert NEIGHBOUR not in on_phone


def test_the_public_notice_tells_how_to_object_and_not_that_somebody_did(certificate, client, on_the_day):
    before = client.get(f"/volunteers/certificates/notices/{CENTRE}/").content
    objected(certificate)
    page = client.get(f"/volunteers/certificates/notices/{CENTRE}/").content
    assert "不必留下姓名" in page.decode()
    assert page.count(b"<tr") == before.count(b"<tr")
    assert "十月那几天她在外地" not in page.decode()
