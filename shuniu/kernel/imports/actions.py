"""The states of an uploaded file, moved by one hand at a time."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actions import running_action
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import Denied, Refused


def move(batch: Batch, sources: Collection[str], target: str, *, kinds: Collection[str], **columns) -> None:
    """Compare-and-swap of the state, so that two hands never do the same step. Only from inside an action.

    Raises Refused where the file is of another room's kind, or was dealt with meanwhile.
    """
    running_action()
    rows = Batch.objects.unscoped(because="the caller scoped the batch")
    if not rows.filter(pk=batch.pk, kind__in=kinds, state__in=sources).update(state=target, **columns):
        raise Refused(Denied(_("This file was dealt with already.")))
    batch.state = target
    for name, value in columns.items():
        setattr(batch, name, value)
