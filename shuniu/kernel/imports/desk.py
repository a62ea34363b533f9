"""A room's desk on which office files lie: received, judged, accepted, put aside. Each step is an action of the room's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.kernel import trail
from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.actions import move
from shuniu.kernel.imports.at_work import unsaved_batch
from shuniu.kernel.models import Batch

STATE = Batch.State
IN_HAND = (STATE.JUDGING, STATE.WRITING)  # a job has it in hand


@dataclass(frozen=True, slots=True)
class Desk:
    """What distinguishes the desk of a room: the kinds of its batches, and how the trail calls each step."""

    kinds: tuple[str, ...]
    received: str
    judged: str
    unreadable: str
    accepted: str
    dropped: str

    def receive(self, file_name: str, *, digest: str, kind: str, as_of: date, by: Actor) -> Batch:
        """Note that a file arrived; it is judged by a job."""
        batch = unsaved_batch(file_name, digest=digest, kind=kind, as_of=as_of, by=by)
        batch.save(force_insert=True)
        trail.record(self.received, batch, by=by, batch_id=batch.pk, facts={"digest": digest})
        return batch

    def note(self, batch: Batch, *, summary: dict, waits: bool, by: Actor) -> Batch:
        """What came of judging: the file waits for somebody to accept it, or cannot be read at all."""
        target, told = (STATE.WAITING, self.judged) if waits else (STATE.REFUSED, self.unreadable)
        return self._move(batch, IN_HAND, target, told, by, summary=summary, progress=100)

    def accept(self, batch: Batch, *, by: Actor) -> Batch:
        """Let a job write it; a second acceptance of the same file is refused."""
        return self._move(batch, (STATE.WAITING,), STATE.WRITING, self.accepted, by, progress=0)

    def drop(self, batch: Batch, *, by: Actor) -> Batch:
        """Put a file aside unwritten."""
        sources = (STATE.WAITING, STATE.REFUSED, STATE.JUDGING)
        return self._move(batch, sources, STATE.DROPPED, self.dropped, by, progress=100)

    def write(self, batch: Batch, *, by: Actor, **columns) -> None:
        """The transaction under way writes it; the room then tells the trail what it brought."""
        if batch.pk is None:  # from the command line, where no page waits for it
            batch.save(force_insert=True)
        columns = {"written_at": by.at, "progress": 100, **columns}
        move(batch, IN_HAND, STATE.WRITTEN, kinds=self.kinds, **columns)

    def _move(self, batch: Batch, sources: tuple, target: str, told: str, by: Actor, **columns) -> Batch:
        move(batch, sources, target, kinds=self.kinds, **columns)
        trail.record(told, batch, by=by, batch_id=batch.pk)
        return batch
