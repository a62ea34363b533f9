"""The board and the reports."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from shuniu.kernel import documents
from shuniu.kernel.calendar import period_asked
from shuniu.kernel.forms import refusals_on
from shuniu.kernel.lists.export import workbook
from shuniu.kernel.pages import Page
from shuniu.kernel.papers import NoPdf, pdf
from shuniu.outcomes import permissions
from shuniu.outcomes.actions import freeze_report
from shuniu.outcomes.board import Board
from shuniu.outcomes.forms import ReportForm, service_point_asked, service_points
from shuniu.outcomes.frozen import UNITS, digest_of, in_print_order, said
from shuniu.outcomes.models import Report
from shuniu.outcomes.papers.account import Account


class BoardPage(Page):
    """What it all achieved, drawn; every figure opens to its rows."""

    permission = permissions.VIEW
    template = "outcomes/board.html"

    def get(self, request):
        first, last = period_asked(request.GET, today=self.actor.today)
        point = service_point_asked(request.GET, self.actor)
        board = Board.of(first=first, last=last, actor=self.actor, service_point=point)
        return self.show(
            board=board,
            points=service_points(self.actor),
            may_freeze=self.actor.may(permissions.FREEZE) and self.actor.centre,
        )


class Freeze(Page):
    permission = permissions.FREEZE
    template = "kernel/form.html"

    def get(self, request):
        first, last = period_asked(request.GET, today=self.actor.today)
        title = _("Account of %(first)s to %(last)s") % {"first": first, "last": last}
        return self._form(ReportForm(initial={"title": title, "first": first, "last": last}, by=self.actor))

    def post(self, request):
        form = ReportForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self._form(form, status=422)
        with refusals_on(form):
            report = freeze_report(**form.cleaned_data, by=self.actor)
            return redirect("outcomes:report", report.pk)
        return self._form(form, status=422)

    def _form(self, form, status=200):
        sentence = _("The figures are counted once, now, and kept with their definitions under a number.")
        told = {"title": _("Freeze a report"), "sentence": sentence, "submit": _("Freeze")}
        return self.show(form=form, cancel_url=reverse("outcomes:board"), status=status, **told)


class ReportPage(Page):
    permission = permissions.VIEW
    template = "outcomes/report.html"

    def get(self, request, pk):
        report = self._report(pk)
        return self.show(
            report=report,
            lines=lines_of(report),
            intact=digest_of(report.indicators) == report.digest,
            paper=documents.latest("report", report),
        )

    def _report(self, pk) -> Report:
        return self.row(Report, pk)


class ReportPdf(ReportPage):
    """The report as a PDF; as the page to print where it is asked for (`?as=page`) or no font is at hand."""

    def get(self, request, pk):
        report = self._report(pk)
        account = Account.of(report, documents.latest("report", report), printed_on=self.actor.today)
        back = reverse("outcomes:report", args=[pk])
        if request.GET.get("as") == "page":
            return self.show(account.page, back_url=back, **account.to_html_context())
        try:
            made = pdf(account)
        except NoPdf as why:
            return self.show(account.page, back_url=back, notice=str(why), **account.to_html_context())
        response = HttpResponse(made, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{report.number}.pdf"'
        return response


class ReportXlsx(ReportPage):
    def get(self, request, pk):
        report = self._report(pk)
        headings = [
            _("Indicator"),
            _("Value"),
            _("Unit"),
            _("Definition"),
            pgettext("of a thing", "Name"),
            _("Version"),
        ]
        rows = [
            [line["label"], line["value"], line["unit"], line["definition"], line["name"], line["version"]]
            for line in lines_of(report)
        ]
        return workbook(headings, rows, title=report.number, name=f"{report.number}.xlsx")


def lines_of(report: Report) -> list[dict]:
    """The frozen figures in the reader's language."""
    language = "en" if get_language() == "en" else "zh-hans"
    return [
        each
        | {"label": each["label"][language], "definition": each["definition"][language], "said": said(each)}
        | {"unit_said": "" if language == "en" else UNITS.get(each["unit"], "")}
        for each in in_print_order(report.indicators)
    ]
