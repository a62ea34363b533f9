"""What the clock and the trail ask of the station: shifts, reminders, judgements, counts, forgetting."""

from datetime import date, datetime, time, timedelta

import pytest

from shuniu.kernel.jobs import job_actor
from shuniu.kernel.models import Appointment
from shuniu.kernel.permissions import Refused
from shuniu.kernel.trail import of_thing
from shuniu.people.actions.erasure import ask_erasure, decide_erasure
from shuniu.volunteers import jobs
from shuniu.volunteers.actions.ledger import key_hours
from shuniu.volunteers.actions.objections import raise_objection
from shuniu.volunteers.actions.places import note_call
from shuniu.volunteers.actions.posts import set_weekly_shift
from shuniu.volunteers.actions.registering import bring_back, pause_service, resume_service, retire_volunteer
from shuniu.volunteers.actions.signing_up import sign_up
from shuniu.volunteers.actions.teams import found_team, name_leader
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.models import Decision, HourEntry, Objection, PeopleFigure, Shift, SignUp
from shuniu.volunteers.roster import to_be_told, what_to_tell
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import CENTRE, COMMITTEE, NOW, SHANGHAI, TODAY, a_volunteer, later, own_seat, seat
from shuniu.volunteers.tests.station import a_point, a_post, a_shift
from shuniu.volunteers.workflow import VOLUNTEER

pytestmark = pytest.mark.django_db


def clock(at=NOW):
    return job_actor("test", at)


def hours_of(volunteer, point, *days: date) -> None:
    lines = [Line(volunteer.pk, point.pk, day, 120, "paper") for day in days]
    key_hours(lines, about=point, by=seat("worker"))


def test_weekly_shifts_come_four_weeks_ahead_and_none_twice():
    set_weekly_shift(a_post(), weekday=2, starts=time(9), ends=time(12), since=TODAY, by=seat("worker"))
    for _n in range(2):
        jobs.make_coming_shifts(by=clock())
    assert Shift.everything.count() == 4


def test_who_serves_tomorrow_is_reminded_once():
    volunteer = a_volunteer()
    sign_up(volunteer, a_shift(), by=seat("worker"))
    sign_up(
        volunteer,
        a_shift(a_post("收银员", point=a_point("社区食堂")), day=TODAY + timedelta(days=5)),
        by=seat("worker"),
    )
    for _n in range(2):
        jobs.remind_of_shifts(by=clock())
    assert SignUp.everything.filter(reminded_at=NOW).count() == 1


@pytest.fixture
def reminded():
    """Who has no phone, and is reminded of a shift of tomorrow."""
    place = sign_up(a_volunteer(), a_shift(), by=seat("worker")).sign_up
    jobs.remind_of_shifts(by=clock())
    return place


def test_who_has_no_phone_is_called_before_the_shift_once(reminded, on_the_day):
    desk = browser("worker")
    (waits,) = to_be_told(seat("worker"))
    assert (waits, str(what_to_tell(waits)[1])) == (reminded, "to be reminded of the shift")
    assert "施惠英" in desk.get("/volunteers/calls/").content.decode()
    assert "to be reminded of the shift" in desk.get(f"/volunteers/shifts/{reminded.shift_id}/").content.decode()
    desk.post(f"/volunteers/places/{reminded.pk}/call/")
    assert not to_be_told(seat("worker")).exists()
    assert "施惠英" not in desk.get("/volunteers/calls/").content.decode()


def test_who_reads_it_on_the_phone_is_not_called(reminded):
    phone = Appointment.objects.create(
        user_id=own_seat(reminded.volunteer).user_id, role="volunteer", place_id=CENTRE, since=TODAY,
        noun="volunteers.volunteer", noun_id=reminded.volunteer_id,
    )  # fmt: skip
    assert not to_be_told(seat("worker")).exists()
    phone.until = TODAY - timedelta(days=1)
    phone.since = TODAY - timedelta(days=2)
    phone.save()
    assert to_be_told(seat("worker")).get() == reminded


def test_who_was_told_of_a_change_long_before_is_reminded_all_the_same(reminded):
    SignUp.everything.filter(pk=reminded.pk).update(changed_at=NOW - timedelta(days=3), told_at=NOW - timedelta(days=2))
    waits = to_be_told(seat("worker")).get()
    assert what_to_tell(waits)[0] == "info"
    note_call(waits, by=later(seat("worker"), hours=1))
    assert not to_be_told(seat("worker")).exists()
    with pytest.raises(Refused, match="told already"):
        note_call(waits, by=later(seat("worker"), hours=2))


def test_nobody_is_reminded_of_a_shift_that_has_begun(reminded):
    assert to_be_told(later(seat("worker"), hours=23)).exists()
    assert not to_be_told(later(seat("worker"), hours=24)).exists()


def test_last_months_clerks_are_judged_once_a_month():
    volunteer, point = a_volunteer(since=date(2020, 1, 1)), a_point()
    hours_of(volunteer, point, date(2026, 10, 20), date(2026, 10, 21))
    for _n in range(2):
        jobs.judge_last_month(by=clock())
    assert Decision.everything.get(rule="one_clerk").outcome == "too_little"


