"""A workbook → a Draft. Every row is judged by the same cells as the forms; the register is not asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports.cells import CellRefused
from shuniu.kernel.imports.kinds import AUTO, AnotherKind, kind_said_by
from shuniu.kernel.imports.limits import no_rows
from shuniu.kernel.imports.reading import Sheet, Unreadable, Workbook
from shuniu.kernel.imports.tables import Table, find_tables
from shuniu.kernel.imports.vocabulary import heading_word

from .cleaning import Cleaners, join_births, masked
from .draft import Draft, GroupDraft, Note, Refusal
from .facts import FACTS, FactReader, group_key, name_of_sheet
from .people import PeopleReader
from .vocabulary import FIGURES, OF_LEADER, OF_ORGANIZATIONS, OWN_COLUMNS, own_words, vocabulary

BIRTH_PARTS = {"birth_month", "birth_day"}  # which say nothing without the year
FIRST_ROWS = 50  # of a sheet, where its headings are looked for when it has no table
AT_ONCE = 4_000  # rows cleaned together, column by column
FIGURE_NAMES = {"reported_members": "members", "reported_aged": "aged_60_plus"}
OF_FILING = {"leader", "venue", "content", "times", *FIGURES}  # what a form asks of a group and never of a member
LEDGER_LEADER = ("phone", "sex", "age", "birth", "id_number")  # headings that mean the leader where no member is named
LEADERS_OWN = (*LEDGER_LEADER, "name", "birth_month", "birth_day", "address", "former_post")


def judge(
    workbook: Workbook,
    *,
    centre_id: int,
    as_of: date,
    kind: str = "auto",
    progress: Callable[[int], None] = lambda rows: None,
) -> Draft:
    """Everything the workbook says. kind: groups, or roster or ledger where the headings leave it open; auto, where they
    may also say that it is another room's, which raises AnotherKind.

    Ledgers are read before rosters, whatever the order of sheets, because they say what the groups are. Raises Unreadable.
    """
    draft = Draft(as_of)
    reader = _Reader(draft, centre_id, progress)
    ledgers, rosters, forms = [], [], []
    for sheet in workbook:
        if sheet.hidden:
            draft.notes.append(Note(sheet.name, None, _("A hidden sheet was left out.")))
            continue
        for table in _tables_of(sheet, draft):
            is_roster = kind != "ledger" and "name" in table.columns
            (forms if not table.columns else rosters if is_roster else ledgers).append(table)
    if kind == AUTO:
        _refuse_another_kind(workbook, forms + ledgers + rosters, draft)
    if not (forms or ledgers or rosters):
        raise Unreadable(
            "no_table",
            _("No table of groups or members was found in the file."),
            _("Put headings such as 团队名称 and 姓名 above the columns, or begin with a blank workbook."),
        )
    for table in forms:
        reader.form(table)
    for table in ledgers:
        draft.kinds.add("ledger")
        reader.ledger(table)
    for table in rosters:
        draft.kinds.add("roster")
        reader.roster(table)
    if not (reader.rows or draft.groups or draft.refused):
        raise no_rows()
    return draft


def _tables_of(sheet: Sheet, draft: Draft) -> Iterator[Table]:
    tables = find_tables(sheet, vocabulary())
    if not tables and any(any(row) for _number, row in islice(sheet.rows(), FIRST_ROWS)):
        draft.notes.append(Note(sheet.name, None, _("No table of groups or members was found on this sheet.")))
    for table in tables:
        said = ((found.sheet, found.heading) for found in table.ignored)
        draft.ignored += [column for column in said if column not in draft.ignored]  # of one sheet a group, once
        for field in BIRTH_PARTS & table.columns.keys():
            if field.rpartition("_")[0] not in table.columns:
                draft.ignored.append((sheet.name, table.labels[field]))
        for field, position in table.columns.items():
            draft.headings.setdefault((sheet.name, field), (table.labels[field], position))
        yield table


def _refuse_another_kind(workbook: Workbook, tables: list[Table], draft: Draft) -> None:
    """No table names a group in words of ours, and some heading is one that another room's files alone have; or hints at
    it, where no column is one of groups alone."""
    if any(_names_a_group(table) for table in tables):
        return
    headings = [heading for _sheet, heading in draft.ignored] if tables else _first_words(workbook)
    ours = any(not table.columns.keys().isdisjoint(OWN_COLUMNS) for table in tables) or not own_words().isdisjoint(
        map(heading_word, headings)
    )
    if other := kind_said_by(headings, by_hints=not ours):
        raise AnotherKind(other)


def _first_words(workbook: Workbook) -> list[str]:
    """What stands where headings would, in a file without a table of ours."""
    shown = (sheet for sheet in workbook if not sheet.hidden)
    rows = (row for sheet in shown for _number, row in islice(sheet.rows(), FIRST_ROWS))
    return [cell for row in rows for cell in row if isinstance(cell, str)]


def _names_a_group(table: Table) -> bool:
    if "group" in table.facts:
        return True
    return "group" in table.columns and heading_word(table.labels["group"]) not in OF_ORGANIZATIONS


class _Reader:
    """Reads table after table into one draft; groups of the same name are one."""

    def __init__(self, draft: Draft, centre_id: int, progress: Callable[[int], None]):
        self.draft = draft
        self.progress = progress
        self.cleaners = Cleaners(draft.as_of)
        self.facts = FactReader(centre_id, draft.as_of)
        self.people = PeopleReader(draft, self.cleaners)
        self.groups: dict[str, int] = {}
        self.rows = 0

    def roster(self, table: Table) -> None:
        """One row a member; the group from columns repeated on the rows, a block above, or the tab."""
        fallback = self._group_of_block(table)
        known: dict[tuple, tuple[int | None, list]] = {}
        for numbers, columns in self._portions(table):
            raw_facts = _rows_of(columns, _group_fields(table), len(numbers))
            groups = []
            for number, cells in zip(numbers, raw_facts, strict=True):
                if cells not in known:
                    known[cells] = self._group_of_cells(table, number, cells, fallback)
                groups.append(known[cells])
            self.people.members(table, numbers, columns, groups)

    def ledger(self, table: Table) -> None:
        """One row a group: its facts, its leader, its numbers as reported."""
        fields = _group_fields(table, ledger=True)
        for numbers, columns in self._portions(table):
            for number, cells in zip(numbers, _rows_of(columns, fields, len(numbers)), strict=True):
                self._group_of_cells(table, number, cells, None, ledger=True)

    def form(self, table: Table) -> None:
        """A form: one group, its leader and its numbers; or one member, whose name stands in no part that is a leader's."""
        facts = {field: fact.value for field, fact in table.facts.items()}
        is_member = "name" in facts and not facts.keys() & OF_FILING
        self.draft.kinds.add("roster" if is_member else "ledger")
        columns = {field: (value,) for field, value in (facts if is_member else _leaders_own(facts)).items()}
        join_births(columns)
        fields = tuple(field for field in columns if field in ("group", *FACTS) or not is_member)
        cells = tuple(columns[field][0] for field in fields)
        group = self._group_of_cells(table, table.heading_row, cells, None, fields=fields, ledger=not is_member)
        if is_member:
            self.people.members(table, (table.heading_row,), columns, [group])

    def _portions(self, table: Table) -> Iterator[tuple[tuple[int, ...], dict[str, tuple]]]:
        records = table.records()
        while portion := list(islice(records, AT_ONCE)):
            numbers, cells = zip(*portion, strict=True)
            columns = dict(zip(table.fields, zip(*cells, strict=True), strict=True))
            join_births(columns)
            yield numbers, columns
            self.rows += len(portion)
            self.progress(self.rows)

    # --- Groups -------------------------------------------------------------------------------------------------------
    def _group_of_block(self, table: Table) -> int | None:
        """The group that a block above the table, or the tab, names for all rows."""
        facts = {field: fact.value for field, fact in table.facts.items()}
        row = min((fact.row for fact in table.facts.values()), default=table.heading_row)
        if "group" in table.columns and not facts.get("group"):
            return None
        name = facts.get("group") or name_of_sheet(table.sheet.name, table.title)
        if not name:
            return None
        if "leader" in facts:
            facts = _leaders_own(facts)
        clean = {field: self.cleaners.column(field, (cell,))[0] for field, cell in facts.items()}
        clean["group"] = self.cleaners.column("group", (name,))[0]
        labels = {field: field_label(table, field) for field in clean}
        group, refused = self._take(table.sheet.name, row, clean, facts, labels, table)
        self._refuse(table, row, refused, facts)
        return group

    def _group_of_cells(
        self,
        table: Table,
        number: int,
        cells: tuple,
        fallback: int | None,
        *,
        ledger: bool = False,
        fields: tuple[str, ...] = (),
    ) -> tuple[int | None, list]:
        """(group, what is refused of its cells). A ledger's refusals refuse its row here; a roster's row carries them."""
        fields = fields or _group_fields(table, ledger=ledger)
        raw = dict(zip(fields, cells, strict=True))
        clean = {_as_leader(field, ledger): self.cleaners.column(field, (cell,))[0] for field, cell in raw.items()}
        labels = {_as_leader(field, ledger): field_label(table, field) for field in fields}
        raw = {_as_leader(field, ledger): cell for field, cell in raw.items()}
        if not clean.get("group"):
            if fallback is not None:
                clean["group"] = self.draft.groups[fallback].name
            else:
                missing = CellRefused("no_group", _("No group is named for this row."), _("Write the group's name."))
                refused = [("group", missing)]
                return (None, self._refuse(table, number, refused, raw) if ledger else refused)
        group, refused = self._take(table.sheet.name, number, clean, raw, labels, table, ledger=ledger)
        if ledger:
            self._refuse(table, number, refused, raw)
        return group, refused

    def _take(self, sheet, row, clean, raw, labels, table, *, ledger=False) -> tuple[int | None, list]:
        """Add what the cells say to the group they name. A ledger's row with a refused cell adds nothing."""
        name = clean["group"]
        if isinstance(name, CellRefused):
            return None, [("group", name)]
        said = {field: clean[field] for field in (*FACTS, *(("remark",) if ledger else ())) if field in clean}
        facts, refused, notes = self.facts.read(said)
        figures = {field: clean[field] for field in FIGURES if clean.get(field) is not None}
        leader = {field: clean[field] for field in OF_LEADER if clean.get(field)}
        refused += [(field, value) for field, value in {**figures, **leader}.items() if isinstance(value, CellRefused)]
        refused += _more_than_all(figures)
        if ledger and refused:
            return None, refused
        index = self._group(name, sheet, row)
        group = self.draft.groups[index]
        group.listed |= ledger
        self.draft.notes += [Note(sheet, row, note) for note in notes]
        self._merge(group, facts, sheet, row)
        for field, value in figures.items():
            if not isinstance(value, CellRefused):
                group.figures.setdefault(FIGURE_NAMES[field], value)
        if leader.get("leader") and group.leader is None and not any(field in OF_LEADER for field, _why in refused):
            group.leader = self.people.leader(index, sheet, row, leader)
        return index, refused

    def _group(self, name: str, sheet: str, row: int) -> int:
        key = group_key(name)
        if key not in self.groups:
            self.groups[key] = len(self.draft.groups)
            self.draft.groups.append(GroupDraft(name, sheet, row))
        return self.groups[key]

    def _merge(self, group: GroupDraft, facts: dict, sheet: str, row: int) -> None:
        """The first to say something about the group is believed; who says otherwise later is noted."""
        for column, value in facts.items():
            if group.facts.setdefault(column, value) != value and column != "founded_precision":
                self.draft.notes.append(
                    Note(
                        sheet,
                        row,
                        _(
                            "%(group)s: %(value)s was said of it before (row %(before)d); what this row says was left out."
                        )
                        % {
                            "group": group.name,
                            "value": self.facts.words(column, group.facts[column]),
                            "before": group.row,
                        },
                    )
                )

    def _refuse(self, table: Table, row: int, refused: list, raw: dict) -> list:
        for field, why in refused:
            self.draft.refused.append(refusal(table, row, field, raw.get(field, ""), why))
        return refused


