"""Papers of filing, printed: the form, the certificate, the permit, blank ones in large type."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.actions.certificates import reissue_certificate
from shuniu.groups.documents import blank_filing_form, certificate_paper, filing_form, leader_on_form, permit_paper
from shuniu.groups.filed import is_certified
from shuniu.groups.models import Filing, Group, VenuePermit
from shuniu.groups.views.filing import OfFilingPage
from shuniu.groups.views.returns import OfGroupPage
from shuniu.kernel.forms import row_key
from shuniu.kernel.pages import Page
from shuniu.kernel.papers.response import printed
from shuniu.people.public import look_at


class FilingPaper(OfFilingPage):
    """The filing form filled in; phone and address masked, unless one posts to see them, which the trail keeps."""

    permission = permissions.PRINT

    def get(self, request, pk):
        return self.print(self.filing_at(pk))

    def post(self, request, pk):
        filing = self.filing_at(pk)
        person, opened = leader_on_form(filing, by=self.actor), None
        if person is not None:
            reason = _("Printing the filing form %(number)s") % {"number": filing.number}
            opened = look_at(person, ("phone", "address"), reason=str(reason), by=self.actor)
        return self.print(filing, opened)

    def print(self, filing: Filing, opened: dict[str, str] | None = None):
        paper = filing_form(filing, by=self.actor, opened=opened)
        back = reverse("groups:filing", args=[filing.pk])
        return printed(self.request, paper, name=f"filing-form-{filing.number}", back_url=back)


class GroupFilingForm(OfGroupPage):
    """To the newest application's form; to a blank one with the group's name where it never applied."""

    permission = permissions.PRINT

    def get(self, request, pk):
        group = self.group_at(pk)
        newest = Filing.objects.visible_to(self.actor).filter(group=group).order_by("-pk").first()
        if newest is not None:
            return redirect("groups:filing_paper", newest.pk)
        return redirect(f"{reverse('groups:blank_filing_form')}?group={pk}")


class BlankFiling(Page):
    permission = permissions.PRINT

    def get(self, request):
        group = None
        if asked := request.GET.get("group", ""):
            group = self.row(Group, row_key(asked))
        centre = group.centre_id if group else self.actor.centre
        paper = blank_filing_form(centre_id=centre, by=self.actor, group=group)
        return printed(request, paper, name="blank-filing-form", back_url=reverse("groups:filings"))


class Certificate(OfGroupPage):
    """The certificate in force; where it says something else than the record, the way to a new one."""

    permission = permissions.PRINT
    template = "groups/filing/no_certificate.html"

    def get(self, request, pk):
        group = self.group_at(pk)
        paper = certificate_paper(group, by=self.actor)
        if not paper:
            return self.show(group=group, answer=paper, is_certified=is_certified(group), base=self.base)
        return printed(request, paper, name=f"certificate-{pk}", back_url=reverse("groups:group", args=[pk]))


class CertificateRenewal(OfGroupPage):
    """POST …/certificate/renewal: the first one of a group filed elsewhere is shown for printing at once."""

    permission = permissions.EDIT

    def post(self, request, pk):
        group = self.group_at(pk)
        is_first = not is_certified(group)
        paper = reissue_certificate(group, by=self.actor)
        if is_first:
            return redirect("groups:certificate", pk)
        messages.success(request, _("Issued as %(number)s; the old one is out of force.") % {"number": paper.number})
        return redirect("groups:group", pk)


class PermitPaper(Page):
    permission = permissions.PRINT

    def get(self, request, pk):
        permit = self.row(VenuePermit, pk, "group__centre")
        back = reverse("groups:permit", args=[pk])
        return printed(request, permit_paper(permit, by=self.actor), name=f"permit-{permit.number}", back_url=back)
