"""Keeping the menu: a line is offered, said anew, taken off; the director arranges the kinds of cases behind it."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.casework import permissions
from shuniu.casework.actions import menu as actions
from shuniu.casework.forms import menu as forms
from shuniu.casework.models import CaseType, Service
from shuniu.kernel import trail
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Denied, Refused
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
            try:
                return self.write(form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused.denied.reason))
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


class NewType(MenuForm):
    permission = permissions.MANAGE_MENU
    title, form_class = gettext_lazy("Write down a kind of case"), forms.TypeForm

    def write(self, data):
        try:
            with transaction.atomic():
                actions.set_case_type(**data, by=self.actor)
        except IntegrityError as twice:
            raise Refused(Denied(_("This code is taken."))) from twice
        return redirect("casework:types")


class ChangeLimit(MenuForm):
    permission = permissions.MANAGE_MENU
    title, form_class = gettext_lazy("Change the time limit"), forms.LimitForm

    @property
    def kind(self) -> CaseType:
        return self.row(CaseType, self.kwargs["pk"])

    def initial(self):
        return {"limit_days": self.kind.limit_days}

    def write(self, data):
        actions.change_limit(self.kind, **data, by=self.actor)
        return redirect("casework:types")
