"""What this room tells a person on record of themselves, and forgets with them: where they answer for an organization."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.models import User
from shuniu.organizations import permissions
from shuniu.organizations.actions.contacts import forget_contacts
from shuniu.organizations.models import Contact
from shuniu.organizations.queries import contacts_of, unsure_contacts_of
from shuniu.people.public import ACCOUNTS, HOLDINGS, Erasure, Holding, Namesake, Person, as_read


def accounts_as_contact(person: Person) -> list[User]:
    return [contact.account for contact in contacts_of(person) if contact.account_id]


def told_as_contact(person: Person, _actor: Actor) -> list[dict]:
    return [as_read(contact) for contact in contacts_of(person)]


def forget_as_contact(person: Person, actor: Actor) -> None:
    if contacts_of(person):
        forget_contacts(person, by=actor)


def unsure_as_contact(asked: Erasure, actor: Actor) -> list[Namesake]:
    """Contacts with nothing but the name, each with how long it answered for which organization."""

    def shown(contact: Contact) -> Namesake:
        said = f"{contact.organization} · {contact.name} · {contact.since} – {contact.until or ''}"
        address = reverse("organizations:forget_contact", args=[contact.pk, asked.pk])
        return Namesake(said, address if actor.may(permissions.EDIT) else "")

    return [shown(contact) for contact in unsure_contacts_of(asked.person)]


ACCOUNTS.append(accounts_as_contact)
HOLDINGS.append(Holding(_("Contact of organizations"), told_as_contact, forget_as_contact, unsure_as_contact))
