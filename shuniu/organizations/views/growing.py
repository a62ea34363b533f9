"""Settling, incubation, grades and credit lists."""

from __future__ import annotations

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.pages import Page
from shuniu.organizations import permissions
from shuniu.organizations.actions import growing as actions
from shuniu.organizations.forms import growing as forms
from shuniu.organizations.forms.inspections import ReasonForm
from shuniu.organizations.grading import bars_to_grading
from shuniu.organizations.models import Incubation, Listing, Settling
from shuniu.organizations.queries import missing_papers
from shuniu.organizations.workflow import INCUBATION, SETTLING

from .asking import AskingPage, OfOrganizationPage


# --- Settling ---------------------------------------------------------------------------------------------------------
class BeginSettling(OfOrganizationPage):
    permission = permissions.SETTLE

    def post(self, request, pk):
        return redirect("organizations:settling", actions.begin_settling(self.organization_at(pk), by=self.actor).pk)


class OfSettlingPage(AskingPage, abstract=True):
    def thing(self, pk):
        return self.row(Settling, pk, "organization")


class SettlingPage(OfSettlingPage):
    """The checklist: papers, premises, agreement with its end."""

    permission = permissions.SETTLE
    template = "organizations/settling.html"
    form_class = forms.SettlingForm
    title = _("Settling")

    def asked_about(self, settling):
        return {"settling": settling}

    def initial(self, settling):
        return {
            "papers": list(settling.papers), "premises_on": settling.premises_on,
            "agreement_on": settling.agreement_on, "agreement_until": settling.agreement_until,
        }  # fmt: skip

    def beside(self, settling):
        missing = missing_papers(settling, on=self.actor.today)
        return {"settling": settling, "state": SETTLING.by_state[settling.state], "missing": missing}

    def act(self, settling, data):
        return actions.go_on_settling(settling, **data, by=self.actor)


class FinishSettling(OfSettlingPage):
    permission = permissions.SETTLE
    form_class = forms.SettledForm
    title, submit = _("It has settled"), _("It has settled")

    def initial(self, settling):
        return {"on": self.actor.today}

    def act(self, settling, data):
        return actions.finish_settling(settling, **data, by=self.actor)


class GiveUpSettling(OfSettlingPage):
    permission = permissions.SETTLE
    form_class = ReasonForm
    title, submit = _("Give up with reasons"), _("Give up")

    def act(self, settling, data):
        return actions.give_up_settling(settling, **data, by=self.actor)


# --- Incubation -------------------------------------------------------------------------------------------------------
class AskForIncubation(AskingPage):
    permission = permissions.SETTLE
    form_class = forms.PlanForm
    title = _("Apply for incubation")

    def act(self, organization, data):
        return actions.ask_for_incubation(organization, **data, by=self.actor)

    def done_url(self, thing, done):
        return reverse("organizations:incubation", args=[done.pk])


def incubation_at(page: Page, pk: int) -> Incubation:
    return page.find(Incubation.objects.visible_to(page.actor).select_related("organization"), pk=pk)


class IncubationPage(Page):
    permission = permissions.SETTLE
    template = "organizations/incubation.html"

    def get(self, request, pk):
        incubation = incubation_at(self, pk)
        steps = [
            (step, answer, reverse(f"organizations:incubation_{step.name}", args=[pk]))
            for step, answer in INCUBATION.open_steps(incubation, self.actor)
        ]
        return self.show(
            incubation=incubation, state=INCUBATION.by_state[incubation.state], steps=steps,
            reviews=list(incubation.reviews.order_by("-on", "-pk")),
        )  # fmt: skip


class OfIncubationPage(AskingPage, abstract=True):
    def thing(self, pk):
        return incubation_at(self, pk)


class Admit(OfIncubationPage):
    permission = permissions.SETTLE
    form_class = forms.AdmitForm
    title, submit = _("Admit to incubation"), _("Admit")

    def act(self, incubation, data):
        return actions.admit(incubation, **data, by=self.actor)


class Review(OfIncubationPage):
    permission = permissions.SETTLE
    form_class = forms.ReviewForm
    title = _("Review")

    def act(self, incubation, data):
        return actions.review_incubation(incubation, **data, by=self.actor)


class Graduate(OfIncubationPage):
    permission = permissions.SETTLE

    form_class = ReasonForm
    title, submit = _("Graduate"), _("Graduate")

    def act(self, incubation, data):
        return actions.end_incubation(incubation, step="graduate", **data, by=self.actor)


class Leave(OfIncubationPage):
    permission = permissions.SETTLE
    form_class = ReasonForm
    title, submit = _("Leave with reasons"), _("It leaves")

    def act(self, incubation, data):
        return actions.end_incubation(incubation, step="leave", **data, by=self.actor)


class Refuse(OfIncubationPage):
    permission = permissions.SETTLE
    form_class = ReasonForm
    title, submit = _("Do not admit"), _("Do not admit")

    def act(self, incubation, data):
        return actions.end_incubation(incubation, step="refuse", **data, by=self.actor)


# --- Grades and credit lists ------------------------------------------------------------------------------------------
class NoteGrade(AskingPage):
    permission = permissions.MIRROR
    template = "organizations/grade.html"
    form_class = forms.GradeForm
    title = _("A grade of the registry")

    def beside(self, organization):
        return {"bars": bars_to_grading(organization, on=self.actor.today)}

    def act(self, organization, data):
        return actions.note_grade(organization, **data, by=self.actor)


class NoteListing(AskingPage):
    permission = permissions.MIRROR
    form_class = forms.ListingForm
    title = _("An entry of the registry's list")

    def sentence(self, organization):
        return str(_("Only what the registry has published, with its ground. The centre puts nobody on a list."))

    def act(self, organization, data):
        return actions.note_listing(organization, **data, by=self.actor)


class OfListingPage(AskingPage, abstract=True):
    def thing(self, pk):
        return self.row(Listing, pk, "organization")

    def back_url(self, listing):
        return reverse("organizations:organization", args=[listing.organization_id])


class NoteRemoval(OfListingPage):
    permission = permissions.MIRROR
    form_class = forms.RemovalForm
    title = _("Removed from the list")

    def act(self, listing, data):
        return actions.note_removal(listing, **data, by=self.actor)
