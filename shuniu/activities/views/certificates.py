"""Certificates: who meets the conditions, the award, the paper, the revocation."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.activities import eligibility, permissions
from shuniu.activities.actions import certificates as actions
from shuniu.activities.forms.programme import ReasonForm
from shuniu.activities.models import Certificate
from shuniu.activities.on_paper import CERTIFICATE, certificate_of
from shuniu.activities.queries import words_of
from shuniu.activities.views.asking import Asking
from shuniu.activities.views.courses import course_at
from shuniu.kernel.documents import latest
from shuniu.kernel.pages import Page
from shuniu.kernel.papers.response import printed
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import mask_name


class Award(Page):
    """Every trainee with the sentence that says why or why not; the director awards to those who meet it."""

    permission = permissions.VIEW_COURSES
    template = "activities/award.html"

    def get(self, request, pk, kind, problem="", status=200):
        course = course_at(self, pk)
        if kind not in course.certificates:
            raise Http404
        judged = eligibility.eligibilities(course, kind, on=self.actor.today)
        held = dict(
            Certificate.objects.visible_to(self.actor)
            .filter(trainee__course=course, kind=kind, revoked_on__isnull=True)
            .values_list("trainee_id", "number")
        )
        rows = [(each, mask_name(each.trainee.person.name), held.get(each.trainee.pk)) for each in judged]
        word = words_of("certificate", place=course.centre_id, on=self.actor.today).get(kind, kind)
        open_ = sum(1 for each, _name, number in rows if each.is_met and not number)
        return self.show(
            course=course, kind=kind, word=word, rows=rows, open=open_, problem=problem, permissions=permissions,
            status=status,
        )  # fmt: skip

    def post(self, request, pk, kind):
        course = course_at(self, pk)
        try:
            rows = actions.award_certificates(course, kind, by=self.actor)
        except Refused as refused:
            if not self.actor.may(permissions.AWARD):
                raise
            return self.get(request, pk, kind, problem=refused.denied.reason, status=409)
        said = ngettext("%(count)s certificate is awarded.", "%(count)s certificates are awarded.", len(rows))
        messages.success(request, said % {"count": len(rows)})
        return redirect("activities:award", pk, kind)


class OfCertificate(Asking, abstract=True):
    def thing(self, pk):
        rows = Certificate.objects.visible_to(self.actor).select_related("trainee__person", "trainee__course", "centre")
        return self.find(rows, pk=pk)

    def back(self, thing) -> str:
        return reverse("activities:course", args=[thing.trainee.course_id])


class CertificatePaper(OfCertificate):
    """The paper names the trainee in full: it is printed for them alone."""

    permission = permissions.RUN_COURSES

    def get(self, request, pk):
        row = self.thing(pk)
        paper = certificate_of(row, on=self.actor.today, paper=latest(CERTIFICATE, row))
        return printed(request, paper, name=f"certificate-{row.number}", back_url=self.back(row))


class Revoke(OfCertificate):
    permission = permissions.AWARD
    form_class = ReasonForm
    title = _("Revoke the certificate")

    def ask(self, thing, form, status: int = 200):
        self.sentence = f"{thing.number} · {mask_name(thing.trainee.person.name)}"
        return super().ask(thing, form, status)

    def act(self, thing, data):
        actions.revoke_certificate(thing, **data, by=self.actor)
        return self.back(thing)
