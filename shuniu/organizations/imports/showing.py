"""Values of a ledger's changes as a person reads them: committees and kinds by their names."""

from __future__ import annotations

from collections.abc import Iterable

from shuniu.kernel.models import Place
from shuniu.organizations.actions.importing import Change
from shuniu.organizations.models import Organization


class Showing:
    def __init__(self, places: dict[int, str]):
        self.places = places

    @classmethod
    def of_changes(cls, changes: Iterable[Change]) -> Showing:
        """With the names of the committees that the changes speak of, in one question."""
        asked = {side.get("place_id") for change in changes for side in (change.new, change.old)}
        return cls({place.pk: place.label for place in Place.objects.filter(pk__in=asked - {None})})

    def label(self, column: str) -> str:
        return str(Organization._meta.get_field(column).verbose_name)

    def value(self, column: str, value) -> str:
        if column == "place_id":
            return self.places.get(value, "")
        said = dict(Organization._meta.get_field(column).flatchoices).get(value, value)
        return "" if said is None else str(said)
