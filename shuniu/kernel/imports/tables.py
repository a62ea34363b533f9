"""Find the tables of a sheet by the words at their head, and read their rows.

A sheet is scanned once to learn where tables begin and end and which rows between are no data; Table.rows() then reads
it again, lazily. No cell is kept.
"""

from .facts import Fact
from .grid import Sheet
from .scanning import Scan
from .table import Ignored, Table
from .vocabulary import Column, Vocabulary

__all__ = ["Column", "Fact", "Ignored", "Table", "Vocabulary", "find_tables"]


def find_tables(sheet: Sheet, vocabulary: Vocabulary) -> list[Table]:
    """Every table of the sheet that the vocabulary recognises, from the top; side by side ones from the left."""
    return Scan(sheet, vocabulary).tables()
