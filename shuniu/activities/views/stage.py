"""The acts of a show and its printed programme; the stands of a fair."""

from __future__ import annotations

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions import stage as actions
from shuniu.activities.forms.programme import ActForm, ExhibitorsForm, ReasonForm, ReplacementForm
from shuniu.activities.models import Act
from shuniu.activities.on_paper import programme_of
from shuniu.activities.views.asking import Asking
from shuniu.activities.views.programme import OfSession, session_at
from shuniu.kernel.forms import row_key
from shuniu.kernel.pages import Page
from shuniu.kernel.papers.response import printed


class AddAct(OfSession):
    """The next act begins where the last one ends, unless somebody says otherwise."""

    permission = permissions.PLAN
    form_class = ActForm
    title, submit = _("Put an act on the programme"), _("Put on the programme")

    def initial(self, thing) -> dict:
        last = thing.acts.filter(withdrawn_on__isnull=True).order_by("-starts").first()
        return {"starts": last.ends if last else thing.starts, "minutes": last.minutes if last else 8,
                "stage": last.stage if last else ""}  # fmt: skip

    def act(self, thing, data):
        actions.add_act(thing, **data, by=self.actor)
        return self.back(thing)


class OfAct(Asking, abstract=True):
    def thing(self, pk):
        acts = Act.objects.visible_to(self.actor).select_related("session__activity")
        return self.find(acts, pk=pk)

    def back(self, thing) -> str:
        return reverse("activities:session", args=[thing.session_id])


class ReplaceAct(OfAct):
    permission = permissions.PLAN
    form_class = ReplacementForm
    title = _("Replace the act")

    def initial(self, thing) -> dict:
        return {"minutes": thing.minutes}

    def act(self, thing, data):
        actions.replace_act(thing, **data, by=self.actor)
        return self.back(thing)


class WithdrawAct(OfAct):
    permission = permissions.PLAN
    form_class = ReasonForm
    title = _("Take the act off the programme")

    def act(self, thing, data):
        actions.withdraw_act(thing, **data, by=self.actor)
        return self.back(thing)


class ProgrammePaper(Page):
    permission = permissions.VIEW

    def get(self, request, pk):
        session = session_at(self, pk)
        paper = programme_of(session, on=self.actor.today)
        back = reverse("activities:session", args=[pk])
        return printed(request, paper, name=f"programme-{session.held_on}", back_url=back)


class InviteExhibitors(OfSession):
    permission = permissions.PLAN
    form_class = ExhibitorsForm
    title = _("Give stands to exhibitors")

    def act(self, thing, data):
        actions.invite_exhibitors(thing, data["exhibitors"], by=self.actor)
        return self.back(thing)


class Stands(Page):
    """The list of stands to go round with: ticked is who came."""

    permission = permissions.PLAN
    template = "activities/stands.html"

    def get(self, request, pk):
        session = session_at(self, pk)
        return self.show(session=session, stands=session.stands.order_by("number"))

    def post(self, request, pk):
        session = session_at(self, pk)
        arrived = {key for text in request.POST.getlist("stand") if (key := row_key(text))}
        actions.check_stands(session, arrived, by=self.actor)
        return redirect("activities:session", pk)
