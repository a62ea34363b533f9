"""Duplicates: proposed by the house, decided by a person, and a merge can be taken apart again."""

from __future__ import annotations

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing import reveal
from shuniu.people import permissions
from shuniu.people.duplicates import proposals
from shuniu.people.models import Duplicate, Merge, Person
from shuniu.people.relations import hanging_on_people, rows_of

# What a merge fills in where the kept record has nothing: each whole or not at all.
PARTICULARS = {
    "birth": ("born_on", "born_precision", "age_stated_on"),
    "id_number": ("id_number", "id_index", "id_tail_index"),
    "phone": ("phone", "phone_index", "phone_tail_index"),
    "address": ("address",),
}

PROPOSED = trail.entry_kind(
    "people.duplicates_proposed", _("Found {count} possible duplicates"), erasure=trail.Erasure.NOTHING_PERSONAL
)
MERGED = trail.entry_kind(
    "people.merged", _("Merged record {absorbed} into this one"), erasure=trail.Erasure.NOTHING_PERSONAL
)
PARTED = trail.entry_kind(
    "people.merge_undone", _("Took record {absorbed} out of this one again"), erasure=trail.Erasure.NOTHING_PERSONAL
)
KEPT_APART = trail.entry_kind(
    "people.kept_apart", _("Decided: record {other} is another person"), erasure=trail.Erasure.NOTHING_PERSONAL
)


@action
def propose_duplicates(place, *, by: Actor) -> int:
    """Look through a centre's people and write down the pairs worth a look; returns how many are new."""
    known = set(
        Duplicate.objects.unscoped(because="the whole centre")
        .filter(centre_id=place.pk)
        .values_list("first_id", "second_id")
    )
    new = [
        Duplicate(
            centre_id=place.pk,
            first_id=p.first,
            second_id=p.second,
            evidence=list(p.evidence),
            score=min(p.score, 999),
            proposed_at=by.at,
        )
        for p in proposals(place.pk)
        if (p.first, p.second) not in known
    ]
    Duplicate.objects.unscoped(because="the whole centre").bulk_create(new, batch_size=500)
    trail.record(PROPOSED, place, by=by, facts={"count": len(new)}, centre_id=place.pk)
    return len(new)


@action
def keep_apart(duplicate: Duplicate, *, by: Actor) -> None:
    """Two people after all; the pair is not proposed again."""
    require(holds(by, permissions.MERGE))
    _decide(duplicate, Duplicate.Verdict.DIFFERENT, by)
    trail.record(KEPT_APART, duplicate.first, by=by, facts={"other": duplicate.second_id})


@action
def merge_people(duplicate: Duplicate, *, keep: Person, by: Actor) -> Merge:
    """Make two records one: what points at the other moves to `keep`, and what `keep` lacks is filled in.

    A row that cannot move because `keep` has the same (a membership of the same group) stays where it is and is ended
    from view with the absorbed record.
    """
    require(holds(by, permissions.MERGE))
    absorbed = duplicate.second if keep.pk == duplicate.first_id else duplicate.first
    if any(each.erased_at or each.merged_into_id for each in (keep, absorbed)):
        raise Refused(Denied(_("One of the two records was erased or merged since.")))
    if keep.id_index and absorbed.id_index and bytes(keep.id_index) != bytes(absorbed.id_index):
        raise Refused(Denied(_("The two records hold different ID numbers; correct one of them first.")))
    _decide(duplicate, Duplicate.Verdict.SAME, by)
    merge = Merge(
        centre_id=keep.centre_id,
        kept=keep,
        absorbed=absorbed,
        moved=_move(absorbed, keep),
        filled=[p for p, columns in PARTICULARS.items() if _lacks(keep, columns) and not _lacks(absorbed, columns)],
        merged_at=by.at,
        merged_by=by.name,
    )
    merge.save(force_insert=True)
    absorbed.merged_into, absorbed.changed_at = keep, by.at
    absorbed.save(update_fields=["merged_into", "changed_at"])
    _fill(keep, absorbed, merge.filled, by)
    trail.record(
        MERGED, keep, by=by, facts={"absorbed": absorbed.pk, "moved": sum(len(ids) for _l, _f, ids in merge.moved)}
    )
    return merge


