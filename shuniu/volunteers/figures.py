"""What was served in a period: whole months from the kept sums, the days at the edges from the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum, Value

from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_months, month_of
from shuniu.kernel.prepared import prepared
from shuniu.volunteers.models import Decision, HourEntry, HourMonth, PeopleFigure, Volunteer
from shuniu.volunteers.models.hours import Channel


@dataclass(frozen=True, slots=True)
class Served:
    """Totals of a period."""

    minutes: int = 0
    times: int = 0

    def __add__(self, other: Served) -> Served:
        return Served(self.minutes + other.minutes, self.times + other.times)


def served_between(first: date, until: date, actor: Actor, *, service_point: int | None = None) -> Served:
    """Minutes and person-times from `first` to the day before `until`, of all that the actor may see."""
    begin = first if first.day == 1 else add_months(month_of(first), 1)
    end = month_of(until)
    if (
        begin >= end or actor.is_narrow or not actor.permissions
    ):  # a narrow appointment sees volunteers, not sums of a point
        return _of(_entries(first, until, actor, service_point))
    low, high = (actor.centre, None) if actor.centre is not None else actor.reach
    edges = first if first < begin else None, until if end < until else None
    found = _summed(low, high, service_point, begin, end, *edges)
    return sum((Served(int(minutes or 0), times or 0) for minutes, times in found), Served())


@prepared
def _summed(
    low: int, high: int | None, point: int | None, begin: date, end: date, first: date | None, until: date | None
) -> QuerySet:
    """(minutes, times) of the whole months, and of the days before and after them where there are any.

    `high`: None in one centre, else the last code of those from `low` on.
    """
    within = {"centre_id": low} if high is None else {"centre_id__gte": low, "centre_id__lte": high}
    within |= {} if point is None else {"service_point_id": point}
    months = HourMonth.objects.unscoped(because="the reach of who asks is the question").filter(**within)
    entries = HourEntry.objects.unscoped(because="the reach of who asks is the question").filter(**within)
    asked = [months.filter(month__gte=begin, month__lt=end)]
    asked += [entries.filter(day__gte=first, day__lt=begin)] if first is not None else []
    asked += [entries.filter(day__gte=end, day__lt=until)] if until is not None else []
    whole, *edges = map(_in_one, asked)
    return whole.union(*edges, all=True) if edges else whole


def _in_one(rows: QuerySet) -> QuerySet:
    summed = rows.order_by().values(all=Value(0)).annotate(minutes_in_all=Sum("minutes"), times_in_all=Sum("times"))
    return summed.values_list("minutes_in_all", "times_in_all")


def people_between(first: date, until: date, actor: Actor, *, service_point: int | None = None) -> int:
    """How many different people served. A centre whose finished figure is kept is not counted again."""
    if actor.is_narrow:
        return _people(_entries(first, until, actor, service_point))
    kept = PeopleFigure.objects.visible_to(actor).filter(first=first, until=until, service_point_id=service_point or 0)
    found = dict(kept.values_list("centre_id", "people"))
    months = HourMonth.objects.visible_to(actor).filter(month__gte=month_of(first), month__lt=until)
    if service_point is not None:
        months = months.filter(service_point_id=service_point)
    missing = set(months.order_by().values_list("centre_id", flat=True).distinct()) - found.keys()
    entries = _entries(first, until, actor, service_point)
    return sum(found.values()) + (_people(entries.filter(centre_id__in=missing)) if missing else 0)


def minutes_of(volunteer: Volunteer) -> int:
    """All hours of the ledger, corrections counted."""
    rows = HourEntry.objects.unscoped(because="the volunteer was scoped").filter(centre_id=volunteer.centre_id)
    return rows.filter(volunteer=volunteer).aggregate(found=Sum("minutes"))["found"] or 0


def serving_at(service_point: int, first: date, until: date, actor: Actor) -> QuerySet[HourEntry]:
    """Hours at one service point, to ask of a volunteer or a team by its column; what was taken back is not among them."""
    gone = HourEntry.objects.unscoped(because="tied to the scoped entries by centre and row").filter(
        centre_id=OuterRef("centre_id"), corrects=OuterRef("pk"), kind=HourEntry.Kind.REVERSAL
    )
    return _entries(first, until, actor, service_point).filter(~Exists(gone), ~Q(kind=HourEntry.Kind.REVERSAL))


def entries_between(first: date, until: date, actor: Actor, service_point: int | None = None) -> QuerySet[HourEntry]:
    """The ledger's lines of a period."""
    return _entries(first, until, actor, service_point)


def doubtful_between(first: date, until: date, actor: Actor, service_point: int | None = None) -> QuerySet[HourEntry]:
    """Lines with a doubt that nobody has looked into: their own, that of the file they came in, or of the one clerk.

    What a rule stopped is no line of the ledger, what was taken back is doubted no more, and too little data is no doubt.
    """
    open_doubts = Decision.objects.unscoped(because="tied to the scoped entries by centre and row").filter(
        outcome=Decision.Outcome.DOUBTFUL, settled_at__isnull=True, centre_id=OuterRef("centre_id")
    )
    own = open_doubts.filter(noun="volunteers.hourentry", noun_id=OuterRef("pk"))
    of_file = open_doubts.filter(noun="kernel.batch", noun_id=OuterRef("batch_id"))
    of_clerk = open_doubts.filter(
        Q(hand_id__isnull=True) | Q(hand_id=OuterRef("keyed_by_id")),
        noun="volunteers.servicepoint",
        noun_id=OuterRef("service_point_id"),
        first__lte=OuterRef("day"),
        until__gt=OuterRef("day"),
    )
    keyed = Q(kind=HourEntry.Kind.SERVICE) & ~Q(channel=Channel.CHECK_IN)
    gone = HourEntry.objects.unscoped(because="tied to the scoped entries by centre and row").filter(
        centre_id=OuterRef("centre_id"), corrects=OuterRef("pk"), kind=HourEntry.Kind.REVERSAL
    )
    entries = _entries(first, until, actor, service_point).filter(~Exists(gone))
    return entries.filter(Q(Exists(own)) | Q(Exists(of_file)) | keyed & Q(Exists(of_clerk)))


def _entries(first: date, until: date, actor: Actor, service_point: int | None) -> QuerySet[HourEntry]:
    rows = HourEntry.objects.visible_to(actor).filter(day__gte=first, day__lt=until)
    return rows if service_point is None else rows.filter(service_point_id=service_point)


def _of(rows: QuerySet) -> Served:
    found = rows.order_by().aggregate(minutes=Sum("minutes"), times=Sum("times"))
    return Served(found["minutes"] or 0, found["times"] or 0)


def _people(entries: QuerySet[HourEntry]) -> int:
    """Whoever has something left after what was taken back."""
    each = entries.order_by().values("volunteer_id").annotate(times_left=Sum("times")).filter(times_left__gt=0)
    return each.aggregate(people=Count("volunteer_id"))["people"] or 0
