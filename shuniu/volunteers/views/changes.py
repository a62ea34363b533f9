"""A post that changed: what a volunteer reads and answers on the phone, what the desk tells, writes down and decides."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.calendar import day_of
from shuniu.kernel.sealing import reveal
from shuniu.kernel.trail import of_thing
from shuniu.kernel.trail_lines import trail_lines
from shuniu.volunteers import permissions
from shuniu.volunteers.actions import changes as actions
from shuniu.volunteers.actions.changes import Way
from shuniu.volunteers.change_workflow import CHANGE
from shuniu.volunteers.fitting import coming_places
from shuniu.volunteers.forms.changes import ChangeAnswerForm, DecideForm, TellForm
from shuniu.volunteers.judgement import said
from shuniu.volunteers.lists.changes import what_is_asked
from shuniu.volunteers.models import ChangeNotice, SignUp
from shuniu.volunteers.standing import decides_alone
from shuniu.volunteers.views.asking import Asking, PaperPage, StationPage
from shuniu.volunteers.words import WEEKDAYS

PAGES = {  # of the steps that somebody takes; agreeing and giving up are ways to answer
    "tell": "change_telling",
    "answer": "change_answer",
    "keep": "change_keeping",
    "take_off": "change_taking_off",
}
DECIDED = ("keep", "take_off")
ANSWERED_ON_PAPER = ("begun", "told")


class OfChange(StationPage, abstract=True):
    def notice_at(self, pk: int) -> ChangeNotice:
        return self.row(ChangeNotice, pk, "volunteer__person", "post__service_point", "judgement")

    def places_of(self, it: ChangeNotice) -> list[SignUp]:
        """Her shifts of the post that are still to come, the next one first."""
        coming = coming_places(self.actor, volunteer=it.volunteer, shift__post=it.post)
        return list(coming.order_by("shift__starts_at"))


class ChangePage(OfChange):
    """What the post asks now, which shifts it bears on, what she says and what was decided."""

    permission = permissions.VIEW_CHANGES
    template = "volunteers/changes/change.html"

    def get(self, request, pk):
        it = self.notice_at(pk)
        state = CHANGE.by_state[it.state]
        return self.show(
            it=it,
            state=state,
            state_label=(self.on_phone and state.applicant_label) or state.label,
            lacks=said(it.judgement) if it.judgement else "",
            places=(places := self.places_of(it)),
            answer=reveal(it, "answer"),
            reasons=[hand for hand in CHANGE.signatures(it).exclude(reason="") if hand.step in DECIDED],
            steps=list(self.steps_of(it)) if places else [],
            may_print=bool(places) and it.state in ANSWERED_ON_PAPER and self.actor.may(permissions.ARRANGE_SHIFTS),
            weekdays=WEEKDAYS,
            lines=[] if self.on_phone else trail_lines(of_thing(it, limit=20)),
            back_url=reverse("volunteers:mine") if self.on_phone else "",
        )

    def steps_of(self, it: ChangeNotice):
        for step, answer in CHANGE.open_steps(it, self.actor):
            if step.name in PAGES and (answer or self.actor.may(step.permission)):
                yield step, answer, reverse(f"volunteers:{PAGES[step.name]}", args=[it.pk])


class ChangeSheet(PaperPage, OfChange):
    """The notice on paper in large type, for who is told without a phone; the answer is ticked and signed on it."""

    permission = permissions.ARRANGE_SHIFTS
    template = "volunteers/changes/sheet.html"

    def on_paper(self, pk):
        it = self.notice_at(pk)
        places = self.places_of(it)
        if it.state not in ANSWERED_ON_PAPER or not places:
            raise Http404
        if_told_today = CHANGE.deadline(CHANGE.by_state["told"], it, self.actor.today)
        return {
            "it": it,
            "changed_on": day_of(of_thing(it)[-1].at),  # a notice begins with the change
            "lacks": said(it.judgement) if it.judgement else "",
            "places": places,
            "answer_by": it.due_on if it.state == "told" else if_told_today,
            "ways": [each.label for each in Way if each != Way.AGREE or it.lacks_agreement],
            "weekdays": WEEKDAYS,
            "back_url": reverse("volunteers:change", args=[pk]),
        }


class AboutChange(Asking, OfChange, abstract=True):
    def back(self, pk):
        return reverse("volunteers:change", args=[pk])

    def more(self, pk):
        it = self.notice_at(pk)
        whose = "" if self.on_phone else f"{it.volunteer.person.name} {it.volunteer.number} · "
        return {"notice": f"{whose}{it.post.title} · {what_is_asked(it)}"}

    def write(self, form, pk):
        self.act(self.notice_at(pk), form)
        return self.back(pk)

    def act(self, notice, form) -> None:
        raise NotImplementedError


class Tell(AboutChange):
    permission = permissions.ARRANGE_SHIFTS
    form, title = TellForm, _("The volunteer was told")
    sentence = _("Say what changed, which shifts it bears on, and that she may answer at the desk or by telephone.")
    said = _("Noted. The days to answer count from today.")

    def act(self, notice, form):
        actions.tell_of_change(notice, **form.cleaned_data, by=self.actor)


class Answer(AboutChange):
    permission = permissions.ANSWER_CHANGE
    form, title, submit = ChangeAnswerForm, pgettext_lazy("changed post", "Answer"), _("Send")
    sentence = _("What you write is read before anything is decided, and never makes it worse.")
    said = _("Your answer is with the centre.")

    def form_more(self, pk):
        return {"notice": self.notice_at(pk)}

    def act(self, notice, form):
        told = {name: form.cleaned_data[name] for name in ("way", "words")}
        actions.answer_change(notice, **told, heard=form.heard(), by=self.actor)


class Keep(AboutChange):
    permission = permissions.DECIDE_CHANGE
    form = DecideForm
    title = submit = _("The places stand")
    sentence = _("What risky work demands is asked for at the check-in all the same: insurance, and training.")

    def form_more(self, pk):
        return {"alone": decides_alone(self.notice_at(pk), self.actor)}

    def act(self, notice, form):
        actions.keep_places(notice, **form.cleaned_data, by=self.actor)


class TakeOff(Keep):
    permission = permissions.DECIDE_CHANGE
    title = submit = _("Take off the shifts")
    sentence = _("She reads it on the phone, and stands on the list of calls until somebody has told her.")

    def act(self, notice, form):
        actions.take_off(notice, **form.cleaned_data, by=self.actor)
