"""One inbox: what waits for me, with its time limit. Each room answers for itself; the desk puts them in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shuniu.activities.public import activities_waiting_for
from shuniu.casework.public import CASE, cases_waiting_for
from shuniu.groups.public import FILING, duties_waiting_for, filings_waiting_for
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import MANAGE_CODES, PERMISSIONS
from shuniu.kernel.rules.queries import year_without_holidays
from shuniu.organizations.public import (
    CHANGE_REQUEST,
    INSPECTION,
    OBJECTION,
    change_requests_waiting_for,
    inspections_waiting_for,
    objections_waiting_for,
)
from shuniu.people.public import duplicates_open, erasures_waiting_for
from shuniu.venues.public import venues_waiting_for
from shuniu.volunteers.public import station_waiting_for

SHOWN = 60
SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for somebody."""

    matter: str | Promise
    thing: str
    step: str | Promise
    url: str
    due_on: date | None = None
    at_once: bool = False  # stands before everything else: somebody is in danger

    def urgency(self, today: date) -> str:
        """late · due · ok: the colour beside the words."""
        if self.due_on is None:
            return "ok"
        return "late" if self.due_on < today else "due" if self.due_on <= today + SOON else "ok"

    def limit(self, today: date) -> str:
        """How much time is left, in words."""
        if self.due_on is None:
            return _("no limit")
        days = (self.due_on - today).days
        if days == 0:
            return _("today")
        if days > 0:
            return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for this actor, the most pressing first, things without a limit last."""
    found = [waiting for source in SOURCES for waiting in source(actor)]
    return sorted(found, key=lambda w: (not w.at_once, w.due_on is None, w.due_on or actor.today))[:SHOWN]


def _filings(actor: Actor) -> Iterable[Waiting]:
    for filing in filings_waiting_for(actor)[:SHOWN]:
        yield Waiting(
            matter=filing.get_kind_display(),
            thing=filing.group.name,
            step=FILING.by_state[filing.state].label,
            url=reverse("groups:filing", args=[filing.pk]),
            due_on=filing.due_on,
        )


def _duties(actor: Actor) -> Iterable[Waiting]:
    for duty in duties_waiting_for(actor):
        step = _("late") if duty.state == "late" else _("due")
        yield Waiting(matter=duty.title, thing=duty.thing, step=step, url=duty.url, due_on=duty.due_on)


def _cases(actor: Actor) -> Iterable[Waiting]:
    for case in cases_waiting_for(actor)[:SHOWN]:
        yield Waiting(
            matter=case.service.name,
            thing=case.number,
            step=CASE.by_state[case.state].label,
            url=reverse("casework:case", args=[case.pk]),
            due_on=case.due_on,
        )


def _venues(actor: Actor) -> Iterable[Waiting]:
    for each in venues_waiting_for(actor):
        yield Waiting(matter=each.matter, thing=each.thing, step=each.step, url=each.url, due_on=each.due_on)


def _activities(actor: Actor) -> Iterable[Waiting]:
    for each in activities_waiting_for(actor):
        yield Waiting(matter=each.matter, thing=each.thing, step=each.step, url=each.url, due_on=each.due_on)


def _imports(actor: Actor) -> Iterable[Waiting]:
    if "groups.import" not in PERMISSIONS or not actor.may("groups.import"):
        return
    for batch in (
        Batch.objects.visible_to(actor)
        .filter(state=Batch.State.WAITING)
        .exclude(kind__in=("volunteers", "attendance"))
        .order_by("-pk")[:10]
    ):
        yield Waiting(
            matter=_("import"),
            thing=batch.file_name,
            step=_("waits for acceptance"),
            url=reverse(f"{'organizations' if batch.kind == 'organizations' else 'groups'}:import", args=[batch.pk]),
        )


def _inspections(actor: Actor) -> Iterable[Waiting]:
    for inspection in inspections_waiting_for(actor)[:SHOWN]:
        yield Waiting(
            matter=_("yearly inspection"),
            thing=inspection.organization.name,
            step=INSPECTION.by_state[inspection.state].label,
            url=reverse("organizations:inspection", args=[inspection.pk]),
            due_on=inspection.due_on,
        )


def _directory_changes(actor: Actor) -> Iterable[Waiting]:
    for change in change_requests_waiting_for(actor)[:SHOWN]:
        yield Waiting(
            matter=_("directory change"),
            thing=change.organization.name,
            step=CHANGE_REQUEST.by_state[change.state].label,
            url=reverse("organizations:change", args=[change.pk]),
            due_on=change.due_on,
        )


def _objections(actor: Actor) -> Iterable[Waiting]:
    for objection in objections_waiting_for(actor)[:SHOWN]:
        yield Waiting(
            matter=_("an organization's objection"),
            thing=objection.organization.name,
            step=OBJECTION.by_state[objection.state].label,
            url=reverse("organizations:answer_objection", args=[objection.pk]),
            due_on=objection.due_on,
        )


def _station(actor: Actor) -> Iterable[Waiting]:
    for each in station_waiting_for(actor):
        yield Waiting(each.matter, each.thing, each.step, each.url, each.due_on, each.at_once)


def _erasures(actor: Actor) -> Iterable[Waiting]:
    for asked in erasures_waiting_for(actor):
        yield Waiting(
            matter=_("erasure"),
            thing=asked.person.name,
            step=_("waits for two signatures"),
            url=reverse("people:erasure", args=[asked.pk]),
            due_on=asked.due_on,
        )


def _duplicates(actor: Actor) -> Iterable[Waiting]:
    if count := duplicates_open(actor):
        yield Waiting(
            matter=_("possible duplicates"),
            thing=ngettext("%(count)s pair", "%(count)s pairs", count) % {"count": count},
            step=_("to be looked at"),
            url=reverse("people:duplicates"),
        )


def _calendar(actor: Actor) -> Iterable[Waiting]:
    if actor.may(MANAGE_CODES) and (year := year_without_holidays(actor.today)):
        yield Waiting(
            matter=_("calendar"),
            thing=_("holidays of %(year)s") % {"year": year},
            step=_("not entered yet"),
            url=reverse("kernel:new_workdays"),
        )


SOURCES: tuple[Callable[[Actor], Iterable[Waiting]], ...] = (
    _filings,
    _duties,
    _cases,
    _venues,
    _activities,
    _imports,
    _station,
    _inspections,
    _directory_changes,
    _objections,
    _erasures,
    _duplicates,
    _calendar,
)
