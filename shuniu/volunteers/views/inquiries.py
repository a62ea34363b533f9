"""Hours said to be false: at the desk, on the volunteer's phone, and at the subdistrict. No page of it is public."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.forms import row_key
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import reveal
from shuniu.kernel.trail import of_thing
from shuniu.kernel.trail_lines import trail_lines
from shuniu.volunteers import permissions
from shuniu.volunteers.actions import inquiries as actions
from shuniu.volunteers.bars import lengths, state_shown
from shuniu.volunteers.forms.certificates import ReasonForm
from shuniu.volunteers.forms.inquiries import BarForm, FoundForm, InquiryForm, LiftForm, SayForm
from shuniu.volunteers.hours_shown import shown_entries
from shuniu.volunteers.inquiry_workflow import INQUIRY
from shuniu.volunteers.models import HourEntry, InquiredEntry, Inquiry
from shuniu.volunteers.models.inquiry import BARRING
from shuniu.volunteers.views.asking import Asking, StationPage
from shuniu.volunteers.words import hours_of

NEWEST = 40
DECIDING = ("clear", "correct", "propose", "uphold", "lift")  # the steps whose reasons the volunteer reads
DECIDED = ("cleared", "corrected", *BARRING, "lifted")
IN_WORDS = _("Reason, as the volunteer will read it")


class OfInquiry(StationPage, abstract=True):
    def inquiry_at(self, pk: int) -> Inquiry:
        return self.row(Inquiry, pk, "volunteer__person")

    def entries_of(self, inquiry: Inquiry) -> list[InquiredEntry]:
        return list(inquiry.entries.select_related("entry__service_point").order_by("entry__day", "pk"))


class InquiryPage(OfInquiry):
    """What is said of which hours, what the volunteer says, what was decided and until when it holds."""

    permission = permissions.VIEW_INQUIRIES
    template = "volunteers/inquiries/inquiry.html"

    def get(self, request, pk):
        it = self.inquiry_at(pk)
        decided = it.state in DECIDED
        kind, label = state_shown(it, self.actor.today, applicant=self.on_phone)
        return self.show(
            it=it,
            kind=kind,
            state_label=label,
            steps=list(self.steps_of(it)),
            **{name: reveal(it, name) for name in ("grounds", "answer", "objection")},
            entries=self.entries_of(it),
            shows_right=decided or not self.on_phone,
            reasons=list(self.reasons_of(it, decided)),
            bars=it.bars_on(self.actor.today),
            hours_of=hours_of,
            lines=trail_lines(of_thing(it, limit=20)) if not self.on_phone else [],
            back_url=reverse("volunteers:my_stars") if self.on_phone else "",
        )

    def steps_of(self, it: Inquiry):
        for step, answer in INQUIRY.open_steps(it, self.actor):
            if answer or (not self.on_phone and self.actor.may(step.permission)):
                yield step, answer, reverse(f"volunteers:inquiry_{step.name}", args=[it.pk])

    def reasons_of(self, it: Inquiry, decided: bool):
        """The signed reasons: all at the desk, those of decisions on the phone once there is one."""
        for hand in INQUIRY.signatures(it).exclude(reason=""):
            if not self.on_phone or (decided and hand.step in DECIDING):
                yield INQUIRY.by_step[hand.step].label, hand


class NewInquiry(Asking):
    """At the desk: which hours, on what grounds. `?entry=` marks one, as a judgement proposes it."""

    permission = permissions.INQUIRE
    form, title, submit = InquiryForm, _("Tell the volunteer that hours are said to be false"), _("Tell the volunteer")
    sentence = _("Nothing follows from it before the volunteer has answered or the days for it are over.")
    said = _("Noted. The volunteer has the days shown below to answer.")

    def get(self, request, pk):
        chosen = row_key(request.GET.get("entry"))
        return self.ask(self.form(by=self.actor, initial={"entries": [chosen]}, **self.form_more(pk=pk)), pk=pk)

    def form_more(self, pk):
        chosen = row_key(self.request.GET.get("entry"))
        rows = HourEntry.objects.visible_to(self.actor).filter(volunteer=self.volunteer_at(pk)).exclude(kind="reversal")
        newest = shown_entries(rows.order_by("-day", "-pk")[:NEWEST])
        named = shown_entries(rows.filter(pk=chosen).exclude(pk__in=[entry.pk for entry in newest]))
        return {"entries": [entry for entry in [*named, *newest] if not entry.is_gone]}

    def more(self, pk):
        return {"notice": self.volunteer_at(pk).person.name}

    def back(self, pk):
        return reverse("volunteers:volunteer", args=[pk])

    def write(self, form, pk):
        data, volunteer = form.cleaned_data, self.volunteer_at(pk)
        rows = HourEntry.objects.visible_to(self.actor).filter(volunteer=volunteer, pk__in=data["entries"])
        told = {"grounds": data["grounds"], "told": data["told"]}
        inquiry = actions.notice_inquiry(volunteer, list(rows), **told, by=self.actor)
        return reverse("volunteers:inquiry", args=[inquiry.pk])


class AboutInquiry(Asking, OfInquiry, abstract=True):
    def back(self, pk):
        return reverse("volunteers:inquiry", args=[pk])

    def more(self, pk):
        return {"notice": reveal(self.inquiry_at(pk), "grounds")}

    def write(self, form, pk):
        self.act(self.inquiry_at(pk), form)
        return self.back(pk)

    def act(self, inquiry, form) -> None:
        raise NotImplementedError


class Answer(AboutInquiry):
    permission = permissions.ANSWER_INQUIRY
    form, title, submit = SayForm, pgettext_lazy("inquiry", "Answer"), _("Send")
    sentence = _("What you write is read before anything is decided, and never makes it worse.")
    said = _("Your answer is with the centre.")

    def act(self, inquiry, form):
        actions.answer_inquiry(inquiry, words=form.cleaned_data["words"], heard=form.heard(), by=self.actor)


class Object(AboutInquiry):
    permission = permissions.ANSWER_INQUIRY
    form, title, submit = SayForm, _("Object to the decision"), _("Send")
    sentence = _("The subdistrict reads it, somebody who had no hand in the decision.")
    said = _("Your objection is with the subdistrict.")

    def act(self, inquiry, form):
        actions.object_to_inquiry(inquiry, words=form.cleaned_data["words"], heard=form.heard(), by=self.actor)


class WithReason(AboutInquiry, abstract=True):
    form = ReasonForm

    def form_more(self, pk):
        return {"label": IN_WORDS}


class Clear(WithReason):
    permission = permissions.INQUIRE
    title = submit = _("The hours stand")

    def act(self, inquiry, form):
        actions.clear_inquiry(inquiry, reason=form.cleaned_data["words"], by=self.actor)


class Return(WithReason):
    permission = permissions.SIGN_BAR
    title, submit = _("Not like this"), pgettext_lazy("a proposed bar", "Give back")

    def act(self, inquiry, form):
        actions.return_bar(inquiry, reason=form.cleaned_data["words"], by=self.actor)


class Uphold(WithReason):
    permission = permissions.REVIEW_BAR
    title = submit = _("Leave it as decided")

    def act(self, inquiry, form):
        actions.uphold_inquiry(inquiry, reason=form.cleaned_data["words"], by=self.actor)


class Lift(AboutInquiry):
    permission = permissions.REVIEW_BAR
    form = LiftForm
    title = submit = _("Set the decision aside")

    def act(self, inquiry, form):
        actions.lift_inquiry(inquiry, **form.cleaned_data, by=self.actor)


class Correct(AboutInquiry):
    permission = permissions.INQUIRE
    form, submit = FoundForm, _("Correct")
    title = _("Correct the hours, no bar")
    sentence = _("The old entries stay on record; new ones take them back and say what is right.")

    def form_more(self, pk):
        return {"entries": [row.entry for row in self.entries_of(self.inquiry_at(pk))]}

    def act(self, inquiry, form):
        actions.correct_inquired(inquiry, right=form.right(), reason=form.cleaned_data["reason"], by=self.actor)


class Propose(Correct):
    form, submit = BarForm, _("Propose")
    title = _("Propose a bar")
    sentence = _("A director signs it, or does not. Only then the hours are corrected and new stars withheld.")

    def form_more(self, pk):
        return super().form_more(pk) | {"lengths": lengths(self.inquiry_at(pk).centre_id, self.actor.today)}

    def act(self, inquiry, form):
        told = {"months": form.cleaned_data["months"], "reason": form.cleaned_data["reason"]}
        actions.propose_bar(inquiry, right=form.right(), **told, by=self.actor)


class Sign(OfInquiry):
    """The second hand under a bar."""

    permission = permissions.SIGN_BAR

    def post(self, request, pk):
        inquiry = self.inquiry_at(pk)
        try:
            actions.sign_bar(inquiry, by=self.actor)
        except Refused as refused:
            messages.error(request, str(refused.denied.reason))
        else:
            messages.success(request, INQUIRY.by_state[inquiry.state].label)
        return redirect("volunteers:inquiry", pk)
