"""What the window does for who has no phone: from the volunteer's page to a team, a shift, hours; and the papers for it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.calendar import years_before
from shuniu.kernel.dated import codes
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.signing_up import sign_up
from shuniu.volunteers.actions.teams import join_team
from shuniu.volunteers.forms import window as forms
from shuniu.volunteers.forms.registering import HALVES, WEEKDAYS
from shuniu.volunteers.hours_shown import shown_entries
from shuniu.volunteers.judgement import said
from shuniu.volunteers.models import HourEntry, Shift
from shuniu.volunteers.roster import with_places
from shuniu.volunteers.views.asking import PaperPage, refuse
from shuniu.volunteers.views.volunteer import OfVolunteer
from shuniu.volunteers.words import hours_of


class ChooseTeam(OfVolunteer):
    permission = permissions.ARRANGE_TEAMS
    form, title, submit = forms.TeamChoiceForm, _("Join a team"), _("Join")

    def act(self, volunteer, form):
        join_team(form.cleaned_data["team"], volunteer, by=self.actor)


class ChooseShift(OfVolunteer):
    """The coming shifts to choose from; a refusal is said beside the choice, and has its row."""

    permission = permissions.ARRANGE_SHIFTS
    form, title, submit = forms.ShiftChoiceForm, _("Sign up for a shift"), _("Sign up")

    def act(self, volunteer, form):
        answer = sign_up(volunteer, form.cleaned_data["shift"], by=self.actor)
        if answer.sign_up is None:
            refuse(said(answer.decision))
        messages.success(self.request, f"{answer.sign_up.shift} · {answer.sign_up.get_state_display()}")


# --- Papers -------------------------------------------------------------------------------------------------------------
class BlankRegistration(PaperPage):
    """The form to sign up by hand, in the order of the page it is keyed in on."""

    permission = permissions.REGISTER
    template = "volunteers/papers/blank_registration.html"

    def on_paper(self):
        def words(name: str):
            return [str(code) for code in codes(f"volunteers.{name}", place=self.actor.centre, on=self.actor.today)]

        return {
            "services": words("service"),
            "skills": words("skill"),
            "languages": words("language"),
            "relations": words("guardian"),
            "weekdays": WEEKDAYS,
            "halves": [label for _code, label in HALVES],
            "back_url": reverse("volunteers:list"),
        }


class HoursOnPaper(PaperPage):
    """A volunteer's hours of a year with their provenance, and below a form to object to one by hand."""

    permission = permissions.OBJECT
    template = "volunteers/papers/hours.html"

    def on_paper(self, pk):
        volunteer, since = self.volunteer_at(pk), years_before(self.actor.today, 1)
        entries = HourEntry.objects.visible_to(self.actor).filter(volunteer=volunteer)
        return {
            "volunteer": volunteer,
            "since": since,
            "entries": shown_entries(entries.filter(day__gt=since).order_by("day", "pk")),
            "whole": hours_of(entries.aggregate(minutes=Sum("minutes"))["minutes"] or 0),
            "back_url": reverse("volunteers:my_hours") if self.on_phone else reverse("volunteers:volunteer", args=[pk]),
        }


class SignInSheet(PaperPage):
    """The list of a shift to be signed by hand; the hours are keyed in from it."""

    permission = permissions.PRINT
    template = "volunteers/papers/sign_in.html"

    def on_paper(self, pk):
        shift = self.row(Shift, pk, "post__service_point", "post__team")
        shift.on = shift.signups.filter(state="on").count()
        with_places([shift])
        return {
            "shift": shift,
            "names": [place.volunteer for place in shift.places if place.state == "on"],
            "spare": shift.lacking + 2,
            "back_url": reverse("volunteers:shift", args=[pk]),
        }
