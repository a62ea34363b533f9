"""Until when a round hears a group: its wishes, then what it has against the result."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.venues import permissions
from shuniu.venues.models import Round
from shuniu.venues.rounds import OPEN, PUBLISHED, applications_in, stage_of


def takes_wishes(round_: Round, by: Actor) -> Allowed | Denied:
    if stage_of(round_, by.today) is OPEN:
        return Allowed()
    said = _("Wishes for this round are taken from %(first)s to %(last)s.")
    return Denied(said % {"first": round_.opens_on, "last": round_.closes_on})


def may_object(round_: Round, group: Group, by: Actor) -> Allowed | Denied:
    """Whoever asked in the round, from its publication for the days named in it."""
    if not (own := permissions.acts_for(group.pk, by)):
        return own
    if round_.objections_until and by.today > round_.objections_until:
        return Denied(_("Objections to this result were heard until %(day)s.") % {"day": round_.objections_until})
    if stage_of(round_, by.today) is not PUBLISHED:
        return Denied(_("Objections are heard from the publication of a result until the day named in it."))
    if not applications_in(round_).filter(group=group).exists():
        return Denied(_("The group asked for nothing in this round."))
    return Allowed()
