"""Entries of the ledger as they are shown: with their provenance, what took them back, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from shuniu.volunteers.judgement import said
from shuniu.volunteers.models import Decision, HourEntry, Objection
from shuniu.volunteers.models.hours import Channel
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
    doubts = _doubts_of(rows)
    objections = Objection.objects.unscoped(because="tied to entries that were scoped").filter(entry_id__in=keys)
    objected = {objection.entry_id: objection for objection in objections.order_by("pk")}
    for row in rows:
        row.hours_shown, row.is_gone = hours_of(row.minutes), row.pk in gone
        row.doubts, row.objection = doubts.get(row.pk, []), objected.get(row.pk)
    return rows


def _doubts_of(rows: list[HourEntry]) -> dict[int, list[Decision]]:
    """The doubts about each entry: its own, that of the file it came in, and that of the clerk who keyed in all."""
    of_rows, of_files, of_points = ("volunteers.hourentry", "kernel.batch", "volunteers.servicepoint")
    asked = (
        Q(noun=of_rows, noun_id__in={row.pk for row in rows})
        | Q(noun=of_files, noun_id__in={row.batch_id for row in rows if row.batch_id})
        | Q(noun=of_points, noun_id__in={row.service_point_id for row in rows}, first__isnull=False)
    )
    found: dict[tuple[str, int], list[Decision]] = {}
    decisions = Decision.objects.unscoped(because="tied to entries that were scoped")
    for decision in decisions.filter(asked, outcome=Decision.Outcome.DOUBTFUL).order_by("pk"):
        decision.said = said(decision)
        found.setdefault((decision.noun, decision.noun_id), []).append(decision)
    return {
        row.pk: [
            *found.get((of_rows, row.pk), ()),
            *found.get((of_files, row.batch_id), ()),
            *(each for each in found.get((of_points, row.service_point_id), ()) if _covers(each, row)),
        ]
        for row in rows
    }


def _covers(decision: Decision, row: HourEntry) -> bool:
    """Whether a judgement on who keyed in a period doubts this entry."""
    if row.channel == Channel.CHECK_IN or row.kind != HourEntry.Kind.SERVICE:
        return False
    first, until = decision.first, decision.until
    in_period = first is not None and until is not None and first <= row.day < until
    return in_period and decision.hand_id in (None, row.keyed_by_id)
