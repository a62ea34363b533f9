"""Volunteer workbooks that were handed in: what each brought, and how it stands."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports.pages import state_shown
from shuniu.kernel.lists import Column, ListPage
from shuniu.kernel.models import Batch
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.importing import KIND


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
        Column("state", _("State"), value=state_shown, kind="tag"),
    )

    def rows(self, actor):
        return Batch.objects.visible_to(actor).filter(kind=KIND).defer("undo")

    def row_url(self, row) -> str:
        return reverse("volunteers:import", args=[row.pk])

    def actions(self):
        yield {"label": _("Hand in a workbook"), "url": reverse("volunteers:upload"), "main": True}
