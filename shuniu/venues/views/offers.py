"""A room offered by an organization: entered, seen, taken up or declined, ended."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.pages import Page
from shuniu.organizations.public import Organization
from shuniu.venues import permissions
from shuniu.venues.actions import offers
from shuniu.venues.forms.offers import OfferForm
from shuniu.venues.forms.venues import EndingForm
from shuniu.venues.models import WEEKDAYS, Offer
from shuniu.venues.offers import standing_of_offer
from shuniu.venues.views.asking import Ask
from shuniu.venues.views.keeping import cancelled_said


class NewOffer(Ask):
    permission = permissions.OFFER
    title, submit = _("Offer a room"), _("Offer")

    def thing(self, pk):
        organization = self.row(Organization, pk)
        self.sentence = organization.name
        if not self.actor.subject:
            self.hint = _("Keyed in from paper: your name stands beside the offer as that of who keyed it in.")
        return organization

    def form(self, organization, data=None):
        begun = {"address": organization.address, "offered_from": self.actor.today}
        return OfferForm(data, by=self.actor, initial=begun)

    def done(self, organization, form):
        offer = offers.offer_room(organization, by=self.actor, **form.cleaned_data)
        return reverse("venues:offer", args=[offer.pk])


class OfferPage(Page):
    permission = permissions.OFFER
    template = "venues/offer.html"

    def get(self, request, pk):
        offer = self.row(Offer, pk, "organization", "venue")
        kind, label = standing_of_offer(offer, self.actor.today)
        days = [str(name) for number, name in WEEKDAYS if number in offer.weekdays]
        return self.show(
            offer=offer, kind=kind, label=label, days=days, may_manage=self.actor.may(permissions.MANAGE),
            may_view=self.actor.may(permissions.VIEW),
        )  # fmt: skip


class TakingUp(Page):
    permission = permissions.MANAGE

    def post(self, request, pk):
        venue = offers.take_up_offer(self.row(Offer, pk, "organization"), by=self.actor)
        messages.success(request, _("The room is a venue now. Its other facts can be added here."))
        return redirect("venues:venue", venue.pk)


class OfOffer(Ask, abstract=True):
    permission = permissions.OFFER

    def thing(self, pk):
        offer = self.row(Offer, pk, "organization", "venue")
        self.sentence = f"{offer.organization.name} · {offer.name}"
        return offer


class OfferDeclined(OfOffer):
    permission = permissions.MANAGE
    title, submit = _("Do not take the room up"), _("Tell the organization")

    def done(self, offer, form):
        offers.decline_offer(offer, reason=form.cleaned_data["words"], by=self.actor)
        return reverse("venues:offer", args=[offer.pk])


class OfferEnd(OfOffer):
    permission = permissions.OFFER
    title = submit = _("End the offer")
    hint = _("From this day on it cannot be booked, and what is booked is cancelled with this reason.")

    def form(self, offer, data=None):
        return EndingForm(data, by=self.actor, initial={"since": self.actor.today})

    def done(self, offer, form):
        dates = offers.end_offer(offer, by=self.actor, **form.cleaned_data)
        messages.success(self.request, cancelled_said(dates))
        return reverse("venues:offer", args=[offer.pk])
