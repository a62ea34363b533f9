"""Outreach patrols: routes, sheets, hand-overs, the report of a minor in danger at once, and forgetting in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import setting
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import conceal
from shuniu.volunteers import permissions
from shuniu.volunteers.certificate_workflow import MINOR_REPORT
from shuniu.volunteers.models import (
    Encounter,
    HandOver,
    MinorReport,
    Patrol,
    PatrolMember,
    PatrolRoute,
    ServicePoint,
    Team,
    Volunteer,
)
from shuniu.volunteers.patrolling import says_no_more_than_the_street

ROUTE_OPENED = trail.entry_kind(
    "patrols.route_opened", _("Opened the patrol route {name}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
ROUTE_CLOSED = trail.entry_kind(
    "patrols.route_closed", _("Closed the patrol route {name}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
SET_OUT = trail.entry_kind(
    "patrols.sets_out", _("The route sets out from: {point}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
RECORDED = trail.entry_kind(
    "patrols.recorded",
    _("Recorded the patrol of {day}: {people} volunteers, {leaflets} leaflets, {met} people met"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
MET = trail.entry_kind(
    "patrols.met", _("Added an encounter to the patrol of {day}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
FOLLOWED_UP = trail.entry_kind(
    "patrols.followed_up", _("Wrote what came of a hand-over"), erasure=trail.Erasure.NOTHING_PERSONAL
)
MINOR = trail.entry_kind(
    "patrols.minor_in_danger", _("Reported a minor in danger"), erasure=trail.Erasure.NOTHING_PERSONAL
)

TIED = trail.entry_kind(
    "patrols.minor_tied", _("The report belongs to the patrol of {day}"), erasure=trail.Erasure.NOTHING_PERSONAL
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A minor in danger: what is known at once. danger: a code."""

    danger: str
    place: str
    at: datetime
    channel: str = MinorReport.Channel.SHEET
    called_by: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """receiver: a code of table patrols.receiver. received_by: whoever took over there, by office or name."""

    receiver: str
    at: time
    by_whom: str
    received_by: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody met. situation, actions, danger: codes. `danger` is for a minor alone, and makes a report at once."""

    at: time
    place: str
    situation: str
    wish: str
    actions: Sequence[str] = field(default_factory=tuple)
    leaflet: bool = False
    is_minor: bool = False
    danger: str = ""
    first_aid_at: time | None = None
    offered_name: str = ""
    handover: HandedOver | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The head of a patrol sheet."""

    day: date
    starts: time
    ends: time
    leaflets: int = 0
    note: str = ""
    team: Team | None = None


# --- Routes ---------------------------------------------------------------------------------------------------------------
@action
def open_route(
    *,
    centre_id: int,
    name: str,
    stretch: str,
    walked: str = "",
    service_point: ServicePoint | None = None,
    by: Actor,
) -> PatrolRoute:
    """service_point: from where it sets out; figures by service point count its patrols there."""
    require(holds(by, permissions.ARRANGE_PATROLS))
    route = PatrolRoute(centre_id=centre_id, name=name, stretch=stretch, walked=walked, opened_on=by.today)
    route.service_point = service_point
    _insert(route, _("There is a route of this name already."))
    trail.record(ROUTE_OPENED, route, by=by, facts={"name": name})
    return route


@action
def set_out_from(route: PatrolRoute, service_point: ServicePoint | None, *, by: Actor) -> PatrolRoute:
    """From which service point a route sets out; its patrols, walked and to come, are counted there."""
    require(holds(by, permissions.ARRANGE_PATROLS))
    if route.service_point == service_point:
        raise Refused(Denied(_("Nothing was changed.")))
    route.service_point = service_point
    route.save(update_fields=["service_point"])
    trail.record(SET_OUT, route, by=by, facts={"point": service_point.name if service_point else "–"})
    return route


@action
def close_route(route: PatrolRoute, *, by: Actor) -> None:
    require(holds(by, permissions.ARRANGE_PATROLS))
    if route.closed_on is not None:
        raise Refused(Denied(_("The route is closed already.")))
    route.closed_on = by.today
    route.save(update_fields=["closed_on"])
    trail.record(ROUTE_CLOSED, route, by=by, facts={"name": route.name})


