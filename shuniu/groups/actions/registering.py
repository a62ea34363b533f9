"""Groups enter the register, unfiled, and their record is put right."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.filed import may_correct
from shuniu.groups.models import Group, GroupGram
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.later import ByHand, corrected, entered
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing import conceal, reveal
from shuniu.kernel.search import grams, initials

REGISTERED = trail.entry_kind(
    "groups.registered", _("Entered the register, unfiled"), erasure=trail.Erasure.NOTHING_PERSONAL
)
CORRECTED = trail.entry_kind("groups.corrected", _("Corrected: {columns}"), erasure=trail.Erasure.FORGET_DETAIL)
CHANGED = trail.entry_kind(
    "groups.changed", _("Changed by {application}: {columns}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
BY_HAND = ByHand({REGISTERED: entered, CORRECTED: corrected, CHANGED: corrected})  # told otherwise than by a file

# A contact's name and number are a person's, so the trail keeps them where erasure reaches.
PERSONAL = ("liaison_name", "liaison_phone")
SEALED = ("liaison_phone",)  # written under seal; taken and compared as text
CORRECTABLE = (
    "name",
    "place_id",
    "category",
    "founded_on",
    "founded_precision",
    "content",
    "venue",
    "times",
    "times_per_week",
    "area",
    "charter",
    "remark",
    "party_members",
    "liaison_assigned",
    "liaison_name",
    "liaison_unit",
    "liaison_phone",
)


class NameTaken(Refused):
    """Another living group of the centre bears the name."""

    def __init__(self):
        super().__init__(Denied(_("A group of this name is already in the register.")))


@action
def register_group(*, centre_id: int, place_id: int, name: str, by: Actor, **columns) -> Group:
    """Enter a group as it is, unfiled. `columns`: any of CORRECTABLE. Raises Refused, NameTaken."""
    require(holds(by, permissions.EDIT))
    _only_correctable(columns)
    group = Group(
        centre_id=centre_id, place_id=place_id, name=name.strip(), initials=initials(name.strip(), person=False)
    )
    for column, value in columns.items():
        _put(group, column, value)
    group.recorded_on, group.changed_at = by.today, by.at
    try:
        with transaction.atomic():
            group.save(force_insert=True)
    except IntegrityError as taken:
        raise NameTaken from taken
    _make_findable(group)
    trail.record(REGISTERED, group, by=by, facts={"name": group.name, "place": place_id})
    return group


@action
def correct_group(group: Group, *, by: Actor, **columns) -> list[str]:
    """Put plain data right; returns the columns that changed. Of a filed group, what it was filed with is applied for.

    Raises Refused where nothing changed: an action that does nothing leaves no line.
    """
    require(holds(by, permissions.EDIT))
    _only_correctable(columns)
    require(may_correct(group, columns))
    changed = change_columns(group, columns, by=by)
    if not changed:
        raise Refused(Denied(_("Nothing was changed.")))
    trail.record(
        CORRECTED,
        group,
        by=by,
        facts={"columns": ", ".join(changed), "before": _plain(changed, 0), "after": _plain(changed, 1)},
        detail=_personal(changed),
    )
    return list(changed)


def change_columns(group: Group, columns: dict, *, by: Actor) -> dict[str, tuple]:
    """Set columns and keep the group findable; column → (before, after) of those that differ. Leaves no line itself."""
    changed = {c: (now, v) for c, v in columns.items() if (now := _now(group, c)) != v}
    if not changed:
        return {}
    for column, (_before, after) in changed.items():
        _put(group, column, after)
    group.changed_at = by.at
    if "name" in changed:
        group.initials = initials(group.name, person=False)
    try:
        with transaction.atomic():
            group.save(update_fields=[*changed, "initials", "changed_at"])
    except IntegrityError as taken:
        raise NameTaken from taken
    if "name" in changed:
        _make_findable(group)
    return changed


def _make_findable(group: Group) -> None:
    GroupGram.objects.filter(centre_id=group.centre_id, group_id=group.pk).delete()
    GroupGram.objects.bulk_create(
        GroupGram(centre_id=group.centre_id, gram=gram, group_id=group.pk) for gram in grams(group.name)
    )


def _now(group: Group, column: str):
    return reveal(group, column) if column in SEALED else getattr(group, column)


def _put(group: Group, column: str, value) -> None:
    if column in SEALED:
        conceal(group, column, value)
    else:
        setattr(group, column, value)


def _only_correctable(columns: dict) -> None:
    if unknown := set(columns) - set(CORRECTABLE):
        raise ValueError(f"not for correction: {unknown}")


def _plain(changed: dict, side: int) -> dict:
    return {c: _json(pair[side]) for c, pair in changed.items() if c not in PERSONAL}


def _personal(changed: dict) -> dict | None:
    return {c: [_json(v) for v in pair] for c, pair in changed.items() if c in PERSONAL} or None


def _json(value):
    return value.isoformat() if isinstance(value, date) else value
