"""Thresholds, time limits and code tables: data of a place with a validity period."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from shuniu.kernel.models import Code, DatedSetting
from shuniu.kernel.places.codes import parents
from shuniu.kernel.prepared import prepared

NATION = 0  # the root of the tree: what holds where no place says otherwise
LABELS: dict[str, Promise] = {}  # what a setting or a code table is called by people


OWN_WORDS: list[str] = []  # settings for which no word but a place's own will do


def asked_of_each_place(*keys: str) -> None:
    """Settings whose value for the whole nation only holds their place, such as a telephone: the desk asks for them."""
    OWN_WORDS.extend(keys)


def unsaid(place: int, *, on: date) -> list[str]:
    """Of the settings asked of each place, those that neither it nor one above it has said anything about."""
    rows = DatedSetting.objects.filter(in_force(on), key__in=OWN_WORDS, place_id__in=[place, *parents(place)])
    said = set(rows.exclude(place_id=NATION).values_list("key", flat=True))
    return [key for key in OWN_WORDS if key not in said]


def named(labels: dict[str, Promise]) -> None:
    """A room's names of its settings and tables: `named({"groups.filing.opinion_days": _("…")})`."""
    LABELS.update(labels)


class NoSetting(LookupError):
    """No value is in force for this place and day."""


def setting(key: str, *, place: int, on: date):
    """The value in force at `place` on a day: the nearest place upward that says something wins."""
    upward = [place, *parents(place), NATION]
    nearest = dict(_values(key, upward, on))
    for here in upward:
        if here in nearest:
            return nearest[here]
    raise NoSetting(f"{key} has no value for {place} on {on}")


def codes(table: str, *, place: int, on: date) -> list[Code]:
    """The entries of a code table in force at a place: the nearest place that keeps the table wins, as a whole."""
    return code_tables(table, place=place, on=on)[table]


def code_tables(*tables: str, place: int, on: date) -> dict[str, list[Code]]:
    """`codes` of several tables, in one question."""
    upward = [place, *parents(place), NATION]
    found: dict[tuple[str, int], list[Code]] = {}
    for row in _entries(tables, upward, on):
        found.setdefault((row.table, row.place_id), []).append(row)
    return {table: next((found[table, p] for p in upward if (table, p) in found), []) for table in tables}


@prepared
def _values(key: str, places: list[int], on: date) -> QuerySet:
    """(place, value), the latest of a place last."""
    rows = DatedSetting.objects.filter(in_force(on), key=key, place_id__in=places)
    return rows.order_by("valid_from").values_list("place_id", "value")


@prepared
def _entries(tables: tuple[str, ...], places: list[int], on: date) -> QuerySet[Code]:
    return Code.objects.filter(in_force(on), table__in=tables, place_id__in=places).order_by("order", "code")


def in_force(on: date) -> Q:
    """Rows of `Code` and `DatedSetting` whose period holds a day."""
    return Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gte=on))
