"""The lines that a change of the keys leaves in the trail; the change itself is in `sealing/` and `signing/`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Place

RESEALED = trail.entry_kind(
    "kernel.keys_rotated",
    _("Sealed {changed} values anew under key {key} ({suite}); {unreadable} could not be opened"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
REINDEXED = trail.entry_kind(
    "kernel.index_rekeyed",
    _("Computed {changed} blind indexes anew under a new key; {unreadable} could not be opened"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
SIGNING = trail.entry_kind(
    "kernel.signing_key_made",
    _("Retired the signing key; key {key} ({algorithm}) signs from now on"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)


@action
def note_resealing(*, changed: int, unreadable: int, key: int, suite: str, by: Actor) -> None:
    """Every stored value was brought under a key. `key` is its number in the ring."""
    facts = {"changed": changed, "unreadable": unreadable, "key": key, "suite": suite}
    trail.record(RESEALED, Place(pk=by.place), by=by, facts=facts)


@action
def note_reindexing(*, changed: int, unreadable: int, by: Actor) -> None:
    """The key of the blind indexes was replaced."""
    trail.record(REINDEXED, Place(pk=by.place), by=by, facts={"changed": changed, "unreadable": unreadable})


@action
def note_signing_key(*, key: str, algorithm: str, by: Actor) -> None:
    """A new key signs. `key` is its published id."""
    trail.record(SIGNING, Place(pk=by.place), by=by, facts={"key": key, "algorithm": algorithm})
