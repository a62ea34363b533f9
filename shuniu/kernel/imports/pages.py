"""Pages that every office file has, whichever room reads it."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from django.http import Http404, HttpResponse
from django.template import engines
from django.urls import reverse
from django.utils.translation import gettext as _
from jinja2_fragments import render_block

from shuniu.kernel.imports.at_work import told
from shuniu.kernel.imports.keeping import is_kept, kept_file, kept_preview
from shuniu.kernel.imports.marked import listed, marked_workbook
from shuniu.kernel.lists.export import XLSX
from shuniu.kernel.models import Batch
from shuniu.kernel.pages import Page

STATE = Batch.State
AT_WORK = (STATE.JUDGING, STATE.WRITING)
COLOURS = {
    STATE.JUDGING: "info", STATE.WAITING: "due", STATE.WRITING: "info", STATE.WRITTEN: "ok", STATE.REFUSED: "late",
    STATE.UNDONE: "muted", STATE.DROPPED: "muted",
}  # fmt: skip


def state_shown(batch: Batch) -> tuple[str, str]:
    """(kind of tag, words): how a file stands."""
    return COLOURS[STATE(batch.state)], str(batch.get_state_display())


class FilePage(Page, abstract=True):
    """A page about one file of the room; another room's file is 404 here."""

    room: ClassVar[str]  # whose addresses `import` and `import_progress` are meant
    kinds: ClassVar[Collection[str]]

    def batch_at(self, pk: int) -> Batch:
        return self.find(Batch.objects.visible_to(self.actor).filter(kind__in=self.kinds), pk=pk)


class ProgressPage(FilePage, abstract=True):
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
            "sentence": "",  # the fragment says how it stands
            "state": ("running" if rows else "waiting") if busy else "done",
            "said": _("%(rows)d rows read") % {"rows": rows} if rows else "",
            "done": rows,
            "total": 0,
            "url": reverse(f"{self.room}:import_progress", args=[batch.pk]),
            "result_url": "" if busy else reverse(f"{self.room}:import", args=[batch.pk]),
            "result_label": "",
        }


class MarkedPage(FilePage, abstract=True):
    """The office's own workbook with the refused cells marked; a list of them once the file is forgotten."""

    def get(self, request, pk):
        batch = self.batch_at(pk)
        cells = kept_preview(batch).get("refused") or batch.summary.get("rejected", [])
        if not cells:
            raise Http404
        content = marked_workbook(kept_file(batch), cells) if is_kept(batch) else listed(cells)
        return workbook_made(content, name=f"import-{batch.pk}-marked.xlsx")


def workbook_made(content: bytes, *, name: str) -> HttpResponse:
    """A workbook that was made whole, as a download called `name`."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
