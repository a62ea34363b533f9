"""An office file on the desk: received, judged, dropped. What is written and taken back has actions of its own."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.desk import Desk
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import holds, require

RECEIVED = trail.entry_kind(
    "groups.import_received", _("Received an office file"), erasure=trail.Erasure.NOTHING_PERSONAL
)
JUDGED = trail.entry_kind(
    "groups.import_judged", _("Judged an office file; it waits for acceptance"), erasure=trail.Erasure.NOTHING_PERSONAL
)
UNREADABLE = trail.entry_kind(
    "groups.import_refused", _("Refused an office file whole"), erasure=trail.Erasure.NOTHING_PERSONAL
)
ACCEPTED = trail.entry_kind(
    "groups.import_accepted", _("Accepted an office file for writing"), erasure=trail.Erasure.NOTHING_PERSONAL
)
DROPPED = trail.entry_kind("groups.import_dropped", _("Dropped an office file"), erasure=trail.Erasure.NOTHING_PERSONAL)
KINDS = ("auto", "ledger", "ledger+roster", "roster", "")  # of a batch of this room, before and after it is judged
DESK = Desk(KINDS, RECEIVED, JUDGED, UNREADABLE, ACCEPTED, DROPPED)


@action
def receive_file(*, file_name: str, digest: str, kind: str, as_of: date, by: Actor) -> Batch:
    """Note that a file arrived; it is judged by a job."""
    require(holds(by, permissions.IMPORT))
    return DESK.receive(file_name, digest=digest, kind=kind, as_of=as_of, by=by)


@action
def note_judged(batch: Batch, *, summary: dict, waits: bool, by: Actor) -> Batch:
    """Put the outcome of judging on record: the batch waits for acceptance, or was refused whole."""
    return DESK.note(batch, summary=summary, waits=waits, by=by)


@action
def accept_import(batch: Batch, *, by: Actor) -> Batch:
    """Let a waiting batch be written; a second acceptance of the same batch is refused."""
    require(holds(by, permissions.IMPORT))
    return DESK.accept(batch, by=by)


@action
def drop_import(batch: Batch, *, by: Actor) -> Batch:
    """Put a file aside unwritten."""
    require(holds(by, permissions.IMPORT))
    return DESK.drop(batch, by=by)
