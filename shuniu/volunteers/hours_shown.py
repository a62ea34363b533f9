"""Entries of the ledger as they are shown: with their provenance, what took them back, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable

from shuniu.volunteers.judgement import said
from shuniu.volunteers.models import Decision, HourEntry, Objection
from shuniu.volunteers.words import hours_of


def shown_entries(entries: Iterable[HourEntry]) -> list[HourEntry]:
    """The entries with `hours_shown`, `is_gone`, `doubts` and `objection`; a few questions for all of them."""
    rows = (
        list(entries.select_related("service_point", "volunteer__person"))
        if hasattr(entries, "model")
        else list(entries)
    )
    keys = [row.pk for row in rows]
    gone = set(
        HourEntry.objects.unscoped(because="tied to entries that were scoped")
        .filter(corrects_id__in=keys, kind=HourEntry.Kind.REVERSAL)
        .values_list("corrects_id", flat=True)
    )
    doubts: dict[int, list[Decision]] = {}
    found = Decision.objects.unscoped(because="tied to entries that were scoped")
    for decision in found.filter(noun="volunteers.hourentry", noun_id__in=keys, outcome=Decision.Outcome.DOUBTFUL):
        decision.said = said(decision)
        doubts.setdefault(decision.noun_id, []).append(decision)
    objections = Objection.objects.unscoped(because="tied to entries that were scoped").filter(entry_id__in=keys)
    objected = {objection.entry_id: objection for objection in objections.order_by("pk")}
    for row in rows:
        row.hours_shown, row.is_gone = hours_of(row.minutes), row.pk in gone
        row.doubts, row.objection = doubts.get(row.pk, []), objected.get(row.pk)
    return rows
