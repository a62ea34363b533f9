"""An application's page and its steps. Each step is a noun one posts to; where it asks for words, it has a page."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.actions import filing as actions
from shuniu.groups.application import Application
from shuniu.groups.forms.filing import WordsForm
from shuniu.groups.models import Filing
from shuniu.groups.views.returns import OfGroupPage
from shuniu.kernel.trail_lines import trail_lines

# The page a step of the workflow is taken on.
NOUNS = {
    "submit": "submission",
    "submit_direct": "submission",
    "give_notice": "submission",
    "serve_notice": "submission",
    "reply": "answer",
    "close_reply": "silence",
    "support": "opinion",
    "return_from_community": "return",
    "approve": "approval",
    "return_from_review": "return",
    "decline": "refusal",
    "withdraw": "withdrawal",
}
# Posted from the filing's own page: nothing more is asked.
AT_ONCE = {
    "close_reply": _("The officer then decides without the group's answer."),
    "withdraw": _("The application ends here; another can be begun at any time."),
}


class OfFilingPage(OfGroupPage, abstract=True):
    """A page about one application that the actor sees; another's is 404."""

    def filing_at(self, pk: int) -> Filing:
        rows = Filing.objects.visible_to(self.actor).select_related("group", "new_leader", "target_group")
        return self.find(rows, pk=pk)


class FilingPage(OfFilingPage):
    """Where it stands, what it would change, what is missing, what both opinions say, and what can be done."""

    permission = permissions.VIEW
    template = "groups/filing/filing.html"

    def get(self, request, pk):
        application = Application(self.filing_at(pk), self.actor)
        return self.show(
            it=application,
            base=self.base,
            buttons=[self.button(step, answer, pk) for step, answer in application.offered],
            lines=trail_lines(application.trail),
        )

    def button(self, step, answer, pk: int) -> dict:
        return {
            "step": step,
            "answer": answer,
            "url": reverse(f"groups:filing_{NOUNS[step.name]}", args=[pk]),
            "at_once": step.name in AT_ONCE,
            "confirm": AT_ONCE.get(step.name, ""),
        }


class Submission(OfFilingPage):
    """Before it is handed in: every condition, what is missing, and what helps."""

    permission = permissions.APPLY
    template = "groups/filing/submission.html"

    def get(self, request, pk):
        return self.ask(self.filing_at(pk))

    def post(self, request, pk):
        filing = self.filing_at(pk)
        try:
            actions.submit_filing(filing, anyway_because=request.POST.get("words", ""), by=self.actor)
        except actions.ConditionsUnmet:
            return self.ask(filing, status=422)
        messages.success(request, _("Handed in. Its number is %(number)s.") % {"number": filing.number})
        return redirect("groups:filing", pk)

    def ask(self, filing: Filing, status: int = 200):
        form = WordsForm(by=self.actor, label=_("Handed in anyway because"), required=False)
        return self.show(it=Application(filing, self.actor), form=form, base=self.base, status=status)


class StepPage(OfFilingPage, abstract=True):
    """A step that asks for some words: an opinion, a reason, an answer."""

    template = "groups/filing/step.html"
    action = None
    words = "reason"  # the action's name for them
    label = _("Reason")
    title = ""
    sentence = ""
    done = ""
    is_required = True
    most = 300

    def get(self, request, pk):
        return self.ask(self.filing_at(pk), self.form())

    def post(self, request, pk):
        filing = self.filing_at(pk)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.ask(filing, form, status=422)
        type(self).action(filing, **{self.words: form.cleaned_data["words"]}, by=self.actor)
        messages.success(request, self.done)
        return redirect("groups:filing", pk)

    def form(self, data=None) -> WordsForm:
        return WordsForm(data, by=self.actor, label=self.label, required=self.is_required, most=self.most)

    def ask(self, filing: Filing, form, status: int = 200):
        return self.show(
            it=Application(filing, self.actor),
            form=form,
            page_title=self.title,
            sentence=self.sentence,
            base=self.base,
            status=status,
        )


class CommunityOpinion(StepPage):
    permission = permissions.GIVE_OPINION
    action = actions.give_opinion
    words, label, is_required = "opinion", _("The community's opinion"), False
    title, done = _("Agree to the application"), _("Your opinion is on the form. It now lies with the subdistrict.")
    sentence = _("Left empty, the form says “We agree.”")


class Approval(StepPage):
    permission = permissions.REVIEW
    action = actions.approve_filing
    words, label, is_required = "opinion", _("The subdistrict's review"), False
    title, done = _("Approve the application"), _("Approved. What was applied for has happened.")
    sentence = _("Left empty, the form says “Approved.” Numbers and certificates follow at once.")


class Return(StepPage):
    permission = permissions.VIEW
    action = actions.return_filing
    title, done = _("Return with reasons"), _("Returned. The group sees your reasons and can hand it in again.")
    sentence = _("Write what is missing, so that one visit is enough.")


class Refusal(StepPage):
    permission = permissions.REVIEW
    action = actions.decline_filing
    title, done = _("Decline the proposal"), _("Declined. Nothing changes for the group.")


class Answer(StepPage):
    permission = permissions.APPLY
    action = actions.answer_notice
    words, label, most = "reply", _("The group's answer"), 500
    title, done = _("Answer the centre's proposal"), _("Your answer is in. A named officer reads it before deciding.")
    sentence = _("Nothing has been decided. Say what is so, and what you ask for.")


class Silence(OfFilingPage):
    """The group's time to answer is over."""

    permission = permissions.PROPOSE

    def post(self, request, pk):
        actions.close_reply_period(self.filing_at(pk), by=self.actor)
        return redirect("groups:filing", pk)


class Withdrawal(OfFilingPage):
    permission = permissions.APPLY

    def post(self, request, pk):
        actions.withdraw_filing(self.filing_at(pk), by=self.actor)
        messages.success(request, _("Withdrawn."))
        return redirect("groups:filing", pk)
