"""A trainee's own courses on the phone; and the card with which the desk lets a trainee in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from shuniu.activities import permissions
from shuniu.activities.actions.seating import let_trainee_in
from shuniu.activities.learning import learnt_by
from shuniu.activities.models import Trainee
from shuniu.activities.models.course import TRAINEE
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import ISSUE_CARD, Refused
from shuniu.kernel.signin.views.cards import show_card_paper


class MyCourses(Page):
    """What comes next, what was attended, what was passed. Nothing sealed: neither circumstance nor work."""

    permission = permissions.LEARN
    template = "activities/mine_phone.html"

    def get(self, request):
        noun, _noun_id = self.actor.subject or ("", None)
        if noun != TRAINEE:
            raise Http404
        rows = Trainee.objects.visible_to(self.actor).select_related("person", "course")
        courses = [learnt_by(row, self.actor) for row in rows.order_by("-course__first_on", "-pk")]
        if not courses:
            raise Http404
        response = self.show(name=courses[0].trainee.person.name, courses=courses)
        response["Cache-Control"] = "no-store"
        return response


class TraineeCard(Page):
    """Let a trainee in by phone: account, appointment and, on the next page, the printed card."""

    permission = ISSUE_CARD

    def post(self, request, pk):
        trainee = self.row(Trainee, pk, "course", "person", "centre")
        try:
            seat = let_trainee_in(trainee, by=self.actor)
        except Refused as refused:
            messages.error(request, refused.denied.reason)
            return redirect("activities:course", trainee.course_id)
        return show_card_paper(self, seat.issued)
