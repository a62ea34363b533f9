"""What everyone may open without an account: the public notices, and whether a certificate is genuine."""

from __future__ import annotations

import re

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import setting
from shuniu.kernel.documents import ALPHABET
from shuniu.kernel.limits import Limited
from shuniu.kernel.models import Document, Place
from shuniu.kernel.pages import OPEN, Page
from shuniu.kernel.sealing import mask_name
from shuniu.kernel.signing import NotSigned, public_keys
from shuniu.volunteers.certifying import Said, certificate_said, document_of, hours, notices_on
from shuniu.volunteers.forms.certificates import CheckForm

PROBLEMS = {
    "malformed": _("This is not the whole text of a certificate. Scan the code again, or type the verification code."),
    "another purpose": _("This code was made for something else than a certificate."),
    "unknown key": _("This text was not signed by this centre. Ask the issuer named on the paper."),
    "forged": _("The text was changed after it was signed, or was never signed: this certificate is not genuine."),
}


class CheckCertificate(Limited, Page):
    """Where the QR code leads: is the signature ours, and is the certificate still in force?"""

    permission = OPEN
    template = "volunteers/certificates/check.html"

    def get(self, request, token):
        try:
            said = Said.in_token(token)
        except NotSigned as error:
            return self.show(problem=PROBLEMS[error.problem], status=404)
        certificate = certificate_said(said)
        document = document_of(certificate) if certificate else None
        return self.show(said=said, certificate=certificate, document=document)


class CheckDesk(Limited, Page):
    """For who has no scanner: type the code beside the square, or paste what was scanned."""

    permission = OPEN
    template = "volunteers/certificates/check_desk.html"

    def get(self, request):
        return self.ask(CheckForm(by=self.actor))

    def post(self, request):
        form = CheckForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(form, status=422)
        words = "".join(form.cleaned_data["words"].split())
        code = re.sub(r"[-‐–—]", "", words).upper()
        if len(code) == 12 and set(code) <= set(ALPHABET):
            known = Document.objects.unscoped(because="the token on the paper is the key").filter(token=code)
            if known.exists():
                return redirect("kernel:verify_document", code)
            form.add_error("words", _("No paper with this code was issued here. Compare it letter by letter."))
            return self.ask(form, status=422)
        return redirect("volunteers:check_certificate", words.rstrip("/").rpartition("/")[2].upper()[:800] or "-")

    def ask(self, form, status: int = 200):
        return self.show(form=form, keys=public_keys(), status=status)


class Notices(Limited, Page):
    """Certificates that are about to be issued: masked, for the days that the rule asks, with whom to tell."""

    permission = OPEN
    template = "volunteers/certificates/notices.html"

    def get(self, request, place):
        centre = Place.objects.filter(pk=place).first()
        if centre is None:
            raise Http404
        day = self.actor.today
        found = list(notices_on(day, centre.pk))
        return self.show(
            centre=centre,
            notices=found,
            hours=hours,
            mask_name=mask_name,
            phone=setting("groups.centre.phone", place=centre.pk, on=day),
        )
