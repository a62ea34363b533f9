"""Who is in a group: joining and leaving."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.models import Group, Membership
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.later import ByHand, corrected, entered
from shuniu.kernel.permissions import UNMASKED_EXPORT, Denied, Refused, holds, require
from shuniu.people.public import Particulars, Person, record_person, recording

JOINED = trail.entry_kind("groups.member_joined", _("A member joined on {since}"), erasure=trail.Erasure.FORGET_DETAIL)
LEFT = trail.entry_kind("groups.member_left", _("A member left on {until}"), erasure=trail.Erasure.FORGET_DETAIL)
MEMBERSHIP_CORRECTED = trail.entry_kind(
    "groups.membership_corrected", _("Corrected a member's entry: {columns}"), erasure=trail.Erasure.FORGET_DETAIL
)
PRINTED_IN_FULL = trail.entry_kind(
    "groups.roster_printed_in_full",
    _("Printed the roster in full, {members} people: {reason}"),
    erasure=trail.Erasure.KEEP_BY_LAW,
)
BY_HAND = ByHand(  # what is told of a membership otherwise than by a file
    {JOINED: entered, MEMBERSHIP_CORRECTED: corrected, LEFT: lambda _facts: ("until",)}, about=Group, fact="membership"
)
CORRECTABLE = ("duty", "former_post", "remark")


@action
def enrol_member(group: Group, particulars: Particulars, *, since: date, duty: str = "", by: Actor) -> Membership:
    """Write down a person who is new to the centre, and put them on the roster.

    Whoever keeps a roster may record its new members, a leader too; the trail carries their own name. Raises
    IntegrityError where the ID number is already on record.
    """
    require(holds(by, permissions.EDIT_ROSTER))
    person = record_person(particulars, centre_id=group.centre_id, by=recording(by))
    return _join(group, person, since=since, duty=duty, by=by)


@action
def join_group(group: Group, person: Person, *, since: date, duty: str = "", by: Actor) -> Membership:
    """Put a person on the roster from a day on."""
    require(holds(by, permissions.EDIT_ROSTER))
    return _join(group, person, since=since, duty=duty, by=by)


@action
def leave_group(membership: Membership, *, until: date, by: Actor) -> Membership:
    """End a membership: `until` is the first day on which it no longer holds."""
    require(holds(by, permissions.EDIT_ROSTER))
    if until < membership.since:
        raise Refused(Denied(_("A membership cannot end before it begins.")))
    changed = (
        Membership.objects.unscoped(because="the membership was scoped")
        .filter(pk=membership.pk, until__isnull=True)
        .update(until=until)
    )
    if not changed:
        raise Refused(Denied(_("This membership has already ended.")))
    membership.until = until
    trail.record(
        LEFT,
        membership.group,
        by=by,
        facts={"until": until.isoformat(), "membership": membership.pk},
        detail={"person": membership.person_id, "name": membership.person.name},
        about=membership.person_id,
    )
    return membership


@action
def correct_membership(membership: Membership, *, by: Actor, **columns: str) -> Membership:
    """Put right what the roster says of a member besides the dates (CORRECTABLE). Raises Refused where nothing changed."""
    require(holds(by, permissions.EDIT_ROSTER))
    if unknown := set(columns) - set(CORRECTABLE):
        raise ValueError(f"not for correction: {unknown}")
    changed = {
        name: [getattr(membership, name), text] for name, text in columns.items() if getattr(membership, name) != text
    }
    if not changed:
        raise Refused(Denied(_("Nothing was changed.")))
    for name, (_before, after) in changed.items():
        setattr(membership, name, after)
    membership.save(update_fields=[*changed])
    trail.record(
        MEMBERSHIP_CORRECTED,
        membership.group,
        by=by,
        facts={"columns": ", ".join(changed), "membership": membership.pk},
        detail={"person": membership.person_id, "changes": changed},
        about=membership.person_id,
    )
    return membership


@action
def print_roster_in_full(group: Group, *, members: int, reason: str, by: Actor) -> None:
    """Note that a roster leaves the house with names, numbers and addresses in full, and why."""
    require(holds(by, UNMASKED_EXPORT))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    trail.record(PRINTED_IN_FULL, group, by=by, facts={"members": members, "reason": reason.strip()[:200]})


def _join(group: Group, person: Person, *, since: date, duty: str, by: Actor) -> Membership:
    if since > by.today:
        raise Refused(Denied(_("This day has not come yet.")))
    membership = Membership(centre_id=group.centre_id, group=group, person=person, since=since, duty=duty)
    try:
        with transaction.atomic():
            membership.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("This person is already a member of the group."))) from twice
    trail.record(
        JOINED,
        group,
        by=by,
        facts={"since": since.isoformat(), "membership": membership.pk},
        detail={"person": person.pk, "name": person.name},
        about=person.pk,
    )
    return membership
