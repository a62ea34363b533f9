"""The rows that speak of a person: cleaned columns → the columns of a Draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports.cells import CellRefused
from shuniu.kernel.imports.tables import Table

from .cleaning import Cleaners
from .draft import Draft, Note
from .vocabulary import LEADING, OF_LEADER

AGE_SLACK = 1  # years: an age may be the one reached in the year, or counted the old way
AGE_DIFFERS = _("The age does not fit the birth; the birth was taken.")
PERSONAL = ("name", "sex", "birth", "age", "id_number", "phone", "address", "duty", "former_post", "remark", "since")
NO_NAME = CellRefused("no_name", _("The row has no name."), _("Write the person's name."))


class PeopleReader:
    """Adds rows to `draft.people`; what is wrong with a row goes to `draft.refused`, and the row is left out."""

    def __init__(self, draft: Draft, cleaners: Cleaners):
        self.draft = draft
        self.cleaners = cleaners

    def members(self, table: Table, numbers: Sequence[int], raw: dict[str, tuple], groups: list) -> None:
        """One portion of a roster. groups: (index of the group or None, what is refused of its cells), row by row."""
        clean = {field: self.cleaners.column(field, raw[field]) for field in PERSONAL if field in raw}
        refused = set(self._refused_rows(clean, groups))
        if refused:
            self._refuse(table, numbers, raw, clean, groups, refused)
        keep = [at for at in range(len(numbers)) if at not in refused] if refused else range(len(numbers))
        if not keep:
            return
        if refused:
            clean = {field: [column[at] for at in keep] for field, column in clean.items()}
            numbers = [numbers[at] for at in keep]
            groups = [groups[at] for at in keep]
        self._add(table.sheet.name, numbers, clean, [group for group, _refused in groups])

    def leader(self, group: int, sheet: str, row: int, clean: dict) -> int:
        """A leader named beside a group: a person, not a member. Returns the index into People."""
        columns = {field.removeprefix("leader_"): [value] for field, value in clean.items() if field in OF_LEADER}
        columns["name"] = columns.pop("leader")
        self._add(sheet, [row], columns, [group], member=False)
        return len(self.draft.people) - 1

    def _refused_rows(self, clean: dict[str, list], groups: list) -> Iterator[int]:
        for column in clean.values():
            yield from (at for at, value in enumerate(column) if value.__class__ is CellRefused)
        yield from (at for at, name in enumerate(clean["name"]) if not name)
        yield from (at for at, (group, refused) in enumerate(groups) if refused or group is None)

    def _refuse(self, table, numbers, raw, clean, groups, rows: set[int]) -> None:
        from .judging import refusal

        for at in sorted(rows):
            _group, of_group = groups[at]
            wrong = list(of_group)
            wrong += [(field, column[at]) for field, column in clean.items() if isinstance(column[at], CellRefused)]
            if not clean["name"][at]:
                wrong.append(("name", NO_NAME))
            for field, why in wrong:
                cell = raw[field][at] if field in raw else ""
                self.draft.refused.append(refusal(table, numbers[at], field, cell, why))

    def _add(self, sheet: str, rows: Sequence[int], clean: dict[str, list], groups: list[int], *, member=True) -> None:
        """Append good rows to the columns. The longest way is for the checked ID number, which knows birth and sex."""
        people, count = self.draft.people, len(rows)
        blank = [""] * count
        said = clean.get("id_number") or [None] * count
        sex, born, precision = self._births(sheet, rows, clean, said)
        start = len(people)
        people.sheet += [sheet] * count
        people.row += rows
        people.group += groups
        people.name += clean["name"]
        people.sex += sex
        people.born += born
        people.precision += precision
        people.id_number += [identity[0] if identity else "" for identity in said]
        for column in ("phone", "address", "duty", "former_post", "remark"):
            getattr(people, column).extend(clean.get(column, blank))
        as_of = self.draft.as_of
        since = self._joined(sheet, rows, clean["since"], born) if "since" in clean else [None] * count
        people.since += [day or as_of for day in since]
        people.member += [member] * count
        if member:
            self._stand_for_their_groups(start)

    def _births(self, sheet, rows, clean, said) -> tuple[list[str], list[date | None], list[str]]:
        count = len(rows)
        sex = list(clean.get("sex") or [""] * count)
        births = clean.get("birth") or [None] * count
        ages = clean.get("age") or [None] * count
        born: list[date | None] = []
        precision = []
        year = self.draft.as_of.year
        for at, (identity, birth, age) in enumerate(zip(said, births, ages, strict=True)):
            if identity:
                if (birth and not _fits(birth, identity[1])) or (sex[at] and sex[at] != identity[2]):
                    self._note_contradiction(sheet, rows[at])
                born.append(identity[1])
                precision.append("day")
                sex[at] = identity[2]
            elif birth:
                if age is not None and abs(year - age - birth.first.year) > AGE_SLACK:
                    self.draft.notes.append(Note(sheet, rows[at], AGE_DIFFERS))
                born.append(birth.first)
                precision.append(birth.precision)
                if birth.note:
                    self.draft.notes.append(Note(sheet, rows[at], birth.note))
            elif age is not None:
                born.append(date(year - age, 1, 1))
                precision.append("age")
            else:
                born.append(None)
                precision.append("")
        return sex, born, precision

    def _joined(self, sheet, rows, since, born) -> list[date | None]:
        """The days of joining; none before a birth."""
        early = {at for at, (day, birth) in enumerate(zip(since, born, strict=True)) if day and birth and day < birth}
        for at in sorted(early):
            note = _("The day of joining lies before the birth; it was left out.")
            self.draft.notes.append(Note(sheet, rows[at], note))
        return [None if at in early else day for at, day in enumerate(since)]

    def _note_contradiction(self, sheet: str, row: int) -> None:
        self.draft.notes.append(
            Note(sheet, row, _("Birth or sex differ from the checked ID number; what the ID number says was taken."))
        )

    def _stand_for_their_groups(self, start: int) -> None:
        """A member stands for the group; the first with a leading duty is its leader."""
        people, groups = self.draft.people, self.draft.groups
        for at, duty in enumerate(people.duty[start:], start):
            group = groups[people.group[at]]
            group.listed = True
            if duty not in LEADING:
                continue
            if group.leader is None:
                group.leader = at
            elif people.name[group.leader] != people.name[at]:
                self._note_second_leader(group, people, at)

    def _note_second_leader(self, group, people, at: int) -> None:
        note = _("%(group)s: row %(before)d names its leader; the leading duty of this row is kept as a word only.")
        words = {"group": group.name, "before": people.row[group.leader]}
        self.draft.notes.append(Note(people.sheet[at], people.row[at], note % words))


def _fits(birth, born: date) -> bool:
    """Whether a date as far as it is known agrees with a full one."""
    first, precision = birth.first, birth.precision
    if precision == "day":
        return first == born
    if precision == "age":
        return 0 <= first.year - born.year <= 1
    return first.year == born.year and (precision == "year" or first.month == born.month)
