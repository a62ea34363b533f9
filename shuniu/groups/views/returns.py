"""The monthly return: on the leader's phone, keyed in at the desk, corrected, excused."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shuniu.groups import permissions
from shuniu.groups.actions.duties import correct_return, excuse_duty, file_return, report_figure
from shuniu.groups.carried import COUNTS, Carried, carried_into
from shuniu.groups.forms.returns import UNITS, ExcuseForm, FigureForm, KeyedReturnForm, ReturnForm
from shuniu.groups.models import Duty, Group, MonthlyReturn
from shuniu.groups.sixones import month_at
from shuniu.groups.windows import earliest_missing, is_reported, windows
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import PHONE_ROLES, Denied, Refused


class OfGroupPage(Page, abstract=True):
    """A page about one group that the actor sees; another's is 404. On a leader's phone it wears the phone's dress."""

    @property
    def on_phone(self) -> bool:
        return self.actor.role in PHONE_ROLES

    @property
    def base(self) -> str:
        return "kernel/phone.html" if self.on_phone else "kernel/base.html"

    def group_at(self, pk: int) -> Group:
        return self.row(Group, pk)


class Returns(OfGroupPage):
    """The returns of a group, month by month, and what can be done about each."""

    permission = permissions.VIEW
    template = "groups/returns.html"

    def get(self, request, pk):
        group = self.group_at(pk)
        found = windows(group, today=self.actor.today, months=24)
        return self.show(
            group=group, windows=found, due=earliest_missing(found), base=self.base, on_phone=self.on_phone
        )


class DueReturn(OfGroupPage):
    """To the month that is to be reported next; where none is, to the list."""

    permission = permissions.FILE_RETURN

    def get(self, request, pk):
        group = self.group_at(pk)
        due = earliest_missing(windows(group, today=self.actor.today))
        return redirect("groups:return_of_month", pk, due.first) if due else redirect("groups:returns", pk)


class ReturnOfMonth(OfGroupPage):
    """One month's return: the form until it is in, then what it said."""

    permission = permissions.FILE_RETURN
    template = "groups/return.html"

    def get(self, request, pk, month):
        group = self.group_at(pk)
        if filed := return_in(group, month):
            return self.show_filed(filed)
        self.require_open(group, month)
        carried = self.carried(group, month)
        return self.show_form(group, month, self.form_class(by=self.actor, carried=carried), carried)

    def post(self, request, pk, month):
        group = self.group_at(pk)
        self.require_open(group, month)
        form = self.form_class(request.POST, by=self.actor)
        if not form.is_valid():
            carried = self.carried(group, month)
            form.tell_of(carried)
            return self.show_form(group, month, form, carried, status=422)
        channel = form.cleaned_data.get("channel", MonthlyReturn.Channel.PHONE)
        file_return(group, month, form.figures(), channel=channel, by=self.actor)
        return redirect("groups:return_of_month", pk, month)

    @property
    def form_class(self) -> type[ReturnForm]:
        return ReturnForm if self.on_phone else KeyedReturnForm

    def carried(self, group: Group, month: date) -> Carried:
        return carried_into(group, month, today=self.actor.today)

    def require_open(self, group: Group, month: date) -> None:
        """A month in which the group was not there does not exist; one that has closed is taken at the window only."""
        if not is_reported(group, month, self.actor.today):
            raise Http404
        if self.on_phone and month_at(group.centre_id, month).closes_on < self.actor.today:
            raise Refused(Denied(_("This month is closed. Please ring the centre; a paper is still taken there.")))

    def show_form(self, group: Group, month: date, form, carried: Carried, status: int = 200) -> HttpResponse:
        due_on = month_at(group.centre_id, month).due_on
        others = [w for w in windows(group, today=self.actor.today) if w.is_open and w.is_missing and w.first != month]
        return self.show(
            group=group, month=month, form=form, last=carried.last, due_on=due_on, others=others,
            units=UNITS, base=self.base, on_phone=self.on_phone, status=status,
        )  # fmt: skip

    def show_filed(self, filed: MonthlyReturn) -> HttpResponse:
        found = windows(filed.group, today=self.actor.today)
        window = next((w for w in found if w.first == filed.month), None)
        return self.show(
            "groups/return_filed.html",
            group=filed.group,
            filed=filed,
            figures=[(field(name), getattr(filed, name), UNITS[name]) for name in COUNTS],
            may_correct=not self.on_phone or (window is not None and window.is_open),
            next_due=earliest_missing(found),
            base=self.base,
            on_phone=self.on_phone,
        )


class CorrectReturn(OfGroupPage):
    """What was typed wrongly is typed again; what stood there before stays in the trail."""

    permission = permissions.FILE_RETURN
    template = "groups/return.html"

    def get(self, request, pk, month):
        filed = self.filed_at(pk, month)
        said = {name: getattr(filed, name) for name in (*COUNTS, "note")}
        return self.show_form(filed, ReturnForm(by=self.actor, initial=said))

    def post(self, request, pk, month):
        filed = self.filed_at(pk, month)
        form = ReturnForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show_form(filed, form, status=422)
        correct_return(filed, form.figures(), by=self.actor)
        return redirect("groups:return_of_month", pk, month)

    def filed_at(self, pk: int, month: date) -> MonthlyReturn:
        group = self.group_at(pk)
        filed = return_in(group, month)
        if filed is None:
            raise Http404
        if self.on_phone and month_at(group.centre_id, month).closes_on < self.actor.today:
            raise Refused(Denied(_("This month is closed. Please ring the centre; they can correct it.")))
        return filed

    def show_form(self, filed: MonthlyReturn, form, status: int = 200) -> HttpResponse:
        return self.show(
            group=filed.group, month=filed.month, form=form, last=None, filed=filed, others=(), due_on=None,
            units=UNITS, base=self.base, on_phone=self.on_phone, status=status,
        )  # fmt: skip


class ExcuseDuty(OfGroupPage):
    """A duty of a month that nobody will ask for, and why."""

    permission = permissions.EXCUSE
    template = "groups/excuse.html"

    def get(self, request, pk, month):
        group = self.group_at(pk)
        asked = request.GET.get("duty")
        initial = {"duty": asked if asked in Duty.values else Duty.RETURN}
        return self.show(group=group, month=month, form=ExcuseForm(by=self.actor, initial=initial))

    def post(self, request, pk, month):
        group = self.group_at(pk)
        form = ExcuseForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show(group=group, month=month, form=form, status=422)
        excuse_duty(group, month, Duty(form.cleaned_data["duty"]), reason=form.cleaned_data["reason"], by=self.actor)
        return redirect("groups:group", pk)


class ReportFigure(OfGroupPage):
    """A number somebody reported, beside the one counted from the roster."""

    permission = permissions.EDIT
    template = "groups/figure.html"

    def get(self, request, pk):
        form = FigureForm(by=self.actor, initial={"reported_on": self.actor.today, "figure": "members"})
        return self.show(group=self.group_at(pk), form=form)

    def post(self, request, pk):
        group = self.group_at(pk)
        form = FigureForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show(group=group, form=form, status=422)
        report_figure(group, **form.cleaned_data, by=self.actor)
        return redirect("groups:group", pk)


def return_in(group: Group, month: date) -> MonthlyReturn | None:
    """A month's return of a group that was scoped; it comes with the group itself."""
    filed = (
        MonthlyReturn.objects.unscoped(because="the group was scoped")
        .filter(centre_id=group.centre_id, group=group, month=month)
        .first()
    )
    if filed is not None:
        filed.group = group
    return filed


def field(name: str) -> str:
    return ReturnForm.base_fields[name].label
