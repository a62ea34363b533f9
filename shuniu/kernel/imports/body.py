"""What the unusual rows below a heading are: totals, signatures, notes, blanks, facts, or data after all."""

from django.utils.translation import gettext as _

from .carrying import AS_ABOVE, blank
from .facts import alternates, begins_with_fact
from .footers import TOTAL_WORDS, is_remark, is_signature, is_total
from .grid import column_letter
from .headings import looks_like_heading
from .table import Ignored

DATA, BLANK, FOOTER, ABOVE, HEADING = "data", "blank", "footer", "above", "heading"


class Body:
    """The rows below one heading: tells data from all else, and keeps the account of both."""

    def __init__(self, vocabulary, tables, heading, merged_across):
        self.vocabulary, self.tables, self.heading, self.merged_across = vocabulary, tables, heading, merged_across
        self.columns = sorted({at for table in tables for at in table.columns.values()})
        self.width = max(column.index for column in heading.columns) + 1
        self.left = min(column.index for column in heading.columns)
        self.lead = self._lead(tables[0])
        self.carried = {tables[0].columns[name] for name in vocabulary.carried if name in tables[0].columns}
        self.words = vocabulary.raw | {column.label for column in heading.columns} | TOTAL_WORDS | AS_ABOVE
        self.as_above = False
        headed = {column.index for column in heading.columns}
        self.bare = {at for at in range(self.width) if at not in headed}  # columns under no heading
        self.unseen = {column.column for table in tables for column in table.ignored} | self.bare
        self.last_row = heading.first_row - 1
        self.skipped, self.group_lines, self.notes = set(), set(), []

    def _lead(self, table):
        """The column that every row of data fills."""
        places, carried = table.columns, self.vocabulary.carried
        for names in (self.vocabulary.required, [name for name in places if name not in carried], places):
            for name in names:
                if name in places:
                    return places[name]
        return self.left

    def judge(self, number, row):
        """What an unusual row is."""
        vocabulary = self.vocabulary
        filled = filled_cells(row)
        if not filled:
            return BLANK
        self.as_above = self.as_above or not AS_ABOVE.isdisjoint(filled)
        known = vocabulary.known_in(filled)
        if begins_with_fact(vocabulary, filled) or (known and alternates(vocabulary, filled)):
            return ABOVE
        if known >= 2 and known * 2 >= len(filled) and looks_like_heading(vocabulary, filled):
            return HEADING
        if is_total(_first_word(filled)) or is_total(row[self.lead]):
            return FOOTER
        if is_remark(filled[0]) or is_signature(filled[0]):
            self.note(number, filled)
            return FOOTER
        return self._judge_sparse(number, row, filled)

    def _judge_sparse(self, number, row, filled):
        own = [at for at in self.columns if not blank(row[at])]
        if not own:
            if len(filled) > 1 or not isinstance(filled[0], str) or filled[0].strip().isdigit():
                return BLANK  # a line numbered in advance
            self.note(number, filled)
            return ABOVE
        if len(filled) == 1 and len(self.columns) > 1 and self.merged_across(number):
            self.note(number, filled)
            return ABOVE
        if self.lead not in self.carried and set(own) <= self.carried:
            self.group_lines.add(number)
        return DATA

    def levelled(self, row):
        """The row as wide as the widest before it; where it is wider still, the others will be."""
        if len(row) > self.width:
            beyond = range(self.width, len(row))
            self.width = len(row)
            self.bare.update(beyond)
            self.unseen.update(beyond)
        return row + [""] * (self.width - len(row))

    def note(self, number, filled):
        self.notes.append((number, " ".join(str(cell) for cell in filled)))

    def skip(self, number, count=1):
        self.skipped.update(range(number, number + count))

    def is_repeated(self, heading, title, facts):
        """The same heading again without facts or a title of its own: the next printed page."""
        return heading.shape() == self.heading.shape() and title in ("", self.tables[0].title) and self._is_known(facts)

    def is_another_group(self, title, facts):
        """A line between the rows that says whose members follow, under the heading they all share."""
        table = self.tables[0]
        group = next(iter(self.vocabulary.carried), None)
        if group in facts:
            return not self._is_known(facts)
        return (
            group is not None
            and group not in table.columns
            and group not in table.facts
            and title not in ("", table.title)
        )

    def _is_known(self, facts):
        known = {name: fact.value for name, fact in self.tables[0].facts.items()}
        return all(known.get(name) == fact.value for name, fact in facts.items())

    def finish(self, above):
        elsewhere = {number for number, _row in above}  # the title of the next table is no note of this one
        notes = [note for note in self.notes if note[0] not in elsewhere]
        for table in self.tables:
            table.last_row = self.last_row
            table.skipped = {number for number in self.skipped if number < self.last_row}
            table.group_lines = self.group_lines
            table.notes = notes
            table.as_above = self.as_above
            table.ignored = [column for column in table.ignored if column.column not in self.unseen]
        first = self.tables[0]
        first.ignored += [_without_heading(first.sheet, at) for at in sorted(self.bare - self.unseen)]


def _without_heading(sheet, at):
    """A column that holds values under no heading, named as its letter says."""
    return Ignored(sheet.name, at, _("column %(letter)s (no heading)") % {"letter": column_letter(at)})


def _first_word(filled):
    """What the row begins with behind its number."""
    first = filled[0]
    numbered = first.strip().isdigit() if isinstance(first, str) else True
    return filled[1] if numbered and len(filled) > 1 else first


def filled_cells(row) -> list:
    """The cells that hold anything."""
    return [cell for cell in row if not blank(cell)]
