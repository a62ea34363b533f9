"""Teams of volunteers: founded, led, joined, left."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.models import Team, TeamMembership, Volunteer

NOTHING = trail.Erasure.NOTHING_PERSONAL
FOUNDED = trail.entry_kind("volunteers.team_founded", _("Founded the team {name}"), erasure=NOTHING)
LEADER_NAMED = trail.entry_kind(
    "volunteers.team_leader_named", _("Named the leader of the team {name}"), erasure=NOTHING
)
JOINED = trail.entry_kind("volunteers.team_joined", _("Joined the team {name}"), erasure=NOTHING)
LEFT = trail.entry_kind("volunteers.team_left", _("Left the team {name}"), erasure=NOTHING)
CLOSED = trail.entry_kind("volunteers.team_closed", _("Closed the team {name}: {reason}"), erasure=NOTHING)


@action
def found_team(
    *, name: str, place_id: int, centre_id: int, service: str = "", social_worker: str = "", by: Actor,
    founded_on: date | None = None,
) -> Team:  # fmt: skip
    require(holds(by, permissions.ARRANGE_TEAMS))
    team = Team(centre_id=centre_id, place_id=place_id, name=name, service=service, social_worker=social_worker)
    team.founded_on = founded_on or by.today
    _insert(team, _("There is a team of this name already."))
    trail.record(FOUNDED, team, by=by, facts={"name": name})
    return team


@action
def name_leader(team: Team, volunteer: Volunteer, *, social_worker: str | None = None, by: Actor) -> Team:
    """Who leads the team is one of its active volunteers; who is not in it joins it."""
    require(holds(by, permissions.ARRANGE_TEAMS))
    if volunteer.state != "active":
        raise Refused(Denied(_("Only an active volunteer can lead a team.")))
    if not _memberships().filter(team=team, volunteer=volunteer, until__isnull=True).exists():
        join_team(team, volunteer, by=by)
    team.leader = volunteer
    team.social_worker = team.social_worker if social_worker is None else social_worker
    team.save(update_fields=["leader", "social_worker"])
    trail.record(LEADER_NAMED, team, by=by, facts={"name": team.name, "volunteer": volunteer.pk})
    return team


@action
def join_team(team: Team, volunteer: Volunteer, *, since: date | None = None, by: Actor) -> TeamMembership:
    require(holds(by, permissions.ARRANGE_TEAMS))
    if team.closed_on:
        raise Refused(Denied(_("This team is closed.")))
    membership = TeamMembership(centre_id=team.centre_id, team=team, volunteer=volunteer, since=since or by.today)
    _insert(membership, _("This volunteer is in the team already."))
    trail.record(JOINED, volunteer, by=by, facts={"name": team.name, "team": team.pk})
    return membership


@action
def leave_team(membership: TeamMembership, *, by: Actor) -> None:
    """Leave from today. A leader hands over first."""
    require(holds(by, permissions.ARRANGE_TEAMS))
    if membership.team.leader_id == membership.volunteer_id:
        raise Refused(Denied(_("The volunteer leads the team; name another leader first.")))
    until = max(by.today, membership.since)
    if not _memberships().filter(pk=membership.pk, until__isnull=True).update(until=until):
        raise Refused(Denied(_("This membership has already ended.")))
    membership.until = until
    facts = {"name": membership.team.name, "team": membership.team_id}
    trail.record(LEFT, membership.volunteer, by=by, facts=facts)


@action
def close_team(team: Team, *, reason: str, by: Actor) -> Team:
    """Close a team from today; its volunteers stay volunteers."""
    require(holds(by, permissions.ARRANGE_TEAMS))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    if team.closed_on:
        raise Refused(Denied(_("This team is closed.")))
    _memberships().filter(team=team, until__isnull=True).update(until=by.today)
    team.closed_on, team.leader = by.today, None
    team.save(update_fields=["closed_on", "leader"])
    trail.record(CLOSED, team, by=by, facts={"name": team.name, "reason": reason.strip()[:200]})
    return team


def _memberships():
    return TeamMembership.objects.unscoped(because="the team was scoped")


def _insert(row, taken) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(taken)) from twice
