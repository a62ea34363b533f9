"""Applying: which kind, its form, and the same form again while it is a draft or was returned."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions, rules
from shuniu.groups.actions.filing import amend_filing, begin_filing
from shuniu.groups.application import Application
from shuniu.groups.forms.filing import ApplicationForm
from shuniu.groups.models import Filing, Group
from shuniu.groups.views.filing import OfFilingPage
from shuniu.groups.views.returns import OfGroupPage
from shuniu.groups.workflow import OPEN_STATES
from shuniu.kernel.forms import refusals_on
from shuniu.kernel.permissions import Allowed, Denied, Refused, require

KIND = Filing.Kind
AT_THE_WINDOW_ONLY = (KIND.MERGER, KIND.PROMOTION)
SAID = {
    KIND.FIRST: _("Put the group on file: it gets a number and a certificate."),
    KIND.RENEWAL: _("Keep the filing in force for the next years."),
    KIND.LEADER: _("Another person becomes responsible. From then on the leader until now has no access by phone."),
    KIND.NAME: _("The group takes another name."),
    KIND.VENUE: _("The group meets somewhere else, or at other times."),
    KIND.CONTENT: _("The group does something else."),
    KIND.CHARTER: _("The group has new rules of its own."),
    KIND.SUSPENSION: _("The group pauses; it can resume at any time."),
    KIND.RESUMPTION: _("The group goes on after a pause."),
    KIND.DISSOLUTION: _("The group ends."),
    KIND.MERGER: _("The group becomes part of another."),
    KIND.PROMOTION: _("The group was registered as an organization."),
    KIND.MOVE: _("The group now meets in another subdistrict."),
}


@dataclass(frozen=True, slots=True)
class Choice:
    kind: str
    label: str
    sentence: str
    answer: Allowed | Denied
    under_way: Filing | None


class Apply(OfGroupPage):
    """What a group can apply for, and why not what it cannot."""

    permission = permissions.APPLY
    template = "groups/filing/apply.html"

    def get(self, request, pk):
        group = self.group_at(pk)
        return self.show(group=group, choices=list(self.choices(group)), base=self.base, on_phone=self.on_phone)

    def choices(self, group: Group):
        open_now = Filing.objects.visible_to(self.actor).filter(group=group, state__in=OPEN_STATES)
        under_way = {filing.kind: filing for filing in open_now}
        for kind, label in KIND.choices:
            if self.on_phone and kind in AT_THE_WINDOW_ONLY:
                continue
            answer = rules.may_begin(kind, group, on=self.actor.today)
            if answer or kind in under_way or not self.on_phone:
                yield Choice(kind, label, SAID[kind], answer, under_way.get(kind))


class Begin(OfGroupPage):
    """The form of one kind. What it asks depends on the kind; on a phone it asks the least."""

    permission = permissions.APPLY
    template = "groups/filing/form.html"

    def get(self, request, pk, kind):
        group = self.group_for(pk, kind)
        initial = {column: getattr(group, column) for column in rules.COLUMNS.get(kind, ())}
        return self.ask(group, kind, ApplicationForm(by=self.actor, group=group, kind=kind, initial=initial))

    def post(self, request, pk, kind):
        group = self.group_for(pk, kind)
        form = ApplicationForm(request.POST, by=self.actor, group=group, kind=kind)
        if not form.is_valid():
            return self.ask(group, kind, form, status=422)
        data = form.cleaned_data
        with refusals_on(form):
            filing = begin_filing(
                group,
                kind=kind,
                **form.application(),
                channel="paper" if data.get("channel") == "paper" else "",
                proposed_by_centre=data.get("proposed_by_centre", False),
                by=self.actor,
            )
            messages.success(request, _("Drafted as %(number)s. It is not handed in yet.") % {"number": filing.number})
            return redirect("groups:filing_submission", filing.pk)
        return self.ask(group, kind, form, status=422)

    def group_for(self, pk: int, kind: str) -> Group:
        if kind not in KIND.values:
            raise Http404
        if self.on_phone and kind in AT_THE_WINDOW_ONLY:
            raise Refused(Denied(_("Please come to the window for this; the centre does it with you.")))
        group = self.group_at(pk)
        require(rules.may_begin(kind, group, on=self.actor.today))
        return group

    def ask(self, group: Group, kind: str, form, status: int = 200):
        return self.show(
            group=group, label=KIND(kind).label, sentence=SAID[kind], form=form, base=self.base, status=status
        )


class Amend(OfFilingPage):
    """The form again: a draft, or what was returned with reasons."""

    permission = permissions.APPLY
    template = "groups/filing/form.html"

    def get(self, request, pk):
        filing = self.filing_at(pk)
        form = ApplicationForm(by=self.actor, group=filing.group, kind=filing.kind, initial=self.said(filing))
        return self.ask(filing, form)

    def post(self, request, pk):
        filing = self.filing_at(pk)
        form = ApplicationForm(request.POST, by=self.actor, group=filing.group, kind=filing.kind)
        if not form.is_valid():
            return self.ask(filing, form, status=422)
        with refusals_on(form):
            amend_filing(filing, **form.application(), by=self.actor)
            return redirect("groups:filing_submission", pk)
        return self.ask(filing, form, status=422)

    def said(self, filing: Filing) -> dict:
        columns = rules.COLUMNS.get(filing.kind, ())
        return {
            **{column: getattr(filing.group, column) for column in columns},
            **filing.proposed,
            "new_leader": filing.new_leader_id,
            "target_group": filing.target_group_id,
            "takes_effect_on": filing.takes_effect_on,
            "reason": filing.reason,
            "papers": filing.papers,
        }

    def ask(self, filing: Filing, form, status: int = 200):
        for name in ("channel", "proposed_by_centre"):
            form.fields.pop(name, None)
        return self.show(
            group=filing.group,
            label=filing.get_kind_display(),
            sentence=SAID[filing.kind],
            form=form,
            it=Application(filing, self.actor),
            base=self.base,
            status=status,
        )
