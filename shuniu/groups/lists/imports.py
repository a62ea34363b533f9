"""Office files that were handed in: what each brought, and how it stands."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.actions.import_desk import KINDS
from shuniu.kernel.calendar import day_of
from shuniu.kernel.imports.pages import state_shown
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.kernel.models import Batch


class ImportList(ListPage):
    permission = permissions.IMPORT
    title = _("Imports")
    sentence = _("Office files that were handed in, the newest first.")
    order = "-pk"
    template = "groups/imports/list.html"
    empty_text = _("No file was handed in yet.")
    columns = (
        Column("file_name", _("File"), sort="file_name"),
        Column("as_of", _("Speaks for"), sort="as_of"),
        Column("state", _("State"), value=state_shown, kind="tag"),
        Column("groups", _("New groups"), value=lambda b: _created(b, "groups"), kind="number"),
        Column("people", _("New people"), value=lambda b: _created(b, "people"), kind="number"),
        Column("memberships", _("New memberships"), value=lambda b: _created(b, "memberships"), kind="number"),
        Column("refused", _("Refused rows"), value=lambda b: b.summary.get("rejected_rows"), kind="number"),
        Column("uploaded_at", _("Handed in"), value=lambda b: day_of(b.uploaded_at)),
    )
    filters = (
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: Batch.State.choices),
    )

    def rows(self, actor):
        return Batch.objects.visible_to(actor).filter(kind__in=KINDS).defer("undo")

    def row_url(self, row) -> str:
        return reverse("groups:import", args=[row.pk])


def _created(batch: Batch, noun: str) -> int | None:
    return batch.summary.get(noun, {}).get("created")
