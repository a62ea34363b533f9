"""The applicant's rights in a case: what stands there is put right, and handed over as a file for them alone."""

from __future__ import annotations

from django.http import JsonResponse
from django.utils.translation import gettext_lazy

from shuniu.casework.actions import rights as actions
from shuniu.casework.forms import cases as forms
from shuniu.casework.holdings import told_of_case
from shuniu.casework.models import Secrecy
from shuniu.casework.queries import files_named, tellable_notes
from shuniu.kernel.attachments.keeping import attachments_of
from shuniu.kernel.sealing import reveal

from .cases import CaseForm


class CorrectApplicant(CaseForm):
    title, form_class = gettext_lazy("Correct the applicant's particulars"), forms.ApplicantForm
    submit = gettext_lazy("Correct")

    def write(self, case, data):
        actions.correct_applicant(case, **data, by=self.actor)


class HandOver(CaseForm):
    """Everything the case holds of its applicant, as a file for them alone (PIPL §45). Of an assessment nothing is
    chosen beforehand."""

    title, form_class = gettext_lazy("Hand over to the applicant"), forms.HandOverForm

    def get(self, request, pk, **more):
        case = self.looked_at(pk)
        response = self.ask(case, self.form_of(case))
        response["Cache-Control"] = "no-store"
        return response

    def post(self, request, pk, **more):
        case = self.case_at(pk)
        form = self.form_of(case, request.POST)
        if not form.is_valid():
            return self.ask(case, form, status=422)
        actions.hand_over_case(case, **form.cleaned_data, by=self.actor)
        told = told_of_case(case, self.actor, **form.cleaned_data)
        response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = f'attachment; filename="case-{case.pk}.json"'
        response["Cache-Control"] = "no-store"
        return response

    def form_of(self, case, *data):
        notes = [(n.pk, f"{n.get_kind_display()} · {reveal(n, 'text')}") for n in tellable_notes(case, self.actor)]
        files = files_named(case, attachments_of(case))
        chosen = [] if case.secrecy == Secrecy.ASSESSORS else [[pk for pk, _text in each] for each in (notes, files)]
        initial = dict(zip(("notes", "files"), chosen, strict=False))
        return self.form_class(*data, by=self.actor, notes=notes, files=files, **({} if data else {"initial": initial}))
