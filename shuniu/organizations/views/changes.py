"""The directory entry: asked to be changed, shown as a difference, decided."""

from __future__ import annotations

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.pages import Page
from shuniu.organizations import permissions
from shuniu.organizations.actions import directory as actions
from shuniu.organizations.forms.growing import EntryForm
from shuniu.organizations.forms.inspections import ReasonForm
from shuniu.organizations.models import ChangeRequest, Organization
from shuniu.organizations.workflow import CHANGE_REQUEST

from .asking import AskingPage


class AskForChange(AskingPage):
    permission = permissions.ASK_CHANGE
    form_class = EntryForm
    title, submit = _("Change the directory entry"), _("Hand in")

    def asked_about(self, organization):
        return {"instance": organization}

    def act(self, organization, data):
        return actions.ask_for_change(self.organization_at(organization.pk), **data, by=self.actor)

    def done_url(self, thing, done):
        return reverse("organizations:change", args=[done.pk])


def change_at(page: Page, pk: int) -> ChangeRequest:
    return page.find(ChangeRequest.objects.visible_to(page.actor).select_related("organization"), pk=pk)


class ChangePage(Page):
    """What stands there and what would stand there, side by side."""

    permission = permissions.ASK_CHANGE
    template = "organizations/change.html"

    def get(self, request, pk):
        change = change_at(self, pk)
        field = Organization._meta.get_field
        pages = {"accept": "acceptance", "decline": "refusal", "withdraw": "withdrawal"}
        return self.show(
            change=change,
            state=CHANGE_REQUEST.by_state[change.state],
            differences=[
                (field(column).verbose_name, change.before.get(column, ""), value)
                for column, value in change.proposed.items()
            ],
            steps=[
                (step, answer, reverse(f"organizations:change_{pages[step.name]}", args=[pk]))
                for step, answer in CHANGE_REQUEST.open_steps(change, self.actor)
                if self.actor.may(step.permission)
            ],
        )


class Acceptance(Page):
    permission = permissions.MODERATE

    def post(self, request, pk):
        actions.accept_change(change_at(self, pk), by=self.actor)
        return redirect("organizations:change", pk)


class Refusal(AskingPage):
    permission = permissions.MODERATE
    form_class = ReasonForm
    title, submit = _("Decline with reasons"), _("Decline")

    def thing(self, pk):
        return change_at(self, pk)

    def back_url(self, change):
        return reverse("organizations:change", args=[change.pk])

    def act(self, change, data):
        return actions.decline_change(change, **data, by=self.actor)


class Withdrawal(Page):
    permission = permissions.ASK_CHANGE

    def post(self, request, pk):
        actions.withdraw_change(change_at(self, pk), by=self.actor)
        return redirect("organizations:change", pk)
