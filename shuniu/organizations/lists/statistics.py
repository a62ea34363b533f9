"""The very rows that a figure of the statistics counts."""

from __future__ import annotations

from functools import cached_property
from urllib.parse import urlencode

from django.db.models import IntegerField
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.calendar import period_asked
from shuniu.kernel.lists import Column, ListPage
from shuniu.organizations import permissions
from shuniu.organizations.models import Organization
from shuniu.organizations.statistics import FIGURES, Span

ORGANIZATION = Column("organization", _("Organization"), value=lambda row: row.organization.name)
ORGANIZATIONS = (
    Column("name", _("Organization"), sort="name"),
    Column("code", _("Credit code"), value=lambda o: o.code or None),
    Column("kind", _("Kind"), value=lambda o: o.get_kind_display()),
    Column("registry", _("Registry"), value=lambda o: o.registry or None),
    Column("supervisor", _("Business supervisor"), value=lambda o: o.supervisor or None),
)
COLUMNS = {
    "here": ORGANIZATIONS,
    "recorded": ORGANIZATIONS,
    "premises": (
        ORGANIZATION,
        Column("address", _("Address")),
        Column("area", _("Area (m²)"), kind="number"),
        Column("until", _("Until")),
    ),
    "inspections": (
        ORGANIZATION,
        Column("year", _("Year inspected")),
        Column("registry_by", _("To the registry by"), value=lambda i: i.cycle.registry_by),
        Column("received_on", _("Received")),
        Column("verdict", _("Result"), value=lambda i: i.get_verdict_display() or None),
        Column("source", _("As published by"), value=lambda i: i.source or None),
    ),
    "gradings": (
        ORGANIZATION,
        Column("grade", _("Grade"), value=lambda g: f"{g.grade}A"),
        Column("given_on", _("Given on")),
        Column("valid_until", _("Valid until")),
    ),
    "listings": (
        ORGANIZATION,
        Column("list", _("List"), value=lambda row: row.get_list_display()),
        Column("ground", _("Ground")),
        Column("source", _("As published by")),
        Column("entered_on", _("Entered on")),
        Column("removed_on", _("Removed on")),
    ),
}
BESIDE = {"inspections": ("organization", "cycle")}


class StatisticsRows(ListPage):
    permission = permissions.STATISTICS
    empty_text = _("No row stands behind this figure.")

    @cached_property
    def figure(self):
        try:
            return FIGURES[self.kwargs["name"]]
        except KeyError:
            raise Http404 from None

    @cached_property
    def columns(self):
        """Of organizations, besides who they are, the one that the figure is about."""
        columns, told = COLUMNS[self.figure.of], self.figure.shows
        if not told:
            return columns
        field = Organization._meta.get_field(told)
        kind = "number" if isinstance(field, IntegerField) else ""
        return *columns, Column(told, field.verbose_name, kind=kind)

    @property
    def order(self):
        return "name" if self.figure.of in ("here", "recorded") else "pk"

    @cached_property
    def span(self) -> Span:
        return Span(*period_asked(self.request.GET, today=self.actor.today), self.actor)

    def rows(self, actor):
        rows = self.figure.rows(self.span, self.request.GET.get("of", ""))
        if self.figure.of in ("here", "recorded"):
            return rows
        return rows.select_related(*BESIDE.get(self.figure.of, ("organization",)))

    def row_url(self, row) -> str:
        return reverse("organizations:organization", args=[getattr(row, "organization_id", None) or row.pk])

    def list_title(self):
        of = self.request.GET.get("of")
        return f"{self.figure.label} · {of or gettext('not named')}" if of is not None else self.figure.label

    def list_sentence(self):
        days = {"first": self.span.first, "last": self.span.last}
        return gettext("The rows behind this figure, from %(first)s to %(last)s.") % days

    def actions(self):
        days = urlencode({"from": self.span.first, "to": self.span.last})
        yield {"label": _("Statistics"), "url": f"{reverse('organizations:statistics')}?{days}", "main": False}
