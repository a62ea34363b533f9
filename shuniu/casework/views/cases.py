"""One case: what it says, and each thing that can happen to it."""

from __future__ import annotations

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.casework import permissions
from shuniu.casework.actions import cases as actions
from shuniu.casework.actions import matters
from shuniu.casework.actions.advice import give_advice
from shuniu.casework.actions.intake import take_on_case
from shuniu.casework.advice import advice_in_force, advice_paper, advice_step
from shuniu.casework.forms import cases as forms
from shuniu.casework.lists.cases import STANDINGS
from shuniu.casework.lists.referrals import STANDS
from shuniu.casework.models import Case, CustodyItem, Note, Secrecy
from shuniu.casework.queries import (
    asked_of,
    assesses,
    at_risk_on,
    files_named,
    notes_of,
    refused_with,
    roles_in,
    sent_to,
    standing,
    steps_of,
)
from shuniu.casework.workflow import CASE
from shuniu.kernel import trail
from shuniu.kernel.asking import FormPage
from shuniu.kernel.attachments.keeping import attachments_of
from shuniu.kernel.attachments.serving import download
from shuniu.kernel.dated import setting
from shuniu.kernel.jobs import name_of
from shuniu.kernel.pages import Page
from shuniu.kernel.papers.response import printed
from shuniu.kernel.sealing import mask_name, mask_phone, reveal
from shuniu.organizations.public import acting_for

SHOWN = 30


class OfCasePage(Page, abstract=True):
    def case_at(self, pk) -> Case:
        return self.row(Case, pk, "service", "case_type", "centre")

    def looked_at(self, pk) -> Case:
        """The case, and where it is sealed the look is in the trail before anything is shown."""
        case = self.case_at(pk)
        if case.is_sealed:
            actions.look_at_case(case, by=self.actor)
        return case


class CasePage(OfCasePage):
    """One case. Whoever handles it sees whom to call; to everybody else the applicant is masked."""

    permission = permissions.VIEW
    template = "casework/case.html"

    def get(self, request, pk):
        case = self.looked_at(pk)
        limit = at_risk_on(place=case.centre_id, today=self.actor.today, days=case.case_type.risk_days)
        roles = list(roles_in(case))
        handles = any(role.user_id == self.actor.user_id and not role.until for role in roles)
        applicant, phone = reveal(case, "applicant"), reveal(case, "phone")
        response = self.show(
            case=case,
            handles=handles,
            nobodys=not case.is_sealed and not case.has_ended and all(role.until for role in roles),
            state=CASE.by_state[case.state],
            standing=STANDINGS.get(standing(case, at_risk_on=limit, today=self.actor.today)),
            applicant=applicant if handles else mask_name(applicant),
            phone=phone if handles else mask_phone(phone),
            request_text=reveal(case, "request"),
            outcome=reveal(case, "outcome"),
            steps=steps_of(case),
            roles=roles,
            notes=[(note, reveal(note, "text")) for note in notes_of(case, self.actor)[:SHOWN]],
            referrals=[self.shown(each) for each in case.referrals.select_related("organization").order_by("-id")],
            gives_advice=advice_step(case) is not None,
            advice=advice_in_force(case),
            custody=list(case.custodyitems.order_by("id")),
            papers=_papers(case),
            lines=_lines(case),
            must_declare=any(
                r.user_id == self.actor.user_id and r.role == "assessor" and not r.free_of_interest_on and not r.until
                for r in roles
            ),
            assessor=case.secrecy == Secrecy.ASSESSORS and assesses(case, self.actor),
        )
        response["Cache-Control"] = "no-store"
        return response

    def shown(self, referral) -> tuple:
        """(referral, to whom, what is asked, refusal, result, tag, whether a contact of the organization has an account)"""
        asked = referral.organization if referral.is_open else None
        online = asked is not None and bool(acting_for(asked, on=self.actor.today))
        words = (sent_to(referral), asked_of(referral), refused_with(referral), reveal(referral, "result"))
        return (referral, *words, STANDS[referral.stands], online)


