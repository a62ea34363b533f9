"""A volunteer workbook is received, accepted or dropped, and written: one transaction, one line in the trail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import hold
from shuniu.kernel.dated import setting
from shuniu.kernel.imports.desk import Desk
from shuniu.kernel.imports.standing import Moved, stamp
from shuniu.kernel.imports.undoing import sealed_before
from shuniu.kernel.models import Batch
from shuniu.kernel.numbers import next_numbers
from shuniu.kernel.permissions import holds, require
from shuniu.people.public import Particulars, Person, record_people, recording
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.ledger import Written, write_lines
from shuniu.volunteers.actions.registering import NUMBERS, written_number
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.models import ServicePoint, Team, TeamMembership, Trait, Volunteer
from shuniu.volunteers.models.hours import Channel

NOTHING = trail.Erasure.NOTHING_PERSONAL
RECEIVED = trail.entry_kind("volunteers.import_received", _("Received a volunteer workbook"), erasure=NOTHING)
JUDGED = trail.entry_kind(
    "volunteers.import_judged", _("Judged a volunteer workbook; it waits for acceptance"), erasure=NOTHING
)
UNREADABLE = trail.entry_kind(
    "volunteers.import_unreadable", _("A volunteer workbook could not be read"), erasure=NOTHING
)
ACCEPTED = trail.entry_kind(
    "volunteers.import_accepted", _("Accepted a volunteer workbook for writing"), erasure=NOTHING
)
DROPPED = trail.entry_kind("volunteers.import_dropped", _("Dropped a volunteer workbook"), erasure=NOTHING)
WRITTEN = trail.entry_kind(
    "volunteers.import_written",
    _("Imported a workbook: {volunteers} volunteers, {teams} teams, {entries} hours entries; {refused} rows refused"),
    erasure=NOTHING,
)
KIND = "volunteers"
KEPT = 200  # refused cells that stay with a written file, without their values
DESK = Desk((KIND,), RECEIVED, JUDGED, UNREADABLE, ACCEPTED, DROPPED)


@dataclass(slots=True, eq=False)
class NewVolunteer:
    """A volunteer the file brings; person: who is on record already. teams: (name, whether as leader)."""

    person: Person | None
    particulars: Particulars
    place_id: int
    number: str
    since: date
    service: tuple[str, ...] = ()
    skill: tuple[str, ...] = ()
    teams: list[tuple[str, bool]] = field(default_factory=list)
    row: Volunteer | None = None


@dataclass(slots=True)
class NewHours:
    """Hours the file brings. who: a volunteer on record or a new one of the file; where: (sheet, row)."""

    who: Volunteer | NewVolunteer
    point: str
    day: date
    minutes: int
    starts: time | None
    ends: time | None
    content: str
    evidence: str
    where: tuple[str, int]


@dataclass(slots=True)
class Plan:
    """Everything a file will write, decided beforehand."""

    centre_id: int
    as_of: date
    stamp: tuple[int, int]
    volunteers: list[NewVolunteer] = field(default_factory=list)
    new_teams: dict[str, int] = field(default_factory=dict)  # name → where it is at home
    social_workers: dict[str, str] = field(default_factory=dict)  # new team → who leads it, where the file says so
    joins: list[tuple[int, str, bool]] = field(default_factory=list)  # (volunteer on record, team, whether as leader)
    new_points: dict[str, date] = field(default_factory=dict)  # name → first day of service
    hours: list[NewHours] = field(default_factory=list)
    to_be_seconded: int = 0  # of these, those that make a day beyond what one hand writes down
    unchanged: int = 0
    known: int = 0  # of these, volunteers; the others are hours

    @property
    def takes_something(self) -> bool:
        """Whether a single row of the file was good, if only by saying what is on record already."""
        return bool(self.volunteers or self.joins or self.hours or self.unchanged)

    def facts(self) -> dict[str, int]:
        hours = {"hours": len(self.hours) - self.to_be_seconded, "to_be_seconded": self.to_be_seconded}
        return {"volunteers": len(self.volunteers), "teams": len(self.new_teams), **hours}

    def refused_hours(self, written: list[Written]) -> list[dict]:
        """The rows whose hours the ledger did not take: where they stand and why. written: in the order of `hours`."""
        refused = [(new.where, w.refused) for new, w in zip(self.hours, written, strict=True) if w.refused is not None]
        blank = {"column": "", "value": "", "remedy": "", "position": None}
        return [{**blank, "sheet": where[0], "row": where[1], "reason": why.said()} for where, why in refused]


@action
def receive_workbook(*, file_name: str, digest: str, as_of: date, by: Actor) -> Batch:
    """Note that a workbook arrived; it is judged by a job."""
    require(holds(by, permissions.IMPORT))
    return DESK.receive(file_name, digest=digest, kind=KIND, as_of=as_of, by=by)


@action
def note_judged(batch: Batch, *, summary: dict, waits: bool, by: Actor) -> Batch:
    """What came of judging: the file waits for somebody to accept it, or cannot be read at all."""
    return DESK.note(batch, summary=summary, waits=waits, by=by)


@action
def accept_workbook(batch: Batch, *, by: Actor) -> Batch:
    """Let a job write it; a second acceptance of the same file is refused."""
    require(holds(by, permissions.IMPORT))
    return DESK.accept(batch, by=by)


@action
def drop_workbook(batch: Batch, *, by: Actor) -> Batch:
    """Put it aside unwritten."""
    require(holds(by, permissions.IMPORT))
    return DESK.drop(batch, by=by)


@action
def write_workbook(plan: Plan, *, batch: Batch, summary: dict | None = None, by: Actor) -> list[Written]:
    """Write the plan under its batch (saved or not). Raises Moved where the register is no longer as it was judged against.

    summary: what is kept of the judged file; the rows that the ledger itself refuses are added to it.
    """
    require(holds(by, permissions.IMPORT))
    hold(plan.centre_id)
    if stamp(plan.centre_id) != plan.stamp:
        raise Moved
    DESK.write(batch, by=by)
    _write_volunteers(plan, batch, by)
    teams = _write_teams(plan, batch, by)
    undo = _write_memberships(plan, teams, batch)
    written = write_hours(plan, batch=batch, by=by)
    batch.summary = _told(plan, written, summary or {})
    batch.undo = sealed_before(undo, plan.centre_id)
    batch.save(update_fields=["summary", "undo"])
    facts = {**plan.facts(), "entries": batch.summary["hours"], "to_be_seconded": batch.summary["to_be_seconded"]}
    facts["refused"] = batch.summary["rejected_rows"]
    trail.record(WRITTEN, batch, by=by, batch_id=batch.pk, facts=facts)
    return written


def _told(plan: Plan, written: list[Written], summary: dict) -> dict:
    """The summary with the rows whose hours cannot be: where they stand and why."""
    cells = plan.refused_hours(written)
    return {
        **summary,
        **plan.facts(),
        "hours": sum(w.entry is not None for w in written),
        "to_be_seconded": sum(w.claim is not None for w in written),
        "rejected": [*summary.get("rejected", ()), *cells[:KEPT]],
        "rejected_rows": summary.get("rejected_rows", 0) + len(cells),
    }


def _write_volunteers(plan: Plan, batch: Batch, by: Actor) -> None:
    strangers = [new for new in plan.volunteers if new.person is None]
    if strangers:
        people = record_people([new.particulars for new in strangers], batch=batch, by=recording(by))
        for new, person in zip(strangers, people, strict=True):
            new.person = person
    _number(plan, by)
    for new in plan.volunteers:
        new.row = Volunteer(
            centre_id=plan.centre_id, person=new.person, place_id=new.place_id, number=new.number, applied_on=new.since,
            accepted_on=new.since, state="active", state_since=by.at, channel="import", batch=batch, changed_at=by.at,
        )  # fmt: skip
    Volunteer.objects.bulk_create([new.row for new in plan.volunteers], batch_size=500)
    Trait.objects.bulk_create(
        (
            Trait(centre_id=plan.centre_id, volunteer=new.row, table=f"volunteers.{name}", code=code)
            for new in plan.volunteers
            for name in ("service", "skill")
            for code in getattr(new, name)
        ),
        batch_size=1_000,
    )


def _number(plan: Plan, by: Actor) -> None:
    """Numbers for those without; the series goes on behind the numbers that the file brings."""
    pattern = setting("volunteers.number_pattern", place=plan.centre_id, on=by.today)
    standing = Volunteer.objects.unscoped(because="numbers are given once a centre").filter(centre_id=plan.centre_id)
    taken = set(standing.values_list("number", flat=True)) | {new.number for new in plan.volunteers}
    series = iter(next_numbers(NUMBERS, len(plan.volunteers) + len(taken), centre_id=plan.centre_id, year=0))
    for new in plan.volunteers:
        while not new.number:
            number = written_number(pattern, plan.centre_id, next(series))
            new.number = "" if number in taken else number


def _write_teams(plan: Plan, batch: Batch, by: Actor) -> dict[str, Team]:
    new = [
        Team(
            centre_id=plan.centre_id,
            place_id=place,
            name=name,
            founded_on=plan.as_of,
            batch=batch,
            social_worker=plan.social_workers.get(name, ""),
        )
        for name, place in plan.new_teams.items()
    ]
    Team.objects.bulk_create(new)
    standing = Team.objects.unscoped(because="the teams of one file's centre").filter(centre_id=plan.centre_id)
    return {team.name: team for team in standing.filter(closed_on__isnull=True)}


def _write_memberships(plan: Plan, teams: dict[str, Team], batch: Batch) -> dict[str, list]:
    """Returns what taking the file back must know: the memberships, and who became leader of which team."""
    joining = [(new.row.pk, new.since, team, leads) for new in plan.volunteers for team, leads in new.teams]
    joining += [(pk, plan.as_of, team, leads) for pk, team, leads in plan.joins]
    rows = {
        (pk, team): TeamMembership(centre_id=plan.centre_id, volunteer_id=pk, team=teams[team], since=since)
        for pk, since, team, _leads in joining
    }
    made = TeamMembership.objects.bulk_create(rows.values(), batch_size=1_000)
    led = {team: pk for pk, _since, team, leads in joining if leads and teams[team].leader_id is None}
    for name, pk in led.items():
        teams[name].leader_id = pk
    standing = Team.objects.unscoped(because="the teams of one file's centre")
    standing.bulk_update([teams[name] for name in led], ["leader"], batch_size=200)
    return {"memberships": [row.pk for row in made], "led": [[teams[name].pk, pk] for name, pk in led.items()]}


def write_hours(plan: Plan, *, batch: Batch, by: Actor) -> list[Written]:
    """The hours of a file, each judged like any other; long ones wait for another hand. Inside `write_workbook`."""
    ServicePoint.objects.bulk_create(
        ServicePoint(centre_id=plan.centre_id, place_id=plan.centre_id, name=name, opened_on=day)
        for name, day in plan.new_points.items()
    )
    points = ServicePoint.objects.unscoped(because="the points of one file's centre").filter(centre_id=plan.centre_id)
    lines = list(_lines(plan, dict(points.values_list("name", "pk"))))
    return write_lines(lines, centre_id=plan.centre_id, by=by, batch_id=batch.pk, second=True) if lines else []


def _lines(plan: Plan, points: dict[str, int]) -> Iterator[Line]:
    for new in plan.hours:
        who = new.who.row if isinstance(new.who, NewVolunteer) else new.who
        yield Line(
            volunteer_id=who.pk, service_point_id=points[new.point], day=new.day, minutes=new.minutes, starts=new.starts,
            ends=new.ends, content=new.content, evidence=new.evidence, channel=Channel.IMPORT,
        )  # fmt: skip
