"""Values of a plan as a person may read them: what is sealed masked, codes by their names."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.kernel.dated import codes
from shuniu.kernel.models import Place
from shuniu.kernel.places.codes import span
from shuniu.kernel.sealing import mask_address, mask_identity, mask_phone
from shuniu.people.public import Sex, birth_as_known

MASKED = {"id_number": mask_identity, "phone": mask_phone, "address": mask_address}
LABELS = {"since": gettext_lazy("a member from")}  # where the column alone says too little
BESIDE = ("_precision", "_stated_on")  # shown with the day they belong to


class Showing:
    """The words of one centre on one day."""

    def __init__(self, centre_id: int, on: date):
        self.centre_id, self.on = centre_id, on

    def columns(self, model, told: dict):
        """(column, label) of what is worth showing."""
        for column in told:
            if not column.endswith(BESIDE):
                label = LABELS.get(column) or model._meta.get_field(column).verbose_name
                yield column, _(str(label))

    def value(self, column: str, told: dict) -> str:
        """One value among those it is told with; a day no more exactly than it is known."""
        value = told[column]
        if value is None or value == "":
            return ""
        if column in MASKED:
            return MASKED[column](value)
        if column in ("born_on", "founded_on"):
            return birth_as_known(value, told.get(column.replace("_on", "_precision"), "day"))
        return str(self._words.get(column, {}).get(value, value))

    @cached_property
    def _words(self) -> dict[str, dict]:
        places = Place.objects.filter(id__range=span(self.centre_id)).values_list("id", "name")
        categories = codes("groups.category", place=self.centre_id, on=self.on)
        return {
            "place_id": dict(places),
            "category": {code.code: str(code) for code in categories},
            "sex": dict(Sex.choices),
        }
