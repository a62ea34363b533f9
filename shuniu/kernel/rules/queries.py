"""What is in force at a place, what was, and what comes."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import LABELS, NATION, in_force
from shuniu.kernel.models import Code, DatedSetting, Workday
from shuniu.kernel.places.codes import parents

ANNOUNCED = 11  # the State Council's office announces the next year's holidays in November
NATIONAL = ".national"  # the table that others of the same room are mapped to


def upward(actor: Actor) -> list[int]:
    """The places whose rules hold here, the nearest first."""
    return [actor.place, *parents(actor.place), NATION] if actor.place != NATION else [NATION]


def settings_for(actor: Actor) -> QuerySet[DatedSetting]:
    return DatedSetting.objects.filter(place_id__in=upward(actor)).select_related("place")


def codes_for(actor: Actor) -> QuerySet[Code]:
    return Code.objects.filter(place_id__in=upward(actor)).select_related("place")


def setting_row(key: str, *, place: int, on: date) -> DatedSetting | None:
    """The row in force at a place: its own, or the nearest above."""
    rows = {row.place_id: row for row in DatedSetting.objects.filter(in_force(on), key=key).order_by("valid_from")}
    return next((rows[here] for here in [place, *parents(place), NATION] if here in rows), None)


def table_rows(table: str, *, place: int, on: date) -> list[Code]:
    """The place's own rows of a code table in force on a day."""
    return list(Code.objects.filter(in_force(on), table=table, place_id=place).order_by("order", "code"))


def national_table(table: str) -> str:
    return table.split(".")[0] + NATIONAL


def label_of(name: str) -> Promise | str:
    """What a setting or table is called by people; its key where no room has said."""
    return LABELS.get(name, name)


def period_state(row, today: date) -> tuple[str, Promise]:
    """A tag: in force, coming, ended."""
    if row.valid_from > today:
        return "info", _("coming")
    if row.valid_until is not None and row.valid_until < today:
        return "muted", _("ended")
    return "ok", _("in force")


def shown(value) -> str:
    """A setting's value as people read it."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return "、".join(map(shown, value))
    if isinstance(value, dict):
        return "；".join(f"{name}: {shown(each)}" for name, each in value.items())
    return str(value)


def year_without_holidays(today: date) -> int | None:
    """The year whose holidays are missing although they are known: this one, or from November on the next."""
    for year in (today.year, today.year + 1) if today.month >= ANNOUNCED else (today.year,):
        if not Workday.objects.filter(day__year=year).exists():
            return year
    return None
