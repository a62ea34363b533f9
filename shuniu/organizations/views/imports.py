"""Ledgers of organizations: handed in, judged, looked at, accepted or dropped, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports.at_work import who_asks
from shuniu.kernel.imports.handing_in import HandInForm
from shuniu.kernel.imports.keeping import forget, keep_file, kept_preview
from shuniu.kernel.imports.pages import AT_WORK, FilePage, MarkedPage, ProgressPage, state_shown, workbook_made
from shuniu.kernel.models import Batch
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Refused
from shuniu.organizations import permissions
from shuniu.organizations.actions.import_undo import undo_ledger
from shuniu.organizations.actions.importing import KIND, accept_ledger, drop_ledger, receive_ledger
from shuniu.organizations.imports.intake import blank_ledger, digest_of
from shuniu.organizations.imports.jobs import judge_upload, write_upload
from shuniu.organizations.models import Organization

from .asking import AskingPage

STATE = Batch.State


class Upload(AskingPage):
    """Hand a ledger in; a job judges it."""

    permission = permissions.IMPORT
    form_class = HandInForm
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


class OfImportPage(FilePage, abstract=True):
    permission = permissions.IMPORT
    room, kinds = "organizations", (KIND,)


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
            addresses=self.addresses(batch), may_edit=self.actor.may(permissions.EDIT),
        )  # fmt: skip

    def addresses(self, batch) -> list[tuple[dict, bool]]:
        """(what the file gives otherwise, whether the register still differs), of a file that waits or was written."""
        kept = batch.summary.get("addresses", ()) if batch.state in (STATE.WAITING, STATE.WRITTEN) else ()
        now = dict(
            Organization.objects.visible_to(self.actor)
            .filter(pk__in=[each["id"] for each in kept])
            .values_list("pk", "address")
        )
        return [(each, now.get(each["id"]) != each["said"]) for each in kept]


class Progress(OfImportPage, ProgressPage):
    pass


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


class Marked(OfImportPage, MarkedPage):
    pass


class Blank(Page):
    permission = permissions.IMPORT

    def get(self, request):
        return workbook_made(blank_ledger(), name="organizations.xlsx")