def _papers(case: Case) -> list[tuple]:
    files = attachments_of(case)
    return [(each, name) for each, (_key, name) in zip(files, files_named(case, files), strict=True)]


def _lines(case: Case) -> list[dict]:
    """What happened, with the reasons that were given and are not forgotten."""
    entries = trail.of_thing(case, limit=SHOWN)
    prefetch_related_objects(entries, "detail")
    return [_line(entry) for entry in entries]


def _line(entry) -> dict:
    return {
        "reason": (trail.detail_of(entry) or {}).get("reason", ""),
        "sentence": trail.sentence(entry),
        "at": entry.at,
        "when": f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M}",
        "who": name_of(entry),
    }


class Slip(OfCasePage):
    """The number slip: what to bring, and when to come back. It shows no more of the applicant than is masked."""

    permission = permissions.VIEW
    template = "casework/slip.html"

    def get(self, request, pk):
        case = self.looked_at(pk)
        return self.show(
            case=case,
            applicant=mask_name(reveal(case, "applicant")),
            phone=mask_phone(reveal(case, "phone")),
            custody=[f"{item.copies} × {item.called}" for item in case.custodyitems.filter(returned_on=None)],
            centre_phone=setting("casework.centre.phone", place=case.centre_id, on=self.actor.today),
        )


# --- A form, then one action ------------------------------------------------------------------------------------------
class CaseForm(FormPage, OfCasePage, abstract=True):
    """Asks something about a case, and goes on to it."""

    permission = permissions.HANDLE
    template = "casework/form.html"
    title = submit = ""
    form_class = None
    takes_files = True

    def thing(self, pk, **more) -> Case:
        return self.case_at(pk)

    def form(self, case, *data):
        return self.form_class(*data, by=self.actor, **({} if data else {"initial": self.initial()}))

    def initial(self) -> dict:
        return {}

    def ask(self, case, form, status=200):
        return self.show(case=case, form=form, title=self.title, submit=self.submit or self.title, status=status)

    def done(self, case: Case, form) -> str:
        self.write(case, form.cleaned_data)
        return reverse("casework:case", args=[case.pk])

    def write(self, case: Case, data: dict) -> None:
        raise NotImplementedError


class WordsPage(CaseForm, abstract=True):
    label = ""

    def form(self, case, *data):
        return forms.WordsForm(*data, by=self.actor, label=self.label)


class AskPapers(CaseForm):
    title, form_class = gettext_lazy("Ask for a paper"), forms.PapersForm

    def initial(self):
        """From a step's page: the papers that the step asks for."""
        step = self.case_at(self.kwargs["pk"]).case_type.step(self.request.GET.get("step", ""))
        return {"papers": "\n".join(step.get("papers", ()))} if step else {}

    def write(self, case, data):
        actions.ask_for_papers(case, **data, by=self.actor)


class DoStep(CaseForm):
    template = "casework/step.html"

    def ask(self, case, form, status=200):
        rule = case.case_type.step(self.kwargs["step"])
        title = rule["label"] if rule else _("Step")
        return self.show(case=case, form=form, rule=rule, title=title, submit=self.submit, status=status)

    def form(self, case, *data):
        rule = case.case_type.step(self.kwargs["step"])
        papers = rule.get("papers", ()) if rule else ()
        more = {} if data else {"initial": {"done_on": self.actor.today}}
        return forms.StepForm(*data, by=self.actor, papers=papers, **more)

    submit = gettext_lazy("Sign the step")

    def write(self, case, data):
        actions.do_step(case, step=self.kwargs["step"], **data, by=self.actor)


class WriteNote(CaseForm):
    title, form_class = gettext_lazy("Write a note"), forms.NoteForm

    def initial(self):
        return {"kind": self.request.GET.get("kind", Note.Kind.NOTE)}

    def write(self, case, data):
        matters.write_note(case, **data, by=self.actor)


class GiveAdvice(CaseForm):
    title, form_class = gettext_lazy("Give the advice as a paper"), forms.AdviceForm

    def write(self, case, data):
        give_advice(case, **data, by=self.actor)


