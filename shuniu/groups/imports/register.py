"""What a centre has on record, in the slim form that comparing needs. Nothing sealed is opened here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q

from shuniu.groups.models import Group, Leadership, Membership, ReportedFigure
from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import AT_ONCE, in_portions
from shuniu.kernel.imports.standing import stamp
from shuniu.people.public import Person

from .facts import group_key

GROUP_COLUMNS = (
    "id", "name", "category", "place_id", "founded_on", "founded_precision", "content", "venue", "times",
    "times_per_week", "area", "party_members", "filing_number", "filed_on", "filed_until", "remark", "recorded_on",
    "ended_on",
)  # fmt: skip


class Stay(NamedTuple):
    """A membership as it stands; until is None while it lasts."""

    id: int
    group_id: int
    person_id: int
    since: date
    until: date | None
    duty: str
    former_post: str
    remark: str

    def covers(self, day: date) -> bool:
        """Whether it lasts, or lasted beyond the day: what a file says of that day is then no news."""
        return self.until is None or day < self.until


class Known(NamedTuple):
    """A person on record, as far as it is not sealed."""

    id: int
    name: str
    sex: str
    born: date | None
    precision: str
    stated_on: date | None
    id_index: bytes | None
    phone_index: bytes | None
    merged_into: int | None


class Register:
    """The groups of a centre that lived on a day; rosters once it is known which matter; people where one is in doubt."""

    def __init__(self, by: Actor, *, as_of: date):
        self.by = by
        self.stamp = stamp(by.centre)
        lived = Group.objects.visible_to(by).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=as_of))
        rows = lived.order_by(F("ended_on").asc(nulls_last=True)).values_list(
            *GROUP_COLUMNS
        )  # the last of a name counts
        self.groups = [dict(zip(GROUP_COLUMNS, row, strict=True)) for row in rows]
        self.by_name = {group_key(group["name"]): group for group in self.groups}
        self.by_number = {group["filing_number"]: group for group in self.groups if group["filing_number"]}
        self.printed: dict[int, dict[bytes, Stay]] = defaultdict(dict)  # group → what an import said of a person → stay
        self.stays: dict[tuple[int, int], Stay] = {}  # (group, person) → the stay that lasts, else the latest
        self.leaders: dict[int, int] = {}  # group → person
        self.led_until: dict[int, date] = {}  # group → the day its last ended term no longer held
        self.figures: dict[tuple[int, str], tuple[int, int]] = {}  # (group, figure) → (id, value) as of the file's day

    def numbers(self) -> dict[str, int]:
        """Filing number → group, of groups that have ended as well: a number is given once."""
        rows = Group.objects.visible_to(self.by).filter(filing_number__isnull=False)
        return dict(rows.values_list("filing_number", "id"))

    def find_group(self, name: str, filing_number: str | None) -> dict | None:
        """By its name; one whose name is new here, by its number."""
        return self.by_name.get(group_key(name)) or (self.by_number.get(filing_number) if filing_number else None)

    def load_rosters(self, groups: list[int], *, as_of: date, source: str) -> None:
        """Memberships, leaders and reported figures of these groups."""
        columns = (*Stay._fields, "person__print_index")
        for *stay, mark in _of_groups(Membership, groups, self.by, columns, order="id"):
            stay = Stay(*stay)
            key = stay.group_id, stay.person_id
            if key not in self.stays or not self.stays[key].covers(as_of):
                self.stays[key] = stay
            if mark is not None and stay.covers(as_of):
                self.printed[stay.group_id][bytes(mark)] = stay
        for group, person, until in _of_groups(Leadership, groups, self.by, ("group_id", "person_id", "until")):
            if until is None:
                self.leaders[group] = person
            else:
                self.led_until[group] = max(until, self.led_until.get(group, until))
        columns = ("group_id", "figure", "id", "value", "reported_on", "source")
        for group, figure, key, value, on, said_by in _of_groups(ReportedFigure, groups, self.by, columns):
            if on == as_of and said_by == source:
                self.figures[group, figure] = (key, value)

    def people(self) -> dict[int, Known]:
        """Everybody of the centre who was not erased, the merged included: they stand for the one kept."""
        rows = (
            Person.objects.visible_to(self.by)
            .filter(erased_at__isnull=True)
            .values_list(
                "id",
                "name",
                "sex",
                "born_on",
                "born_precision",
                "age_stated_on",
                "id_index",
                "phone_index",
                "merged_into_id",
            )
        )
        return {
            row[0]: Known(*row[:6], _bytes(row[6]), _bytes(row[7]), row[8]) for row in rows.iterator(chunk_size=5_000)
        }


def _of_groups(
    model, groups: list[int], by: Actor, columns: tuple[str, ...], order: str | None = None
) -> Iterable[tuple]:
    rows = model.objects.visible_to(by).values_list(*columns)
    rows = rows.order_by(order) if order else rows
    if len(groups) > AT_ONCE:  # a file about many groups: the whole centre is one query
        yield from rows.iterator(chunk_size=5_000)
        return
    for some in in_portions(groups):
        yield from rows.filter(group_id__in=some)


def _bytes(value) -> bytes | None:
    return bytes(value) if value is not None else None
