"""What a person does with the own sign-in: choose an appointment, add a second factor, sign out everywhere."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shuniu.kernel.models import Place
from shuniu.kernel.pages import SIGNED_IN, Page
from shuniu.kernel.permissions import Denied, Refused
from shuniu.kernel.signin.actions import sign_out_everywhere
from shuniu.kernel.signin.first_things import SETTLED, STRONG
from shuniu.kernel.signin.seat import CHOSEN
from shuniu.kernel.views import safe_next


class MyAccount(Page):
    permission = SIGNED_IN
    template = "kernel/signin/my_account.html"

    def get(self, request):
        factors = Authenticator.objects.filter(user_id=self.actor.user_id, type__in=STRONG).count()
        return self.show(account=request.user, factors=factors, places=_places(request))


class ChooseAppointment(Page):
    """A person with several appointments acts in one of them at a time."""

    permission = SIGNED_IN
    template = "kernel/signin/choose_appointment.html"

    def get(self, request):
        return self.show(places=_places(request), next=safe_next(request))

    def post(self, request):
        wanted = request.POST.get("appointment", "")
        chosen = next((a for a in request.appointments if str(a.pk) == wanted), None)
        if chosen is None:
            raise Refused(Denied(_("This appointment is not yours, or has ended.")))
        request.session[CHOSEN] = chosen.pk
        request.session.pop(SETTLED, None)  # another role may ask for a second factor
        return redirect(safe_next(request))


class SecondFactor(Page):
    """Shown once to who holds a role that needs more than a password."""

    permission = SIGNED_IN
    template = "kernel/signin/second_factor.html"

    def get(self, request):
        return self.show()


class SignOutEverywhere(Page):
    permission = SIGNED_IN

    def post(self, request):
        sign_out_everywhere(request.user, by=self.actor)
        logout(request)
        messages.success(request, _("You are signed out on every device."))
        return redirect("account_login")


def _places(request) -> list[tuple]:
    """(appointment, label of its place) for each of the person's appointments."""
    found = Place.objects.in_bulk({a.place_id for a in request.appointments})
    return [(a, found[a.place_id].label) for a in request.appointments]
