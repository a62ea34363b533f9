"""A ledger is received, accepted or dropped, and written: one transaction, in bulk, one line in the trail."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import bulk, trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.desk import Desk
from shuniu.kernel.imports.later import Kept, state
from shuniu.kernel.imports.standing import Moved, stamp
from shuniu.kernel.imports.undoing import sealed_before
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing import conceal
from shuniu.organizations import permissions
from shuniu.organizations.codes import name_key
from shuniu.organizations.models import Contact, Organization, Premises

KIND = "organizations"  # of a batch
NOTHING = trail.Erasure.NOTHING_PERSONAL
RECEIVED = trail.entry_kind("organizations.ledger_received", _("A ledger arrived"), erasure=NOTHING)
JUDGED = trail.entry_kind("organizations.ledger_judged", _("Judged a ledger; it waits for acceptance"), erasure=NOTHING)
UNREADABLE = trail.entry_kind("organizations.ledger_refused", _("A ledger could not be read"), erasure=NOTHING)
ACCEPTED = trail.entry_kind("organizations.ledger_accepted", _("Accepted a ledger for writing"), erasure=NOTHING)
DROPPED = trail.entry_kind("organizations.ledger_dropped", _("A ledger was put aside"), erasure=NOTHING)
WRITTEN = trail.entry_kind(
    "organizations.ledger_written",
    _(
        "Imported a ledger: {created} organizations new, {updated} changed, {unchanged} unchanged; {refused} rows refused"
    ),
    erasure=NOTHING,
)
ADDRESSES_KEPT = trail.entry_kind(
    "organizations.ledger_addresses_kept",
    _("The ledger gives another address of {count} organizations; the registered ones stay"),
    erasure=NOTHING,
)
DESK = Desk((KIND,), RECEIVED, JUDGED, UNREADABLE, ACCEPTED, DROPPED)


@dataclass(slots=True)
class Change:
    id: int
    name: str
    new: dict[str, Any]
    old: dict[str, Any]
    where: tuple[str, int] = ("", 0)  # sheet, row


class AddressKept(NamedTuple):
    """Where a ledger gives another address than the registered one, which stays."""

    sheet: str
    row: int
    id: int
    name: str
    registered: str
    said: str


@dataclass(slots=True)
class Plan:
    """Everything a ledger will write, decided beforehand, and the addresses that it will not."""

    centre_id: int
    as_of: date
    stamp: tuple[int, int]
    new: list = field(default_factory=list)  # Draft
    changes: list[Change] = field(default_factory=list)
    addresses_kept: list[AddressKept] = field(default_factory=list)
    known: list[tuple[int, Any]] = field(default_factory=list)  # (organization on record, Draft)
    kept: list[Kept] = field(default_factory=list)  # what the register was told later
    unchanged: int = 0
    refused_rows: int = 0

    @property
    def takes_something(self) -> bool:
        """Whether a single row of the file was good, if only by saying what is on record already."""
        return bool(self.new or self.changes or self.unchanged)

    @property
    def facts(self) -> dict[str, int]:
        return {
            "created": len(self.new),
            "updated": len(self.changes),
            "unchanged": self.unchanged,
            "addresses_kept": len(self.addresses_kept),
            "refused": self.refused_rows,
        }


@action
def receive_ledger(*, file_name: str, digest: str, as_of: date, by: Actor) -> Batch:
    """Note that a ledger arrived; it is judged by a job."""
    require(holds(by, permissions.IMPORT))
    return DESK.receive(file_name, digest=digest, kind=KIND, as_of=as_of, by=by)


@action
def note_judged(batch: Batch, *, summary: dict, waits: bool, by: Actor) -> Batch:
    """What came of judging: the file waits for somebody to accept it, or cannot be read at all."""
    return DESK.note(batch, summary=summary, waits=waits, by=by)


@action
def accept_ledger(batch: Batch, *, by: Actor) -> Batch:
    """Let a job write it; a second acceptance of the same file is refused."""
    require(holds(by, permissions.IMPORT))
    return DESK.accept(batch, by=by)


@action
def drop_ledger(batch: Batch, *, by: Actor) -> Batch:
    """Put it aside unwritten."""
    require(holds(by, permissions.IMPORT))
    return DESK.drop(batch, by=by)


@action
def write_ledger(plan: Plan, *, batch: Batch, accept_good: bool = False, by: Actor) -> Batch:
    """Write the plan under its batch (saved or not).

    Rows that were refused keep everything out, unless the good ones are accepted by name. Raises Moved where the register
    is no longer as it was judged against.
    """
    require(holds(by, permissions.IMPORT))
    if plan.refused_rows and not accept_good:
        raise Refused(Denied(_("Some rows are refused. Mend the file, or accept the good rows only.")))
    bulk.hold(plan.centre_id)
    if stamp(plan.centre_id) != plan.stamp:
        raise Moved
    undo = sealed_before(_before(plan, by), plan.centre_id)
    DESK.write(batch, summary={**batch.summary, **plan.facts}, undo=undo, by=by)
    made = _create(plan, batch, by)
    for change in plan.changes:
        values = {**change.new, "changed_at": by.at}
        Organization.objects.visible_to(by).filter(pk=change.id).update(**values)
    _state(plan, made, batch)
    trail.record(WRITTEN, batch, by=by, batch_id=batch.pk, facts={**plan.facts, "digest": batch.digest})
    if plan.addresses_kept:
        trail.record(ADDRESSES_KEPT, batch, by=by, batch_id=batch.pk, facts={"count": len(plan.addresses_kept)})
    return batch


def _before(plan: Plan, by: Actor) -> list:
    """What will be changed, as it stands, with the moment of its last change: once this ledger is taken back, an earlier
    one finds nothing later."""
    rows, moments = Organization.objects.visible_to(by), {}
    for some in bulk.in_portions([change.id for change in plan.changes]):
        moments |= dict(rows.filter(pk__in=some).values_list("pk", "changed_at"))
    return [[change.id, {**change.old, "changed_at": moments[change.id]}] for change in plan.changes]


def _state(plan: Plan, made: list[int], batch: Batch) -> None:
    """Keep of which organizations the ledger said what."""
    said: dict[tuple[str, ...], list[int]] = {}
    for key, draft in (*plan.known, *zip(made, plan.new, strict=True)):
        said.setdefault(tuple(sorted(draft.facts)), []).append(key)
    state(batch, Organization, said)


def _create(plan: Plan, batch: Batch, by: Actor) -> list[int]:
    """The keys of the new organizations, in the order of the plan."""
    fresh = [
        Organization(
            centre_id=plan.centre_id, recorded_on=plan.as_of, batch=batch, changed_at=by.at,
            name_key=name_key(draft.facts["name"]), **{"code": None, **draft.facts},
        )
        for draft in plan.new
    ]  # fmt: skip
    made = Organization.objects.bulk_create(fresh, batch_size=500)
    rooms, contacts = [], []
    for organization, draft in zip(made, plan.new, strict=True):
        mine = {"centre_id": plan.centre_id, "organization": organization}
        if area := draft.beside.get("premises_area"):
            address = organization.address or organization.name
            rooms.append(Premises(**mine, address=address, area=area, since=organization.settled_on))
        if named := draft.beside.get("contact") or (draft.beside.get("phone") and organization.legal_representative):
            contact = Contact(**mine, name=named, since=plan.as_of)
            conceal(contact, "phone", draft.beside.get("phone", ""))
            contacts.append(contact)
    Premises.objects.bulk_create(rooms, batch_size=500)
    Contact.objects.bulk_create(contacts, batch_size=500)
    return [organization.pk for organization in made]
