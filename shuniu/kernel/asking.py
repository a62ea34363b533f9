"""A page that asks with one form, lets one action do what it says, and goes on."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from shuniu.kernel.forms import refusals_on
from shuniu.kernel.pages import Page


class FormPage(Page, abstract=True):
    """What the action refuses stands on the form, and nothing that was typed is lost.

    A room says once how its forms look (`ask`) and what they are about (`thing`), and a page what it does (`done`).
    """

    takes_files = False

    def get(self, request, **key) -> HttpResponse:
        thing = self.thing(**key)
        return self.ask(thing, self.form(thing))

    def post(self, request, **key) -> HttpResponse:
        thing = self.thing(**key)
        form = self.form(thing, request.POST, *([request.FILES] if self.takes_files else []))
        if form.is_valid():
            with refusals_on(form):
                return redirect(self.done(thing, form))
        return self.ask(thing, form, status=422)

    def thing(self, **key) -> Any:
        """What the page is about, by what its address says; raises Http404."""
        return None

    def form(self, thing, *data):
        raise NotImplementedError

    def ask(self, thing, form, status: int = 200) -> HttpResponse:
        raise NotImplementedError

    def done(self, thing, form) -> str:
        """Call the action; returns the address to go on to. May raise Refused."""
        raise NotImplementedError