# --- Sheets ---------------------------------------------------------------------------------------------------------------
@action
def record_patrol(
    route: PatrolRoute, sheet: Sheet, volunteers: Sequence[Volunteer], met: Sequence[Met] = (), *, by: Actor
) -> Patrol:
    """Write down a patrol that was walked, with whom it met. Raises Refused, and then nothing is written."""
    require(holds(by, permissions.PATROL))
    _refuse_sheet(route, sheet, volunteers, by)
    patrol = Patrol(
        centre_id=route.centre_id,
        route=route,
        team=sheet.team,
        day=sheet.day,
        starts=sheet.starts,
        ends=sheet.ends,
        leaflets=sheet.leaflets,
        note=sheet.note,
        recorded_at=by.at,
        recorded_by=by.name,
        via=by.via,
    )
    _insert(patrol, _("The sheet of this patrol is recorded already."))
    PatrolMember.objects.bulk_create(
        PatrolMember(centre_id=patrol.centre_id, patrol=patrol, volunteer=volunteer) for volunteer in volunteers
    )
    for each in met:
        _write(patrol, each, by)
    facts = {
        "day": sheet.day.isoformat(),
        "people": len(volunteers),
        "leaflets": sheet.leaflets,
        "met": len(met),
    }
    trail.record(RECORDED, patrol, by=by, facts=facts)
    return patrol


@action
def add_encounter(patrol: Patrol, met: Met, *, by: Actor) -> Encounter:
    """One more encounter on a sheet, while the others of its patrol are still kept."""
    require(holds(by, permissions.PATROL))
    if patrol.day + timedelta(days=_kept_days(patrol, "patrols.keep_days", by)) <= by.today:
        raise Refused(Denied(_("The encounters of this patrol are deleted already; only its figures are kept.")))
    encounter = _write(patrol, met, by)
    trail.record(MET, patrol, by=by, facts={"day": patrol.day.isoformat()})
    return encounter


@action
def follow_up(handover: HandOver, *, words: str, by: Actor) -> None:
    """What came of a hand-over, in a few words about the help given and not about the person."""
    require(holds(by, permissions.ARRANGE_PATROLS))
    _refuse_words(words)
    handover.follow_up = words.strip()[:200]
    handover.save(update_fields=["follow_up"])
    trail.record(FOLLOWED_UP, handover, by=by)


# --- A minor in danger ----------------------------------------------------------------------------------------------------
@action
def report_minor(
    *,
    centre_id: int,
    danger: str,
    place: str,
    seen_at: datetime,
    channel: str,
    called_by: str = "",
    told: str = "",
    by: Actor,
) -> MinorReport:
    """A minor is in danger now: the least that can be acted on, without a sheet. `told`: an authority told already.

    called_by: the number of the volunteer who rang, where it is known. Raises Refused.
    """
    require(holds(by, permissions.PATROL))
    _refuse_words(place)
    if not place.strip():
        raise Refused(Denied(_("Write the street; never a home.")))
    if seen_at > by.at:
        raise Refused(Denied(_("This lies in the future.")))
    seen = Seen(danger, place.strip(), seen_at, channel, called_by.strip())
    report = _report_minor(seen, centre_id, by)
    if told:
        MINOR_REPORT.take("tell", report, by=by, told=told, told_at=by.at, told_by=by.name)
    return report


@action
def tie_to_patrol(report: MinorReport, patrol: Patrol, *, by: Actor) -> MinorReport:
    """The sheet is written by now: the report belongs to this patrol. Once; a day's difference is a night's walk."""
    require(holds(by, permissions.TELL_OF_MINOR))
    if report.patrol_id is not None:
        raise Refused(Denied(_("The report belongs to a patrol already.")))
    if abs(patrol.day - timezone.localtime(report.seen_at).date()) > timedelta(days=1):
        raise Refused(Denied(_("This patrol was walked on another day.")))
    report.patrol = patrol
    report.save(update_fields=["patrol"])
    trail.record(TIED, report, by=by, facts={"day": patrol.day.isoformat(), "patrol": patrol.pk})
    return report


@action
def tell_of_minor(report: MinorReport, *, told: str, told_at: datetime, by: Actor) -> None:
    """An authority was told. `told`: a code of table patrols.authority."""
    if told_at > by.at:
        raise Refused(Denied(_("This lies in the future.")))
    MINOR_REPORT.take("tell", report, by=by, told=told, told_at=told_at, told_by=by.name)


@action
def close_minor_report(report: MinorReport, *, outcome: str, by: Actor) -> None:
    if not outcome.strip():
        raise Refused(Denied(_("Please write what came of it.")))
    _refuse_words(outcome)
    MINOR_REPORT.take("close", report, by=by, outcome=outcome.strip()[:300])


