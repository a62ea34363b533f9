"""A season gives out the places of its own days: what is not offered then, or is closed on its dates, is said so."""

from datetime import date, time, timedelta

import pytest
from django.utils import translation

from shuniu.groups.models import Group
from shuniu.kernel.models import Workday
from shuniu.kernel.permissions import Refused
from shuniu.kernel.spaces import Time, Wanted
from shuniu.venues.account import Account, titles_of
from shuniu.venues.actions.booking import book_space
from shuniu.venues.actions.holding import hold_times
from shuniu.venues.actions.objections import change_result
from shuniu.venues.actions.rounds import book_season, publish_round, run_allocation
from shuniu.venues.actions.venues import except_days, set_hours
from shuniu.venues.allocation import BEFORE_SHUT
from shuniu.venues.forms.rounds import WishForm
from shuniu.venues.models import Allocation, Grant, Judgement, Override, Space, Venue
from shuniu.venues.opening import Hours
from shuniu.venues.season_inputs import limits_of
from shuniu.venues.tests.cast import (
    CENTRE,
    PUBLISHED,
    SETTLED,
    a_hall,
    a_round,
    at,
    director,
    filed_group,
    halves_of,
    seat,
    wish,
)
from shuniu.venues.views.rounds import same_again
from shuniu.venues.wishes import wish_paper
from shuniu.venues.words import told_of

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2027, 1, 4), date(2027, 6, 27)  # of the season of `a_round`
TUESDAYS = [date(2027, 1, 5) + timedelta(weeks=week) for week in range(25)]
LEFT = [
    {"offered_until": date(2027, 1, 3)},
    {"offered_from": date(2027, 6, 28)},
    {"closed_on": FIRST, "closed_because": "拆除"},
]


def change(space: Space, **columns) -> None:
    Venue.everything.filter(pk=space.venue_id).update(**columns)


def run(round_) -> Judgement:
    run_allocation(round_, by=director())
    return Judgement.everything.filter(allocation__round=round_).select_related("space__venue", "other", "wish").get()


def told(judgement, round_, language: str = "en") -> str:
    with translation.override(language):
        return told_of(judgement, titles_of(round_))


# --- Which places a season has --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("left", LEFT)
def test_a_wish_for_a_place_that_the_season_does_not_have_reads_just_that(left):
    hall, round_ = a_hall(), a_round()
    wish(round_, filed_group(), hall)
    change(hall, **left)
    lost = run(round_)
    assert lost.outcome == "not_offered"
    assert told(lost, round_) == f"{hall.title}: None of the places wished for is offered in this season."
    assert told(lost, round_, "zh-hans") == lost.sentence
    assert same_again(Allocation.everything.get())


def test_a_part_that_is_given_up_before_the_season_is_not_offered_though_its_venue_is():
    hall, round_ = a_hall(), a_round()
    wish(round_, filed_group(), hall)
    Space.everything.filter(pk=hall.pk).update(closed_on=FIRST, closed_because="改作仓库")
    assert run(round_).outcome == "not_offered"


def test_the_wish_forms_offer_the_places_of_the_seasons_days_and_not_todays():
    round_, every = a_round(), [a_hall(name) for name in ("在用厅", "停用厅", "到期厅", "将开厅", "季后厅")]
    for hall, left in zip(every[1:], [LEFT[2], LEFT[0], {"offered_from": LAST}, LEFT[1]], strict=True):
        change(hall, **left)
    known = {"在用厅", "将开厅"}
    form = WishForm(None, by=seat("worker"), season=round_)
    assert {space.title for space in form.fields["place_1"].queryset} == known
    assert {name for _number, name, _most in wish_paper(round_, None, by=seat("worker")).places} == known


# --- Dates on which a place refuses ---------------------------------------------------------------------------------------
def closed(hall, first: date, last: date, **hours) -> None:
    except_days(hall.venue, first=first, last=last, reason="消防检修", by=seat("worker"), **hours)


def holidays(*days: date) -> None:
    for day in days:
        Workday.objects.create(day=day, is_workday=False, name="春节")


def shut_dates(hall, round_, *, starts: int = 9 * 60, ends: int = 11 * 60, weekday: int = 2) -> set[int]:
    """What a run reads of a time from its inputs."""
    shut = limits_of(round_, on=director().today).shut
    return {
        number for each in shut
        if (each.space, each.weekday) == (hall.pk, weekday) and each.starts < ends and starts < each.ends
        for number in each.on
    }  # fmt: skip


