"""Pages that ask for something and hand it to one action; a refusal comes back into the form, in words."""

from __future__ import annotations

from django.http import HttpResponse

from shuniu.groups.public import Group
from shuniu.kernel.asking import FormPage
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import PHONE_ROLES
from shuniu.venues.forms.booking import WordsForm


class Dressed(Page, abstract=True):
    """On a leader's phone the page wears the phone's dress."""

    @property
    def on_phone(self) -> bool:
        return self.actor.role in PHONE_ROLES

    def show(self, template=None, *, status: int = 200, **context) -> HttpResponse:
        base = "kernel/phone.html" if self.on_phone else "kernel/base.html"
        return super().show(template, status=status, base=base, on_phone=self.on_phone, **context)

    def own_group(self) -> Group | None:
        noun, noun_id = self.actor.subject or ("", None)
        if noun != "groups.group":
            return None
        return self.row(Group, noun_id)


class Ask(FormPage, Dressed, abstract=True):
    """Declare `title`, `submit`; give `thing(**key)`, `form(thing, data)`, `done(thing, form)` → the address to go to."""

    template = "venues/form.html"
    title = ""
    submit = ""
    sentence = ""
    terms = ""  # of a room that is lent, said where it is asked for
    hint = ""  # what helps where the action was refused

    def form(self, thing, data=None):
        return WordsForm(data, by=self.actor)

    def done(self, thing, form) -> str:
        raise NotImplementedError

    def ask(self, thing, form, status: int = 200):
        return self.show(
            form=form, title=self.title, submit=self.submit, sentence=self.sentence, hint=self.hint, thing=thing,
            terms=self.terms, status=status,
        )  # fmt: skip
