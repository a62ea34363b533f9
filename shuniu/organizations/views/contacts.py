"""An organization's contacts: noted, let in with a printed card, ended."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import ISSUE_CARD, Refused
from shuniu.kernel.signin.views.cards import show_card_paper
from shuniu.organizations import permissions
from shuniu.organizations.actions.contacts import (
    end_contact,
    forget_contact_by_hand,
    give_access,
    look_at_phone,
    note_contact,
)
from shuniu.organizations.forms.register import AccessForm, ContactForm, LookForm
from shuniu.organizations.models import Contact
from shuniu.people.public import Erasure

from .asking import AskingPage, thing_url


class NoteContact(AskingPage):
    permission = permissions.EDIT
    form_class = ContactForm
    title = _("A contact")

    def act(self, organization, data):
        return note_contact(organization, **data, by=self.actor)


def contact_at(page: Page, pk: int) -> Contact:
    """One that has not left."""
    rows = Contact.objects.visible_to(page.actor).filter(until__isnull=True)
    return page.find(rows.select_related("organization", "account"), pk=pk)


@method_decorator(never_cache, name="dispatch")
class Access(AskingPage):
    """Let a contact act for the organization; the printed card is the answer, for its PIN is kept nowhere."""

    permission = ISSUE_CARD
    form_class = AccessForm
    title, submit = _("Phone card for a contact"), _("Print the card")

    def thing(self, pk):
        return contact_at(self, pk)

    def asked_about(self, contact):
        return {"contact": contact}

    def sentence(self, contact) -> str:
        said = _(
            "%(name)s may then fill in the yearly report and ask for changes of the entry, of %(organization)s alone."
        )
        return said % {"name": contact.name, "organization": contact.organization}

    def back_url(self, contact) -> str:
        return thing_url(contact.organization)

    def post(self, request, pk):
        contact = self.thing(pk)
        form = self.form(contact, request.POST)
        if not form.is_valid():
            return self.ask(contact, form, status=422)
        try:
            seat = give_access(contact, **form.cleaned_data, by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(contact, form, status=422)
        if seat.issued is not None:
            return show_card_paper(self, seat.issued)
        messages.success(request, gettext("The card the person has already opens this organization as well."))
        return redirect(thing_url(contact.organization))


@method_decorator(never_cache, name="dispatch")
class ContactPhone(AskingPage):
    """A contact's number in full, to who says why; the look stands in the organization's trail."""

    permission = permissions.EDIT
    template = "organizations/contact_phone.html"
    form_class = LookForm
    title = _("Telephone of a contact")

    def thing(self, pk):
        return contact_at(self, pk)

    def sentence(self, contact) -> str:
        return " · ".join(filter(None, (contact.organization.name, contact.name, contact.duty)))

    def back_url(self, contact) -> str:
        return thing_url(contact.organization)

    def post(self, request, pk):
        contact = self.thing(pk)
        form = self.form(contact, request.POST)
        if not form.is_valid():
            return self.ask(contact, form, status=422)
        phone = look_at_phone(contact, **form.cleaned_data, by=self.actor)
        shown = {"title": self.title, "sentence": self.sentence(contact), "cancel_url": self.back_url(contact)}
        return self.show(thing=contact, phone=phone or gettext("none on record"), **shown)


class EndContact(Page):
    permission = permissions.EDIT

    def post(self, request, pk):
        contact = contact_at(self, pk)
        end_contact(contact, by=self.actor)
        return redirect("organizations:organization", contact.organization_id)


class ForgetContact(Page):
    """POST from the page of a request for erasure: this contact, of whom the name alone is left, is the same person."""

    permission = permissions.EDIT
    http_method_names = ("post",)

    def post(self, request, pk, asked):
        contact, erasure = self.row(Contact, pk, "organization"), self.row(Erasure, asked, "person")
        forget_contact_by_hand(contact, asked=erasure, by=self.actor)
        messages.success(request, gettext("The name was taken off."))
        return redirect("people:erasure", asked)
