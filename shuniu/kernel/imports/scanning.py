"""One pass over a sheet: where tables begin, which rows are data, and what stands above and below them."""

from collections import deque
from dataclasses import replace

from .body import BLANK, DATA, FOOTER, HEADING, Body, filled_cells
from .carrying import blank
from .facts import alternates, read_facts, states_facts
from .footers import FIRST_SIGNS
from .forms import SEARCHED, read_form
from .headings import joins_its_rows, looks_like_heading, read_heading, split_blocks
from .table import Ignored, Table, table_of

SEARCHED_ROWS = 300  # filled rows above a table before a sheet is taken to have none
LOOK_AHEAD = 8
ODD_SIGNS = FIRST_SIGNS | {""}  # a first sign that asks for a closer look; '' is a blank cell


class Scan:
    """Walks the rows with a little look-ahead. Use once: Scan(sheet, vocabulary).tables()."""

    def __init__(self, sheet, vocabulary):
        self.sheet = sheet
        self.vocabulary = vocabulary
        self._rows = sheet.rows()
        self._ahead = deque()
        self._merged_from = {}
        for area in sheet.merged:
            self._merged_from.setdefault(area.top, []).append(area)

    def tables(self):
        forms = self._forms()
        found, above_all = [table_of(form, self.sheet, self.vocabulary) for form in forms[:-1]], forms[-1:]
        heading, above = self._seek()
        first = True
        while heading:
            tables = self._begin(heading, above, first=first)
            for table in tables if first else ():
                table.begin_with(*above_all)
            found += tables
            heading, above = self._follow(tables, heading)
            first = False
        return self._without_empty(found, above_all)

    def _without_empty(self, found, above_all):
        full = [table for table in found if table.last_row >= table.first_row or not table.columns]
        if above_all and not any(table.form is above_all[0] for table in full):
            full.append(table_of(above_all[0], self.sheet, self.vocabulary))
        return full or found[:1]

    def _forms(self):
        """The forms that the sheet begins with, their rows consumed."""
        forms = []
        while form := read_form(self.vocabulary, self._peek(SEARCHED), self.sheet.merged):
            forms.append(form)
            for _row in range(form.rows):
                self._ahead.popleft()
        return forms

    def _seek(self):
        """The first heading, and the rows above it."""
        above = []
        for number, row in self._remaining():
            if not filled_cells(row):
                continue
            heading = self._heading_at(number, row)
            if heading or len(above) > SEARCHED_ROWS:
                return heading, above
            above.append((number, row))
        return None, []

    def _heading_at(self, number, row):
        """HeadingRows, its rows consumed, or None."""
        if states_facts(self.vocabulary, row):
            return None
        below = self._peek(1)
        below = below[0][1] if below else []
        heading = read_heading(self.vocabulary, number, row, below, self._merged_from.get(number, ()))
        if heading and alternates(self.vocabulary, row) and not joins_its_rows(self.vocabulary, heading):
            heading = None if self._better_heading_follows() else heading
        if heading and heading.height == 2:
            self._ahead.popleft()
        return heading

    def _better_heading_follows(self):
        return any(
            looks_like_heading(self.vocabulary, row) and not alternates(self.vocabulary, row)
            for _number, row in self._peek(LOOK_AHEAD)
        )

    def _begin(self, heading, above, *, first):
        title, facts = self._read_above(above, first=first)
        blocks = split_blocks(heading.columns)
        return [self._table(heading, block, title, facts, beside=len(blocks) > 1) for block in blocks]

    def _read_above(self, above, *, first):
        """Title and facts. Below another table, what stands before the title belongs to that table's foot."""
        title, facts = "", {}
        for number, row in above:
            found = read_facts(self.vocabulary, number, row)
            filled = filled_cells(row)
            if not found and len(filled) == 1 and isinstance(filled[0], str):
                title = " ".join(filled[0].split())
                facts = facts if first else {}
            facts.update(found)
        return title, facts

    def _table(self, heading, columns, title, facts, *, beside):
        places, labels, ignored = {}, {}, []
        for column in columns:
            if column.field and column.field not in places:
                places[column.field] = column.index
                labels[column.field] = column.label
            elif column.word not in self.vocabulary.unused:
                ignored.append(Ignored(self.sheet.name, column.index, column.label))
        return Table(
            self.sheet, self.vocabulary, heading.row, heading.first_row, places, labels, title, dict(facts), ignored,
            last_row=heading.first_row - 1, beside=beside,
        )  # fmt: skip

    def _follow(self, tables, heading):
        """Walk the data of `tables` up to the next heading; returns that heading and what stands above it.

        This loop sees every row of a large file: what is plainly data passes with a few cheap questions.
        """
        body = Body(self.vocabulary, tables, heading, self._merged_across)
        lead, left, width, unseen = body.lead, body.left, body.width, body.unseen
        no_heading_word = body.words.isdisjoint
        above = []
        for number, row in self._remaining():
            if len(row) != width:
                row = body.levelled(row)
                width = body.width
            cell, first = row[lead], row[left]
            if (
                cell.__class__ is not str
                or cell[:1] in ODD_SIGNS
                or (first.__class__ is str and (first[:1] in FIRST_SIGNS or _has_colon(first)))
                or _has_colon(cell)
                or not no_heading_word(row)
            ):
                kind = body.judge(number, row)
                following = self._heading_at(number, row) if kind is HEADING else None
                if following and not body.is_repeated(following, *self._read_above(above, first=False)):
                    break
                if following:
                    body.skip(number, following.height)
                    continue
                if kind is not DATA:
                    body.skip(number)
                    if kind is not BLANK and kind is not FOOTER:
                        above.append((number, row))
                    continue
            if above and body.is_another_group(*self._read_above(above, first=False)):
                self._ahead.appendleft((number, row))
                following = replace(heading, first_row=number)
                break
            above.clear()
            body.last_row = number
            if unseen:
                unseen.difference_update([at for at in unseen if not blank(row[at])])
        else:
            following, above = None, []
        body.finish(above)
        return following, above

    def _merged_across(self, number):
        """Some range that begins in this row spans several columns."""
        return any(area.right > area.left for area in self._merged_from.get(number, ()))

    def _remaining(self):
        """The rows not yet walked, those looked at in advance included. May be asked for again after a break."""
        while True:
            while self._ahead:
                yield self._ahead.popleft()
            for row in self._rows:
                yield row
                if self._ahead:
                    break
            else:
                return

    def _peek(self, count):
        while len(self._ahead) < count:
            row = next(self._rows, None)
            if row is None:
                break
            self._ahead.append(row)
        return list(self._ahead)[:count]


def _has_colon(cell):
    return "：" in cell or ":" in cell
