"""Which two records may be one human being, and on what evidence. Proposed here; decided by a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from shuniu.people.models import Person, Precision

WEIGHTS = {
    "same_phone": (50, _("the same phone")),
    "same_name": (25, _("the same name")),
    "same_birth_day": (40, _("the same birth date")),
    "same_birth_month": (20, _("the same birth month")),
    "same_birth_year": (8, _("the same birth year")),
    "same_sex": (2, _("the same sex")),
    "other_id_number": (-200, _("different ID numbers")),
    "other_sex": (-60, _("different sexes")),
    "other_birth": (-60, _("births that cannot be the same")),
}
THRESHOLD = 50  # a same name with the same birth month is not yet enough; with a day or a phone it is
BLOCK_LIMIT = 30  # a name or phone shared by more people says little

EXACTNESS = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1, Precision.AGE: 1}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two people, the weight of the evidence, and its codes (never the values)."""

    first: int
    second: int
    score: int
    evidence: tuple[str, ...]


def proposals(centre_id: int) -> Iterator[Proposal]:
    """Pairs of people of a centre worth a look, compared within blocks of the same phone or the same name."""
    seen: set[tuple[int, int]] = set()
    for column in ("phone_index", "name"):
        for block in _blocks(centre_id, column):
            for a, b in combinations(block, 2):
                pair = (a.pk, b.pk) if a.pk < b.pk else (b.pk, a.pk)
                if pair in seen:
                    continue
                seen.add(pair)
                evidence = compare(a, b)
                if (score := weigh(evidence)) >= THRESHOLD:
                    yield Proposal(*pair, score, evidence)


def compare(a: Person, b: Person) -> tuple[str, ...]:
    """What speaks for and against two records being one person."""
    found = []
    if a.phone_index and a.phone_index == b.phone_index:
        found.append("same_phone")
    if a.name == b.name:
        found.append("same_name")
    if a.id_index and b.id_index and a.id_index != b.id_index:
        found.append("other_id_number")
    if {a.sex, b.sex} <= {"1", "2"}:
        found.append("same_sex" if a.sex == b.sex else "other_sex")
    if birth := _compare_births(a, b):
        found.append(birth)
    return tuple(found)


def weigh(evidence: tuple[str, ...]) -> int:
    return sum(WEIGHTS[code][0] for code in evidence)


def said(evidence) -> list:
    """The evidence in words."""
    return [WEIGHTS[code][1] for code in evidence if code in WEIGHTS]


def _compare_births(a: Person, b: Person) -> str:
    if not a.born_on or not b.born_on:
        return ""
    exactness = min(EXACTNESS[a.born_precision], EXACTNESS[b.born_precision])
    if a.born_on.year != b.born_on.year:
        stated = Precision.AGE in (a.born_precision, b.born_precision)
        return "" if stated and abs(a.born_on.year - b.born_on.year) == 1 else "other_birth"
    if exactness >= 2 and a.born_on.month != b.born_on.month:
        return "other_birth"
    if exactness == 3:
        return "same_birth_day" if a.born_on == b.born_on else "other_birth"
    return "same_birth_month" if exactness == 2 else "same_birth_year"


def _blocks(centre_id: int, column: str) -> Iterator[list[Person]]:
    people = Person.objects.unscoped(because="duplicates are looked for in a whole centre").filter(
        centre_id=centre_id, merged_into__isnull=True, erased_at__isnull=True
    )
    shared = (
        people.exclude(**{f"{column}__isnull": True})
        .values_list(column)
        .annotate(people=Count("pk"))
        .filter(people__range=(2, BLOCK_LIMIT))
        .order_by()
        .values_list(column, flat=True)
    )
    slim = ("id", "name", "sex", "born_on", "born_precision", "id_index", "phone_index")
    for value in list(shared):
        yield list(people.filter(**{column: value}).only(*slim).order_by("pk"))
