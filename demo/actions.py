"""The one thing the demo writes itself: that a home holds the demo, and how it was made."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Place

BUILT = trail.entry_kind("demo.built", _("Built the demonstration of {day}"), erasure=trail.Erasure.NOTHING_PERSONAL)


@action
def finish_demo(place: Place, *, facts: Mapping, by: Actor) -> None:
    """The last line of a build. Without it there is no demo here: the whole build is one transaction."""
    trail.record(BUILT, place, by=by, facts=facts, centre_id=place.pk)
