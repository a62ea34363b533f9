"""An organization's contact answers what the centre referred to it. The case behind it stays closed to them."""

from __future__ import annotations

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.casework import permissions
from shuniu.casework.actions import referring
from shuniu.casework.forms.cases import WordsForm
from shuniu.casework.forms.day_care import LookForm
from shuniu.casework.lists.referrals import OUR
from shuniu.casework.models import Referral
from shuniu.casework.queries import referrals_to, shows_applicant
from shuniu.kernel.dated import setting
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import reveal


class OurPage(Page, abstract=True):
    permission = permissions.OWN_REFERRALS

    def referral_at(self, pk: int) -> Referral:
        return self.find(referrals_to(self.actor).select_related("case__case_type", "case__centre"), pk=pk)


class ReferralPage(OurPage):
    """What is asked, by when, and how to reach the centre. Whom it is about opens later, and every look is on record."""

    template = "casework/our_referral.html"

    def get(self, request, pk):
        referral = self.referral_at(pk)
        may_look = shows_applicant(referral)
        return self.show(
            referral=referral,
            state=OUR[referral.stands],
            centre=referral.case.centre,
            phone=setting("casework.centre.phone", place=referral.centre_id, on=self.actor.today),
            may_look=bool(may_look),
            why_not="" if may_look else may_look.reason,
            result=reveal(referral, "result"),
        )


class Accept(OurPage):
    """POST …/acceptance."""

    def post(self, request, pk):
        referring.answer_referral(self.referral_at(pk), accepted=True, by=self.actor)
        return redirect("casework:our_referral", pk)


class SayingPage(OurPage, abstract=True):
    """A few words, then one action; what it refuses stands above the form."""

    template = "kernel/form.html"
    title = label = ""

    def get(self, request, pk):
        return self.ask(self.referral_at(pk), self.form())

    def post(self, request, pk):
        referral, form = self.referral_at(pk), self.form(request.POST)
        if form.is_valid():
            try:
                self.say(referral, form.cleaned_data["words"])
            except Refused as refused:
                form.add_error(None, str(refused.denied.reason))
            else:
                return redirect("casework:our_referral", pk)
        return self.ask(referral, form, status=422)

    def form(self, *data):
        return WordsForm(*data, by=self.actor, label=self.label)

    def ask(self, referral, form, status=200):
        return self.show(
            form=form,
            title=self.title,
            submit=_("Send"),
            sentence=f"{referral.case.number} · {referral.reason}",
            cancel_url=reverse("casework:our_referral", args=[referral.pk]),
            status=status,
        )

    def say(self, referral, words):
        raise NotImplementedError


class Refuse(SayingPage):
    title, label = gettext_lazy("Refuse the request"), gettext_lazy("Reason")

    def say(self, referral, words):
        referring.answer_referral(referral, accepted=False, because=words, by=self.actor)


class TellResult(SayingPage):
    title, label = gettext_lazy("Tell the centre the result"), gettext_lazy("What you did")

    def say(self, referral, words):
        referring.finish_referral(referral, result=words, by=self.actor)


class LookAtApplicant(OurPage):
    """First the reason is asked, then name and phone are shown once."""

    template = "casework/our_applicant.html"

    def get(self, request, pk):
        return self.show(referral=self.referral_at(pk), form=LookForm(by=self.actor), opened=None)

    def post(self, request, pk):
        referral, form = self.referral_at(pk), LookForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show(referral=referral, form=form, opened=None, status=422)
        opened = referring.look_at_applicant(referral, reason=form.cleaned_data["reason"], by=self.actor)
        response = self.show(referral=referral, opened=opened)
        response["Cache-Control"] = "no-store"
        return response
