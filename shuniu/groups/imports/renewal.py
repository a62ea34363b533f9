"""What a file adds to or changes of the people it names: later facts win over earlier ones, never coarser over finer ones.

Where rows of one file say different things of one person, the first that says anything is believed, so that the same file
again changes nothing; who says otherwise later is noted.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from shuniu.groups.actions.importing import Change, Plan
from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import in_portions
from shuniu.kernel.sealing import reveal
from shuniu.people.public import Person

from .draft import Draft, Note
from .matching import AGE_SLACK, FINENESS, Matching
from .weighing import Weighing

TEXTS = ("id_number", "phone", "address")
SAID_ONCE = ("phone", "address")  # what differs between two rows of one person without making them two people
OTHERWISE = _("%(name)s: row %(before)d says another telephone or address; what this row says was left out.")


class Renewal:
    """new_people: the rows that introduce somebody. additions: row → columns that later rows of the file add to that
    person. changes: of people on record, with what stood there before.
    """

    def __init__(self, plan: Plan, draft: Draft, matching: Matching, weighing: Weighing, by: Actor):
        self.draft, self.people, self.as_of, self.by = draft, draft.people, draft.as_of, by
        self.marks = plan.marks
        self.new_people: list[int] = []
        self.additions: dict[int, dict[str, Any]] = {}
        self.changes: list[Change] = []
        self.again = matching.again
        met: set[int] = set()
        self.held: dict[int, int] = {}  # id on record → the row that says just what the last import said
        compare: dict[int, list[int]] = {}  # id on record → rows that say something else than the last import did
        for row, who in enumerate(plan.who):
            if who is None:
                continue
            if who > 0:
                met.add(who)
                if self.again[row] is None:
                    compare.setdefault(who, []).append(row)
                else:
                    self.held.setdefault(who, row)
            elif who == -row:
                self.new_people.append(row)
            else:
                self._add(-who, row)
        self._compare(compare)
        self.changes = weighing.people(self.changes)
        self.unchanged = len(met) - len(self.changes)

    def _add(self, first: int, row: int) -> None:
        """A second row about somebody whom this file introduces: it completes, and a finer birth counts."""
        people, added = self.people, self.additions.get(first, {})
        self._note_otherwise(row, [first])
        said = {column: getattr(people, column)[row] for column in (*TEXTS, "sex")}
        for column, value in said.items():
            known = added.get(column) or getattr(people, column)[first]
            if value and (not known or (column == "sex" and known == "0" != value)):
                added[column] = value
        precision = added.get("precision", people.precision[first])
        if FINENESS[people.precision[row]] > FINENESS[precision]:
            added["born"], added["precision"] = people.born[row], people.precision[row]
        if added:
            self.additions[first] = added

    def _compare(self, rows_of: dict[int, list[int]]) -> None:
        for some in in_portions(rows_of):
            for person in Person.objects.visible_to(self.by).filter(pk__in=some).defer("initials").order_by("id"):
                self._compare_person(person, rows_of[person.pk])

    def _compare_person(self, person: Person, rows: list[int]) -> None:
        new: dict[str, Any] = {}
        before = [self.held[person.pk]] if person.pk in self.held else []
        for row in rows:
            self._say(person, row, new, before)
            self._note_otherwise(row, before)
            before.append(row)
        if not new:
            return
        old = {column: _before(person, column) for column in new}
        change = Change(person.pk, new, old, label=person.name, row=rows[0], mark=self.marks.prints[before[0]])
        self.changes.append(change)

    def _note_otherwise(self, row: int, before: list[int]) -> None:
        people = self.people
        for column in SAID_ONCE:
            texts = getattr(people, column)
            first = next((earlier for earlier in before if texts[earlier]), row)
            if texts[row] and texts[row] != texts[first]:
                words = {"name": people.name[row], "before": people.row[first]}
                self.draft.notes.append(Note(people.sheet[row], people.row[row], OTHERWISE % words))
                return

    def _say(self, person: Person, row: int, new: dict[str, Any], before: list[int]) -> None:
        """What one row says that neither the record nor a row before it does; collected in `new`."""
        people = self.people
        sex = people.sex[row]
        if sex and sex != new.get("sex", person.sex) and not (sex == "0" and person.sex):
            new["sex"] = sex
        if (number := people.id_number[row]) and self.marks.id_index[row] != _bytes(person.id_index):
            new["id_number"] = number
        if (phone := self._said_first("phone", row, before)) and self.marks.phone_index[row] != _bytes(
            person.phone_index
        ):
            new["phone"] = phone
        if (address := self._said_first("address", row, before)) and address != reveal(person, "address"):
            new["address"] = address
        if all(FINENESS[people.precision[row]] > FINENESS[people.precision[earlier]] for earlier in before):
            self._say_birth(person, row, new)

    def _said_first(self, column: str, row: int, before: list[int]) -> str:
        texts = getattr(self.people, column)
        return "" if any(texts[earlier] for earlier in before) else texts[row]

    def _say_birth(self, person: Person, row: int, new: dict[str, Any]) -> None:
        born, precision = self.people.born[row], self.people.precision[row]
        known, fineness = new.get("born_on", person.born_on), new.get("born_precision", person.born_precision)
        if born is None or FINENESS[precision] < FINENESS[fineness]:
            return
        if (born, precision) == (known, fineness):
            return
        another_day = precision == fineness == "age" and person.age_stated_on != self.as_of
        if another_day and abs(born.year - known.year) <= AGE_SLACK:
            return
        new["born_on"], new["born_precision"] = born, precision
        new["age_stated_on"] = self.as_of if precision == "age" else None


def _before(person: Person, column: str):
    return reveal(person, column) if column in TEXTS else getattr(person, column)


def _bytes(value) -> bytes | None:
    return bytes(value) if value is not None else None
