"""Who answers for an organization: noted, given an account with a printed card, and gone again."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Place, User
from shuniu.kernel.models.user import FORGOTTEN_NAME
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing import conceal, reveal
from shuniu.kernel.signin.actions import Seat, seat_leader, unseat_leader
from shuniu.organizations import permissions
from shuniu.organizations.models import ChangeRequest, Contact, Organization
from shuniu.organizations.models.organization import NOUN
from shuniu.organizations.queries import acting_for, contacts_of, unsure_contacts_of
from shuniu.people.public import ERASE, Erasure, Person, note_account, on_record

NOTED = trail.entry_kind("organizations.contact_noted", _("Noted a contact"), erasure=trail.Erasure.FORGET_DETAIL)
LEFT = trail.entry_kind("organizations.contact_left", _("A contact left"), erasure=trail.Erasure.NOTHING_PERSONAL)
LET_IN = trail.entry_kind(
    "organizations.contact_let_in",
    _("A contact may act for the organization online"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)

FORGOTTEN = trail.entry_kind(
    "organizations.contact_forgotten",
    _("Deleted the name and the number of a contact: the person was erased"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
LOOKED = trail.entry_kind(
    "organizations.contact_looked", _("Looked at {columns}: {reason}"), erasure=trail.Erasure.KEEP_BY_LAW
)


@action
def look_at_phone(contact: Contact, *, reason: str, by: Actor) -> str:
    """A contact's telephone in full, "" where none is on record; the look stands in the organization's trail."""
    require(holds(by, permissions.EDIT))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    facts = {"columns": "phone", "contact": contact.pk, "reason": reason.strip()[:200]}
    trail.record(LOOKED, contact.organization, by=by, facts=facts)
    return reveal(contact, "phone")


@action
def note_contact(
    organization: Organization, *, name: str, duty: str = "", phone: str = "", account: User | None = None, by: Actor
) -> Contact:
    """Somebody who answers for the organization from today on."""
    require(holds(by, permissions.EDIT))
    contact = Contact(
        centre_id=organization.centre_id, organization=organization, name=name, duty=duty, account=account,
        since=by.today,
    )  # fmt: skip
    conceal(contact, "phone", phone)
    contact.save(force_insert=True)
    trail.record(NOTED, organization, by=by, facts={"contact": contact.pk})  # the name stands in the row alone
    return contact


@action
def give_access(contact: Contact, *, account: User | None = None, by: Actor) -> Seat:
    """Let a contact act for the organization alone: an account without a password, an appointment and a card.

    account: the person's own, where the person answers for another organization already (one card for both).
    Raises Refused.
    """
    require(holds(by, permissions.EDIT))
    if contact.until is not None:
        raise Refused(Denied(_("This contact has left.")))
    if contact.account_id is not None:
        raise Refused(Denied(_("This contact has an account already.")))
    place = Place.objects.get(pk=contact.centre_id)
    seat = seat_leader(
        name=contact.name, place=place, noun=NOUN, noun_id=contact.organization_id, role="contact", user=account, by=by
    )
    contact.account = seat.user
    contact.save(update_fields=["account"])
    if (person := _on_record(contact, by)) is not None and person.user_id is None:
        note_account(person, seat.user, by=by)  # the number that says whose it is will be forgotten on leaving
    trail.record(LET_IN, contact.organization, by=by, facts={"contact": contact.pk, "user": seat.user.pk})
    return seat


def _on_record(contact: Contact, by: Actor) -> Person | None:
    """The one person on record with the contact's name and number."""
    phone = reveal(contact, "phone")
    found = [each for each in on_record(by).filter(name=contact.name) if phone and reveal(each, "phone") == phone]
    return found[0] if len(found) == 1 else None


@action
def end_contact(contact: Contact, *, by: Actor) -> None:
    """The contact answers for the organization no more: access ends at once, the number is forgotten."""
    require(holds(by, permissions.EDIT))
    contact.until = by.today
    conceal(contact, "phone", "")
    contact.save(update_fields=["until", "phone"])
    if contact.account_id in acting_for(contact.organization, on=by.today):
        unseat_leader(noun=NOUN, noun_id=contact.organization_id, user=contact.account, by=by)
    trail.record(LEFT, contact.organization, by=by, facts={"contact": contact.pk})


@action
def forget_contacts(person: Person, *, by: Actor) -> None:
    """Leave nobody's name and number where an erased person answered for an organization (ADR 0086).

    Their account was emptied before (`people.public.ACCOUNTS`). Called inside the erasure.
    """
    require(holds(by, ERASE))
    for contact in contacts_of(person):
        _empty(contact, by)
        requests = ChangeRequest.objects.unscoped(because="of an organization the person answered for")
        asked = requests.filter(centre_id=contact.centre_id, organization_id=contact.organization_id)
        asked.filter(Q(asker=contact.account_id, asker__isnull=False) | Q(asker=None, asked_by=person.name)).update(
            asked_by=FORGOTTEN_NAME
        )


@action
def forget_contact_by_hand(contact: Contact, *, asked: Erasure, by: Actor) -> None:
    """A named person knows that a contact of the same name, with nothing else beside it, is who asks to be erased.

    Raises Refused where the request is decided, or where the row says whose it is.
    """
    require(holds(by, permissions.EDIT))
    if by.user_id is None:
        raise Refused(Denied(_("A named person must decide this, never the program.")))
    if asked.state != "asked" or contact not in unsure_contacts_of(asked.person):
        raise Refused(Denied(_("This contact is none that must be looked at by hand.")))
    _empty(contact, by)


def _empty(contact: Contact, by: Actor) -> None:
    contact.name, contact.until = FORGOTTEN_NAME, contact.until or by.today
    conceal(contact, "phone", "")
    contact.save(update_fields=["name", "until", "phone"])
    trail.record(FORGOTTEN, contact.organization, by=by, facts={"contact": contact.pk})
