"""Forms of the director: a new value, a code, a holiday."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shuniu.kernel.forms import refusals_on
from shuniu.kernel.models import Workday
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import MANAGE_CODES
from shuniu.kernel.rules.actions import drop_day, end_code, end_value, keep_days, put_code, set_value, withdraw_value
from shuniu.kernel.rules.forms import CodeForm, DaysForm, EndForm, ValueForm
from shuniu.kernel.rules.queries import (
    NATIONAL,
    codes_for,
    label_of,
    period_state,
    setting_row,
    settings_for,
    shown,
)


class _Asking(Page, abstract=True):
    """A form that calls one action; a refusal stands on the form as the action said it."""

    permission = MANAGE_CODES
    template = "kernel/form.html"

    def answer(self, form, act, url: str, said: str, **context):
        if form.is_valid():
            with refusals_on(form):
                act(form.cleaned_data)
                messages.success(self.request, said)
                return redirect(url)
        return self.show(form=form, status=422, **context)


class Setting(_Asking):
    """One setting: what is in force, what was and comes, and a new value."""

    template = "kernel/rules/setting.html"

    def get(self, request, key):
        current = self._current(key)
        return self.show(form=self._form(current), **self._context(key, current))

    def post(self, request, key):
        current = self._current(key)
        return self.answer(
            self._form(current, request.POST),
            lambda said: set_value(key, **said, by=self.actor),
            reverse("kernel:setting", args=[key]),
            _("The new value is set."),
            **self._context(key, current),
        )

    def _form(self, current, data=None):
        return ValueForm(data, current=current.value, by=self.actor, initial={"since": self.actor.today})

    def _current(self, key):
        row = setting_row(key, place=self.actor.place, on=self.actor.today)
        if row is None:
            raise Http404
        return row

    def _context(self, key, current) -> dict:
        rows = list(settings_for(self.actor).filter(key=key).order_by("-valid_from", "-place_id"))
        own, today = self.actor.place, self.actor.today
        return {
            "title": label_of(key),
            "key": key,
            "current": shown(current.value),
            "may_end": current.place_id == own and current.valid_until is None,
            "periods": [
                (row, shown(row.value), period_state(row, today), row.place_id == own and row.valid_from > today)
                for row in rows
            ],
        }


class EndValue(_Asking):
    def get(self, request, key):
        return self.show(form=EndForm(by=self.actor, initial={"until": self.actor.today}), **self._context(key))

    def post(self, request, key):
        row = setting_row(key, place=self.actor.place, on=self.actor.today)
        if row is None:
            raise Http404
        return self.answer(
            EndForm(request.POST, by=self.actor),
            lambda said: end_value(row, until=said["until"], by=self.actor),
            reverse("kernel:setting", args=[key]),
            _("The own value ends; after it the place above decides."),
            **self._context(key),
        )

    def _context(self, key) -> dict:
        title = _("End the own value of “%(name)s”") % {"name": label_of(key)}
        return {"title": title, "cancel_url": reverse("kernel:setting", args=[key])}


class WithdrawValue(Page):
    permission = MANAGE_CODES

    def post(self, request, pk):
        row = self.find(settings_for(self.actor), pk=pk)
        withdraw_value(row, by=self.actor)
        messages.success(request, _("The coming value is withdrawn."))
        return redirect("kernel:setting", row.key)


class NewCode(_Asking):
    def get(self, request, table):
        return self._page(table, CodeForm(table=table, by=self.actor, initial={"since": self.actor.today}))

    def post(self, request, table):
        self._known(table)
        return self.answer(
            CodeForm(request.POST, table=table, by=self.actor),
            lambda said: put_code(table, **said, by=self.actor),
            f"{reverse('kernel:codes')}?table={table}",
            _("The entry is in the table."),
            **self._context(table),
        )

    def _page(self, table, form):
        self._known(table)
        return self.show(form=form, **self._context(table))

    def _known(self, table):
        if table.endswith(NATIONAL) or not codes_for(self.actor).filter(table=table).exists():
            raise Http404

    def _context(self, table) -> dict:
        return {
            "title": _("New entry in “%(table)s”") % {"table": label_of(table)},
            "cancel_url": f"{reverse('kernel:codes')}?table={table}",
        }


class CodePage(_Asking):
    """One entry of a table: under another label from a day on."""

    template = "kernel/rules/code.html"

    def get(self, request, pk):
        row = self._row(pk)
        told = {name: getattr(row, name) for name in ("code", "label", "label_en", "national", "order")}
        form = CodeForm(table=row.table, by=self.actor, initial={**told, "since": self.actor.today})
        return self.show(form=self._fixed(form, row), **self._context(row))

    def post(self, request, pk):
        row = self._row(pk)
        form = self._fixed(CodeForm({**request.POST.dict(), "code": row.code}, table=row.table, by=self.actor), row)
        return self.answer(
            form,
            lambda said: put_code(row.table, **said, by=self.actor),
            f"{reverse('kernel:codes')}?table={row.table}",
            _("The entry has its new label."),
            **self._context(row),
        )

    def _row(self, pk):
        return self.find(codes_for(self.actor).exclude(table__endswith=NATIONAL), pk=pk)

    def _fixed(self, form, row):
        form.fields["code"].widget.attrs["readonly"] = True
        return form

    def _context(self, row) -> dict:
        return {
            "title": str(row),
            "table": label_of(row.table),
            "row": row,
            "state": period_state(row, self.actor.today),
        }


class EndCode(_Asking):
    def get(self, request, pk):
        row = self.find(codes_for(self.actor), pk=pk)
        return self.show(form=EndForm(by=self.actor, initial={"until": self.actor.today}), **self._context(row))

    def post(self, request, pk):
        row = self.find(codes_for(self.actor), pk=pk)
        return self.answer(
            EndForm(request.POST, by=self.actor),
            lambda said: end_code(row, until=said["until"], by=self.actor),
            f"{reverse('kernel:codes')}?table={row.table}",
            _("The entry ends; what was recorded under it keeps its label."),
            **self._context(row),
        )

    def _context(self, row) -> dict:
        return {"title": _("End “%(label)s”") % {"label": row}, "cancel_url": reverse("kernel:code", args=[row.pk])}


class NewWorkdays(_Asking):
    def get(self, request):
        return self.show(form=DaysForm(by=self.actor), **self._context())

    def post(self, request):
        return self.answer(
            DaysForm(request.POST, by=self.actor),
            lambda said: keep_days(**said, by=self.actor),
            reverse("kernel:workdays"),
            _("The days are in the calendar."),
            **self._context(),
        )

    def _context(self) -> dict:
        return {
            "title": _("Add holidays"),
            "sentence": _("As the State Council's office announces them, one holiday at a time."),
            "cancel_url": reverse("kernel:workdays"),
        }


class WorkdayPage(Page):
    """One day of the calendar, and taking it out before it comes."""

    permission = MANAGE_CODES
    template = "kernel/rules/workday.html"

    def get(self, request, day):
        return self.show(row=self._row(day))

    def post(self, request, day):
        drop_day(self._row(day), by=self.actor)
        messages.success(request, _("The day is what its weekday says again."))
        return redirect("kernel:workdays")

    def _row(self, day):
        try:
            return self.find(Workday.objects.all(), pk=date.fromisoformat(day))
        except ValueError:
            raise Http404 from None
