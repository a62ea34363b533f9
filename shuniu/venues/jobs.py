"""What the clock and the trail ask of this room; each calls one action."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import PERMIT_RECALLED, Group
from shuniu.kernel import trail
from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.jobs import scheduled
from shuniu.kernel.models import Place
from shuniu.venues.actions.permits import free_recalled_times
from shuniu.venues.actions.using import release_unused, tell_of_unused
from shuniu.venues.models import Booking, Series
from shuniu.venues.queries import not_come
from shuniu.venues.standing import HOLDS


@trail.listener(PERMIT_RECALLED)
def free_times_of_recalled_permit(entry) -> None:
    """What a recalled permit allowed is free for others from that day on."""
    by = system_actor(place=entry.centre_id, via="job", at=entry.at, name="groups.permit_recalled")
    group = Group.objects.visible_to(by).get(pk=entry.noun_id)
    free_recalled_times(group, number=entry.facts["number"], by=by)


@scheduled("venues.release_unused", _("Release times that nobody uses"), every=timedelta(minutes=10))
def release(*, by: Actor) -> None:
    """Every ten minutes, in the centres where a booked time has begun without anybody."""
    begun = Booking.objects.visible_to(by).filter(HOLDS, checked_in_at__isnull=True, day__lte=by.today)
    for place in _centres(begun):
        if not not_come(place.pk, by.at).exists():
            continue
        release_unused(place, by=system_actor(place=place.pk, via=by.via, at=by.at, name=by.name))


@scheduled("venues.tell_of_unused", _("Ask groups about times they do not use"), daily=time(9, 0))
def tell(*, by: Actor) -> None:
    """On Mondays, so that a week's holidays do not count twice."""
    if by.today.isoweekday() != 1:
        return
    for place in _centres(Series.objects.visible_to(by).filter(ended_on__isnull=True, last__gte=by.today)):
        tell_of_unused(place, by=system_actor(place=place.pk, via=by.via, at=by.at, name=by.name))


def _centres(rows) -> list[Place]:
    return list(Place.objects.filter(pk__in=rows.order_by().values_list("centre_id", flat=True).distinct()))
