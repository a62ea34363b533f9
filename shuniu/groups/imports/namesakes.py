"""Several people of one name in one group: which row of a file speaks of whom, where no number, telephone or birth tells.

A row goes to somebody of whom the register says all that it says, so that it changes nothing; each row of the group to a
person of its own. Of those left over at the end, a row and a person are the same where each contradicts all others but that
one. Whoever else is left is new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import in_portions
from shuniu.kernel.sealing import reveal
from shuniu.people.public import Person

from .draft import People
from .marks import Marks

Key = tuple  # (group on record or of the file, name)


class Namesakes:
    """Rows put off until it is known whom the others speak of."""

    def __init__(self, people: People, marks: Marks, phone_of: Callable, says_no_more: Callable, fits: Callable):
        self.people, self.marks = people, marks
        self.phone_of, self.says_no_more, self.fits = phone_of, says_no_more, fits
        self.claimed: dict[Key, set[int]] = defaultdict(set)  # whom the rows of members speak of
        self.waiting: dict[Key, list[int]] = defaultdict(list)
        self.addresses: dict[int, str] = {}

    def settle(self, candidates: dict[Key, list[int]], by: Actor, take: Callable[[int, int | None], None]) -> None:
        """take(row, whom it speaks of, or None for somebody new) for each row that waits; the most telling rows first."""
        self.addresses = _addresses({who for key in self.waiting for who in candidates.get(key, ())}, by)
        for key, rows in self.waiting.items():
            left = []
            for row in sorted(rows, key=lambda row: -len(self._said(row))):
                found = self._says_it_already(row, candidates.get(key, ()), self.claimed[key])
                if found is None:
                    left.append(row)
                    continue
                take(row, found)
            free = [who for who in candidates.get(key, ()) if who not in self.claimed[key]]
            only = self._paired(left, free)
            for row in sorted(left):
                take(row, only.get(row))

    def put_off(self, key: Key, row: int) -> None:
        """A row of the same words as one that waits is the same person."""
        mark = self.marks.prints[row]
        if all(self.marks.prints[other] != mark for other in self.waiting[key]):
            self.waiting[key].append(row)

    def _paired(self, rows: list[int], free: list[int]) -> dict[int, int]:
        """The rows and people of which each fits one other only."""
        fitting = {row: [who for who in free if self._may_be(row, who)] for row in rows}
        times = Counter(who for found in fitting.values() for who in found)
        return {row: found[0] for row, found in fitting.items() if len(found) == 1 and times[found[0]] == 1}

    def _may_be(self, row: int, who: int) -> bool:
        """Nothing contradicts; among namesakes another telephone or address does as well."""
        phone, address = self.phone_of(who), self._address_of(who)
        another_phone = phone is not None and self.marks.phone_index[row] not in (None, phone)
        another_address = address and self.people.address[row] not in ("", address)
        return not another_phone and not another_address and self.fits(row, who)

    def _says_it_already(self, row: int, candidates, claimed: set[int]) -> int | None:
        """Somebody of whom the row says nothing new; of several the one of whom least else is known."""
        taken = claimed if self.people.member[row] else ()
        known = [who for who in candidates if who not in taken and self._is_covered(row, who)]
        return min(known, key=lambda who: (self.phone_of(who) is not None) + bool(self._address_of(who)), default=None)

    def _is_covered(self, row: int, who: int) -> bool:
        phone, address = self.marks.phone_index[row], self.people.address[row]
        if phone is not None and phone != self.phone_of(who):
            return False
        return (not address or address == self._address_of(who)) and self.says_no_more(row, who)

    def _address_of(self, who: int) -> str:
        return self.addresses.get(who, "") if who > 0 else self.people.address[-who]

    def _said(self, row: int) -> list:
        people = self.people
        said = (people.sex[row].strip("0"), people.born[row], self.marks.phone_index[row], people.address[row])
        return [value for value in said if value]


def _addresses(asked: set[int], by: Actor) -> dict[int, str]:
    """Addresses on record of the few who share a name within a group."""
    found = {}
    for some in in_portions(sorted(who for who in asked if who > 0)):
        for person in Person.objects.visible_to(by).filter(pk__in=some).defer("initials"):
            found[person.pk] = reveal(person, "address")
    return found
