"""Who of the file is whom.

A person is known again by, in this order: the ID number; the name in the same group, where it stands only once; name and
phone; name, full birth date and sex; among namesakes of one group, as `namesakes` says. What contradicts (another ID number,
sex or birth) is never the same person. Whoever is not known again is new. Rows with an ID number are asked first, so the
order of rows does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.sealing import mask_identity

from .draft import Draft, Refusal
from .marks import Marks
from .namesakes import Namesakes
from .register import Known, Register

FINENESS = {"": 0, None: 0, "age": 1, "year": 2, "month": 3, "day": 4}
AGE_SLACK = 1  # years: a stated age is often the age reached in the year, or counted the old way
AGE_SLACK_IN_GROUP = 10  # the name alone in its group says more than a stated age, which may be a slip to correct


class Matching:
    """`who[row]` is the id of a person on record, or -r for the new person that row r introduced; None where refused."""

    def __init__(self, draft: Draft, marks: Marks, register: Register, group_ids: list[int | None]):
        self.draft, self.people, self.marks = draft, draft.people, marks
        self.register, self.group_ids = register, group_ids
        self.who: list[int | None] = [None] * len(self.people)
        self.again: list = [None] * len(self.people)  # the Stay of a row that says just what the last import said
        self.known: dict[int, Known] = {}
        self.told: dict[int, tuple] = {}  # who → (sex, born, precision) with what rows of this file have added
        doubtful = self._recognise_prints()
        if doubtful:
            self._resolve(doubtful)

    def _recognise_prints(self) -> list[int]:
        """Rows that say exactly what an import said before about a member of the group need no further question."""
        printed, ids, groups, prints = self.register.printed, self.group_ids, self.people.group, self.marks.prints
        if not printed:
            return list(range(len(self.people)))
        doubtful, nothing = [], {}
        for row, (group, mark) in enumerate(zip(groups, prints, strict=True)):
            stay = printed.get(ids[group], nothing).get(mark)
            if stay is None:
                doubtful.append(row)
            else:
                self.who[row], self.again[row] = stay.person_id, stay
        return doubtful

    def _resolve(self, rows: list[int]) -> None:
        people, ids = self.people, self.marks.id_index
        self.known = self.register.people()
        self.by_id: dict[bytes, int] = {}
        self.given: dict[int, bytes] = {}  # who → the number a row of this file gave
        for person in self.known.values():
            if person.id_index is not None:
                self.by_id[person.id_index] = self._kept(person)
        loose = {people.name[row] for row in rows if not people.id_number[row]}
        loose.update(person.name for person in self.known.values() if person.id_index is None)
        self.loose = loose  # names that somebody without an ID number bears: only these are looked for by other means
        self._index_by_name(rows)
        for row in rows:
            if ids[row] is not None:
                self._by_id_number(row)
        others = [row for row in rows if ids[row] is None]
        for row in others:
            self.who[row] = self._by_other_means(row)
        self.namesakes.settle(self.in_group, self.register.by, self._take_namesake)
        for row in others:
            if self.who[row] is None:  # a row of the same words as one that had to wait
                self.who[row] = self.introduced[self._group(row), self.marks.prints[row]]

    def _by_id_number(self, row: int) -> None:
        index, name = self.marks.id_index[row], self.people.name[row]
        found = self.by_id.get(index)
        if found is None:
            found = self._by_other_means(row) if name in self.loose else self._new(row)
            self.by_id[index] = found
            self.given[found] = index
        elif self._name_of(found) != name:
            self._refuse(row)
            return
        self.who[row] = found

    def _refuse(self, row: int) -> None:
        people = self.people
        label, position = self.draft.headings.get((people.sheet[row], "id_number"), ("身份证号", None))
        self.draft.refused.append(
            Refusal(
                people.sheet[row],
                people.row[row],
                label,
                mask_identity(people.id_number[row]),
                _("This ID number belongs to a person of another name."),
                _("Compare name and number with the card; if the record is wrong, correct it there first."),
                position,
            )
        )

    # --- Without an ID number ------------------------------------------------------------------------------------------
    def _index_by_name(self, rows: list[int]) -> None:
        """Candidates under each name that is in doubt; a name that nobody loose bears costs nothing."""
        people, asked = self.people, {self.people.name[row] for row in rows} & self.loose
        self.in_group: dict[tuple, list[int]] = defaultdict(list)
        self.formerly: dict[tuple, list[int]] = defaultdict(list)
        self.with_phone: dict[tuple, list[int]] = defaultdict(list)
        self.with_birth: dict[tuple, list[int]] = defaultdict(list)
        self.introduced: dict[tuple, int] = {}  # (group, print) → who
        self.bearers = Counter(
            (group, name)
            for group, name, _mark in {
                (people.group[row], people.name[row], self.marks.prints[row])
                for row in range(len(people))
                if people.member[row] and people.name[row] in asked
            }
        )
        for person in self.known.values():
            if person.name in asked:
                self._remember(
                    self._kept(person), person.name, person.phone_index, person.born, person.precision, person.sex
                )
        for (group_id, person_id), stay in self.register.stays.items():
            person = self.known.get(person_id)
            if person and person.name in asked:
                book = self.in_group if stay.covers(self.draft.as_of) else self.formerly
                book[group_id, person.name].append(self._kept(person))
        for group_id, person_id in self.register.leaders.items():
            person = self.known.get(person_id)
            if person and person.name in asked and self._kept(person) not in self.in_group[group_id, person.name]:
                self.in_group[group_id, person.name].append(self._kept(person))

        fits = partial(self._fits, slack=AGE_SLACK_IN_GROUP)
        self.namesakes = Namesakes(people, self.marks, self._phone_of, self._says_no_more, fits)
        for row, who in enumerate(self.who):
            if who is not None and people.name[row] in asked:
                self._claim(row, who)

    def _remember(self, who: int, name: str, phone, born, precision: str, sex: str) -> None:
        if phone is not None:
            self.with_phone[name, phone].append(who)
        if precision == "day":
            self.with_birth[name, born, sex.strip("0")].append(who)

    def _group(self, row: int):
        """The group of a row, on record or of the file."""
        return self.group_ids[self.people.group[row]] or ("new", self.people.group[row])

    def _by_other_means(self, row: int) -> int | None:
        """None for a row that waits until the others of its name and group have found theirs."""
        name, group = self.people.name[row], self._group(row)
        same_print = self.introduced.get((group, self.marks.prints[row]))
        if same_print is not None:
            return self._claim(row, same_print)
        found = self._in_its_group(row, group, name)
        found = self._by_phone_or_birth(row) if found is None else found
        if found is None and self.in_group[group, name] and self.marks.id_index[row] is None:
            self.namesakes.put_off((group, name), row)
            return None
        return self._settle(row, found)

    def _by_phone_or_birth(self, row: int) -> int | None:
        people, name, phone, found = self.people, self.people.name[row], self.marks.phone_index[row], None
        if phone is not None:
            found = self._first_fitting(row, self.with_phone.get((name, phone), ()))
        if found is None and people.precision[row] == "day":
            found = self._first_fitting(
                row, self.with_birth.get((name, people.born[row], people.sex[row].strip("0")), ())
            )
        return found

    def _settle(self, row: int, found: int | None) -> int:
        """Whom the row speaks of, known from now on in its group; somebody new for None."""
        people, name, group = self.people, self.people.name[row], self._group(row)
        if found is None:
            found = self._new(row)
            self._remember(
                found, name, self.marks.phone_index[row], people.born[row], people.precision[row], people.sex[row]
            )
        if found not in self.in_group[group, name]:
            self.in_group[group, name].append(found)
        self._learn(found, row)
        self.introduced[group, self.marks.prints[row]] = found
        return self._claim(row, found)

    def _claim(self, row: int, found: int) -> int:
        if self.people.member[row]:
            self.namesakes.claimed[self._group(row), self.people.name[row]].add(found)
        return found

    def _take_namesake(self, row: int, found: int | None) -> None:
        same_print = self.introduced.get((self._group(row), self.marks.prints[row]))
        if same_print is not None:
            self.who[row] = self._claim(row, same_print)
            return
        self.who[row] = self._settle(row, self._by_phone_or_birth(row) if found is None else found)

    def _in_its_group(self, row: int, group, name: str) -> int | None:
        """The one bearer of the name in the group, if the file too knows only one there; a leader named beside the group
        is first the one on record."""
        leads = None if self.people.member[row] else self.register.leaders.get(group)
        if leads in self.known:
            leads = self._kept(self.known[leads])
            if self.known[leads].name == name and self._fits(row, leads, AGE_SLACK_IN_GROUP):
                return leads
        candidates = self.in_group.get((group, name)) or self.formerly.get((group, name), ())
        if len(candidates) != 1 or self.bearers[self.people.group[row], name] > 1:
            return None
        return self._first_fitting(row, candidates, slack=AGE_SLACK_IN_GROUP)

    def _first_fitting(self, row: int, candidates, *, slack: int = AGE_SLACK) -> int | None:
        return next((who for who in candidates if self._fits(row, who, slack)), None)

    def _fits(self, row: int, who: int, slack: int) -> bool:
        """Nothing that the row says contradicts what is known of the candidate."""
        people = self.people
        sex, born, precision, number = self._face(who)
        mine = self.marks.id_index[row]
        if mine is not None and number is not None and mine != number:
            return False
        if people.sex[row] in ("1", "2") and sex in ("1", "2") and people.sex[row] != sex:
            return False
        return births_agree(people.born[row], people.precision[row], born, precision, slack=slack)

    def _says_no_more(self, row: int, who: int) -> bool:
        """The row says nothing of sex and birth that is not known of the candidate; and contradicts nothing."""
        people = self.people
        sex, _born, precision, _number = self._face(who)
        says_sex = people.sex[row] in ("1", "2") and people.sex[row] != sex
        finer = people.born[row] is not None and FINENESS[people.precision[row]] > FINENESS[precision]
        return not says_sex and not finer and self._fits(row, who, AGE_SLACK)

    def _phone_of(self, who: int) -> bytes | None:
        return self.known[who].phone_index if who > 0 else self.marks.phone_index[-who]

    def _learn(self, who: int, row: int) -> None:
        """What a row adds to what is known of somebody, so that the next row is not held against less than the next import
        of this file will hold it against."""
        people = self.people
        sex, born, precision, _number = self._face(who)
        says_sex = people.sex[row] in ("1", "2") and sex not in ("1", "2")
        finer = people.born[row] is not None and FINENESS[people.precision[row]] > FINENESS[precision]
        if says_sex or finer:
            birth = (people.born[row], people.precision[row]) if finer else (born, precision)
            self.told[who] = (people.sex[row] if says_sex else sex, *birth)

    def _face(self, who: int) -> tuple:
        if who > 0:
            person = self.known[who]
            face, number = (person.sex, person.born, person.precision), person.id_index
        else:
            people = self.people
            face, number = (people.sex[-who], people.born[-who], people.precision[-who]), None
        return (*self.told.get(who, face), number or self.given.get(who))

    def _new(self, row: int) -> int:
        return -row

    def _name_of(self, who: int) -> str:
        return self.known[who].name if who > 0 else self.people.name[-who]

    def _kept(self, person: Known) -> int:
        """The record that stands for a person after merges."""
        while person.merged_into is not None and person.merged_into in self.known:
            person = self.known[person.merged_into]
        return person.id


def births_agree(one: date | None, precision: str, other: date | None, other_precision: str, *, slack: int) -> bool:
    """Whether two births, each as exactly as it is known, may be the same."""
    if one is None or other is None:
        return True
    both = {precision, other_precision}
    if "age" in both:
        return abs(one.year - other.year) <= slack
    if "year" in both:
        return one.year == other.year
    if "month" in both:
        return (one.year, one.month) == (other.year, other.month)
    return one == other