class AdvicePage(OfCasePage):
    """The advice as it is printed, for the people of the case alone; the look is on record."""

    permission = permissions.VIEW

    def get(self, request, pk):
        case = self.looked_at(pk)
        document = advice_in_force(case)
        if document is None:
            raise Http404
        paper, back = advice_paper(case, document, on=self.actor.today), reverse("casework:case", args=[pk])
        response = printed(request, paper, name=f"advice-{document.number}", back_url=back)
        response["Cache-Control"] = "no-store"
        return response


class TakeCustody(CaseForm):
    title, form_class = gettext_lazy("Take a document into custody"), forms.CustodyForm

    def write(self, case, data):
        matters.take_into_custody(case, **data, by=self.actor)


class HandIn(CaseForm):
    title, form_class = gettext_lazy("Hand in a paper as a file"), forms.PaperForm

    def write(self, case, data):
        matters.hand_in_paper(case, paper=data["paper"], by=self.actor)


class Close(CaseForm):
    title = gettext_lazy("Close the case")

    def form(self, case, *data):
        left = [] if case.is_sealed else [each["label"] for each in steps_of(case) if not each["is_done"]]
        return forms.CloseForm(*data, by=self.actor, left=left)

    def write(self, case, data):
        because = data.get("anyway_because", "")
        actions.close_case(case, outcome=data["words"], anyway_because=because, by=self.actor)


class Reopen(WordsPage):
    permission = permissions.TRANSFER
    title, label = gettext_lazy("Reopen the case"), gettext_lazy("Reason")

    def write(self, case, data):
        actions.reopen_case(case, reason=data["words"], by=self.actor)


class Transfer(CaseForm):
    permission = permissions.TRANSFER
    title, form_class = gettext_lazy("Transfer the case"), forms.TransferForm

    def write(self, case, data):
        actions.transfer_case(case, **data, by=self.actor)


class Rate(CaseForm):
    title, form_class = gettext_lazy("Satisfaction"), forms.RatingForm
    submit = gettext_lazy("Write down")

    def initial(self):
        return {"channel": Case.Channel.PHONE}

    def write(self, case, data):
        actions.rate_case(case, **data, by=self.actor)


class Withdraw(CaseForm):
    """An assessor with an interest in the case names a successor and loses sight of it."""

    title, form_class = gettext_lazy("Withdraw as an assessor"), forms.SuccessorForm

    def write(self, case, data):
        actions.replace_assessor(case, **data, by=self.actor)

    def done(self, case, form):
        super().done(case, form)
        return reverse("casework:cases")


# --- One press --------------------------------------------------------------------------------------------------------
class BringPapers(OfCasePage):
    permission = permissions.HANDLE

    def post(self, request, pk):
        actions.bring_papers(self.case_at(pk), by=self.actor)
        return redirect("casework:case", pk)


class ApplicantWithdrew(OfCasePage):
    permission = permissions.HANDLE

    def post(self, request, pk):
        actions.withdraw_case(self.case_at(pk), by=self.actor)
        return redirect("casework:case", pk)


class TakeOn(OfCasePage):
    permission = permissions.HANDLE

    def post(self, request, pk):
        take_on_case(self.case_at(pk), by=self.actor)
        return redirect("casework:case", pk)


class Declare(OfCasePage):
    permission = permissions.HANDLE

    def post(self, request, pk):
        actions.declare_free_of_interest(self.case_at(pk), by=self.actor)
        return redirect("casework:case", pk)


class ReturnCustody(OfCasePage):
    permission = permissions.HANDLE

    def post(self, request, pk, item):
        found = CustodyItem.objects.visible_to(self.actor).filter(case=self.case_at(pk)).select_related("case")
        matters.return_from_custody(self.find(found, pk=item), by=self.actor)
        return redirect("casework:case", pk)


class OpenPaper(OfCasePage):
    permission = permissions.VIEW

    def get(self, request, pk, paper):
        case = self.looked_at(pk)
        file = self.find(attachments_of(case), pk=paper)
        file.name = dict(files_named(case, [file]))[file.pk]
        return download(file, thing=case, by=self.actor)
