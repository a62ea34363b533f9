"""What the clock asks about patrols: every night, what is kept too long is deleted."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.jobs import scheduled
from shuniu.kernel.models import Place
from shuniu.volunteers.actions.forgetting_patrols import forget_encounters
from shuniu.volunteers.models import Encounter, MinorReport


@scheduled("patrols.forget", _("Delete what patrols met, when its days are over"), daily=time(3, 10))
def forget_what_is_due(*, by: Actor) -> None:
    """Centre by centre, so that each has its own line in the trail."""
    due = {
        *Encounter.objects.visible_to(by)
        .filter(delete_on__lte=by.today)
        .order_by()
        .values_list("centre_id", flat=True),
        *MinorReport.objects.visible_to(by)
        .filter(delete_on__lte=by.today, state="closed")
        .order_by()
        .values_list("centre_id", flat=True),
    }
    for centre in Place.objects.filter(pk__in=due):
        forget_encounters(centre, by=system_actor(place=centre.pk, via=by.via, at=by.at, name=by.name))
