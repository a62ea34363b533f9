"""The service menu, its file for others, and taking in a request."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shuniu.casework import permissions
from shuniu.casework.actions.intake import TakenInBefore, open_sealed_case, take_in
from shuniu.casework.forms.cases import IntakeForm, SealedForm
from shuniu.casework.models import Service
from shuniu.casework.queries import may_be_taken_in, menu_on, offered
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Refused


class Menu(Page):
    """What the window does for residents: each line begins a request."""

    permission = permissions.VIEW_MENU
    template = "casework/menu.html"

    def get(self, request):
        services = list(menu_on(self.actor.today, self.actor))
        for service in services:
            service.at_the_window = may_be_taken_in(service, self.actor)
        return self.show(
            services=services,
            may_take_in=self.actor.may(permissions.TAKE_IN),
            may_edit=self.actor.may(permissions.EDIT_MENU),
        )


class MenuFile(Page):
    """The menu with the field names of Open Referral HSDS 3.0."""

    permission = permissions.VIEW_MENU

    def get(self, request):
        return JsonResponse(
            {"version": "3.0", "services": [hsds(service) for service in menu_on(self.actor.today, self.actor)]},
            json_dumps_params={"ensure_ascii": False, "indent": 2},
        )


def hsds(service: Service) -> dict:
    return {
        "id": f"{service.centre_id}-{service.code}",
        "name": service.name,
        "description": service.description,
        "eligibility_description": service.eligibility_description,
        "fees_description": service.fees_description,
        "status": "active",
        "required_documents": [{"document": paper} for paper in service.required_documents],
        "schedules": [{"description": service.schedule}] if service.schedule else [],
        "service_at_locations": [{"description": service.location}] if service.location else [],
        "contacts": [{"name": service.contact}] if service.contact else [],
        "wait_time": f"P{service.case_type.limit_days}D",
    }


class Intake(Page):
    """One short form; sent again over a poor line, it leads to the same case."""

    permission = permissions.TAKE_IN
    template = "casework/intake.html"

    def get(self, request, pk):
        service = self.service_at(pk)
        form = IntakeForm(by=self.actor, service=service, initial={"intake_key": uuid4().hex, "channel": "window"})
        return self.ask(service, form)

    def post(self, request, pk):
        service = self.service_at(pk)
        form = IntakeForm(request.POST, by=self.actor, service=service)
        if not form.is_valid():
            return self.ask(service, form, status=422)
        try:
            case = take_in(service, **form.cleaned_data, by=self.actor)
        except TakenInBefore as before:
            case = before.case
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(service, form, status=422)
        return redirect("casework:slip", case.pk)

    def service_at(self, pk) -> Service:
        found = [s for s in offered(pk, self.actor) if may_be_taken_in(s, self.actor)]
        if not found or not self.actor.permissions:
            raise Http404
        return found[0]

    def ask(self, service, form, status=200):
        return self.show(service=service, form=form, status=status)


class OpenSealed(Page):
    permission = permissions.OPEN_SEALED
    template = "kernel/form.html"

    def get(self, request):
        return self.ask(SealedForm(by=self.actor))

    def post(self, request):
        form = SealedForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(form, status=422)
        try:
            open_sealed_case(**form.cleaned_data, by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(form, status=422)
        messages.success(request, _("The sealed case is open. Its assessors find it on their desk."))
        return redirect("casework:cases")

    def ask(self, form, status=200):
        return self.show(form=form, title=_("Open a sealed case"), submit=_("Open a sealed case"), status=status)
