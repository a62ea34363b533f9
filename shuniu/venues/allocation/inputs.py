"""What an allocation is made from, and its one written form: the same inputs are the same text, and the same digest."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

BEFORE_KEPT = 3  # inputs say from version 4 on what is kept, and which version they are
BEFORE_SHUT = 5  # inputs say from version 6 on which times of which dates a place cannot be used


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a weekday (1 Monday … 7 Sunday), in minutes after midnight: [starts, ends)."""

    weekday: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Space:
    """A space. `parts`: the indivisible spaces it is made of; two spaces with a part in common exclude each other.

    `loud`: (first, last) minute of the day between which amplified sound is allowed; None: never. `grain`: times begin on
    every so many minutes (a multiple of the inputs' step too).
    """

    id: int
    parts: tuple[int, ...]
    capacity: int
    equipment: tuple[str, ...]
    open: tuple[Span, ...]
    loud: tuple[int, int] | None
    grain: int = 1


@dataclass(frozen=True, slots=True)
class Wish:
    """One time a week that a group wishes for: `spaces` and `spans` in the order of its liking."""

    id: int
    rank: int
    minutes: int
    spaces: tuple[int, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A time of a weekday at which parts are kept already: booked, or held by another season.

    `on`: on which dates, counted among those that the season has of this weekday; the first is 1. `group`: whose it is;
    None: the centre's, or somebody's who is no group.
    """

    parts: tuple[int, ...]
    weekday: int
    starts: int
    ends: int
    group: int | None
    on: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shut:
    """A time of a weekday at which a space cannot be used, though its week says it is open: closed, not offered, not safe.

    `on`: on which dates, counted as those of `Kept`. A time of no length is a break that nothing may go across.
    """

    space: int
    weekday: int
    starts: int
    ends: int
    on: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Applicant:
    """A group with its wishes by rank, and how many times a week it asked for. past: (asked, granted) of the last seasons."""

    group: int
    persons: int
    times: int
    equipment: tuple[str, ...]
    amplified: bool
    past: tuple[int, int]
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that decides. `step`: the minutes between two possible beginnings.

    `dates`: how many Mondays, Tuesdays … the season has. `kept`: the times that are kept already, `shut`: those at which a
    place cannot be used; a time that is kept or shut on more than `most_kept` in a hundred of its dates is not given out.
    `version`: of the rule that the inputs were made for.
    """

    seed: str
    step: int
    spaces: tuple[Space, ...]
    applicants: tuple[Applicant, ...]
    kept: tuple[Kept, ...] = ()
    dates: tuple[int, ...] = ()
    most_kept: int = 0
    version: int = BEFORE_KEPT
    shut: tuple[Shut, ...] = ()


def frozen(inputs: Inputs) -> str:
    """The inputs as text, one for the same inputs."""
    return json.dumps(asdict(inputs), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def thawed(text: str) -> Inputs:
    found = json.loads(text)
    return Inputs(
        seed=found["seed"],
        step=found["step"],
        spaces=tuple(_space(each) for each in found["spaces"]),
        applicants=tuple(_applicant(each) for each in found["applicants"]),
        kept=tuple(_kept(each) for each in found.get("kept", ())),
        dates=tuple(found.get("dates", ())),
        most_kept=found.get("most_kept", 0),
        version=found.get("version", BEFORE_KEPT),
        shut=tuple(Shut(**{**each, "on": tuple(each["on"])}) for each in found.get("shut", ())),
    )


def _space(found: dict) -> Space:
    return Space(
        id=found["id"],
        parts=tuple(found["parts"]),
        capacity=found["capacity"],
        equipment=tuple(found["equipment"]),
        open=_spans(found["open"]),
        loud=tuple(found["loud"]) if found["loud"] else None,
        grain=found.get("grain", 1),  # runs before version 3 did not have it
    )


def _kept(found: dict) -> Kept:
    return Kept(**{**found, "parts": tuple(found["parts"]), "on": tuple(found["on"])})


def _applicant(found: dict) -> Applicant:
    wishes = (Wish(w["id"], w["rank"], w["minutes"], tuple(w["spaces"]), _spans(w["spans"])) for w in found["wishes"])
    return Applicant(
        group=found["group"],
        persons=found["persons"],
        times=found["times"],
        equipment=tuple(found["equipment"]),
        amplified=found["amplified"],
        past=tuple(found["past"]),
        wishes=tuple(wishes),
    )


def _spans(found: list[dict]) -> tuple[Span, ...]:
    return tuple(Span(each["weekday"], each["starts"], each["ends"]) for each in found)
