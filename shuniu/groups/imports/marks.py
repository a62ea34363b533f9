"""Keyed marks of a file's rows: blind indexes for finding, prints for telling at a glance that nothing changed."""

from __future__ import annotations

from dataclasses import dataclass

from shuniu.kernel.sealing import blinder_for
from shuniu.people.public import Person

from .draft import People

PRINT = "people.person.print"


@dataclass(slots=True)
class Marks:
    """16 bytes each, in the order of the rows; None where there is nothing to mark.

    A print is over everything an import says about a person: equal prints, nothing changed since the last import.
    """

    prints: list[bytes]
    id_index: list[bytes | None]
    phone_index: list[bytes | None]


def marks_of(people: People, centre_id: int) -> Marks:
    meta = Person._meta
    number = meta.get_field("id_index").blinder_for(centre_id)
    phone = meta.get_field("phone_index").blinder_for(centre_id)
    mark = blinder_for(PRINT, centre_id)
    said = zip(
        people.name,
        people.sex,
        people.born,
        people.precision,
        people.id_number,
        people.phone,
        people.address,
        strict=True,
    )
    return Marks(
        [mark(f"{n}\t{s}\t{b and b.toordinal()}\t{p}\t{i}\t{t}\t{a}") for n, s, b, p, i, t, a in said],
        [number(text) if text else None for text in people.id_number],
        [phone(text) if text else None for text in people.phone],
    )
