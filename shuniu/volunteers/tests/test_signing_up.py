"""Places in a shift: limits, backups, the waiting list, swaps; every answer with its reason and numbers."""

from datetime import date, time, timedelta

import pytest

from shuniu.kernel.models import DatedSetting
from shuniu.kernel.permissions import Refused
from shuniu.people.public import Person
from shuniu.volunteers.actions.changes import answer_change, take_off
from shuniu.volunteers.actions.conditions import insure, record_training, withdraw_guardians_consent
from shuniu.volunteers.actions.hearing import Heard
from shuniu.volunteers.actions.places import note_call
from shuniu.volunteers.actions.posts import call_off_shift, change_post, make_shifts, set_weekly_shift
from shuniu.volunteers.actions.signing_up import give_up_place, offer_place, sign_up, take_over_place
from shuniu.volunteers.judgement import said
from shuniu.volunteers.models import ChangeNotice, Decision, Shift, SignUp
from shuniu.volunteers.roster import shortages
from shuniu.volunteers.tests.cast import CENTRE, TODAY, a_volunteer, later, own_seat, seat
from shuniu.volunteers.tests.station import a_point, a_post, a_shift

pytestmark = pytest.mark.django_db
CALLED = Heard("phone", "11-18 来电，陈晓燕接")
NAMES = ("施惠英", "钱永德", "沈玉珍", "陆国明", "顾秀兰")


def test_places_fill_then_backups_then_the_waiting_list():
    shift = a_shift(a_post(backups=1))
    states = [sign_up(a_volunteer(name), shift, by=seat("worker")).sign_up.state for name in NAMES]
    assert states == ["on", "on", "backup", "waiting", "waiting"]


def test_who_waits_moves_up_when_a_place_is_given_up():
    shift = a_shift(a_post(backups=1))
    places = [sign_up(a_volunteer(name), shift, by=seat("worker")).sign_up for name in NAMES]
    moved = give_up_place(places[0], by=own_seat(places[0].volunteer, at=shift.starts_at - timedelta(hours=20)))
    assert [place.volunteer.person.name for place in moved] == [NAMES[2], NAMES[3]]
    states = SignUp.everything.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["given_up", "on", "on", "backup", "waiting"]


def test_within_the_notice_hours_a_volunteer_calls_the_centre():
    shift = a_shift()
    place = sign_up(a_volunteer(), shift, by=seat("worker")).sign_up
    with pytest.raises(Refused, match="12"):
        give_up_place(place, by=own_seat(place.volunteer, at=shift.starts_at - timedelta(hours=2)))
    late = seat("worker", at=shift.starts_at - timedelta(hours=2))
    with pytest.raises(Refused, match="how it came"):
        give_up_place(place, reason="生病", by=late)
    give_up_place(place, reason="生病", heard=CALLED, by=late)
    assert SignUp.everything.get().state == "given_up"


def test_overlapping_shifts_are_refused_and_the_judgement_is_kept():
    volunteer, post = a_volunteer(), a_post()
    sign_up(volunteer, a_shift(post), by=seat("worker"))
    answer = sign_up(volunteer, a_shift(a_post("收银员", point=post.service_point), hours=(11, 14)), by=seat("worker"))
    assert answer.sign_up is None
    kept = Decision.everything.get(pk=answer.decision.pk)
    assert (kept.rule, kept.version, kept.outcome) == ("acceptance", "1", "refused")
    assert "overlaps" in kept.sentence
    assert said(kept)


def test_the_weeks_limit_leaves_its_numbers():
    volunteer, post = a_volunteer(), a_post()
    first = TODAY + timedelta(days=5)  # a Monday
    for n in range(5):
        assert sign_up(volunteer, a_shift(post, day=first + timedelta(days=n)), by=seat("worker")).sign_up
    answer = sign_up(volunteer, a_shift(post, day=first + timedelta(days=5)), by=seat("worker"))
    assert answer.sign_up is None
    assert answer.decision.numbers == {"shifts": 5, "limit": 5}


def test_a_place_sets_its_own_limits_and_the_judgement_tells_them():
    volunteer, post = a_volunteer(), a_post()
    monday = TODAY + timedelta(days=5)
    DatedSetting.objects.create(
        place_id=CENTRE, key="volunteers.sign_up.most_a_week", value=1, source="本街道办法", valid_from=TODAY
    )
    assert sign_up(volunteer, a_shift(post, day=monday), by=seat("worker")).sign_up
    answer = sign_up(volunteer, a_shift(post, day=monday + timedelta(days=1)), by=seat("worker"))
    assert answer.sign_up is None
    assert answer.decision.numbers == {"shifts": 1, "limit": 1}


@pytest.mark.parametrize(
    ("post", "needs"),
    [({"skill": "first_aid"}, "skill"), ({"training": "traffic"}, "training"), ({"risk": "risky"}, "insurance")],
)
def test_a_post_asks_for_skill_training_or_insurance(post, needs):
    answer = sign_up(a_volunteer(), a_shift(a_post(**post)), by=seat("worker"))
    assert answer.sign_up is None
    assert needs in answer.decision.sentence


