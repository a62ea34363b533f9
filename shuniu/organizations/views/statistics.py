"""The statistics of organizations: a page whose figures open to their rows, and the workbook that goes upward."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from shuniu.kernel.calendar import period_asked
from shuniu.kernel.lists.export import workbook
from shuniu.kernel.pages import Page
from shuniu.organizations import permissions
from shuniu.organizations.statistics import Line, Span, statistics

YEARS = 3  # whole years to choose from by one press


class StatisticsPage(Page):
    permission = permissions.STATISTICS
    template = "organizations/statistics.html"

    def get(self, request):
        span = Span(*period_asked(request.GET, today=self.actor.today), self.actor)
        if request.GET.get("export") == "xlsx":
            return _workbook(span)
        this = self.actor.today.year
        return self.show(
            span=span,
            sections=[(title, [(line, _url(line, span)) for line in lines]) for title, lines in statistics(span)],
            years=[(year, _days(f"{year}-01-01", f"{year}-12-31")) for year in range(this - 1, this - 1 - YEARS, -1)],
            xlsx_url=f"?{_days(span.first, span.last)}&export=xlsx",
        )


def _days(first, last, **more) -> str:
    return urlencode({"from": first, "to": last, **more})


def _url(line: Line, span: Span) -> str:
    asked = {} if line.of is None else {"of": line.of}
    return f"{reverse('organizations:statistics_rows', args=[line.name])}?{_days(span.first, span.last, **asked)}"


def _workbook(span: Span):
    """One sheet, every line with the days it speaks for, so that it can be read without the page."""
    headings = [_("Section"), _("Figure"), _("Value"), _("Unit"), _("From"), _("As of")]
    lines = [
        [str(title), str(line.label), line.value, str(line.unit), span.first if line.in_period else None, span.last]
        for title, found in statistics(span)
        for line in found
    ]
    name = f"organization-statistics-{span.first:%Y%m%d}-{span.last:%Y%m%d}.xlsx"
    return workbook(headings, lines, title=_("Statistics of organizations"), name=name)
