"""Results on paper: the letters to print, and who got theirs how."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel.pages import Page
from shuniu.kernel.papers.response import printed
from shuniu.venues import permissions
from shuniu.venues.actions import telling
from shuniu.venues.models import Round, Telling
from shuniu.venues.results import letters, to_be_told, told_to


class Published(Page, abstract=True):
    def round_at(self, pk: int) -> Round:
        return self.find(Round.objects.visible_to(self.actor).filter(published_at__isnull=False), pk=pk)


class ResultLetters(Published):
    """The letters of all groups that are still to be told, one a page."""

    permission = permissions.TELL

    def get(self, request, pk):
        round_, back = self.round_at(pk), reverse("venues:result_calls", args=[pk])
        found = list(to_be_told(round_, self.actor).select_related("group").order_by("group__name"))
        if not found:
            messages.info(request, _("Every group has its result."))
            return redirect(back)
        return printed(request, letters(round_, found, by=self.actor), name=f"results-{pk}", back_url=back)


class ResultLetter(Published):
    """The letter of one group, whoever reads its account too."""

    permission = permissions.TELL

    def get(self, request, pk, group_pk):
        round_ = self.round_at(pk)
        mine = list(told_to(round_, self.actor).filter(group_id=group_pk).select_related("group"))
        if not mine:
            raise Http404
        back = reverse("venues:result", args=[pk, group_pk])
        return printed(request, letters(round_, mine, by=self.actor), name=f"result-{pk}-{group_pk}", back_url=back)


class NoteTelling(Published):
    permission = permissions.TELL

    def post(self, request, pk, group_pk):
        how = request.POST.get("how", "")
        if how not in Telling.How.values:
            raise Http404
        telling.note_telling(self.round_at(pk), group=self.row(Group, group_pk), how=how, by=self.actor)
        messages.success(request, _("Noted."))
        return redirect("venues:result_calls", pk)


class TakeBackTelling(Published):
    permission = permissions.TELL

    def post(self, request, pk, group_pk):
        mine = Telling.objects.visible_to(self.actor).select_related("round", "group")
        telling.take_back_telling(self.find(mine, round_id=pk, group_id=group_pk), by=self.actor)
        return redirect("venues:result", pk, group_pk)
