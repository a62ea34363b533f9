"""Certificates at the desk and on the volunteer's phone. Each step is a noun one posts to."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.documents import verification_url
from shuniu.kernel.forms import InputForm
from shuniu.kernel.pages import Page
from shuniu.kernel.papers.response import printed
from shuniu.kernel.permissions import PHONE_ROLES, Refused
from shuniu.volunteers import permissions
from shuniu.volunteers.actions import certificates as actions
from shuniu.volunteers.certificate_on_paper import certificate_paper
from shuniu.volunteers.certificate_workflow import CERTIFICATE, on_the_way
from shuniu.volunteers.certifying import document_of, hours, may_confirm, served
from shuniu.volunteers.forms.certificates import AnswerForm, CopyForm, ReasonForm, RequestForm
from shuniu.volunteers.forms.hearing import HeardForm
from shuniu.volunteers.models import Certificate, Volunteer
from shuniu.volunteers.views.notices import shown_objections

# The noun a step of the workflow is posted to; those in WORDS have a page that asks for words first.
NOUNS = {
    "put_up": "confirmation",
    "check": "confirmation",
    "close_notice": "notice-end",
    "check_again": "second-check",
    "issue": "issue",
    "decline": "refusal",
    "withdraw": "withdrawal",
    "question": "revocation-notice",
    "answer": "answer",
    "revoke": "revocation",
    "keep": "reprieve",
}
AT_ONCE = {
    "confirmation": (actions.confirm_hours, permissions.CERTIFY),
    "notice-end": (actions.close_notice, permissions.CERTIFY),
    "issue": (actions.issue_certificate, permissions.SIGN_CERTIFICATE),
    "revocation": (actions.revoke_certificate, permissions.SIGN_CERTIFICATE),
    "reprieve": (actions.keep_certificate, permissions.SIGN_CERTIFICATE),
}
WORDS = {  # noun: (action, the name of its words, title, label)
    "second-check": (actions.check_again, "reason", _("Check the hours again"), _("Reason")),
    "refusal": (actions.decline_certificate, "reason", _("Do not certify"), _("Reason, as the volunteer will read it")),
    "revocation-notice": (
        actions.announce_revocation,
        "reason",
        _("Announce that the certificate is to be revoked"),
        _("Reason, as the volunteer and later the public page will read it"),
    ),
    "answer": (actions.answer_revocation, "words", _("Answer"), _("Your answer")),
    "withdrawal": (actions.withdraw_request, "", _("Withdraw"), ""),
}
OWN = {"answer": AnswerForm, "withdrawal": HeardForm}  # the volunteer's own acts: at the desk with how they came
CONFIRM = {
    "issue": _("The certificate gets its number and your signature, and anyone can verify it."),
    "withdrawal": _("The request ends here; another can be made at any time."),
    "revocation": _("The certificate is out of force from now on, and its public page says why."),
}


class OfCertificate(Page, abstract=True):
    @property
    def base(self) -> str:
        return "kernel/phone.html" if self.actor.role in PHONE_ROLES else "kernel/base.html"

    def certificate_at(self, pk: int) -> Certificate:
        rows = Certificate.objects.visible_to(self.actor).select_related("volunteer__person")
        return self.find(rows, pk=pk)


class CertificatePage(OfCertificate):
    """How it stands, what it certifies or would certify, and what can be done."""

    permission = permissions.VIEW_CERTIFICATES
    template = "volunteers/certificates/certificate.html"

    def get(self, request, pk):
        certificate = self.certificate_at(pk)
        state = CERTIFICATE.by_state[certificate.state]
        on_phone = self.actor.role in PHONE_ROLES
        document = document_of(certificate) if certificate.is_out else None
        return self.show(
            it=certificate,
            base=self.base,
            back_url=reverse("volunteers:my_certificates") if on_phone else "",
            state=state,
            state_label=(on_phone and state.applicant_label) or state.label,
            lines=self.lines(certificate),
            hours=hours,
            answer=may_confirm(certificate, self.actor) if certificate.state == "requested" else None,
            buttons=list(self.buttons(certificate, on_phone)),
            may_file=self.actor.may(permissions.CERTIFY) and certificate.in_force,
            verify_url=verification_url(document) if document else "",
            reason=self.last_reason(certificate),
            objections=shown_objections(certificate, self.actor, on_phone=on_phone),
            object_url=self.object_url(certificate),
            copies=certificate.copies.order_by("pk"),
            entries=trail.of_thing(certificate, limit=20) if not on_phone else [],
            said=trail.sentence,
        )

    def object_url(self, certificate: Certificate) -> str:
        takes = certificate.state in ("noticed", "checked") and certificate.noticed_on is not None
        if not (takes and self.actor.may(permissions.CERTIFY)):
            return ""
        return reverse("volunteers:object_to_certificate", args=[certificate.pk])

    def lines(self, certificate: Certificate):
        """Frozen, or what the ledger says today while nothing is confirmed."""
        if certificate.state == "requested":
            return served(certificate.volunteer, certificate.first, certificate.last).lines
        return certificate.lines

    def buttons(self, certificate, on_phone):
        for step, answer in CERTIFICATE.open_steps(certificate, self.actor):
            if not on_the_way(step, certificate, self.actor.today) or (on_phone and not answer):
                continue
            noun = NOUNS[step.name]
            yield {
                "step": step,
                "answer": answer,
                "url": reverse("volunteers:certificate_step", args=[certificate.pk, noun]),
                "asks_words": noun in WORDS and not (on_phone and noun == "withdrawal"),
                "confirm": CONFIRM.get(noun, ""),
            }

    def last_reason(self, certificate) -> str:
        if certificate.state not in ("declined", "requested"):
            return ""
        last = CERTIFICATE.signatures(certificate).exclude(reason="").last()
        return last.reason if last else ""


class CertificateStep(OfCertificate):
    """A step, by its noun. GET asks for words where the step wants some."""

    permission = permissions.VIEW_CERTIFICATES
    template = "volunteers/certificates/words.html"

    def get(self, request, pk, noun):
        certificate = self.certificate_at(pk)
        if noun not in WORDS:
            return redirect("volunteers:certificate", pk)
        return self.ask(certificate, noun, self.form(noun))

    def post(self, request, pk, noun):
        certificate = self.certificate_at(pk)
        if noun in WORDS:
            return self.with_words(certificate, noun)
        act, permission = AT_ONCE.get(noun) or (None, None)
        if act is None:
            raise Http404
        try:
            act(certificate, by=self.actor)
        except Refused as refused:
            if not self.actor.may(permission):
                raise
            messages.error(request, str(refused.denied.reason))
        else:
            messages.success(request, CERTIFICATE.by_state[certificate.state].label)
        return redirect("volunteers:certificate", pk)

    def with_words(self, certificate, noun):
        form = self.form(noun, self.request.POST)
        if not form.is_valid():
            return self.ask(certificate, noun, form, status=422)
        act, name, *_said = WORDS[noun]
        told = {name: form.cleaned_data["words"]} if name else {}
        told |= {"heard": form.heard()} if isinstance(form, HeardForm) else {}
        act(certificate, **told, by=self.actor)
        messages.success(self.request, CERTIFICATE.by_state[certificate.state].label)
        return redirect("volunteers:certificate", certificate.pk)

    def form(self, noun, data=None) -> InputForm:
        said = {"label": WORDS[noun][3]} if WORDS[noun][1] else {}
        return OWN.get(noun, ReasonForm)(data, by=self.actor, **said)

    def ask(self, certificate, noun, form, status: int = 200):
        back = reverse("volunteers:certificate", args=[certificate.pk])
        title = WORDS[noun][2]
        return self.show(
            it=certificate, form=form, title=title, submit=title, cancel_url=back, base=self.base, status=status
        )


class NewCertificate(OfCertificate):
    """At the window: a volunteer asks, in person or on paper."""

    permission = permissions.CERTIFY
    template = "volunteers/certificates/new.html"

    def get(self, request, pk):
        volunteer = self.volunteer_at(pk)
        return self.ask(volunteer, RequestForm(by=self.actor, initial=first_and_last(volunteer, self.actor)))

    def post(self, request, pk):
        volunteer = self.volunteer_at(pk)
        return self.take(volunteer, RequestForm(request.POST, by=self.actor), channel="paper")

    def take(self, volunteer, form, *, channel: str):
        if not form.is_valid():
            return self.ask(volunteer, form, status=422)
        try:
            asked = actions.ask_certificate(volunteer, **form.cleaned_data, channel=channel, by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(volunteer, form, status=422)
        messages.success(self.request, _("Asked for. The centre checks the hours first."))
        return redirect("volunteers:certificate", asked.pk)

    def ask(self, volunteer, form, status: int = 200):
        return self.show(
            volunteer=volunteer, form=form, title=_("A service certificate"), base=self.base, status=status
        )

    def volunteer_at(self, pk: int) -> Volunteer:
        return self.row(Volunteer, pk, "person")


class AskCertificate(NewCertificate):
    """The volunteer's own phone."""

    permission = permissions.SERVE

    def get(self, request):
        return super().get(request, self.own)

    def post(self, request):
        volunteer = self.volunteer_at(self.own)
        return self.take(volunteer, RequestForm(request.POST, by=self.actor), channel="phone")

    @property
    def own(self) -> int:
        noun, noun_id = self.actor.subject or ("", 0)
        return noun_id if noun == "volunteers.volunteer" else 0


