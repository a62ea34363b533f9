"""The figures of the volunteer station; those of hours may be asked for one service point [case]."""

from datetime import date, timedelta

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.lists import Column
from shuniu.kernel.sealing.masking import mask_name
from shuniu.outcomes.indicators.indicator import Period, indicator, share
from shuniu.volunteers.public import (
    Post,
    Team,
    Volunteer,
    doubtful_between,
    entries_between,
    people_between,
    served_between,
    serving_at,
    starred_on,
)

WORKDAY_HOURS = 8


def _of(period: Period) -> tuple[date, date, Actor]:
    """The period as the ledger is asked: its first day, the day after its last, and for whom."""
    return period.first, period.last + timedelta(days=1), period.actor


def _volunteers(period: Period):
    """Accepted by the last day and not retired by it."""
    stayed = Q(state__in=("active", "paused")) | Q(state_since__date__gt=period.last)
    rows = Volunteer.objects.visible_to(period.actor).filter(stayed, accepted_on__lte=period.last)
    if period.service_point is not None:
        rows = rows.filter(pk__in=_serving(period).values("volunteer_id"))
    return rows.select_related("person", "place")


def _teams(period: Period):
    open_then = Q(closed_on__isnull=True) | Q(closed_on__gt=period.last)
    rows = Team.objects.visible_to(period.actor).filter(open_then, founded_on__lte=period.last)
    if period.service_point is None:
        return rows
    held = Post.objects.visible_to(period.actor).filter(service_point_id=period.service_point, team__isnull=False)
    held = held.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=period.first), opened_on__lte=period.last)
    served = _serving(period).filter(team__isnull=False)
    return rows.filter(Q(pk__in=held.values("team_id")) | Q(pk__in=served.values("team_id")))


def _serving(period: Period):
    return serving_at(period.service_point, *_of(period))


def _entries(period: Period):
    rows = entries_between(*_of(period), service_point=period.service_point)
    return rows.select_related("volunteer__person", "service_point")


def _doubtful(period: Period):
    rows = doubtful_between(*_of(period), service_point=period.service_point)
    return rows.select_related("volunteer__person", "service_point")


def _served(period: Period):
    return served_between(*_of(period), service_point=period.service_point)


def _whole(number: float) -> int | float:
    """3960.0 → 3960; what is not whole keeps two places."""
    return int(number) if number == int(number) else round(number, 2)


def _open_entry(row) -> str:
    return reverse("volunteers:entry", args=[row.pk])


ENTRY_COLUMNS = (
    Column("day", _("Day"), sort="day"),
    Column("person", _("Volunteer"), value=lambda e: mask_name(e.volunteer.person.name)),
    Column("point", _("Service point"), value=lambda e: e.service_point.name),
    Column("minutes", _("Minutes"), sort="minutes", kind="number"),
    Column("times", _("Person-times"), kind="number"),
    Column("channel", _("Channel"), value=lambda e: e.get_channel_display()),
    Column("keyed_by", _("Keyed in by")),
)
HOURS = {"columns": ENTRY_COLUMNS, "order": "-day", "row_url": _open_entry, "by_service_point": True}

indicator(
    "volunteers.total",
    label=_("Volunteers"),
    unit="people",
    definition=_(
        "People accepted as volunteers by the last day and not retired from service by it; who pauses counts. "
        "At one service point: those of them with hours there in the period."
    ),
    rows=_volunteers,
    columns=(
        Column("number", _("Volunteer number"), value=lambda v: v.number),
        Column("name", _("Name"), value=lambda v: mask_name(v.person.name)),
        Column("place", _("Residents' committee"), value=lambda v: v.place.label),
        Column("accepted_on", _("Accepted on")),
    ),
    row_url=lambda v: reverse("volunteers:volunteer", args=[v.pk]),
    by_service_point=True,
)
indicator(
    "volunteers.teams",
    label=_("Teams of volunteers"),
    unit="teams",
    definition=_(
        "Teams founded by the last day and not closed by it. At one service point: those that hold a post there in the "
        "period, or have hours there."
    ),
    rows=_teams,
    columns=(Column("name", _("Team"), sort="name"), Column("founded_on", _("Founded on"), sort="founded_on")),
    order="name",
    row_url=lambda t: reverse("volunteers:team", args=[t.pk]),
    by_service_point=True,
)
indicator(
    "volunteers.starred",
    label=_("Volunteers with stars"),
    unit="people",
    definition=_(
        "Volunteers in service on the last day to whom stars were awarded by it, each counted once at their highest level."
    ),
    rows=lambda period: starred_on(period.last, period.actor).select_related("person"),
    columns=(
        Column("number", _("Volunteer number"), value=lambda v: v.number),
        Column("name", _("Name"), value=lambda v: mask_name(v.person.name)),
        Column("stars", _("Stars"), value=lambda v: "★" * v.star_level),
    ),
    row_url=lambda v: reverse("volunteers:volunteer", args=[v.pk]),
)
indicator(
    "volunteers.people_served",
    label=_("People who served"),
    unit="people",
    definition=_("Different volunteers with hours in the period; somebody who served often counts once."),
    rows=_entries,
    value=lambda period: people_between(*_of(period), service_point=period.service_point),
    **HOURS,
)
indicator(
    "volunteers.person_times",
    label=_("Person-times of service"),
    unit="times",
    definition=_(
        "Entries of hours in the period: one volunteer at one shift is one. An entry taken back is subtracted."
    ),
    rows=_entries,
    value=lambda period: _served(period).times,
    **HOURS,
)
indicator(
    "volunteers.hours",
    label=_("Hours of service"),
    unit="hours",
    definition=_(
        "Hours in the period as the ledger holds them, corrections counted; the way to the post is not counted."
    ),
    rows=_entries,
    value=lambda period: _whole(_served(period).minutes / 60),
    **HOURS,
)
indicator(
    "volunteers.workdays",
    label=_("Workdays of service"),
    unit="workdays",
    definition=_("Hours of service, divided by the eight hours of a workday."),
    rows=_entries,
    value=lambda period: _whole(_served(period).minutes / 60 / WORKDAY_HOURS),
    **HOURS,
)
indicator(
    "volunteers.doubtful_hours_share",
    label=_("Share of doubtful hours"),
    unit="share",
    definition=_(
        "Minutes of entries with a doubt of a rule that nobody has looked into yet, divided by all minutes of the period: "
        "more than the daily limit, keyed in late or many at once, a file of old hours, one clerk for all, without what the "
        "post asks. What cannot be (an overlap, more than 24 hours, before the shift) was stopped and is in neither; too "
        "little data is no doubt. It opens to the doubtful entries. A doubt is no verdict."
    ),
    rows=_doubtful,
    value=lambda period: share(
        doubtful_between(*_of(period), service_point=period.service_point).aggregate(sum=Sum("minutes"))["sum"] or 0,
        _served(period).minutes,
    ),
    **HOURS,
)