def test_training_and_insurance_in_force_open_a_risky_post():
    volunteer, by = a_volunteer(), seat("worker")
    shift = a_shift(a_post(risk="risky", training="traffic"))
    record_training(volunteer, subject="traffic", completed_on=TODAY, valid_until=shift.day, by=by)
    insure(volunteer, insurer="人保", policy="P1", valid_from=TODAY, valid_until=TODAY, by=by)
    assert sign_up(volunteer, shift, by=by).sign_up is None  # the insurance ends the day before
    insure(volunteer, insurer="人保", policy="P2", valid_from=shift.day, valid_until=shift.day, by=by)
    assert sign_up(volunteer, shift, by=by).sign_up.state == "on"


def test_an_unknown_age_is_too_little_data_not_a_guess():
    volunteer = a_volunteer()
    Person.everything.filter(pk=volunteer.person_id).update(born_on=None, born_precision="")
    volunteer.person.refresh_from_db()
    answer = sign_up(volunteer, a_shift(), by=seat("worker"))
    assert (answer.sign_up, answer.decision.outcome) == (None, "too_little")


def test_age_limits_are_those_of_the_shifts_day():
    answer = sign_up(a_volunteer(born=date(1946, 1, 1)), a_shift(a_post(max_age=75)), by=seat("worker"))
    assert answer.decision.numbers == {"age": 80, "limit": 75}


def test_an_offered_place_is_taken_over_by_another():
    shift, giver, taker = a_shift(a_post(wanted=1)), a_volunteer(), a_volunteer("钱永德")
    place = sign_up(giver, shift, by=own_seat(giver)).sign_up
    waiting = sign_up(taker, shift, by=own_seat(taker)).sign_up
    assert waiting.state == "waiting"
    with pytest.raises(Refused):
        take_over_place(place, taker, by=own_seat(taker))
    offer_place(place, by=own_seat(giver))
    assert take_over_place(place, taker, by=own_seat(taker)).sign_up.state == "on"
    held = SignUp.everything.exclude(state="given_up")
    assert list(held.values_list("volunteer_id", "state")) == [(taker.pk, "on")]


def test_a_volunteer_signs_up_nobody_else():
    one, other = a_volunteer(), a_volunteer("钱永德")
    with pytest.raises(Refused):
        sign_up(other, a_shift(), by=own_seat(one))


def test_a_shift_called_off_takes_nobody():
    shift = call_off_shift(a_shift(), reason="台风", by=seat("worker"))
    answer = sign_up(a_volunteer(), shift, by=seat("worker"))
    assert "called off" in answer.decision.sentence


def test_weekly_shifts_are_made_once():
    post, by = a_post(), seat("worker")
    pattern = set_weekly_shift(post, weekday=2, starts=time(9), ends=time(12), since=TODAY, by=by)
    made = [make_shifts([pattern], until=TODAY + timedelta(weeks=4), centre=post.centre, by=by) for _n in range(2)]
    assert made == [4, 0]
    assert {shift.day.isoweekday() for shift in Shift.everything.all()} == {2}
    again = make_shifts([pattern], until=TODAY + timedelta(weeks=5), centre=post.centre, by=later(by, days=7))
    assert again == 1


# --- By others' acts ----------------------------------------------------------------------------------------------------
def test_who_took_another_shift_meanwhile_is_passed_over_with_a_judgement_and_told():
    one = a_volunteer()
    shift = a_shift(a_post(wanted=1))
    first = sign_up(a_volunteer("钱永德"), shift, by=seat("worker")).sign_up
    waiting = sign_up(one, shift, by=seat("worker")).sign_up
    next_in_line = sign_up(a_volunteer("沈玉珍"), shift, by=seat("worker")).sign_up
    other = a_shift(a_post("收银员", point=a_point("社区食堂")), hours=(11, 14))
    assert sign_up(one, other, by=own_seat(one)).sign_up.state == "on"
    by = seat("worker")
    assert give_up_place(first, heard=CALLED, by=by) == [next_in_line]
    for place in (waiting, next_in_line):
        place.refresh_from_db()
    assert (waiting.state, next_in_line.state) == ("waiting", "on")
    assert "overlaps" in waiting.judgement.sentence
    assert (waiting.changed_at, next_in_line.changed_at) == (by.at, by.at)
    note_call(next_in_line, by=by)
    with pytest.raises(Refused, match="told already"):
        note_call(next_in_line, by=by)


def test_a_shift_shows_its_shortage_once_a_person_has_taken_somebody_off():
    post, by = a_post(wanted=1), seat("worker")
    alone = sign_up(a_volunteer(), a_shift(post), by=by).sign_up
    change_post(post, {"risk": "risky"}, by=by)
    assert shortages(by, days=3) == []
    notice = ChangeNotice.everything.get()
    answer_change(notice, way="stay", words="没有保险", by=own_seat(alone.volunteer))
    take_off(notice, reason="没有保险", by=seat("director"))
    alone.refresh_from_db()
    assert (alone.state, alone.changed_at) == ("given_up", by.at)
    assert "insurance" in alone.given_up_because
    assert [each.pk for each in shortages(by, days=3)] == [alone.shift_id]


def test_a_minor_whose_guardian_withdraws_is_taken_off_the_coming_shifts():
    minor, by = a_volunteer("周小宁", born=date(2011, 5, 1), consented=True), seat("worker")
    place = sign_up(minor, a_shift(a_post(min_age=14)), by=by).sign_up
    withdraw_guardians_consent(minor.guardianconsents.get(), by=by)
    place.refresh_from_db()
    assert (place.state, place.judgement.outcome) == ("given_up", "refused")
