"""What is typed about a person, on any form of any room: judged as what stands in an office's file."""

from __future__ import annotations

from datetime import date
from functools import partial

from django import forms

from shuniu.kernel.forms import InputForm
from shuniu.kernel.imports.cells import age, birth, person_name, phone, text
from shuniu.kernel.imports.typed import judged
from shuniu.people.identity import Identity, IdentityRefused, check_identity
from shuniu.people.models import Precision


class OfPersonForm(InputForm):
    """Judges the fields `name`, `id_number` and `phone` of a form that has them."""

    identity: Identity  # where an ID number was given

    def clean_name(self) -> str:
        return person_name(self.cleaned_data["name"])

    def clean_id_number(self) -> str:
        number = text(self.cleaned_data["id_number"]).upper()
        if number:
            try:
                self.identity = check_identity(number, on=self.by.today)
            except IdentityRefused as refused:
                raise forms.ValidationError(f"{refused.message} {refused.remedy}") from None
        return number

    def clean_phone(self) -> str:
        found = judged(phone, self.cleaned_data["phone"])
        return found.number if found else ""


def birth_typed(typed: str, *, today: date) -> tuple[date | None, str, date | None]:
    """(first day it may mean, precision, the day an age was stated on). Raises ValidationError."""
    raw = text(typed)
    if not raw:
        return None, "", None
    if raw.endswith(("岁", "歲")) or (raw.isdigit() and len(raw) <= 3):
        return date(today.year - judged(age, raw), 1, 1), Precision.AGE, today
    found = judged(partial(birth, today=today), raw)
    return found.first, found.precision, None
