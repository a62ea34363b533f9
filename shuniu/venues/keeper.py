"""The keeper of places, for rooms that put something on and do not know this one (`kernel/spaces.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import bulk
from shuniu.kernel.actor import Actor
from shuniu.kernel.forms import row_key
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import Denied, Refused
from shuniu.kernel.spaces import Held, Wanted, keep_spaces
from shuniu.venues.actions.holding import hold_times, let_times_go, note_use
from shuniu.venues.models import Booking, Space
from shuniu.venues.queries import not_noted, spaces_on
from shuniu.venues.words import sound_of

SPACE = "space-"  # so that no code that somebody typed is taken for one


class VenueKeeper:
    """A code names a space, a receipt a booking."""

    def choices(self, by: Actor) -> list[tuple[str, str]]:
        found = spaces_on(by.today, by).order_by("venue__name", "order", "pk")
        return [(f"{SPACE}{space.pk}", space.title) for space in found]

    def hold(self, wanted: Wanted, *, by: Actor) -> list[str]:
        key = row_key(wanted.code.removeprefix(SPACE)) if wanted.code.startswith(SPACE) else None
        space = Space.objects.visible_to(by).select_related("venue").filter(pk=key).first() if key else None
        if space is None:
            raise Refused(Denied(_("This place is not on the list any more; choose another.")))
        return [str(row.pk) for row in hold_times(space, wanted, by=by)]

    def let_go(self, receipts: Sequence[str], *, centre_id: int, reason: str, by: Actor) -> None:
        let_times_go(Place.objects.get(pk=centre_id), _keys(receipts), reason=reason, by=by)

    def note_use(self, receipts: Sequence[str], *, centre_id: int, by: Actor) -> None:
        if unused := list(not_noted(centre_id, _keys(receipts))):
            note_use(Place.objects.get(pk=centre_id), unused, by=by)

    def standing(self, receipts: Iterable[str], *, centre_id: int) -> dict[str, Held]:
        found: dict[str, Held] = {}
        for some in bulk.in_portions(_keys(receipts)):
            rows = Booking.objects.unscoped(because="the bookings of what was scoped")
            for row in rows.filter(centre_id=centre_id, pk__in=some).select_related("space__venue"):
                page = reverse("venues:booking", args=[row.pk])
                found[str(row.pk)] = Held(page, _lost(row), sound_of(row.space.venue))
        return found


def _lost(row: Booking) -> str:
    if row.refused:
        return row.refusal
    if row.cancelled_at:
        return row.cancelled_because or str(_("cancelled"))
    return str(_("released unused")) if row.released_at else ""


def _keys(receipts: Iterable[str]) -> list[int]:
    return [key for each in receipts if (key := row_key(each)) is not None]


keep_spaces(VenueKeeper())
