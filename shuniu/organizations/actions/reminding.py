"""Whom an inspection's reminder reaches: an account, or a person who is called or handed a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.organizations import permissions
from shuniu.organizations.models import CallAttempt, Contact, Inspection, InspectionReminder, ReminderCall
from shuniu.organizations.queries import with_an_account
from shuniu.organizations.workflow import WITH_THE_ORGANIZATION

NOTHING = trail.Erasure.NOTHING_PERSONAL
REMINDED = trail.entry_kind(
    "organizations.inspections_reminded",
    _("Reminded {count} organizations of the inspection of {year}"),
    erasure=NOTHING,
)
TO_CALL = trail.entry_kind(
    "organizations.calls_listed",
    _("Put {count} organizations of the inspection of {year} on the call list"),
    erasure=NOTHING,
)
REACHED = trail.entry_kind("organizations.call_reached", _("Told of the inspection of {year}"), erasure=NOTHING)
NOT_REACHED = trail.entry_kind(
    "organizations.call_missed", _("Was not reached about the inspection of {year}"), erasure=NOTHING
)
ACCOUNT = "account"  # the channel that the program serves itself: it reaches who has an account, and nobody else


@dataclass(frozen=True, slots=True)
class Reminded:
    """told: how many were reminded. to_call: how many stand on the call list, for nothing reaches them by itself."""

    told: int
    to_call: int


@action
def remind_organizations(inspections: Sequence[Inspection], *, channel: str, by: Actor) -> Reminded:
    """Remind many at once; those that have handed in meanwhile are passed over.

    In the account (`ACCOUNT`) only who has one is reminded: the others come onto the call list, and count as reminded once
    somebody has told them. By any other channel the caller has told them all. Raises Refused.
    """
    require(holds(by, permissions.REMIND))
    asked = [each for each in inspections if each.state in WITH_THE_ORGANIZATION]
    if not asked:
        raise Refused(Denied(_("None of these waits for its organization.")))
    reached = asked
    if channel == ACCOUNT:
        having = with_an_account({each.organization_id for each in asked}, on=by.today)
        reached = [each for each in asked if each.organization_id in having]
    moved = _remind(reached, channel, by)
    here = {each.pk for each in reached}
    to_call = _put_on_list([each for each in asked if each.pk not in here], by)
    year, cycle = asked[0].year, asked[0].cycle
    if moved or not to_call:
        trail.record(REMINDED, cycle, by=by, facts={"year": year, "count": moved})
    if to_call:
        trail.record(TO_CALL, cycle, by=by, facts={"year": year, "count": to_call})
    return Reminded(moved, to_call)


@action
def note_attempt(
    call: ReminderCall, *, outcome: str, channel: str, contact: Contact | None = None, by: Actor
) -> CallAttempt:
    """Somebody was called or visited. Reached, or handed the letter: it was reminded, and leaves the call list."""
    require(holds(by, permissions.REMIND))
    if call.told_at is not None:
        raise Refused(Denied(_("This organization was told already.")))
    inspection = call.inspection
    if inspection.state not in WITH_THE_ORGANIZATION:
        raise Refused(Denied(_("The report has been handed in: nobody need be called.")))
    attempt = CallAttempt(
        centre_id=call.centre_id, organization_id=call.organization_id, call=call, contact=contact, channel=channel,
        outcome=outcome, tried_at=by.at, tried_by=by.name,
    )  # fmt: skip
    attempt.save(force_insert=True)
    if outcome == CallAttempt.Outcome.NOT_REACHED:
        trail.record(NOT_REACHED, inspection, by=by, facts={"year": inspection.year, "channel": channel})
        return attempt
    call.told_at, call.told_by = by.at, by.name
    if not _open_calls().filter(pk=call.pk).update(told_at=by.at, told_by=by.name):
        raise Refused(Denied(_("This organization was told already.")))
    _remind([inspection], channel, by)
    trail.record(REACHED, inspection, by=by, facts={"year": inspection.year, "channel": channel})
    return attempt


# --- Inside an action -------------------------------------------------------------------------------------------------
def _remind(inspections: Sequence[Inspection], channel: str, by: Actor) -> int:
    """Whoever is told by another way meanwhile is called no more."""
    keys = [each.pk for each in inspections]
    rows = Inspection.objects.visible_to(by).filter(pk__in=keys, state__in=WITH_THE_ORGANIZATION)
    moved = rows.update(state="reminded", reminded_at=by.at)
    _open_calls().filter(inspection__in=keys).update(told_at=by.at, told_by=by.name)
    InspectionReminder.objects.bulk_create(
        [
            InspectionReminder(
                centre_id=each.centre_id, organization_id=each.organization_id, inspection=each, reminded_at=by.at,
                channel=channel, reminded_by=by.name,
            )
            for each in inspections
        ],
        batch_size=500,
    )  # fmt: skip
    return moved


def _put_on_list(inspections: Sequence[Inspection], by: Actor) -> int:
    """How many stand there now; who stands there already is not put there twice."""
    keys = [each.pk for each in inspections]
    there = set(_open_calls().filter(inspection__in=keys).values_list("inspection_id", flat=True))
    ReminderCall.objects.bulk_create(
        [
            ReminderCall(
                centre_id=each.centre_id, organization_id=each.organization_id, inspection=each, asked_at=by.at,
                asked_by=by.name,
            )
            for each in inspections
            if each.pk not in there
        ],
        batch_size=500,
    )  # fmt: skip
    return len(inspections)


def _open_calls():
    return ReminderCall.objects.unscoped(because="of inspections that were scoped").filter(Q(told_at__isnull=True))
