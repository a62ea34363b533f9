"""What the clock asks of this room."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.jobs import scheduled
from shuniu.kernel.models import Place
from shuniu.people.actions.duplicates import propose_duplicates
from shuniu.people.models import Person


@scheduled("people.propose_duplicates", _("Look for two records of one person"), daily=time(3, 20))
def propose_duplicates_everywhere(*, by: Actor) -> None:
    """Each night, in every centre that has people on record, look for two records of one person."""
    centres = Person.objects.visible_to(by).order_by("centre_id").values_list("centre_id", flat=True).distinct()
    for place in Place.objects.filter(pk__in=list(centres)):
        propose_duplicates(place, by=by)
