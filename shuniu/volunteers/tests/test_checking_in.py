"""Checking in with a signed code: counted once, delivered late, forged, replayed, by a clock that lies."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from shuniu.kernel.models import Place
from shuniu.kernel.permissions import Refused
from shuniu.kernel.trail import of_thing
from shuniu.volunteers.actions.checking_in import Delivery, check_in
from shuniu.volunteers.actions.conditions import insure, record_training
from shuniu.volunteers.actions.posts import call_off_shift, change_post
from shuniu.volunteers.actions.signing_up import sign_up
from shuniu.volunteers.checking import deliver
from shuniu.volunteers.codes import ShiftCode
from shuniu.volunteers.doubts import Line, a_desk, judge
from shuniu.volunteers.models import CheckIn, Decision, HourEntry
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import CENTRE, SHANGHAI, TODAY, a_volunteer, own_seat, seat
from shuniu.volunteers.tests.station import a_post, a_shift

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 19, 9, 0, tzinfo=SHANGHAI)  # the shift of these tests: nine to twelve
NOON = datetime(2026, 11, 19, 12, 0, tzinfo=SHANGHAI)


@pytest.fixture
def volunteer():
    return a_volunteer()


@pytest.fixture
def shift(volunteer):
    shift = a_shift()
    sign_up(volunteer, shift, by=seat("worker"))
    return shift


def code(shift, move="arrive") -> str:
    return ShiftCode.of(shift, move, early=30, late=30).signed()


def held(volunteer, token, said_at, *, at=None, mark="m1") -> CheckIn:
    by = own_seat(volunteer, at=at or said_at)
    return check_in(Delivery(volunteer, token, said_at, mark), by=by)


def test_arriving_and_leaving_become_hours_within_the_shift(volunteer, shift):
    held(volunteer, code(shift), MORNING - timedelta(minutes=20))
    assert HourEntry.everything.count() == 0
    held(volunteer, code(shift, "leave"), NOON + timedelta(minutes=10), mark="m2")
    entry = HourEntry.everything.get()
    assert (entry.minutes, entry.channel, entry.shift_id, entry.evidence) == (180, "check_in", shift.pk, "m1 m2")


def test_who_comes_late_or_leaves_early_has_the_time_that_was_served(volunteer, shift):
    held(volunteer, code(shift), MORNING + timedelta(minutes=25))
    held(volunteer, code(shift, "leave"), NOON - timedelta(minutes=30), mark="m2")
    assert HourEntry.everything.get().minutes == 125


def test_an_offline_phone_delivers_days_later_and_in_any_order(volunteer, shift):
    later = NOON + timedelta(days=3)
    rows = deliver(
        [
            Delivery(volunteer, code(shift, "leave"), NOON, "m2"),
            Delivery(volunteer, code(shift), MORNING, "m1"),
        ],
        centre=Place.objects.get(pk=CENTRE),
        by=own_seat(volunteer, at=later),
    )
    assert [row.answer for row in rows] == ["counted", "counted"]
    assert rows[0].delivered_at == later
    assert HourEntry.everything.get().minutes == 180


def test_a_duplicate_upload_is_counted_once_and_both_rows_say_so(volunteer, shift):
    answers = [held(volunteer, code(shift), MORNING).answer for _n in range(2)]
    assert answers == ["counted", "duplicate"]
    assert CheckIn.everything.count() == 2


def test_a_forged_code_is_refused_in_a_row(volunteer, shift):
    token = code(shift)
    forged = ("B" if token[40] != "B" else "C").join([token[:40], token[41:]])
    row = held(volunteer, forged, MORNING)
    assert (row.answer, row.shift_id) == ("forged", None)
    assert of_thing(volunteer)[0].facts["answer"] == "forged"


def test_anothers_code_replayed_opens_no_shift_one_is_not_on(shift):
    assert held(a_volunteer("钱永德"), code(shift), MORNING).answer == "not_on"


def test_yesterdays_code_replayed_on_another_day_is_refused(volunteer, shift):
    row = held(volunteer, code(shift), MORNING + timedelta(days=1))
    assert row.answer == "time"


def test_a_clock_that_runs_ahead_is_refused(volunteer, shift):
    row = held(volunteer, code(shift), MORNING, at=MORNING - timedelta(minutes=20))
    assert row.answer == "clock"


def test_leaving_before_arriving_is_no_time_of_the_shift(volunteer, shift):
    held(volunteer, code(shift), NOON - timedelta(hours=1))
    assert held(volunteer, code(shift, "leave"), MORNING, at=NOON, mark="m2").answer == "time"


def test_a_delivery_after_a_week_is_too_late(volunteer, shift):
    assert held(volunteer, code(shift), MORNING, at=NOON + timedelta(days=8)).answer == "too_late"


def test_a_shift_called_off_counts_nobody(volunteer, shift):
    call_off_shift(shift, reason="台风", by=seat("worker"))
    assert held(volunteer, code(shift), MORNING).answer == "called_off"


def test_a_minor_whose_guardian_withdrew_is_refused():
    minor = a_volunteer("周小宁", born=date(2011, 5, 1), consented=True)
    shift = a_shift(a_post(min_age=14))
    assert sign_up(minor, shift, by=seat("worker")).sign_up
    minor.guardianconsents.update(withdrawn_on=shift.day)
    assert held(minor, code(shift), MORNING).answer == "consent"


def test_nobody_checks_in_for_another_by_phone(volunteer, shift):
    other = a_volunteer("钱永德")
    with pytest.raises(Refused):
        check_in(Delivery(volunteer, code(shift), MORNING, "m1"), by=own_seat(other, at=MORNING))


def test_check_ins_are_append_only(volunteer, shift):
    held(volunteer, code(shift), MORNING)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM volunteers_checkin")


def test_of_two_phones_at_the_same_moment_one_is_counted(volunteer, shift, monkeypatch):
    """The second has read the world before the first wrote: the table's key stops it, and it asks again."""
    from shuniu.volunteers.actions import checking_in

    known, reads = checking_in._Known, []

    class ReadTooEarly(known):
        def __init__(self, *args):
            super().__init__(*args)
            reads.append(len(self.counted))
            if len(reads) == 2:
                self.counted = {}

    monkeypatch.setattr(checking_in, "_Known", ReadTooEarly)
    by, centre = own_seat(volunteer, at=MORNING), Place.objects.get(pk=CENTRE)
    for mark in ("m1", "m2"):
        rows = deliver([Delivery(volunteer, code(shift), MORNING, mark)], centre=centre, by=by)
    assert (rows[0].answer, reads) == ("duplicate", [0, 1, 1])
    assert list(CheckIn.everything.order_by("pk").values_list("answer", flat=True)) == ["counted", "duplicate"]


