"""What this room tells a person on record of themselves, and forgets with them: what they asked for and offered."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import groups_led_by
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import TrailEntry
from shuniu.organizations.public import contacts_of
from shuniu.people.public import HOLDINGS, Holding, Person, as_read
from shuniu.venues.actions.forgetting import booked_as_leader, forget_names
from shuniu.venues.actions.offers import OFFERED
from shuniu.venues.models import Offer


def offers_of(person: Person) -> list[Offer]:
    """Rooms that a person offered online as the contact of an organization: in that name, or with that account."""
    contacts = contacts_of(person)
    accounts = {contact.account_id for contact in contacts} - {None}
    signed = TrailEntry.objects.filter(
        centre_id=person.centre_id, kind=OFFERED, noun=Offer._meta.label_lower, user_id__in=accounts
    )
    rows = Offer.objects.unscoped(because="of organizations the person answered for").filter(
        centre_id=person.centre_id,
        organization__in={contact.organization_id for contact in contacts},
        channel=Offer.Channel.ACCOUNT,
    )
    return list(rows.filter(Q(offered_by=person.name) | Q(pk__in=signed.values("noun_id"))).order_by("pk"))


def told_of_bookings(person: Person, _actor: Actor) -> list[dict]:
    return [as_read(row) for row in booked_as_leader(person, groups_led_by(person)).order_by("pk")]


def told_of_offers(person: Person, _actor: Actor) -> list[dict]:
    return [as_read(offer) for offer in offers_of(person)]


def forget_who_asked(person: Person, actor: Actor) -> None:
    groups, offers = groups_led_by(person), offers_of(person)
    if groups or offers:
        forget_names(person, groups=groups, offers=offers, by=actor)


def nothing_more(_person: Person, _actor: Actor) -> None:
    """Offers are forgotten with the bookings."""


HOLDINGS.append(Holding(_("Bookings asked for as a leader"), told_of_bookings, forget_who_asked))
HOLDINGS.append(Holding(_("Rooms offered for an organization"), told_of_offers, nothing_more))
