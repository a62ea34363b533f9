"""What the pages of the station share: the phone's frame or the desk's, and the page that asks one form."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm, refusals_on
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import PHONE_ROLES, Denied, Refused
from shuniu.volunteers.models import Volunteer

VOLUNTEER = "volunteers.volunteer"
OFFICIAL = "zh-hans"  # a paper for volunteers is Chinese, whoever prints it, unless another language is asked for


class StationPage(Page, abstract=True):
    """A page in the frame that fits who looks: one column for the phone, the rail for the desk."""

    @property
    def on_phone(self) -> bool:
        return self.actor.role in PHONE_ROLES

    @property
    def base(self) -> str:
        return "kernel/phone.html" if self.on_phone else "kernel/base.html"

    def show(self, template: str | None = None, *, status: int = 200, **context) -> HttpResponse:
        return super().show(template, status=status, base=self.base, **context)

    def volunteer_at(self, pk: int) -> Volunteer:
        return self.row(Volunteer, pk, "person", "place")

    @property
    def myself(self) -> Volunteer:
        """The volunteer whose phone this is; 404 for an appointment that is about nobody."""
        noun, pk = self.actor.subject or ("", None)
        if noun != VOLUNTEER:
            raise Http404
        return self.volunteer_at(pk)


class Asking(StationPage, abstract=True):
    """Ask one form, do one action, go on. A refusal comes back beside what was typed."""

    template = "volunteers/form.html"
    form: type[InputForm]
    title: Promise | str = ""
    sentence: Promise | str = ""
    submit: Promise | str = _("Save")
    said: Promise | str = ""

    def get(self, request, **key):
        return self.ask(self.form(by=self.actor, **self.form_more(**key)), **key)

    def post(self, request, **key):
        form = self.form(request.POST, by=self.actor, **self.form_more(**key))
        if form.is_valid():
            with refusals_on(form):
                url = self.write(form, **key)
                if self.said:
                    messages.success(request, self.said)
                return redirect(url)
        return self.ask(form, status=422, **key)

    def ask(self, form, status: int = 200, **key):
        told = {"title": self.title, "sentence": self.sentence, "submit": self.submit, "cancel_url": self.back(**key)}
        return self.show(form=form, status=status, **(told | self.more(**key)))

    def form_more(self, **key) -> dict:
        """Further arguments of the form."""
        return {}

    def more(self, **key) -> dict:
        """Further context; may replace title and sentence."""
        return {}

    def back(self, **key) -> str:
        raise NotImplementedError

    def write(self, form, **key) -> str:
        """Call the action; returns where to go. May raise Refused."""
        raise NotImplementedError


class PaperPage(StationPage, abstract=True):
    """A paper to hand to a volunteer: in Chinese, or in the language that `?language=` asks for."""

    def get(self, request, **key):
        asked = request.GET.get("language", "")
        with translation.override(asked if asked in dict(settings.LANGUAGES) else OFFICIAL):
            return self.show(printed_by=self.actor.name, today=self.actor.today, **self.on_paper(**key))

    def on_paper(self, **key) -> dict:
        """The context of the paper, in its language. May raise Http404."""
        raise NotImplementedError


def refuse(reason) -> None:
    """A refusal of the page itself, said beside the form."""
    raise Refused(Denied(reason))
