"""Freezing: a report is the figures of a moment with their definitions, numbered, and never counted again."""

from __future__ import annotations

from datetime import date

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import documents, trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.numbers import next_number
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.outcomes import permissions
from shuniu.outcomes.frozen import digest_of, said_with_unit
from shuniu.outcomes.models import Report
from shuniu.outcomes.queries import Figure, figures

FROZEN = trail.entry_kind("outcomes.report_frozen", _("Froze report {number}"), erasure=trail.Erasure.NOTHING_PERSONAL)
LANGUAGES = ("zh-hans", "en")


@action
def freeze_report(*, title: str, first: date, last: date, by: Actor) -> Report:
    """Count every indicator now and keep the values with their definitions, under a number and a verification QR."""
    require(holds(by, permissions.FREEZE))
    if by.centre is None:
        raise Refused(Denied(_("A report is frozen for one centre.")))
    if first > last or last > by.today:
        raise Refused(Denied(_("A report speaks for days that have passed, the first before the last.")))
    kept = [_frozen(figure) for figure in figures(first=first, last=last, actor=by).values()]
    number = f"CX-{by.today.year}-{next_number('outcomes.report', centre_id=by.centre, year=by.today.year):03d}"
    report = Report(
        centre_id=by.centre,
        number=number,
        title=title.strip(),
        first_day=first,
        last_day=last,
        indicators=kept,
        digest=digest_of(kept),
        frozen_at=by.at,
        frozen_by=by.name,
    )
    report.save(force_insert=True)
    shows = {each["label"]["zh-hans"]: said_with_unit(each) for each in kept}
    documents.issue("report", report, number=number, shows={"名称": report.title, **shows}, by=by)
    trail.record(FROZEN, report, by=by, facts={"number": number, "digest": report.digest})
    return report


def _frozen(figure: Figure) -> dict:
    each = figure.indicator
    return {
        "name": each.name,
        "version": each.version,
        "unit": each.unit,
        "value": figure.value,
        "label": _in_each_language(each.label),
        "definition": _in_each_language(each.definition),
    }


def _in_each_language(text) -> dict[str, str]:
    told = {}
    for language in LANGUAGES:
        with translation.override(language):
            told[language] = str(text)
    return told
