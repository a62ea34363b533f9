"""What the clock asks of this room; each calls one action a case, and one a centre for day care."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext_lazy as _

from shuniu.casework.actions.forgetting import forget_case, forget_day_care
from shuniu.casework.keeping import cases_to_forget, incidents_to_forget, places_to_forget
from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.jobs import scheduled
from shuniu.kernel.models import Place


@scheduled("casework.forget", _("Delete the personal data of cases whose years are over"), daily=time(3, 50))
def forget_what_is_due(*, by: Actor) -> None:
    """Years by settings (`casework.keep_years.…`, `casework.day_care.keep_years`); run again, it finds nothing."""
    for centre in Place.objects.filter(has_centre=True):
        house = system_actor(place=centre.pk, via=by.via, at=by.at, name=by.name)
        for case in cases_to_forget(centre.pk, on=by.today):
            forget_case(case, by=house)
        due = (places_to_forget(centre.pk, on=by.today), incidents_to_forget(centre.pk, on=by.today))
        if any(rows.exists() for rows in due):
            forget_day_care(centre, by=house)
