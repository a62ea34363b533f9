"""Take a written ledger back, while nothing has been built on it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import bulk, trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.undoing import built_on, stood_before
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.organizations import permissions
from shuniu.organizations.models import Contact, Organization, Premises

UNDONE = trail.entry_kind(
    "organizations.ledger_undone",
    _("Took a ledger back: {created} organizations gone, {updated} as before"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
BROUGHT_ALONG = (Contact, Premises)  # what a row of a ledger makes beside the organization


@action
def undo_ledger(batch: Batch, *, by: Actor) -> Batch:
    """Delete what the batch created and restore what it changed. Raises Refused, naming what was built on it."""
    require(holds(by, permissions.IMPORT))
    bulk.hold(batch.centre_id)
    before = stood_before(batch) or []
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
    yield from built_on(batch, (Organization,), along=BROUGHT_ALONG)


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
