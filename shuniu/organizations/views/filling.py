"""The yearly report, section by section, its statement and its papers: the organization's own part."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.attachments.keeping import attachments_of
from shuniu.kernel.attachments.serving import download
from shuniu.kernel.pages import Page
from shuniu.kernel.papers.response import printed
from shuniu.kernel.permissions import Refused
from shuniu.organizations import permissions
from shuniu.organizations.actions import inspections as actions
from shuniu.organizations.form import answers_for, carried_into, sections_of
from shuniu.organizations.forms.inspections import PaperForm, SectionForm, StatementForm
from shuniu.organizations.papers.report import report_paper

from .inspections import OfInspectionPage, inspection_at


class FillSection(Page):
    """One section; what the register or last year's report knows stands there already. Kept as it is, complete or not."""

    permission = permissions.FILL
    template = "organizations/section.html"

    def get(self, request, pk, number):
        inspection, section, answers = self.asked(pk, number)
        return self.ask(inspection, section, SectionForm(by=self.actor, section=section, answers=answers))

    def post(self, request, pk, number):
        inspection, section, answers = self.asked(pk, number)
        form = SectionForm(request.POST, by=self.actor, section=section, answers=answers)
        if not form.is_valid():
            return self.ask(inspection, section, form, status=422)
        said = form.answers()
        new = {key: value for key, value in said.items() if (value or None) != (answers.get(key) or None)}
        if new:
            try:
                actions.fill_in(inspection, answers=new, by=self.actor)
            except Refused as refused:
                form.add_error(None, str(refused.denied.reason))
                return self.ask(inspection, section, form, status=422)
        following = next((s.number for s in self.sections if s.number > number), None)
        return redirect("organizations:fill", pk, following) if following else redirect("organizations:inspection", pk)

    def asked(self, pk: int, number: int):
        inspection = inspection_at(self, pk)
        every = sections_of(place=inspection.centre_id, on=self.actor.today)
        self.sections = [section for section in every if section.questions]
        section = next((each for each in self.sections if each.number == number), None)
        if section is None:
            raise Http404
        return inspection, section, answers_for(inspection, on=self.actor.today)

    def ask(self, inspection, section, form, status: int = 200):
        return self.show(
            inspection=inspection, section=section, form=form, sections=self.sections, status=status,
            before=carried_into(inspection),
        )  # fmt: skip


class Statement(OfInspectionPage):
    permission = permissions.FILL
    form_class = StatementForm
    title, submit = _("Statement of the legal representative"), _("I declare this")

    def initial(self, inspection):
        return {"name": inspection.organization.legal_representative}

    def act(self, inspection, data):
        return actions.declare_true(inspection, **data, by=self.actor)


class HandInPaper(OfInspectionPage):
    permission = permissions.FILL
    form_class = PaperForm
    title, submit = _("Hand in a paper"), _("Hand in")

    def asked_about(self, inspection):
        return {"inspection": inspection}

    def act(self, inspection, data):
        return actions.hand_in_paper(inspection, **data, by=self.actor)


class PaperFile(Page):
    """A paper goes out as a download; the look is in the trail."""

    permission = permissions.FILL

    def get(self, request, pk, paper):
        inspection = inspection_at(self, pk)
        return download(self.find(attachments_of(inspection), pk=paper), thing=inspection, by=self.actor)


class TakePaperBack(Page):
    permission = permissions.FILL

    def post(self, request, pk, paper):
        inspection = inspection_at(self, pk)
        actions.take_back_paper(inspection, attachment=self.find(attachments_of(inspection), pk=paper), by=self.actor)
        return redirect("organizations:inspection", pk)


class ReportPaper(Page):
    """The ten sections in order, printed from the register and the answers."""

    permission = permissions.VIEW

    def get(self, request, pk):
        inspection = inspection_at(self, pk)
        back = reverse("organizations:inspection", args=[pk])
        return printed(request, report_paper(inspection, by=self.actor), name=f"report-{pk}", back_url=back)
