"""The calendar of workdays: one for the installation, for the State Council's holidays are the same for every centre."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import NATION
from shuniu.kernel.models import Place, Workday
from shuniu.kernel.permissions import MANAGE_CODES, Denied, Refused, holds, require

MOST_DAYS = 31
DAYS_KEPT = trail.entry_kind(
    "kernel.workdays_kept",
    _("{name}, {first} to {last}: {holidays} weekdays off, {worked} weekend days worked"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
DAY_DROPPED = trail.entry_kind(
    "kernel.workday_dropped", _("{day} is what its weekday says again"), erasure=trail.Erasure.NOTHING_PERSONAL
)


@action
def keep_days(*, first: date, last: date, is_workday: bool, name: str, by: Actor) -> int:
    """Days off, or weekend days that are worked; returns how many differ from what their weekday says."""
    require(holds(by, MANAGE_CODES))
    if first < by.today:
        raise Refused(Denied(_("The past is not rewritten: choose today or a later day.")))
    if not first <= last < first + timedelta(days=MOST_DAYS):
        raise Refused(Denied(_("Give a first and a last day, a month apart at most.")))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    special = [day for day in days if (day.weekday() < 5) != is_workday]
    if not special:
        raise Refused(Denied(_("Every one of these days is so by its weekday already.")))
    Workday.objects.filter(day__range=(first, last)).delete()
    Workday.objects.bulk_create(Workday(day=day, is_workday=is_workday, name=name) for day in special)
    worked = len(special) if is_workday else 0
    facts = {"name": name, "first": first.isoformat(), "last": last.isoformat()}
    trail.record(
        DAYS_KEPT,
        Place(pk=NATION),
        by=by,
        centre_id=NATION,
        facts={**facts, "holidays": len(special) - worked, "worked": worked},
    )
    return len(special)


@action
def drop_day(day: Workday, *, by: Actor) -> None:
    """Take a day out of the calendar before it comes."""
    require(holds(by, MANAGE_CODES))
    if day.day < by.today:
        raise Refused(Denied(_("The past is not rewritten: choose today or a later day.")))
    trail.record(DAY_DROPPED, Place(pk=NATION), by=by, centre_id=NATION, facts={"day": day.day.isoformat()})
    day.delete()
