"""The end of what a patrol met: after the days that the place keeps it, only numbers remain."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.models import Encounter, MinorReport, PatrolFigures

FORGOTTEN = trail.entry_kind(
    "patrols.forgotten",
    _("Deleted {encounters} encounters and {reports} reports whose days were over; their figures remain"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
_COUNTED = ("met", "willing", "handovers", "emergencies")


@action
def forget_encounters(centre: Place, *, by: Actor) -> tuple[int, int]:
    """Delete what is due in a centre; returns how many encounters and reports. Their numbers go to PatrolFigures."""
    require(holds(by, permissions.ARRANGE_PATROLS))
    due = Encounter.objects.visible_to(by).filter(centre_id=centre.pk, delete_on__lte=by.today)
    encounters = list(due.prefetch_related("handovers"))
    _keep_figures(centre.pk, encounters)
    due.delete()  # the hand-over goes with it
    reports, _each = (
        MinorReport.objects.visible_to(by).filter(centre_id=centre.pk, delete_on__lte=by.today, state="closed").delete()
    )
    facts = {"encounters": len(encounters), "reports": reports}
    trail.record(FORGOTTEN, centre, by=by, facts=facts, centre_id=centre.pk)
    return len(encounters), reports


def _keep_figures(centre_id: int, encounters: list[Encounter]) -> None:
    sums: dict[int, Counter] = {}
    for encounter in encounters:
        figures = sums.setdefault(encounter.patrol_id, Counter())
        figures["met"] += 1
        figures["willing"] += encounter.wish == Encounter.Wish.WILLING
        figures["handovers"] += len(encounter.handovers.all())
        figures["emergencies"] += encounter.first_aid_at is not None
    rows = PatrolFigures.objects.unscoped(because="the encounters were scoped").filter(centre_id=centre_id)
    standing = {row.patrol_id: row for row in rows.filter(patrol_id__in=sums)}
    for patrol_id, figures in sums.items():
        row = standing.get(patrol_id) or PatrolFigures(
            centre_id=centre_id, patrol_id=patrol_id, **dict.fromkeys(_COUNTED, 0)
        )
        for name in _COUNTED:
            setattr(row, name, getattr(row, name) + figures[name])
        row.save()
