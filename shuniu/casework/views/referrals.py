"""A case goes to an organization, which answers and says what it did."""

from __future__ import annotations

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from shuniu.casework import permissions
from shuniu.casework.actions import referring
from shuniu.casework.forms import cases as forms
from shuniu.casework.models import Case, Referral

from .cases import CaseForm, OfCasePage


class Refer(CaseForm):
    title = gettext_lazy("Refer to an organization")

    def form(self, case, *data):
        form = forms.SealedReferralForm if case.is_sealed else forms.ReferralForm
        return form(*data, by=self.actor)

    def write(self, case, data):
        referring.refer_case(case, **data, by=self.actor)


class OfReferralPage(OfCasePage, abstract=True):
    permission = permissions.HANDLE

    def referral(self, case: Case) -> Referral:
        found = Referral.objects.visible_to(self.actor).filter(case=case).select_related("case__case_type")
        return self.find(found, pk=self.kwargs["referral"])


class AnswerReferral(CaseForm, OfReferralPage):
    title, form_class = gettext_lazy("The organization's answer"), forms.AnswerForm

    def write(self, case, data):
        referral = self.referral(case)
        told = {"because": data["because"], "channel": data["channel"]}
        referring.answer_referral(referral, accepted=data["accepted"] == "yes", **told, by=self.actor)


class FinishReferral(CaseForm, OfReferralPage):
    title, form_class = gettext_lazy("The organization's result"), forms.ResultForm

    def write(self, case, data):
        referring.finish_referral(self.referral(case), **data, by=self.actor)


class CallOff(OfReferralPage):
    """POST …/end: no answer is wanted any more."""

    def post(self, request, pk, referral):
        referring.call_off_referral(self.referral(self.case_at(pk)), by=self.actor)
        return redirect("casework:case", pk)
