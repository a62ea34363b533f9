"""The staff's day: what waits, search, recent work."""

from __future__ import annotations

from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import ngettext

from shuniu.desk import permissions
from shuniu.desk.finding import find
from shuniu.desk.inbox import waiting_for
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.pages import OPEN, Page, redirect_to_sign_in
from shuniu.kernel.permissions import PHONE_ROLES
from shuniu.kernel.trail import sentence
from shuniu.outcomes.public import headline_figures

RECENT = 8
PHONE_HOMES = {"leader": "groups:mine", "volunteer": "volunteers:mine", "trainee": "activities:mine"}


class Home(Page):
    """One page for everybody's morning; leaders, volunteers and trainees land on their phone page."""

    permission = OPEN
    template = "desk/home.html"

    def get(self, request):
        actor = self.actor
        if actor.user_id is None:
            return redirect("kernel:enter_as") if settings.SHUNIU_DEMO else redirect_to_sign_in(request)
        if actor.role in PHONE_ROLES:
            return redirect(PHONE_HOMES[actor.role])
        waiting = waiting_for(actor)
        count = len(waiting)
        return self.show(
            title=ngettext("%(count)s thing waits for you today", "%(count)s things wait for you today", count)
            % {"count": count},
            idle=actor.permissions <= {permissions.USE},  # the role's own room has not been cut out
            waiting=[(w, w.urgency(actor.today), w.limit(actor.today)) for w in waiting],
            headline=headline_figures(actor),
            recent=[(entry, sentence(entry)) for entry in _recent(actor)],
        )


class Search(Page):
    permission = permissions.SEARCH
    template = "desk/search.html"

    def get(self, request):
        query = request.GET.get("q", "")
        answer = find(query, self.actor)
        if answer.only:
            return redirect(answer.only)
        return self.show(query=query, answer=answer)


def _recent(actor) -> list[TrailEntry]:
    """What this person did last in this place."""
    low, high = actor.reach
    mine = TrailEntry.objects.filter(centre_id__range=(low, high), user_id=actor.user_id)
    return list(mine.order_by("-id")[:RECENT])
