"""The office's volunteer workbook: handed in, judged, looked at, accepted or dropped."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports.keeping import forget, keep_file, kept_file
from shuniu.kernel.imports.reading import Unreadable
from shuniu.kernel.lists import Column, ListPage
from shuniu.kernel.models import Batch
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.importing import KIND, drop_workbook
from shuniu.volunteers.forms.station import UploadForm
from shuniu.volunteers.imports.intake import accept, judge_workbook, take_in
from shuniu.volunteers.judgement import said
from shuniu.volunteers.models import Decision
from shuniu.volunteers.views.asking import Asking, StationPage

SHOWN = 200
KINDS: dict[str, str] = {"waiting": "due", "written": "ok", "dropped": "muted", "refused": "late"}


class ImportList(ListPage):
    permission = permissions.IMPORT
    title = _("Volunteer workbooks")
    order = "-pk"
    empty_text = _("No workbook was handed in yet.")
    columns = (
        Column("file_name", _("File"), sort="file_name"),
        Column("as_of", _("Speaks for"), sort="as_of"),
        Column("volunteers", _("New volunteers"), value=lambda b: b.summary.get("volunteers"), kind="number"),
        Column("hours", _("Hours entries"), value=lambda b: b.summary.get("hours"), kind="number"),
        Column("refused", _("Refused rows"), value=lambda b: b.summary.get("rejected_rows"), kind="number"),
        Column("state", _("State"), value=lambda b: (KINDS[b.state], b.get_state_display()), kind="tag"),
    )

    def rows(self, actor):
        return Batch.objects.visible_to(actor).filter(kind=KIND).defer("undo")

    def row_url(self, row) -> str:
        return reverse("volunteers:import", args=[row.pk])

    def actions(self):
        yield {"label": _("Hand in a workbook"), "url": reverse("volunteers:upload"), "main": True}


class Upload(Asking):
    """Read and judge; nothing changes before it is accepted."""

    permission = permissions.IMPORT
    form, title, submit = UploadForm, _("Hand in a workbook"), _("Read and judge")
    sentence = _(
        "A roster of volunteers with their teams, or hours with day and place; title rows and merged cells may stay."
    )

    def form_more(self):
        return {"files": self.request.FILES or None, "initial": {"as_of": self.actor.today}}

    def back(self):
        return reverse("volunteers:imports")

    def write(self, form):
        file, as_of = form.cleaned_data["file"], form.cleaned_data["as_of"]
        content = file.read()
        try:
            _judged, batch = take_in(content, name=file.name, as_of=as_of, by=self.actor)
        except Unreadable as refused:
            form.add_error("file", f"{refused.message} {refused.remedy}")
            return None
        keep_file(batch, content)
        return reverse("volunteers:import", args=[batch.pk])

    def post(self, request):
        form = self.form(request.POST, by=self.actor, **self.form_more())
        if form.is_valid() and (url := self.write(form)):
            return redirect(url)
        return self.ask(form, status=422)


class OfImport(StationPage, abstract=True):
    def batch_at(self, pk) -> Batch:
        return self.find(Batch.objects.visible_to(self.actor).filter(kind=KIND), pk=pk)

    def content(self, batch: Batch) -> bytes:
        try:
            return kept_file(batch)
        except FileNotFoundError:
            raise Http404 from None


class ImportPage(OfImport):
    """What a workbook would bring, and each refused row with its place, reason and remedy."""

    permission = permissions.IMPORT
    template = "volunteers/import.html"

    def get(self, request, pk):
        batch, judged = self.batch_at(pk), None
        if batch.state == Batch.State.WAITING:
            content = self.content(batch)
            judged = judge_workbook(content, name=batch.file_name, as_of=batch.as_of, by=self.actor)
        doubts = Decision.objects.visible_to(self.actor).filter(noun="kernel.batch", noun_id=pk)
        return self.show(
            batch=batch,
            kind=KINDS.get(batch.state, "info"),
            summary=judged.summary if judged else batch.summary,
            refused=judged.draft.refused[:SHOWN] if judged else [],
            teams=list(judged.plan.new_teams)[:SHOWN] if judged else [],
            doubts=[(said(d), d) for d in doubts],
        )


class Acceptance(OfImport):
    permission = permissions.IMPORT

    def post(self, request, pk):
        batch = self.batch_at(pk)
        _judged, written = accept(batch, self.content(batch), by=self.actor)
        forget(batch)
        refused = [each for each in written if each.refused is not None]
        for each in refused[:5]:
            messages.warning(request, each.refused.said())
        messages.success(request, _("Written."))
        return redirect("volunteers:import", pk)


class Dropping(OfImport):
    permission = permissions.IMPORT

    def post(self, request, pk):
        batch = self.batch_at(pk)
        drop_workbook(batch, by=self.actor)
        forget(batch)
        return redirect("volunteers:imports")
