"""What follows from an approval: one function a kind. Each leaves its own line about the group."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.groups.actions import endings
from shuniu.groups.actions.certificates import issue_certificate, renew_if_changed, withdraw_certificate
from shuniu.groups.actions.leadership import pass_leadership, start_leadership
from shuniu.groups.actions.registering import CHANGED, change_columns
from shuniu.groups.models import Filing, Group
from shuniu.groups.on_paper import short_name
from shuniu.groups.rules import leader_of, typed
from shuniu.kernel import trail
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import years_before
from shuniu.kernel.dated import setting
from shuniu.kernel.numbers import next_number
from shuniu.kernel.permissions import Denied, Refused

NOTHING = trail.Erasure.NOTHING_PERSONAL
FILED = trail.entry_kind("groups.filed", _("Filed as {filing_number}, until {until}"), erasure=NOTHING)
RENEWED = trail.entry_kind("groups.renewed", _("Renewed until {until}"), erasure=NOTHING)
SUSPENDED = trail.entry_kind("groups.suspended", _("Suspended from {on}"), erasure=NOTHING)
RESUMED = trail.entry_kind("groups.resumed", _("Resumed on {on}"), erasure=NOTHING)


def apply_filing(filing: Filing, *, by: Actor) -> None:
    """Let what was approved happen, and keep how the group stood before."""
    group = Group.objects.unscoped(because="the filing was scoped").select_related("centre").get(pk=filing.group_id)
    filing.before = {column: _json(getattr(group, column)) for column in filing.proposed}
    Filing.objects.unscoped(because="the filing was scoped").filter(pk=filing.pk).update(before=filing.before)
    EFFECTS[filing.kind](filing, group, by=by)
    filing.group = group


def file_group(filing: Filing, group: Group, *, by: Actor) -> None:
    """The first filing: its data, its leader, its number for good, its certificate."""
    _take_over(filing, group, by=by)
    if filing.new_leader_id and leader_of(group, on=by.today) is None:
        start_leadership(group, person=filing.new_leader, since=_day(filing, by), by=by)
    group.filing_number = _filing_number(group, by)
    group.filed_on, group.filed_until = by.today, _valid_until(by.today, group)
    _keep(group, "filing_number", "filed_on", "filed_until", by=by)
    facts = {"filing_number": group.filing_number, "until": group.filed_until.isoformat()}
    trail.record(FILED, group, by=by, facts={**facts, **_of(filing)})
    issue_certificate(group, by=by)


def renew_filing(filing: Filing, group: Group, *, by: Actor) -> None:
    """From the day after the old filing ends where it still holds, else from today; the number stays."""
    held_until = group.filed_until or by.today
    group.filed_until = _valid_until(max(held_until + timedelta(days=1), by.today), group)
    _keep(group, "filed_until", by=by)
    trail.record(RENEWED, group, by=by, facts={"until": group.filed_until.isoformat(), **_of(filing)})
    issue_certificate(group, by=by)


def change_data(filing: Filing, group: Group, *, by: Actor) -> None:
    """A change of name, venue, activity or charter."""
    columns = _take_over(filing, group, by=by)
    trail.record(CHANGED, group, by=by, facts={"columns": ", ".join(columns), **_of(filing)})
    renew_if_changed(group, by=by)


def change_leader(filing: Filing, group: Group, *, by: Actor) -> None:
    if leader_of(group, on=by.today) is None:
        start_leadership(group, person=filing.new_leader, since=_day(filing, by), by=by)
    else:
        pass_leadership(group, to=filing.new_leader, on=_day(filing, by), note=filing.reason, by=by)
    renew_if_changed(group, by=by)


def suspend_group(filing: Filing, group: Group, *, by: Actor) -> None:
    group.suspended_on = _day(filing, by)
    _keep(group, "suspended_on", by=by)
    trail.record(SUSPENDED, group, by=by, facts={"on": group.suspended_on.isoformat(), **_of(filing)})
    withdraw_certificate(group, reason=str(_("the group's activity is suspended")), by=by)


def resume_group(filing: Filing, group: Group, *, by: Actor) -> None:
    group.suspended_on = None
    _keep(group, "suspended_on", by=by)
    trail.record(RESUMED, group, by=by, facts={"on": _day(filing, by).isoformat(), **_of(filing)})
    if group.filing_number and group.filed_by(by.today):
        issue_certificate(group, by=by)


KIND = Filing.Kind
EFFECTS = {
    KIND.FIRST: file_group,
    KIND.RENEWAL: renew_filing,
    KIND.LEADER: change_leader,
    KIND.NAME: change_data,
    KIND.VENUE: change_data,
    KIND.CONTENT: change_data,
    KIND.CHARTER: change_data,
    KIND.SUSPENSION: suspend_group,
    KIND.RESUMPTION: resume_group,
    KIND.DISSOLUTION: endings.dissolve_group,
    KIND.MERGER: endings.merge_group,
    KIND.PROMOTION: endings.promote_group,
    KIND.MOVE: endings.let_group_move,
}


def _take_over(filing: Filing, group: Group, *, by: Actor) -> list[str]:
    columns = {c: typed(c, v) for c, v in filing.proposed.items()}
    return list(change_columns(group, columns, by=by))


def _filing_number(group: Group, by: Actor) -> str:
    year = by.today.year
    pattern = setting("groups.filing.number_pattern", place=group.centre_id, on=by.today)
    number = next_number("groups.filing", centre_id=group.centre_id, year=year)
    return pattern.format(place=short_name(group.centre), year=year, number=number)


def _valid_until(start: date, group: Group) -> date:
    """The last day of a filing that begins on `start`."""
    years = int(setting("groups.filing.valid_years", place=group.centre_id, on=start))
    return years_before(start, -years) - timedelta(days=1)


def _keep(group: Group, *columns: str, by: Actor) -> None:
    group.changed_at = by.at
    try:
        with transaction.atomic():
            group.save(update_fields=[*columns, "changed_at"])
    except IntegrityError as taken:
        raise Refused(Denied(_("This filing number is already taken."))) from taken


def _day(filing: Filing, by: Actor) -> date:
    return filing.takes_effect_on or by.today


def _of(filing: Filing) -> dict:
    return {"application": filing.number, "filing": filing.pk}


def _json(value):
    return value.isoformat() if isinstance(value, date) else value
