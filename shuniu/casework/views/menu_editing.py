"""Keeping the menu: a line is offered, said anew, taken off; the director arranges the kinds of cases behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.casework import permissions
from shuniu.casework.actions import case_types as kinds
from shuniu.casework.actions import menu as actions
from shuniu.casework.assessment import STEPS, USUAL, rests_on_rules
from shuniu.casework.forms import menu as forms
from shuniu.casework.models import CaseType, Secrecy, Service
from shuniu.casework.queries import days_of
from shuniu.kernel import trail
from shuniu.kernel.asking import FormPage
from shuniu.kernel.dated import setting
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


class MenuForm(FormPage, abstract=True):
    """Asks something about a line of the menu, or a kind of case."""

    template = "kernel/form.html"
    title = ""
    form_class = None

    def form(self, thing, *data):
        return self.form_class(*data, by=self.actor, initial=self.initial(thing))

    def initial(self, thing) -> dict:
        return {}

    def ask(self, thing, form, status=200):
        return self.show(form=form, title=self.title, submit=_("Save"), status=status)


class NewService(MenuForm):
    permission = permissions.EDIT_MENU
    title, form_class = gettext_lazy("Put a service on the menu"), forms.NewServiceForm

    def done(self, thing, form):
        return reverse("casework:service", args=[actions.offer_service(**form.cleaned_data, by=self.actor).pk])


class ReviseService(MenuForm):
    permission = permissions.EDIT_MENU
    title, form_class = gettext_lazy("Change what the menu says"), forms.ServiceForm

    def thing(self, pk) -> Service:
        return self.row(Service, pk, "case_type")

    def initial(self, service):
        return forms.ServiceForm.said(service)

    def done(self, service, form):
        actions.revise_service(service, form.cleaned_data, by=self.actor)
        return reverse("casework:service", args=[service.pk])


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
            steps=[(step, clocks_of(step, labels, place=place, on=today)) for step in kind.steps],
            paper_days=kind.paper_days or setting("casework.paper_days", place=place, on=today),
            risk_days=setting("casework.risk_days", place=place, on=today)
            if kind.risk_days is None
            else kind.risk_days,
            services=kind.services.order_by("order", "pk"),
            versions=CaseType.objects.visible_to(self.actor).filter(code=kind.code).order_by("-version"),
            may_revise=kind.secrecy != Secrecy.APPOINTMENT and kind.valid_until is None,
            lines=trail_lines(trail.of_thing(kind, limit=SHOWN)),
        )


def clocks_of(step: dict, labels: dict[str, str], *, place: int, on: date) -> list[str]:
    """What a step waits for and what limit it starts, in words."""
    said = {
        "not_before": _("not before %(days)s days after “%(step)s”"),
        "within": _("within %(days)s days of “%(step)s”"),
    }
    return [
        text % {"days": days_of(step[rule], place=place, on=on), "step": labels[step[rule]["step"]]}
        for rule, text in said.items()
        if rule in step
    ]


class TypeFormPage(MenuForm, abstract=True):
    permission = permissions.MANAGE_MENU
    template = "casework/type_form.html"


class NewType(TypeFormPage):
    permission = permissions.MANAGE_MENU
    title, form_class = gettext_lazy("Write down a kind of case"), forms.TypeForm

    def done(self, thing, form):
        return reverse("casework:type", args=[kinds.set_case_type(**form.cleaned_data, by=self.actor).pk])


class OfAssessment(TypeFormPage, abstract=True):
    """The steps of a kind open to its assessors alone: what rests on rules is said beside each, and stays."""

    def asked(self, form_class, steps: Sequence[dict], *data, begun: dict) -> forms.AssessmentForm:
        labels, bound = {step["code"]: step["label"] for step in steps}, rests_on_rules(steps)
        place, on = self.actor.centre, self.actor.today
        rules = {
            step["code"]: " · ".join((_("Rests on rules"), *clocks_of(step, labels, place=place, on=on)))
            for step in steps
            if step["code"] in bound
        }
        initial = form_class.begun(steps) | begun
        return form_class(*data, by=self.actor, kept=steps, rules=rules, initial=initial)


class NewAssessmentType(OfAssessment):
    permission = permissions.MANAGE_MENU
    title = gettext_lazy("Write down the adoption assessment")

    def form(self, thing, *data):
        return self.asked(forms.NewAssessmentForm, STEPS, *data, begun=USUAL)

    def done(self, thing, form):
        told = {**form.cleaned_data, "secrecy": Secrecy.ASSESSORS, "rests_on": STEPS}
        return reverse("casework:type", args=[kinds.set_case_type(**told, by=self.actor).pk])


class ReviseType(OfAssessment):
    permission = permissions.MANAGE_MENU
    title, form_class = gettext_lazy("Change steps, papers and limits"), forms.ReviseTypeForm

    def thing(self, pk) -> CaseType:
        return self.row(CaseType, pk)

    def form(self, kind, *data):
        if kind.secrecy != Secrecy.ASSESSORS:
            return super().form(kind, *data)
        begun = {name: getattr(kind, name) for name in forms.ReviseTypeForm.base_fields}
        return self.asked(forms.AssessmentForm, kind.steps, *data, begun=begun)

    def initial(self, kind):
        return forms.ReviseTypeForm.said(kind, self.actor.today)

    def done(self, kind, form):
        return reverse("casework:type", args=[kinds.revise_case_type(kind, form.cleaned_data, by=self.actor).pk])


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

    def thing(self, pk) -> CaseType:
        return self.row(CaseType, pk)

    def initial(self, kind):
        return {"limit_days": kind.limit_days}

    def done(self, kind, form):
        kinds.change_limit(kind, **form.cleaned_data, by=self.actor)
        return reverse("casework:type", args=[kind.pk])
