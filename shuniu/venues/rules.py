"""Who may book when, how long and how much: the place's rules, and one sentence for each that stands against it.

The rules are data (`venues.booking`); who is served first is a rule too: filed groups may book further ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel.dated import setting
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.prepared import prepared
from shuniu.venues.models import Booking, Space, minutes
from shuniu.venues.parts import lies_on_grain
from shuniu.venues.queries import week_of
from shuniu.venues.standing import HOLDS


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for: [starts, ends) in minutes after midnight."""

    space: Space
    group: Group | None
    day: date
    starts: int
    ends: int
    persons: int
    amplified: bool


def booking_rules(place: int, on: date) -> dict:
    return setting("venues.booking", place=place, on=on)


def may_book(asked: Asked, *, today: date) -> Allowed | Denied:
    """Whether the rules allow it; the hours of the venue and what is taken are asked elsewhere."""
    return _passes((*EVERY_DATE, _is_not_too_much), asked, today)


def may_begin_weekly(asked: Asked, *, last: date, today: date) -> Allowed | Denied:
    """What holds for all dates of a weekly series from `asked.day` to `last`; each week's hours are asked by date."""
    until = last_of_series(asked.space.centre_id, asked.group, today)
    if last > until:
        return Denied(_("A weekly time can be booked until %(day)s.") % {"day": until})
    return _passes(EVERY_DATE, asked, today)


def may_be_held(asked: Asked, *, today: date) -> Allowed | Denied:
    """What holds for the centre's own events too: a time that makes sense, in a space with room enough."""
    return _passes((_makes_sense,), asked, today)


def last_of_series(place: int, group: Group | None, today: date) -> date:
    days = setting("venues.series_days_ahead", place=place, on=today)
    kind = "others" if group is None else "filed" if group.filed_by(today) else "unfiled"
    return today + timedelta(days=days[kind])


def _passes(checks: tuple, asked: Asked, today: date) -> Allowed | Denied:
    rules = booking_rules(asked.space.centre_id, today)
    for check in checks:
        if not (answer := check(asked, rules, today)):
            return answer
    return Allowed()


def _makes_sense(asked: Asked, rules: dict, today: date) -> Allowed | Denied:
    venue = asked.space.venue
    if asked.ends <= asked.starts:
        return Denied(_("The end must be after the beginning."))
    if not lies_on_grain(venue, asked.starts, asked.ends):
        return Denied(_("Times here begin and end on every %(minutes)s minutes.") % {"minutes": venue.grain})
    if asked.day < today:
        return Denied(_("This day is over."))
    if asked.persons > asked.space.capacity:
        return Denied(_("There is room for %(capacity)s people.") % {"capacity": asked.space.capacity})
    return Allowed()


def _is_needed(asked: Asked, rules: dict, today: date) -> Allowed | Denied:
    if not asked.space.venue.outdoors or asked.amplified or asked.persons >= rules["needed_from_people"]:
        return Allowed()
    said = _("Fewer than %(people)s people without loudspeakers need no booking out of doors: just come.")
    return Denied(said % {"people": rules["needed_from_people"]})


def _is_not_too_long(asked: Asked, rules: dict, today: date) -> Allowed | Denied:
    if asked.ends - asked.starts <= rules["longest_hours"] * 60:
        return Allowed()
    return Denied(_("At most %(hours)s hours at a time.") % {"hours": rules["longest_hours"]})


def _is_not_too_early(asked: Asked, rules: dict, today: date) -> Allowed | Denied:
    days = days_ahead(asked.group, rules, today)
    if asked.day <= today + timedelta(days=days):
        return Allowed()
    said = _("This can be booked %(days)s days ahead, from %(day)s on.")
    return Denied(said % {"days": days, "day": asked.day - timedelta(days=days)})


EVERY_DATE = (_makes_sense, _is_needed, _is_not_too_long, _is_not_too_early)


def days_ahead(group: Group | None, rules: dict, today: date) -> int:
    if group is None:
        return rules["days_ahead_others"]
    return rules["days_ahead_filed"] if group.filed_by(today) else rules["days_ahead_unfiled"]


def _is_not_too_much(asked: Asked, rules: dict, today: date) -> Allowed | Denied:
    if asked.group is None:
        return Allowed()
    wanted = (asked.ends - asked.starts) / 60
    has = hours_in_week(asked.group, asked.day)
    if has + wanted <= rules["hours_a_week"]:
        return Allowed()
    said = _("The group has %(has)g hours in this week already; %(most)s are the most.")
    return Denied(said % {"has": has, "most": rules["hours_a_week"]})


def hours_in_week(group: Group, day: date) -> float:
    booked = _times_held(group.centre_id, group.pk, *week_of(day))
    return sum(minutes(ends) - minutes(starts) for starts, ends in booked) / 60


@prepared
def _times_held(centre_id: int, group: int, first: date, last: date) -> QuerySet:
    rows = Booking.objects.unscoped(because="the group was scoped")
    held = rows.filter(HOLDS, centre_id=centre_id, group_id=group, day__range=(first, last))
    return held.values_list("starts", "ends")
