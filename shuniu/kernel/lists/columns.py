"""What a list is declared with: columns and filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import day_asked


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its value comes from, whether it sorts, how it exports.

    value: attribute name or callable(row). sort: the database column that orders it (never null). kind: '' · number ·
    tag · six · code (what only a machine reads). export: value for files where it differs from the page's; False
    leaves the column out of files. on_page: False leaves it out of the page.
    """

    name: str
    label: Promise
    value: str | Callable[[Any], Any] = ""
    sort: str = ""
    kind: str = ""
    export: Callable[[Any], Any] | bool = True
    on_page: bool = True

    def of(self, row) -> Any:
        value = self.value or self.name
        return value(row) if callable(value) else getattr(row, value)

    def exported(self, row) -> Any:
        if callable(self.export):
            return self.export(row)
        value = self.of(row)
        return value[1] if self.kind == "tag" and isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: kind text · select · check; `apply(rows, value, actor)` narrows; it can say itself in words.

    always: the choice that holds where none is asked for. Such a list never shows all, and does not offer it.
    """

    name: str
    label: Promise
    apply: Callable[[QuerySet, str, Actor], QuerySet]
    kind: str = "select"
    choices: Callable[[Actor], Iterable[tuple[str, str]]] | None = None
    always: Callable[[Actor], str] | None = None

    def narrow(self, rows: QuerySet, asked, actor: Actor) -> QuerySet:
        value = asked.get(self.name, "").strip()
        return self.apply(rows, value, actor) if value and self.accepts(value, actor) else rows

    def accepts(self, value: str, actor: Actor) -> bool:
        return self.kind != "select" or value in {str(v) for v, _label in self.choices(actor)}

    def shown(self, asked, actor: Actor) -> dict:
        value, held = asked.get(self.name, ""), self.always(actor) if self.always else ""
        return {
            "name": self.name,
            "label": self.label,
            "kind": self.kind,
            "value": held if held and not (value and self.accepts(value, actor)) else value,
            "choices": list(self.choices(actor)) if self.choices else [],
            "offers_all": not held,
        }

    def said(self, asked, actor: Actor) -> str:
        """“category: sports”, or "" where it is not used."""
        value = asked.get(self.name, "").strip()
        if not value or not self.accepts(value, actor):
            return ""
        if self.kind == "check":
            return str(self.label)
        label = {str(v): w for v, w in self.choices(actor)}.get(value, value) if self.choices else value
        return _("%(filter)s: %(value)s") % {"filter": self.label, "value": label}


@dataclass(frozen=True, slots=True)
class DateFilter:
    """A range of days on one date column."""

    name: str
    label: Promise
    column: str
    kind: str = "dates"

    def narrow(self, rows: QuerySet, asked, actor: Actor) -> QuerySet:
        first, last = self._days(asked)
        if first:
            rows = rows.filter(**{f"{self.column}__gte": first})
        return rows.filter(**{f"{self.column}__lte": last}) if last else rows

    def shown(self, asked, actor: Actor) -> dict:
        first, last = self._days(asked)
        return {"name": self.name, "label": self.label, "kind": self.kind, "value_from": first, "value_to": last}

    def said(self, asked, actor: Actor) -> str:
        first, last = self._days(asked)
        if not first and not last:
            return ""
        return _("%(filter)s: %(first)s to %(last)s") % {
            "filter": self.label,
            "first": first or "…",
            "last": last or "…",
        }

    def _days(self, asked) -> tuple[date | None, date | None]:
        return day_asked(asked.get(f"{self.name}_from")), day_asked(asked.get(f"{self.name}_to"))