def test_finished_months_quarters_and_years_are_counted_and_an_entry_voids_them():
    volunteer, point = a_volunteer(since=date(2020, 1, 1)), a_point()
    hours_of(volunteer, point, date(2026, 8, 3), date(2026, 9, 3))
    jobs.count_finished_periods(by=clock())
    kept = PeopleFigure.everything.filter(service_point_id=0, people=1).values_list("first", "until")
    assert {(date(2026, 8, 1), date(2026, 9, 1)), (date(2026, 7, 1), date(2026, 10, 1))} <= set(kept)
    assert not PeopleFigure.everything.filter(until__gt=TODAY).exists()
    hours_of(a_volunteer("钱永德", since=date(2020, 1, 1)), point, date(2026, 9, 4))
    assert not PeopleFigure.everything.filter(first=date(2026, 9, 1)).exists()
    assert PeopleFigure.everything.filter(first=date(2026, 8, 1), until=date(2026, 9, 1)).exists()
    jobs.count_finished_periods(by=clock(NOW + timedelta(days=1)))
    assert PeopleFigure.everything.get(service_point_id=0, first=date(2026, 9, 1), until=date(2026, 10, 1)).people == 2


def test_a_pause_takes_off_the_shifts_to_come_and_needs_no_reason():
    volunteer = a_volunteer()
    sign_up(volunteer, a_shift(), by=seat("worker"))
    pause_service(volunteer, by=own_seat(volunteer))
    assert SignUp.everything.get().state == "given_up"
    assert sign_up(volunteer, a_shift(a_post("收银员", point=a_point("社区食堂"))), by=seat("worker")).sign_up is None
    resume_service(volunteer, by=own_seat(volunteer))
    retire_volunteer(volunteer, by=own_seat(volunteer))
    bring_back(volunteer, by=seat("worker"))
    assert (volunteer.state, volunteer.number) == ("applied", "ZY310107015000001")


def test_staff_who_pause_or_retire_a_volunteer_say_why():
    volunteer = a_volunteer()
    for act in (pause_service, retire_volunteer):
        with pytest.raises(Refused, match="reason"):
            act(volunteer, by=seat("worker"))
        assert act(volunteer, reason="本人来电，照看孙辈", by=seat("worker")).state != "active"
    assert VOLUNTEER.signatures(volunteer).filter(reason="本人来电，照看孙辈").count() == 2


def test_a_pause_with_a_last_day_ends_by_itself_and_keeps_the_shifts_behind_it():
    volunteer, open_end, last = a_volunteer(), a_volunteer("钱永德"), TODAY + timedelta(days=7)
    post = a_post()
    for days in (7, 8):
        sign_up(volunteer, a_shift(post, day=TODAY + timedelta(days=days)), by=seat("worker"))
    pause_service(volunteer, until=last, by=own_seat(volunteer))
    pause_service(open_end, by=own_seat(open_end))
    assert list(SignUp.everything.order_by("shift__day").values_list("state", flat=True)) == ["given_up", "on"]
    jobs.end_pauses(by=clock(NOW + timedelta(days=7)))
    volunteer.refresh_from_db()
    assert (volunteer.state, volunteer.paused_until) == ("paused", last)
    for _n in range(2):
        jobs.end_pauses(by=clock(NOW + timedelta(days=8)))
    volunteer.refresh_from_db()
    open_end.refresh_from_db()
    assert (volunteer.state, volunteer.paused_until, open_end.state) == ("active", None, "paused")
    resumed = [line for line in of_thing(volunteer) if line.kind == "volunteers.volunteer.resume"]
    assert [line.role for line in resumed] == ["house"]


def test_a_pause_does_not_end_before_it_begins():
    volunteer = a_volunteer()
    with pytest.raises(Refused, match="before it begins"):
        pause_service(volunteer, until=TODAY - timedelta(days=1), by=own_seat(volunteer))


def test_a_leader_hands_the_team_over_before_going():
    leader = a_volunteer()
    team = found_team(name="红马甲服务队", place_id=COMMITTEE, centre_id=CENTRE, by=seat("worker"))
    name_leader(team, leader, by=seat("worker"))
    with pytest.raises(Refused, match="another leader"):
        retire_volunteer(leader, by=own_seat(leader))
    assert not jobs.leads_a_team(leader.person)


def test_who_was_erased_serves_no_more_and_the_hours_stay(django_capture_on_commit_callbacks):
    volunteer, point = a_volunteer(since=date(2020, 1, 1)), a_point()
    hours_of(volunteer, point, TODAY - timedelta(days=1))
    raise_objection(HourEntry.everything.get(), says="我和女儿一起去的", by=own_seat(volunteer))
    at = datetime(2026, 11, 18, 10, 0, tzinfo=SHANGHAI)
    asked = ask_erasure(volunteer.person, grounds="本人要求", channel="window", by=seat("worker", at=at))
    with django_capture_on_commit_callbacks(execute=True):
        decide_erasure(asked, "erase", by=seat("director", at=at))
        decide_erasure(asked, "erase", by=seat("officer", at=at))
    volunteer.refresh_from_db()
    assert (volunteer.state, Objection.everything.get().says) == ("retired", "×")
    assert HourEntry.everything.get().minutes == 120
