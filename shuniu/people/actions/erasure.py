"""Consent, the whole record handed over, and erasure by two hands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import User
from shuniu.kernel.permissions import CARD_ROLES, Allowed, Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import blind_indexes, sealed_fields
from shuniu.kernel.signin.actions import forget_account
from shuniu.kernel.signin.queries import in_force
from shuniu.people import permissions
from shuniu.people.actions.traces import forget_changes, forget_pairs
from shuniu.people.models import Consent, Erasure, Person, PersonGram
from shuniu.people.relations import hanging_on_people, rows_of
from shuniu.people.telling import as_read
from shuniu.people.workflow import ERASURE

CONSENTED = trail.entry_kind("people.consented", _("Consent given: {purpose}"), erasure=trail.Erasure.KEEP_BY_LAW)
WITHDREW = trail.entry_kind(
    "people.consent_withdrawn", _("Consent withdrawn: {purpose}"), erasure=trail.Erasure.KEEP_BY_LAW
)
HANDED_OVER = trail.entry_kind(
    "people.handed_over", _("Handed the person their whole record"), erasure=trail.Erasure.KEEP_BY_LAW
)
ASKED = trail.entry_kind("people.erasure_asked", _("Erasure asked for"), erasure=trail.Erasure.FORGET_DETAIL)
FORGOTTEN = trail.entry_kind(
    "people.erased", _("Erased; {details} details of the trail forgotten"), erasure=trail.Erasure.NOTHING_PERSONAL
)
for _step in ERASURE.steps:
    trail.entry_kind(f"people.erasure.{_step.name}", _step.label, erasure=trail.Erasure.KEEP_BY_LAW)

# What a room above says stands in the way of an erasure, such as being responsible for a group.
TIES: list[Callable[[Person], Allowed | Denied]] = []


@dataclass(frozen=True, slots=True)
class Namesake:
    """A row that may be the person's and says the name alone: what it is, and where somebody who knows takes the name off
    ("" for an actor who may not). The program never does (ADR 0090).
    """

    said: str
    url: str


@dataclass(frozen=True, slots=True)
class Holding:
    """What a room above holds of somebody without a key to the person on record, found by what the record says of them.

    told: the rows as the person reads them, no more of them than the actor may see. forget: called inside the erasure,
    while the record still has its name and phone. unsure: rows to be looked at by hand, before that.
    """

    title: Promise
    told: Callable[[Person, Actor], list[dict]]
    forget: Callable[[Person, Actor], None]
    unsure: Callable[[Erasure, Actor], list[Namesake]] | None = None


HOLDINGS: list[Holding] = []

# Accounts that a room above let the person act with, where the record does not name them.
ACCOUNTS: list[Callable[[Person], Iterable[User]]] = []


@action
def give_consent(
    person: Person,
    *,
    purpose: str,
    wording: str,
    given_on: date,
    channel: str,
    evidence: str = "",
    by_guardian: bool = False,
    by: Actor,
) -> Consent:
    """Write down what a person agreed to (PIPL §§14, 29, 31)."""
    require(holds(by, permissions.CONSENT))
    consent = Consent(
        centre_id=person.centre_id,
        person=person,
        purpose=purpose,
        wording=wording,
        given_on=given_on,
        channel=channel,
        evidence=evidence,
        by_guardian=by_guardian,
        recorded_by=by.name,
    )
    consent.save(force_insert=True)
    trail.record(CONSENTED, person, by=by, facts={"purpose": purpose, "channel": channel})
    return consent


@action
def withdraw_consent(consent: Consent, *, on: date, by: Actor) -> Consent:
    """Withdrawing is as easy as giving (PIPL §15). Raises Refused where it was withdrawn before: that day stands."""
    require(holds(by, permissions.CONSENT))
    standing = Consent.objects.unscoped(because="the consent was scoped").filter(pk=consent.pk, withdrawn_on=None)
    if not standing.update(withdrawn_on=on):
        raise Refused(Denied(_("This consent has been withdrawn already.")))
    consent.withdrawn_on = on
    trail.record(WITHDREW, consent.person, by=by, facts={"purpose": consent.purpose})
    return consent


@action
def hand_over_record(person: Person, *, channel: str, by: Actor) -> dict:
    """Everything this centre holds about a person, open, for the person alone (PIPL §45)."""
    require(holds(by, permissions.HAND_OVER))
    trail.record(HANDED_OVER, person, by=by, facts={"channel": channel})
    records = person.records
    consents = Consent.objects.unscoped(because="the person was scoped").filter(person__in=records).order_by("pk")
    record = {"person": as_read(person), "consents": [as_read(c) for c in consents]}
    for model, column in hanging_on_people():
        if model._meta.app_label != "people":
            rows = rows_of(records, model, column).order_by("pk")
            record.setdefault(str(model._meta.verbose_name), []).extend(as_read(row) for row in rows)
    for holding in HOLDINGS:
        told = [row for each in records for row in holding.told(each, by)]
        record.setdefault(str(holding.title), []).extend(told)
    return record


@action
def ask_erasure(person: Person, *, grounds: str, channel: str, by: Actor) -> Erasure:
    """Write down that a person asks to be erased."""
    require(holds(by, permissions.ASK_ERASURE))
    asked = Erasure(
        centre_id=person.centre_id, person=person, asked_on=by.today, channel=channel, grounds=grounds.strip()
    )
    ERASURE.begin(asked, by=by)
    asked.save(force_insert=True)
    trail.record(ASKED, person, by=by, facts={"channel": channel}, detail={"grounds": asked.grounds})
    return asked


@action
def decide_erasure(asked: Erasure, step: str, *, reason: str = "", by: Actor) -> Erasure:
    """Sign, refuse or withdraw an erasure; the second signature carries it out."""
    moved = ERASURE.take(step, asked, by=by, reason=reason)
    if moved and asked.state == "erased":
        _erase(asked.person, by)
        asked.grounds = ""
    return asked


def _erase(person: Person, by: Actor) -> None:
    """Empty the record: what the law or a count needs stays as a row without a person in it. That it was asked for, when
    and by which channel is kept; why the person asked is not.

    What was merged into it goes the same way, each record with its own rows, and leaves its own line: who listens to
    FORGOTTEN hears of each.
    """
    records = person.records
    for each, tie in product(records, TIES):
        require(tie(each))
    for account in accounts_of(records):
        require(_may_forget(account, by))
        forget_account(account, by=by)
    forget_changes(records)
    forget_pairs(records)
    Erasure.objects.unscoped(because="the person was scoped").filter(person__in=records).update(grounds="")
    for each in records:
        # The upper rooms first: they find what is theirs by what the lower still say.
        for holding in reversed(HOLDINGS):
            holding.forget(each, by)
        _empty(each, by)
        details = trail.forget(centre_id=each.centre_id, noun="people.person", noun_id=each.pk)
        details += trail.forget_about(each.pk, centre_id=each.centre_id)
        trail.record(FORGOTTEN, each, by=by, facts={"details": details})


def accounts_of(people: Iterable[Person]) -> list[User]:
    """The accounts with which a human being signed in: those the records name, and those the rooms above know of."""
    found = {each.user_id: each.user for each in people if each.user_id}
    found |= {account.pk: account for each in people for of in ACCOUNTS for account in of(each)}
    return [found[key] for key in sorted(found)]


def _may_forget(account: User, by: Actor) -> Allowed | Denied:
    """Who serves in an office is let go there first: one who erases does not end appointments of the staff."""
    at_work = in_force(account.appointments.exclude(role__in=CARD_ROLES), by.today)
    if at_work.exists():
        return Denied(_("The person is appointed to an office; let the security administrator end that first."))
    return Allowed()


def _empty(person: Person, by: Actor) -> None:
    for field in sealed_fields(Person):
        setattr(person, field.attname, None)
        for index in blind_indexes(Person, field.name):
            setattr(person, index.attname, None)
    person.name, person.initials, person.sex, person.print_index = "×", "", "0", None
    person.born_on, person.age_stated_on = _year_only(person), None
    person.born_precision = "year" if person.born_on else ""
    person.user, person.erased_at, person.changed_at = None, by.at, by.at
    person.save()
    PersonGram.objects.filter(centre_id=person.centre_id, person_id=person.pk).delete()


def _year_only(person: Person) -> date | None:
    """The year of birth stays, so that past counts still hold; with nothing else beside it, it names nobody."""
    return person.born_on.replace(month=1, day=1) if person.born_on else None
