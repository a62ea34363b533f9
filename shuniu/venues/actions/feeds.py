"""Calendar feeds: whoever has the address reads it; a new address makes the old one void."""

from __future__ import annotations

import secrets

from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import holds, require
from shuniu.venues import permissions
from shuniu.venues.models import Feed, Venue

NOTHING = trail.Erasure.NOTHING_PERSONAL
MADE = trail.entry_kind("venues.feed_made", _("Made a calendar address for {whose}"), erasure=NOTHING)
REVOKED = trail.entry_kind("venues.feed_revoked", _("Made void the calendar address of {whose}"), erasure=NOTHING)


@action
def make_feed(*, venue: Venue | None = None, group: Group | None = None, by: Actor) -> Feed:
    """A feed of a venue (by the centre) or of a group (by its leader too). An address given out before is void."""
    require(holds(by, permissions.BOOK if group else permissions.MANAGE))
    if group:
        require(permissions.acts_for(group.pk, by))
    whose = group or venue
    for old in feeds_of(venue=venue, group=group):
        _revoke(old, by)
    feed = Feed(centre_id=whose.centre_id, venue=venue, group=group, token=secrets.token_urlsafe(24), made_at=by.at)
    feed.save(force_insert=True)
    trail.record(MADE, feed, by=by, facts={"whose": whose.name})
    return feed


@action
def revoke_feed(feed: Feed, *, by: Actor) -> None:
    require(holds(by, permissions.BOOK if feed.group_id else permissions.MANAGE))
    if feed.group_id:
        require(permissions.acts_for(feed.group_id, by))
    _revoke(feed, by)


def feeds_of(*, venue: Venue | None = None, group: Group | None = None):
    whose = group or venue
    rows = Feed.objects.unscoped(because="the venue or group was scoped")
    return rows.filter(centre_id=whose.centre_id, venue=venue, group=group, revoked_at__isnull=True)


def _revoke(feed: Feed, by: Actor) -> None:
    feed.revoked_at = by.at
    feed.save(update_fields=["revoked_at"])
    trail.record(REVOKED, feed, by=by, facts={"whose": (feed.group or feed.venue).name})
