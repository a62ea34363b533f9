"""The one responsible person of a group: named once, then handed over by date."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.filed import may_name
from shuniu.groups.models import Group, Leadership
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import ISSUE_CARD, Denied, Refused, holds, require
from shuniu.kernel.signin.actions import Seat, end_seats, seat_leader
from shuniu.people.public import Particulars, note_account, record_person

NAMED = trail.entry_kind(
    "groups.leader_named", _("Named the responsible person, from {since}"), erasure=trail.Erasure.FORGET_DETAIL
)
HANDED_OVER = trail.entry_kind(
    "groups.leadership_handed_over",
    _("Handed over to a new responsible person on {on}"),
    erasure=trail.Erasure.FORGET_DETAIL,
)
LET_IN = trail.entry_kind(
    "groups.leader_let_in", _("The responsible person may act by phone"), erasure=trail.Erasure.NOTHING_PERSONAL
)
ACCESS_ENDED = trail.entry_kind(
    "groups.phone_access_ended",
    _("Whoever led by phone until now has no more access ({count}); the card is out of force unless needed elsewhere"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)


class OneLeader(Refused):
    def __init__(self):
        super().__init__(Denied(_("A group has exactly one responsible person; record a handover.")))


@action
def name_leader(
    group: Group, *, person=None, new_person: Particulars | None = None, since: date, unit: str = "", by: Actor
) -> Leadership:
    """The first responsible person, on record or recorded here. Raises Refused, OneLeader where there is one."""
    require(holds(by, permissions.EDIT))
    require(may_name(group, is_handover=False))
    person = person or record_person(new_person, centre_id=group.centre_id, by=by)
    return start_leadership(group, person=person, since=since, unit=unit, by=by)


@action
def hand_over_leadership(
    group: Group,
    *,
    to=None,
    new_person: Particulars | None = None,
    on: date,
    note: str = "",
    unit: str = "",
    by: Actor,
) -> Leadership:
    """End one row and begin the next on the same day (`until` is the first day the old one no longer holds).

    Raises Refused where the group is filed (it applies for it), there is nobody to hand over, the day lies before the
    present leader's first or ahead of today.
    """
    require(holds(by, permissions.EDIT))
    require(may_name(group, is_handover=True))
    to = to or record_person(new_person, centre_id=group.centre_id, by=by)
    return pass_leadership(group, to=to, on=on, note=note, unit=unit, by=by)


@action
def let_leader_in(group: Group, *, by: Actor) -> Seat:
    """Let the responsible person act for the group by phone: an account, an appointment, and a card unless they carry one.

    The record names the account from now on. Raises Refused where nobody is responsible or the person acts already.
    """
    require(holds(by, ISSUE_CARD))
    present = present_leadership(group)
    if present is None:
        raise Refused(Denied(_("Nobody is responsible yet; name the first leader.")))
    person, noun = present.person, Group._meta.label_lower
    account = person.user if person.user and person.user.is_active else None
    seat = seat_leader(name=person.name, place=group.centre, noun=noun, noun_id=group.pk, user=account, by=by)
    note_account(person, seat.user, by=by)
    trail.record(LET_IN, group, by=by, facts={"person": person.pk, "user": seat.user.pk})
    return seat


def present_leadership(group: Group) -> Leadership | None:
    return (
        Leadership.objects.unscoped(because="the group was scoped")
        .filter(centre_id=group.centre_id, group=group, until__isnull=True)
        .select_related("person__user")
        .first()
    )


def start_leadership(group: Group, *, person, since: date, unit: str = "", by: Actor) -> Leadership:
    """The first leader, also as the effect of an approved filing; leaves its line."""
    row = _begin(group, person, since, unit=unit)
    _record_begin(NAMED, group, row, {"since": since.isoformat()}, by)
    return row


def pass_leadership(group: Group, *, to, on: date, note: str = "", unit: str = "", by: Actor) -> Leadership:
    """The handover itself, also as the effect of an approved change; leaves its line. Phone access of before ends."""
    present = present_leadership(group)
    _check_handover(present, to, on, by)
    ended = (
        Leadership.objects.unscoped(because="the group was scoped")
        .filter(pk=present.pk, until__isnull=True)
        .update(until=on, handover_note=note)
    )
    if not ended:
        raise OneLeader
    row = _begin(group, to, on, unit=unit)
    facts = {"on": on.isoformat(), "from": present.person_id}
    _record_begin(HANDED_OVER, group, row, facts, by, note=note)
    end_phone_access(group, by=by)
    return row


def end_phone_access(group: Group, *, by: Actor) -> None:
    """Whoever acts for the group by phone is let go at once: after a handover the new leader gets an own card.

    An account is nobody's record among the people, so what ends is every appointment for this group.
    """
    if ended := end_seats(noun=Group._meta.label_lower, noun_id=group.pk, by=by):
        trail.record(ACCESS_ENDED, group, by=by, facts={"count": ended})


def _check_handover(present: Leadership | None, to, on: date, by: Actor) -> None:
    if present is None:
        raise Refused(Denied(_("Nobody is responsible yet; name the first leader.")))
    if present.person_id == to.pk:
        raise Refused(Denied(_("This person is responsible already.")))
    if not present.since < on <= by.today:
        raise Refused(Denied(_("The handover lies after the present leader's first day, and not ahead of today.")))


def _begin(group: Group, person, since: date, *, unit: str) -> Leadership:
    """An open term; the database holds both rules as well, against two hands at once."""
    before = Leadership.objects.unscoped(because="the group was scoped").filter(
        centre_id=group.centre_id, group=group, until__gt=since
    )
    if earlier := before.order_by("-until").first():
        raise Refused(Denied(_("Somebody else led the group until %(day)s.") % {"day": earlier.until.isoformat()}))
    row = Leadership(centre_id=group.centre_id, group=group, person=person, since=since, unit=unit)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as second:
        raise OneLeader from second
    return row


def _record_begin(kind: str, group: Group, row: Leadership, facts: dict, by: Actor, *, note: str = "") -> None:
    detail = {"person": row.person.name, **({"note": note} if note else {})}
    facts = {**facts, "person": row.person_id}
    trail.record(kind, group, by=by, facts=facts, detail=detail, about=row.person_id)
