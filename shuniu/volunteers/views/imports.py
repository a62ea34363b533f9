"""The office's volunteer workbook: handed in, judged, looked at, accepted or dropped, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports.at_work import who_asks
from shuniu.kernel.imports.handing_in import HandInForm
from shuniu.kernel.imports.keeping import forget, keep_file, kept_preview
from shuniu.kernel.imports.pages import AT_WORK, FilePage, MarkedPage, ProgressPage, state_shown
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import Refused
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.import_undo import undo_workbook
from shuniu.volunteers.actions.importing import KIND, accept_workbook, drop_workbook, receive_workbook
from shuniu.volunteers.imports.intake import digest_of
from shuniu.volunteers.imports.jobs import judge_upload, write_upload
from shuniu.volunteers.judgement import said
from shuniu.volunteers.models import Decision
from shuniu.volunteers.views.asking import Asking

SHOWN = 200
STATE = Batch.State


class Upload(Asking):
    """Hand a workbook in; a job judges it. Nothing changes before it is accepted."""

    permission = permissions.IMPORT
    form, title, submit = HandInForm, _("Hand in a workbook"), _("Read and judge")
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
        batch = receive_workbook(file_name=file.name, digest=digest_of(content), as_of=as_of, by=self.actor)
        keep_file(batch, content)
        judge_upload.enqueue(batch.pk, who_asks(self.actor), get_language())
        return reverse("volunteers:import", args=[batch.pk])


class OfImport(FilePage, abstract=True):
    permission = permissions.IMPORT
    room, kinds = "volunteers", (KIND,)


class ImportPage(OfImport):
    """What a workbook would bring or has brought, and each refused row with its place, reason and remedy."""

    template = "volunteers/import.html"

    def get(self, request, pk):
        batch = self.batch_at(pk)
        if batch.state in AT_WORK:
            return redirect("volunteers:import_progress", pk)
        preview = kept_preview(batch)
        doubts = Decision.objects.visible_to(self.actor).filter(noun="kernel.batch", noun_id=pk)
        return self.show(
            batch=batch,
            state=state_shown(batch),
            summary=batch.summary,
            refused=(preview.get("refused") or batch.summary.get("rejected", []))[:SHOWN],
            teams=preview.get("teams", []),
            doubts=[(said(d), d) for d in doubts],
            may_second=self.actor.may(permissions.SECOND_HOURS),
        )


class Progress(OfImport, ProgressPage):
    pass


class Acceptance(OfImport):
    """Write a waiting workbook: whole, or without its refused rows."""

    def post(self, request, pk):
        batch, good_only = self.batch_at(pk), bool(request.POST.get("good"))
        if batch.summary.get("rejected_rows") and not good_only:
            messages.error(request, _("Some rows are refused. Mend the file, or accept the good rows only."))
            return redirect("volunteers:import", pk)
        accept_workbook(batch, by=self.actor)
        write_upload.enqueue(batch.pk, who_asks(self.actor), get_language(), good_only)
        return redirect("volunteers:import", pk)


class Dropping(OfImport):
    def post(self, request, pk):
        batch = self.batch_at(pk)
        drop_workbook(batch, by=self.actor)
        forget(batch)
        return redirect("volunteers:imports")


class Undoing(OfImport):
    """Take a written workbook back, or say what was built on it."""

    def post(self, request, pk):
        try:
            gone = undo_workbook(self.batch_at(pk), by=self.actor)
        except Refused as refused:
            messages.error(request, str(refused.denied.reason))
            return redirect("volunteers:import", pk)
        messages.success(request, _("The workbook was taken back."))
        if kept := gone["kept"]:
            stay = ngettext(
                "%(num)s volunteer stays on the register, because the ledger or a judgement names them.",
                "%(num)s volunteers stay on the register, because the ledger or a judgement names them.",
                kept,
            )
            messages.info(request, stay % {"num": kept})
        return redirect("volunteers:import", pk)


class Marked(OfImport, MarkedPage):
    pass
