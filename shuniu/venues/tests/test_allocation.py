"""The procedure as pure functions: what holds of every result, whatever was wished for."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuniu.venues.allocation import (
    BEFORE_SHUT,
    VERSION,
    Applicant,
    Inputs,
    Kept,
    Outcome,
    Shut,
    Space,
    Span,
    Wish,
    allocate,
    digest_of,
    frozen,
    thawed,
)
from shuniu.venues.allocation.outcome import Precedence
from shuniu.venues.parts import pieces

STEP, OPENS, CLOSES, QUIET = 60, 8 * 60, 14 * 60, 12 * 60
WEEK = tuple(Span(day, OPENS, CLOSES) for day in range(1, 8))
HALL = Space(1, (11, 12), 40, ("piano",), WEEK, (OPENS, QUIET))  # the whole of the next two
HALVES = (Space(2, (11,), 20, (), WEEK, None), Space(3, (12,), 20, ("piano",), WEEK, None))
PARK = Space(4, (13,), 90, (), WEEK, (OPENS, CLOSES))
SPACES = {space.id: space for space in (HALL, *HALVES, PARK)}
DATES, MOST_KEPT = 10, 20  # of each weekday; in a hundred


@st.composite
def seasons(draw) -> Inputs:
    """A few groups that all want the same few places, in the same days and hours."""
    applicants, wishes = [], 0
    for group in range(1, draw(st.integers(1, 7)) + 1):
        mine = tuple(a_wish(draw, wishes + rank, rank) for rank in range(1, draw(st.integers(1, 3)) + 1))
        wishes += len(mine)
        applicants.append(
            Applicant(
                group, draw(st.sampled_from((8, 20, 45))), draw(st.integers(1, 3)), draw(st.sampled_from(((), ("piano",)))),
                draw(st.booleans()), (2, draw(st.integers(0, 2))), mine,
            )
        )  # fmt: skip
    kept = tuple(a_kept_time(draw) for _n in range(draw(st.integers(0, 4))))
    return Inputs(
        draw(st.sampled_from(("a", "b", "c"))), STEP, tuple(SPACES.values()), tuple(applicants), kept=kept,
        dates=(DATES,) * 7, most_kept=MOST_KEPT, version=VERSION,
        shut=tuple(a_shut_time(draw) for _n in range(draw(st.integers(0, 3)))),
    )  # fmt: skip


def a_kept_time(draw) -> Kept:
    """A booking, a session, a time of another season: on one date of the season, on some, or on all."""
    space, start = SPACES[draw(st.sampled_from(sorted(SPACES)))], draw(st.integers(8, 13)) * 60
    on = draw(st.lists(st.integers(1, DATES), min_size=1, max_size=DATES, unique=True).map(sorted))
    whose = draw(st.none() | st.integers(1, 9))
    return Kept(
        space.parts, draw(st.integers(1, 2)), start, start + draw(st.sampled_from((30, 60, 120))), whose, tuple(on)
    )


def a_shut_time(draw) -> Shut:
    """A closure, shorter hours, a break of no length: on one date of the season, on some, or on all."""
    start = draw(st.integers(8, 13)) * 60
    on = draw(st.lists(st.integers(1, DATES), min_size=1, max_size=DATES, unique=True).map(sorted))
    ends = start + draw(st.sampled_from((0, 60, 120)))
    return Shut(draw(st.sampled_from(sorted(SPACES))), draw(st.integers(1, 2)), start, ends, tuple(on))


def a_wish(draw, key: int, rank: int) -> Wish:
    spaces = tuple(draw(st.lists(st.sampled_from(sorted(SPACES)), max_size=3, unique=True)))
    ranges = draw(st.lists(st.tuples(st.integers(1, 2), st.integers(7, 12), st.integers(1, 3)), min_size=1, max_size=3))
    spans = tuple(Span(day, start * 60, (start + hours) * 60) for day, start, hours in ranges)  # they may overlap
    return Wish(key, rank, draw(st.sampled_from((60, 120))), spaces, spans)


@given(seasons())
def test_no_two_hold_the_same_part_at_once_and_every_hard_limit_holds(inputs):
    placed = allocate(inputs).placements
    for one, other in combinations(placed, 2):
        apart = one.weekday != other.weekday or one.ends <= other.starts or other.ends <= one.starts
        assert apart or not set(one.parts) & set(other.parts)
        assert one.group != other.group or one.weekday != other.weekday  # one a day
    who = {each.group: each for each in inputs.applicants}
    for each in placed:
        group, space = who[each.group], SPACES[each.space]
        assert space.capacity >= group.persons
        assert set(group.equipment) <= set(space.equipment)
        assert OPENS <= each.starts < each.ends <= CLOSES
        assert not group.amplified or (space.loud and space.loud[0] <= each.starts and each.ends <= space.loud[1])
        wish = next(wish for wish in group.wishes if wish.id == each.wish)
        assert space.id in wish.spaces
        assert any(s.weekday == each.weekday and s.starts <= each.starts and each.ends <= s.ends for s in wish.spans)
        assert len(kept_dates(inputs, space, each.weekday, each.starts, each.ends)) * 100 <= MOST_KEPT * DATES


def shut_dates(inputs: Inputs, space: Space, weekday: int, starts: int, ends: int) -> set[int]:
    """The dates on which it cannot be used, looked for without the grid."""
    times = (each for each in inputs.shut if (each.space, each.weekday) == (space.id, weekday))
    return {on for each in times if each.starts < ends and starts < each.ends for on in each.on}


def kept_dates(inputs: Inputs, space: Space, weekday: int, starts: int, ends: int) -> dict[int, set[int | None]]:
    """Date → whose it is (nobody's where it is shut), looked for without the grid."""
    found: dict[int, set[int | None]] = {on: set() for on in shut_dates(inputs, space, weekday, starts, ends)}
    for each in inputs.kept:
        if each.weekday == weekday and set(each.parts) & set(space.parts) and each.starts < ends and starts < each.ends:
            for on in each.on:
                found.setdefault(on, set()).add(each.group)
    return found


@given(seasons())
def test_every_wish_has_one_decision_that_names_its_reason(inputs):
    result = allocate(inputs)
    decisions = {each.wish: each for each in result.decisions}
    assert sorted(decisions) == sorted(wish.id for a in inputs.applicants for wish in a.wishes)
    assert {d.wish for d in result.decisions if d.outcome is Outcome.GRANTED} == {p.wish for p in result.placements}
    times, granted = {a.group: a.times for a in inputs.applicants}, result.granted()
    for each in result.decisions:
        if each.outcome is Outcome.TAKEN:
            assert each.holder != each.group
            assert each.holder in granted
        elif each.outcome is Outcome.ENOUGH:
            assert granted[each.group] == times[each.group]
    assert all(granted[group] <= times[group] for group in granted)


@given(seasons())
def test_frozen_inputs_give_the_same_result_again(inputs):
    assert thawed(frozen(inputs)) == inputs
    assert allocate(thawed(frozen(inputs))).digest == allocate(inputs).digest


@given(seasons())
def test_nothing_wished_for_stays_free_beside_a_group_that_wants_more(inputs):
    """Whoever could still be given something has been: the limit of a fair procedure is not what it forgot."""
    result = allocate(inputs)
    held = [(part, p.weekday, p.starts, p.ends) for p in result.placements for part in p.parts]
    days = {(p.group, p.weekday) for p in result.placements}
    granted = result.granted()
    given_wishes = {p.wish for p in result.placements}
    for group in inputs.applicants:
        if granted.get(group.group, 0) >= group.times:
            continue
        for wish in (wish for wish in group.wishes if wish.id not in given_wishes):
            for space, day, start in could_be(group, wish):
                taken = any(
                    part in space.parts and day == weekday and start < ends and starts < start + wish.minutes
                    for part, weekday, starts, ends in held
                )
                kept = len(kept_dates(inputs, space, day, start, start + wish.minutes)) * 100 > MOST_KEPT * DATES
                assert taken or kept or (group.group, day) in days


@given(seasons())
def test_what_is_said_of_every_wish_is_true(inputs):
    result = allocate(inputs)
    who = {each.group: each for each in inputs.applicants}
    turn_of = {each.wish: each.turn for each in result.decisions if each.outcome is Outcome.GRANTED}

    def had(group: int, before: int) -> int:
        return sum(turn_of[wish.id] < before for wish in who[group].wishes if wish.id in turn_of)

    for said in result.decisions:
        group = who[said.group]
        wish = next(wish for wish in group.wishes if wish.id == said.wish)
        could = list(could_be(group, wish))
        free = [
            (space, day, start) for space, day, start in could
            if len(kept_dates(inputs, space, day, start, start + wish.minutes)) * 100 <= MOST_KEPT * DATES
        ]  # fmt: skip
        if said.outcome in (Outcome.GRANTED, Outcome.KEPT, Outcome.SHUT):
            shut = shut_dates(inputs, SPACES[said.space], said.weekday, said.starts, said.ends)
            assert said.numbers.get("shut", 0) == len(shut)
            assert (said.outcome is Outcome.SHUT) == (len(shut) * 100 > MOST_KEPT * DATES)
            kept = kept_dates(inputs, SPACES[said.space], said.weekday, said.starts, said.ends)
            assert said.numbers.get("kept", 0) == len(kept)
            assert said.outcome is Outcome.GRANTED or (
                said.holder in ({None} if said.outcome is Outcome.SHUT else set().union(*kept.values()))
                and could
                and not free
            )
        elif said.outcome is Outcome.SAME_DAY:
            mine = {each.weekday for each in result.placements if each.group == group.group}
            assert free
            assert {day for _space, day, _start in free} <= mine
        elif said.outcome is Outcome.TAKEN:
            parts = set(SPACES[said.space].parts)
            theirs = (each for each in result.placements if each.group == said.holder and parts & set(each.parts))
            there = [e for e in theirs if e.weekday == said.weekday and e.starts < said.ends and said.starts < e.ends]
            assert said.numbers["holder_turn"] in {turn_of[each.wish] for each in there}
            before_me(said, group, who[said.holder], had)
        elif said.outcome not in (Outcome.ENOUGH,):
            assert not could


def before_me(said, group: Applicant, holder: Applicant, had) -> None:
    """Why the holder stood before, from the numbers alone."""
    turn, because = said.numbers["holder_turn"], said.numbers["because"]
    assert (said.numbers["holder_had"], said.numbers["had_then"]) == (had(holder.group, turn), had(group.group, turn))
    theirs, mine = Fraction(had(holder.group, turn), holder.times), Fraction(had(group.group, turn), group.times)
    past = [Fraction(each.past[1], each.past[0]) for each in (holder, group)]
    if because is Precedence.SEASON:
        assert theirs < mine
    elif because is Precedence.PAST:
        assert theirs == mine
        assert past[0] < past[1]
    elif because is Precedence.LOT:
        assert (theirs, past[0]) == (mine, past[1])
    elif because is Precedence.LATER:
        assert (theirs, past[0]) >= (mine, past[1])


@given(st.sampled_from((15, 30, 60)), st.lists(st.integers(0, 1440), min_size=4, max_size=4))
def test_two_times_that_overlap_have_a_piece_in_common_whatever_the_grain(grain, bounds):
    (a, b), (c, d) = sorted(bounds[:2]), sorted(bounds[2:])
    if max(a, c) < min(b, d):
        assert set(pieces(a, b, grain)) & set(pieces(c, d, grain))


def test_a_place_with_a_coarse_grain_is_given_on_its_grain():
    half_past = Applicant(1, 8, 1, (), False, (0, 0), (Wish(11, 1, 60, (PARK.id,), (Span(1, 510, 660),)),))
    coarse = Inputs("a seed", 30, (replace(PARK, grain=60),), (half_past,))
    (placed,) = allocate(coarse).placements
    assert (placed.starts, placed.ends) == (540, 600)
    assert thawed(frozen(coarse)) == coarse


def could_be(group: Applicant, wish: Wish):
    for space in (SPACES[key] for key in wish.spaces):
        if space.capacity < group.persons or not set(group.equipment) <= set(space.equipment):
            continue
        first, last = (space.loud or (0, 0)) if group.amplified else (OPENS, CLOSES)
        for span in wish.spans:
            from_, until = max(span.starts, first, OPENS), min(span.ends, last, CLOSES)
            yield from ((space, span.weekday, start) for start in range(from_, until - wish.minutes + 1, STEP))


# --- Said of one wish ---------------------------------------------------------------------------------------------------
MORNING, AFTERNOON = (Span(1, OPENS, OPENS + 60),), (Span(1, QUIET, QUIET + 60),)


def asking(group: int, *spans: tuple[Span, ...], times: int = 1, past: tuple[int, int] = (2, 1)) -> Applicant:
    wishes = tuple(Wish(group * 10 + rank, rank, 60, (PARK.id,), span) for rank, span in enumerate(spans, 1))
    return Applicant(group, 8, times, (), False, past, wishes)


def decided(*applicants: Applicant) -> dict[tuple[int, int], object]:
    result = allocate(Inputs("a seed", STEP, (PARK,), applicants))
    return {(each.group, each.rank): each for each in result.decisions}


def test_a_liked_wish_passed_over_for_a_lesser_one_reads_who_holds_it():
    said = decided(asking(1, MORNING, past=(2, 0)), asking(2, MORNING, AFTERNOON, (Span(2, OPENS, CLOSES),)))
    first, second, third = said[2, 1], said[2, 2], said[2, 3]
    assert (first.outcome, first.holder) == (Outcome.TAKEN, 1)
    assert first.numbers["because"] is Precedence.PAST
    assert second.outcome is Outcome.GRANTED
    assert third.outcome is Outcome.ENOUGH  # it liked this less than what it has


# --- Times that are kept already ----------------------------------------------------------------------------------------
def season_with(
    kept: tuple[Kept, ...], *applicants: Applicant, most_kept: int = MOST_KEPT
) -> dict[tuple[int, int], object]:
    inputs = Inputs("a seed", STEP, (PARK,), applicants, kept, (DATES,) * 7, most_kept, VERSION)
    return {(each.group, each.rank): each for each in allocate(inputs).decisions}


def kept_on(*dates: int, group: int | None = None) -> Kept:
    return Kept(PARK.parts, 1, OPENS + 30, OPENS + 90, group, dates)


def test_a_time_that_is_kept_on_too_many_dates_is_not_given_and_says_whose_it_is():
    said = season_with((kept_on(1, 2, group=7), kept_on(3)), asking(1, MORNING, AFTERNOON))
    assert (said[1, 1].outcome, said[1, 1].holder) == (Outcome.KEPT, 7)  # who keeps most of it
    assert (said[1, 1].numbers["kept"], said[1, 1].numbers["dates"]) == (3, DATES)
    assert said[1, 2].outcome is Outcome.GRANTED
    assert "kept" not in said[1, 2].numbers


def test_a_time_that_is_kept_on_a_few_dates_is_given_and_says_how_many():
    two = kept_on(4, 9)
    (said,) = season_with((two,), asking(1, MORNING)).values()
    assert (said.outcome, said.numbers["kept"], said.numbers["dates"]) == (Outcome.GRANTED, 2, DATES)
    (said,) = season_with((two,), asking(1, MORNING), most_kept=19).values()
    assert said.outcome is Outcome.KEPT
    (said,) = season_with((two, kept_on(4, 9)), asking(1, MORNING)).values()  # the same dates twice are two dates
    assert said.numbers["kept"] == 2


def test_nobody_moves_to_a_time_that_is_kept():
    every = tuple(range(1, DATES + 1))
    kept = Kept(PARK.parts, 1, QUIET, QUIET + 60, None, every)
    movable, fixed = asking(1, MORNING + AFTERNOON, past=(2, 0)), asking(2, MORNING)
    assert {each.outcome for each in season_with((), movable, fixed).values()} == {Outcome.GRANTED}
    said = season_with((kept,), movable, fixed)
    assert (said[1, 1].outcome, said[2, 1].outcome) == (Outcome.GRANTED, Outcome.TAKEN)


# --- Places that the season does not have -------------------------------------------------------------------------------
def test_a_wish_for_places_that_the_season_does_not_have_is_not_called_incomplete():
    elsewhere, unsaid, mixed = (Wish(n, 1, 60, spaces, MORNING) for n, spaces in ((1, (98, 99)), (2, ()), (3, (98, 4))))
    applicants = tuple(Applicant(wish.id, 10, 1, (), False, (2, 0), (wish,)) for wish in (elsewhere, unsaid, mixed))
    said = season_with((), *applicants)
    assert [said[group, 1].outcome for group in (1, 2, 3)] == [
        Outcome.NOT_OFFERED, Outcome.INCOMPLETE, Outcome.GRANTED,
    ]  # fmt: skip
    before = Inputs("a seed", STEP, (PARK,), applicants, (), (DATES,) * 7, MOST_KEPT, BEFORE_SHUT)
    assert [each.outcome for each in allocate(before).decisions if each.group < 3] == [Outcome.INCOMPLETE] * 2


# --- Runs of before -----------------------------------------------------------------------------------------------------
def a_run_of_before() -> str:
    """Inputs as version 3 froze them."""
    applicants = tuple(
        Applicant(
            n, (8, 20, 35)[n % 3], 1 + n % 3, (), n % 5 == 0, (2, n % 3),
            tuple(Wish(n * 10 + rank, rank, (60, 120)[rank % 2], ((1, 4), (2, 3), (4, 2))[(n + rank) % 3],
                       (Span(1 + (n + rank) % 4, OPENS, OPENS + 120 + 60 * (n % 2)),
                        Span(2 + n % 3, QUIET - 120, QUIET + 60)))
                  for rank in range(1, 4)),
        )
        for n in range(1, 19)
    )  # fmt: skip
    found = json.loads(frozen(Inputs("长寿路", STEP, tuple(SPACES.values()), applicants)))
    for since in ("kept", "dates", "most_kept", "version", "shut"):
        found.pop(since, None)
    return json.dumps(found, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize(
    ("version", "before"),
    [
        (3, "aada63d3ce6bb3487224f09496c533dfce0c2527f5f53729225a29a9f8471e69"),
        (4, "f8be1e1fbd5680ba4a9a9331553c1b4c107ae775ba1388fee97f2dd6c7d8843f"),
        (5, "3f4f9b41318908c5853c3431176929cd5dfa1e9456bdb442a2c159f2aca109cc"),
    ],
)
def test_a_run_of_an_earlier_version_still_gives_what_it_gave(version, before):
    result = allocate(replace(thawed(a_run_of_before()), version=version))
    assert result.digest == before


def test_as_few_as_possible_move_aside():
    """Two could make room for the last in a row; one that could by itself is asked instead."""
    monday, tuesday, wednesday = (Span(day, OPENS, OPENS + 60) for day in (1, 2, 3))
    first = asking(1, (monday, tuesday), past=(3, 0))
    second = asking(2, (tuesday, wednesday), past=(3, 1))
    third = asking(3, (Span(4, OPENS, OPENS + 60), Span(5, OPENS, OPENS + 60)), past=(3, 1))
    last = asking(4, (monday, Span(4, OPENS, OPENS + 60)), past=(3, 2))
    for version, moved in ((4, {1, 2}), (VERSION, {3})):
        inputs = Inputs("a seed", STEP, (PARK,), (first, second, third, last), (), (DATES,) * 7, MOST_KEPT, version)
        decisions = allocate(inputs).decisions
        assert {each.outcome for each in decisions} == {Outcome.GRANTED}
        assert {each.group for each in decisions if "moved_in" in each.numbers} == moved


def test_a_run_of_version_3_still_gives_what_it_gave():
    text = a_run_of_before()
    result = allocate(thawed(text))
    assert {each.outcome for each in result.decisions} >= {Outcome.GRANTED, Outcome.TAKEN, Outcome.ENOUGH}
    assert any("moved_in" in each.numbers for each in result.decisions)
    assert digest_of(text, result) == "63888e70487f539f5965499020bd7f29c7287de384bbf4cee489f7ce3dda8ccb"