class MyCertificates(OfCertificate):
    permission = permissions.SERVE
    template = "volunteers/certificates/mine.html"

    def get(self, request):
        noun, noun_id = self.actor.subject or ("", 0)
        rows = Certificate.objects.visible_to(self.actor).filter(volunteer_id=noun_id).order_by("-pk")
        volunteers = Volunteer.objects.visible_to(self.actor)
        volunteer = self.find(volunteers, pk=noun_id if noun == "volunteers.volunteer" else 0)
        shown = [(row, CERTIFICATE.by_state[row.state]) for row in rows[:30]]
        return self.show(volunteer=volunteer, certificates=shown, hours=hours)


class CertificatePaper(OfCertificate):
    """The paper; with the ID number in full only for who says why."""

    permission = permissions.VIEW_CERTIFICATES
    template = "volunteers/certificates/words.html"

    def get(self, request, pk):
        certificate = self.issued_at(pk)
        if "in_full" in request.GET and self.actor.may(permissions.CERTIFY):
            return self.ask(certificate, ReasonForm(by=self.actor))
        return self.printed(certificate_paper(certificate, by=self.actor), certificate)

    def post(self, request, pk):
        certificate, form = self.issued_at(pk), ReasonForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(certificate, form, status=422)
        actions.open_for_print(certificate, reason=form.cleaned_data["words"], by=self.actor)
        return self.printed(certificate_paper(certificate, by=self.actor, in_full=True), certificate)

    def issued_at(self, pk: int) -> Certificate:
        rows = Certificate.objects.visible_to(self.actor).filter(number__isnull=False)
        return self.find(rows.select_related("volunteer__person"), pk=pk)

    def ask(self, certificate, form, status: int = 200):
        return self.show(
            it=certificate,
            form=form,
            title=_("Print with the full ID number"),
            submit=_("Print"),
            cancel_url=reverse("volunteers:certificate", args=[certificate.pk]),
            base=self.base,
            status=status,
        )

    def printed(self, paper, certificate):
        back = reverse("volunteers:certificate", args=[certificate.pk])
        return printed(self.request, paper, name=certificate.number, back_url=back)


class PaperCopy(OfCertificate):
    """A copy on paper was handed out, and its twin is filed."""

    permission = permissions.CERTIFY
    template = "volunteers/certificates/words.html"

    def get(self, request, pk):
        return self.ask(self.certificate_at(pk), CopyForm(by=self.actor))

    def post(self, request, pk):
        certificate, form = self.certificate_at(pk), CopyForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(certificate, form, status=422)
        actions.file_copy(certificate, **form.cleaned_data, by=self.actor)
        messages.success(request, _("The copy is on file."))
        return redirect("volunteers:certificate", pk)

    def ask(self, certificate, form, status: int = 200):
        return self.show(
            it=certificate,
            form=form,
            title=_("A paper copy was handed out"),
            cancel_url=reverse("volunteers:certificate", args=[certificate.pk]),
            base=self.base,
            status=status,
        )


def first_and_last(volunteer: Volunteer, actor) -> dict:
    """Everything so far, which is what most people want."""
    return {"first": volunteer.accepted_on or volunteer.applied_on, "last": actor.today}