def test_what_was_done_without_insurance_or_training_is_recorded_and_doubtful(volunteer):
    by, post = seat("worker"), a_post(risk="risky", training="traffic")
    shift = a_shift(post)
    training = record_training(volunteer, subject="traffic", completed_on=TODAY, by=by)
    insurance = insure(volunteer, insurer="人保", policy="P1", valid_from=TODAY, valid_until=shift.day, by=by)
    assert sign_up(volunteer, shift, by=by).sign_up
    for row, said in ((insurance, "insurance"), (training, "training")):
        type(row).everything.filter(pk=row.pk).update(valid_until=TODAY)
        line = Line(volunteer.pk, post.service_point_id, shift.day, 60, "list", shift_id=shift.pk)
        desk = a_desk([line], centre_id=CENTRE, by=seat("worker", at=NOON))
        assert [said in each.sentence for each in judge(line, desk)] == [True]
        type(row).everything.filter(pk=row.pk).update(valid_until=shift.day)


def test_work_without_particular_risk_counts_and_is_doubtful_where_the_training_ran_out(volunteer):
    by = seat("worker")
    shift = a_shift(a_post(training="traffic"))
    training = record_training(volunteer, subject="traffic", completed_on=TODAY, by=by)
    assert sign_up(volunteer, shift, by=by).sign_up
    type(training).everything.update(valid_until=TODAY)
    held(volunteer, code(shift), MORNING)
    held(volunteer, code(shift, "leave"), NOON, mark="m2")
    doubt = Decision.everything.get(rule="conditions")
    assert doubt.noun_id == HourEntry.everything.get().pk


