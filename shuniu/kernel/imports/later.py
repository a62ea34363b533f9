"""The later word: what the register was told after the day a file speaks for (ADR 0087).

What a written file spoke of is kept as statements: rows and columns, no values. What a hand put right stands in the
trail. A file of an earlier day is weighed against both, value by value: it may fill what is empty, and overwrites nothing
that was said later.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import in_portions
from shuniu.kernel.calendar import day_of
from shuniu.kernel.models import Batch, Statement, TrailEntry

EVERYTHING = "*"  # instead of a column: the row came into the register with this word
Facts = Mapping[str, Any]


def corrected(facts: Facts) -> Collection[str]:
    """The columns that a line of the trail names as corrected."""
    return facts["columns"].split(", ")


def entered(_facts: Facts) -> Collection[str]:
    """A row was written down by hand, whole."""
    return (EVERYTHING,)


def stated_day(column: str, precision: str) -> str:
    """How a statement calls a day that its file knows so exactly: one known to the year says nothing of the month."""
    return f"{column}:{precision}"


@dataclass(frozen=True, slots=True)
class ByHand:
    """The lines of the trail in which a hand tells of a noun. kinds: kind of entry → the columns it tells of.

    about: the noun whose trail they stand in; `fact` is then where a line names the row itself.
    """

    kinds: Mapping[str, Callable[[Facts], Collection[str]]]
    about: type[Model] | None = None
    fact: str = ""


class Kept(NamedTuple):
    """A value of a file against which the register's stays, both as they may be shown, and the day of the later word."""

    sheet: str
    row: int | None
    name: str  # of the thing
    column: str
    register: str
    file: str
    day: date

    def told(self) -> dict:
        return {**self._asdict(), "day": self.day.isoformat()}


@dataclass(slots=True)
class Words:
    """The later words about some rows: (key, column) → the day of the last of them."""

    days: dict[tuple[int, str], date] = field(default_factory=dict)

    def day(self, key: int, *columns: str) -> date | None:
        """The last day after the file's on which one of these columns was told; None where none was."""
        found = (self.days.get((key, column)) for column in (*columns, EVERYTHING))
        return max((day for day in found if day), default=None)

    def heard(self, key: int, columns: Iterable[str], day: date) -> None:
        for column in columns:
            if day > self.days.get((key, column), date.min):
                self.days[key, column] = day


def state(batch: Batch, noun: type[Model], said: Mapping[tuple[str, ...], Iterable[int]]) -> None:
    """Keep of which rows a file spoke. said: columns → keys of the rows; inside the action that writes the file."""
    rows = [
        Statement(centre_id=batch.centre_id, batch=batch, noun=noun._meta.label_lower, columns=columns, keys=list(runs))
        for columns, keys in said.items()
        if columns and (runs := list(_runs(keys)))
    ]
    Statement.objects.bulk_create(rows)


def stated_before(batch: Batch) -> bool:
    """Whether the same file was written for the same day already, and still stands."""
    same = Batch.objects.unscoped(because="the file was scoped").filter(
        centre_id=batch.centre_id, digest=batch.digest, as_of=batch.as_of, state=Batch.State.WRITTEN
    )
    return same.exclude(pk=batch.pk).exists()


def later_words(
    noun: type[Model], keys: Collection[int], *, after: date, by: Actor, by_hand: ByHand, about: Collection[int] = ()
) -> Words:
    """What the register was told of these rows after a day. about: the keys that `by_hand.about` is asked for."""
    words = Words()
    if keys:
        _by_files(words, noun, sorted(keys), after, by)
        _by_hands(words, noun, by_hand, about or keys, after, by)
    return words


def notes(kept: Iterable[Kept]) -> Iterator[tuple[str, int | None, str]]:
    """(sheet, row, sentence): one a row and day, with the columns whose value stays. They name nobody: they are kept."""
    rows: dict[tuple, dict[str, None]] = {}
    for each in kept:
        rows.setdefault((each.sheet, each.row, each.day), {})[each.column] = None
    for (sheet, row, day), columns in rows.items():
        said = _("The register has a later word, of %(day)s. It stays: %(columns)s.")
        yield sheet, row, said % {"day": day, "columns": _(", ").join(columns)}


def _by_files(words: Words, noun: type[Model], keys: list[int], after: date, by: Actor) -> None:
    statements = Statement.objects.visible_to(by).filter(
        noun=noun._meta.label_lower, batch__as_of__gt=after, batch__state=Batch.State.WRITTEN
    )
    for day, columns, runs in statements.values_list("batch__as_of", "columns", "keys").iterator(chunk_size=20):
        for first, last in runs:
            for key in keys[bisect_left(keys, first) : bisect_right(keys, last)]:
                words.heard(key, columns, day)
    if any(each.name == "batch" for each in noun._meta.fields):
        _by_silent_files(words, noun, keys, after, by)


def _by_silent_files(words: Words, noun: type[Model], keys: list[int], after: date, by: Actor) -> None:
    """Of a file that left no statement it is known only which rows came with it."""
    for some in in_portions(keys):
        rows = noun.objects.visible_to(by).filter(pk__in=some, batch__as_of__gt=after, batch__statements__isnull=True)
        for key, day in rows.values_list("pk", "batch__as_of"):
            words.heard(key, (EVERYTHING,), day)


def _by_hands(words: Words, noun: type[Model], by_hand: ByHand, about: Collection[int], after: date, by: Actor) -> None:
    named, tomorrow = (by_hand.about or noun)._meta.label_lower, _beginning(after + timedelta(days=1))
    for some in in_portions(about):
        lines = TrailEntry.objects.filter(
            centre_id=by.centre, noun=named, noun_id__in=some, kind__in=by_hand.kinds, at__gte=tomorrow
        )
        for kind, at, key, facts in lines.values_list("kind", "at", "noun_id", "facts"):
            words.heard(facts[by_hand.fact] if by_hand.fact else key, by_hand.kinds[kind](facts), day_of(at))


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _runs(keys: Iterable[int]) -> Iterator[list[int]]:
    """Keys in any order → [first, last] of each row of neighbours."""
    ascending, run = sorted(set(keys)), []
    if ascending and ascending[-1] - ascending[0] < len(ascending):  # as a whole new roster is
        yield [ascending[0], ascending[-1]]
        return
    for key in ascending:
        if run and key <= run[1] + 1:
            run[1] = key
            continue
        if run:
            yield run
        run = [key, key]
    if run:
        yield run
