"""A sheet as plain rows: the one shape every format is turned into."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple


class Since1904(float):
    """A number of a workbook whose count of days begins in 1904: the same number is another day there."""


class Merged(NamedTuple):
    """A merged range. Rows as Excel numbers them (from 1), columns as list positions (from 0), both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """One sheet, read only when its rows are asked for, as often as they are asked for.

    name      as on the tab; '' for a text file
    hidden    the person looking at the file does not see this sheet
    position  0 for the first sheet of the file
    """

    name: str
    hidden: bool
    position: int
    load: Callable[[], tuple[Callable[[], Iterable[list]], list[Merged]]] = field(repr=False)

    @cached_property
    def _loaded(self):
        return self.load()

    @property
    def merged(self) -> list[Merged]:
        """Merged ranges; empty where the format has none."""
        return self._loaded[1]

    def rows(self) -> Iterator[tuple[int, list]]:
        """(row number as in Excel, cells): str, float, int, bool, date, datetime, time or timedelta; '' is blank."""
        return enumerate(self._loaded[0](), 1)

    def forget(self):
        """Let go of the cells; the next question reads them again."""
        self.__dict__.pop("_loaded", None)


def column_letter(at: int) -> str:
    """A position in a row, from 0, as Excel letters its columns: A, Z, AA."""
    letters, number = "", at + 1
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(65 + left) + letters
    return letters


def in_the_calendar_of_1904(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets of a workbook that counts its days from 1904: their numbers know it; what is formatted as a date is one
    already."""
    return [replace(sheet, load=_in_its_calendar(sheet.load)) for sheet in sheets]


def _in_its_calendar(load):
    def loaded():
        rows, merged = load()
        return (lambda: ([_dated_so(cell) for cell in row] for row in rows())), merged

    return loaded


def _dated_so(cell):
    return Since1904(cell) if type(cell) in (float, int) else cell
