"""The kernel's own pages: type size, verification of a paper."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from shuniu.kernel.limits import Limited
from shuniu.kernel.models import Document
from shuniu.kernel.pages import OPEN, Page


def safe_next(request, default: str = "/") -> str:
    """The page to go back to, never another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or default
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else default


class TypeSize(Page):
    """Large type, kept in a cookie of this device."""

    permission = OPEN

    def post(self, request):
        response = redirect(safe_next(request))
        size = "large" if request.POST.get("size") == "large" else ""
        response.set_cookie(
            "type_size", size, max_age=365 * 86400, samesite="Lax", httponly=True, secure=request.is_secure()
        )
        return response


class VerifyDocument(Limited, Page):
    """The public face of a paper: what it shows, and whether it is in force."""

    permission = OPEN
    template = "kernel/verify_document.html"

    def get(self, request, token):
        paper = (
            Document.objects.unscoped(because="the token on the paper is the key").filter(token=token.upper()).first()
        )
        if paper is None:
            raise Http404
        expired = bool(paper.valid_until and paper.valid_until < self.actor.today)
        return self.show(paper=paper, in_force=not (paper.revoked_at or expired), expired=expired)
