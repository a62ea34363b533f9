"""A season from its announcement to its bookings, with decisions that can be read and run again."""

from dataclasses import replace
from datetime import date, time, timedelta

import icalendar
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from shuniu.groups.actions.permits import announce_recall, answer_recall, recall_permit, renew_permit
from shuniu.groups.documents import permit_paper
from shuniu.groups.on_paper import PERMIT
from shuniu.groups.public import Group
from shuniu.groups.sixones import month_at, states_of, with_six_ones
from shuniu.groups.tests.cast import NOW
from shuniu.groups.tests.factories import browser
from shuniu.kernel.documents import latest
from shuniu.kernel.permissions import Refused
from shuniu.venues.account import Account, titles_of
from shuniu.venues.actions.booking import book_space, cancel_booking
from shuniu.venues.actions.feeds import make_feed, revoke_feed
from shuniu.venues.actions.objections import change_result, decide_objection, raise_objection
from shuniu.venues.actions.permits import issue_permit_for_times, permit_for
from shuniu.venues.actions.rounds import book_season, hand_in_wishes, publish_round, run_allocation
from shuniu.venues.actions.slots import Taken
from shuniu.venues.allocation import frozen, thawed
from shuniu.venues.models import Allocation, Booking, Grant, Judgement, Objection, Override, Round, Series, Venue
from shuniu.venues.rounds import stage_of
from shuniu.venues.tests.cast import (
    CLOSED,
    PUBLISHED,
    SETTLED,
    THURSDAY,
    a_hall,
    a_round,
    allocated,
    asking,
    at,
    director,
    filed_group,
    halves_of,
    leader_of,
    seat,
    wish,
)
from shuniu.venues.views.rounds import same_again
from shuniu.venues.words import sound_at, told_of

pytestmark = pytest.mark.django_db


def test_who_can_move_makes_room_and_who_gets_nothing_reads_who_holds_it(season):
    round_, _hall, groups = allocated(season)
    given = dict(Grant.everything.filter(round=round_).values_list("group__name", "weekday"))
    assert given["叶家宅书法社"] == 4
    assert len(given) == 2
    lost = Judgement.everything.get(outcome="taken")
    assert lost.other.name in given
    assert lost.other.name in lost.sentence
    assert lost.group_id in {groups[0].pk, groups[1].pk}


def test_a_decision_is_said_in_the_language_of_its_reader(season, on_the_day):
    round_, _hall, _groups = allocated(season)
    publish_round(round_, by=director(PUBLISHED))
    lost = Judgement.everything.select_related("other", "space__venue", "wish").get(outcome="taken")
    with translation.override("zh-hans"):
        assert (
            told_of(lost, titles_of(round_)) == lost.sentence
        )  # the record and the page say the same, from the same facts
    account = reverse("venues:account", args=[round_.token])
    result = reverse("venues:result", args=[round_.pk, lost.group_id])
    for reader, url in ((Client(), account), (browser("director", language="en"), result)):
        reader.cookies["django_language"] = "en"
        text = reader.get(url).content.decode()
        assert f"is held by {lost.other.name} (turn " in text
        assert "Tuesday 09:00–11:00" in text
        assert "星期二" not in text
        reader.cookies["django_language"] = "zh-hans"
        assert lost.sentence in reader.get(url).content.decode()


def test_every_outcome_can_be_said_from_what_is_kept(season):
    round_, hall, _groups = season
    for name, asked in {
        "人多队": {"persons": 500}, "弹琴队": {"equipment": ("piano",)}, "夜练队": {"hours": (21, 23)},
        "喇叭队": {"hours": (18, 20), "amplified": True}, "同日队": {"times": 2, "weekdays": (6,)},
    }.items():  # fmt: skip
        wish(round_, filed_group(name), hall, **asked)
    run_allocation(round_, by=director())
    kept = list(Judgement.everything.select_related("other", "space__venue", "wish"))
    assert {each.outcome for each in kept} >= {
        "granted", "taken", "too_small", "no_equipment", "closed", "quiet", "same_day",
    }  # fmt: skip
    with translation.override("zh-hans"):
        assert [told_of(each, titles_of(round_)) for each in kept] == [each.sentence for each in kept]
    assert all(hall.title in each.sentence for each in kept)  # each says of which place it speaks


