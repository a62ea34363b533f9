"""What is left of a person beside the record: how it stood before an import, and who it was compared with."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from shuniu.kernel.imports.undoing import sealed_before, stood_before
from shuniu.kernel.models import Batch
from shuniu.people.models import Duplicate, Person
from shuniu.people.relations import hanging_on_people, rows_of


def forget_changes(records: list[Person]) -> None:
    """Forget how these records stood before imports changed them ({label of a model: [[id, old columns]…]}).

    What is forgotten is not restored.
    """
    centre = records[0].centre_id
    gone = {label: set(keys) for label, keys in _rows_of(records)}
    batches = Batch.objects.unscoped(because="the person was scoped").filter(centre_id=centre, undo__isnull=False)
    for pk in list(batches.values_list("pk", flat=True)):  # one at a time: a file may have changed a whole register
        batch = batches.only("undo", "centre_id").get(pk=pk)
        before = stood_before(batch)
        if _drop(before, gone):
            batch.undo = sealed_before(before, centre)
            batch.save(update_fields=["undo"])


def forget_pairs(records: list[Person]) -> None:
    """Close the open pairs: with nobody on one side there is nothing to decide."""
    pairs = Duplicate.objects.unscoped(because="the person was scoped").filter(verdict=Duplicate.Verdict.OPEN)
    pairs.filter(Q(first__in=records) | Q(second__in=records)).delete()


def _rows_of(records: list[Person]) -> Iterable[tuple[str, Iterable[int]]]:
    yield Person._meta.label_lower, [each.pk for each in records]
    for model, column in hanging_on_people():
        yield model._meta.label_lower, rows_of(records, model, column).values_list("pk", flat=True)


def _drop(before: dict | list, gone: dict[str, set[int]]) -> bool:
    """Take these rows out of what an import would restore; whether there were any."""
    if not isinstance(before, dict):  # a ledger of organizations
        return False
    found = False
    for label in gone.keys() & before.keys():
        kept = [[key, old] for key, old in before[label] if key not in gone[label]]
        found |= len(kept) < len(before[label])
        before[label] = kept
    return found
