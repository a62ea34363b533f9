"""What somebody types into a form, judged as what stands in a file: by the same cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.wording import CellRefused


def judged(judge: Callable[[str], Any], value: str) -> Any:
    """A cell's judgement; its refusal is the form's."""
    try:
        return judge(value)
    except CellRefused as refused:
        raise ValidationError(str(refused)) from None


def not_to_come(day: date, by: Actor) -> date:
    """A day up to today."""
    if day > by.today:
        raise ValidationError(_("This day has not come yet."))
    return day
