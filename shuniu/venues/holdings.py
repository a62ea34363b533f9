"""What this room tells a person on record of themselves, and forgets with them: what they asked for and offered."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group, groups_led_by, names_as_leader
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import TrailEntry
from shuniu.organizations.public import contacts_of
from shuniu.people.public import HOLDINGS, Holding, Person, as_read
from shuniu.venues.actions.booking import BOOKED
from shuniu.venues.actions.forgetting import forget_names
from shuniu.venues.actions.offers import OFFERED
from shuniu.venues.actions.series import SERIES_BOOKED
from shuniu.venues.models import Booking, Offer, Series


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


def booked_as_leader(person: Person, groups: Sequence[Group]) -> QuerySet[Booking]:
    """What a person booked for the groups they lead or led; an official's of the same name is none of it."""
    names = names_as_leader(person, groups)
    rows = Booking.objects.unscoped(because="of groups the person led").filter(
        centre_id=person.centre_id, group__in=groups, asked_by__in=names
    )
    return rows.exclude(_by_the_centre(person.centre_id, names))


def _by_the_centre(centre: int, names: set[str]) -> Q:
    """Bookings that an official of the same name wrote for the group, as the line of the trail says."""
    lines = TrailEntry.objects.filter(centre_id=centre, name__in=names).exclude(role="leader")
    one = lines.filter(kind=BOOKED, noun=Booking._meta.label_lower).values("noun_id")
    weekly = lines.filter(kind=SERIES_BOOKED, noun=Series._meta.label_lower).values("noun_id")
    return Q(pk__in=one) | Q(series__isnull=False, series_id__in=weekly)


def told_of_bookings(person: Person, _actor: Actor) -> list[dict]:
    return [as_read(row) for row in booked_as_leader(person, groups_led_by(person)).order_by("pk")]


def told_of_offers(person: Person, _actor: Actor) -> list[dict]:
    return [as_read(offer) for offer in offers_of(person)]


def forget_who_asked(person: Person, actor: Actor) -> None:
    groups, offers = groups_led_by(person), offers_of(person)
    if groups or offers:
        asked = booked_as_leader(person, groups)
        forget_names(person, groups=groups, asked=asked, offers=offers, by=actor)


def nothing_more(_person: Person, _actor: Actor) -> None:
    """Offers are forgotten with the bookings."""


HOLDINGS.append(Holding(_("Bookings asked for as a leader"), told_of_bookings, forget_who_asked))
HOLDINGS.append(Holding(_("Rooms offered for an organization"), told_of_offers, nothing_more))