def _more_than_all(figures: dict) -> list:
    """A part that is larger than its whole."""
    members, aged = figures.get("reported_members"), figures.get("reported_aged")
    if not (isinstance(members, int) and isinstance(aged, int) and aged > members):
        return []
    why = CellRefused(
        "more_than_all",
        _("More are 60 or over than there are members."),
        _("Correct one of the two numbers."),
    )
    return [("reported_aged", why)]


def refusal(table: Table, row: int, field: str, raw, why: CellRefused) -> Refusal:
    """One cell of a row; or of what stands above a table, or of a form, where each fact has a row of its own."""
    plain = field.removeprefix("leader_")
    fact = table.facts.get(field) or table.facts.get(plain)
    position = table.columns.get(field, None if fact else table.columns.get(plain))
    if field not in table.columns and fact:
        row, position = fact.row, fact.column
    return Refusal(
        table.sheet.name, row, field_label(table, field), masked(field, raw), why.message, why.remedy, position
    )


def field_label(table: Table, field: str) -> str:
    """The heading as the office wrote it; where it wrote none, the word it would have used."""
    if field in table.labels:
        return table.labels[field]
    plain = field.removeprefix("leader_")
    if plain in table.labels:
        return table.labels[plain]
    return next((column.synonyms[0] for column in vocabulary().columns if column.field == field), field)


def _group_fields(table: Table, *, ledger: bool = False) -> tuple[str, ...]:
    """The fields of a table that speak of the group and its leader."""
    wanted = {"group", *FACTS, *FIGURES, *OF_LEADER} - {"leader_birth_month", "leader_birth_day"}  # joined already
    if ledger:
        wanted |= {"remark", "name", *LEDGER_LEADER}
    return tuple(field for field in table.fields if field in wanted)


def _as_leader(field: str, ledger: bool) -> str:
    """In a ledger nobody but the leader has a name, a phone or an age."""
    if not ledger:
        return field
    return "leader" if field == "name" else f"leader_{field}" if field in LEDGER_LEADER else field


def _leaders_own(facts: dict) -> dict:
    """What a block or a form says of somebody, it says of the leader; first of all what it says by name."""
    own = {"leader" if f == "name" else f"leader_{f}": facts[f] for f in LEADERS_OWN if f in facts}
    return {**own, **{field: value for field, value in facts.items() if field not in LEADERS_OWN}}


def _rows_of(columns: dict[str, tuple], fields: tuple[str, ...], count: int) -> Iterator[tuple]:
    return zip(*(columns[field] for field in fields), strict=True) if fields else iter([()] * count)
