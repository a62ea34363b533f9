"""What bookings, wishes and offers keep of a leader or a contact who was erased: the role, and no name (ADR 0090)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group, names_as_leader
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models.user import FORGOTTEN_NAME
from shuniu.kernel.permissions import holds, require
from shuniu.people.public import ERASE, Person
from shuniu.venues.models import Application, Booking, Offer

FORGOTTEN = trail.entry_kind(
    "venues.names_forgotten",
    _("Took a name off {bookings} bookings, {wishes} wishes and {offers} offers of rooms: the person was erased"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)


@action
def forget_names(
    person: Person, *, groups: Sequence[Group], asked: QuerySet[Booking], offers: Sequence[Offer], by: Actor
) -> None:
    """Take a person's name off what they asked for their groups and offered for their organizations.

    Called inside the erasure. What the centre wrote, at the desk or from paper, stays: it says which official did.
    """
    require(holds(by, ERASE))
    names = names_as_leader(person, groups)
    of_groups = {"centre_id": person.centre_id, "group__in": groups}
    bookings = Booking.objects.unscoped(because="of groups the person led").filter(**of_groups)
    wishes = Application.objects.unscoped(because="of groups the person led").filter(**of_groups)
    counts = {
        "bookings": asked.update(asked_by=FORGOTTEN_NAME),
        "wishes": wishes.filter(handed_in_by__in=names)
        .exclude(channel=Application.Channel.PAPER)
        .update(handed_in_by=FORGOTTEN_NAME),
        "offers": Offer.objects.unscoped(because="of organizations the person answered for")
        .filter(pk__in=[offer.pk for offer in offers])
        .update(offered_by=FORGOTTEN_NAME),
    }
    bookings.filter(checked_in_by__in=names, checked_in_via=Booking.Channel.CODE).update(checked_in_by=FORGOTTEN_NAME)
    trail.record(FORGOTTEN, person, by=by, facts=counts)
