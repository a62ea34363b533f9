"""What rooms above know of a thing, for the page of the room below: that page asks, and never learns who answers.

@beside("organizations.organization")
def offers_of(organization, actor) -> Beside | None: ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shuniu.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Beside:
    """A section of the page. lines: (text, address or ""); links: what can be done, (label, address)."""

    title: str
    lines: list[tuple[str, str]]
    links: list[tuple[str, str]]


Tell = Callable[[object, Actor], Beside | None]
_TELLERS: dict[str, list[Tell]] = {}


def beside(noun: str) -> Callable[[Tell], Tell]:
    """Name a function that tells of a thing of this noun; None where it has nothing to say to the actor."""

    def named(tell: Tell) -> Tell:
        _TELLERS.setdefault(noun, []).append(tell)
        return tell

    return named


def told_beside(noun: str, thing: object, actor: Actor) -> list[Beside]:
    return [said for tell in _TELLERS.get(noun, ()) if (said := tell(thing, actor)) is not None]
