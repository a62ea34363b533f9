"""What a job that reads or writes an office file needs: who asked for it, and how far it says it is."""

from __future__ import annotations

from datetime import date

from django.core.cache import cache
from django.utils import timezone

from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import permissions_of


def unsaved_batch(name: str, *, digest: str, kind: str, as_of: date, by: Actor, summary: dict | None = None) -> Batch:
    """A batch for a file that is written at once; the action that writes saves it."""
    return Batch(
        centre_id=by.centre, file_name=name[-200:], digest=digest, kind=kind, as_of=as_of, summary=summary or {},
        uploaded_at=by.at, uploaded_by_id=by.user_id,
    )  # fmt: skip


def tell(batch: Batch, rows: int) -> None:
    """How far a job is: kept outside the database, whose transaction nobody sees into."""
    cache.set(f"import:{batch.pk}", rows, 3600)


def told(batch: Batch) -> int:
    """Rows read so far; 0 before the first word."""
    return cache.get(f"import:{batch.pk}", 0)


def who_asks(actor: Actor) -> dict:
    """An actor as a job can carry it."""
    return {
        "user_id": actor.user_id,
        "name": actor.name,
        "role": actor.role,
        "place": actor.place,
        "appointment_id": actor.appointment_id,
    }


def batch_asked_by(batch_id: int, who: dict) -> tuple[Batch, Actor]:
    """The batch and the actor of a job, which is a door of its own."""
    by = Actor(**who, permissions=permissions_of(who["role"]), at=timezone.now(), via="job")
    return Batch.objects.visible_to(by).get(pk=batch_id), by
