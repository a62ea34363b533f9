"""The one thing an auditor does: verify, and let the trail say so."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Place, TrailEntry
from shuniu.kernel.permissions import VIEW_TRAIL, holds, require

VERIFIED = trail.entry_kind(
    "kernel.trail_verified",
    _("Verified the trail: {seals} seals, {entries} entries, {findings} findings"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
TOLD = 50  # findings kept; the rest is counted


@action
def note_verification(found: list[trail.Finding], *, seals: int, entries: int, by: Actor) -> TrailEntry:
    """What a walk along the whole chain found. The walk itself reads only and comes before: nobody waits for it."""
    require(holds(by, VIEW_TRAIL))
    return trail.record(
        VERIFIED,
        Place(pk=by.place),
        by=by,
        facts={
            "seals": seals,
            "entries": entries,
            "findings": len(found),
            "told": [[f.first_id, f.last_id, f.problem] for f in found[:TOLD]],
        },
    )
