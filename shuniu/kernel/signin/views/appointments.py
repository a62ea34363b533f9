"""The security administrator's pages: appointments."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import APPOINT, CARD_ROLES, Refused
from shuniu.kernel.signin.actions import appoint, end_appointment, remove_second_factor
from shuniu.kernel.signin.first_things import STRONG
from shuniu.kernel.signin.forms import AppointForm, EndAppointmentForm
from shuniu.kernel.signin.queries import accounts_of, appointments_of


class Appoint(Page):
    permission = APPOINT
    template = "kernel/signin/appoint.html"

    def get(self, request):
        asked = {"since": self.actor.today, "place": self.actor.place, "user": request.GET.get("user")}
        return self.show(form=AppointForm(by=self.actor, initial=asked))

    def post(self, request):
        form = AppointForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show(form=form, status=422)
        given = form.cleaned_data
        try:
            made = appoint(given.pop("user"), **given, by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.show(form=form, status=422)
        messages.success(request, _("%(name)s is appointed.") % {"name": made.user.name})
        return redirect("kernel:appointment", made.pk)


class AppointmentPage(Page):
    """One appointment, and its end."""

    permission = APPOINT
    template = "kernel/signin/appointment.html"

    def get(self, request, pk):
        return self._show(
            self.find(appointments_of(self.actor), pk=pk),
            EndAppointmentForm(by=self.actor, initial={"on": self.actor.today}),
        )

    def post(self, request, pk):
        appointment = self.find(appointments_of(self.actor), pk=pk)
        form = EndAppointmentForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self._show(appointment, form, status=422)
        try:
            end_appointment(appointment, on=form.cleaned_data["on"], by=self.actor)
        except Refused as refused:
            form.add_error("on", str(refused.denied.reason))
            return self._show(appointment, form, status=422)
        messages.success(request, _("The appointment ends with %(day)s.") % {"day": appointment.until})
        return redirect("kernel:appointment", pk)

    def _show(self, appointment, form, *, status=200):
        ended = appointment.until is not None and appointment.until <= self.actor.today
        return self.show(
            status=status,
            appointment=appointment,
            form=None if ended else form,
            factors=appointment.user.authenticator_set.filter(type__in=STRONG).count(),
            by_card=appointment.role in CARD_ROLES,
            own=appointment.user_id == self.actor.user_id,
        )


class RemoveSecondFactor(Page):
    permission = APPOINT

    def post(self, request, pk):
        account = self.find(accounts_of(self.actor), pk=pk)
        remove_second_factor(account, by=self.actor)
        messages.success(request, _("The second factor is removed; a new one is asked for at the next sign-in."))
        return redirect("kernel:appointments")
