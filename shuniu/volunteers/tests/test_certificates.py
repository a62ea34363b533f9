"""Certificates: four parts from the ledger, two people, a public notice, a code that anyone verifies, and revocation."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from shuniu.kernel import signing
from shuniu.kernel.documents import verification_url
from shuniu.kernel.jobs import job_actor
from shuniu.kernel.models import DatedSetting, Document, TrailEntry
from shuniu.kernel.papers import pdf
from shuniu.kernel.permissions import Refused
from shuniu.kernel.signing.signer import forget_ring
from shuniu.volunteers.actions import certificates as actions
from shuniu.volunteers.actions.hearing import Heard
from shuniu.volunteers.actions.ledger import correct_hours
from shuniu.volunteers.actions.objections import raise_objection, take_back_objection
from shuniu.volunteers.certificate_jobs import close_notices
from shuniu.volunteers.certificate_on_paper import certificate_paper
from shuniu.volunteers.certifying import Said, certificate_said, document_of, hours, served
from shuniu.volunteers.models import Certificate, Decision, HourEntry, ServicePoint
from shuniu.volunteers.tests.cast import CENTRE, COMMITTEE, NOW, TODAY, a_volunteer, later, own_seat, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def volunteer():
    return a_volunteer(since=date(2020, 1, 1))


@pytest.fixture
def ledger(volunteer):
    """22 person-times of three hours at the charity supermarket."""
    point = ServicePoint.objects.create(
        centre_id=CENTRE, place_id=COMMITTEE, name="慈善超市", opened_on=date(2006, 1, 1)
    )
    for number in range(22):
        entry_at(volunteer, point, TODAY - timedelta(days=30 + number), 180)
    return point


def entry_at(volunteer, point, day, minutes, **more):
    return HourEntry.everything.create(
        centre_id=CENTRE, volunteer=volunteer, service_point=point, day=day, minutes=minutes, content="慈善超市服务",
        channel="paper", keyed_at=NOW, keyed_by="陈晓燕", **more,
    )  # fmt: skip


def asked(volunteer, **more) -> Certificate:
    period = {"first": date(2026, 1, 1), "last": TODAY} | more
    return actions.ask_certificate(volunteer, **period, channel="phone", by=own_seat(volunteer))


def issued(volunteer) -> Certificate:
    certificate = actions.confirm_hours(asked(volunteer), by=seat("worker"))
    close_notices(by=job_actor("volunteers.close_notices", NOW + timedelta(days=8)))
    certificate.refresh_from_db()
    return actions.issue_certificate(certificate, by=later(seat("director"), days=8))


def test_a_certificate_has_its_four_parts(volunteer, ledger):
    certificate = issued(volunteer)
    paper = certificate_paper(certificate, by=seat("worker"))
    assert [section.heading for section in paper.sections()] == ["志愿者", "志愿服务", "出具单位", "证明"]
    said = {box.label: box.value for section in paper.sections() for row in section.rows for box in row}
    assert said["姓名"] == "施惠英"
    assert said["志愿者编号"] == volunteer.number
    assert (said["服务时长"], said["服务人次"]) == ("66小时", "22")
    assert said["单位名称"] == "长寿路街道社区社会组织服务中心"
    assert (said["负责人"], said["经办人"]) == ("周建国", "陈晓燕")
    assert said["证明编号"] == "ZM310107015-2026-00001"
    assert "公示" in said["其他说明"]
    assert paper.lines == [("慈善超市服务", "慈善超市", 22, "66")]
    printed = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf(paper))).pages).split())
    for line in ("经办人签名", "负责人签名", "盖章", "免费出具"):
        assert line in printed


def test_the_rule_of_the_place_asks_for_seven_days_in_public(volunteer, ledger, client, on_the_day):
    certificate = actions.confirm_hours(asked(volunteer), by=seat("worker"))
    assert certificate.state == "noticed"
    assert certificate.notice_until - certificate.noticed_on == timedelta(days=7)
    page = client.get(f"/volunteers/certificates/notices/{CENTRE}/").content.decode()
    assert volunteer.number in page
    assert "施惠英" not in page
    with pytest.raises(Refused, match="public notice lasts"):
        actions.close_notice(certificate, by=later(seat("worker"), days=7))
    actions.close_notice(certificate, by=later(seat("worker"), days=8))
    assert certificate.state == "checked"


def test_where_no_rule_asks_it_goes_straight_to_the_signature(volunteer, ledger):
    DatedSetting.objects.create(
        place_id=CENTRE, key="volunteers.certificate.notice_days", value=0, valid_from=date(2026, 1, 1)
    )
    certificate = actions.confirm_hours(asked(volunteer), by=seat("worker"))
    assert (certificate.state, certificate.noticed_on) == ("checked", None)


def test_who_checked_the_hours_does_not_sign(volunteer, ledger):
    by = seat("director")
    certificate = actions.confirm_hours(asked(volunteer), by=by)
    actions.close_notice(certificate, by=later(by, days=8))
    with pytest.raises(Refused, match="second person"):
        actions.issue_certificate(certificate, by=later(by, days=8))
    with pytest.raises(Refused):
        actions.issue_certificate(certificate, by=later(seat("worker"), days=8))


def test_corrected_hours_are_in_it_and_what_was_taken_back_is_not(volunteer, ledger):
    entry = HourEntry.everything.order_by("pk").first()
    correct_hours(entry, minutes=60, reason="实到一小时", by=seat("worker"))
    found = served(volunteer, date(2026, 1, 1), TODAY)
    assert (found.times, hours(found.minutes)) == (22, "64")


def test_a_correction_after_the_check_sends_it_back(volunteer, ledger):
    certificate = actions.confirm_hours(asked(volunteer), by=seat("worker"))
    actions.close_notice(certificate, by=later(seat("worker"), days=8))
    correct_hours(HourEntry.everything.order_by("pk").first(), minutes=60, reason="实到一小时", by=seat("worker"))
    with pytest.raises(Refused, match="check them again"):
        actions.issue_certificate(certificate, by=later(seat("director"), days=8))
    actions.check_again(certificate, reason="时长已更正", by=later(seat("worker"), days=8))
    assert actions.confirm_hours(certificate, by=later(seat("worker"), days=8)).minutes == 64 * 60


def test_doubtful_hours_are_looked_into_before_they_are_certified(volunteer, ledger):
    entry = HourEntry.everything.order_by("pk").first()
    Decision.objects.create(
        centre_id=CENTRE, volunteer=volunteer, noun="volunteers.hourentry", noun_id=entry.pk, rule="overlap",
        version="1", outcome="doubtful", sentence="Overlaps", at=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="doubtful"):
        actions.confirm_hours(asked(volunteer), by=seat("worker"))


@pytest.mark.parametrize("days", [1, 6])
def test_a_public_notice_is_never_shorter_than_the_least(volunteer, ledger, days):
    DatedSetting.objects.create(
        place_id=CENTRE, key="volunteers.certificate.notice_days", value=days, valid_from=date(2026, 1, 1)
    )
    certificate = actions.confirm_hours(asked(volunteer), by=seat("worker"))
    assert certificate.notice_until - certificate.noticed_on == timedelta(days=7)


def test_what_is_disputed_during_the_notice_stops_the_signature(volunteer, ledger):
    certificate = actions.confirm_hours(asked(volunteer), by=seat("worker"))
    objection = raise_objection(HourEntry.everything.order_by("pk").first(), says="少了", by=own_seat(volunteer))
    actions.close_notice(certificate, by=later(seat("worker"), days=8))
    director = later(seat("director"), days=8)
    with pytest.raises(Refused, match="decide on the objection first"):
        actions.issue_certificate(certificate, by=director)
    take_back_objection(objection, by=later(own_seat(volunteer), days=8))
    assert actions.issue_certificate(certificate, by=director).number


def test_nothing_served_is_not_certified(volunteer):
    with pytest.raises(Refused, match="no hours"):
        actions.confirm_hours(asked(volunteer), by=seat("worker"))


@pytest.mark.parametrize(
    ("period", "problem"),
    [
        ({"first": TODAY, "last": TODAY - timedelta(days=1)}, "before it begins"),
        ({"last": TODAY + timedelta(days=1)}, "today at the latest"),
    ],
)
def test_an_impossible_period_is_refused(volunteer, period, problem):
    with pytest.raises(Refused, match=problem):
        asked(volunteer, **period)
    assert not Certificate.everything.exists()


def test_one_request_at_a_time(volunteer):
    asked(volunteer)
    with pytest.raises(Refused, match="being prepared"):
        asked(volunteer)


def test_another_volunteer_cannot_ask_for_me(volunteer, client_as):
    other = client_as("volunteer", noun="volunteers.volunteer", noun_id=a_volunteer("顾美娣").pk)
    certificate = asked(volunteer)
    assert other.get(f"/volunteers/certificates/{certificate.pk}/").status_code == 404


# --- Anyone verifies ------------------------------------------------------------------------------------------------------
def test_the_code_is_verified_without_a_network(volunteer, ledger):
    certificate = issued(volunteer)
    keys = signing.read_keys(signing.written_keys(signing.public_keys().values(), origin=""))
    from shuniu.kernel.signing.envelope import open_up

    lines = open_up(certificate.signed, keys, purpose="C").lines
    assert lines[0] == certificate.number
    assert (lines[5], lines[6]) == ("66h", "22")
    assert "施惠英" not in "".join(lines)
    assert certificate_said(Said.in_token(certificate.signed)) == certificate


@pytest.mark.parametrize(("suite", "algorithm"), [("aes", "ed25519"), ("sm", "sm2")])
def test_it_is_signed_by_the_suite_of_the_house(volunteer, ledger, client, tmp_path, settings, suite, algorithm):
    forget_ring()
    settings.SHUNIU_HOME, settings.SHUNIU_SUITE = tmp_path, suite
    try:
        certificate = issued(volunteer)
        (key,) = signing.public_keys().values()
        assert key.algorithm == algorithm
        assert certificate_said(Said.in_token(certificate.signed)) == certificate
        assert certificate.number in client.get(f"/S/{certificate.signed}", follow=True).content.decode()
    finally:
        forget_ring()


def test_the_code_leads_to_a_page_that_says_so(volunteer, ledger, client, on_the_day):
    certificate = issued(volunteer)
    page = client.get(f"/S/{certificate.signed}", follow=True).content.decode()
    assert certificate.number in page
    assert "今天" in page
    assert "施惠英" not in page
    assert client.get(verification_url(document_of(certificate)).partition("8000")[2]).status_code == 200


def test_a_forged_code_is_told_from_a_genuine_one(volunteer, ledger, client):
    token = issued(volunteer).signed
    forged = client.get(f"/volunteers/certificates/check/{token[:90]}{'A' if token[90] != 'A' else 'B'}{token[91:]}/")
    assert forged.status_code == 404
    assert "不是真的" in forged.content.decode()
    assert client.get("/volunteers/certificates/check/ABC/").status_code == 404


def test_the_desk_takes_the_code_and_the_scanned_text(volunteer, ledger, client):
    certificate = issued(volunteer)
    code = document_of(certificate).token
    typed = client.post("/volunteers/certificates/check/", {"words": f"{code[:4]}-{code[4:8]}-{code[8:]}".lower()})
    assert typed.url == f"/v/{code}/"
    scanned = client.post("/volunteers/certificates/check/", {"words": signing.address_of(certificate.signed)})
    assert scanned.url == f"/volunteers/certificates/check/{certificate.signed}/"
    assert client.post("/volunteers/certificates/check/", {"words": "2222-2222-2222"}).status_code == 422


# --- Revocation -----------------------------------------------------------------------------------------------------------
def test_it_is_revoked_only_after_the_volunteer_was_heard(volunteer, ledger, client):
    certificate = issued(volunteer)
    director = later(seat("director"), days=10)
    actions.announce_revocation(certificate, reason="时长核实有误", by=later(seat("worker"), days=10))
    assert certificate.in_force
    with pytest.raises(Refused, match="may answer until"):
        actions.revoke_certificate(certificate, by=director)
    actions.answer_revocation(certificate, words="我当时确实在岗", by=later(own_seat(volunteer), days=11))
    actions.revoke_certificate(certificate, by=later(director, days=1))
    assert not certificate.in_force
    page = client.get(f"/volunteers/certificates/check/{certificate.signed}/").content.decode()
    assert "时长核实有误" in page
    assert certificate_paper(certificate, by=director).revoked


def test_silence_lets_the_days_run_out(volunteer, ledger):
    certificate = issued(volunteer)
    actions.announce_revocation(certificate, reason="时长核实有误", by=later(seat("worker"), days=10))
    actions.revoke_certificate(certificate, by=later(seat("director"), days=40))
    assert Document.everything.get(noun_id=certificate.pk, kind__contains="volunteer").revoked_at


def test_one_hand_alone_announces_answers_and_revokes_nothing(volunteer, ledger):
    certificate, director = issued(volunteer), later(seat("director"), days=10)
    actions.announce_revocation(certificate, reason="时长核实有误", by=director)
    heard = Heard("phone", "当日来电")
    with pytest.raises(Refused, match="another person must write"):
        actions.answer_revocation(certificate, words="没有意见", heard=heard, by=director)
    with pytest.raises(Refused, match="how it came"):
        actions.answer_revocation(certificate, words="没有意见", by=later(seat("worker"), days=10))
    actions.answer_revocation(certificate, words="我在岗", heard=heard, by=later(seat("worker"), days=10))
    assert TrailEntry.objects.get(kind="volunteers.heard").facts["kind"] == "in a telephone call"
    for days in (1, 60):
        with pytest.raises(Refused, match="second person must decide"):
            actions.revoke_certificate(certificate, by=later(director, days=days))
    assert certificate.in_force
    other = later(seat("director", name="顾主任"), days=11)
    assert actions.revoke_certificate(certificate, by=other).state == "revoked"


def test_an_answer_may_convince(volunteer, ledger):
    certificate = issued(volunteer)
    actions.announce_revocation(certificate, reason="时长核实有误", by=later(seat("director"), days=10))
    actions.keep_certificate(certificate, by=later(seat("director"), days=11))
    assert (certificate.state, certificate.questioned_because) == ("issued", "")


def test_a_request_ends_by_the_volunteer_or_with_how_her_word_came(volunteer, ledger, client_as):
    certificate = asked(volunteer)
    with pytest.raises(Refused, match="how it came"):
        actions.withdraw_request(certificate, by=seat("worker"))
    desk, address = client_as("worker"), f"/volunteers/certificates/{certificate.pk}/withdrawal/"
    assert "heard_evidence" in desk.get(address).content.decode()
    assert desk.post(address).status_code == 422
    desk.post(address, {"heard_by": "phone", "heard_evidence": "11-18 来电，陈晓燕接听"})
    assert Certificate.everything.get().state == "withdrawn"
    again = asked(volunteer)
    phone = client_as("volunteer", noun="volunteers.volunteer", noun_id=volunteer.pk)
    phone.post(f"/volunteers/certificates/{again.pk}/withdrawal/")
    assert Certificate.everything.get(pk=again.pk).state == "withdrawn"


# --- On paper -------------------------------------------------------------------------------------------------------------
def test_a_paper_copy_is_kept_on_file(volunteer, ledger):
    certificate = issued(volunteer)
    by = later(seat("worker"), days=9)
    copy = actions.file_copy(certificate, reason="学校要求盖章", count=2, filed_as="2026-3-17", by=by)
    assert (copy.handed_by, copy.handed_on) == ("陈晓燕", TODAY + timedelta(days=9))
    with pytest.raises(Refused, match="where the copy is kept"):
        actions.file_copy(certificate, reason="学校要求盖章", count=2, filed_as=" ", by=by)


def test_the_full_id_number_asks_a_reason_that_stays(volunteer, ledger, client_as):
    certificate = issued(volunteer)
    desk, address = client_as("worker"), f"/volunteers/certificates/{certificate.pk}/paper/"
    assert desk.get(address).content.startswith(b"%PDF")
    assert desk.post(address, {"words": ""}).status_code == 422
    assert desk.post(address, {"words": "本人到窗口领取"}).content.startswith(b"%PDF")
    assert TrailEntry.objects.get(kind="volunteers.certificate_in_full").facts["reason"] == "本人到窗口领取"


# --- Pages ----------------------------------------------------------------------------------------------------------------
def test_from_the_phone_to_the_signature(volunteer, ledger, client_as, monkeypatch):
    moment = NOW
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    phone = client_as("volunteer", noun="volunteers.volunteer", noun_id=volunteer.pk)
    desk, head = client_as("worker"), client_as("director")
    assert phone.get("/volunteers/certificates/mine/new/").status_code == 200
    asked_for = phone.post("/volunteers/certificates/mine/new/", {"first": "2026-01-01", "last": TODAY.isoformat()})
    assert phone.get(asked_for.url).status_code == 200
    pk = Certificate.everything.get().pk
    assert "66" in desk.get(f"/volunteers/certificates/{pk}/").content.decode()
    desk.post(f"/volunteers/certificates/{pk}/confirmation/")
    assert Certificate.everything.get().state == "noticed"
    moment = NOW + timedelta(days=8)
    desk, head = client_as("worker"), client_as("director")
    desk.post(f"/volunteers/certificates/{pk}/notice-end/")
    assert desk.post(f"/volunteers/certificates/{pk}/issue/").status_code == 403
    head.post(f"/volunteers/certificates/{pk}/issue/")
    assert Certificate.everything.get().state == "issued"
    phone = client_as("volunteer", noun="volunteers.volunteer", noun_id=volunteer.pk)
    assert phone.get(f"/volunteers/certificates/{pk}/paper/").content.startswith(b"%PDF")
    assert "ZM310107015-2026-00001" in phone.get("/volunteers/certificates/mine/").content.decode()
    assert "ZM310107015-2026-00001" in desk.get("/volunteers/certificates/?state=issued").content.decode()


def test_a_refusal_shows_its_reason_on_the_page(volunteer, client_as):
    certificate = asked(volunteer)
    desk = client_as("worker")
    answered = desk.post(f"/volunteers/certificates/{certificate.pk}/confirmation/", follow=True)
    assert "没有" in answered.content.decode()
    desk.post(f"/volunteers/certificates/{certificate.pk}/refusal/", {"words": "没有服务记录"})
    assert Certificate.everything.get().state == "declined"


def test_the_list_says_the_holder_in_one_cell_and_its_file_in_two(volunteer, client_as):
    asked(volunteer)
    desk, holder = client_as("worker"), f"施惠英 {volunteer.number}"
    assert holder in desk.get("/volunteers/certificates/").content.decode()
    lines = desk.get("/volunteers/certificates/?export=csv").getvalue().decode("utf-8-sig")
    assert f"施惠英,{volunteer.number}" in lines
