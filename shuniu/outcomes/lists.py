"""A figure opens to its rows; reports are kept in a list."""

from __future__ import annotations

from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.calendar import period_asked
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.outcomes import permissions
from shuniu.outcomes.forms import service_point_asked, service_points
from shuniu.outcomes.indicators import INDICATORS, Period
from shuniu.outcomes.models import Report


class Rows(ListPage):
    """The very rows that a figure counts, for the period it was asked for."""

    permission = permissions.VIEW
    empty_text = _("No row stands behind this figure.")

    @cached_property
    def indicator(self):
        try:
            return INDICATORS[self.kwargs["name"]]
        except KeyError:
            raise Http404 from None

    @property
    def columns(self):
        return self.indicator.columns

    @property
    def filters(self):
        if not self.indicator.by_service_point:
            return ()
        return (Filter("point", _("Service point"), lambda rows, v, a: rows, choices=service_points),)

    @property
    def order(self):
        return self.indicator.order

    def rows(self, actor):
        first, last = period_asked(self.request.GET, today=actor.today)
        return self.indicator.rows(Period(first, last, actor, service_point_asked(self.request.GET, actor)))

    def listing(self) -> dict:
        """A filter keeps the days that the figure was asked for."""
        told = super().listing()
        days = [(name, self.request.GET[name]) for name in ("from", "to") if self.request.GET.get(name)]
        return {**told, "kept": [*told["kept"], *days]}

    def row_url(self, row) -> str:
        return self.indicator.row_url(row) if self.indicator.row_url else ""

    def list_title(self):
        return self.indicator.label

    def list_sentence(self):
        return self.indicator.definition

    def actions(self):
        yield {"label": _("The board"), "url": reverse("outcomes:board"), "main": False}


class Reports(ListPage):
    permission = permissions.VIEW
    title = _("Reports")
    sentence = _("Frozen figures with their definitions. A number once given out is never counted again.")
    columns = (
        Column("number", _("Report number"), sort="number"),
        Column("title", _("Title")),
        Column("first_day", _("From")),
        Column("last_day", _("To"), sort="last_day"),
        Column("frozen_by", _("Frozen by")),
    )
    order = "-number"
    empty_text = _("No report has been frozen yet.")

    def rows(self, actor):
        return Report.objects.visible_to(actor)

    def row_url(self, row) -> str:
        return reverse("outcomes:report", args=[row.pk])

    def actions(self):
        if self.actor.may(permissions.FREEZE):
            yield {"label": _("Freeze a report"), "url": reverse("outcomes:freeze"), "main": True}
