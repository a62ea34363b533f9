"""A session's sign-in list: handed in, judged, looked at, accepted or dropped."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.activities import permissions
from shuniu.activities.actions.importing import KIND, drop_list
from shuniu.activities.forms.imports import ListForm
from shuniu.activities.imports.intake import accept, judge_list, take_in
from shuniu.activities.models import Session
from shuniu.activities.views.programme import OfSession, session_at
from shuniu.kernel.imports.keeping import forget, keep_file, kept_file
from shuniu.kernel.imports.reading import Unreadable
from shuniu.kernel.models import Batch
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Refused

SHOWN = 200
KINDS = {"waiting": "due", "written": "ok", "dropped": "muted"}


class HandInList(OfSession):
    """Read and judge; nothing is entered before it is accepted."""

    permission = permissions.SIGN_UP
    form_class = ListForm
    title, submit = _("Hand in a sign-in list"), _("Read the list")

    def form(self, thing, data=None):
        return self.form_class(data, self.request.FILES or None, by=self.actor)

    def back(self, thing) -> str:
        return reverse("activities:attendance", args=[thing.pk])

    def post(self, request, pk):
        session, form = self.thing(pk), self.form(self.thing(pk), request.POST)
        if not form.is_valid():
            return self.ask(session, form, status=422)
        content = form.cleaned_data["file"].read()
        try:
            batch = take_in(content, session, name=form.cleaned_data["file"].name, by=self.actor)
        except Unreadable as refused:
            form.add_error("file", f"{refused.message} {refused.remedy}")
            return self.ask(session, form, status=422)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(session, form, status=409)
        keep_file(batch, content)
        return redirect("activities:list", batch.pk)


class OfList(Page, abstract=True):
    permission = permissions.SIGN_UP

    def list_at(self, pk: int) -> tuple[Batch, Session]:
        batch = self.find(Batch.objects.visible_to(self.actor).filter(kind=KIND).defer("undo"), pk=pk)
        return batch, session_at(self, batch.summary["session"])

    def content(self, batch: Batch) -> bytes:
        try:
            return kept_file(batch)
        except FileNotFoundError:
            raise Http404 from None


class ListPage(OfList):
    """What a list would bring, and each refused row with its place, value, reason and remedy."""

    template = "activities/list.html"

    def get(self, request, pk):
        (batch, session), judged = self.list_at(pk), None
        if batch.state == Batch.State.WAITING:
            judged = judge_list(self.content(batch), session, name=batch.file_name, by=self.actor)
        return self.show(
            batch=batch,
            session=session,
            kind=KINDS.get(batch.state, "info"),
            summary=judged.summary if judged else batch.summary,
            refused=judged.draft.refused[:SHOWN] if judged else [],
        )


class AcceptList(OfList):
    def post(self, request, pk):
        batch, session = self.list_at(pk)
        count = accept(batch, session, self.content(batch), by=self.actor)
        forget(batch)
        said = ngettext("%(count)s person-time is noted.", "%(count)s person-times are noted.", count)
        messages.success(request, said % {"count": count})
        return redirect("activities:attendance", session.pk)


class DropList(OfList):
    def post(self, request, pk):
        batch, session = self.list_at(pk)
        drop_list(batch, session, by=self.actor)
        forget(batch)
        return redirect("activities:attendance", session.pk)
