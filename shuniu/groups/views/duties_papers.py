"""The roster and the return as papers, blank ones in large type, and the page that a blank paper's QR code opens."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from shuniu.groups import permissions
from shuniu.groups.actions.roster import print_roster_in_full
from shuniu.groups.duties_on_paper import blank_return, blank_roster, return_of, roster_of
from shuniu.groups.forms.returns import LookForm
from shuniu.groups.views.returns import OfGroupPage, return_in
from shuniu.groups.windows import earliest_missing, windows
from shuniu.kernel.papers.response import printed
from shuniu.kernel.permissions import UNMASKED_EXPORT


class RosterPaper(OfGroupPage):
    """The roster, masked; in full for who may take it out of the house and says why, which stands in the trail."""

    permission = permissions.PRINT
    template = "groups/roster_in_full.html"

    def get(self, request, pk):
        group = self.group_at(pk)
        if "in_full" in request.GET and self.actor.may(UNMASKED_EXPORT):
            return self.show(group=group, form=LookForm(by=self.actor))
        return self.paper(group, masked=True)

    def post(self, request, pk):
        group = self.group_at(pk)
        form = LookForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show(group=group, form=form, status=422)
        paper = roster_of(group, masked=False, by=self.actor)
        print_roster_in_full(group, members=len(paper.members), reason=form.cleaned_data["reason"], by=self.actor)
        return self.printed(paper, group)

    def paper(self, group, *, masked: bool):
        return self.printed(roster_of(group, masked=masked, by=self.actor), group)

    def printed(self, paper, group):
        back = reverse("groups:roster", args=[group.pk])
        return printed(self.request, paper, name=f"roster-{group.pk}", back_url=back)


class ReturnPaper(OfGroupPage):
    permission = permissions.PRINT

    def get(self, request, pk, month):
        filed = return_in(self.group_at(pk), month)
        if filed is None:
            raise Http404
        back = reverse("groups:return_of_month", args=[pk, month])
        return printed(request, return_of(filed, by=self.actor), name=f"return-{pk}-{month:%Y-%m}", back_url=back)


class BlankReturn(OfGroupPage):
    """The month that is due next, or `?any`: a sheet on which the month is written by hand."""

    permission = permissions.PRINT

    def get(self, request, pk):
        group = self.group_at(pk)
        due = None if "any" in request.GET else earliest_missing(windows(group, today=self.actor.today))
        paper = blank_return(group, due.first if due else None, by=self.actor)
        return printed(request, paper, name=f"blank-return-{pk}", back_url=reverse("groups:group", args=[pk]))


class BlankRoster(OfGroupPage):
    permission = permissions.PRINT

    def get(self, request, pk):
        paper = blank_roster(self.group_at(pk), by=self.actor)
        return render(request, paper.page, paper.to_html_context() | {"back_url": reverse("groups:group", args=[pk])})


class KeyIn(OfGroupPage):
    """A paper of this group lies on the desk: which one is it? The QR code on the paper leads here."""

    permission = permissions.EDIT
    template = "groups/key_in.html"

    def get(self, request, pk):
        group = self.group_at(pk)
        found = windows(group, today=self.actor.today)
        return self.show(group=group, due=earliest_missing(found), windows=[w for w in found if w.is_missing])
