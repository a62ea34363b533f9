"""Take an import back, while nothing has been built on it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.actions.import_rows import SEALED, sealed_columns
from shuniu.groups.models import ActivityTime, Group, GroupGram, Leadership, Membership, ReportedFigure
from shuniu.kernel import bulk, trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.undoing import built_on, stood_before
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.people.public import Person, PersonGram

UNDONE = trail.entry_kind(
    "groups.import_undone",
    _("Took an import back: {groups} groups, {people} people, {memberships} memberships"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
BATCHED = (ReportedFigure, Leadership, Membership)  # rows that carry their batch, in the order of deletion


@action
def undo_import(batch: Batch, *, by: Actor) -> Batch:
    """Delete what the batch created and restore what it changed. Raises Refused, naming what was built on it."""
    require(holds(by, permissions.IMPORT))
    bulk.hold(batch.centre_id)
    before = stood_before(batch) or {}
    if reason := next(_reasons_against(batch, before, by), None):
        raise Refused(Denied(reason))
    _restore(before, batch, by)
    gone = _delete(batch, by)
    batch.state, batch.undo = Batch.State.UNDONE, None
    batch.save(update_fields=["state", "undo"])
    trail.record(UNDONE, batch, by=by, batch_id=batch.pk, facts=gone)
    return batch


def _reasons_against(batch: Batch, before: dict, by: Actor) -> Iterator:
    """Why the batch cannot be taken back, the plainest first."""
    if batch.state != Batch.State.WRITTEN:
        yield _("Only an import that was written can be taken back.")
    for model in (Group, Person):
        changed = [key for key, _old in before.get(model._meta.label_lower, [])]
        if _of(model, batch, by, changed).filter(changed_at__gt=batch.written_at).exists():
            yield _("Something it brought was changed since: %(noun)s.") % {"noun": model._meta.verbose_name}
    left = [key for key, _old in before.get("groups.membership", [])]
    ended_before = Q(until=F("group__ended_on"), group__changed_at__lte=batch.written_at)  # an older file brought it so
    if _of(Membership, batch, by, left).filter(until__isnull=False).exclude(ended_before).exists():
        yield _("A member it brought has left since.")
    if _of(Leadership, batch, by, []).filter(until__isnull=False).exists():
        yield _("A leadership it brought was handed over since.")
    yield from built_on(batch, (Group, Person), along=(ActivityTime,))


def _of(model: type[Model], batch: Batch, by: Actor, changed: list[int]) -> QuerySet:
    """The rows that the batch created or changed."""
    return model.objects.visible_to(by).filter(Q(batch=batch) | Q(pk__in=changed))


def _restore(before: dict, batch: Batch, by: Actor) -> None:
    for model in (Group, Membership, ReportedFigure, Person):
        for key, old in before.get(model._meta.label_lower, []):
            values = {column: _read(model, column, value) for column, value in old.items()}
            changed_at = values.pop("changed_at", by.at)  # files written before this was kept do not say it
            if model is Person:
                values = {**sealed_columns(values, batch.centre_id), "print_index": None}
            if model in (Group, Person):
                values["changed_at"] = bulk.moment(changed_at)
            bulk.update(model, list(values), [(*values.values(), key)])
    groups, slots = before.get("times", ([], []))
    bulk.delete(ActivityTime, "group_id", groups)
    ids = bulk.reserve(ActivityTime, len(slots))
    rows = ((key, batch.centre_id, *slot) for key, slot in zip(ids, slots, strict=True))
    names = ("id", "centre_id", "group_id", "weekday", "starts", "ends")
    bulk.insert(ActivityTime, names, (tuple(_stored(n, v) for n, v in zip(names, row, strict=True)) for row in rows))


def _read(model: type[Model], column: str, value):
    """A value that went through JSON; the text of a sealed column stays text until it is sealed."""
    return value if model is Person and column in SEALED else model._meta.get_field(column).to_python(value)


def _stored(name: str, value):
    """A time of day that went through JSON."""
    return bulk.clock(ActivityTime._meta.get_field(name).to_python(value)) if name in ("starts", "ends") else value


def _delete(batch: Batch, by: Actor) -> dict[str, int]:
    groups, people = (model.objects.visible_to(by).filter(batch=batch) for model in (Group, Person))
    members = Membership.objects.visible_to(by).filter(batch=batch)
    gone = {"groups": groups.count(), "people": people.count(), "memberships": members.count()}
    for model in BATCHED:
        bulk.delete(model, "batch_id", [batch.pk])
    ActivityTime.objects.visible_to(by).filter(group__in=groups.values("pk")).delete()
    GroupGram.objects.filter(centre_id=batch.centre_id, group_id__in=groups.values("pk")).delete()
    PersonGram.objects.filter(centre_id=batch.centre_id, person_id__in=people.values("pk")).delete()
    bulk.delete(Group, "batch_id", [batch.pk])
    bulk.delete(Person, "batch_id", [batch.pk])
    return gone
