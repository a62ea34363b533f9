"""A person's export, correction and erasure reach the window; retention forgets what ended long ago, sealed or not."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shuniu.casework.actions import cases, day_care, matters, referring, rights
from shuniu.casework.actions.forgetting import forget_case
from shuniu.casework.actions.intake import take_in
from shuniu.casework.jobs import forget_what_is_due
from shuniu.casework.models import Case, Enrolment, Incident, Note
from shuniu.casework.queries import sent_to
from shuniu.casework.tests.conftest import written
from shuniu.casework.workflow import CASE
from shuniu.kernel.actor import system_actor
from shuniu.kernel.attachments.keeping import attachments_of
from shuniu.kernel.attachments.types import judge
from shuniu.kernel.models import TrailDetail, TrailEntry, User
from shuniu.kernel.permissions import Refused
from shuniu.kernel.places.codes import NATION
from shuniu.kernel.rules.actions import set_value
from shuniu.kernel.sealing import reveal
from shuniu.people.actions.duplicates import merge_people, take_apart
from shuniu.people.actions.erasure import ask_erasure, decide_erasure, hand_over_record
from shuniu.people.models import Duplicate, Merge, Person
from shuniu.people.public import Particulars, correct_person, record_person
from tests.cast import CENTRE, NOW

pytestmark = pytest.mark.django_db


def later(actor, **span):
    return replace(actor, at=actor.at + timedelta(**span))


def clock(years: int, days: int = 0):
    """The house, some years and days from now."""
    return system_actor(place=NATION, via="job", at=NOW.replace(year=NOW.year + years) + timedelta(days=days))


@pytest.fixture
def person(act):
    return record_person(Particulars("王秀英", phone="13812345678"), centre_id=CENTRE, by=act("worker"))


@pytest.fixture
def told(case, colleague):
    """The case with everything that may hang on it, closed."""
    by = colleague("陈晓燕")
    matters.write_note(case, text="家中有纠纷", by=by)
    referral = referring.refer_case(case, to_name="爱心社", reason="上门陪伴", by=by)
    referring.answer_referral(referral, accepted=True, by=by)
    referring.finish_referral(referral, result="已上门三次", by=by)
    scan = judge("王秀英身份证.pdf", b"%PDF-1.4\n1 0 obj", place=CENTRE, on=by.today)
    matters.hand_in_paper(referral.case, paper=scan, by=by)
    case.refresh_from_db()
    cases.close_case(case, outcome="办妥", by=by)
    return case


def erase(person, act) -> None:
    asked = ask_erasure(person, grounds="本人要求", channel="window", by=act("director"))
    for role in ("director", "officer"):
        decide_erasure(asked, "erase", by=act(role))


# --- Export -----------------------------------------------------------------------------------------------------------
def test_the_whole_record_holds_the_requests_of_the_same_name_and_phone(told, service, person, colleague, act):
    other = {"applicant": "王建国", "phone": "13812345678"}
    take_in(told.service, **other, by=colleague("陈晓燕"))
    record = hand_over_record(person, channel="window", by=act("director"))
    (request,) = record["窗口受理事项"]
    assert request["个案编号"] == told.number
    assert "家中有纠纷" in request["记录"][0]
    assert "已上门三次" in request["转介"][0]


def test_a_sealed_case_is_in_nobodys_record(adoption, act):
    applicant = record_person(Particulars("李建国", phone="13987654321"), centre_id=CENTRE, by=act("worker"))
    record = hand_over_record(applicant, channel="window", by=act("director"))
    assert record["窗口受理事项"] == []


def test_a_sealed_case_is_handed_to_its_applicant_by_its_own_people(adoption, client, colleague):
    sealed, first, _second, other = adoption
    with pytest.raises(Refused):
        rights.hand_over_case(sealed, by=other)
    client.force_login(
        User.objects.get(pk=first.user_id), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    response = client.post(reverse("casework:hand_over_case", args=[sealed.pk]), headers={"accept-language": "en"})
    assert "李建国" in json.loads(response.content).values()
    assert response["Cache-Control"] == "no-store"
    assert TrailEntry.objects.filter(kind="casework.handed_over", noun_id=sealed.pk).exists()


# --- Correction -------------------------------------------------------------------------------------------------------
def test_a_phone_put_right_in_the_register_is_put_right_in_the_request(
    case, person, act, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        correct_person(person, {"phone": "13800001111"}, by=act("worker"))
    case.refresh_from_db()
    assert reveal(case, "phone") == "13800001111"
    assert TrailEntry.objects.get(kind="casework.corrected").name == "people.corrected"


def test_an_applicant_is_corrected_on_the_case(case, client, colleague):
    user = User.objects.get(pk=colleague("宋佳").user_id)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("casework:correct_applicant", args=[case.pk])
    assert "王秀英" not in client.get(address).content.decode()
    assert client.post(address, {"applicant": "", "phone": ""}).status_code == 422
    assert client.post(address, {"applicant": "王秀瑛", "phone": ""}).status_code == 302
    case.refresh_from_db()
    assert (reveal(case, "applicant"), reveal(case, "phone")) == ("王秀瑛", "13812345678")


# --- Erasure ----------------------------------------------------------------------------------------------------------
def test_an_open_request_stands_in_the_way_of_an_erasure(case, person, act):
    with pytest.raises(Refused, match="窗口"):
        erase(person, act)


def test_who_is_erased_is_forgotten_at_the_window(told, person, act):
    erase(person, act)
    assert_forgotten(told)
    assert TrailEntry.objects.filter(kind="casework.forgotten_by_erasure", noun_id=told.pk).count() == 1


# --- A record merged into another ------------------------------------------------------------------------------------
@pytest.fixture
def merged(told, act):
    """王秀英, who gave her old telephone at the window, merged into 王秀瑛, and that record into a third."""
    by, records = (
        act("worker"),
        [Particulars("王秀英", phone="13812345678"), Particulars("王秀瑛", phone="13900001111")],
    )
    records.append(Particulars("王秀瑛", phone="13700002222"))
    first, second, third = (record_person(each, centre_id=CENTRE, by=by) for each in records)
    for absorbed, keep in ((first, second), (second, third)):
        low, high = sorted((absorbed.pk, keep.pk))
        pair = Duplicate.everything.create(
            centre_id=CENTRE, first_id=low, second_id=high, evidence=[], score=1, proposed_at=NOW
        )
        merge_people(pair, keep=keep, by=by)
        keep.refresh_from_db()
    return third


def test_the_whole_record_holds_the_requests_of_the_records_merged_into_it(told, merged, act):
    (request,) = hand_over_record(merged, channel="window", by=act("director"))["窗口受理事项"]
    assert request["个案编号"] == told.number


def test_an_erasure_forgets_the_requests_of_the_records_merged_into_it(told, merged, act):
    erase(merged, act)
    assert_forgotten(told)
    assert set(Person.everything.values_list("name", flat=True)) == {"×"}
    assert TrailEntry.objects.filter(kind="casework.forgotten_by_erasure", noun_id=told.pk).count() == 1


def test_an_open_request_of_a_merged_record_stands_in_the_way_of_an_erasure(told, merged, act, colleague):
    cases.reopen_case(told, reason="材料有误", by=colleague("周建国", "director"))
    with pytest.raises(Refused, match="窗口"):
        erase(merged, act)


def test_a_merge_taken_apart_leaves_the_request_where_it_was(told, merged, act):
    for merge in Merge.everything.order_by("-pk"):
        take_apart(merge, by=act("worker"))
    merged.refresh_from_db()
    assert hand_over_record(merged, channel="window", by=act("director"))["窗口受理事项"] == []
    erase(merged, act)
    told.refresh_from_db()
    assert reveal(told, "applicant") == "王秀英"


def test_of_a_sealed_case_an_erasure_says_and_does_nothing(adoption, act):
    sealed, *_others = adoption
    erase(record_person(Particulars("李建国", phone="13987654321"), centre_id=CENTRE, by=act("worker")), act)
    sealed.refresh_from_db()
    assert reveal(sealed, "applicant") == "李建国"
    assert not TrailEntry.objects.filter(kind__startswith="casework.forgotten").exists()


def test_a_place_in_day_care_is_given_up_before_an_erasure_and_forgotten_with_it(person, act):
    by = act("worker")
    room = day_care.open_room(name="日托室", places=5, by=act("director"))
    place = day_care.enrol(room, person, day_care.Agreement("1", NOW.date(), "王敏", "13912345678", "青霉素"), by=by)
    day_care.write_incident(room, text="跌倒", done="送医", happened_on=NOW.date(), enrolment=place, by=by)
    with pytest.raises(Refused, match="日间照料"):
        erase(person, act)
    day_care.end_place(place, by=by)
    told = hand_over_record(person, channel="window", by=act("director"))["日间照料的到场与事件"]
    assert "跌倒" in told[0].values()
    erase(person, act)
    gone, incident = Enrolment.everything.get(), Incident.everything.get()
    assert (gone.emergency_name, gone.emergency_phone, gone.care_note) == (None, None, None)
    assert (incident.text, incident.done) == (None, "×")


# --- Retention --------------------------------------------------------------------------------------------------------
def assert_forgotten(case) -> None:
    case.refresh_from_db()
    assert case.forgotten_on is not None
    nothing = (case.applicant, case.phone, case.phone_tail_index, case.request, case.outcome)
    assert nothing == (None,) * 5
    assert [note.text for note in case.notes.all()] == [None]
    assert [(each.reason, each.result) for each in case.referrals.all()] == [("×", None)]
    assert not attachments_of(case).exists()
    assert not TrailDetail.objects.filter(noun="casework.case", noun_id=case.pk).exists()
    assert (case.state, case.in_time) == ("closed", True)


def test_a_closed_case_names_nobody_once_its_years_are_over(told):
    forget_what_is_due(by=clock(years=3, days=-1))
    told.refresh_from_db()
    assert reveal(told, "applicant") == "王秀英"
    forget_what_is_due(by=clock(years=3))
    assert_forgotten(told)
    assert TrailEntry.objects.get(kind="casework.forgotten").facts == {"years": 3}
    forget_what_is_due(by=clock(years=4))
    assert TrailEntry.objects.filter(kind="casework.forgotten").count() == 1


REASONS = ("其子欠债", "家人病重", "与经办人相识")


@pytest.fixture
def with_reasons(service, colleague):
    """A case that was opened again, with a step out of order and another worker, each for a reason that tells of people."""
    by, other = colleague("陈晓燕"), colleague("宋佳")
    steps = ({"code": "a", "label": "受理"}, {"code": "b", "label": "办理"})
    case = take_in(service(steps=steps), applicant="王秀英", phone="13812345678", by=by)
    cases.withdraw_case(case, by=by)
    cases.reopen_case(case, reason=REASONS[0], by=colleague("周建国", "director"))
    cases.do_step(case, step="b", anyway_because=REASONS[1], by=by)
    cases.transfer_case(
        case, to=User.objects.get(pk=other.user_id), reason=REASONS[2], by=colleague("周建国", "director")
    )
    cases.close_case(case, outcome="办妥", anyway_because="受理时已口头说明", by=by)
    return case


def test_the_reasons_given_on_the_way_are_sealed_and_told_on_its_page(with_reasons, client, colleague):
    assert written(*REASONS) == []
    user = User.objects.get(pk=colleague("宋佳").user_id)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("casework:case", args=[with_reasons.pk])).content.decode()
    assert all(reason in page for reason in REASONS)


def test_the_reasons_given_on_the_way_are_forgotten_with_the_case(with_reasons, client, colleague):
    forget_what_is_due(by=clock(years=4))
    assert not TrailDetail.objects.filter(noun="casework.case", noun_id=with_reasons.pk).exists()
    signed = with_reasons.stepdones.get()
    assert (signed.because, signed.forgotten_on, signed.name) == (None, clock(years=4).today, "陈晓燕")
    assert [each.step for each in CASE.signatures(with_reasons)] == ["withdraw", "reopen", "close"]
    user = User.objects.get(pk=colleague("宋佳").user_id)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("casework:case", args=[with_reasons.pk])).content.decode()
    assert not [reason for reason in REASONS if reason in page]


def test_an_erasure_forgets_the_reasons_too(with_reasons, person, act):
    erase(person, act)
    assert with_reasons.stepdones.get().because is None
    assert not TrailDetail.objects.filter(noun="casework.case", noun_id=with_reasons.pk).exists()


def test_a_forgotten_sealed_case_says_no_more_to_whom_it_was_referred(adoption):
    sealed, first, *_others = adoption
    referring.refer_case(
        sealed, to_name="儿童医院", to_contact="李医生", reason="体检", agreed_on=first.today, by=first
    )
    cases.withdraw_case(sealed, by=first)
    forget_what_is_due(by=clock(years=30))
    assert sent_to(sealed.referrals.get()) == ("", "")


def test_an_open_case_is_kept_and_a_withdrawn_one_is_not(case, service, colleague):
    by = colleague("陈晓燕")
    withdrawn = take_in(case.service, applicant="李桂芳", phone="13812340000", by=by)
    cases.withdraw_case(withdrawn, by=by)
    forget_what_is_due(by=clock(years=9))
    case.refresh_from_db()
    withdrawn.refresh_from_db()
    assert case.forgotten_on is None
    assert withdrawn.applicant is None
    with pytest.raises(Refused, match="尚未结束"):
        forget_case(case, by=clock(years=9))


def test_each_place_says_for_how_long_from_a_day_on(told, act):
    set_value("casework.keep_years.open", 1, since=date(2027, 1, 1), source="本街道规定", by=act("director"))
    forget_what_is_due(by=clock(years=1))
    assert_forgotten(told)


def test_a_sealed_case_is_forgotten_by_its_days_and_never_read(adoption):
    sealed, first, *_others = adoption
    matters.write_note(sealed, text="入户", kind="visit", by=first)
    cases.withdraw_case(sealed, by=first)
    with CaptureQueriesContext(connection) as asked:
        forget_what_is_due(by=clock(years=3))
        forget_what_is_due(by=clock(years=30))
    read = [q["sql"] for q in asked if q["sql"].startswith("SELECT") and "casework_" in q["sql"]]
    assert read
    assert not [sql for sql in read if '"applicant"' in sql or '"text"' in sql]
    sealed.refresh_from_db()
    assert (sealed.applicant, sealed.phone, Note.everything.get().text) == (None, None, None)
    told = " ".join(f"{e.facts}" for e in TrailEntry.objects.filter(noun="casework.case"))
    assert sealed.number not in told


def test_a_forgotten_case_is_neither_reopened_nor_filled_again(told, client, colleague):
    by = colleague("陈晓燕")
    forget_what_is_due(by=clock(years=3))
    told.refresh_from_db()
    for again in (
        lambda: cases.reopen_case(told, reason="材料有误", by=by),
        lambda: rights.correct_applicant(told, applicant="王秀英", by=by),
    ):
        with pytest.raises(Refused, match="已删除"):
            again()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.visible_to(by).filter(pk=told.pk).update(outcome=b"x")
    client.force_login(User.objects.get(pk=by.user_id), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("casework:case", args=[told.pk])).content.decode()
    assert reverse("casework:reopen", args=[told.pk]) not in page


def test_day_care_is_forgotten_some_years_after_the_place_was_given_up(person, act):
    by = act("worker")
    room = day_care.open_room(name="日托室", places=5, by=act("director"))
    place = day_care.enrol(room, person, day_care.Agreement("1", NOW.date(), "王敏", "13912345678"), by=by)
    day_care.write_incident(room, text="门锁坏了", done="修好", happened_on=NOW.date(), by=by)
    forget_what_is_due(by=clock(years=3))
    place.refresh_from_db()
    assert place.forgotten_on is None
    assert Incident.everything.get().text is None
    day_care.end_place(place, by=later(by, days=1_200))
    forget_what_is_due(by=clock(years=7))
    place.refresh_from_db()
    assert place.emergency_phone is None
