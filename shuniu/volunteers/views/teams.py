"""Teams: who belongs to one, who leads it, until when."""

from __future__ import annotations

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.volunteers import permissions
from shuniu.volunteers.actions import teams
from shuniu.volunteers.forms import station as forms
from shuniu.volunteers.forms.registering import ReasonForm
from shuniu.volunteers.models import Team, TeamMembership
from shuniu.volunteers.views.asking import Asking, StationPage
from shuniu.volunteers.words import code_words


# --- Teams ------------------------------------------------------------------------------------------------------------
class TeamPage(StationPage):
    permission = permissions.VIEW
    template = "volunteers/team.html"

    def get(self, request, pk):
        team = self.row(Team, pk, "leader__person", "place")
        members = team.memberships.filter(until__isnull=True).select_related("volunteer__person")
        return self.show(
            team=team,
            members=members.order_by("volunteer__person__name", "pk"),
            posts=team.posts.order_by("title"),
            words=code_words(self.actor),
            may=self.actor.may(permissions.ARRANGE_TEAMS) and team.closed_on is None,
        )


class NewTeam(Asking):
    permission = permissions.ARRANGE_TEAMS
    form, title, submit = forms.TeamForm, _("Found a team"), _("Found")

    def back(self):
        return reverse("volunteers:teams")

    def write(self, form):
        data = dict(form.cleaned_data)
        team = teams.found_team(place_id=data.pop("place").pk, centre_id=self.actor.centre, by=self.actor, **data)
        return reverse("volunteers:team", args=[team.pk])


class OfTeam(Asking, abstract=True):
    permission = permissions.ARRANGE_TEAMS

    def team_at(self, pk) -> Team:
        return self.row(Team, pk)

    def back(self, pk):
        return reverse("volunteers:team", args=[pk])

    def more(self, pk):
        return {"sentence": self.team_at(pk).name}


class JoinTeam(OfTeam):
    permission = permissions.ARRANGE_TEAMS
    form, title, submit = forms.NumberForm, _("Add a volunteer"), _("Add")

    def write(self, form, pk):
        teams.join_team(self.team_at(pk), form.cleaned_data["number"], by=self.actor)
        return self.back(pk)


class NameLeader(OfTeam):
    permission = permissions.ARRANGE_TEAMS
    form, title, submit = forms.LeaderForm, _("Name the leader"), _("Name the leader")

    def form_more(self, pk):
        team = self.team_at(pk)
        number = team.leader.number if team.leader else ""
        return {"initial": {"number": number, "social_worker": team.social_worker}}

    def write(self, form, pk):
        said = form.cleaned_data
        teams.name_leader(self.team_at(pk), said["number"], social_worker=said["social_worker"], by=self.actor)
        return self.back(pk)


class CloseTeam(OfTeam):
    permission = permissions.ARRANGE_TEAMS
    form, title, submit = ReasonForm, _("Close the team"), _("Close the team")

    def write(self, form, pk):
        teams.close_team(self.team_at(pk), reason=form.cleaned_data["reason"], by=self.actor)
        return self.back(pk)


class LeaveTeam(StationPage):
    permission = permissions.ARRANGE_TEAMS

    def post(self, request, pk):
        rows = TeamMembership.objects.visible_to(self.actor).select_related("team", "volunteer")
        membership = self.find(rows, pk=pk)
        teams.leave_team(membership, by=self.actor)
        return redirect("volunteers:team", membership.team_id)


# --- Posts ------------------------------------------------------------------------------------------------------------
