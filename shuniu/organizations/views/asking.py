"""A page that asks something about one record and lets one action do it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.asking import FormPage
from shuniu.kernel.pages import Page
from shuniu.organizations.models import Organization


class OfOrganizationPage(Page, abstract=True):
    """A page about one organization that the actor sees; another's is 404."""

    def organization_at(self, pk: int) -> Organization:
        return self.row(Organization, pk, "place")


class AskingPage(FormPage, OfOrganizationPage, abstract=True):
    """Asks something about an organization, or about what is one's."""

    template = "organizations/form.html"
    form_class: type
    title: Promise | str = ""
    submit: Promise | str = _("Save")
    takes_files = True

    def done(self, thing, form) -> str:
        return self.done_url(thing, self.act(thing, form.cleaned_data))

    def ask(self, thing, form, status: int = 200):
        sentence, back = self.sentence(thing), self.back_url(thing)
        context = {"title": self.title, "submit": self.submit, "sentence": sentence, "cancel_url": back}
        return self.show(form=form, status=status, thing=thing, **context, **self.beside(thing))

    # --- What a page of its own says ------------------------------------------------------------------------------
    def thing(self, pk: int):
        return self.organization_at(pk)

    def form(self, thing, *data):
        return self.form_class(*data, by=self.actor, initial=self.initial(thing), **self.asked_about(thing))

    def initial(self, thing) -> dict:
        return {}

    def asked_about(self, thing) -> dict:
        """What the form wants to know besides."""
        return {}

    def beside(self, thing) -> dict:
        return {}

    def sentence(self, thing) -> str:
        return str(getattr(thing, "organization", thing) or "")

    def act(self, thing, data: dict):
        raise NotImplementedError

    def back_url(self, thing) -> str:
        return thing_url(thing)

    def done_url(self, thing, done) -> str:
        return self.back_url(thing)


def thing_url(thing) -> str:
    if isinstance(thing, Organization):
        return reverse("organizations:organization", args=[thing.pk])
    return reverse(f"organizations:{thing._meta.model_name}", args=[thing.pk])
