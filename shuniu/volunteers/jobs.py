"""What the clock and the trail ask of this room; each calls one action."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.calendar import add_months, month_of
from shuniu.kernel.jobs import scheduled
from shuniu.kernel.models import Appointment, Place, User
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.people.public import ACCOUNTS, FORGOTTEN, TIES, Person
from shuniu.volunteers.actions.changes import lapse_change
from shuniu.volunteers.actions.conditions import forget_words
from shuniu.volunteers.actions.figures import count_people
from shuniu.volunteers.actions.ledger import judge_who_keyed
from shuniu.volunteers.actions.posts import make_shifts
from shuniu.volunteers.actions.registering import resume_service, retire_volunteer
from shuniu.volunteers.actions.signing_up import remind
from shuniu.volunteers.changed_posts import without_a_shift_to_come
from shuniu.volunteers.models import (
    Decision,
    HourMonth,
    PeopleFigure,
    ServicePoint,
    ShiftPattern,
    SignUp,
    Volunteer,
)
from shuniu.volunteers.station import rules_of


@trail.listener(FORGOTTEN)
def forget_volunteer(entry) -> None:
    """Whoever was erased serves no more; the hours stay as rows without a person in them."""
    by = system_actor(place=entry.centre_id, via="job", at=entry.at, name="people.erased")
    for volunteer in Volunteer.objects.visible_to(by).filter(person_id=entry.noun_id):
        if volunteer.state in ("active", "paused"):
            retire_volunteer(volunteer, reason=str(_("the person was erased")), by=by)
        forget_words(volunteer, by=by)


def leads_a_team(person: Person) -> Allowed | Denied:
    leading = Volunteer.objects.unscoped(because="the person was scoped").filter(
        centre_id=person.centre_id, person=person, leads__closed_on__isnull=True, leads__isnull=False
    )
    if leading.exists():
        return Denied(_("The person leads a team of volunteers; name another leader first."))
    return Allowed()


TIES.append(leads_a_team)


def accounts_as_volunteer(person: Person) -> list[User]:
    """Accounts let in for the person's record as a volunteer."""
    mine = Volunteer.objects.unscoped(because="the person was scoped").filter(centre_id=person.centre_id, person=person)
    seats = Appointment.objects.filter(noun=Volunteer._meta.label_lower, noun_id__in=mine.values("pk"))
    return [seat.user for seat in seats.select_related("user")]


ACCOUNTS.append(accounts_as_volunteer)


@scheduled("volunteers.make_shifts", _("Make the weekly shifts of the coming weeks"), daily=time(3, 10))
def make_coming_shifts(*, by: Actor) -> None:
    """Shifts come some weeks ahead (setting `volunteers.shifts.weeks_ahead`); run again, it makes none twice."""
    for place, actor, rules in centres_at_work(ShiftPattern, by):
        until = by.today + timedelta(weeks=int(rules["shifts.weeks_ahead"]))
        patterns = ShiftPattern.objects.visible_to(actor).select_related("post")
        make_shifts(list(patterns.exclude(until__lt=by.today)), until=until, centre=place, by=actor)


@scheduled("volunteers.end_pauses", _("End pauses of volunteers whose days are over"), daily=time(0, 10))
def end_pauses(*, by: Actor) -> None:
    """Each is an action of its own: one that fails keeps no other back, and the next run finds it again."""
    for volunteer in list(Volunteer.objects.visible_to(by).filter(state="paused", paused_until__lt=by.today)):
        resume_service(volunteer, by=system_actor(place=volunteer.centre_id, via=by.via, at=by.at, name=by.name))


@scheduled("volunteers.remind", _("Remind volunteers of their shifts"), daily=time(8, 20))
def remind_of_shifts(*, by: Actor) -> None:
    """Some days before (setting `volunteers.shifts.remind_days_before`), each place once."""
    for place, actor, rules in centres_at_work(SignUp, by):
        last = by.today + timedelta(days=int(rules["shifts.remind_days_before"]))
        places = SignUp.objects.visible_to(actor).filter(
            state="on", reminded_at__isnull=True, shift__day__range=(by.today, last), shift__starts_at__gt=by.at
        )
        if found := list(places.filter(shift__cancelled_at__isnull=True)):
            remind(found, centre=place, by=actor)


@scheduled("volunteers.end_changes", _("End notices of changed posts that have no shift to come"), daily=time(0, 20))
def end_changes(*, by: Actor) -> None:
    """Each is an action of its own, as for pauses."""
    for notice in list(without_a_shift_to_come(by)):
        lapse_change(notice, by=system_actor(place=notice.centre_id, via=by.via, at=by.at, name=by.name))


@scheduled("volunteers.judge_clerks", _("Judge who keyed in the hours"), daily=time(3, 40))
def judge_last_month(*, by: Actor) -> None:
    """On the sixth of a month, once: whether one clerk keyed in all of the last month at a service point."""
    first = add_months(month_of(by.today), -1)
    if by.today.day < 6:
        return
    for place, actor, _rules in centres_at_work(HourMonth, by):
        judged = Decision.objects.visible_to(actor).filter(rule="one_clerk", at__date__gte=month_of(by.today))
        if not judged.exists():
            points = {point.pk: point for point in ServicePoint.objects.visible_to(actor)}
            judge_who_keyed(points, first=first, until=month_of(by.today), centre=place, by=actor)


@scheduled("volunteers.count_people", _("Count the people of finished months, quarters and years"), daily=time(4, 5))
def count_finished_periods(*, by: Actor) -> None:
    """A period is finished when the last offline check-in for it can have come in."""
    for place, actor, rules in centres_at_work(HourMonth, by):
        last = by.today - timedelta(days=int(rules["check_in.deliver_days"]))
        kept = PeopleFigure.objects.visible_to(actor).filter(service_point_id=0).values_list("first", "until")
        missing = [period for period in finished_periods(last) if period not in set(kept)]
        if missing:
            count_people(missing, centre=place, by=actor)


def finished_periods(last, months: int = 24) -> list:
    """(first, until) of the months, quarters and years that ended by `last`, of two years back."""
    ended = [add_months(month_of(last), -n) for n in range(months)]
    lengths = ((1, 1), (3, 3), (12, 12))
    found = {
        (add_months(until, -length), until)
        for until in ended
        for length, every in lengths
        if (until.month - 1) % every == 0
    }
    return sorted(found)


def centres_at_work(model, by: Actor):
    """(place, actor, rules) of every centre that has rows of a kind."""
    for code in list(model.objects.visible_to(by).order_by().values_list("centre_id", flat=True).distinct()):
        actor = system_actor(place=code, via=by.via, at=by.at, name=by.name)
        yield Place.objects.get(pk=code), actor, rules_of(code, by.today)
