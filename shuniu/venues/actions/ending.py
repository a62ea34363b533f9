"""A venue is given up, or one of its spaces: from a day on, with the reason that every group concerned reads."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.venues import permissions
from shuniu.venues.actions.series import end_all, give_back
from shuniu.venues.models import Booking, Series, Space, Venue
from shuniu.venues.parts import within
from shuniu.venues.standing import HOLDS

NOTHING = trail.Erasure.NOTHING_PERSONAL
GIVEN_UP = trail.entry_kind(
    "venues.given_up", _("The venue is no longer used from {since}, {dates} dates cancelled: {reason}"), erasure=NOTHING
)
SPACE_ENDED = trail.entry_kind(
    "venues.space_ended",
    _("{space} is no longer used from {since}, {dates} dates cancelled: {reason}"),
    erasure=NOTHING,
)


@action
def give_up_venue(venue: Venue, *, since: date, reason: str, by: Actor) -> int:
    """From a day on the venue cannot be booked, and what is booked there is cancelled; returns how many dates."""
    require(holds(by, permissions.MANAGE))
    return close_venue(venue, since=since, reason=reason, by=by)


def close_venue(venue: Venue, *, since: date, reason: str, by: Actor) -> int:
    """For other actions, whoever may act: the centre gives the place up, or the organization that lends it ends that."""
    reason = _allowed(venue, since, reason, by)
    spaces = Space.objects.unscoped(because="the venue was scoped").filter(centre_id=venue.centre_id, venue=venue)
    dates = _cancel([space.pk for space in spaces], since, reason, venue.centre_id, by)
    _close(venue, since, reason)
    trail.record(GIVEN_UP, venue, by=by, facts={"since": since.isoformat(), "dates": dates, "reason": reason})
    return dates


@action
def end_space(space: Space, *, since: date, reason: str, by: Actor) -> int:
    """From a day on a part of a venue cannot be booked by itself, nor what lies inside it; the rest of the venue stays.

    The whole of a venue does not end: the venue is given up. Returns how many dates are cancelled.
    """
    require(holds(by, permissions.MANAGE))
    if space.parent_id is None:
        raise Refused(Denied(_("This is the whole of the venue: give up the venue instead.")))
    reason = _allowed(space, since, reason, by)
    keys = within(space)
    dates = _cancel(keys, since, reason, space.centre_id, by)
    inside = Space.objects.unscoped(because="the space was scoped").filter(centre_id=space.centre_id, pk__in=keys)
    inside.filter(closed_on__isnull=True).update(closed_on=since, closed_because=reason)
    facts = {"space": space.title, "since": since.isoformat(), "dates": dates, "reason": reason}
    trail.record(SPACE_ENDED, space.venue, by=by, facts=facts)
    return dates


def _allowed(place: Venue | Space, since: date, reason: str, by: Actor) -> str:
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    if since < by.today:
        raise Refused(Denied(_("This day is over.")))
    if place.closed_on is not None:
        raise Refused(Denied(_("This has been given up already, on %(day)s.") % {"day": place.closed_on}))
    return reason.strip()[:200]


def _close(place: Venue, since: date, reason: str) -> None:
    place.closed_on, place.closed_because = since, reason
    place.save(update_fields=["closed_on", "closed_because"])


def _cancel(spaces: list[int], since: date, reason: str, centre_id: int, by: Actor) -> int:
    """Cancel the single dates and end the weekly series of some spaces; how many dates."""
    mine = {"centre_id": centre_id, "space_id__in": spaces}
    single = Booking.objects.unscoped(because="the spaces were scoped").filter(
        HOLDS, **mine, series__isnull=True, day__gte=since, checked_in_at__isnull=True
    )
    dates = list(single.values_list("pk", flat=True))
    give_back(dates, reason=reason, centre_id=centre_id, by=by)
    series = Series.objects.unscoped(because="the spaces were scoped").filter(**mine)
    return len(dates) + end_all(series, since=since, reason=reason, centre_id=centre_id, by=by)
