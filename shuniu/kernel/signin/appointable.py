"""What somebody may be appointed for alone, said by the rooms above: one record, and nothing else of the role's reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shuniu.kernel.actor import Actor

# noun → its records that this actor may appoint for, as (key, label)
APPOINTABLE: dict[str, Callable[[Actor], Iterable[tuple[int, str]]]] = {}


def appointable_for(by: Actor) -> list[tuple[str, str]]:
    """("noun:key", label) of every record, for a choice in a form."""
    return [(f"{noun}:{key}", label) for noun, records in APPOINTABLE.items() for key, label in records(by)]
