"""A plan's new rows as the tables want them, one after the other: 200,000 of them are never in memory at once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, repeat
from typing import Any

from shuniu.kernel import bulk
from shuniu.kernel.sealing import sealer_for
from shuniu.kernel.search import grams, initials
from shuniu.people.public import Person

PERSON = (
    "id", "centre_id", "name", "initials", "sex", "born_on", "born_precision", "age_stated_on", "id_number",
    "id_index", "id_tail_index", "phone", "phone_index", "phone_tail_index", "address", "print_index", "batch_id",
    "recorded_at", "changed_at",
)  # fmt: skip
GROUP = (
    "id", "centre_id", "name", "initials", "place_id", "category", "founded_on", "founded_precision", "content",
    "venue", "times", "times_per_week", "area", "charter", "remark", "party_members", "liaison_name",
    "liaison_unit", "liaison_phone", "recorded_on", "filing_number", "filed_on", "filed_until", "ending",
    "promoted_to", "batch_id", "changed_at",
)  # fmt: skip
EMPTY_FACTS = {
    "category": "", "founded_on": None, "founded_precision": "", "content": "", "venue": "", "times": "",
    "times_per_week": None, "area": "", "remark": "", "party_members": None, "filing_number": None, "filed_on": None,
    "filed_until": None, "charter": "", "liaison_name": "", "liaison_unit": "", "liaison_phone": None, "ending": "",
    "promoted_to": "",
}  # fmt: skip
SEALED = ("id_number", "phone", "address")


def people_rows(plan, rows: Sequence[int], ids: Sequence[int], batch_id: int, now) -> Iterator[tuple]:
    """Rows of new people in the order of PERSON; sealed as the database takes them."""
    people, marks, centre, as_of = plan.people, plan.marks, plan.centre_id, plan.as_of
    seal_number, seal_phone, seal_address = (_sealer(column, centre) for column in SEALED)
    number_tail, phone_tail = _tails("id_tail_index", centre), _tails("phone_tail_index", centre)
    day, stated = bulk.day, bulk.day(as_of)
    letters = lru_cache(64)(initials)  # the rows come in the order of names
    for key, row in zip(ids, rows, strict=True):
        name, number, phone, address = people.name[row], people.id_number[row], people.phone[row], people.address[row]
        sex, born, precision = people.sex[row], people.born[row], people.precision[row]
        id_index, phone_index = marks.id_index[row], marks.phone_index[row]
        if row in plan.additions:
            more = plan.additions[row]
            number, phone, address = (
                more.get("id_number", number),
                more.get("phone", phone),
                more.get("address", address),
            )
            sex, born, precision = more.get("sex", sex), more.get("born", born), more.get("precision", precision)
            id_index = id_index or (number and _blinder("id_index", centre)(number)) or None
            phone_index = phone_index or (phone and _blinder("phone_index", centre)(phone)) or None
        yield (
            key, centre, name, letters(name), sex or "0", day(born), precision, stated if precision == "age" else None,
            seal_number(number) if number else None, id_index, number_tail(number[-4:]) if number else None,
            seal_phone(phone) if phone else None, phone_index, phone_tail(phone[-4:]) if phone else None,
            seal_address(address) if address else None, marks.prints[row], batch_id, now, now,
        )  # fmt: skip


def group_rows(plan, ids: Sequence[int], batch_id: int, now) -> tuple[tuple[str, ...], list[tuple]]:
    """(columns, rows) of new groups. Where the file names no place of its own, the group is the centre's."""
    rows = []
    for key, at in zip(ids, plan.new_groups, strict=True):
        group = plan.groups[at]
        values = {
            **EMPTY_FACTS, "place_id": plan.centre_id, **group.facts, "id": key, "centre_id": plan.centre_id,
            "name": group.name, "initials": initials(group.name, person=False), "recorded_on": plan.as_of,
            "batch_id": batch_id, "changed_at": now,
        }  # fmt: skip
        rows.append(tuple(values[column] for column in GROUP))
    return GROUP, rows


def grams_of(centre_id: int, names: Sequence[str], keys: Sequence[int]) -> Iterator[tuple[int, int, array]]:
    """(centre, gram, keys of the rows whose name has it), in the order of the table's key: an index grows fastest at
    its end."""

    found: dict[int, array] = defaultdict(lambda: array("q"))
    pieces = lru_cache(64)(grams)
    for name, key in zip(names, keys, strict=True):
        for gram in pieces(name):
            found[gram].append(key)
    return ((centre_id, gram, found[gram]) for gram in sorted(found))


def insert_grams(table, row: str, found: Iterable[tuple[int, int, array]]) -> None:
    """Write what `grams_of` found."""
    rows = chain.from_iterable(zip(repeat(centre), repeat(gram), keys) for centre, gram, keys in found)
    bulk.insert(table, ("centre_id", "gram", row), rows)


def sealed_columns(new: dict[str, Any], centre_id: int) -> dict[str, Any]:
    """A person's new values as stored: sealed, with their blind indexes."""
    stored = {column: value for column, value in new.items() if column not in SEALED}
    for column in SEALED:
        if column in new:
            text = new[column]
            stored[column] = _sealer(column, centre_id)(text) if text else None
            for index in (
                f"{column}_index".replace("id_number_", "id_"),
                f"{column}_tail_index".replace("id_number_", "id_"),
            ):
                if column != "address":
                    stored[index] = _blinder(index, centre_id)(text) if text else None
    return stored


def _sealer(column: str, centre_id: int):
    return sealer_for(Person._meta.get_field(column).purpose, centre_id)


def _tails(index: str, centre_id: int):
    """The blind index of a tail: there are only some ten thousand of them."""
    return cache(_blinder(index, centre_id))


def _blinder(index: str, centre_id: int):
    return Person._meta.get_field(index).blinder_for(centre_id)
