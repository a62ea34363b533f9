"""What is kept in a place already is not given out by a season, and a group reads why."""

from datetime import date, time, timedelta

import pytest
from django.utils import translation

from shuniu.kernel.models import DatedSetting
from shuniu.kernel.spaces import Time, Wanted
from shuniu.venues.account import Account, titles_of
from shuniu.venues.actions.booking import cancel_booking
from shuniu.venues.actions.holding import hold_times
from shuniu.venues.actions.rounds import book_season, publish_round, run_allocation
from shuniu.venues.allocation import BEFORE_KEPT, thawed
from shuniu.venues.models import Allocation, Booking, Grant, Judgement
from shuniu.venues.tests.cast import (
    CENTRE,
    PUBLISHED,
    SETTLED,
    a_hall,
    a_round,
    director,
    filed_group,
    halves_of,
    seat,
    wish,
)
from shuniu.venues.views.rounds import same_again
from shuniu.venues.words import told_of

pytestmark = pytest.mark.django_db
TUESDAYS = [date(2027, 1, 5) + timedelta(weeks=week) for week in range(25)]  # of the season of `a_round`


@pytest.fixture
def hall():
    return a_hall()


def keep(space, days, *, starts=time(10), ends=time(12), whose="周周演·联合会") -> list[Booking]:
    """As an event of the centre keeps its times."""
    wanted = Wanted(f"space-{space.pk}", [Time(day, starts, ends) for day in days], whose, "周周演")
    return hold_times(space, wanted, by=seat("worker"))


def run(round_) -> Judgement:
    run_allocation(round_, by=director())
    return Judgement.everything.filter(allocation__round=round_).select_related("space__venue", "other", "wish").get()


def told(judgement, round_) -> str:
    with translation.override("en"):
        return told_of(judgement, titles_of(round_))


def test_a_time_that_the_centre_keeps_all_season_is_not_given_and_the_group_reads_it(hall):
    keep(hall, TUESDAYS)
    round_, group = a_round(), filed_group()
    wish(round_, group, hall)
    lost = run(round_)
    assert (lost.outcome, lost.numbers["kept"], lost.numbers["dates"]) == ("kept", 25, 25)
    assert told(lost, round_).startswith(f"{hall.title}, Tuesday 09:00–11:00: the centre keeps the place")
    assert "周周演" not in lost.sentence  # who has a place may be a person
    assert not Grant.everything.exists()
    assert same_again(Allocation.everything.get())


def test_another_time_of_the_same_wish_is_given_instead(hall):
    keep(hall, TUESDAYS)
    round_, group = a_round(), filed_group()
    wish(round_, group, hall, weekdays=(2, 4))
    assert run(round_).outcome == "granted"
    assert Grant.everything.get().weekday == 4
    publish_round(round_, by=director(PUBLISHED))
    assert book_season(round_, by=director(SETTLED)) == (25, 0)


def test_half_a_hall_that_is_kept_keeps_the_whole_and_not_the_other_half(hall):
    east, west = halves_of(hall)
    keep(east, TUESDAYS)
    round_ = a_round()
    for name, space in (("甲队", hall), ("乙队", west)):
        wish(round_, filed_group(name), space)
    run_allocation(round_, by=director())
    outcomes = dict(Judgement.everything.values_list("group__name", "outcome"))
    assert outcomes == {"甲队": "kept", "乙队": "granted"}


def test_a_few_dates_that_are_kept_are_said_and_are_the_ones_that_cannot_be_booked(hall):
    keep(hall, TUESDAYS[3:5])
    given_back = keep(hall, TUESDAYS[7:15])
    for each in given_back:
        cancel_booking(each, reason="不办了", by=seat("worker"))
    round_ = a_round()
    wish(round_, filed_group(), hall)
    granted = run(round_)
    assert granted.outcome == "granted"
    assert told(granted, round_).endswith("On 2 of its 25 dates the place is kept already.")
    publish_round(round_, by=director(PUBLISHED))
    assert book_season(round_, by=director(SETTLED)) == (23, 2)


def test_how_many_dates_may_be_kept_is_a_rule_of_the_place(hall):
    keep(hall, TUESDAYS[3:4])
    DatedSetting.objects.create(
        place_id=CENTRE, key="venues.round.most_kept", value=0, valid_from=date(2026, 1, 1), source="试验"
    )
    round_ = a_round()
    wish(round_, filed_group(), hall)
    assert run(round_).outcome == "kept"
    assert Account(round_).most_kept == 0


def test_what_another_season_holds_is_kept_for_its_group_and_its_own_time_is_said_to_be_its_own(hall):
    before, after = a_round("上一季", last=date(2027, 5, 30)), a_round()
    holder, other = filed_group("新会合唱队"), filed_group()
    wish(before, holder, hall)
    run_allocation(before, by=director())
    publish_round(before, by=director(PUBLISHED))
    for group in (holder, other):
        wish(after, group, hall)
    run_allocation(after, by=director())
    lost = {j.group_id: j for j in Judgement.everything.filter(allocation__round=after).select_related(
        "space__venue", "other", "wish")}  # fmt: skip
    assert {each.outcome for each in lost.values()} == {"kept"}
    assert {each.other_id for each in lost.values()} == {holder.pk}
    assert "is kept for 新会合唱队 then" in told(lost[other.pk], after)
    assert "the group has it booked already" in told(lost[holder.pk], after)
    with translation.override("zh-hans"):
        assert all(told_of(each, titles_of(after)) == each.sentence for each in lost.values())


def test_the_frozen_inputs_name_nobody_and_say_which_version_they_are_for(hall):
    keep(hall, TUESDAYS)
    round_ = a_round()
    wish(round_, filed_group(), hall)
    run(round_)
    text = Allocation.everything.get().inputs
    assert "周周演" not in text
    inputs = thawed(text)
    assert inputs.version > BEFORE_KEPT
    (kept,) = inputs.kept
    assert (kept.weekday, kept.starts, kept.ends, kept.group, len(kept.on)) == (2, 600, 720, None, 25)
    assert inputs.dates == (25,) * 7


def test_the_account_of_an_older_run_does_not_speak_of_what_it_did_not_ask(hall):
    round_ = a_round()
    wish(round_, filed_group(), hall)
    run(round_)
    assert Account(round_).most_kept == 10
    Allocation.everything.update(version=BEFORE_KEPT)
    assert Account(round_).most_kept is None
