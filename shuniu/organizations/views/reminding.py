"""Reminders that reach no account: the call, what came of it, and the letters to hand over."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from shuniu.kernel.forms import row_key
from shuniu.kernel.models import Place
from shuniu.kernel.pages import Page
from shuniu.kernel.papers.response import printed
from shuniu.kernel.sealing import mask_phone, reveal
from shuniu.organizations import permissions
from shuniu.organizations.actions.reminding import note_attempt
from shuniu.organizations.forms.reminding import AttemptForm
from shuniu.organizations.papers.letters import letters_paper
from shuniu.organizations.queries import calls_to_make, channel_names
from shuniu.organizations.reminders import attempt_in_words, contacts_of, missing_of

from .asking import AskingPage

LETTERS = 500  # of one print
LANGUAGE = "zh-hans"  # of a letter, whatever language the desk reads


@method_decorator(never_cache, name="dispatch")
class CallPage(AskingPage):
    """Whom to call, what is missing, and what came of it. A number opens in full only where somebody says why."""

    permission = permissions.REMIND
    template = "organizations/call.html"
    form_class = AttemptForm
    title = _("Call, or hand over the letter")

    def thing(self, pk):
        return self.find(calls_to_make(self.actor), pk=pk)

    def asked_about(self, call):
        return {"call": call}

    def beside(self, call):
        contacts = contacts_of([call.organization_id], self.actor).get(call.organization_id, [])
        names = channel_names(place=call.centre_id, on=self.actor.today)
        return {
            "call": call,
            "contacts": [(each, mask_phone(reveal(each, "phone"))) for each in contacts],
            "missing": missing_of([call.inspection], self.actor)[call.inspection_id],
            "attempts": [attempt_in_words(each, names) for each in call.attempts.order_by("-pk")],
        }

    def act(self, call, data):
        return note_attempt(call, **data, by=self.actor)

    def back_url(self, call) -> str:
        return reverse("organizations:calls")


class Letters(Page):
    """The letters of the call list, one a page; with `?call=` the one of that row."""

    permission = permissions.REMIND

    def get(self, request):
        calls = list(self.asked().order_by("organization__name", "pk")[:LETTERS])
        if not calls:
            return redirect("organizations:calls")
        if len({call.centre_id for call in calls}) > 1:
            raise Http404
        contacts = contacts_of([call.organization_id for call in calls], self.actor)
        with override(LANGUAGE):
            missing = missing_of([call.inspection for call in calls], self.actor)
        told = []
        for call in calls:
            mine = contacts.get(call.organization_id)
            call.inspection.organization = call.organization
            told.append((call.inspection, mine[0].name if mine else "", missing[call.inspection_id]))
        paper = letters_paper(told, centre=Place.objects.get(pk=calls[0].centre_id), by=self.actor)
        return printed(request, paper, name="letters", back_url=reverse("organizations:calls"))

    def asked(self):
        rows, asked = calls_to_make(self.actor), self.request.GET.get("call", "")
        return rows.filter(pk=row_key(asked)) if asked else rows
