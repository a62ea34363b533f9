"""A page that asks with one form, does one action and goes on; what is refused comes back beside the form."""

from __future__ import annotations

from shuniu.kernel.asking import FormPage


class Asking(FormPage, abstract=True):
    """Say `form_class`, `title`, `thing()`, `act(thing, data)` → the address to go on to, and `back(thing)`."""

    template = "kernel/form.html"
    form_class: type
    title = ""
    sentence = ""
    submit = ""

    def act(self, thing, data):
        raise NotImplementedError

    def back(self, thing) -> str:
        raise NotImplementedError

    def initial(self, thing) -> dict:
        return {}

    def form(self, thing, data=None):
        return self.form_class(data, by=self.actor, initial=self.initial(thing))

    def more(self, thing) -> dict:
        return {}

    def done(self, thing, form) -> str:
        return self.act(thing, form.cleaned_data)

    def ask(self, thing, form, status: int = 200):
        told = {"form": form, "title": self.title, "sentence": self.sentence or str(thing or "")}
        if self.submit:
            told["submit"] = self.submit
        return self.show(**told, cancel_url=self.back(thing), thing=thing, status=status, **self.more(thing))
