"""One line of the trail, and verifying the whole."""

from __future__ import annotations

from django.shortcuts import redirect

from shuniu.kernel.audit.actions import VERIFIED, note_verification
from shuniu.kernel.audit.queries import (
    DOORS,
    detail_state,
    entries_for,
    kind_label,
    link_of,
    noun_label,
    problem_label,
    role_label,
    seal_of,
)
from shuniu.kernel.models import TrailEntry, TrailSeal
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import VIEW_TRAIL
from shuniu.kernel.trail import sentence, verify_trail


class EntryPage(Page):
    permission = VIEW_TRAIL
    template = "kernel/audit/entry.html"

    def get(self, request, pk):
        entry = self.find(entries_for(self.actor), pk=pk)
        return self.show(
            entry=entry,
            sentence=sentence(entry),
            kind=kind_label(entry.kind),
            role=role_label(entry.role),
            via=DOORS.get(entry.via, entry.via),
            thing=f"{noun_label(entry.noun)} {entry.noun_id or ''}".strip(),
            link=link_of(entry, self.actor),
            detail=detail_state(entry),
            seal=seal_of(entry),
        )


class Verify(Page):
    """POST: walk the chain, note the result, show it."""

    permission = VIEW_TRAIL

    def post(self, request):
        seals, entries = TrailSeal.objects.count(), TrailEntry.objects.count()
        noted = note_verification(verify_trail(), seals=seals, entries=entries, by=self.actor)
        return redirect("kernel:trail_verification", noted.pk)


class Verification(Page):
    permission = VIEW_TRAIL
    template = "kernel/audit/verification.html"

    def get(self, request, pk):
        noted = self.find(entries_for(self.actor).filter(kind=VERIFIED), pk=pk)
        findings = [(f"{first}–{last}", problem_label(problem)) for first, last, problem in noted.facts["told"]]
        return self.show(noted=noted, facts=noted.facts, findings=findings)
