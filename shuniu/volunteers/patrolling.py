"""What patrols add up to, what may be written on a sheet, and what outsiders may see of it: numbers."""

from __future__ import annotations

import re
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.volunteers.models import Encounter, MinorReport, Patrol, PatrolFigures, PatrolMember, Volunteer

HOME = re.compile(r"\d+\s*室|\d+\s*号楼|单元")
TELLING = re.compile(r"\d{7,}")  # a telephone, an ID number


def says_no_more_than_the_street(text: str) -> Allowed | Denied:
    """A sheet tells where, never who lives where and never a number that tells somebody."""
    if HOME.search(text):
        return Denied(_("Write the street or the crossing; never a home."))
    if TELLING.search(text):
        return Denied(_("Write no telephone and no ID number here."))
    return Allowed()


def patrols_between(first: date, last: date, actor: Actor, *, service_point: int | None = None) -> QuerySet[Patrol]:
    """Patrols with their figures: person_times, met, willing, handovers. They hold when the encounters are deleted.

    service_point: only of routes that set out from there.
    """
    rows = Patrol.objects.visible_to(actor).filter(day__range=(first, last))
    return with_figures(rows if service_point is None else rows.filter(route__service_point_id=service_point))


def with_figures(patrols: QuerySet[Patrol]) -> QuerySet[Patrol]:
    kept = PatrolFigures.objects.unscoped(because="the patrol was scoped").filter(
        centre_id=OuterRef("centre_id"), patrol=OuterRef("pk")
    )
    living = Encounter.objects.unscoped(because="the patrol was scoped").filter(
        centre_id=OuterRef("centre_id"), patrol=OuterRef("pk")
    )
    walked = PatrolMember.objects.unscoped(because="the patrol was scoped").filter(
        centre_id=OuterRef("centre_id"), patrol=OuterRef("pk")
    )
    return patrols.annotate(
        person_times=_count(walked),
        met=_count(living) + _kept(kept, "met"),
        willing=_count(living.filter(wish=Encounter.Wish.WILLING)) + _kept(kept, "willing"),
        handovers=_count(living.filter(handovers__isnull=False)) + _kept(kept, "handovers"),
    )


def _count(rows: QuerySet):
    counted = rows.order_by().values("patrol").annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _kept(rows: QuerySet, column: str):
    return Coalesce(Subquery(rows.order_by().values(column)[:1], output_field=IntegerField()), 0)


def summed(patrols: QuerySet[Patrol], column: str) -> int:
    return patrols.aggregate(found=Sum(column))["found"] or 0


def outreach_volunteers(actor: Actor) -> QuerySet[Volunteer]:
    """Active volunteers who offered to walk."""
    return (
        Volunteer.objects.visible_to(actor)
        .filter(state="active", traits__table="volunteers.service", traits__code="outreach")
        .select_related("person")
        .order_by("number")
    )


def by_number(numbers: list[str], centre_id: int) -> tuple[list[Volunteer], list[str]]:
    """Active volunteers by their public numbers, and the numbers that are nobody's."""
    rows = Volunteer.objects.unscoped(because="who walks along gives the own number").filter(
        centre_id=centre_id, number__in=numbers, state="active"
    )
    found = {volunteer.number: volunteer for volunteer in rows}
    return [found[number] for number in numbers if number in found], [n for n in numbers if n not in found]


def minor_reports_waiting_for(actor: Actor) -> QuerySet[MinorReport]:
    """Reports of minors in danger that somebody must pass on or close."""
    if not actor.may("patrols.tell_of_minor"):
        return MinorReport.objects.visible_to(actor).none()
    return MinorReport.objects.visible_to(actor).filter(~Q(state="closed")).order_by("due_on", "pk")
