"""One table of a sheet: where it stands, what its columns mean, and its rows when asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from .carrying import carry_down, fill_as_above
from .facts import Fact
from .forms import Form
from .grid import Sheet
from .vocabulary import Vocabulary


class Ignored(NamedTuple):
    """A column with data under no heading, or under one that the vocabulary does not know, or knows already from a column
    before it."""

    sheet: str
    column: int
    heading: str


@dataclass
class Table:
    """One table of a sheet.

    heading_row  first row of the heading; first_row, last_row: of the data. All as Excel numbers them
    columns      field -> position in a row's list of cells (from 0)
    labels       field -> the heading as the office wrote it
    title        the line above the table, if any
    facts        field -> Fact, from the block above the table
    ignored      columns that will not be read, for the report
    skipped      rows between that are no data: repeated headings, totals, signatures, blank rows
    notes        [(row, text)]: lines inside or below the table that were taken for notes
    missing      required fields the table lacks, in its columns and in its facts
    """

    sheet: Sheet
    vocabulary: Vocabulary = field(repr=False)
    heading_row: int
    first_row: int
    columns: dict[str, int]
    labels: dict[str, str]
    title: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    ignored: list[Ignored] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    last_row: int = 0
    skipped: set[int] = field(default_factory=set, repr=False)
    group_lines: set[int] = field(default_factory=set, repr=False)  # rows that name the group of the rows below
    beside: bool = False  # another table stands in the same rows
    as_above: bool = False  # some cell says 同上
    form: Form | None = field(default=None, repr=False)  # above it, or instead of it where there are no columns

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of `columns`, in the order of records()."""
        return tuple(self.columns)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in self.vocabulary.required if name not in self.columns and name not in self.facts)

    def begin_with(self, form: Form | None = None) -> None:
        """What a form above the table states holds for it; nearer facts go first."""
        if form is None:
            return
        self.form = form
        self.title = self.title or form.title
        self.facts = {**form.facts, **self.facts}
        self.labels = {**form.labels, **self.labels}
        self.ignored += [Ignored(self.sheet.name, column, label) for column, label in form.unread]

    def records(self) -> Iterator[tuple[int, tuple]]:
        """(row number, raw cells in the order of `fields`) of each row of data."""
        if len(self.columns) == 1:
            (only,) = self.columns.values()
            return ((number, (row[only],)) for number, row in self.rows())
        if not self.columns:
            return iter(())
        pick = itemgetter(*self.columns.values())
        return ((number, pick(row)) for number, row in self.rows())

    def rows(self) -> Iterator[tuple[int, list]]:
        """(row number, all raw cells of the row) of each row of data; carried fields are filled in."""
        if not self.columns:
            return iter(())
        rows = self._span()
        carried = [self.columns[name] for name in self.vocabulary.carried if name in self.columns]
        if self.as_above:
            rows = fill_as_above(rows, self._repeatable())
        if carried:
            rows = carry_down(rows, carried, self.sheet.merged)
        if self.group_lines:
            rows = ((number, row) for number, row in rows if number not in self.group_lines)
        if self.beside:
            own = [at for at in self.columns.values() if at not in carried] or carried
            rows = ((number, row) for number, row in rows if any(row[at] not in ("", None) for at in own))
        return rows

    def _repeatable(self):
        """Columns that may say 同上: every row of data has a name of its own."""
        of_each_row = [name for name in self.vocabulary.required if name not in self.vocabulary.carried]
        return [at for name, at in self.columns.items() if name not in of_each_row]

    def _span(self):
        width = max(self.columns.values()) + 1
        skipped = self.skipped
        for number, row in islice(self.sheet.rows(), self.first_row - 1, self.last_row):
            if number not in skipped:
                if len(row) < width:
                    row = row + [""] * (width - len(row))
                yield number, row


def table_of(form: Form, sheet: Sheet, vocabulary: Vocabulary) -> Table:
    """A form without a table beneath it: facts, and no rows."""
    first = min((fact.row for fact in form.facts.values()), default=1)
    table = Table(sheet, vocabulary, first, first + 1, {}, {}, last_row=first)
    table.begin_with(form)
    return table
