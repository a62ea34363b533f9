"""How a group leaves the register: dissolved, merged, registered as an organization, moved away. Nothing is deleted."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.actions.certificates import withdraw_certificate
from shuniu.groups.actions.leadership import end_phone_access
from shuniu.groups.models import Ending, Filing, Group, Leadership, Membership
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require

NOTHING = trail.Erasure.NOTHING_PERSONAL
ENDED = trail.entry_kind("groups.ended", _("Left the register on {on}: {ending}"), erasure=NOTHING)
TOOK_IN = trail.entry_kind("groups.took_in_members", _("Took in {count} members of a merged group"), erasure=NOTHING)


def dissolve_group(filing: Filing, group: Group, *, by: Actor) -> None:
    _end(filing, group, Ending.DISSOLVED, by=by)


def merge_group(filing: Filing, group: Group, *, by: Actor) -> None:
    """The group ends in the other. Its members are not moved: each is offered a place there (`take_in_members`)."""
    if filing.target_group.ended_on is not None:
        raise Refused(Denied(_("The group it was to merge into has itself left the register.")))
    group.merged_into = filing.target_group
    _end(filing, group, Ending.MERGED, "merged_into", by=by)


def promote_group(filing: Filing, group: Group, *, by: Actor) -> None:
    group.promoted_to = filing.proposed.get("promoted_to", "")
    _end(filing, group, Ending.PROMOTED, "promoted_to", by=by)


def let_group_move(filing: Filing, group: Group, *, by: Actor) -> None:
    _end(filing, group, Ending.MOVED, by=by)


@action
def take_in_members(target: Group, *, merged: Group, people: list[int], by: Actor) -> int:
    """Members of a merged group who chose to go along; returns how many. Whoever is a member already stays one."""
    require(holds(by, permissions.EDIT_ROSTER))
    if merged.merged_into_id != target.pk:
        raise Refused(Denied(_("This group did not merge into that one.")))
    came = set(_members_at_the_end(merged).filter(person__in=people).values_list("person_id", flat=True))
    there = set(
        Membership.objects.unscoped(because="the group was scoped")
        .filter(centre_id=target.centre_id, group=target, person__in=came, until__isnull=True)
        .values_list("person_id", flat=True)
    )
    rows = [
        Membership(centre_id=target.centre_id, group=target, person_id=person, since=by.today)
        for person in sorted(came - there)
    ]
    if not rows:
        raise Refused(Denied(_("Nobody was chosen who is not a member already.")))
    Membership.objects.bulk_create(rows)
    trail.record(TOOK_IN, target, by=by, facts={"count": len(rows), "merged": merged.pk})
    return len(rows)


def _members_at_the_end(group: Group):
    return Membership.objects.unscoped(because="the group was scoped").filter(
        centre_id=group.centre_id, group=group, until=group.ended_on
    )


def _end(filing: Filing, group: Group, ending: str, *columns: str, by: Actor) -> None:
    """Close every open row that hangs on the group, keep the rows themselves."""
    on = _day(filing, group, by)
    group.ended_on, group.ending, group.changed_at = on, ending, by.at
    group.save(update_fields=["ended_on", "ending", "changed_at", *columns])
    held = {"centre_id": group.centre_id, "group": group, "until__isnull": True}
    members = Membership.objects.unscoped(because="the group was scoped").filter(**held, since__lte=on).update(until=on)
    Leadership.objects.unscoped(because="the group was scoped").filter(**held, since__lte=on).update(until=on)
    facts = {"on": on.isoformat(), "ending": ending, "members": members, "application": filing.number}
    if filing.target_group_id:
        facts["into"] = filing.target_group_id
    trail.record(ENDED, group, by=by, facts={**facts, "filing": filing.pk})
    end_phone_access(group, by=by)
    withdraw_certificate(group, reason=str(_("the group has left the register")), by=by)


def _day(filing: Filing, group: Group, by: Actor) -> date:
    return max(filing.takes_effect_on or by.today, group.recorded_on)
