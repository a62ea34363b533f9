"""A case goes to an organization, which answers and says what it did."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.casework.actions import matters
from shuniu.casework.forms import cases as forms
from shuniu.casework.models import Case, Referral

from .cases import CaseForm


class Refer(CaseForm):
    title = gettext_lazy("Refer to an organization")

    @property
    def form_class(self):
        sealed = self.case_at(self.kwargs["pk"]).is_sealed
        return forms.SealedReferralForm if sealed else forms.ReferralForm

    def write(self, case, data):
        matters.refer_case(case, **data, by=self.actor)


class OfReferralPage(CaseForm, abstract=True):
    def referral(self, case: Case) -> Referral:
        found = Referral.objects.visible_to(self.actor).filter(case=case).select_related("case__case_type")
        return self.find(found, pk=self.kwargs["referral"])


class AnswerReferral(OfReferralPage):
    title, form_class = gettext_lazy("The organization's answer"), forms.AnswerForm

    def write(self, case, data):
        referral = self.referral(case)
        matters.answer_referral(referral, accepted=data["accepted"] == "yes", because=data["because"], by=self.actor)


class FinishReferral(OfReferralPage):
    title = gettext_lazy("The organization's result")

    def form(self, *data):
        return forms.WordsForm(*data, by=self.actor, label=_("What the organization did"))

    def write(self, case, data):
        matters.finish_referral(self.referral(case), result=data["words"], by=self.actor)
