"""Take a written ledger back, while nothing has been built on it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import bulk, trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Appointment, Attachment, Batch, Document, StepTaken, TrailEntry
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing import unseal
from shuniu.organizations import permissions
from shuniu.organizations.actions.importing import UNDO
from shuniu.organizations.models import Contact, Organization, Premises
from shuniu.organizations.models.organization import NOUN

UNDONE = trail.entry_kind(
    "organizations.ledger_undone",
    _("Took a ledger back: {created} organizations gone, {updated} as before"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
LOOKS = "looked"  # whoever was looked at has not been changed
BROUGHT_ALONG = (Contact, Premises)  # what a row of a ledger makes beside the organization
NAMED_ELSEWHERE = (Document, StepTaken, Attachment, Appointment)  # what names a record without a foreign key


@action
def undo_ledger(batch: Batch, *, by: Actor) -> Batch:
    """Delete what the batch created and restore what it changed. Raises Refused, naming what was built on it."""
    require(holds(by, permissions.IMPORT))
    bulk.hold(batch.centre_id)
    before = json.loads(unseal(bytes(batch.undo), UNDO, batch.centre_id)) if batch.undo else []
    if reason := next(_reasons_against(batch, [key for key, _old in before], by), None):
        raise Refused(Denied(reason))
    gone = {"created": _delete(batch, by), "updated": _restore(before, by)}
    batch.state, batch.undo = Batch.State.UNDONE, None
    batch.save(update_fields=["state", "undo"])
    trail.record(UNDONE, batch, by=by, batch_id=batch.pk, facts=gone)
    return batch


def _reasons_against(batch: Batch, changed: list[int], by: Actor) -> Iterator:
    """Why the batch cannot be taken back, the plainest first."""
    if batch.state != Batch.State.WRITTEN:
        yield _("Only an import that was written can be taken back.")
        return
    rows = Organization.objects.visible_to(by)
    made = rows.filter(batch=batch)
    if (made | rows.filter(pk__in=changed)).filter(changed_at__gt=batch.written_at).exists():
        yield _("Something it brought was changed since: %(noun)s.") % {"noun": Organization._meta.verbose_name}
    for relation in Organization._meta.get_fields(include_hidden=True):  # those without a way back ("+") as well
        if not relation.auto_created or not (relation.one_to_many or relation.one_to_one):
            continue
        model, column = relation.related_model, relation.field.name
        if model not in BROUGHT_ALONG and model._base_manager.filter(**{f"{column}__batch": batch}).exists():
            yield _built(model)
    keys = list(made.values_list("pk", flat=True))
    for model in NAMED_ELSEWHERE:
        if model._base_manager.filter(noun=NOUN, noun_id__in=keys).exists():
            yield _built(model)
    lines = TrailEntry.objects.filter(centre_id=batch.centre_id, noun=NOUN, noun_id__in=keys)
    if lines.exclude(batch_id=batch.pk).exclude(kind__endswith=LOOKS).exists():  # a contact, premises, a correction
        yield _("Something happened since to what it brought; see the trail.")


def _built(model):
    return _("Something was built on it: %(noun)s.") % {"noun": model._meta.verbose_name}


def _restore(before: list, by: Actor) -> int:
    for key, old in before:
        values = {column: Organization._meta.get_field(column).to_python(value) for column, value in old.items()}
        values.setdefault("changed_at", by.at)  # ledgers written before this was kept do not say it
        Organization.objects.visible_to(by).filter(pk=key).update(**values)
    return len(before)


def _delete(batch: Batch, by: Actor) -> int:
    made = Organization.objects.visible_to(by).filter(batch=batch)
    count = made.count()
    for model in BROUGHT_ALONG:
        model.objects.visible_to(by).filter(organization__in=made.values("pk")).delete()
    made.delete()
    return count
