"""Office files: handed in, judged, looked at, accepted or dropped, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.actions.import_desk import KINDS, accept_import, drop_import, receive_file
from shuniu.groups.actions.import_undo import undo_import
from shuniu.groups.forms.imports import UploadForm
from shuniu.groups.imports.intake import digest_of
from shuniu.groups.imports.jobs import judge_upload, write_upload
from shuniu.groups.imports.templates import BLANKS, blank
from shuniu.kernel.dated import codes
from shuniu.kernel.imports.at_work import who_asks
from shuniu.kernel.imports.keeping import forget, keep_file, kept_preview
from shuniu.kernel.imports.pages import AT_WORK, FilePage, MarkedPage, ProgressPage, state_shown, workbook_made
from shuniu.kernel.models import Batch
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Refused

STATE = Batch.State


class Upload(Page):
    """Hand a file in; a job judges it."""

    permission = permissions.IMPORT
    template = "groups/imports/upload.html"

    def get(self, request):
        return self.ask(UploadForm(by=self.actor))

    def post(self, request):
        form = UploadForm(request.POST, request.FILES, by=self.actor)
        if not form.is_valid():
            return self.ask(form, status=422)
        file, content = form.cleaned_data["file"], form.cleaned_data["file"].read()
        batch = receive_file(
            file_name=file.name, digest=digest_of(content), kind=form.cleaned_data["kind"],
            as_of=form.cleaned_data["as_of"], by=self.actor,
        )  # fmt: skip
        keep_file(batch, content)
        judge_upload.enqueue(batch.pk, who_asks(self.actor), get_language())
        return redirect("groups:import", batch.pk)

    def ask(self, form, status: int = 200):
        return self.show(form=form, blanks=list(BLANKS), status=status)


class OfImportPage(FilePage, abstract=True):
    permission = permissions.IMPORT
    room, kinds = "groups", KINDS


class ImportPage(OfImportPage):
    """One file: at work, waiting with its preview, or what came of it."""

    template = "groups/imports/import.html"

    def get(self, request, pk):
        batch = self.batch_at(pk)
        if batch.state in AT_WORK:
            return redirect("groups:import_progress", pk)
        return self.show(
            batch=batch, state=state_shown(batch), summary=batch.summary, preview=kept_preview(batch),
            waiting=batch.state == STATE.WAITING, written=batch.state == STATE.WRITTEN,
            nothing_new=batch.state == STATE.WAITING and brings_nothing(batch.summary),
        )  # fmt: skip


def brings_nothing(summary: dict) -> bool:
    """Whether the register holds everything in the file already; of one without a good row it cannot be said."""
    counts = [summary.get(noun) for noun in ("groups", "people", "memberships")]
    return summary.get("good", True) and all(
        count and not count["created"] and not count["updated"] for count in counts
    )


class Progress(OfImportPage, ProgressPage):
    pass


class Acceptance(OfImportPage):
    """Write a waiting file: whole, or without its refused rows."""

    def post(self, request, pk):
        batch, good_only = self.batch_at(pk), request.POST.get("rows") == "good"
        if batch.summary.get("rejected_rows") and not good_only:
            messages.error(request, _("Some rows are refused: correct the file, or accept the good rows."))
            return redirect("groups:import", pk)
        accept_import(batch, by=self.actor)
        write_upload.enqueue(batch.pk, who_asks(self.actor), get_language(), good_only)
        return redirect("groups:import", pk)


class Dropping(OfImportPage):
    def post(self, request, pk):
        batch = drop_import(self.batch_at(pk), by=self.actor)
        forget(batch)
        messages.success(request, _("The file was dropped; nothing changed."))
        return redirect("groups:imports")


class Undoing(OfImportPage):
    """Take a written import back, or say what was built on it."""

    def post(self, request, pk):
        try:
            undo_import(self.batch_at(pk), by=self.actor)
        except Refused as refused:
            messages.error(request, str(refused.denied.reason))
        else:
            messages.success(request, _("The import was taken back; the register is as it was before."))
        return redirect("groups:import", pk)


class Marked(OfImportPage, MarkedPage):
    pass


class Blank(Page):
    """An empty workbook to fill in."""

    permission = permissions.IMPORT

    def get(self, request, kind):
        if kind not in BLANKS:
            raise Http404
        labels = [code.label for code in codes("groups.category", place=self.actor.place, on=self.actor.today)]
        return workbook_made(blank(kind, categories=labels), name=f"{kind}.xlsx")
