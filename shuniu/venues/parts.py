"""Spaces inside spaces: which indivisible parts a space is made of. Two spaces with a part in common conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shuniu.kernel.prepared import prepared
from shuniu.venues.models import Space, Venue


def parts_of(space: Space) -> tuple[int, ...]:
    """The ids of what a space is made of: itself where it has no spaces inside."""
    return parts_in(spaces_inside(space.centre_id, space.venue_id))[space.pk]


def within(space: Space) -> list[int]:
    """The ids of a space and of all spaces inside it."""
    found = [space.pk]
    pairs = list(spaces_inside(space.centre_id, space.venue_id))
    for parent in found:
        found += [child for child, lies_in in pairs if lies_in == parent]
    return found


def parts_in(pairs: Iterable[tuple[int, int | None]]) -> dict[int, tuple[int, ...]]:
    """Space → its parts, from (space, the space it lies in) of one or more whole venues."""
    inside: dict[int | None, list[int]] = {}
    found: dict[int, tuple[int, ...]] = {}
    for space, parent in pairs:
        inside.setdefault(parent, []).append(space)

    def parts(space: int) -> tuple[int, ...]:
        if space not in found:
            found[space] = tuple(p for each in inside.get(space, ()) for p in parts(each)) or (space,)
        return found[space]

    for children in list(inside.values()):
        for child in children:
            parts(child)
    return found


@prepared
def spaces_inside(centre_id: int, venue_id: int):
    spaces = Space.objects.unscoped(because="the tree of a venue that was scoped")
    return spaces.filter(centre_id=centre_id, venue_id=venue_id).order_by("pk").values_list("pk", "parent_id")


def pieces(starts: int, ends: int, grain: int) -> Sequence[int]:
    """The beginnings of the pieces of time that [`starts`, `ends`) touches, in minutes after midnight.

    They lie on the grain whatever the times are: two times that overlap have a piece in common.
    """
    return range(starts - starts % grain, ends, grain)


def lies_on_grain(venue: Venue, *moments: int) -> bool:
    return all(moment % venue.grain == 0 for moment in moments)
