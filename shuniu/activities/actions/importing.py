"""Write what a session's sign-in list brings: one transaction, one line in the trail beside those of the entries."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions.coming import note_attendance, require_begun
from shuniu.activities.models import Session, SignUp, Source
from shuniu.activities.refusals import require_open
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import hold
from shuniu.kernel.imports.actions import move
from shuniu.kernel.imports.standing import Moved, stamp
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import holds, require
from shuniu.people.public import Person

NOTHING = trail.Erasure.NOTHING_PERSONAL
RECEIVED = trail.entry_kind("activities.list_received", _("Received a sign-in list"), erasure=NOTHING)
DROPPED = trail.entry_kind("activities.list_dropped", _("Dropped a sign-in list"), erasure=NOTHING)
WRITTEN = trail.entry_kind(
    "activities.list_written",
    _("Read in a sign-in list: {count} person-times; {refused} rows refused"),
    erasure=NOTHING,
)
KIND = "attendance"


@dataclass(slots=True)
class Sheet:
    """What one sheet brings that is not in the ledger yet."""

    sign_ups: list[SignUp] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    others: int = 0

    @property
    def named(self) -> int:
        return len(self.sign_ups) + len(self.people)


@dataclass(slots=True)
class Plan:
    """Everything a list will write, decided beforehand. `unchanged`: lines that are in the ledger already."""

    session: Session
    stamp: tuple[int, int]
    sheets: dict[str, Sheet] = field(default_factory=dict)
    unchanged: int = 0

    def facts(self) -> dict[str, int]:
        return {
            "session": self.session.pk,
            "named": sum(sheet.named for sheet in self.sheets.values()),
            "others": sum(sheet.others for sheet in self.sheets.values()),
            "unchanged": self.unchanged,
        }


@action
def receive_list(session: Session, *, file_name: str, digest: str, summary: dict, by: Actor) -> Batch:
    """Note that a list of a session arrived and was judged; it waits for acceptance. Raises Refused."""
    require(holds(by, permissions.SIGN_UP))
    require_open(session)
    require_begun(session, by)
    batch = Batch.objects.create(
        centre_id=session.centre_id, file_name=file_name[-200:], digest=digest, kind=KIND, as_of=session.held_on,
        summary=summary, state=Batch.State.WAITING, uploaded_at=by.at, uploaded_by_id=by.user_id,
    )  # fmt: skip
    trail.record(RECEIVED, session, by=by, batch_id=batch.pk, facts={"digest": digest})
    return batch


@action
def drop_list(batch: Batch, session: Session, *, by: Actor) -> None:
    require(holds(by, permissions.SIGN_UP))
    move(batch, (Batch.State.WAITING,), Batch.State.DROPPED, kinds=(KIND,))
    trail.record(DROPPED, session, by=by, batch_id=batch.pk)


@action
def write_list(plan: Plan, *, batch: Batch, refused: int = 0, by: Actor) -> int:
    """Enter the plan under its batch; the person-times entered. Raises Moved where something happened since judging."""
    require(holds(by, permissions.SIGN_UP))
    hold(plan.session.centre_id)
    if stamp(plan.session.centre_id) != plan.stamp:
        raise Moved
    facts = {**plan.facts(), "rejected_rows": refused}
    move(
        batch, (Batch.State.WAITING,), Batch.State.WRITTEN, kinds=(KIND,), written_at=by.at, progress=100, summary=facts
    )
    count = sum(
        note_attendance(
            plan.session, sign_ups=[row.pk for row in sheet.sign_ups], people=sheet.people, others=sheet.others,
            source=Source.FILE, sheet=name, batch=batch, by=by,
        )
        for name, sheet in plan.sheets.items()
        if sheet.named or sheet.others
    )  # fmt: skip
    trail.record(WRITTEN, plan.session, by=by, batch_id=batch.pk, facts={"count": count, "refused": refused})
    return count
