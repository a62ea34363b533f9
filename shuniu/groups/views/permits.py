"""The flag and the venue permit of a group: issued, renewed, recalled after hearing the group."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.actions import permits as actions
from shuniu.groups.forms.filing import WordsForm
from shuniu.groups.forms.permits import FlagForm, PermitForm, RenewalForm
from shuniu.groups.models import Flag, VenuePermit
from shuniu.groups.on_paper import PERMIT
from shuniu.groups.renewals import may_renew, renewed_from
from shuniu.groups.views.returns import OfGroupPage
from shuniu.groups.waiting import answer_until
from shuniu.kernel.documents import latest, verification_url
from shuniu.kernel.forms import refusals_on
from shuniu.kernel.permissions import Refused, require


# --- The flag ---------------------------------------------------------------------------------------------------------
class FlagPage(OfGroupPage):
    """The group's flag: issue one, or take back the one it has."""

    permission = permissions.ISSUE_FLAG
    template = "groups/filing/flag.html"

    def get(self, request, pk):
        return self.ask(self.group_at(pk), FlagForm(by=self.actor))

    def post(self, request, pk):
        group, form = self.group_at(pk), FlagForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(group, form, status=422)
        try:
            flag = actions.issue_flag(group, number=form.cleaned_data["number"], by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(group, form, status=422)
        messages.success(request, _("Flag %(number)s is issued.") % {"number": flag.number})
        return redirect("groups:flag", pk)

    def ask(self, group, form, status: int = 200):
        flags = Flag.objects.visible_to(self.actor).filter(group=group).order_by("-issued_on", "-pk")
        present = next((f for f in flags if f.taken_back_on is None), None)
        return self.show(group=group, form=form, present=present, flags=flags, status=status)


class FlagReturn(OfGroupPage):
    permission = permissions.ISSUE_FLAG

    def post(self, request, pk):
        flags = Flag.objects.visible_to(self.actor).filter(taken_back_on__isnull=True).select_related("group")
        actions.take_back_flag(self.find(flags, group_id=pk), reason=request.POST.get("words", ""), by=self.actor)
        return redirect("groups:flag", pk)


# --- The permit -------------------------------------------------------------------------------------------------------
class IssuePermit(OfGroupPage):
    permission = permissions.ISSUE_PERMIT
    template = "groups/filing/group_form.html"

    def get(self, request, pk):
        group = self.group_at(pk)
        initial = {"venue": group.venue, "times": group.times, "valid_from": self.actor.today}
        return self.ask(group, PermitForm(by=self.actor, initial=initial))

    def post(self, request, pk):
        group, form = self.group_at(pk), PermitForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(group, form, status=422)
        try:
            permit = actions.issue_permit(group, **form.cleaned_data, by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(group, form, status=422)
        return redirect("groups:permit", permit.pk)

    def ask(self, group, form, status: int = 200):
        return self.show(group=group, form=form, title=_("A venue permit"), submit=_("Issue"), status=status)


class OfPermitPage(OfGroupPage, abstract=True):
    def permit_at(self, pk: int) -> VenuePermit:
        return self.row(VenuePermit, pk, "group__centre")


class PermitPage(OfPermitPage):
    """One permit: what it allows, how long, and a recall under way with the group's answer."""

    permission = permissions.VIEW
    template = "groups/filing/permit.html"

    def get(self, request, pk):
        permit = self.permit_at(pk)
        paper = latest(PERMIT, permit)
        return self.show(
            permit=permit,
            paper=paper,
            verify_url=verification_url(paper) if paper else "",
            answer_until=answer_until(permit, on=self.actor.today) if permit.recall_noticed_on else None,
            renewed_as=permit.renewals.first(),
            may_issue=self.actor.may(permissions.ISSUE_PERMIT),
            may_answer=self.actor.may(permissions.APPLY),
            base=self.base,
        )


class Renewal(OfPermitPage):
    """A renewal says what holds now: its loudness and conditions begin with the old permit's and are looked at."""

    permission = permissions.ISSUE_PERMIT
    template = "groups/filing/permit_words.html"

    def get(self, request, pk):
        permit = self.permit_at(pk)
        require(may_renew(permit))
        return self.ask(permit, self.form(permit))

    def post(self, request, pk):
        permit = self.permit_at(pk)
        form = self.form(permit, request.POST)
        if form.is_valid():
            with refusals_on(form):
                new = actions.renew_permit(permit, **form.cleaned_data, by=self.actor)
                messages.success(request, _("Renewed as %(number)s.") % {"number": new.number})
                return redirect("groups:permit", new.pk)
        return self.ask(permit, form, status=422)

    def form(self, permit: VenuePermit, data=None) -> RenewalForm:
        begins = renewed_from(permit, self.actor.today)
        as_it_was = {"sound": permit.sound, "conditions": permit.conditions}
        return RenewalForm(data, by=self.actor, initial=as_it_was, begins=begins)

    def ask(self, permit, form, status: int = 200):
        title = _("Renew from %(day)s") % {"day": form.begins}
        return self.show(permit=permit, form=form, page_title=title, submit=_("Renew"), base=self.base, status=status)


class PermitWords(OfPermitPage, abstract=True):
    """A step about a permit that asks for words."""

    template = "groups/filing/permit_words.html"
    title = ""
    label = ""
    most = 200

    def get(self, request, pk):
        return self.ask(self.permit_at(pk), self.form())

    def post(self, request, pk):
        permit, form = self.permit_at(pk), self.form(request.POST)
        if not form.is_valid():
            return self.ask(permit, form, status=422)
        self.write(permit, form.cleaned_data["words"])
        return redirect("groups:permit", pk)

    def form(self, data=None) -> WordsForm:
        return WordsForm(data, by=self.actor, label=self.label, most=self.most)

    def ask(self, permit, form, status: int = 200):
        return self.show(permit=permit, form=form, page_title=self.title, base=self.base, status=status)

    def write(self, permit: VenuePermit, words: str) -> None:
        raise NotImplementedError


class RecallNotice(PermitWords):
    permission = permissions.ISSUE_PERMIT
    title, label = _("Tell the group that the permit is to be recalled"), _("Reason")

    def write(self, permit, words):
        actions.announce_recall(permit, reason=words, by=self.actor)


class RecallAnswer(PermitWords):
    permission = permissions.APPLY
    title, label, most = _("Answer the recall"), _("The group's answer"), 500

    def write(self, permit, words):
        actions.answer_recall(permit, reply=words, by=self.actor)


class Recall(OfPermitPage):
    permission = permissions.ISSUE_PERMIT

    def post(self, request, pk):
        actions.recall_permit(self.permit_at(pk), by=self.actor)
        return redirect("groups:permit", pk)


class RecallDropped(OfPermitPage):
    permission = permissions.ISSUE_PERMIT

    def post(self, request, pk):
        actions.drop_recall(self.permit_at(pk), by=self.actor)
        return redirect("groups:permit", pk)
