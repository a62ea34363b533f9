"""Keeping the menu: a line is offered, said anew, taken off; the director arranges the kinds of cases behind it."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.casework import permissions
from shuniu.casework.actions import case_types as kinds
from shuniu.casework.actions import menu as actions
from shuniu.casework.forms import menu as forms
from shuniu.casework.models import CaseType, Secrecy, Service
from shuniu.casework.queries import days_of
from shuniu.kernel import trail
from shuniu.kernel.dated import setting
from shuniu.kernel.forms import refusals_on
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Refused
from shuniu.kernel.trail_lines import trail_lines

SHOWN = 30


class ServicePage(Page):
    """One line of the menu: as residents read it, and what was changed when."""

    permission = permissions.EDIT_MENU
    template = "casework/service.html"

    def get(self, request, pk):
        service = self.row(Service, pk, "case_type")
        lines = trail_lines(trail.of_thing(service, limit=SHOWN))
        return self.show(service=service, offered=service.is_offered(self.actor.today), lines=lines)


class EndService(Page):
    """POST …/end: off the menu after today."""

    permission = permissions.EDIT_MENU

    def post(self, request, pk):
        service = self.row(Service, pk)
        try:
            actions.end_service(service, by=self.actor)
        except Refused as refused:
            messages.error(request, str(refused.denied.reason))
        return redirect("casework:service", pk)


class MenuForm(Page, abstract=True):
    """A page with one form; what the action refuses stands above it."""

    template = "kernel/form.html"
    title = ""
    form_class = None

    def get(self, request, **keys):
        return self.ask(self.form_class(by=self.actor, initial=self.initial()))

    def post(self, request, **keys):
        form = self.form_class(request.POST, by=self.actor)
        if form.is_valid():
            with refusals_on(form):
                return self.write(form.cleaned_data)
        return self.ask(form, status=422)

    def initial(self) -> dict:
        return {}

    def ask(self, form, status=200):
        return self.show(form=form, title=self.title, submit=_("Save"), status=status)

    def write(self, data: dict):
        raise NotImplementedError


class NewService(MenuForm):
    permission = permissions.EDIT_MENU
    title, form_class = gettext_lazy("Put a service on the menu"), forms.NewServiceForm

    def write(self, data):
        return redirect("casework:service", actions.offer_service(**data, by=self.actor).pk)


class ReviseService(MenuForm):
    permission = permissions.EDIT_MENU
    title, form_class = gettext_lazy("Change what the menu says"), forms.ServiceForm

    @property
    def service(self) -> Service:
        found = Service.objects.visible_to(self.actor).select_related("case_type")
        return self.find(found, pk=self.kwargs["pk"])

    def initial(self):
        return forms.ServiceForm.said(self.service)

    def write(self, data):
        service = self.service
        actions.revise_service(service, data, by=self.actor)
        return redirect("casework:service", service.pk)


# --- The kinds of cases behind the menu -------------------------------------------------------------------------------
class TypePage(Page):
    """One kind of case: its limits, its steps with their papers and clocks, the services that lead to it, its versions."""

    permission = permissions.MANAGE_MENU
    template = "casework/type.html"

    def get(self, request, pk):
        kind = self.row(CaseType, pk)
        place, today = kind.centre_id, self.actor.today
        labels = {step["code"]: step["label"] for step in kind.steps}
        return self.show(
            kind=kind,
            steps=[(step, self.clocks(step, labels)) for step in kind.steps],
            paper_days=kind.paper_days or setting("casework.paper_days", place=place, on=today),
            risk_days=setting("casework.risk_days", place=place, on=today)
            if kind.risk_days is None
            else kind.risk_days,
            services=kind.services.order_by("order", "pk"),
            versions=CaseType.objects.visible_to(self.actor).filter(code=kind.code).order_by("-version"),
            may_revise=kind.secrecy == Secrecy.OPEN and kind.valid_until is None,
            lines=trail_lines(trail.of_thing(kind, limit=SHOWN)),
        )

    def clocks(self, step: dict, labels: dict[str, str]) -> list[str]:
        """What a step waits for and what limit it starts, in words."""
        said = {
            "not_before": _("not before %(days)s days after “%(step)s”"),
            "within": _("within %(days)s days of “%(step)s”"),
        }
        place, today = self.actor.centre or self.actor.place, self.actor.today
        return [
            text % {"days": days_of(step[rule], place=place, on=today), "step": labels[step[rule]["step"]]}
            for rule, text in said.items()
            if rule in step
        ]


class TypeFormPage(MenuForm, abstract=True):
    permission = permissions.MANAGE_MENU
    template = "casework/type_form.html"


class NewType(TypeFormPage):
    permission = permissions.MANAGE_MENU
    title, form_class = gettext_lazy("Write down a kind of case"), forms.TypeForm

    def write(self, data):
        return redirect("casework:type", kinds.set_case_type(**data, by=self.actor).pk)


class ReviseType(TypeFormPage):
    permission = permissions.MANAGE_MENU
    title, form_class = gettext_lazy("Change steps, papers and limits"), forms.ReviseTypeForm

    @property
    def kind(self) -> CaseType:
        return self.row(CaseType, self.kwargs["pk"])

    def initial(self):
        return forms.ReviseTypeForm.said(self.kind, self.actor.today)

    def write(self, data):
        return redirect("casework:type", kinds.revise_case_type(self.kind, data, by=self.actor).pk)


class EndType(Page):
    """POST …/end: no service leads to it any more."""

    permission = permissions.MANAGE_MENU

    def post(self, request, pk):
        kind = self.row(CaseType, pk)
        try:
            kinds.end_case_type(kind, by=self.actor)
        except Refused as refused:
            messages.error(request, str(refused.denied.reason))
        return redirect("casework:type", kind.pk)


class ChangeLimit(MenuForm):
    permission = permissions.MANAGE_MENU
    title, form_class = gettext_lazy("Change the time limit"), forms.LimitForm

    @property
    def kind(self) -> CaseType:
        return self.row(CaseType, self.kwargs["pk"])

    def initial(self):
        return {"limit_days": self.kind.limit_days}

    def write(self, data):
        kinds.change_limit(self.kind, **data, by=self.actor)
        return redirect("casework:type", self.kwargs["pk"])
