"""Stars, honours and evaluations: at the desk, on the volunteer's phone, and the public notice."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from shuniu.kernel.dated import setting
from shuniu.kernel.environment import day
from shuniu.kernel.limits import Limited
from shuniu.kernel.models import Place
from shuniu.kernel.pages import OPEN, Page
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import mask_name
from shuniu.kernel.trail import of_thing
from shuniu.kernel.trail_lines import trail_lines
from shuniu.volunteers import permissions
from shuniu.volunteers.actions import recognition as actions
from shuniu.volunteers.bars import shown_inquiries
from shuniu.volunteers.certifying import hours
from shuniu.volunteers.figures import minutes_of
from shuniu.volunteers.forms.certificates import ReasonForm
from shuniu.volunteers.forms.hearing import HeardForm
from shuniu.volunteers.forms.recognition import EvaluationForm, HonourForm, OwnEvaluationForm
from shuniu.volunteers.models import Evaluation, HourEntry, Post, Star
from shuniu.volunteers.recognition import level_of, levels, opinions_of, stars_shown_on
from shuniu.volunteers.recognition_workflow import STAR
from shuniu.volunteers.views.asking import Asking, StationPage
from shuniu.volunteers.views.notices import shown_objections

AT_ONCE = {"put_up": actions.put_up_star, "award": actions.award_star}


class ProposeStars(StationPage):
    """Look through the ledger: who has reached a level that is not theirs yet."""

    permission = permissions.CERTIFY
    template = "volunteers/recognition/propose.html"

    def get(self, request):
        return self.show(asked=levels(self.centre.pk, self.actor.today), hours=hours)

    def post(self, request):
        count = len(actions.propose_stars(self.centre, by=self.actor))
        found = ngettext(
            "%(count)s volunteer has reached a level.", "%(count)s volunteers have reached a level.", count
        )
        messages.success(request, found % {"count": count})
        return redirect(f"{reverse('volunteers:stars')}?state=proposed")

    @property
    def centre(self) -> Place:
        if self.actor.centre is None:
            raise Http404
        return Place.objects.get(pk=self.actor.centre)


class OfStar(StationPage, abstract=True):
    def star_at(self, pk: int) -> Star:
        return self.row(Star, pk, "volunteer__person")


class StarPage(OfStar):
    """How it stands, what was said against it, and what can be done."""

    permission = permissions.VIEW_CERTIFICATES
    template = "volunteers/recognition/star.html"

    def get(self, request, pk):
        star = self.star_at(pk)
        state = STAR.by_state[star.state]
        steps = [] if star.state in ("awarded", "refused", "withdrawn") else STAR.open_steps(star, self.actor)
        return self.show(
            star=star,
            state=state,
            state_label=(self.on_phone and state.applicant_label) or state.label,
            steps=[(step, answer) for step, answer in steps if answer or not self.on_phone],
            hours=hours,
            minutes_now=minutes_of(star.volunteer),
            objections=shown_objections(star, self.actor, on_phone=self.on_phone),
            object_url=self.object_url(star),
            reason=self.reason_of(star),
            entries=trail_lines(of_thing(star, limit=20)) if not self.on_phone else [],
            back_url=reverse("volunteers:my_stars") if self.on_phone else "",
        )

    def object_url(self, star: Star) -> str:
        takes = star.state == "noticed" and self.actor.may(permissions.CERTIFY)
        return reverse("volunteers:object_to_star", args=[star.pk]) if takes else ""

    def reason_of(self, star: Star) -> str:
        told = star.state in ("refused", "proposed")
        last = STAR.signatures(star).exclude(reason="").last() if told else None
        return last.reason if last else ""


class StarStep(OfStar):
    """Show in public, award, not wanted: one button each."""

    permission = permissions.VIEW_CERTIFICATES

    def post(self, request, pk, step):
        star = self.star_at(pk)
        if step not in AT_ONCE:
            raise Http404
        try:
            AT_ONCE[step](star, by=self.actor)
        except Refused as refused:
            messages.error(request, str(refused.denied.reason))
        else:
            messages.success(request, STAR.by_state[star.state].label)
        return redirect("volunteers:star", pk)


class StarWords(Asking, OfStar, abstract=True):
    """Words about one star."""

    form = ReasonForm
    label = _("Reason")

    def form_more(self, **key) -> dict:
        return {"label": self.label}

    def back(self, pk) -> str:
        return reverse("volunteers:star", args=[pk])


class WithdrawStar(OfStar, Asking):
    """The volunteer would rather not have it: on the own phone at once, at the desk with how that came."""

    permission = permissions.WANT_STARS
    form, title, submit = HeardForm, _("Not wanted"), _("Not wanted")

    def back(self, pk) -> str:
        return reverse("volunteers:star", args=[pk])

    def write(self, form, pk) -> str:
        actions.withdraw_star(self.star_at(pk), heard=form.heard(), by=self.actor)
        return self.back(pk)


class LookAgainAtStar(StarWords):
    """The notice ends: the hours are looked at again first."""

    permission = permissions.CERTIFY
    title, submit = pgettext_lazy("stars", "Look at it again"), pgettext_lazy("stars", "Look at it again")
    label = _("Reason, as the volunteer will read it")

    def write(self, form, pk) -> str:
        actions.look_again_at_star(self.star_at(pk), reason=form.cleaned_data["words"], by=self.actor)
        return self.back(pk)


class RefuseStar(StarWords):
    permission = permissions.AWARD_STARS
    title, submit = _("Do not award"), _("Do not award")
    label = _("Reason, as the volunteer will read it")

    def write(self, form, pk) -> str:
        actions.refuse_star(self.star_at(pk), reason=form.cleaned_data["words"], by=self.actor)
        return self.back(pk)


class NoteHonour(Asking):
    permission = permissions.CERTIFY
    form, title = HonourForm, _("Note an honour")
    said = _("The honour is on record.")

    def back(self, pk) -> str:
        return reverse("volunteers:volunteer", args=[pk])

    def write(self, form, pk) -> str:
        actions.note_honour(self.volunteer_at(pk), **form.cleaned_data, by=self.actor)
        return self.back(pk)


# --- What both sides say --------------------------------------------------------------------------------------------------
class PostEvaluations(StationPage):
    """What was said of a post, the newest first, and the means where enough answered."""

    permission = permissions.VIEW
    template = "volunteers/recognition/evaluations.html"

    def get(self, request, pk):
        post = self.row(Post, pk, "service_point")
        rows = Evaluation.objects.visible_to(self.actor).filter(post=post).order_by("-pk")
        return self.show(
            post=post,
            opinions=opinions_of(post, self.actor.today),
            rows=rows[:50],
            may_note=self.actor.may(permissions.EVALUATE),
        )


class NoteEvaluation(Asking):
    permission = permissions.EVALUATE
    title, submit = _("Note an evaluation"), _("Note it")
    form = EvaluationForm
    said = _("Noted.")

    def post_at(self, pk: int) -> Post:
        return self.row(Post, pk)

    def more(self, pk) -> dict:
        return {"sentence": self.post_at(pk).title}

    def back(self, pk) -> str:
        return reverse("volunteers:evaluations", args=[pk])

    def write(self, form, pk) -> str:
        actions.note_evaluation(self.post_at(pk), **form.cleaned_data, by=self.actor)
        return self.back(pk)


class MyEvaluation(Asking):
    """A volunteer says how a service was that is in the own hours; the row does not tell who said it."""

    permission = permissions.SERVE
    title, submit = _("How was it?"), _("Send")
    sentence = _("It goes to the centre without your name.")
    form = OwnEvaluationForm
    said = _("Thank you.")

    def entry_at(self, pk: int) -> HourEntry:
        rows = HourEntry.objects.visible_to(self.actor).filter(volunteer=self.myself, post__isnull=False)
        return self.find(rows.select_related("post"), pk=pk)

    def more(self, pk) -> dict:
        entry = self.entry_at(pk)
        return {"notice": f"{day(entry.day)} · {entry.post.title}"}

    def back(self, pk) -> str:
        return reverse("volunteers:entry", args=[pk])

    def write(self, form, pk) -> str:
        actions.evaluate_own_service(self.entry_at(pk), **form.cleaned_data, by=self.actor)
        return reverse("volunteers:my_hours")


# --- The phone and the public ---------------------------------------------------------------------------------------------
class MyStars(StationPage):
    """The own stars and honours, and what the next level asks."""

    permission = permissions.SERVE
    template = "volunteers/recognition/mine.html"

    def get(self, request):
        me, minutes = self.myself, minutes_of(self.myself)
        asked = levels(me.centre_id, self.actor.today)
        level = level_of(minutes, asked)
        rows = Star.objects.visible_to(self.actor).filter(volunteer=me).order_by("-pk")
        return self.show(
            me=me,
            stars=[(star, STAR.by_state[star.state]) for star in rows],
            hours=hours(minutes),
            lacking=hours(asked[level] - minutes) if level < len(asked) else None,
            next_level=level + 1,
            honours=me.volunteerhonours.order_by("-conferred_on"),
            inquiries=shown_inquiries(me, self.actor),
        )


class StarNotices(Limited, Page):
    """Stars that are about to be awarded, masked, with whom to tell."""

    permission = OPEN
    template = "volunteers/recognition/notices.html"

    def get(self, request, place):
        centre = Place.objects.filter(pk=place).first()
        if centre is None:
            raise Http404
        day = self.actor.today
        phone = setting("groups.centre.phone", place=centre.pk, on=day)
        found = list(stars_shown_on(day, centre.pk))
        return self.show(centre=centre, stars=found, hours=hours, mask_name=mask_name, phone=phone)
