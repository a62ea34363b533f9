"""The week as a grid: which indivisible space is whose, day by day and step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import lcm

from .inputs import BEFORE_SHUT, Applicant, Inputs, Kept, Shut, Space, Span, Wish
from .outcome import Outcome, Placement


@dataclass(frozen=True, slots=True)
class Keeping:
    """How far a weekly time is not to be had: on how many of its dates it is kept or shut.

    `group`: whose most of the kept ones are (None: no group's). `shut`: on how many dates the place cannot be used.
    """

    kept: int
    dates: int
    group: int | None
    shut: int = 0

    def is_over(self, most: int) -> bool:
        """Whether it is more than so many in a hundred of the dates."""
        return self.kept * 100 > most * self.dates

    def outcome(self, most: int) -> Outcome:
        """What is said of a time that is over: shut where the dates on which it cannot be used are too many by themselves."""
        return Outcome.SHUT if self.shut * 100 > most * self.dates else Outcome.KEPT

    @property
    def numbers(self) -> dict:
        """What a sentence says of it."""
        return {"kept": self.kept, "dates": self.dates} | ({"shut": self.shut} if self.shut else {})


class Grid:
    """The placements so far. A day of a part is one integer, a bit a step: a look is one `and`."""

    def __init__(self, inputs: Inputs):
        self.step, self._version = inputs.step, inputs.version
        self._spaces = {space.id: space for space in inputs.spaces}
        self._dates, self.most_kept = inputs.dates, inputs.most_kept
        self._kept: dict[tuple[int, int], list[Kept]] = {}
        for each in inputs.kept:
            for part in each.parts:
                self._kept.setdefault((part, each.weekday), []).append(each)
        self._shut: dict[tuple[int, int], list[Shut]] = {}
        for each in inputs.shut:
            self._shut.setdefault((each.space, each.weekday), []).append(each)
        self._taken: dict[tuple[int, int], int] = {}
        self._holders: dict[tuple[int, int], dict[int, Placement]] = {}  # by wish
        self.by_wish: dict[int, Placement] = {}
        self._days: dict[int, dict[int, Placement]] = {}
        self._journal: list[tuple[bool, Placement]] = []
        self._options: dict[int, tuple[Placement, ...]] = {}

    # --- What could be ------------------------------------------------------------------------------------------------
    def options(self, applicant: Applicant, wish: Wish) -> tuple[Placement, ...]:
        """Everywhere a wish could be placed by itself, the most liked first; who else is there is not asked."""
        if wish.id not in self._options:
            found = (time for time in self._times(applicant, wish) if not self._is_kept(*time))
            self._options[wish.id] = tuple(
                Placement(applicant.group, wish.id, s, parts, day, starts, ends, choice, self._mask(starts, ends))
                for choice, (s, parts, day, starts, ends) in enumerate(found, 1)
            )
        return self._options[wish.id]

    def kept_first(self, applicant: Applicant, wish: Wish) -> Placement | None:
        """The most liked time of a wish that is not given out because it is kept already."""
        kept = (time for time in self._times(applicant, wish) if self._is_kept(*time))
        return next((Placement(applicant.group, wish.id, *time, choice=0, mask=0) for time in kept), None)

    def keeping(self, space: int, parts: tuple[int, ...], weekday: int, starts: int, ends: int) -> Keeping | None:
        """How far a time is not to be had; None where it is on every date."""
        found = {
            date: each.group
            for part in parts
            for each in self._kept.get((part, weekday), ())
            if each.starts < ends and starts < each.ends
            for date in each.on
        }
        shut = {
            date
            for each in self._shut.get((space, weekday), ())
            if each.starts < ends and starts < each.ends
            for date in each.on
        }
        if not found and not shut:
            return None
        groups = Counter(found.values())
        group = max(groups, key=lambda group: (groups[group], group is not None, -(group or 0)), default=None)
        return Keeping(len(shut.union(found)), self._dates[weekday - 1], group, len(shut))

    def _is_kept(self, space: int, parts: tuple[int, ...], weekday: int, starts: int, ends: int) -> bool:
        if not (self._kept or self._shut):
            return False
        found = self.keeping(space, parts, weekday, starts, ends)
        return found is not None and found.is_over(self.most_kept)

    def _times(self, applicant: Applicant, wish: Wish) -> Iterator[tuple]:
        """What the places themselves allow: (space, parts, weekday, from, until)."""
        spaces = (self._spaces[key] for key in wish.spaces if key in self._spaces)
        return (time for space in spaces if fits(space, applicant) for time in self._in(space, applicant, wish))

    def _in(self, space: Space, applicant: Applicant, wish: Wish) -> Iterator[tuple]:
        for span in wish.spans:
            for start in self._starts(space, applicant, wish, span):
                yield space.id, space.parts, span.weekday, start, start + wish.minutes

    def _starts(self, space: Space, applicant: Applicant, wish: Wish, span: Span) -> Iterator[int]:
        for hours in space.open:
            if hours.weekday != span.weekday:
                continue
            first, last = max(span.starts, hours.starts), min(span.ends, hours.ends)
            if applicant.amplified:
                if space.loud is None:
                    continue
                first, last = max(first, space.loud[0]), min(last, space.loud[1])
            step = lcm(self.step, space.grain)
            yield from range(-(-first // step) * step, last - wish.minutes + 1, step)

    def why_nowhere(self, applicant: Applicant, wish: Wish) -> Outcome:
        """Why a wish without options has none, where it is not that all it names is kept."""
        spaces = [self._spaces[key] for key in wish.spaces if key in self._spaces]
        if wish.spaces and wish.spans and not spaces and self._version > BEFORE_SHUT:
            return Outcome.NOT_OFFERED
        if not spaces or not wish.spans:
            return Outcome.INCOMPLETE
        roomy = [space for space in spaces if space.capacity >= applicant.persons]
        if not roomy:
            return Outcome.TOO_SMALL
        equipped = [space for space in roomy if set(applicant.equipment) <= set(space.equipment)]
        if not equipped:
            return Outcome.NO_EQUIPMENT
        silent = Applicant(applicant.group, applicant.persons, applicant.times, applicant.equipment, False, (0, 0), ())
        at_all = (start for s in equipped for span in wish.spans for start in self._starts(s, silent, wish, span))
        return Outcome.CLOSED if next(at_all, None) is None else Outcome.QUIET

    # --- What is ------------------------------------------------------------------------------------------------------
    def is_free(self, option: Placement) -> bool:
        day, mask, taken = option.weekday, option.mask, self._taken
        for part in option.parts:  # noqa: SIM110 -- asked a million times in a season: half as long as `any`
            if taken.get((part, day), 0) & mask:
                return False
        return True

    def in_the_way(self, option: Placement) -> list[Placement]:
        """Whose placements an option overlaps, each once."""
        found: dict[int, Placement] = {}
        day, starts, ends, mask = option.weekday, option.starts, option.ends, option.mask
        for part in option.parts:
            if self._taken.get((part, day), 0) & mask:
                held = self._holders[part, day]
                found |= {wish: each for wish, each in held.items() if each.starts < ends and starts < each.ends}
        return list(found.values())

    def met_on(self, group: int, weekday: int) -> Placement | None:
        """The time that a group has on a day."""
        return self._days.get(group, {}).get(weekday)

    def put(self, placed: Placement) -> None:
        self._put(placed)
        self._journal.append((True, placed))

    def take_away(self, placed: Placement) -> None:
        self._take_away(placed)
        self._journal.append((False, placed))

    def mark(self) -> int:
        """A moment to go back to, until the turn is settled."""
        return len(self._journal)

    def back_to(self, mark: int) -> None:
        while len(self._journal) > mark:
            was_put, placed = self._journal.pop()
            (self._take_away if was_put else self._put)(placed)

    def settled(self) -> set[int]:
        """The wishes that were placed or moved since the last time this was asked."""
        touched = {placed.wish for was_put, placed in self._journal if was_put and placed.wish in self.by_wish}
        self._journal.clear()
        return touched

    def _put(self, placed: Placement) -> None:
        for part in placed.parts:
            key = part, placed.weekday
            self._taken[key] = self._taken.get(key, 0) | placed.mask
            self._holders.setdefault(key, {})[placed.wish] = placed
        self.by_wish[placed.wish] = placed
        self._days.setdefault(placed.group, {})[placed.weekday] = placed

    def _take_away(self, placed: Placement) -> None:
        for part in placed.parts:
            key = part, placed.weekday
            self._taken[key] &= ~placed.mask
            del self._holders[key][placed.wish]
        del self.by_wish[placed.wish]
        del self._days[placed.group][placed.weekday]

    def _mask(self, starts: int, ends: int) -> int:
        first, last = starts // self.step, -(-ends // self.step)
        return ((1 << (last - first)) - 1) << first


def fits(space: Space, applicant: Applicant) -> bool:
    return space.capacity >= applicant.persons and set(applicant.equipment) <= set(space.equipment)
