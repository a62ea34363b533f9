"""Rooms that organizations offer: offered by their contact or from paper, taken up as a venue or declined, ended."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.organizations.public import Organization
from shuniu.venues import permissions
from shuniu.venues.actions.ending import close_venue
from shuniu.venues.actions.venues import enter_venue
from shuniu.venues.models import Offer, Venue

NOTHING = trail.Erasure.NOTHING_PERSONAL
OFFERED = trail.entry_kind("venues.offered", _("{organization} offered the room {name}"), erasure=NOTHING)
TAKEN_UP = trail.entry_kind("venues.offer_taken_up", _("Took up the room {name} of {organization}"), erasure=NOTHING)
DECLINED = trail.entry_kind(
    "venues.offer_declined", _("Did not take up the room {name}: {reason}"), erasure=trail.Erasure.KEEP_BY_LAW
)
ENDED = trail.entry_kind("venues.offer_ended", _("The offer of {name} ends on {since}: {reason}"), erasure=NOTHING)


@action
def offer_room(organization: Organization, *, by: Actor, **columns) -> Offer:
    """An organization of the register offers a room. `columns`: those of the model, from `name` to `offered_until`."""
    require(holds(by, permissions.OFFER))
    require(permissions.speaks_for(organization.pk, by))
    if any(gone and gone <= by.today for gone in (organization.moved_on, organization.deregistered_on)):
        raise Refused(Denied(_("This organization is no longer in the register.")))
    if not columns["terms"].strip():
        raise Refused(Denied(_("Say on what terms the room is offered; “none” is one too.")))
    if not columns["weekdays"]:
        raise Refused(Denied(_("Name at least one day on which the room is open.")))
    channel = Offer.Channel.ACCOUNT if by.subject else Offer.Channel.PAPER
    offer = Offer(
        centre_id=organization.centre_id, organization=organization, channel=channel, offered_at=by.at,
        offered_by=by.name, **columns,
    )  # fmt: skip
    offer.save(force_insert=True)
    facts = {"organization": organization.name, "name": offer.name, "channel": channel}
    trail.record(OFFERED, offer, by=by, facts=facts)
    return offer


@action
def take_up_offer(offer: Offer, *, by: Actor) -> Venue:
    """The room becomes a venue with the terms of its offer; the centre approves each booking of it."""
    require(holds(by, permissions.MANAGE))
    _require_waiting(offer)
    organization = offer.organization
    venue = enter_venue(
        centre_id=offer.centre_id, name=offer.name, capacity=offer.capacity, equipment=offer.equipment,
        hours={day: [(offer.opens, offer.closes)] for day in offer.weekdays}, owner=Venue.Owner.ORGANIZATION,
        owner_name=organization.name[:80], organization=organization, place_id=organization.place_id or offer.centre_id,
        address=offer.address, terms=offer.terms, offered_from=offer.offered_from, offered_until=offer.offered_until,
        on_holidays=Venue.Holidays.CLOSED, needs_approval=True, by=by,
    )  # fmt: skip
    _decide(offer, venue=venue, decided_at=by.at, decided_by=by.name)
    trail.record(TAKEN_UP, offer, by=by, facts={"organization": organization.name, "name": offer.name})
    return venue


@action
def decline_offer(offer: Offer, *, reason: str, by: Actor) -> None:
    """Not taken up, with the reason that the organization reads."""
    require(holds(by, permissions.MANAGE))
    _require_waiting(offer)
    reason = _given(reason)
    _decide(offer, declined_because=reason, decided_at=by.at, decided_by=by.name)
    trail.record(DECLINED, offer, by=by, facts={"name": offer.name, "reason": reason})


@action
def end_offer(offer: Offer, *, since: date, reason: str, by: Actor) -> int:
    """The organization's word that it lends the room no longer from a day on; returns how many dates are cancelled.

    Each group concerned reads the reason. An offer that still waits is withdrawn.
    """
    require(holds(by, permissions.OFFER))
    require(permissions.speaks_for(offer.organization_id, by))
    reason = _given(reason)
    if not offer.may_end:
        raise Refused(Denied(_("This offer is over already.")))
    if since < by.today:
        raise Refused(Denied(_("This day is over.")))
    still = _rows(offer).filter(ended_on__isnull=True, declined_because="", decided_at=offer.decided_at)
    if not still.update(ended_on=since, ended_because=reason):
        raise Refused(Denied(_("Somebody else has just acted on this. Open it again to see how it stands.")))
    offer.ended_on, offer.ended_because = since, reason
    gone = offer.venue is None or offer.venue.closed_on is not None  # the centre had given the place up itself
    dates = 0 if gone else close_venue(offer.venue, since=since, reason=reason, by=by)
    facts = {"name": offer.name, "since": since.isoformat(), "reason": reason, "dates": dates}
    trail.record(ENDED, offer, by=by, facts=facts)
    return dates


def _decide(offer: Offer, **columns) -> None:
    if not _rows(offer).filter(decided_at__isnull=True, ended_on__isnull=True).update(**columns):
        raise Refused(Denied(_("Somebody else has just acted on this. Open it again to see how it stands.")))
    for name, value in columns.items():
        setattr(offer, name, value)


def _rows(offer: Offer):
    return Offer.objects.unscoped(because="the offer was scoped").filter(centre_id=offer.centre_id, pk=offer.pk)


def _require_waiting(offer: Offer) -> None:
    if not offer.waits:
        raise Refused(Denied(_("This offer is decided or withdrawn already.")))


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    return reason.strip()[:200]
