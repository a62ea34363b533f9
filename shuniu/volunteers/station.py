"""The station's rules of a place on a day, read at once: every setting whose key begins with `volunteers.`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from shuniu.kernel.dated import NATION, in_force
from shuniu.kernel.models import DatedSetting
from shuniu.kernel.places.codes import parents
from shuniu.kernel.prepared import prepared

ROOM = "volunteers."


def rules_of(place: int, on: date) -> Mapping[str, int | float | str]:
    """`sign_up.most_a_week` → 5, …: the nearest place upward that says something wins, as for one setting."""
    here = [place, *parents(place), NATION]
    said = {(row[0], row[1]): row[2] for row in _said_in(here, on)}  # the latest of a place is the last to be put in
    found: dict[str, int | float | str] = {}
    for near in reversed(here):
        found |= {key.removeprefix(ROOM): value for (where, key), value in said.items() if where == near}
    return found


@prepared
def _said_in(places: list[int], on: date):
    rows = DatedSetting.objects.filter(in_force(on), key__startswith=ROOM, place_id__in=places)
    return rows.order_by("valid_from").values_list("place_id", "key", "value")
