"""The lines a backup and a restore leave in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Place

BACKED_UP = trail.entry_kind(
    "kernel.backed_up", _("Backed up {rows} rows; digest {digest}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
RESTORED = trail.entry_kind(
    "kernel.restored",
    _("Restored the backup of {made_at}: {rows} rows; digest {digest}"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)


@action
def note_backup(*, rows: int, whole: str, key_id: str, by: Actor) -> None:
    """A backup was made. It cannot hold this line itself."""
    trail.record(BACKED_UP, Place(pk=by.place), by=by, facts={"rows": rows, "digest": whole[:16], "key": key_id})


@action
def note_restore(*, made_at: str, rows: int, whole: str, by: Actor) -> None:
    """The rows of a backup are here, and what stood here before is not."""
    facts = {"made_at": made_at[:16].replace("T", " "), "rows": rows, "digest": whole[:16]}
    trail.record(RESTORED, Place(pk=by.place), by=by, facts=facts)
