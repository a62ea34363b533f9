"""Web pages saved as .xls: what many office systems call an export."""

from html.parser import HTMLParser

from .grid import Merged, Sheet
from .limits import damaged, too_many_columns, too_many_rows

SILENT = {"script", "style", "title", "noscript", "xml"}
CELLS = {"td", "th"}
BREAKS = {"br", "p", "div", "li"}
CHUNK = 1 << 16
LONGEST_TAG = 1 << 20


def html_sheets(text, limits):
    """One sheet with the page's tables one below the other, as Excel shows them; none if the page has no table."""
    grid = _Tables(limits)
    lines = text.lines()
    while chunk := lines.read(CHUNK):
        grid.feed(chunk)
        if len(grid.rawdata) > LONGEST_TAG:  # an unclosed tag, looked through again with every chunk
            raise damaged()
    grid.close()
    grid.end_row()
    if not grid.rows:
        return []
    return [Sheet("", False, 0, lambda: (lambda: (list(row) for row in grid.rows), grid.merged))]


class _Tables(HTMLParser):
    """Collects text only. A table inside a cell is read as that cell's text."""

    def __init__(self, limits):
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.rows, self.merged = [], []
        self._row = None
        self._cell = None
        self._span = (1, 1)
        self._held = {}  # column -> last row taken by a cell that reaches down
        self._depth = self._silent = 0

    def handle_starttag(self, tag, attributes):
        if tag in SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.end_row()
                self._held.clear()
        elif self._depth == 1 and tag == "tr":
            self.end_row()
            self._row = []
        elif self._depth == 1 and tag in CELLS:
            self._end_cell()
            self._row = [] if self._row is None else self._row
            self._cell, self._span = [], self._spans(dict(attributes))
        elif tag in BREAKS and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag):
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table":
            if self._depth == 1:
                self.end_row()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag == "tr":
            self.end_row()
        elif self._depth == 1 and tag in CELLS:
            self._end_cell()

    def handle_data(self, data):
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def end_row(self):
        """Close the row in hand, if any."""
        self._end_cell()
        if self._row is None:
            return
        self.rows.append(self._row)
        self._row = None
        if len(self.rows) > self.limits.rows:
            raise too_many_rows(self.limits)

    def _end_cell(self):
        if self._cell is None:
            return
        value = "\n".join(" ".join(line.split()) for line in "".join(self._cell).split("\n")).strip()
        self._cell = None
        row, top = self._row, len(self.rows)
        while self._held.get(len(row), -1) >= top:
            row.append("")
        down, across = self._span
        left = len(row)
        if left + across > self.limits.columns:
            raise too_many_columns(self.limits)
        row.append(value)
        row.extend([""] * (across - 1))
        if down > 1:
            self._held.update(dict.fromkeys(range(left, left + across), top + down - 1))
        if down > 1 or across > 1:
            self.merged.append(Merged(top + 1, left, top + down, left + across - 1))

    def _spans(self, attributes):
        return (
            min(_span(attributes.get("rowspan")), self.limits.rows),
            min(_span(attributes.get("colspan")), self.limits.columns),
        )


def _span(value):
    digits = (value or "").strip()
    return max(1, int(digits)) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 1
