"""The procedure as pure functions: what holds of every result, whatever was wished for."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from shuniu.venues.allocation import Applicant, Inputs, Outcome, Space, Span, Wish, allocate, frozen, thawed
from shuniu.venues.allocation.outcome import Precedence
from shuniu.venues.parts import pieces

STEP, OPENS, CLOSES, QUIET = 60, 8 * 60, 14 * 60, 12 * 60
WEEK = tuple(Span(day, OPENS, CLOSES) for day in range(1, 8))
HALL = Space(1, (11, 12), 40, ("piano",), WEEK, (OPENS, QUIET))  # the whole of the next two
HALVES = (Space(2, (11,), 20, (), WEEK, None), Space(3, (12,), 20, ("piano",), WEEK, None))
PARK = Space(4, (13,), 90, (), WEEK, (OPENS, CLOSES))
SPACES = {space.id: space for space in (HALL, *HALVES, PARK)}


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
    return Inputs(draw(st.sampled_from(("a", "b", "c"))), STEP, tuple(SPACES.values()), tuple(applicants))


def a_wish(draw, key: int, rank: int) -> Wish:
    spaces = tuple(draw(st.lists(st.sampled_from(sorted(SPACES)), max_size=3, unique=True)))
    days = draw(st.lists(st.integers(1, 2), min_size=1, max_size=2, unique=True))
    start = draw(st.integers(7, 12)) * 60
    spans = tuple(Span(day, start, start + draw(st.integers(1, 3)) * 60) for day in days)
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
                assert taken or (group.group, day) in days


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
