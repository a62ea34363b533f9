"""Open to everyone: the service menu of a centre, and leaving a request without an account."""

from __future__ import annotations

from uuid import uuid4

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.casework.actions.intake import TakenInBefore, take_in
from shuniu.casework.forms.menu import PortalForm
from shuniu.casework.keeping import keep_years
from shuniu.casework.models import Case, Service
from shuniu.casework.queries import centres_with_a_menu, menu_on, receipt, roles_in
from shuniu.casework.workflow import CASE
from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.centre_choice import CentreChoice
from shuniu.kernel.dated import setting
from shuniu.kernel.limits import Limited, over, too_many
from shuniu.kernel.models import Place
from shuniu.kernel.pages import OPEN, Page
from shuniu.kernel.permissions import Refused

ASKED_A_MINUTE = 5  # from one address


class PublicPage(Limited, Page, abstract=True):
    permission = OPEN

    def centre_at(self, code: int) -> Place:
        return self.find(Place.objects.filter(has_centre=True), pk=code)

    def house(self, centre: Place) -> Actor:
        """Nobody has signed in: the house itself takes the form in."""
        return system_actor(place=centre.pk, via="page", at=self.actor.at, name=_("the public page"))


class Centres(CentreChoice):
    """To the menu of the one centre; where there are several, first the choice."""

    permission = OPEN
    title, empty_text = gettext_lazy("Service menu"), gettext_lazy("No service is on the menu yet.")
    leads_to = "casework:public_menu"

    def centres_with(self):
        return centres_with_a_menu(self.actor.today)


class PublicMenu(PublicPage):
    """What, for whom, with which papers, when and where. No names but who is responsible."""

    permission = OPEN
    template = "casework/public_menu.html"

    def get(self, request, centre):
        place = self.centre_at(centre)
        services = list(menu_on(self.actor.today, self.house(place)))
        phone = setting("casework.centre.phone", place=place.pk, on=self.actor.today)
        return self.show(centre=place, services=services, phone=phone)


class Ask(PublicPage):
    """A request with a name and a phone; sent again over a poor line, it leads to the same receipt."""

    permission = OPEN
    template = "casework/public_ask.html"

    def get(self, request, centre, pk):
        place = self.centre_at(centre)
        form = PortalForm(by=self.house(place), initial={"intake_key": uuid4()})
        return self.ask(place, self.service_at(place, pk), form)

    def post(self, request, centre, pk):
        if over("casework-portal", request, ASKED_A_MINUTE):
            return too_many(request)
        place = self.centre_at(centre)
        service, form = self.service_at(place, pk), PortalForm(request.POST, by=self.house(place))
        if not form.is_valid():
            return self.ask(place, service, form, status=422)
        key = form.cleaned_data["intake_key"]
        try:
            take_in(
                service,
                **form.cleaned_data,
                papers_missing=service.required_documents,
                channel=Case.Channel.PORTAL,
                by=self.house(place),
            )
        except TakenInBefore:
            return redirect("casework:receipt", centre, key)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(place, service, form, status=422)
        return redirect("casework:receipt", centre, key)

    def service_at(self, place: Place, pk: int) -> Service:
        return self.find(menu_on(self.actor.today, self.house(place)).filter(by_portal=True), pk=pk)

    def ask(self, place: Place, service: Service, form, status=200):
        years = keep_years(service.case_type.secrecy, place=place.pk, on=self.actor.today)
        return self.show(centre=place, service=service, form=form, years=years, status=status)


class Receipt(PublicPage):
    """The number, how it stands, what to bring and when; nobody's name or phone. Gone once the request has ended."""

    permission = OPEN
    template = "casework/receipt.html"

    def get(self, request, centre, key):
        place = self.centre_at(centre)
        case = receipt(place.pk, key)
        if case is None:
            raise Http404
        phone = setting("casework.centre.phone", place=place.pk, on=self.actor.today)
        response = self.show(
            centre=place,
            case=case,
            how_it_stands=CASE.by_state[case.state].applicant_label,
            unread=not roles_in(case),
            phone=phone,
        )
        response["Cache-Control"] = "no-store"
        return response
