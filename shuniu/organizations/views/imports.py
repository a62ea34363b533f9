"""A ledger of organizations: handed in, judged, looked at, accepted or dropped."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports.keeping import forget, keep_file, kept_file
from shuniu.kernel.imports.reading import Unreadable
from shuniu.kernel.imports.standing import Moved
from shuniu.kernel.models import Batch
from shuniu.kernel.pages import Page
from shuniu.organizations import permissions
from shuniu.organizations.actions.importing import KIND, drop_ledger, receive_ledger, write_ledger
from shuniu.organizations.forms.imports import LedgerForm
from shuniu.organizations.imports.intake import blank_ledger, digest_of, judge_ledger, summary
from shuniu.organizations.models import Organization

from .asking import AskingPage

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200  # rows of each sort


class Upload(AskingPage):
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
        return reverse("organizations:list")

    def post(self, request):
        form = self.form(None, request.POST, request.FILES)
        if not form.is_valid():
            return self.ask(None, form, status=422)
        file, as_of = form.cleaned_data["file"], form.cleaned_data["as_of"]
        content = file.read()
        try:
            judged = judge_ledger(content, name=file.name, as_of=as_of, by=self.actor)
        except Unreadable as why:
            form.add_error("file", str(why))
            return self.ask(None, form, status=422)
        batch = receive_ledger(
            file_name=file.name, digest=digest_of(content), as_of=as_of, summary=summary(judged), by=self.actor
        )
        keep_file(batch, content)
        return redirect("organizations:import", batch.pk)


class OfImportPage(Page, abstract=True):
    def batch_at(self, pk: int) -> Batch:
        return self.find(Batch.objects.visible_to(self.actor).filter(kind=KIND), pk=pk)

    def judged(self, batch: Batch):
        return judge_ledger(kept_file(batch), name=batch.file_name, as_of=batch.as_of, by=self.actor)


class ImportPage(OfImportPage):
    """What would be new, changed and refused; judged anew each time it is looked at."""

    permission = permissions.IMPORT
    template = "organizations/import.html"

    def get(self, request, pk):
        batch, judged = self.batch_at(pk), None
        if batch.state == Batch.State.WAITING:
            judged = self.judged(batch)
        return self.show(batch=batch, judged=judged, shown=SHOWN, label=_label)


def _label(column: str):
    return Organization._meta.get_field(column).verbose_name


class Acceptance(OfImportPage):
    permission = permissions.IMPORT

    def post(self, request, pk):
        batch = self.batch_at(pk)
        if batch.state == Batch.State.WAITING:
            plan = self.judged(batch).plan
            try:
                write_ledger(plan, batch=batch, accept_good=bool(request.POST.get("good")), by=self.actor)
            except Moved:
                messages.error(
                    request, _("Something changed in the register meanwhile; look once more and accept again.")
                )
            else:
                forget(batch)
        return redirect("organizations:import", pk)


class Dropping(OfImportPage):
    permission = permissions.IMPORT

    def post(self, request, pk):
        batch = self.batch_at(pk)
        drop_ledger(batch, by=self.actor)
        forget(batch)
        return redirect("organizations:list")


class Blank(Page):
    permission = permissions.IMPORT

    def get(self, request):
        response = HttpResponse(blank_ledger(), content_type=XLSX)
        response["Content-Disposition"] = 'attachment; filename="organizations.xlsx"'
        return response
