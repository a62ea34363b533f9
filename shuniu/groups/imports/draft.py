"""What a file says, judged by itself: nothing in here knows the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Refusal(NamedTuple):
    """One cell that cannot be taken. `value` is masked where its column is sealed; `column` is the office's heading."""

    sheet: str
    row: int
    column: str
    value: str
    reason: object
    remedy: object = ""
    position: int | None = None  # of the column in the sheet, from 0


class Note(NamedTuple):
    """Something assumed or left out that changes nothing about the row's being taken."""

    sheet: str
    row: int | None
    text: object


@dataclass(slots=True)
class GroupDraft:
    """One group of the file: its facts by column of `groups.Group`, its leader's row, and the numbers reported."""

    name: str
    sheet: str
    row: int
    facts: dict = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)  # ReportedFigure.figure → value
    leader: int | None = None  # index into People
    listed: bool = False  # some row that was taken stands for it


@dataclass(slots=True)
class People:
    """The rows that speak of a person, in columns of equal length: 200,000 rows are 17 lists, not 200,000 objects.

    born with its precision '' · day · month · year · age; "" in a text column is "not said".
    `member` is False for a leader named beside a group but not in its roster.
    """

    sheet: list[str] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    group: list[int] = field(default_factory=list)  # index into Draft.groups
    name: list[str] = field(default_factory=list)
    sex: list[str] = field(default_factory=list)
    born: list[date | None] = field(default_factory=list)
    precision: list[str] = field(default_factory=list)
    id_number: list[str] = field(default_factory=list)
    phone: list[str] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    duty: list[str] = field(default_factory=list)
    former_post: list[str] = field(default_factory=list)
    remark: list[str] = field(default_factory=list)
    since: list[date] = field(default_factory=list)
    member: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.name)


@dataclass(slots=True)
class Draft:
    """A file judged by itself."""

    as_of: date
    groups: list[GroupDraft] = field(default_factory=list)
    people: People = field(default_factory=People)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    ignored: list[tuple[str, str]] = field(default_factory=list)  # (sheet, heading)
    headings: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)  # (sheet, field) → word, position
    kinds: set[str] = field(default_factory=set)  # roster, ledger

    @property
    def refused_rows(self) -> int:
        return len({(refusal.sheet, refusal.row) for refusal in self.refused})

    @property
    def kind(self) -> str:
        return "+".join(sorted(self.kinds))
