"""Of which groups, people and memberships a written file said what: a file of an earlier day is weighed against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from shuniu.groups.models import Group, Membership
from shuniu.kernel.imports.later import state, stated_before, stated_day
from shuniu.kernel.models import Batch
from shuniu.people.public import Person

OF_PERSON = ("id_number", "phone", "address")
OF_MEMBERSHIP = ("duty", "former_post", "remark")
Said = dict[tuple[str, ...], list[int]]


def keep_statements(
    plan, batch: Batch, *, group_ids: list[int], person: Callable[[int], int], memberships: Mapping[int, int]
) -> None:
    """person: row → the one meant; memberships: row → the membership. The same file for the same day is kept once."""
    if not plan.brings_something and stated_before(batch):
        return
    state(batch, Group, _of_groups(plan, group_ids))
    state(batch, Person, _of_people(plan, person))
    state(batch, Membership, _of_memberships(plan, memberships))


def _of_groups(plan, group_ids: list[int]) -> Said:
    said: Said = defaultdict(list)
    for at in plan.listed:
        facts = plan.groups[at].facts
        columns = {column for column, value in facts.items() if value not in (None, "")} - {"founded_precision"}
        if "founded_on" in columns:
            columns.remove("founded_on")
            columns.add(stated_day("founded_on", facts["founded_precision"]))
        said[tuple(sorted(columns))].append(group_ids[at])
    return said


def _of_people(plan, person: Callable[[int], int]) -> Said:
    people, rows = plan.people, defaultdict(list)
    told = zip(people.sex, people.precision, *(map(bool, getattr(people, column)) for column in OF_PERSON), strict=True)
    for row, what in enumerate(told):
        if plan.who[row] is not None:
            rows[what].append(person(row))
    said: Said = defaultdict(list)
    for (sex, precision, *texts), keys in rows.items():
        columns = [column for column, is_told in zip(OF_PERSON, texts, strict=True) if is_told]
        columns += ["sex"] * (sex not in ("", "0")) + [stated_day("born_on", precision)] * bool(precision)
        said[tuple(columns)] += keys
    return said


def _of_memberships(plan, memberships: Mapping[int, int]) -> Said:
    people, said = plan.people, defaultdict(list)
    for row, key in memberships.items():
        said[tuple(column for column in OF_MEMBERSHIP if getattr(people, column)[row])].append(key)
    return said