# --- How it is written ------------------------------------------------------------------------------------------------------
def _refuse_sheet(route: PatrolRoute, sheet: Sheet, volunteers: Sequence[Volunteer], by: Actor) -> None:
    if sheet.day > by.today:
        raise Refused(Denied(_("This patrol has not been walked yet.")))
    if sheet.ends <= sheet.starts:
        raise Refused(Denied(_("A patrol ends after it began, on the same day.")))
    if route.closed_on is not None and sheet.day > route.closed_on:
        raise Refused(Denied(_("The route was closed before that day.")))
    if not volunteers:
        raise Refused(Denied(_("Say who walked.")))
    if any(volunteer.centre_id != route.centre_id for volunteer in volunteers):
        raise Refused(Denied(_("Somebody on this sheet is a volunteer of another centre.")))
    if by.subject is not None:
        late = int(setting("patrols.late_days", place=route.centre_id, on=by.today))
        if by.subject not in [("volunteers.volunteer", volunteer.pk) for volunteer in volunteers]:
            raise Refused(Denied(_("A sheet is written by somebody who walked.")))
        if sheet.day + timedelta(days=late) < by.today:
            raise Refused(Denied(_("After %(days)s days the sheet is brought to the centre.") % {"days": late}))
    _refuse_words(sheet.note)


def _refuse_words(text: str) -> None:
    require(says_no_more_than_the_street(text))


def _refuse_met(met: Met) -> None:
    _refuse_words(met.place)
    if not met.place.strip():
        raise Refused(Denied(_("Write the street; never a home.")))
    if met.danger and not met.is_minor:
        raise Refused(Denied(_("The report of danger is for a minor; for an adult call the emergency.")))
    if met.handover is None or met.is_minor or met.first_aid_at is not None:
        return
    if met.wish != Encounter.Wish.WILLING:
        raise Refused(Denied(_("Nobody is handed over against the own wish, save a minor or in an emergency.")))


def _write(patrol: Patrol, met: Met, by: Actor) -> Encounter:
    _refuse_met(met)
    encounter = Encounter(
        centre_id=patrol.centre_id,
        patrol=patrol,
        at=met.at,
        place=met.place.strip(),
        situation=met.situation,
        actions=list(met.actions),
        leaflet=met.leaflet,
        wish=met.wish,
        is_minor=met.is_minor,
        first_aid_at=met.first_aid_at,
        delete_on=patrol.day + timedelta(days=_kept_days(patrol, "patrols.keep_days", by)),
    )
    if met.offered_name:
        conceal(encounter, "offered_name", met.offered_name)
    encounter.save(force_insert=True)
    if met.handover is not None:
        _hand_over(encounter, met.handover)
    if met.danger:
        seen_at = timezone.make_aware(datetime.combine(patrol.day, met.at))
        _report_minor(Seen(met.danger, met.place.strip(), seen_at), patrol.centre_id, by, encounter)
    return encounter


def _hand_over(encounter: Encounter, handed: HandedOver) -> None:
    HandOver(
        centre_id=encounter.centre_id,
        encounter=encounter,
        receiver=handed.receiver,
        received_by=handed.received_by,
        at=handed.at,
        by_whom=handed.by_whom,
    ).save(force_insert=True)


def _report_minor(seen: Seen, centre_id: int, by: Actor, encounter: Encounter | None = None) -> MinorReport:
    """At once: it stands on the desk of everyone who may pass it on, until somebody did."""
    kept = int(setting("patrols.minor_keep_days", place=centre_id, on=by.today))
    report = MinorReport(
        centre_id=centre_id,
        patrol_id=encounter.patrol_id if encounter else None,
        encounter=encounter,
        danger=seen.danger,
        place=seen.place,
        seen_at=seen.at,
        channel=seen.channel,
        called_by=seen.called_by,
        reported_at=by.at,
        reported_by=by.name,
        delete_on=timezone.localtime(seen.at).date() + timedelta(days=kept),
    )
    MINOR_REPORT.begin(report, by=by)
    report.due_on = by.today
    report.save(force_insert=True)
    trail.record(MINOR, report, by=by)
    return report


def _kept_days(patrol: Patrol, key: str, by: Actor) -> int:
    return int(setting(key, place=patrol.centre_id, on=by.today))


def _insert(row, taken) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(taken)) from twice
