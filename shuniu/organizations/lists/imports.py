"""Ledgers that were handed in: what each brought, and how it stands."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.calendar import day_of
from shuniu.kernel.imports.pages import state_shown
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.kernel.models import Batch
from shuniu.organizations import permissions
from shuniu.organizations.actions.importing import KIND


class LedgerList(ListPage):
    permission = permissions.IMPORT
    title = _("Ledgers handed in")
    sentence = _("Ledgers of organizations that were handed in, the newest first.")
    order = "-pk"
    empty_text = _("No file was handed in yet.")
    columns = (
        Column("file_name", _("File"), sort="file_name"),
        Column("as_of", _("Speaks for"), sort="as_of"),
        Column("state", _("State"), value=state_shown, kind="tag"),
        Column("created", _("new"), value=lambda b: b.summary.get("created"), kind="number"),
        Column("updated", _("changed"), value=lambda b: b.summary.get("updated"), kind="number"),
        Column("refused", _("Refused rows"), value=lambda b: b.summary.get("refused"), kind="number"),
        Column("uploaded_at", _("Handed in"), value=lambda b: day_of(b.uploaded_at)),
    )
    filters = (
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: Batch.State.choices),
    )

    def rows(self, actor):
        return Batch.objects.visible_to(actor).filter(kind=KIND).defer("undo")

    def row_url(self, row) -> str:
        return reverse("organizations:import", args=[row.pk])

    def actions(self):
        yield {"label": _("Import a ledger"), "url": reverse("organizations:new_import"), "main": True}
