"""Ledgers of organizations: handed in, judged, looked at, accepted or dropped, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from jinja2_fragments import render_block

from shuniu.kernel.imports.at_work import told, who_asks
from shuniu.kernel.imports.keeping import forget, is_kept, keep_file, kept_file, kept_preview
from shuniu.kernel.imports.marked import listed, marked_workbook
from shuniu.kernel.models import Batch
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Refused
from shuniu.organizations import permissions
from shuniu.organizations.actions.import_undo import undo_ledger
from shuniu.organizations.actions.importing import KIND, accept_ledger, drop_ledger, receive_ledger
from shuniu.organizations.forms.imports import LedgerForm
from shuniu.organizations.imports.intake import blank_ledger, digest_of
from shuniu.organizations.imports.jobs import judge_upload, write_upload
from shuniu.organizations.lists.imports import state_shown

from .asking import AskingPage

STATE = Batch.State
AT_WORK = (STATE.JUDGING, STATE.WRITING)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Upload(AskingPage):
    """Hand a ledger in; a job judges it."""

    permission = permissions.IMPORT
    form_class = LedgerForm
    template = "organizations/upload.html"
    title, submit = _("Import a ledger"), _("Read it")

    def thing(self):
        return None

    def initial(self, thing):
        return {"as_of": self.actor.today}

    def sentence(self, thing):
        return str(_("Nothing is written before you have seen what the file would do."))

    def back_url(self, thing):
        return reverse("organizations:imports")

    def act(self, thing, data):
        content = data["file"].read()
        batch = receive_ledger(
            file_name=data["file"].name, digest=digest_of(content), as_of=data["as_of"], by=self.actor
        )
        keep_file(batch, content)
        judge_upload.enqueue(batch.pk, who_asks(self.actor), get_language())
        return batch

    def done_url(self, thing, done):
        return reverse("organizations:import", args=[done.pk])


class OfImportPage(Page, abstract=True):
    permission = permissions.IMPORT

    def batch_at(self, pk: int) -> Batch:
        return self.find(Batch.objects.visible_to(self.actor).filter(kind=KIND), pk=pk)


class ImportPage(OfImportPage):
    """One ledger: at work, waiting with what it would do, or what came of it."""

    template = "organizations/import.html"

    def get(self, request, pk):
        batch = self.batch_at(pk)
        if batch.state in AT_WORK:
            return redirect("organizations:import_progress", pk)
        return self.show(
            batch=batch, state=state_shown(batch), summary=batch.summary, preview=kept_preview(batch),
            waiting=batch.state == STATE.WAITING, written=batch.state == STATE.WRITTEN,
        )  # fmt: skip


class Progress(OfImportPage):
    """The page that waits; htmx asks it for its fragment every second."""

    template = "kernel/progress.html"

    def get(self, request, pk):
        job = self.job(self.batch_at(pk))
        if request.htmx:
            return HttpResponse(render_block(engines["jinja2"].env, self.template, "progress", job=job))
        return self.show(job=job)

    def job(self, batch: Batch) -> dict:
        busy, rows = batch.state in AT_WORK, told(batch)
        return {
            "label": batch.file_name,
            "sentence": "",
            "state": ("running" if rows else "waiting") if busy else "done",
            "said": _("%(rows)d rows read") % {"rows": rows} if rows else "",
            "done": rows,
            "total": 0,
            "url": reverse("organizations:import_progress", args=[batch.pk]),
            "result_url": "" if busy else reverse("organizations:import", args=[batch.pk]),
            "result_label": "",
        }


class Acceptance(OfImportPage):
    """Write a waiting ledger: whole, or without its refused rows."""

    def post(self, request, pk):
        batch, good_only = self.batch_at(pk), bool(request.POST.get("good"))
        if batch.summary.get("refused") and not good_only:
            messages.error(request, _("Some rows are refused. Mend the file, or accept the good rows only."))
            return redirect("organizations:import", pk)
        accept_ledger(batch, by=self.actor)
        write_upload.enqueue(batch.pk, who_asks(self.actor), get_language(), good_only)
        return redirect("organizations:import", pk)


class Dropping(OfImportPage):
    def post(self, request, pk):
        batch = self.batch_at(pk)
        drop_ledger(batch, by=self.actor)
        forget(batch)
        return redirect("organizations:imports")


class Undoing(OfImportPage):
    """Take a written ledger back, or say what was built on it."""

    def post(self, request, pk):
        try:
            undo_ledger(self.batch_at(pk), by=self.actor)
        except Refused as refused:
            messages.error(request, str(refused.denied.reason))
        else:
            messages.success(request, _("The import was taken back; the register is as it was before."))
        return redirect("organizations:import", pk)


class Marked(OfImportPage):
    """The office's own workbook with the refused cells marked; a list of them once the file is forgotten."""

    def get(self, request, pk):
        batch = self.batch_at(pk)
        cells = kept_preview(batch).get("refused") or batch.summary.get("rejected", [])
        if not cells:
            raise Http404
        content = marked_workbook(kept_file(batch), cells) if is_kept(batch) else listed(cells)
        return _workbook(content, f"import-{batch.pk}-marked.xlsx")


class Blank(Page):
    permission = permissions.IMPORT

    def get(self, request):
        return _workbook(blank_ledger(), "organizations.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
