"""What the clock and the trail ask of this room; each calls one action."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.groups.actions.duties import remind_groups
from shuniu.groups.actions.forgetting import BY_THE_CENTRE, forget_signatures
from shuniu.groups.actions.roster import leave_group
from shuniu.groups.models import Group, Leadership, Membership, MonthlyReturn, Reminder
from shuniu.groups.queries import groups_led_by
from shuniu.groups.sixones import asked_in, lacking, month_at, with_six_ones
from shuniu.kernel import trail
from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.calendar import month_end, month_of
from shuniu.kernel.dated import setting
from shuniu.kernel.jobs import scheduled
from shuniu.kernel.models import Appointment, User
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.people.public import ACCOUNTS, FORGOTTEN, HOLDINGS, TIES, Holding, Person, as_read


@trail.listener(FORGOTTEN)
def leave_all_groups(entry) -> None:
    """Whoever was erased is in no group from that day on."""
    by = system_actor(place=entry.centre_id, via="job", at=entry.at, name="people.erased")
    for membership in Membership.objects.visible_to(by).filter(person_id=entry.noun_id, until__isnull=True):
        leave_group(membership, until=max(by.today, membership.since), by=by)


def responsible_for_a_group(person: Person) -> Allowed | Denied:
    leading = Leadership.objects.unscoped(because="the person was scoped").filter(
        centre_id=person.centre_id, person=person, until__isnull=True
    )
    if leading.exists():
        return Denied(_("The person is responsible for a group; record the handover first."))
    return Allowed()


TIES.append(responsible_for_a_group)


def accounts_as_leader(person: Person) -> Iterator[User]:
    """Accounts let in for a group while this person was responsible for it, and in this person's name.

    An account let in today is named by the record (`let_leader_in`); those of before are found so.
    """
    terms = Leadership.objects.unscoped(because="the person was scoped").filter(
        centre_id=person.centre_id, person=person
    )
    for term in terms:
        seats = Appointment.objects.filter(
            Q(until__isnull=True) | Q(until__gte=term.since), noun=Group._meta.label_lower, noun_id=term.group_id
        )
        if term.until:
            seats = seats.filter(since__lte=term.until)
        yield from (seat.user for seat in seats.filter(user__name=person.name).select_related("user"))


ACCOUNTS.append(accounts_as_leader)


def signed_as_leader(person: Person, _actor: Actor) -> list[dict]:
    """The returns of the groups that this person led, in this person's name."""
    led = Leadership.objects.unscoped(because="the person was scoped").filter(centre_id=person.centre_id, person=person)
    returns = MonthlyReturn.objects.unscoped(because="of groups the person led").filter(
        centre_id=person.centre_id, group__in=led.values("group"), filed_by=person.name
    )
    return [as_read(filed) for filed in returns.exclude(channel__in=BY_THE_CENTRE).order_by("pk")]


def forget_as_leader(person: Person, actor: Actor) -> None:
    if groups := groups_led_by(person):
        forget_signatures(person, groups=groups, by=actor)


HOLDINGS.append(Holding(_("Monthly returns signed as a leader"), signed_as_leader, forget_as_leader))


CLOCK = "clock"  # the channel of a reminder that nobody's hand gave


@scheduled("groups.remind_of_month", _("Remind of the month's duties"), daily=time(8, 30))
def remind_of_month(*, by: Actor) -> None:
    """Before a month ends (setting `groups.duties.remind_days_before`), remind the groups of which something is missing.

    Once a group and month: run again, it reminds nobody twice.
    """
    centres = Group.objects.visible_to(by).order_by().values_list("centre_id", flat=True).distinct()
    for centre in list(centres):
        _remind_centre_of_month(system_actor(place=centre, via=by.via, at=by.at, name=by.name))


def _remind_centre_of_month(by: Actor) -> None:
    days = int(setting("groups.duties.remind_days_before", place=by.place, on=by.today))
    if by.today < month_end(by.today) - timedelta(days=days):
        return
    month = month_at(by.place, month_of(by.today))
    reminded = Reminder.objects.visible_to(by).filter(month=month.first, channel=CLOCK).values("group_id")
    lacking_something = with_six_ones(asked_in(Group.objects.visible_to(by), month), month, today=by.today)
    if groups := list(lacking_something.filter(lacking()).exclude(pk__in=reminded)):
        remind_groups(groups, month.first, channel=CLOCK, by=by)