@pytest.mark.parametrize("lacking", ["insurance", "training"])
def test_risky_work_is_not_begun_without_insurance_or_training_in_force(volunteer, lacking):
    by = seat("worker")
    shift = a_shift(a_post(risk="risky", training="traffic"))
    training = record_training(volunteer, subject="traffic", completed_on=TODAY, by=by)
    insurance = insure(volunteer, insurer="人保", policy="P1", valid_from=TODAY, valid_until=shift.day, by=by)
    assert sign_up(volunteer, shift, by=by).sign_up
    row = {"insurance": insurance, "training": training}[lacking]
    type(row).everything.update(valid_until=TODAY)
    assert held(volunteer, code(shift), MORNING).answer == lacking
    type(row).everything.update(valid_until=shift.day)
    assert held(volunteer, code(shift), MORNING, mark="m2").answer == "counted"


def test_who_is_asked_about_a_changed_post_is_stopped_by_nothing_but_the_check_in(volunteer, shift):
    change_post(shift.post, {"skill": "medicine"}, by=seat("worker"))
    assert held(volunteer, code(shift), MORNING).answer == "counted"


def test_the_phone_says_what_is_missing_and_that_the_work_is_not_begun(volunteer, shift, monkeypatch):
    change_post(shift.post, {"risk": "risky"}, by=seat("worker"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)
    answer = browser("volunteer", volunteer=volunteer).post(f"/volunteers/check-in/{code(shift)}/", {"mark": "m1"})
    assert answer.status_code == 422
    assert "do not begin this work" in answer.content.decode()


def delivered(volunteer, *told, at, clock) -> list[CheckIn]:
    rows = [Delivery(volunteer, token, said_at, mark, clock) for token, said_at, mark in told]
    return deliver(rows, centre=Place.objects.get(pk=CENTRE), by=own_seat(volunteer, at=at))


@pytest.mark.parametrize("hours", [-3, 3])
def test_a_clock_that_was_set_is_put_right_and_the_row_says_so(volunteer, shift, hours):
    """She came at eleven and set the clock back to eight: what it says as it delivers tells."""
    clock = timedelta(hours=hours)
    came, left = NOON - timedelta(hours=1), NOON
    told = (code(shift), came + clock, "m1"), (code(shift, "leave"), left + clock, "m2")
    rows = delivered(volunteer, *told, at=NOON + timedelta(minutes=20), clock=clock)
    assert [(row.answer, row.said_at) for row in rows] == [("counted", came), ("counted", left)]
    assert {row.clock_minutes for row in CheckIn.everything.all()} == {hours * 60}
    assert HourEntry.everything.get().minutes == 60


def test_a_clock_within_the_tolerance_is_left_as_it_is(volunteer, shift):
    row = delivered(volunteer, (code(shift), MORNING, "m1"), at=MORNING, clock=timedelta(minutes=4))[0]
    assert (row.answer, row.said_at, row.clock_seconds) == ("counted", MORNING, None)


def test_who_came_after_the_shift_by_the_true_clock_is_refused(volunteer, shift):
    at = NOON + timedelta(hours=2)
    row = delivered(volunteer, (code(shift), MORNING, "m1"), at=at, clock=MORNING - at)[0]
    assert (row.answer, row.clock_minutes) == ("time", -300)


@pytest.mark.parametrize(("days", "doubts"), [(1, 0), (3, 1)])
def test_what_a_phone_delivers_days_late_counts_and_is_doubtful(volunteer, shift, days, doubts):
    told = (code(shift), MORNING, "m1"), (code(shift, "leave"), NOON, "m2")
    delivered(volunteer, *told, at=NOON + timedelta(days=days), clock=timedelta(0))
    assert HourEntry.everything.get().minutes == 180
    found = Decision.everything.filter(rule="delivered", outcome="doubtful")
    assert [each.numbers for each in found] == [{"days": 3, "limit": 1}] * doubts
