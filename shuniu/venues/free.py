"""What is left of a day in a space: its opening hours without what is taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from shuniu.venues.held import pieces_held
from shuniu.venues.models import Slot, Space
from shuniu.venues.opening import Hours
from shuniu.venues.parts import parts_of, pieces
from shuniu.venues.queries import NO_SECRET
from shuniu.venues.words import clock


def free_times(space: Space, day: date) -> Iterator[tuple[int, int]]:
    """The spells [from, to) of a day in which nobody has or is held any part of a space, in minutes after midnight."""
    taken = _taken(space, day)
    hours = Hours([space.venue_id], centre_id=space.centre_id, first=day, last=day)
    grain = space.venue.grain
    for opens, closes in hours.spells(space.venue, day):
        begun = None
        for at in pieces(-(-opens // grain) * grain, closes, grain):
            if at in taken and begun is not None:
                yield begun, at
                begun = None
            elif at not in taken and begun is None:
                begun = at
        if begun is not None:
            yield begun, closes


def free_said(space: Space, day: date) -> str:
    """The same in a sentence."""
    spells = [f"{clock(starts)}–{clock(ends)}" for starts, ends in free_times(space, day)]
    if not spells:
        return _("Nothing is free there on %(day)s.") % {"day": day}
    return _("Free there on %(day)s: %(times)s.") % {"day": day, "times": _(", ").join(spells)}


def _taken(space: Space, day: date) -> set[int]:
    parts = parts_of(space)
    slots = Slot.objects.unscoped(because=NO_SECRET).filter(centre_id=space.centre_id, part_id__in=parts, day=day)
    return set(slots.values_list("at", flat=True)) | pieces_held(space.centre_id, parts, day)
