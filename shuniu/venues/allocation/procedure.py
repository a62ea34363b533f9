"""The turns: who has the next one, what it takes, who moves aside. Read `__init__.py` aloud beside it."""

from __future__ import annotations

import heapq
from fractions import Fraction
from hashlib import sha256

from .inputs import BEFORE_KEPT, Applicant, Inputs, Wish
from .moving import Moving
from .outcome import Decision, Outcome, Placement, Precedence, Result

RULE, VERSION = "venues.least_served_first", 6


def allocate(inputs: Inputs) -> Result:
    """Turn after turn until nobody can have more. The same inputs give the same result."""
    season = _Season(inputs)
    while season.waiting or season.asked_again():
        season.take_turn()
    return Result(tuple(season.decisions()), tuple(season.placements()), season.turn)


class _Season(Moving):
    """One allocation under way."""

    def __init__(self, inputs: Inputs):
        super().__init__(inputs)
        self.turn = 0
        self.granted_in: dict[int, list[int]] = {
            group: [] for group in self.applicants
        }  # the turns that gave something
        self.turn_of: dict[int, int] = {}  # wish → the turn that granted it
        self.moved_in: dict[int, int] = {}  # wish → the turn in which it last made room
        self.moved_for: dict[int, int] = {}  # wish → the group whose turn that was
        self.through_in: dict[int, int] = {}  # group → the turn in which nothing was left for it
        self.past = {a.group: share(*reversed(a.past), of_nothing=1) for a in self.applicants.values()}
        self.lot = {group: drawn(inputs.seed, group) for group in self.applicants}
        self.waiting = [self.order(group) for group in self.applicants]
        heapq.heapify(self.waiting)

    def order(self, group: int) -> tuple:
        """Whose turn: the smallest comes first."""
        return self.standing(group, self.share_at(group, self.turn + 1))

    def standing(self, group: int, share: Fraction) -> tuple:
        return share, self.past[group], self.lot[group], group

    def share_at(self, group: int, turn: int) -> Fraction:
        """The share of its times that a group had before a turn."""
        return share(sum(t < turn for t in self.granted_in[group]), self.applicants[group].times, of_nothing=1)

    def asked_again(self) -> bool:
        """Whoever moved aside may have left something free behind for a group that was through before."""
        for group, applicant in self.applicants.items():
            if len(self.granted_in[group]) < applicant.times and self.first_free(applicant):
                heapq.heappush(self.waiting, self.order(group))
        return bool(self.waiting)

    # --- One turn -----------------------------------------------------------------------------------------------------
    def take_turn(self) -> None:
        *_order, group = heapq.heappop(self.waiting)
        applicant = self.applicants[group]
        self.turn += 1
        if len(self.granted_in[group]) >= applicant.times or not self.gave(applicant):
            self.through_in[group] = self.turn
            return
        heapq.heappush(self.waiting, self.order(group))

    def gave(self, applicant: Applicant) -> bool:
        """Whether one of the open wishes could be had: free, or else by somebody moving aside."""
        if free := self.first_free(applicant):
            return self.grant(free)
        made_room = self.made_room(applicant)
        return made_room is not None and self.grant(made_room)

    def grant(self, option: Placement) -> bool:
        self.few.clear()
        self.grid.put(option)
        self.granted_in[option.group].append(self.turn)
        self.turn_of[option.wish] = self.turn
        for wish in self.grid.settled():
            if wish in self.turn_of and wish != option.wish:
                self.moved_in[wish], self.moved_for[wish] = self.turn, option.group
        return True

    # --- What is said of it -------------------------------------------------------------------------------------------
    def placements(self) -> list[Placement]:
        return [self.grid.by_wish[key] for key in sorted(self.grid.by_wish)]

    def decisions(self) -> list[Decision]:
        said = [self.decide(a, wish) for a in self.applicants.values() for wish in a.wishes]
        return sorted(said, key=lambda each: (each.turn, each.group, each.rank))

    def decide(self, applicant: Applicant, wish: Wish) -> Decision:
        placed = self.grid.by_wish.get(wish.id)
        if placed:
            return self.granted(applicant, wish, placed)
        turn = self.through_in[applicant.group]
        numbers = self.numbers(applicant, turn)
        options = self.grid.options(applicant, wish)
        if best := self.passed_over(applicant, wish, options):
            return self.taken(applicant, wish, best, turn, numbers)
        if not options and self.version > BEFORE_KEPT and self.given_instead(applicant, wish):
            return self.nowhere(applicant, wish, turn, numbers)
        if len(self.granted_in[applicant.group]) >= applicant.times:
            return Decision(turn, applicant.group, wish.id, wish.rank, Outcome.ENOUGH, numbers=numbers)
        if not options:
            return self.nowhere(applicant, wish, turn, numbers)
        wanted = self.wanted(applicant, wish)
        if not wanted:
            return Decision(turn, applicant.group, wish.id, wish.rank, Outcome.SAME_DAY, numbers=numbers)
        return self.taken(applicant, wish, wanted[0], turn, numbers)

    def passed_over(self, applicant: Applicant, wish: Wish, options: list[Placement]) -> Placement | None:
        """The best of a wish that others held already when the group was given one it likes less."""
        given = self.given_instead(applicant, wish)
        return next((option for option in options if given and self.were_there(option, min(given))), None)

    def given_instead(self, applicant: Applicant, wish: Wish) -> list[int]:
        """The turns that gave the group a wish it likes less."""
        return [self.turn_of[less.id] for less in applicant.wishes if less.rank > wish.rank and less.id in self.turn_of]

    def were_there(self, option: Placement, turn: int) -> bool:
        held = self.grid.in_the_way(option)
        return bool(held) and all(e.group != option.group and self.turn_of[e.wish] < turn for e in held)

    def nowhere(self, applicant: Applicant, wish: Wish, turn: int, numbers: dict) -> Decision:
        """Why nothing of a wish was there to be given out at all."""
        if (kept := self.grid.kept_first(applicant, wish)) is None:
            why = self.grid.why_nowhere(applicant, wish)
            return Decision(turn, applicant.group, wish.id, wish.rank, why, numbers=numbers)
        found = self.grid.keeping(kept.space, kept.parts, kept.weekday, kept.starts, kept.ends)
        why = found.outcome(self.grid.most_kept)
        return Decision(
            turn, applicant.group, wish.id, wish.rank, why, kept.space, kept.weekday, kept.starts, kept.ends,
            found.group if why is Outcome.KEPT else None, {**numbers, **found.numbers},
        )  # fmt: skip

    def granted(self, applicant: Applicant, wish: Wish, placed: Placement) -> Decision:
        turn = self.turn_of[wish.id]
        numbers = {**self.numbers(applicant, turn), "choice": placed.choice}
        if wish.id in self.moved_in:
            numbers["moved_in"] = self.moved_in[wish.id]
            if self.version > BEFORE_KEPT and self.moved_for[wish.id] == applicant.group:
                numbers["moved_for"] = "own"
        if kept := self.grid.keeping(placed.space, placed.parts, placed.weekday, placed.starts, placed.ends):
            numbers |= kept.numbers
        return Decision(
            turn, applicant.group, wish.id, wish.rank, Outcome.GRANTED, placed.space, placed.weekday, placed.starts,
            placed.ends, numbers=numbers,
        )  # fmt: skip

    def taken(self, applicant: Applicant, wish: Wish, best: Placement, turn: int, numbers: dict) -> Decision:
        """Who holds the best of what was asked for, since which turn, and why they stood before."""
        holder = min(self.grid.in_the_way(best), key=lambda each: (self.turn_of[each.wish], each.wish))
        theirs = self.turn_of[holder.wish]
        before = {
            "holder_turn": theirs,
            "holder_had": self.had(holder.group, theirs),
            "holder_times": self.applicants[holder.group].times,
            "had_then": self.had(applicant.group, theirs),
            "because": self.precedence(holder, applicant.group),
        }
        return Decision(
            turn, applicant.group, wish.id, wish.rank, Outcome.TAKEN, best.space, best.weekday, best.starts, best.ends,
            holder.group, {**numbers, **before},
        )  # fmt: skip

    def numbers(self, applicant: Applicant, turn: int) -> dict:
        return {
            "had": self.had(applicant.group, turn),
            "times": applicant.times,
            "past_asked": applicant.past[0],
            "past_granted": applicant.past[1],
            "lot": self.lot[applicant.group] % 1_000_000,
        }

    def had(self, group: int, turn: int) -> int:
        return sum(each < turn for each in self.granted_in[group])

    def precedence(self, holder: Placement, group: int) -> Precedence:
        """Why a holder's turn came before this group could take the same."""
        turn = self.turn_of[holder.wish]
        if holder.wish in self.moved_in:
            return Precedence.MOVED
        theirs, ours = self.share_at(holder.group, turn), self.share_at(group, turn)
        if self.version > BEFORE_KEPT and self.standing(holder.group, theirs) > self.standing(group, ours):
            return Precedence.LATER
        if theirs != ours:
            return Precedence.SEASON
        return Precedence.PAST if self.past[holder.group] != self.past[group] else Precedence.LOT


def share(granted: int, asked: int, *, of_nothing: int) -> Fraction:
    return Fraction(granted, asked) if asked else Fraction(of_nothing)


def drawn(seed: str, group: int) -> int:
    """A group's place in the order that the seed draws."""
    return int.from_bytes(sha256(f"{seed}:{group}".encode()).digest()[:8], "big")
