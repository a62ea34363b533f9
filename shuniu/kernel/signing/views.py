"""The open pages of signatures: where a signed QR code leads, and the public keys."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from shuniu.kernel.limits import Limited
from shuniu.kernel.pages import OPEN, Page
from shuniu.kernel.signing import PURPOSES, NotSigned, public_keys, purpose_of, written_keys


class Signed(Limited, Page):
    """The short address in a QR code; the page of its purpose verifies the text itself."""

    permission = OPEN
    rate = 600  # a hall full of telephones behind one address

    def get(self, request, token):
        try:
            purpose = PURPOSES[purpose_of(token)]
        except (NotSigned, KeyError):
            raise Http404 from None
        if purpose.opens is None:
            raise Http404
        return redirect(purpose.opens, token.upper())


class PublicKeys(Page):
    """The keys by which anyone verifies what this installation signed, newest first."""

    permission = OPEN
    template = "kernel/signing/keys.html"

    def get(self, request):
        return self.show(keys=list(reversed(public_keys().values())), purposes=sorted(PURPOSES.items()))


class PublicKeysFile(Page):
    """The same as a file, to be kept beside a scanner that has no network."""

    permission = OPEN

    def get(self, request):
        text = written_keys(public_keys().values(), origin=settings.SHUNIU_ORIGIN)
        disposition = 'attachment; filename="shuniu-keys.json"'
        return HttpResponse(text, content_type="application/json", headers={"Content-Disposition": disposition})
