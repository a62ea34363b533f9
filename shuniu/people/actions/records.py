"""Recording, correcting and looking at people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.later import ByHand, corrected, entered
from shuniu.kernel.models import Batch, User
from shuniu.kernel.permissions import ISSUE_CARD, Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import conceal, reveal
from shuniu.kernel.search import grams, initials
from shuniu.people import permissions
from shuniu.people.models import Person, PersonGram

SEALED = ("id_number", "phone", "address")
PLAIN = ("name", "sex", "born_on", "born_precision", "age_stated_on")

RECORDED_MANY = trail.entry_kind(
    "people.recorded_many", _("Recorded {count} people from a file"), erasure=trail.Erasure.NOTHING_PERSONAL
)
RECORDED = trail.entry_kind("people.recorded", _("Recorded a person"), erasure=trail.Erasure.NOTHING_PERSONAL)
CORRECTED = trail.entry_kind("people.corrected", _("Corrected: {columns}"), erasure=trail.Erasure.FORGET_DETAIL)
ACCOUNT_NOTED = trail.entry_kind(
    "people.account_noted", _("Noted which account is the person's"), erasure=trail.Erasure.NOTHING_PERSONAL
)
SEALED_COLUMNS = (gettext_noop("phone"), gettext_noop("address"), gettext_noop("id number"))  # as the trail tells them
BY_HAND = ByHand({RECORDED: entered, CORRECTED: corrected})  # what is told of a person otherwise than by a file
LOOKED = trail.entry_kind("people.looked", _("Looked at {columns}: {reason}"), erasure=trail.Erasure.KEEP_BY_LAW)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is written down of a person. Texts are in the normal form that cells and forms give; "" is "not known"."""

    name: str
    sex: str = "0"
    born_on: date | None = None
    born_precision: str = ""
    age_stated_on: date | None = None
    id_number: str = ""
    phone: str = ""
    address: str = ""


@action
def record_person(particulars: Particulars, *, centre_id: int, by: Actor) -> Person:
    """Write down one human being. Raises IntegrityError where the ID number is already on record."""
    require(holds(by, permissions.EDIT))
    person = Person(centre_id=centre_id, recorded_at=by.at, changed_at=by.at)
    _write(person, {column: getattr(particulars, column) for column in (*PLAIN, *SEALED)})
    person.save(force_insert=True)
    index_name(person)
    trail.record(RECORDED, person, by=by)
    return person


@action
def record_people(told: Sequence[Particulars], *, batch: Batch, by: Actor) -> list[Person]:
    """Write down many people of one file, in the order given, with one line in the trail."""
    require(holds(by, permissions.EDIT))
    people = []
    for particulars in told:
        person = Person(centre_id=batch.centre_id, batch=batch, recorded_at=by.at, changed_at=by.at)
        _write(person, {column: getattr(particulars, column) for column in (*PLAIN, *SEALED)})
        people.append(person)
    Person.objects.bulk_create(people, batch_size=1_000)
    PersonGram.objects.bulk_create(
        (
            PersonGram(centre_id=person.centre_id, gram=gram, person_id=person.pk)
            for person in people
            for gram in sorted(grams(person.name))
        ),
        batch_size=1_000,
    )
    trail.record(RECORDED_MANY, batch, by=by, batch_id=batch.pk, facts={"count": len(people)})
    return people


@action
def correct_person(person: Person, changes: Mapping[str, object], *, by: Actor, reason: str = "") -> Person:
    """Correct columns of a person (names of `Particulars`); what stood there before goes into the sealed detail.

    "" and None empty a column. What is told as it stands is no change; raises Refused where nothing changes.
    """
    require(holds(by, permissions.EDIT))
    if unknown := set(changes) - {*PLAIN, *SEALED}:
        raise ValueError(f"not columns of a person: {unknown}")
    before = {column: _told(person, column) for column in changes}
    _write(person, changes)
    after = {column: _told(person, column) for column in changes}
    changed = sorted(column for column in changes if before[column] != after[column])
    if not changed:
        raise Refused(Denied(_("Nothing was changed.")))
    person.changed_at, person.print_index = by.at, None
    person.save()
    if "name" in changed:
        index_name(person)
    trail.record(
        CORRECTED,
        person,
        by=by,
        facts={"columns": ", ".join(changed)},
        detail={
            **{side: {c: told[c] for c in changed} for side, told in (("before", before), ("after", after))},
            **({"reason": reason} if reason else {}),
        },
    )
    return person


@action
def look_at(person: Person, columns: tuple[str, ...], *, reason: str, by: Actor) -> dict[str, str]:
    """Open sealed columns of a person: asks a reason, and the look itself stays in the trail."""
    require(holds(by, permissions.REVEAL))
    if not reason.strip():
        raise Refused(Denied(_("Please say why you need to see this.")))
    if unknown := set(columns) - set(SEALED):
        raise ValueError(f"not sealed columns: {unknown}")
    trail.record(LOOKED, person, by=by, facts={"columns": ", ".join(columns), "reason": reason.strip()[:200]})
    return {column: reveal(person, column) for column in columns}


@action
def note_account(person: Person, account: User, *, by: Actor) -> None:
    """Write down which account is the person's."""
    require(holds(by, ISSUE_CARD))
    Person.objects.unscoped(because="the person was scoped").filter(pk=person.pk).update(user=account)
    person.user = account
    trail.record(ACCOUNT_NOTED, person, by=by, facts={"user": account.pk})


def index_name(person: Person) -> None:
    """Bring the side table of name pieces in line with the name."""
    PersonGram.objects.filter(centre_id=person.centre_id, person_id=person.pk).delete()
    PersonGram.objects.bulk_create(
        PersonGram(centre_id=person.centre_id, gram=gram, person_id=person.pk) for gram in sorted(grams(person.name))
    )


def _write(person: Person, values: Mapping[str, object]) -> None:
    for column, value in values.items():
        if column in SEALED:
            conceal(person, column, value)
        else:
            setattr(person, column, value)
    person.initials = initials(person.name)


def _told(person: Person, column: str) -> str:
    if column in SEALED:
        return reveal(person, column)
    value = getattr(person, column)
    return "" if value is None else str(value)
