"""Write what an office file brings: one transaction, in bulk, one line in the trail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.actions.import_rows import PERSON, grams_of, group_rows, insert_grams, people_rows, sealed_columns
from shuniu.groups.actions.import_statements import keep_statements
from shuniu.groups.models import ActivityTime, Group, GroupGram, Leadership, Membership, ReportedFigure
from shuniu.kernel import bulk, trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.later import Kept
from shuniu.kernel.imports.standing import Moved, stamp
from shuniu.kernel.imports.undoing import sealed_before
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import holds, require
from shuniu.people.public import Person, PersonGram

WRITTEN = trail.entry_kind(
    "groups.import_written",
    _(
        "Imported a file: groups {groups_created} new, {groups_updated} changed; people {people_created} new, "
        "{people_updated} changed; memberships {memberships_created} new, {memberships_updated} changed; "
        "{refused} rows refused"
    ),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
READ_AGAIN = trail.entry_kind(
    "groups.import_read_again", _("Read a file that holds nothing new"), erasure=trail.Erasure.NOTHING_PERSONAL
)


@dataclass(slots=True)
class Counts:
    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Change:
    """One row on record: its new values and those they replace, by attribute. `row` is where the file says so."""

    id: int
    new: dict[str, Any]
    old: dict[str, Any]
    label: str = ""
    row: int | None = None  # of a group's change: its index into `groups`
    mark: bytes | None = None  # a person's new print


def _no_counts() -> dict[str, Counts]:
    return {noun: Counts() for noun in ("groups", "people", "memberships")}


@dataclass(slots=True)
class Plan:
    """Everything a file will write, decided beforehand. Rows are indexes into `people`, groups into `groups`.

    who: per row the id of a person on record, -r for the new person that row r introduces, None for a refused row.
    additions: row of a new person → columns that later rows add.
    """

    centre_id: int
    as_of: date
    source: str
    stamp: tuple[int, int]
    people: Any
    groups: list
    refused_rows: int
    marks: Any = None
    group_ids: list[int | None] = field(default_factory=list)
    who: list[Any] = field(default_factory=list)
    listed: list[int] = field(default_factory=list)
    new_groups: list[int] = field(default_factory=list)
    group_changes: list[Change] = field(default_factory=list)
    new_people: list[int] = field(default_factory=list)
    additions: dict[int, dict[str, Any]] = field(default_factory=dict)
    people_changes: list[Change] = field(default_factory=list)
    new_memberships: list[int] = field(default_factory=list)
    membership_changes: list[Change] = field(default_factory=list)
    new_leaders: list[tuple[int, int, date]] = field(default_factory=list)  # (group, row, since)
    new_figures: list[tuple[int, str, int]] = field(default_factory=list)  # (group, figure, value)
    figure_changes: list[Change] = field(default_factory=list)
    new_times: list[tuple[int, tuple]] = field(default_factory=list)  # (group, weekly times)
    kept: list[Kept] = field(default_factory=list)  # what the register was told later
    ended: dict[int, date] = field(default_factory=dict)  # group → the day after the file's on which it ended
    stays: dict[int, int] = field(default_factory=dict)  # row → the membership on record that it speaks of
    counts: dict[str, Counts] = field(default_factory=_no_counts)

    @property
    def brings_something(self) -> bool:
        return any(
            (
                self.new_groups, self.group_changes, self.new_people, self.people_changes, self.new_memberships,
                self.membership_changes, self.new_leaders, self.new_figures, self.figure_changes, self.new_times,
            )
        )  # fmt: skip

    @property
    def takes_something(self) -> bool:
        """Whether a single row of the file was good, if only by saying what is on record already."""
        return self.brings_something or any(c.created + c.updated + c.unchanged for c in self.counts.values())

    @property
    def facts(self) -> dict[str, int]:
        """The counts as the trail keeps them."""
        told = {
            f"{noun}_{name}": getattr(counts, name)
            for noun, counts in self.counts.items()
            for name in ("created", "updated", "unchanged")
        }
        return {**told, "refused": self.refused_rows}


@action
def write_import(plan: Plan, *, batch: Batch, by: Actor) -> Batch:
    """Write the plan under `batch` (saved or not). Raises Moved where the register is no longer as it was judged against."""
    require(holds(by, permissions.IMPORT))
    bulk.hold(plan.centre_id)
    if stamp(plan.centre_id) != plan.stamp:
        raise Moved
    batch.state, batch.written_at, batch.progress = Batch.State.WRITTEN, by.at, 100
    batch.save()
    writing = _Writing(plan, batch, by)
    if not plan.brings_something:
        writing.state()
        trail.record(READ_AGAIN, batch, by=by, batch_id=batch.pk, facts={**plan.facts, "digest": batch.digest})
        return batch
    batch.undo = writing.before()
    writing.create()
    writing.change()
    writing.state()
    batch.save(update_fields=["undo"])
    trail.record(WRITTEN, batch, by=by, batch_id=batch.pk, facts={**plan.facts, "digest": batch.digest})
    return batch


class _Writing:
    """The rows of one plan, in the order in which they refer to each other."""

    def __init__(self, plan: Plan, batch: Batch, by: Actor):
        self.plan, self.batch, self.by = plan, batch, by
        self.now = bulk.moment(by.at)
        self.group_ids, self.person_ids, self.membership_ids = list(plan.group_ids), {}, dict(plan.stays)

    def create(self) -> None:
        plan = self.plan
        ids = bulk.reserve(Group, len(plan.new_groups))
        for at, key in zip(plan.new_groups, ids, strict=True):
            self.group_ids[at] = key
        names, rows = group_rows(plan, ids, self.batch.pk, self.now)
        bulk.insert(Group, names, rows)
        named = [plan.groups[at].name for at in plan.new_groups]
        insert_grams(GroupGram, "group_id", grams_of(plan.centre_id, named, ids))
        self._people()
        self._memberships()
        self._of_groups()

    def _people(self) -> None:
        """In the order of names: two of the indexes then grow from left to right."""
        plan, names = self.plan, self.plan.people.name
        rows = sorted(plan.new_people, key=names.__getitem__)
        ids = bulk.reserve(Person, len(rows))
        self.person_ids = dict(zip(rows, ids, strict=True))
        with bulk.filling(Person, len(rows)):
            bulk.insert(Person, PERSON, people_rows(plan, rows, ids, self.batch.pk, self.now))
            found = grams_of(plan.centre_id, [names[row] for row in rows], ids)  # sought while the indexes are built
        insert_grams(PersonGram, "person_id", found)

    def _person(self, row: int) -> int:
        who = self.plan.who[row]
        return who if who > 0 else self.person_ids[-who]

    def _memberships(self) -> None:
        plan, people = self.plan, self.plan.people
        ids = bulk.reserve(Membership, len(plan.new_memberships))
        self.membership_ids |= zip(plan.new_memberships, ids, strict=True)
        centre, batch, groups, person, day = plan.centre_id, self.batch.pk, self.group_ids, self._person, bulk.day
        with bulk.filling(Membership, len(ids)):
            bulk.insert(
                Membership,
                ("id", "centre_id", "group_id", "person_id", "duty", "former_post", "remark", "since", "until",
                 "batch_id"),
                (
                    (
                        key, centre, groups[people.group[row]], person(row), people.duty[row], people.former_post[row],
                        people.remark[row], day(people.since[row]),
                        day(plan.ended.get(people.group[row])), batch,
                    )
                    for key, row in zip(ids, plan.new_memberships, strict=True)
                ),
            )  # fmt: skip

    def _of_groups(self) -> None:
        plan, centre, batch, groups = self.plan, self.plan.centre_id, self.batch.pk, self.group_ids
        bulk.insert(
            Leadership,
            ("id", "centre_id", "group_id", "person_id", "since", "unit", "handover_note", "batch_id"),
            (
                (
                    key,
                    centre,
                    groups[at],
                    self._person(row),
                    since,
                    plan.people.former_post[row],
                    "",
                    batch,
                )
                for key, (at, row, since) in zip(
                    bulk.reserve(Leadership, len(plan.new_leaders)), plan.new_leaders, strict=True
                )
            ),
        )
        bulk.insert(
            ReportedFigure,
            ("id", "centre_id", "group_id", "figure", "value", "reported_on", "source", "batch_id"),
            (
                (key, centre, groups[at], figure, value, plan.as_of, plan.source, batch)
                for key, (at, figure, value) in zip(
                    bulk.reserve(ReportedFigure, len(plan.new_figures)), plan.new_figures, strict=True
                )
            ),
        )
        slots = [
            (groups[at], day, bulk.clock(starts), bulk.clock(ends))
            for at, weekly in plan.new_times
            for day, starts, ends in weekly
        ]
        known = [groups[at] for at, _weekly in plan.new_times if plan.group_ids[at]]
        bulk.delete(ActivityTime, "group_id", known)
        bulk.insert(
            ActivityTime,
            ("id", "centre_id", "group_id", "weekday", "starts", "ends"),
            ((key, centre, *slot) for key, slot in zip(bulk.reserve(ActivityTime, len(slots)), slots, strict=True)),
        )

    # --- Changes of what is on record ---------------------------------------------------------------------------------
    def change(self) -> None:
        plan = self.plan
        for model, changes in (
            (Group, plan.group_changes), (Membership, plan.membership_changes), (ReportedFigure, plan.figure_changes),
        ):  # fmt: skip
            stamped = {"changed_at": self.now} if model is Group else {}
            for change in changes:
                values = {**change.new, **stamped}
                bulk.update(model, list(values), [(*values.values(), change.id)])
        for change in plan.people_changes:
            values = {**sealed_columns(change.new, plan.centre_id), "print_index": change.mark, "changed_at": self.now}
            bulk.update(Person, list(values), [(*values.values(), change.id)])

    def state(self) -> None:
        """Keep of whom it spoke, also where it brought nothing new: it then confirms what stands."""
        keep_statements(
            self.plan, self.batch, group_ids=self.group_ids, person=self._person, memberships=self.membership_ids
        )

    def before(self) -> bytes:
        """What this batch is about to change, as it stands, sealed."""
        return sealed_before(dict(self._before()), self.plan.centre_id)

    def _before(self) -> Iterator[tuple[str, list]]:
        plan = self.plan
        yield "groups.group", self._stood(Group, plan.group_changes)
        yield "people.person", self._stood(Person, plan.people_changes)
        yield "groups.membership", [(change.id, change.old) for change in plan.membership_changes]
        yield "groups.reportedfigure", [(change.id, change.old) for change in plan.figure_changes]
        retimed = [plan.group_ids[at] for at, _weekly in plan.new_times if plan.group_ids[at]]
        slots = ActivityTime.objects.visible_to(self.by).filter(group_id__in=retimed)
        yield "times", [retimed, list(slots.values_list("group_id", "weekday", "starts", "ends"))]

    def _stood(self, model: type[Group] | type[Person], changes: list[Change]) -> list:
        """With the moment of the change before: once this batch is taken back, an earlier one finds nothing later."""
        rows, moments = model.objects.visible_to(self.by), {}
        for some in bulk.in_portions([change.id for change in changes]):
            moments |= dict(rows.filter(pk__in=some).values_list("pk", "changed_at"))
        return [(change.id, {**change.old, "changed_at": moments[change.id]}) for change in changes]
