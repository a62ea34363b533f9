"""One organization: seen, entered, corrected, and what happens to it."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.attachments.keeping import attachments_of
from shuniu.kernel.attachments.serving import download
from shuniu.kernel.beside import told_beside
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Denied, require
from shuniu.kernel.trail_lines import trail_lines
from shuniu.organizations import permissions
from shuniu.organizations.actions import registering as actions
from shuniu.organizations.forms.register import COLUMNS, POSSESSIONS, LifeForm, OrganizationForm, RegisteredAddressForm
from shuniu.organizations.models.organization import NOUN
from shuniu.organizations.portrait import Portrait

from .asking import AskingPage, OfOrganizationPage


class Mine(Page):
    """The contact's own organization."""

    permission = permissions.OWN_ENTRY

    def get(self, request):
        noun, noun_id = self.actor.subject or ("", None)
        if noun != NOUN:
            raise Http404
        return redirect("organizations:organization", noun_id)


class OrganizationPage(OfOrganizationPage):
    permission = permissions.VIEW
    template = "organizations/organization.html"

    def get(self, request, pk):
        organization = self.organization_at(pk)
        portrait = Portrait(organization, self.actor)
        beside = told_beside(NOUN, organization, self.actor)
        return self.show(organization=organization, it=portrait, beside=beside, lines=trail_lines(portrait.trail))


class Register(AskingPage):
    permission = permissions.EDIT
    form_class = OrganizationForm
    title = _("Enter an organization")

    def thing(self):
        require(_centre(self.actor))

    def back_url(self, thing) -> str:
        return reverse("organizations:list")

    def sentence(self, thing) -> str:
        return str(_("Leave the credit code empty while it is settling."))

    def act(self, thing, data):
        return actions.register_organization(centre_id=self.actor.centre, **data, by=self.actor)

    def done_url(self, thing, done) -> str:
        return reverse("organizations:organization", args=[done.pk])


def _centre(actor):
    return actor.centre or Denied(_("Your appointment is for no centre."))


class Correct(AskingPage):
    permission = permissions.EDIT
    form_class = OrganizationForm
    title = _("Correct")

    def asked_about(self, organization):
        return {"instance": organization}

    def act(self, organization, data):
        fresh = self.organization_at(organization.pk)
        return actions.correct_organization(fresh, **{c: data[c] for c in COLUMNS}, by=self.actor)


class Life(AskingPage):
    permission = permissions.EDIT
    form_class = LifeForm
    title = _("What happened to it")

    def act(self, organization, data):
        return actions.record_life(organization, **data, by=self.actor)


class RegisteredAddress(AskingPage):
    """Another registered address, as the registry decided, with its paper."""

    permission = permissions.EDIT
    form_class = RegisteredAddressForm
    title = _("Change of the registered address")

    def initial(self, organization):
        return {"address": organization.address}

    def act(self, organization, data):
        return actions.change_registered_address(self.organization_at(organization.pk), **data, by=self.actor)


class RegistryPaper(OfOrganizationPage):
    """A paper of the registry about the organization, as a download; the look is in the trail."""

    permission = permissions.EDIT

    def get(self, request, pk, paper):
        organization = self.organization_at(pk)
        return download(self.find(attachments_of(organization), pk=paper), thing=organization, by=self.actor)


class NotePossession(AskingPage):
    """Premises, a licence, an honour, a predecessor."""

    permission = permissions.EDIT

    def thing(self, pk, what):
        if what not in POSSESSIONS:
            raise Http404
        self.form_class = POSSESSIONS[what]
        self.title = self.form_class.Meta.model._meta.verbose_name
        return self.organization_at(pk)

    def act(self, organization, data):
        model = self.form_class.Meta.model
        return actions.note_possession(
            model(centre_id=organization.centre_id, organization=organization, **data), by=self.actor
        )