def lessen_hours(hall) -> None:
    week = {day: [(time(13), time(20))] for day in range(1, 8)}
    set_hours(hall.venue, hours=week, since=date(2027, 6, 1), by=seat("worker"))


REFUSING = {
    "fire": (lambda hall: change(hall, fire_certificate_until=date(2027, 6, 1)), {23, 24, 25}),
    "closure of three weeks": (lambda hall: closed(hall, date(2027, 2, 1), date(2027, 2, 21)), {5, 6, 7}),
    "holidays": (lambda hall: (change(hall, on_holidays="closed"), holidays(*TUESDAYS[5:7])), {6, 7}),
    "given up": (lambda hall: change(hall, closed_on=TUESDAYS[20], closed_because="拆除"), set(range(21, 26))),
    "offer ends": (lambda hall: change(hall, offered_until=TUESDAYS[23]), {25}),
    "offer begins": (lambda hall: change(hall, offered_from=TUESDAYS[1]), {1}),
    "part given up": (
        lambda hall: Space.everything.filter(pk=hall.pk).update(closed_on=TUESDAYS[24], closed_because="改建"),
        {25},
    ),
    "other hours": (lessen_hours, {22, 23, 24, 25}),
    "open later on some days": (
        lambda hall: closed(hall, TUESDAYS[0], TUESDAYS[1], opens=time(10), closes=time(20)),
        {1, 2},
    ),
    "open longer": (lambda hall: closed(hall, TUESDAYS[0], TUESDAYS[1], opens=time(7), closes=time(21)), set()),
    "holidays that change nothing": (lambda hall: holidays(*TUESDAYS), set()),
}


@pytest.mark.parametrize("why", REFUSING)
def test_a_run_reads_exactly_the_dates_that_would_be_refused_when_the_season_is_booked(why):
    hall, round_ = a_hall(), a_round()
    refuses, dates = REFUSING[why]
    refuses(hall)
    assert shut_dates(hall, round_) == dates
    hall = Space.everything.select_related("venue").get(pk=hall.pk)
    hours = Hours([hall.venue_id], centre_id=CENTRE, first=FIRST, last=LAST)
    asked = {n for n, day in enumerate(TUESDAYS, 1) if hours.refuses(hall, day, 540, 660, amplified=False)}
    assert asked == dates


def test_a_break_between_two_spells_is_not_gone_across():
    hall, round_ = a_hall(), a_round()
    week = {day: [(time(8), time(10)), (time(10), time(20))] for day in range(1, 8)}
    set_hours(hall.venue, hours=week, since=TUESDAYS[24], by=seat("worker"))
    assert shut_dates(hall, round_) == {25}
    assert shut_dates(hall, round_, starts=8 * 60, ends=10 * 60) == set()


@pytest.mark.parametrize("why", ["fire", "closure of three weeks", "given up", "other hours"])
def test_a_time_that_cannot_be_used_on_too_many_dates_is_not_given_and_says_so(why):
    hall, round_ = a_hall(), a_round()
    wish(round_, filed_group(), hall)
    refuses, dates = REFUSING[why]
    refuses(hall)
    lost = run(round_)
    assert (lost.outcome, lost.other_id) == ("shut", None)
    said = f"{hall.title}, Tuesday 09:00–11:00: the place cannot be used on {len(dates)} of 25 dates"
    assert told(lost, round_).startswith(said)
    assert told(lost, round_, "zh-hans") == lost.sentence
    assert not Grant.everything.exists()
    assert same_again(Allocation.everything.get())
    assert ("place cannot be used on too many dates", 1) in Account(round_).by_outcome()


def test_a_few_dates_that_are_holidays_are_said_and_are_the_ones_that_cannot_be_booked():
    hall, round_ = a_hall(), a_round()
    wish(round_, filed_group(), hall)
    REFUSING["holidays"][0](hall)
    granted = run(round_)
    assert granted.outcome == "granted"
    assert told(granted, round_).endswith("On 2 of its 25 dates the place cannot be used.")
    publish_round(round_, by=director(PUBLISHED))
    assert book_season(round_, by=director(SETTLED)) == (23, 2)


