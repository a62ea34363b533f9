"""Who moves aside so that somebody else gets a time. Nobody loses one by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .grid import Grid
from .inputs import BEFORE_KEPT, Applicant, Inputs, Wish
from .outcome import Placement

IN_A_ROW = 4  # how many may move aside one for another
IN_A_ROW_BEFORE = 3  # the same in versions up to 3
TOGETHER = 2  # how many may move aside for one time
BEFORE_FEWEST = 4  # from version 5 on as few as possible are asked to move


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who was asked whether it can move: `held` for the time `wanted` of the one asked before it, so many in a row."""

    applicant: Applicant
    wish: Wish
    held: Placement | None = None
    wanted: Placement | None = None
    before: _Asked | None = None
    moves: int = 0


class Moving:
    """The grid of a season, and what could be had in it: free, or by others moving aside."""

    def __init__(self, inputs: Inputs):
        self.grid = Grid(inputs)
        self.version = inputs.version
        self.moves = IN_A_ROW if inputs.version > BEFORE_KEPT else IN_A_ROW_BEFORE
        self.applicants = {a.group: a for a in sorted(inputs.applicants, key=lambda a: a.group)}
        self.few: dict[
            int, list[tuple[Placement, list[Placement]]]
        ] = {}  # wish → `held_by_few`, until somebody is granted
        self.wish_of = {wish.id: (a, wish) for a in self.applicants.values() for wish in a.wishes}

    # --- What is free -------------------------------------------------------------------------------------------------
    def first_free(self, applicant: Applicant) -> Placement | None:
        """The most liked time of the first wish that has one free."""
        wanted = (option for wish in self.open_wishes(applicant) for option in self.wanted(applicant, wish))
        return next((option for option in wanted if self.grid.is_free(option)), None)

    def open_wishes(self, applicant: Applicant) -> list[Wish]:
        return [wish for wish in applicant.wishes if wish.id not in self.grid.by_wish]

    def wanted(self, applicant: Applicant, wish: Wish) -> list[Placement]:
        """The options on days on which the group has no time yet."""
        options = self.grid.options(applicant, wish)
        return [option for option in options if self.grid.met_on(applicant.group, option.weekday) is None]

    # --- What others can make free ------------------------------------------------------------------------------------
    def made_room(self, applicant: Applicant) -> Placement | None:
        """The time for which others moved aside, free now; None where it cannot be, and all stand as before."""
        wishes = self.open_wishes(applicant)
        if self.version > BEFORE_FEWEST:
            asked = {wish.id for wish in wishes}
            for wish in wishes:
                if found := self.made_room_in_a_row(_Asked(applicant, wish), asked):
                    return found
        asked = {wish.id for wish in wishes}
        options = (option for wish in wishes for option in self.movable_to(applicant, wish))
        return next((option for option in options if self.cleared(option, self.moves, asked)), None)

    def movable_to(self, applicant: Applicant, wish: Wish) -> Sequence[Placement]:
        """The options that others, or from version 4 on the group's own time of that day, may make room for."""
        return self.grid.options(applicant, wish) if self.version > BEFORE_KEPT else self.wanted(applicant, wish)

    def is_open(self, option: Placement) -> bool:
        """Whether nobody would have to move."""
        return self.grid.is_free(option) and self.grid.met_on(option.group, option.weekday) is None

    def in_the_way(self, option: Placement) -> list[Placement]:
        """Who would have to move: those who hold it, and the group itself with a time it has on that day."""
        held, own = self.grid.in_the_way(option), self.grid.met_on(option.group, option.weekday)
        return held if own is None or own in held else [*held, own]

    # --- One for another, as few as possible --------------------------------------------------------------------------
    def made_room_in_a_row(self, first: _Asked, asked: set[int]) -> Placement | None:
        """The time for which the fewest moved, each to where one other at most stood. `asked`: whom this turn asked."""
        row = [first]
        for each in row:  # grows while it is read: all who are one further in the row stand behind those before
            last = each.moves == self.moves
            for option, standing in self.held_by_few(each.applicant, each.wish):
                if last and len(standing) > 1:
                    continue
                held = [other for other in standing if other is not each.held]
                if not held and (found := self.passed_on(each, option)):
                    return found
                if len(held) == 1 and held[0].wish not in asked and not last:
                    asked.add(held[0].wish)
                    row.append(_Asked(*self.wish_of[held[0].wish], held[0], option, each, each.moves + 1))
        return None

    def held_by_few(self, applicant: Applicant, wish: Wish) -> list[tuple[Placement, list[Placement]]]:
        """Each option with who stands in its way, where it is one or none besides the wish itself."""
        if wish.id not in self.few:
            found = ((option, self.in_the_way(option)) for option in self.movable_to(applicant, wish))
            self.few[wish.id] = [(option, held) for option, held in found if len(held) <= 2]
        return self.few[wish.id]

    def passed_on(self, last: _Asked, free: Placement) -> Placement | None:
        """Everybody in the row moved to the time that the next one left, the last to a free one; None if they collide."""
        before, moves, to, each = self.grid.mark(), [], free, last
        while each.held and each.wanted and each.before:
            moves.append(to)
            self.grid.take_away(each.held)
            to, each = each.wanted, each.before
        for move in (*moves, to):
            if not self.is_open(move):
                self.grid.back_to(before)
                return None
            self.grid.put(move)
        self.grid.take_away(to)
        return to

    # --- Two at once --------------------------------------------------------------------------------------------------
    def cleared(self, option: Placement, moves: int, asked: set[int]) -> bool:
        """Whether those in the way moved aside; where not, all stand as before. `asked`: who was asked in this turn."""
        if not moves:
            return False
        held = self.in_the_way(option)
        if len(held) > TOGETHER or any(each.wish in asked for each in held):
            return False
        asked.update(each.wish for each in held)
        before = self.grid.mark()
        for each in held:
            self.grid.take_away(each)
        self.grid.put(option)  # nobody moves into what is being cleared
        if all(self.moved(each, moves, asked) for each in held):
            self.grid.take_away(option)
            return True
        self.grid.back_to(before)
        return False

    def moved(self, held: Placement, moves: int, asked: set[int]) -> bool:
        """Move one placement to another option of its own wish: a free one, or one in which others make room."""
        options = self.movable_to(*self.wish_of[held.wish])
        for can_be_had in self.ways_out(moves, asked):
            if found := next((option for option in options if can_be_had(option)), None):
                self.grid.put(found)
                return True
        return False

    def ways_out(self, moves: int, asked: set[int]) -> tuple[Callable[[Placement], bool], ...]:
        """From version 5 on whatever is free goes first; before, the most liked that could be had either way."""

        def had_by_moving(option: Placement) -> bool:
            return self.cleared(option, moves - 1, asked)

        if moves == 1:
            return (self.is_open,)
        if self.version > BEFORE_FEWEST:
            return self.is_open, had_by_moving
        return (lambda option: self.is_open(option) or had_by_moving(option),)
