"""A leader signs the group up for a show on the phone; the desk puts the act on the programme, or says why not."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions import offers as actions
from shuniu.activities.forms.offers import OfferForm, TakeOfferForm
from shuniu.activities.forms.programme import ReasonForm
from shuniu.activities.models import Offer
from shuniu.activities.models.programme import own_group
from shuniu.activities.views.asking import Asking
from shuniu.groups.public import Group
from shuniu.kernel.pages import Page


class NewOffer(Asking):
    permission = permissions.PERFORM
    template = "activities/offer_phone.html"
    form_class = OfferForm
    title, submit = _("Sign our group up"), _("Send to the centre")

    def thing(self):
        if (pk := own_group(self.actor)) is None:
            raise Http404
        return self.row(Group, pk)

    def back(self, thing) -> str:
        return reverse("activities:ours")

    def act(self, thing, data):
        actions.offer_act(data.pop("session"), group=thing, **data, by=self.actor)
        messages.success(self.request, _("Sent. The centre answers here."))
        return self.back(thing)


class TakenBack(Page):
    """The button beside an offer that waits."""

    permission = permissions.PERFORM

    def post(self, request, pk):
        actions.take_offer_back(self.row(Offer, pk, "session", "group"), by=self.actor)
        return redirect("activities:ours")


class OfOffer(Asking, abstract=True):
    permission = permissions.PLAN

    def thing(self, pk):
        return self.row(Offer, pk, "session__activity", "group")

    def back(self, thing) -> str:
        return reverse("activities:session", args=[thing.session_id])

    def ask(self, thing, form, status: int = 200):
        needs = f" · {thing.needs}" if thing.needs else ""
        self.sentence = f"{thing.session} · {thing}{needs}"
        return super().ask(thing, form, status)


class TakeOffer(OfOffer):
    form_class = TakeOfferForm
    title, submit = _("Put the offered act on the programme"), _("Put on the programme")

    def initial(self, thing) -> dict:
        """After the last act that stands."""
        standing = [act.ends for act in thing.session.acts.filter(withdrawn_on__isnull=True)]
        return {"minutes": thing.minutes, "starts": max([thing.session.starts, *standing])}

    def act(self, thing, data):
        actions.take_offer(thing, **data, by=self.actor)
        return self.back(thing)


class DeclineOffer(OfOffer):
    form_class = ReasonForm
    title, submit = _("Decline the offered act"), _("Decline the offer")

    def act(self, thing, data):
        actions.decline_offer(thing, **data, by=self.actor)
        return self.back(thing)