def test_wishes_are_taken_while_the_round_is_open_and_replaced_when_handed_in_anew(season):
    round_, hall, groups = season
    wish(round_, groups[0], hall, weekdays=(3,))
    assert groups[0].pk in set(round_.applications.values_list("group_id", flat=True))
    assert round_.applications.get(group=groups[0]).wishes.get().spans == [[3, 540, 660]]
    with pytest.raises(Refused, match="2026-11-16"):
        hand_in_wishes(
            round_, group=groups[0], asking=asking(hall), channel="phone", by=leader_of(groups[0], at=CLOSED)
        )
    with pytest.raises(Refused, match="2026-11-30"):
        run_allocation(round_, by=seat("director"))


def test_a_run_can_be_repeated_from_its_frozen_inputs(season):
    allocated(season)
    run = Allocation.everything.get()
    assert same_again(run)
    inputs = thawed(run.inputs)
    fewer = replace(inputs, applicants=inputs.applicants[1:])
    run.inputs = frozen(fewer)
    assert not same_again(run)


def test_a_decision_is_never_changed(season):
    allocated(season)
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.everything.update(sentence="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.everything.all().delete()


def test_who_got_less_last_season_goes_first_in_the_next():
    hall, first, second = a_hall(), filed_group(), filed_group("新会合唱队")
    autumn = a_round(
        "上一季",
        opens_on=date(2026, 11, 1),
        closes_on=date(2026, 11, 20),
        first=date(2026, 12, 7),
        last=date(2026, 12, 20),
    )
    for group in (first, second):
        wish(autumn, group, hall)
    run_allocation(autumn, by=director(at(9, day=date(2026, 11, 23))))
    publish_round(autumn, by=director(at(9, day=date(2026, 11, 23))))
    winner = Grant.everything.get(round=autumn).group
    loser = second if winner == first else first
    spring = a_round()
    for group in (first, second):
        wish(spring, group, hall)
    run_allocation(spring, by=director())
    assert Grant.everything.get(round=spring).group == loser
    account = Account(spring)
    assert [each.application.group for each in account.got_less()] == [winner]
    assert Judgement.everything.get(allocation__round=spring, outcome="taken").numbers["because"] == "past"


def test_halves_are_given_apart_and_the_whole_excludes_them():
    hall, round_ = a_hall(), a_round()
    east, west = halves_of(hall)
    groups = [filed_group(), filed_group("新会合唱队"), filed_group("叶家宅书法社")]
    for group, space in zip(groups, (east, west, hall), strict=True):
        wish(round_, group, space)
    run_allocation(round_, by=director())
    spaces = set(Grant.everything.values_list("space_id", flat=True))
    assert spaces in ({east.pk, west.pk}, {hall.pk})


def test_what_is_given_in_a_place_with_a_coarse_grain_never_meets_what_is_booked_there():
    hall, round_, first, second = a_hall(grain=60), a_round(), filed_group(), filed_group("新会合唱队")
    wished = asking(hall, minutes=60)
    half_past = replace(wished, wishes=(replace(wished.wishes[0], spans=((2, 510, 660),)),))
    hand_in_wishes(round_, group=first, asking=half_past, channel="phone", by=leader_of(first))
    run_allocation(round_, by=director())
    publish_round(round_, by=director(PUBLISHED))
    book_season(round_, by=director(SETTLED))
    assert set(Booking.everything.values_list("starts", flat=True)) == {time(9)}
    with pytest.raises(Taken):
        book_space(
            hall, group=second, day=date(2027, 1, 5), starts=time(9), ends=time(10), persons=12,
            by=leader_of(second, at=SETTLED),
        )  # fmt: skip


def test_changes_by_hand_are_named_counted_and_cannot_collide(season):
    round_, hall, groups = allocated(season)
    given = {"group": groups[2], "space": hall, "weekday": 2, "starts": time(9), "ends": time(11)}
    with pytest.raises(Refused):
        change_result(round_, **given, reason="应让给书法社", by=director())
    change_result(round_, **{**given, "weekday": 5}, reason="补一次", by=director())
    assert Override.everything.get().made_by == "周建国"
    assert len(Account(round_).overrides) == 1
    with pytest.raises(Refused, match="hand"):
        run_allocation(round_, by=director())


def test_after_publication_nothing_is_taken_without_agreement(season):
    round_, _hall, _groups = allocated(season)
    publish_round(round_, by=director(PUBLISHED))
    grant = Grant.everything.first()
    with pytest.raises(Refused, match="agrees"):
        change_result(round_, group=grant.group, take=grant, reason="x", by=director(PUBLISHED))
    change_result(round_, group=grant.group, take=grant, reason="团队提出", agreed=True, by=director(PUBLISHED))
    assert Grant.everything.get(pk=grant.pk).withdrawn_at


def test_an_objection_has_its_days_and_holds_up_the_season_until_it_is_decided(season):
    round_, _hall, groups = allocated(season)
    with pytest.raises(Refused):
        raise_objection(round_, group=groups[0], content="早了", by=leader_of(groups[0], at=CLOSED))
    publish_round(round_, by=director(PUBLISHED))
    assert stage_of(round_, PUBLISHED.date()).name == "published"
    objection = raise_objection(round_, group=groups[0], content="我们人多", by=leader_of(groups[0], at=PUBLISHED))
    with pytest.raises(Refused, match="not been decided"):
        book_season(round_, by=director(SETTLED))
    with pytest.raises(Refused):
        raise_objection(round_, group=groups[1], content="晚了", by=leader_of(groups[1], at=SETTLED))
    decide_objection(objection, upheld=False, answer="按抽签顺序", by=director(SETTLED))
    had, refused = book_season(round_, by=director(SETTLED))
    assert had + refused == Booking.everything.count()
    assert had == 50
    assert Objection.everything.get().decided_by == "周建国"


def test_an_address_whose_days_are_over_says_so_and_opens_no_form(season, on_the_day):
    """Nobody writes an objection, or wishes, only to be told afterwards that it is too late."""
    round_, _hall, groups = season
    key = [round_.pk, groups[0].pk]
    season_page = reverse("venues:round", args=[round_.pk])
    wishes, objecting, result = (reverse(f"venues:{name}", args=key) for name in ("wishes", "object", "result"))
    phone, yesterday = browser("leader", group=groups[0]), NOW.date() - timedelta(days=1)
    assert wishes in phone.get(season_page).content.decode()
    assert phone.get(wishes).status_code == 200

    allocated(season)
    Round.everything.update(closes_on=yesterday)
    late = phone.get(wishes)
    assert late.status_code == 403
    assert "2026-11-17" in late.content.decode()

    publish_round(round_, by=director(PUBLISHED))
    assert phone.get(objecting).status_code == 200
    assert result in phone.get(season_page).content.decode()
    objection = raise_objection(round_, group=groups[0], content="我们人多", by=leader_of(groups[0], at=PUBLISHED))
    Round.everything.update(objections_until=yesterday)
    late = phone.get(objecting)
    assert late.status_code == 403
    assert "2026-11-17" in late.content.decode()

    desk, deciding = browser("director"), reverse("venues:objection", args=[objection.pk])
    assert desk.get(deciding).status_code == 200
    decide_objection(objection, upheld=False, answer="按抽签顺序", by=director(SETTLED))
    assert desk.get(deciding).url == result


@pytest.fixture
def in_force(season):
    round_, hall, groups = allocated(season)
    publish_round(round_, by=director(PUBLISHED))
    book_season(round_, by=director(SETTLED))
    return round_, hall, groups[2]


def test_a_permit_is_issued_for_the_times_of_the_season_then_renewed(in_force):
    _round, _hall, group = in_force
    series = list(Series.everything.filter(group=group).select_related("space__venue"))
    first = issue_permit_for_times(group, series=series, by=director(SETTLED))
    assert "社区文化活动中心" in first.venue
    assert "09:00" in first.times
    assert "星期四" in first.times
    for day, state in ((SETTLED.date(), "due"), (series[0].first, "done")):  # from the season's first day on
        month = month_at(group.centre_id, day)
        (asked,) = with_six_ones(Group.everything.filter(pk=group.pk), month, today=day)
        assert states_of(asked, month, today=day)["permit"] == state
    with pytest.raises(Refused, match=first.number):
        issue_permit_for_times(group, series=series, by=director(SETTLED))
    series[0].last = date(2027, 12, 31)
    assert issue_permit_for_times(group, series=series, by=director(SETTLED)).renews == first


def test_a_permit_and_its_public_page_say_how_loud_it_may_be_and_when(in_force):
    _round, hall, group = in_force
    Venue.everything.filter(pk=hall.venue_id).update(decibels=60)
    series = list(Series.everything.filter(group=group).select_related("space__venue"))
    permit = issue_permit_for_times(group, series=series, by=director(SETTLED))
    assert permit.sound == "只可在08:00–18:00扩音，音量不超过60分贝"
    page = Client().get(f"/v/{latest(PERMIT, permit).token}/").content.decode()
    assert "扩音与音量" in page
    assert permit.sound in page
    assert ("扩音与音量", permit.sound) in permit_paper(permit, by=director(SETTLED)).rows()


def test_a_permit_renewed_for_the_next_season_says_what_the_place_allows_now(in_force):
    _round, hall, group = in_force
    series = list(Series.everything.filter(group=group).select_related("space__venue"))
    issue_permit_for_times(group, series=series, by=director(SETTLED))
    Venue.everything.filter(pk=hall.venue_id).update(loud_from=None, loud_until=None, decibels=55)
    series = list(Series.everything.filter(group=group).select_related("space__venue"))
    series[0].last = date(2027, 12, 31)
    renewed = issue_permit_for_times(group, series=series, by=director(SETTLED))
    assert renewed.sound == "不得扩音，音量不超过55分贝"
    assert renewed.renews.sound == "只可在08:00–18:00扩音"
    assert renew_permit(renewed, by=director(SETTLED)).sound == renewed.sound


def test_places_that_allow_different_loudness_are_named_each_with_its_own():
    loud, quiet, other = (a_hall(name).venue for name in ("文化中心", "敬老院", "图书馆"))
    quiet.loud_from = quiet.loud_until = other.loud_from = other.loud_until = None
    with translation.override("zh-hans"):
        assert sound_at([loud, quiet, other, loud]) == "文化中心：只可在08:00–18:00扩音；敬老院、图书馆：不得扩音"


def test_a_permit_that_has_no_room_for_the_conditions_is_not_issued_cut_short(in_force):
    _round, _hall, group = in_force
    series = list(Series.everything.filter(group=group).select_related("space__venue"))
    with pytest.raises(Refused, match=r"301.*300"):
        issue_permit_for_times(group, series=series, conditions="静" * 301, by=director(SETTLED))
    assert not group.venuepermits.exists()
    whole = issue_permit_for_times(group, series=series, conditions="静" * 300, by=director(SETTLED))
    assert whole.conditions == "静" * 300


def test_a_recalled_permit_gives_its_times_back(in_force, django_capture_on_commit_callbacks):
    _round, _hall, group = in_force
    permit = issue_permit_for_times(group, series=list(Series.everything.filter(group=group)), by=director(SETTLED))
    announce_recall(permit, reason="屡次扰民", by=director(SETTLED))
    answer_recall(permit, reply="知道了", by=leader_of(group, at=SETTLED))
    with django_capture_on_commit_callbacks(execute=True):
        recall_permit(permit, by=director(SETTLED))
    assert not Booking.everything.filter(group=group, refused="", cancelled_at=None).exists()


def test_a_permit_renewed_at_the_groups_desk_gives_its_times_back_when_it_is_recalled(
    in_force, django_capture_on_commit_callbacks
):
    _round, _hall, group = in_force
    series = list(Series.everything.filter(group=group).select_related("space__venue"))
    renewed = renew_permit(issue_permit_for_times(group, series=series, by=director(SETTLED)), by=director(SETTLED))
    assert permit_for(group, series, on=SETTLED.date()) == renewed
    announce_recall(renewed, reason="屡次扰民", by=director(SETTLED))
    answer_recall(renewed, reply="知道了", by=leader_of(group, at=SETTLED))
    with django_capture_on_commit_callbacks(execute=True):
        recall_permit(renewed, by=director(SETTLED))
    assert not Booking.everything.filter(group=group, refused="", cancelled_at=None).exists()
    assert not Series.everything.filter(group=group, ended_on=None).exists()


def test_a_feed_is_a_calendar_that_others_can_read(in_force, client):
    _round, hall, group = in_force
    feed = make_feed(venue=hall.venue, by=seat("worker", at=SETTLED))
    mine = make_feed(group=group, by=leader_of(group, at=SETTLED))
    dates = Booking.everything.filter(group=group).order_by("day")
    cancel_booking(dates[3], reason="春节", by=leader_of(group, at=SETTLED))
    url = reverse("venues:feed", args=[mine.token])
    events = icalendar.Calendar.from_ical(client.get(url).content).walk("VEVENT")
    weekly = next(e for e in events if "rrule" in e)
    assert weekly["summary"] == group.name
    assert weekly["rrule"]["freq"] == ["WEEKLY"]
    assert weekly["exdate"].dts[0].dt.date() == dates[3].day
    public = icalendar.Calendar.from_ical(client.get(reverse("venues:feed", args=[feed.token])).content)
    assert len(public.walk("VEVENT")) == 2
    revoke_feed(mine, by=leader_of(group, at=SETTLED))
    assert client.get(url).status_code == 404
    assert client.get(reverse("venues:feed", args=["x" * 32])).status_code == 404


def test_a_feed_names_no_person_who_has_a_place(client):
    hall, by = a_hall(), seat("worker")
    book_space(hall, holder="王小明", day=THURSDAY, starts=time(9), ends=time(10), persons=9, by=by)
    text = client.get(reverse("venues:feed", args=[make_feed(venue=hall.venue, by=by).token])).content.decode()
    assert "王小明" not in text
    assert len(icalendar.Calendar.from_ical(text).walk("VEVENT")) == 1


# --- Pages ------------------------------------------------------------------------------------------------------------
def test_wishes_come_in_from_a_phone(on_the_day):
    hall, round_, group = a_hall(), a_round(), filed_group()
    phone = browser("leader", group=group)
    assert "我们的愿望" in phone.get(reverse("venues:mine")).content.decode()
    url = reverse("venues:wishes", args=[round_.pk, group.pk])
    typed = {
        "times": 2, "persons": 18, "minutes": 120, "place_1": hall.pk, "days_1": [2, 4], "from_1": "08:00",
        "until_1": "12:00",
    }  # fmt: skip
    assert phone.post(url, {**typed, "until_1": "09:00"}).status_code == 422
    assert phone.post(url, typed).status_code == 302
    wishes = round_.applications.get(group=group).wishes.all()
    assert [w.spans for w in wishes] == [[[2, 480, 720], [4, 480, 720]]] * 2
    other = filed_group("新会合唱队")
    assert phone.get(reverse("venues:wishes", args=[round_.pk, other.pk])).status_code == 404


def test_a_conflict_is_explained_on_the_page(on_the_day):
    hall, first, second = a_hall(), filed_group(), filed_group("新会合唱队")
    asked = {"day": "2026-11-19", "starts": "09:00", "ends": "11:00", "persons": 12}
    url = reverse("venues:book", args=[hall.pk])
    assert browser("leader", group=first).post(url, asked).status_code == 302
    refused = browser("leader", group=second).post(url, asked)
    assert refused.status_code == 422
    assert "由夕阳红太极拳队使用" in refused.content.decode()


def test_pages_of_the_room_open_for_staff_and_leader(in_force, on_the_day, django_assert_max_num_queries):
    round_, hall, group = in_force
    booking = Booking.everything.filter(group=group).first()
    desk, phone = browser("director"), browser("leader", group=group)
    for name, args in (
        ("list", []), ("venue", [hall.venue_id]), ("week", []), ("bookings", []), ("rounds", []), ("round", [round_.pk]),
        ("booking", [booking.pk]), ("result", [round_.pk, group.pk]), ("of_group", [group.pk]), ("change", [round_.pk]),
        ("door_poster", [hall.venue_id]), ("new", []), ("new_round", []), ("divide", [hall.pk]),
    ):  # fmt: skip
        assert desk.get(reverse(f"venues:{name}", args=args)).status_code == 200, name
    for name, args in (
        ("mine", []), ("week", []), ("result", [round_.pk, group.pk]), ("booking", [booking.pk]), ("round", [round_.pk]),
        ("new_swap", [booking.pk]),
    ):  # fmt: skip
        assert phone.get(reverse(f"venues:{name}", args=args)).status_code == 200, name
    assert phone.get(reverse("venues:door", args=[hall.venue.door_token])).status_code == 200
    for name in ("list", "bookings", "week"):
        with django_assert_max_num_queries(14):
            desk.get(reverse(f"venues:{name}"))


def test_the_director_takes_a_round_through_its_pages(season, monkeypatch):
    round_, _hall, _groups = season
    for name, moment in (("run", CLOSED), ("publish", PUBLISHED), ("book_season", SETTLED), ("run_again", SETTLED)):
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
        monkeypatch.setattr("shuniu.groups.tests.factories.NOW", moment)
        assert browser("director").post(reverse(f"venues:{name}", args=[round_.pk])).status_code == 302, name
    round_.refresh_from_db()
    assert stage_of(round_, date(2027, 2, 1)).name == "in_force"
