"""How an offered room stands, and what an organization's page says of its rooms."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.beside import Beside, beside
from shuniu.organizations.public import Organization
from shuniu.venues import permissions
from shuniu.venues.models import Offer, Venue


def standing_of_offer(offer: Offer, today: date) -> tuple[str, str]:
    """As a tag."""
    if offer.declined_because:
        return "late", _("not taken up")
    if offer.venue_id is None:
        return ("muted", _("withdrawn")) if offer.ended_on else ("due", _("waits for an answer"))
    ends = [day for day in (offer.ended_on, offer.venue.closed_on, offer.offered_until) if day]
    if ends and min(ends) <= today:
        return "muted", _("no longer offered")
    return "ok", _("in use as a venue")


@beside("organizations.organization")
def rooms_of(organization: Organization, actor: Actor) -> Beside | None:
    """The rooms that an organization lends, for the page of the organization."""
    if not actor.may(permissions.OFFER):
        return None
    offers = Offer.objects.visible_to(actor).filter(organization=organization).select_related("venue")
    lines = [
        (
            " · ".join((each.name, each.terms, standing_of_offer(each, actor.today)[1])),
            reverse("venues:offer", args=[each.pk]),
        )
        for each in offers.order_by("-offered_at")
    ]
    entered = Venue.objects.visible_to(actor).filter(organization=organization).exclude(offers__isnull=False)
    lines += [(" · ".join(filter(None, (each.name, each.terms))), reverse("venues:venue", args=[each.pk]))
              for each in entered.order_by("name") if actor.may(permissions.VIEW)]  # fmt: skip
    label = _("Offer a room") if actor.subject else _("Key in an offer of a room")
    return Beside(_("Rooms it lends"), lines, [(label, reverse("venues:new_offer", args=[organization.pk]))])