@pytest.mark.parametrize(("more", "outcome"), [(0, "granted"), (1, "kept")])
def test_kept_and_shut_dates_count_together_each_date_once(more, outcome):
    hall, round_ = a_hall(), a_round()
    wish(round_, filed_group(), hall)
    closed(hall, TUESDAYS[3], TUESDAYS[3])
    hold(hall, TUESDAYS[4 : 5 + more])
    found = run(round_)
    assert (found.outcome, found.numbers["kept"], found.numbers["shut"]) == (outcome, 2 + more, 1)
    assert "is kept already or cannot be used" in told(found, round_)
    assert told(found, round_, "zh-hans") == found.sentence


def test_a_half_that_is_given_up_leaves_the_other_half_as_it_is():
    hall, round_ = a_hall(), a_round()
    east, west = halves_of(hall)
    Space.everything.filter(pk=east.pk).update(closed_on=TUESDAYS[10], closed_because="改建")
    for name, space in (("甲队", east), ("乙队", west)):
        wish(round_, filed_group(name), space)
    run_allocation(round_, by=director())
    outcomes = dict(Judgement.everything.values_list("group__name", "outcome"))
    assert outcomes == {"甲队": "shut", "乙队": "granted"}


def test_the_rule_that_is_read_aloud_speaks_of_it_from_version_6_on():
    hall, round_ = a_hall(), a_round()
    wish(round_, filed_group(), hall)
    run(round_)
    assert Account(round_).asks_shut
    Allocation.everything.update(version=BEFORE_SHUT)
    assert not Account(round_).asks_shut


# --- Changes by hand ------------------------------------------------------------------------------------------------------
BY_HAND = {
    "fire": (REFUSING["fire"][0], "cannot be used on 3 of 25 dates"),
    "closure of three weeks": (REFUSING["closure of three weeks"][0], "cannot be used on 3 of 25 dates"),
    "given up": (REFUSING["given up"][0], "cannot be used on 5 of 25 dates"),
    "given up before": (lambda hall: change(hall, **LEFT[2]), "not offered in this season"),
    "not offered": (lambda hall: change(hall, **LEFT[0]), "not offered in this season"),
    "kept": (lambda hall: hold(hall, TUESDAYS), "keeps the place for other uses then, 25 of 25"),
    "kept for a group": (
        lambda hall: [book_weekly(hall, day) for day in TUESDAYS[:3]],
        "kept for 订场队 then, 3 of 25 dates",
    ),
}


@pytest.mark.parametrize("why", BY_HAND)
def test_a_change_by_hand_asks_what_a_run_asks(why):
    hall, other, round_, group = a_hall(), a_hall("别处"), a_round(), filed_group()
    wish(round_, group, other, weekdays=(4,))
    run_allocation(round_, by=director())
    refuses, said = BY_HAND[why]
    refuses(hall)
    hall = Space.everything.select_related("venue").get(pk=hall.pk)
    with pytest.raises(Refused, match=said):
        by_hand(round_, group, hall)
    assert Grant.everything.filter(withdrawn_at__isnull=True).count() == 1
    assert not Override.everything.exists()


def test_a_change_by_hand_may_give_what_a_run_would_give():
    hall, other, round_, group = a_hall(), a_hall("别处"), a_round(), filed_group()
    wish(round_, group, other, weekdays=(4,))
    run_allocation(round_, by=director())
    hold(hall, TUESDAYS[:2])
    by_hand(round_, group, hall)
    assert Grant.everything.get(weekday=2).space == hall


def hold(space, days) -> None:
    """As an event of the centre keeps its times."""
    wanted = Wanted(f"space-{space.pk}", [Time(day, time(10), time(12)) for day in days], "联合会", "周周演")
    hold_times(space, wanted, by=seat("worker"))


def book_weekly(hall, day: date) -> None:
    group = Group.everything.filter(name="订场队").first() or filed_group("订场队")
    by = seat("worker", at=at(9, day=day - timedelta(days=3)))
    book_space(hall, group=group, day=day, starts=time(9), ends=time(11), persons=12, by=by)


def by_hand(round_, group, hall) -> Override:
    return change_result(
        round_, group=group, space=hall, weekday=2, starts=time(9), ends=time(11), reason="调剂", by=director()
    )
