"""Excel's own XML of 2003 (SpreadsheetML), still written by many exports and usually named .xls."""

from datetime import datetime
from xml.parsers import expat

from .grid import Merged, Sheet
from .limits import damaged, too_many_columns, too_many_rows, unsafe

SS = "urn:schemas-microsoft-com:office:spreadsheet "


def xml_2003_sheets(stream, limits):
    """Every worksheet of the file, read at once."""
    reader = _Reader(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    stream.seek(0)
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as error:
        raise damaged() from error
    return [
        Sheet(name, hidden, at, lambda rows=rows, merged=merged: (lambda: (list(row) for row in rows), merged))
        for at, (name, hidden, rows, merged) in enumerate(reader.sheets)
    ]


class _Reader:
    def __init__(self, limits):
        self.limits = limits
        self.sheets = []  # [name, hidden, rows, merged]
        self._value = None
        self._type = ""
        self._span = (0, 0)
        self._visible = False

    def start(self, tag, attributes):
        tag = tag.removeprefix(SS)
        if tag == "Worksheet":
            self.sheets.append([attributes.get(SS + "Name", ""), False, [], []])
        elif not self.sheets:
            return
        elif tag == "Row":
            self._start_row(_count(attributes.get(SS + "Index"), 0))
        elif tag == "Cell" and self._rows:
            self._start_cell(attributes)
        elif tag == "Data" and self._rows and self._rows[-1]:
            self._value, self._type = [], attributes.get(SS + "Type", "String")
        elif tag.endswith(" Visible"):
            self._visible = True

    def text(self, data):
        if self._value is not None:
            self._value.append(data)
        elif self._visible and data.strip() in ("SheetHidden", "SheetVeryHidden"):
            self.sheets[-1][1] = True

    def end(self, tag):
        if tag == SS + "Data" and self._value is not None:
            cell_row = self._rows[-1]
            cell_row[self._column] = _value("".join(self._value), self._type)
            self._value = None
        elif tag.endswith(" Visible"):
            self._visible = False

    @property
    def _rows(self):
        return self.sheets[-1][2]

    def _start_row(self, index):
        rows = self._rows
        if max(index, len(rows) + 1) > self.limits.rows:
            raise too_many_rows(self.limits)
        rows.extend([] for _gap in range(index - len(rows) - 1))
        rows.append([])

    def _start_cell(self, attributes):
        row = self._rows[-1]
        index = _count(attributes.get(SS + "Index"), 0)
        across = _count(attributes.get(SS + "MergeAcross"), 0)
        down = _count(attributes.get(SS + "MergeDown"), 0)
        if max(index, len(row) + 1) + across > self.limits.columns:
            raise too_many_columns(self.limits)
        row.extend([""] * (index - len(row) - 1))
        self._column = len(row)
        row.extend([""] * (1 + across))
        if across or down:
            top = len(self._rows)
            self.sheets[-1][3].append(Merged(top, self._column, top + down, self._column + across))


def _value(text, kind):
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text.strip().rstrip("Z"))
        if kind == "Boolean":
            return text.strip() == "1"
    except ValueError:
        pass
    return text


def _count(text, otherwise):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else otherwise


def _refuse_doctype(*_declaration):
    raise unsafe()
