"""Counting the people of finished periods once, so that a year's number is a row and not a count over millions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import hold
from shuniu.kernel.permissions import holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.models import HourEntry, PeopleFigure

COUNTED = trail.entry_kind(
    "volunteers.people_counted", _("Counted the people of {periods} finished periods"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)  # fmt: skip
WHOLE_CENTRE = 0


@action
def count_people(periods: Iterable[tuple[date, date]], *, centre, by: Actor) -> int:
    """Keep how many people served in each period, in the centre and at each point; returns how many figures.

    The centre's writers wait meanwhile; an entry written later for such a period deletes its figures (a trigger).
    """
    require(holds(by, permissions.ARRANGE_SHIFTS))
    hold(centre.pk)
    figures, counted = [], 0
    for first, until in periods:
        counted += 1
        _kept(centre.pk).filter(first=first, until=until).delete()
        figures += [
            PeopleFigure(centre_id=centre.pk, service_point_id=point, first=first, until=until, people=people)
            for point, people in _people(centre.pk, first, until).items()
        ]
    PeopleFigure.objects.bulk_create(figures, batch_size=500)
    trail.record(COUNTED, centre, by=by, facts={"periods": counted, "figures": len(figures)}, centre_id=centre.pk)
    return len(figures)


def _people(centre_id: int, first: date, until: date) -> dict[int, int]:
    entries = HourEntry.objects.unscoped(because="figures of one centre, for its own board").filter(
        centre_id=centre_id, day__gte=first, day__lt=until
    )
    each = entries.order_by().values("volunteer_id").annotate(left=Sum("times")).filter(left__gt=0)
    found = {WHOLE_CENTRE: each.aggregate(people=Count("volunteer_id"))["people"] or 0}
    at_points = entries.order_by().values("service_point_id", "volunteer_id").annotate(left=Sum("times"))
    for point in at_points.filter(left__gt=0).values_list("service_point_id", flat=True):
        found[point] = found.get(point, 0) + 1
    return found


def _kept(centre_id: int):
    return PeopleFigure.objects.unscoped(because="figures of one centre").filter(centre_id=centre_id)
