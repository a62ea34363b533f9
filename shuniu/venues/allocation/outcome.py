"""What comes of an allocation: where each wish was placed, and for each wish one decision with its numbers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one wish."""

    GRANTED = "granted"
    TAKEN = "taken"  # others hold all that it asked for
    SAME_DAY = "same_day"  # only on days on which the group has a time already
    ENOUGH = "enough"  # the group has as many times as it asked for
    TOO_SMALL = "too_small"
    NO_EQUIPMENT = "no_equipment"
    QUIET = "quiet"  # only in hours in which amplified sound is not allowed
    KEPT = "kept"  # only times at which the places are kept already
    SHUT = "shut"  # only times at which the places cannot be used on too many dates; from version 6 on
    CLOSED = "closed"  # outside the opening hours, or longer than they are
    NOT_OFFERED = "not_offered"  # only places that the season does not have; from version 6 on
    INCOMPLETE = "incomplete"  # names no place or no time: too little to decide on


class Precedence(StrEnum):
    """Why somebody else stood before."""

    SEASON = "season"  # had the smaller share this season
    PAST = "past"  # had the smaller share in the last seasons
    LOT = "lot"  # equal in both; the order drawn from the seed
    MOVED = "moved"  # moved here to make room
    LATER = "later"  # the group's turn came earlier, and this was not free then; from version 4 on


@dataclass(frozen=True, slots=True)
class Placement:
    """A wish at a place and time. `choice`: 1 where it is the group's first place and time, then onwards.

    `mask`: the steps of the day that it takes, a bit each.
    """

    group: int
    wish: int
    space: int
    parts: tuple[int, ...]
    weekday: int
    starts: int
    ends: int
    choice: int
    mask: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a wish. turn: in which turn; numbers: all that the sentence about it says.

    The place and time are the granted ones; of a wish that others hold, those it would have liked best.
    """

    turn: int
    group: int
    wish: int
    rank: int
    outcome: Outcome
    space: int | None = None
    weekday: int | None = None
    starts: int | None = None
    ends: int | None = None
    holder: int | None = None
    numbers: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    decisions: tuple[Decision, ...]
    placements: tuple[Placement, ...]
    turns: int

    @property
    def digest(self) -> str:
        """The same for the same decisions: how a second run is compared with the first."""
        rows = [asdict(each) for each in self.decisions]
        return hashlib.sha256(json.dumps(rows, sort_keys=True, separators=(",", ":")).encode()).hexdigest()

    def granted(self) -> dict[int, int]:
        """Group → how many times a week it was granted."""
        counted: dict[int, int] = {}
        for each in self.placements:
            counted[each.group] = counted.get(each.group, 0) + 1
        return counted


def digest_of(inputs: str, result: Result) -> str:
    """The digest of a run: of the frozen inputs as text and all decisions."""
    return hashlib.sha256(f"{inputs}{result.digest}".encode()).hexdigest()
