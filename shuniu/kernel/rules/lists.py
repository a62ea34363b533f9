"""Settings, codes and the calendar, as lists."""

from __future__ import annotations

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import in_force
from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage
from shuniu.kernel.models import Workday
from shuniu.kernel.permissions import MANAGE_CODES
from shuniu.kernel.rules.queries import (
    NATIONAL,
    codes_for,
    label_of,
    period_state,
    settings_for,
    shown,
    year_without_holidays,
)

SHOWN = 60  # letters of a long value; its page shows it whole
PLACE = Column("place", _("Set by"), value=lambda row: row.place.label)
FROM = Column("since", _("From"), value=lambda row: row.valid_from.isoformat(), sort="valid_from")
UNTIL = Column("until", _("Last day"), value=lambda row: row.valid_until and row.valid_until.isoformat())
STATE = Column("state", _("State"), kind="tag", value=lambda row: row.state)
NOW = Filter("now", _("In force today"), lambda rows, value, actor: rows.filter(in_force(actor.today)), kind="check")


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


class _Dated(ListPage, abstract=True):
    permission = MANAGE_CODES

    def prepare(self, rows):
        for row in rows:
            row.state = period_state(row, self.actor.today)
        return rows


class Settings(_Dated):
    title = _("Settings")
    sentence = _(
        "Time limits, thresholds and patterns, each with its period. The nearest place that says something wins."
    )
    order = "key"
    columns = [
        Column("key", _("Setting"), value=lambda row: label_of(row.key), sort="key"),
        Column(
            "value",
            _("Value"),
            value=lambda row: _shortened(shown(row.value)),
            kind="code",
            export=lambda row: shown(row.value),
        ),
        STATE,
        FROM,
        UNTIL,
        PLACE,
    ]
    filters = [Filter("q", _("Key"), lambda rows, text, actor: rows.filter(key__icontains=text), kind="text"), NOW]

    def rows(self, actor):
        return settings_for(actor)

    def row_url(self, row):
        return reverse("kernel:setting", args=[row.key])

    def actions(self):
        yield {"label": _("Code tables"), "url": reverse("kernel:codes"), "main": False}
        yield {"label": _("Calendar"), "url": reverse("kernel:workdays"), "main": False}


def _tables(actor):
    names = codes_for(actor).order_by("table").values_list("table", flat=True).distinct()
    return [(name, label_of(name)) for name in names]


class Codes(_Dated):
    template = "kernel/rules/codes.html"
    title = _("Code tables")
    sentence = _("The words that forms offer. The nearest place that keeps a table wins, with the whole table.")
    order = "table"
    columns = [
        Column("table", _("Table"), value=lambda row: label_of(row.table), sort="table"),
        Column("label", _("Label"), value=str),
        Column("code", _("Entry code"), sort="code", kind="code"),
        Column("national", _("National code"), value=lambda row: row.national or None, kind="code"),
        STATE,
        FROM,
        UNTIL,
        PLACE,
    ]
    filters = [
        Filter("table", _("Table"), lambda rows, name, actor: rows.filter(table=name), choices=_tables),
        NOW,
    ]

    def rows(self, actor):
        return codes_for(actor)

    def row_url(self, row):
        return "" if row.table.endswith(NATIONAL) else reverse("kernel:code", args=[row.pk])

    def actions(self):
        yield {"label": _("Settings"), "url": reverse("kernel:settings"), "main": False}

    def extra(self):
        return {"tables": [(name, label) for name, label in _tables(self.actor) if not name.endswith(NATIONAL)]}


class Workdays(ListPage):
    permission = MANAGE_CODES
    template = "kernel/rules/workdays.html"
    title = _("Calendar of workdays")
    sentence = _("Days that are not what their weekday says. Time limits are counted by it.")
    order = "-day"
    columns = [
        Column(
            "day", _("Day"), value=lambda row: f"{row.day:%Y-%m-%d} {formats.date_format(row.day, 'D')}", sort="day"
        ),
        Column("name", pgettext_lazy("of a thing", "Name")),
        Column(
            "is",
            _("Kind of day"),
            kind="tag",
            value=lambda row: ("due", _("worked")) if row.is_workday else ("ok", _("day off")),
        ),
    ]
    filters = [DateFilter("day", _("Day"), "day")]

    def rows(self, actor):
        return Workday.objects.all()  # one calendar for the installation

    def row_url(self, row):
        return reverse("kernel:workday", args=[row.day.isoformat()]) if row.day >= self.actor.today else ""

    def actions(self):
        yield {"label": _("Add holidays"), "url": reverse("kernel:new_workdays"), "main": True}

    def extra(self):
        year = year_without_holidays(self.actor.today)
        return {"missing": gettext("The calendar has no holidays for %(year)s yet.") % {"year": year} if year else ""}
