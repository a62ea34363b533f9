"""The exchange file: the mapping table as it is in force, and the file itself."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.lists.export import csv_lines, workbook
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Refused
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.exchange import note_exchange
from shuniu.volunteers.exchange import RECORDS, headings, lines, mapping, may_write
from shuniu.volunteers.forms.exchange import ExchangeForm


class ExchangePage(Page):
    permission = permissions.EXCHANGE
    template = "volunteers/exchange.html"

    def get(self, request):
        today = self.actor.today
        initial = {"first": today.replace(month=1, day=1), "last": today, "record": "person", "form": "csv"}
        return self.ask(ExchangeForm(by=self.actor, initial=initial))

    def post(self, request):
        form = ExchangeForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(form, status=422)
        data = dict(form.cleaned_data)
        record, kind = RECORDS[data.pop("record")], data.pop("form")
        try:
            note_exchange(record, **data, fields=headings(record, self.actor), by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(form, status=422)
        return self.file(record, kind, data)

    def file(self, record, kind: str, data) -> StreamingHttpResponse:
        names = headings(record, self.actor)
        rows = lines(record, self.actor, data["first"], data["last"], masked=data["masked"])
        name = f"volunteer-{record.name}-{data['first']:%Y%m%d}-{data['last']:%Y%m%d}.{kind}"
        if kind == "xlsx":
            return workbook(names, rows, title=str(record.label), name=name)
        response = StreamingHttpResponse(csv_lines(names, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def ask(self, form, status: int = 200):
        records = [(record, mapping(record, self.actor), may_write(record, self.actor)) for record in RECORDS.values()]
        return self.show(form=form, records=records, title=_("Exchange file"), status=status)