@action
def take_apart(merge: Merge, *, by: Actor) -> None:
    """Undo a merge: what was moved goes back, and the kept record loses what it took, unless that was corrected since.

    The last merge comes apart first: what a later one could not move, because an earlier had brought the same, would
    otherwise be missing from both.
    """
    require(permissions.can_take_apart(merge, by))
    standing = Merge.objects.unscoped(because="the merge was scoped").filter(pk=merge.pk, undone_at__isnull=True)
    if not standing.update(undone_at=by.at):
        raise Refused(Denied(permissions.APART_ALREADY))
    merge.undone_at = by.at
    kept, absorbed = merge.kept, merge.absorbed
    _empty_what_it_took(kept, absorbed, merge.filled, by)
    for label, field, ids in merge.moved:
        rows_of([kept], apps.get_model(label), field).filter(pk__in=ids).update(**{field: absorbed})
    _let_go(absorbed, by)
    Duplicate.objects.unscoped(because="the merge was scoped").filter(
        centre_id=merge.centre_id, first_id=min(kept.pk, absorbed.pk), second_id=max(kept.pk, absorbed.pk)
    ).update(verdict=Duplicate.Verdict.OPEN, decided_at=None, decided_by="")
    trail.record(PARTED, kept, by=by, facts={"absorbed": absorbed.pk})


def _decide(duplicate: Duplicate, verdict: str, by: Actor) -> None:
    decided = (
        Duplicate.objects.unscoped(because="the pair was scoped")
        .filter(pk=duplicate.pk, verdict=Duplicate.Verdict.OPEN)
        .update(verdict=verdict, decided_at=by.at, decided_by=by.name)
    )
    if not decided:
        raise Refused(Denied(_("Somebody else has decided on this pair.")))


def _move(absorbed: Person, keep: Person) -> list:
    """Point every row of the rooms above at the kept record, row by row where a key may stand against it."""
    moved = []
    for model, field in hanging_on_people():
        rows = rows_of([absorbed], model, field)
        ids = [pk for pk in list(rows.values_list("pk", flat=True)) if _moves(rows.filter(pk=pk), field, keep)]
        if ids:
            moved.append([model._meta.label_lower, field, ids])
    return moved


def _moves(row: QuerySet, field: str, keep: Person) -> bool:
    try:
        with transaction.atomic():
            row.update(**{field: keep})
    except IntegrityError:
        return False
    return True


def _lacks(person: Person, columns: tuple[str, ...]) -> bool:
    return getattr(person, columns[0]) is None


def _fill(keep: Person, absorbed: Person, filled: list[str], by: Actor) -> None:
    """What the kept record lacks and the other knows. The ID index moves with the number: one number, one person."""
    for column in (column for particular in filled for column in PARTICULARS[particular]):
        setattr(keep, column, getattr(absorbed, column))
    keep.changed_at, keep.print_index = by.at, None
    keep.save()


def _empty_what_it_took(kept: Person, absorbed: Person, filled: list[str], by: Actor) -> None:
    for particular in filled:
        if _told(kept, particular) == _told(absorbed, particular):
            for column in PARTICULARS[particular]:
                setattr(kept, column, "" if column == "born_precision" else None)
    kept.changed_at, kept.print_index = by.at, None
    kept.save()


def _told(person: Person, particular: str):
    if particular == "birth":
        return [getattr(person, column) for column in PARTICULARS["birth"]]
    return reveal(person, particular)


def _let_go(absorbed: Person, by: Actor) -> None:
    absorbed.merged_into, absorbed.changed_at = None, by.at
    try:
        with transaction.atomic():
            absorbed.save(update_fields=["merged_into", "changed_at"])
    except IntegrityError:
        raise Refused(Denied(_("Its ID number stands on another record by now; correct that one first."))) from None
