"""The hours ledger: provenance, a second hand, corrections as new entries, what cannot be and what is doubtful."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from shuniu.kernel.permissions import Refused
from shuniu.volunteers.actions.hearing import Heard
from shuniu.volunteers.actions.judging import settle_doubt
from shuniu.volunteers.actions.ledger import (
    correct_hours,
    judge_who_keyed,
    key_hours,
    refuse_hours,
    second_hours,
)
from shuniu.volunteers.actions.objections import (
    confirm_hours,
    raise_objection,
    take_back_objection,
    uphold_objection,
    verify_objection,
)
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.figures import doubtful_between
from shuniu.volunteers.models import Decision, HourClaim, HourEntry
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import TODAY, a_volunteer, an_applicant, later, own_seat, seat
from shuniu.volunteers.tests.station import a_point, a_post, a_shift

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def volunteer():
    return a_volunteer(since=date(2020, 1, 1))


@pytest.fixture
def point():
    return a_point()


def keyed(volunteer, point, *, by=None, **line):
    line = {"day": YESTERDAY, "minutes": 180, "channel": "paper", "evidence": "签到表 11-17", **line}
    lines = [Line(volunteer_id=volunteer.pk, service_point_id=point.pk, **line)]
    return key_hours(lines, about=point, by=by or seat("worker"))[0]


def counted(volunteer, point, **line) -> HourEntry:
    """Keyed in, and seconded where the day asks for a second hand."""
    written = keyed(volunteer, point, **line)
    return written.entry or second_hours(written.claim, by=seat("director"))


def refused_because(written) -> str:
    kept = Decision.everything.get(outcome="refused")
    assert written.entry is None
    assert kept.sentence == written.refused.sentence
    return kept.sentence


def test_an_entry_says_who_keyed_it_when_and_on_what_evidence(volunteer, point):
    entry = HourEntry.everything.get(pk=keyed(volunteer, point).entry.pk)
    assert (entry.minutes, entry.times, entry.channel, entry.keyed_by) == (180, 1, "paper", "陈晓燕")
    assert entry.evidence == "签到表 11-17"


@pytest.mark.parametrize(
    "statement", ["UPDATE volunteers_hourentry SET minutes = 1", "DELETE FROM volunteers_hourentry"]
)
def test_the_database_refuses_to_change_or_delete_hours(volunteer, point, statement):
    keyed(volunteer, point)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("minutes", [0, -60, 1441])
def test_absurd_hours_are_refused_in_a_row_that_says_so(volunteer, point, minutes):
    assert "cannot be" in refused_because(keyed(volunteer, point, minutes=minutes))


def test_hours_of_tomorrow_are_refused(volunteer, point):
    assert "not come yet" in refused_because(keyed(volunteer, point, day=TODAY + timedelta(days=1)))


@pytest.mark.parametrize(
    ("starts", "ends", "refused"),
    [
        (time(14), time(16), True),
        (time(8), time(9, 31), True),
        (time(14), None, True),
        (time(8), time(9, 30), False),
        (time(8), None, False),
    ],
)
def test_hours_of_today_are_refused_before_they_are_over(volunteer, point, starts, ends, refused):
    """It is half past nine."""
    written = keyed(volunteer, point, day=TODAY, minutes=60, starts=starts, ends=ends)
    assert (written.entry is None) == refused
    if refused:
        assert "yet" in refused_because(written)
        assert keyed(volunteer, point, day=YESTERDAY, minutes=60, starts=starts, ends=ends).entry
        assert keyed(
            volunteer, point, minutes=60, day=TODAY, starts=starts, ends=ends, by=later(seat("worker"), hours=7)
        ).entry


def test_a_day_has_no_more_than_24_hours_over_all_posts(volunteer, point):
    counted(volunteer, point, minutes=300)
    other = a_point("社区食堂")
    for _n in range(3):
        counted(volunteer, other, minutes=300)
    assert "24 hours" in refused_because(keyed(volunteer, other, minutes=300))


def test_nobody_is_in_two_places_at_once(volunteer, point):
    keyed(volunteer, point, starts=time(9), ends=time(12))
    written = keyed(volunteer, a_point("社区食堂"), minutes=60, starts=time(11, 30), ends=time(12, 30))
    assert "two places" in refused_because(written)


def test_hours_before_the_shift_are_refused(volunteer):
    shift = a_shift()
    line = Line(volunteer.pk, shift.post.service_point_id, shift.day, 60, "list", shift_id=shift.pk)
    written = key_hours([line], about=shift, by=seat("worker"))[0]
    assert written.refused


def test_the_way_to_the_shift_is_not_counted(volunteer):
    shift = a_shift(day=TODAY)
    line = Line(volunteer.pk, shift.post.service_point_id, shift.day, 240, "list", shift_id=shift.pk)
    written = key_hours([line], about=shift, by=later(seat("worker"), hours=5))[0]
    assert written.refused.numbers == {"minutes": 240, "limit": 180}


def test_a_shift_counts_once(volunteer):
    shift, by = a_shift(day=TODAY), later(seat("worker"), hours=5)
    line = Line(volunteer.pk, shift.post.service_point_id, shift.day, 180, "list", shift_id=shift.pk)
    first, second = (key_hours([line], about=shift, by=by)[0] for _n in range(2))
    assert first.entry
    assert "already" in second.refused.sentence


def test_a_minor_without_consent_gets_no_hours(point):
    minor = a_volunteer("周小宁", born=date(2011, 5, 1), consented=True, since=date(2025, 1, 1))
    assert keyed(minor, point).entry
    minor.guardianconsents.update(withdrawn_on=YESTERDAY)
    assert "guardian" in refused_because(keyed(minor, a_point("社区食堂")))


def test_an_applicant_has_no_hours_yet(point):
    assert "accepted" in refused_because(keyed(an_applicant(), point))


def test_long_hours_wait_for_another_hand(volunteer, point):
    claim = keyed(volunteer, point, minutes=360).claim
    assert HourEntry.everything.count() == 0
    with pytest.raises(Refused, match="another person"):
        second_hours(claim, by=seat("worker"))
    entry = second_hours(claim, by=seat("director"))
    assert (entry.keyed_by, entry.seconded_by) == ("陈晓燕", "周建国")


def test_hours_not_seconded_leave_a_reason_and_no_entry(volunteer, point):
    claim = keyed(volunteer, point, minutes=360).claim
    refuse_hours(claim, reason="签到表上没有", by=seat("director"))
    assert HourClaim.everything.get().reason == "签到表上没有"
    with pytest.raises(Refused):
        second_hours(claim, by=seat("director"))
    assert HourEntry.everything.count() == 0


def test_a_leader_keeps_the_list_of_the_own_team_and_not_her_own_hours_alone(volunteer):
    from shuniu.volunteers.actions.teams import found_team, name_leader

    leader = a_volunteer("顾秀兰", since=date(2020, 1, 1))
    team = found_team(name="红马甲服务队", place_id=leader.place_id, centre_id=leader.centre_id, by=seat("worker"))
    name_leader(team, leader, by=seat("worker"))
    shift, by = a_shift(a_post(team=team), day=TODAY), later(own_seat(leader), hours=5)
    lines = [
        Line(v.pk, shift.post.service_point_id, shift.day, 180, "list", shift_id=shift.pk) for v in (volunteer, leader)
    ]
    others, own = key_hours(lines, about=shift, by=by)
    assert others.entry
    assert own.claim
    with pytest.raises(Refused):
        key_hours(lines[:1], about=shift, by=later(own_seat(volunteer), hours=5))


def test_more_than_the_daily_limit_is_flagged_with_its_numbers_not_stopped(volunteer, point):
    counted(volunteer, point, minutes=300)
    counted(volunteer, a_point("社区食堂"), minutes=240)
    entry = counted(volunteer, a_point("邻里中心"), minutes=120)
    doubt = Decision.everything.get(outcome="doubtful", noun="volunteers.hourentry")
    assert (doubt.rule, doubt.noun_id, doubt.numbers) == ("daily", entry.pk, {"minutes": 660, "limit": 600})
    settle_doubt(doubt, finding="签到表与监控一致", by=seat("director"))
    assert Decision.everything.get(pk=doubt.pk).settled_by == "周建国"


def test_late_bulk_keying_by_one_hand_is_doubtful(point):
    old = TODAY - timedelta(days=60)
    people = [a_volunteer(f"王福{n}", since=date(2020, 1, 1)) for n in range(3)]
    lines = [Line(v.pk, point.pk, old + timedelta(days=n), 60, "paper") for v in people for n in range(8)]
    key_hours(lines, about=point, by=seat("worker"))
    rules = Decision.everything.filter(outcome="doubtful").values_list("rule", flat=True)
    assert (list(rules).count("late"), list(rules).count("late_bulk")) == (24, 4)


def test_one_clerk_for_all_is_doubtful_and_few_rows_are_too_little_data(volunteer, point):
    other = a_point("社区食堂")
    people = [a_volunteer(f"王福{n}", since=date(2020, 1, 1)) for n in range(4)]
    lines = [Line(v.pk, point.pk, TODAY - timedelta(days=n), 60, "paper") for v in people for n in range(1, 10)]
    key_hours(lines, about=point, by=seat("worker"))
    keyed(volunteer, other)
    points = {p.pk: p for p in (point, other)}
    period = {"first": TODAY - timedelta(days=30), "until": TODAY}
    assert judge_who_keyed(points, **period, centre=point.centre, by=seat("director")) == 1
    outcomes = dict(Decision.everything.filter(rule="one_clerk").values_list("noun_id", "outcome"))
    assert outcomes == {point.pk: "doubtful", other.pk: "too_little"}


def test_a_correction_is_two_new_entries_and_the_old_one_stays(volunteer, point):
    entry = keyed(volunteer, point).entry
    right = correct_hours(entry, minutes=120, reason="抄错一行", by=seat("director"))
    rows = HourEntry.everything.order_by("pk").values_list("kind", "minutes", "times", "corrects_id")
    assert list(rows) == [
        ("service", 180, 1, None),
        ("reversal", -180, -1, entry.pk),
        ("correction", 120, 1, entry.pk),
    ]
    with pytest.raises(Refused, match="newer"):
        correct_hours(entry, minutes=60, reason="再改", by=seat("director"))
    assert correct_hours(right, minutes=0, reason="没有来", by=seat("director")) is None


def test_an_objection_is_verified_and_corrected_with_both_entries_on_record(volunteer, point):
    entry = keyed(volunteer, point).entry
    objection = raise_objection(entry, says="我做了四个小时", said_minutes=240, by=own_seat(volunteer))
    assert objection.due_on == date(2026, 11, 25)  # five workdays
    with pytest.raises(Refused):
        raise_objection(entry, says="再说一次", by=own_seat(volunteer))
    verify_objection(objection, by=seat("worker"))
    with pytest.raises(Refused, match="another person"):
        uphold_objection(objection, minutes=240, findings="监控为证", by=seat("worker"))
    right = uphold_objection(objection, minutes=240, findings="监控为证", by=seat("director"))
    objection.refresh_from_db()
    assert (objection.state, objection.correction_id, objection.findings) == ("corrected", right.pk, "监控为证")
    assert sum(HourEntry.everything.values_list("minutes", flat=True)) == 240


def test_an_objection_may_end_with_the_hours_confirmed(volunteer, point):
    objection = raise_objection(keyed(volunteer, point).entry, says="少了", by=own_seat(volunteer))
    with pytest.raises(Refused):
        confirm_hours(objection, findings="看过了", by=seat("director"))  # not verified yet
    verify_objection(objection, by=seat("worker"))
    confirm_hours(objection, findings="签到表上是三小时", by=seat("director"))
    assert (objection.state, HourEntry.everything.count()) == ("confirmed", 1)


def test_an_objection_is_taken_back_by_the_volunteer_or_by_a_hand_that_has_none_in_the_hours(volunteer, point):
    entry, heard = keyed(volunteer, point, minutes=360).claim, Heard("phone", "11-18 来电")
    entry = second_hours(entry, by=seat("director"))
    objection = raise_objection(entry, says="少了", by=own_seat(volunteer))
    for hand in ("worker", "director"):  # who keyed, who seconded
        with pytest.raises(Refused, match="had a hand"):
            take_back_objection(objection, heard=heard, by=seat(hand))
    other = seat("worker", name="宋佳")
    with pytest.raises(Refused, match="how it came"):
        take_back_objection(objection, by=other)
    objection.refresh_from_db()
    assert objection.state == "raised"
    assert take_back_objection(objection, heard=heard, by=other).state == "taken_back"
    again = raise_objection(entry, says="还是少了", by=own_seat(volunteer))
    with pytest.raises(Refused, match="yourself"):
        take_back_objection(again, by=own_seat(a_volunteer("钱永德")))
    assert take_back_objection(again, by=own_seat(volunteer)).state == "taken_back"


def test_who_seconded_the_hours_does_not_decide_on_the_objection(volunteer, point):
    entry = second_hours(keyed(volunteer, point, minutes=360).claim, by=seat("director"))
    objection = raise_objection(entry, says="少了", by=own_seat(volunteer))
    verify_objection(objection, by=seat("director"))
    with pytest.raises(Refused, match="another person"):
        confirm_hours(objection, findings="没错", by=seat("director"))
    assert confirm_hours(objection, findings="没错", by=seat("worker", name="宋佳")).state == "confirmed"


def test_hours_taken_back_whole_may_be_objected_to_and_count_again(volunteer, point):
    entry = keyed(volunteer, point).entry
    correct_hours(entry, minutes=0, reason="没有来", by=seat("director"))
    objection = raise_objection(entry, says="我来了，签了到", by=own_seat(volunteer))
    verify_objection(objection, by=seat("worker"))
    with pytest.raises(Refused, match="another person"):
        uphold_objection(objection, minutes=120, findings="签到表找到了", by=seat("director"))
    with pytest.raises(Refused, match="between none and what is recorded"):
        uphold_objection(objection, minutes=240, findings="签到表找到了", by=seat("worker"))
    right = uphold_objection(objection, minutes=120, findings="签到表找到了", by=seat("worker"))
    assert (right.kind, right.minutes, right.reason) == ("correction", 120, "签到表找到了")
    assert sum(HourEntry.everything.values_list("minutes", flat=True)) == 120
    assert sum(HourEntry.everything.values_list("times", flat=True)) == 1
    with pytest.raises(Refused, match="newer"):
        raise_objection(entry, says="还是不对", by=own_seat(volunteer))


def test_nobody_objects_to_anothers_hours(volunteer, point):
    entry = keyed(volunteer, point).entry
    with pytest.raises(Refused):
        raise_objection(entry, says="不对", by=own_seat(a_volunteer("钱永德")))


def test_a_correction_is_no_way_around_the_second_hand(volunteer, point):
    entry = keyed(volunteer, point, minutes=60).entry
    for hand in ("worker", "director"):
        with pytest.raises(Refused, match="second hand"):
            correct_hours(entry, minutes=1440, reason="抄错", by=seat(hand))
    right = correct_hours(entry, minutes=300, reason="抄错", by=seat("worker"))
    correct_hours(right, minutes=0, reason="另行登记", by=seat("worker"))
    assert keyed(volunteer, point, minutes=480).claim
    assert sum(HourEntry.everything.values_list("minutes", flat=True)) == 0


@pytest.mark.parametrize("points", [1, 3])
def test_many_small_corrections_are_no_way_around_the_second_hand(volunteer, point, points):
    """Limit 300. Entries of 60 minutes, each corrected to 300 by whoever likes: the day counts, not the entry."""
    entries = [keyed(volunteer, a_point(f"第{n}服务点"), minutes=60).entry for n in range(points)]
    most = 300 - 60 * (points - 1)
    for hand in ("worker", "director"):
        with pytest.raises(Refused, match="second hand"):
            correct_hours(entries[0], minutes=most + 1, reason="抄错", by=seat(hand))
    right = correct_hours(entries[0], minutes=most, reason="抄错", by=seat("worker"))
    for entry in [right, *entries[1:]]:
        with pytest.raises(Refused, match="second hand"):
            correct_hours(entry, minutes=entry.minutes + 1, reason="再改", by=seat("director"))
    assert sum(HourEntry.everything.values_list("minutes", flat=True)) == 300


def test_a_day_keyed_in_by_pieces_needs_a_second_hand_above_the_threshold(volunteer, point):
    assert keyed(volunteer, point, minutes=200).entry
    assert keyed(volunteer, a_point("社区食堂"), minutes=100).entry
    assert keyed(volunteer, a_point("邻里中心"), minutes=1).claim
    assert keyed(volunteer, point, minutes=1, day=YESTERDAY - timedelta(days=1)).entry


def test_who_wrote_an_objection_down_does_not_decide_alone_on_many_hours(volunteer, point):
    entry, heard = keyed(volunteer, point, minutes=60).entry, Heard("window", "谈话记录")
    with pytest.raises(Refused, match="how it came"):
        raise_objection(entry, says="做了一整天", by=seat("director"))
    objection = raise_objection(entry, says="做了一整天", heard=heard, by=seat("director"))
    verify_objection(objection, by=seat("director"))
    with pytest.raises(Refused, match="another person"):
        uphold_objection(objection, minutes=480, findings="监控为证", by=seat("director"))
    other = seat("worker", name="宋佳")
    assert uphold_objection(objection, minutes=480, findings="监控为证", by=other).minutes == 480


def test_corrected_hours_keep_their_times_so_that_overlaps_are_still_seen(volunteer, point):
    entry = keyed(volunteer, point, starts=time(9), ends=time(12)).entry
    right = correct_hours(entry, minutes=120, reason="早退", by=seat("director"))
    assert (right.starts, right.ends) == (time(9), time(12))
    written = keyed(volunteer, a_point("社区食堂"), minutes=60, starts=time(11), ends=time(12))
    assert "two places" in refused_because(written)
    longer = correct_hours(right, minutes=200, reason="做到很晚", by=seat("director"))
    assert (longer.starts, longer.ends) == (None, None)


def test_what_is_doubtful_about_a_correction_is_kept_with_it(volunteer, point):
    counted(volunteer, a_point("社区食堂"), minutes=300)
    counted(volunteer, a_point("邻里中心"), minutes=360)
    entry = counted(volunteer, point, minutes=60)
    assert Decision.everything.filter(rule="daily", noun="volunteers.hourentry", noun_id=entry.pk).exists()
    right = correct_hours(entry, minutes=30, reason="抄错", by=seat("worker"))
    assert Decision.everything.filter(rule="daily", noun_id=right.pk).exists()


def test_a_correction_makes_nothing_late_and_nothing_in_time(volunteer, point):
    late = keyed(volunteer, point, day=TODAY - timedelta(days=60)).entry
    in_time = keyed(volunteer, point).entry
    by = later(seat("director"), days=90)
    assert correct_hours(in_time, minutes=60, reason="抄错", by=by)
    assert set(Decision.everything.filter(rule="late").values_list("noun_id", flat=True)) == {late.pk}
    right = correct_hours(late, minutes=60, reason="抄错", by=by)
    assert Decision.everything.filter(rule="late", noun_id=right.pk).exists()


def test_hours_that_come_back_are_judged(volunteer, point):
    entry = keyed(volunteer, point, starts=time(9), ends=time(12)).entry
    correct_hours(entry, minutes=0, reason="没有来", by=seat("director"))
    assert keyed(volunteer, a_point("社区食堂"), minutes=60, starts=time(10), ends=time(11)).entry
    objection = raise_objection(entry, says="我来了", by=own_seat(volunteer))
    verify_objection(objection, by=seat("worker"))
    with pytest.raises(Refused, match="two places"):
        uphold_objection(objection, minutes=180, findings="签到表找到了", by=seat("worker"))


# --- Hours that were refused ----------------------------------------------------------------------------------------------
@pytest.fixture
def refused_claim(volunteer, point) -> HourClaim:
    claim = keyed(volunteer, point, minutes=360).claim
    refuse_hours(claim, reason="签到表上没有", by=seat("director"))
    return claim


def test_refused_hours_are_objected_to_verified_and_count_after_all(volunteer, refused_claim):
    other = seat("director", name="沈主任")
    objection = raise_objection(refused_claim, says="签到表在居委会", said_minutes=330, by=own_seat(volunteer))
    assert objection.due_on is not None
    verify_objection(objection, by=other)
    with pytest.raises(Refused, match="written down"):
        uphold_objection(objection, minutes=361, findings="已找到", by=other)
    entry = uphold_objection(objection, minutes=330, findings="居委会签到表已找到", by=other)
    assert (entry.minutes, entry.kind, entry.channel) == (330, "service", "objection")
    assert (entry.keyed_by, entry.seconded_by) == ("陈晓燕", "沈主任")
    refused_claim.refresh_from_db()
    assert (refused_claim.state, refused_claim.decided_by, refused_claim.entry_id) == ("refused", "周建国", entry.pk)
    assert (objection.state, objection.correction_id) == ("corrected", entry.pk)


def test_a_refusal_is_confirmed_with_reasons_and_nothing_counts(volunteer, refused_claim):
    other = seat("director", name="沈主任")
    objection = raise_objection(refused_claim, says="我在的", by=own_seat(volunteer))
    verify_objection(objection, by=other)
    assert confirm_hours(objection, findings="当天服务点未开放", by=other).state == "confirmed"
    assert not HourEntry.everything.exists()
    again = raise_objection(refused_claim, says="请再查", by=own_seat(volunteer))
    with pytest.raises(Refused, match="open already"):
        raise_objection(refused_claim, says="又一次", by=own_seat(volunteer))
    assert again.state == "raised"


@pytest.mark.parametrize("hand", ["worker", "director"])
def test_who_keyed_in_or_refused_does_not_decide_on_the_refusal(volunteer, refused_claim, hand):
    objection = raise_objection(refused_claim, says="我在的", by=own_seat(volunteer))
    verify_objection(objection, by=seat(hand))
    for decide in (
        lambda: uphold_objection(objection, minutes=300, findings="找到了", by=seat(hand)),
        lambda: confirm_hours(objection, findings="没找到", by=seat(hand)),
    ):
        with pytest.raises(Refused, match="another person"):
            decide()


def test_hours_that_wait_or_count_again_are_no_refusal_to_object_to(volunteer, point):
    waiting = keyed(volunteer, point, minutes=360).claim
    with pytest.raises(Refused, match="were refused"):
        raise_objection(waiting, says="太慢了", by=own_seat(volunteer))


def test_the_phone_shows_a_refusal_its_reason_and_the_objection(volunteer, refused_claim, on_the_day):
    phone, desk = browser("volunteer", volunteer=volunteer), browser("director")
    page = f"/volunteers/mine/claims/{refused_claim.pk}/"
    assert page in phone.get("/volunteers/mine/hours/").content.decode()
    assert "签到表上没有" in phone.get(page).content.decode()
    objected = phone.post(f"/volunteers/claims/{refused_claim.pk}/objections/new/", {"says": "我在的", "hours": "5"})
    assert objected.url == page
    assert "我在的" in phone.get(page).content.decode()
    objection = refused_claim.objections.get()
    assert "签到表上没有" in desk.get(f"/volunteers/objections/{objection.pk}/").content.decode()
    assert "我在的" in desk.get("/volunteers/objections/").content.decode()


def test_only_the_hand_that_keyed_nearly_all_is_doubted_and_the_entry_says_so(volunteer, point, on_the_day):
    people = [a_volunteer(f"王福{n}", since=date(2020, 1, 1)) for n in range(6)]
    day = TODAY - timedelta(days=1)
    lines = [Line(v.pk, point.pk, day - timedelta(days=n), 60, "paper") for v in people for n in range(6)]
    key_hours(lines, about=point, by=seat("worker"))
    others = keyed(volunteer, point, by=seat("director")).entry
    mine = HourEntry.everything.filter(volunteer=people[0]).first()
    judge_who_keyed(
        {point.pk: point}, first=day - timedelta(days=9), until=TODAY, centre=point.centre, by=seat("director")
    )
    found = set(doubtful_between(day - timedelta(days=9), TODAY, seat("director")).values_list("pk", flat=True))
    assert mine.pk in found
    assert others.pk not in found
    desk = browser("director")
    assert "One clerk keyed in" in desk.get(f"/volunteers/hours/{mine.pk}/").content.decode()
    assert "One clerk keyed in" not in desk.get(f"/volunteers/hours/{others.pk}/").content.decode()
