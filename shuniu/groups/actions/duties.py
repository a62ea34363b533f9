"""The monthly duties: filing and correcting a return, excusing with a reason, reminding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.models import Duty, Excuse, Group, MonthlyReturn, Reminder, ReportedFigure
from shuniu.groups.windows import is_reported
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import month_end
from shuniu.kernel.permissions import Denied, Refused, holds, require

RETURN_FILED = trail.entry_kind(
    "groups.return_filed",
    _("Filed the return of {month}: meetings {meetings}, trainings {trainings}, activities {activities}"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
RETURN_CORRECTED = trail.entry_kind(
    "groups.return_corrected",
    _(
        "Corrected the return of {month}: meetings {meetings}, trainings {trainings}, activities {activities}, "
        "attendance {attendance}, members {members}"
    ),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
# One kind a duty, so that each is said in the reader's language.
EXCUSED = {
    duty: trail.entry_kind(f"groups.{duty}_excused", sentence, erasure=trail.Erasure.KEEP_BY_LAW)
    for duty, sentence in (
        (Duty.MEETING, _("Excused the meeting of {month}: {reason}")),
        (Duty.TRAINING, _("Excused the training of {month}: {reason}")),
        (Duty.RETURN, _("Excused the return of {month}: {reason}")),
    )
}
FIGURE_REPORTED = trail.entry_kind(
    "groups.figure_reported",
    _("Noted a reported figure of {value}, as of {reported_on}"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
REMINDED = trail.entry_kind(
    "groups.reminded", _("Reminded of the duties of {month}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
MONTHLY_RETURN = "monthly_return"  # the source of a figure that a return brought


class ReturnFigures(NamedTuple):
    """What a return says: counts of the month, people on average, members as the group reports them."""

    meetings: int
    trainings: int
    activities: int
    attendance: int
    members: int
    note: str = ""


class AlreadyIn(Refused):
    """The month's return is in already."""

    def __init__(self):
        super().__init__(Denied(_("This month's return is already in; correct it instead.")))


@action
def file_return(group: Group, month: date, figures: ReturnFigures, *, channel: str, by: Actor) -> MonthlyReturn:
    """File a month's return. A month still running may be filed; one to come, or without the group, may not.

    Raises Refused, AlreadyIn where the month's return is in.
    """
    require(holds(by, permissions.FILE_RETURN))
    _require_reported(group, month, by)
    filed = MonthlyReturn(
        centre_id=group.centre_id,
        group=group,
        month=month,
        filed_at=by.at,
        filed_by=by.name,
        channel=channel,
        **figures._asdict(),
    )
    try:
        filed.save(force_insert=True)
    except IntegrityError as twice:  # leaves the action, which rolls back whole
        raise AlreadyIn from twice
    _report_members(group, filed)
    trail.record(RETURN_FILED, group, by=by, facts={"month": f"{month:%Y-%m}", "channel": channel, **_counts(figures)})
    return filed


@action
def correct_return(filed: MonthlyReturn, figures: ReturnFigures, *, by: Actor) -> MonthlyReturn:
    """Correct a return that is in; what it said before stays in the trail. Raises Refused where nothing changed."""
    require(holds(by, permissions.FILE_RETURN))
    said = figures._asdict()
    before = {name: getattr(filed, name) for name in said}
    if before == said:
        raise Refused(Denied(_("Nothing was changed.")))
    for name, value in said.items():
        setattr(filed, name, value)
    filed.corrected_at = by.at
    filed.save(update_fields=[*before, "corrected_at"])
    _report_members(filed.group, filed)
    changes = {name: _change(before[name], value) for name, value in _counts(figures).items()}
    trail.record(RETURN_CORRECTED, filed.group, by=by, facts={"month": f"{filed.month:%Y-%m}", **changes})
    return filed


@action
def excuse_duty(group: Group, month: date, duty: Duty, *, reason: str, by: Actor) -> Excuse:
    """Excuse one duty of a month, by name and with a reason."""
    require(holds(by, permissions.EXCUSE))
    _require_reported(group, month, by)
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    excuse, _made = Excuse.objects.unscoped(because="the group was scoped").update_or_create(
        centre_id=group.centre_id,
        group=group,
        month=month,
        duty=duty,
        defaults={"reason": reason.strip(), "excused_by": by.name, "excused_at": by.at},
    )
    trail.record(EXCUSED[duty], group, by=by, facts={"month": f"{month:%Y-%m}", "reason": reason.strip()})
    return excuse


@action
def report_figure(group: Group, *, figure: str, value: int, reported_on: date, source: str, by: Actor) -> None:
    """Note a number somebody reported, with its source and day; it never replaces the counted one."""
    require(holds(by, permissions.EDIT))
    if reported_on > by.today:
        raise Refused(Denied(_("This day has not come yet.")))
    _put_figure(group, figure=figure, value=value, reported_on=reported_on, source=source)
    facts = {"figure": figure, "value": value, "reported_on": reported_on.isoformat(), "source": source}
    trail.record(FIGURE_REPORTED, group, by=by, facts=facts)


@action
def remind_groups(groups: Iterable[Group], month: date, *, channel: str, note: str = "", by: Actor) -> list[Reminder]:
    """Note that groups were reminded of a month's duties: one line in the trail a group, on whose page it stands."""
    require(holds(by, permissions.REMIND))
    reminders = []
    for group in groups:
        reminders.append(
            Reminder(
                centre_id=group.centre_id,
                group=group,
                month=month,
                reminded_at=by.at,
                channel=channel,
                reminded_by=by.name,
                note=note,
            )
        )
        trail.record(REMINDED, group, by=by, facts={"month": f"{month:%Y-%m}", "channel": channel})
    Reminder.objects.unscoped(because="the groups were scoped").bulk_create(reminders)
    return reminders


def _require_reported(group: Group, month: date, by: Actor) -> None:
    if month > by.today:
        raise Refused(Denied(_("This month has not begun.")))
    if not is_reported(group, month, by.today):
        raise Refused(Denied(_("In this month the group was not active in the register.")))


def _counts(figures: ReturnFigures) -> dict[str, int]:
    return {name: value for name, value in figures._asdict().items() if name != "note"}


def _change(before: int, after: int) -> str:
    return str(after) if before == after else f"{before} → {after}"


def _report_members(group: Group, filed: MonthlyReturn) -> None:
    """The reported number stands beside the counted one, with its source and day."""
    _put_figure(
        group,
        figure=ReportedFigure.Figure.MEMBERS,
        value=filed.members,
        reported_on=month_end(filed.month),
        source=MONTHLY_RETURN,
    )


def _put_figure(group: Group, *, figure: str, value: int, reported_on: date, source: str) -> None:
    """Insert, or replace what the same source said of the same day, in one statement."""
    ReportedFigure.objects.unscoped(because="the group was scoped").bulk_create(
        [
            ReportedFigure(
                centre_id=group.centre_id,
                group=group,
                figure=figure,
                value=value,
                reported_on=reported_on,
                source=source,
            )
        ],
        update_conflicts=True,
        unique_fields=["centre", "group", "figure", "reported_on", "source"],
        update_fields=["value"],
    )
