"""Hours that cannot be are stopped; hours that may be wrong are written down and flagged, each with its reason.

To flag is no verdict: a named person looks into it, and the volunteer sees the sentence and may object.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import in_portions
from shuniu.volunteers.judgement import Judgement, Outcome
from shuniu.volunteers.models import GuardianConsent, HourEntry, Insurance, Shift, Training, Volunteer
from shuniu.volunteers.models.hours import MOST_MINUTES, Channel
from shuniu.volunteers.station import rules_of

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Line:
    """Hours to be written down. minutes: at the post; the way there and back is not counted."""

    volunteer_id: int
    service_point_id: int
    day: date
    minutes: int
    channel: str
    starts: time | None = None
    ends: time | None = None
    post_id: int | None = None
    shift_id: int | None = None
    team_id: int | None = None
    content: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """Hours that stand for a volunteer and day. times: their own, or those of their shift (`by_shift`), or None."""

    service_point_id: int
    minutes: int
    times: tuple[time, time] | None
    by_shift: bool


@dataclass(slots=True)
class Desk:
    """What the rules look at, read once for all the lines; each line that is taken is added to it."""

    by: Actor
    rules: Mapping
    volunteers: dict[int, Volunteer]
    shifts: dict[int, Shift]
    consents: dict[int, list[tuple[date, date | None]]]
    minutes: dict[tuple[int, date], int] = field(default_factory=lambda: defaultdict(int))
    before: dict[tuple[int, date], list[Before]] = field(default_factory=lambda: defaultdict(list))
    counted: set[tuple[int, int]] = field(default_factory=set)  # (shift, volunteer) that are in the ledger
    late: int = 0  # late lines by this clerk today
    first_written: tuple[date, str] | None = None  # of what is corrected: the day and channel that it came by

    def take(self, line: Line) -> None:
        key = line.volunteer_id, line.day
        self.minutes[key] += line.minutes
        times, by_shift = times_of(line, self)
        self.before[key].append(Before(line.service_point_id, line.minutes, times, by_shift))
        if line.shift_id:
            self.counted.add((line.shift_id, line.volunteer_id))


def a_desk(lines: list[Line], *, centre_id: int, by: Actor, correcting: HourEntry | None = None) -> Desk:
    volunteers = {line.volunteer_id for line in lines}
    days = {line.day for line in lines}
    desk = Desk(
        by=by,
        rules=rules_of(centre_id, by.today),
        volunteers=_volunteers(centre_id, volunteers),
        shifts=_shifts(centre_id, {line.shift_id for line in lines if line.shift_id}),
        consents=_consents(centre_id, volunteers),
    )
    _read_ledger(desk, centre_id, volunteers, days)
    if correcting is None:
        desk.late = _late_today(desk, centre_id, by)
    else:
        desk.first_written = _first_written(correcting)
    return desk


def judge(line: Line, desk: Desk) -> list[Judgement]:
    """One refusal, or what is doubtful about the line, or nothing."""
    for check in STOPS:
        if found := check(line, desk):
            sentence, numbers = found
            return [Judgement("hours", VERSION, Outcome.REFUSED, sentence, numbers)]
    return [
        Judgement(rule, VERSION, Outcome.DOUBTFUL, *found) for rule, check in DOUBTS if (found := check(line, desk))
    ]


# --- What cannot be ---------------------------------------------------------------------------------------------------
def _absurd(line: Line, desk: Desk):
    if not 1 <= line.minutes <= MOST_MINUTES:
        numbers = {"minutes": line.minutes}
        return gettext_noop(
            "{minutes} minutes on one day cannot be: hours are more than none, and a day has 24."
        ), numbers
    if line.day > desk.by.today:
        return gettext_noop("This day has not come yet: hours are written down after the service."), {}
    last = line.ends or line.starts
    if last and line.day == desk.by.today and last > timezone.localtime(desk.by.at).time() and not _by_phone(line):
        sentence = gettext_noop("It is not {to} yet: hours are written down after the service.")
        return sentence, {"to": f"{last:%H:%M}"}
    return None


def _by_phone(line: Line) -> bool:
    """A phone's clock may be some minutes fast; how fast is judged where the check-in is delivered."""
    return line.channel == Channel.CHECK_IN


def _not_a_volunteer(line: Line, desk: Desk):
    volunteer = desk.volunteers.get(line.volunteer_id)
    if volunteer is None or volunteer.accepted_on is None or line.day < volunteer.accepted_on:
        return gettext_noop("The volunteer was not accepted yet on this day; the register shows since when."), {}
    age = volunteer.person.age_on(line.day)
    if age is None or age >= int(desk.rules["minor_below"]):
        return None
    given = desk.consents.get(line.volunteer_id, ())
    if any(first <= line.day and (end is None or line.day < end) for first, end in given):
        return None
    return gettext_noop("A minor of {age} needs a guardian's consent for this day; none is on record."), {"age": age}


def _before_the_shift(line: Line, desk: Desk):
    shift = desk.shifts.get(line.shift_id)
    if shift is None:
        return None
    if desk.by.at < shift.starts_at:
        return gettext_noop("The shift has not begun: hours are written down after the service."), {}
    if shift.cancelled_at:
        return gettext_noop("The shift was called off."), {}
    if line.minutes > shift.minutes:
        numbers = {"minutes": line.minutes, "limit": shift.minutes}
        return gettext_noop("{minutes} minutes are more than the shift of {limit}; the way is not counted."), numbers
    if line.channel != Channel.OBJECTION and (line.shift_id, line.volunteer_id) in desk.counted:
        return gettext_noop("This shift is in the volunteer's hours already."), {}
    return None


def _longer_than_its_times(line: Line, desk: Desk):
    if not (line.starts and line.ends):
        return None
    span = minutes_between(line.starts, line.ends)
    if line.minutes > span or span <= 0:
        numbers = {"minutes": line.minutes, "limit": span}
        return gettext_noop("{minutes} minutes do not fit between the times, which are {limit} apart."), numbers
    return None


def _overlaps(line: Line, desk: Desk):
    if not (line.starts and line.ends):
        return None
    if numbers := _at_the_same_time(line, desk, by_shift=False):
        return gettext_noop("The volunteer has hours from {from} to {to} already; nobody is in two places."), numbers
    return None


def _at_the_same_time(line: Line, desk: Desk, *, by_shift: bool) -> dict[str, str] | None:
    """Hours that overlap with the line. by_shift: where a time of either is only that of its shift; else where none is."""
    times, of_shift = times_of(line, desk)
    for before in desk.before[line.volunteer_id, line.day] if times else ():
        if before.times is None or (of_shift or before.by_shift) != by_shift:
            continue
        (starts, ends), (begins, over) = before.times, times
        if starts < over and begins < ends:
            return {"from": f"{starts:%H:%M}", "to": f"{ends:%H:%M}"}
    return None


def times_of(line: Line, desk: Desk) -> tuple[tuple[time, time] | None, bool]:
    """Its own times, or those of its shift where it has none; and whether they are only the shift's."""
    if line.starts and line.ends:
        return (line.starts, line.ends), False
    shift = desk.shifts.get(line.shift_id)
    return (_times_of_shift(shift.starts_at, shift.ends_at), True) if shift else (None, False)


def _times_of_shift(starts_at: datetime, ends_at: datetime) -> tuple[time, time]:
    return timezone.localtime(starts_at).time(), timezone.localtime(ends_at).time()


def _more_than_a_day(line: Line, desk: Desk):
    whole = desk.minutes[line.volunteer_id, line.day] + line.minutes
    if whole > MOST_MINUTES:
        return gettext_noop("Together that would be {minutes} minutes on one day; a day has 24 hours."), {
            "minutes": whole
        }
    return None


STOPS = (_absurd, _not_a_volunteer, _before_the_shift, _longer_than_its_times, _overlaps, _more_than_a_day)


# --- What may be wrong ------------------------------------------------------------------------------------------------
def _more_than_the_daily_limit(line: Line, desk: Desk):
    whole, limit = desk.minutes[line.volunteer_id, line.day] + line.minutes, int(desk.rules["hours.daily_minutes"])
    if whole > limit:
        numbers = {"minutes": whole, "limit": limit}
        return gettext_noop("{minutes} minutes on one day are more than the limit of {limit}."), numbers
    return None


def _late(line: Line, desk: Desk):
    on, channel = desk.first_written or (desk.by.today, line.channel)  # a correction makes nothing late, or in time
    days, limit = (on - line.day).days, int(desk.rules["hours.late_days"])
    if days > limit and channel != Channel.IMPORT:  # a file is judged as a whole
        return gettext_noop("Written down {days} days after the service; {limit} is the limit."), {
            "days": days,
            "limit": limit,
        }
    return None


def _many_late_at_once(line: Line, desk: Desk):
    if not _late(line, desk):
        return None
    desk.late += 1
    limit = int(desk.rules["hours.late_rows"])
    if desk.late > limit:
        numbers = {"rows": desk.late, "limit": limit}
        return gettext_noop("The same hand wrote down {rows} late entries on one day; {limit} is the limit."), numbers
    return None


def _without_what_the_post_asks(line: Line, desk: Desk):
    """What was done is written down all the same: who let it happen, and how, a person looks into."""
    shift = desk.shifts.get(line.shift_id)
    if shift is None:
        return None
    if shift.post.needs_insurance and not _in_force(Insurance, line, shift, Q(valid_from__lte=line.day)):
        return gettext_noop("Risky work without an accident insurance in force on this day."), {}
    subject = shift.post.training
    if subject and not _in_force(Training, line, shift, Q(subject=subject, completed_on__lte=line.day)):
        return gettext_noop("The post asks for a training that is not on record for this day."), {}
    return None


def _in_force(model, line: Line, shift: Shift, condition: Q) -> bool:
    holds = Q(valid_until__isnull=True) | Q(valid_until__gte=line.day)
    rows = model.objects.unscoped(because="the caller scoped the volunteers")
    return rows.filter(condition, holds, centre_id=shift.centre_id, volunteer_id=line.volunteer_id).exists()


def _delivered_late(line: Line, desk: Desk):
    """The phone kept it for days: its clock could be set meanwhile, so somebody looks before it is certified."""
    on, channel = desk.first_written or (desk.by.today, line.channel)
    days, limit = (on - line.day).days, int(desk.rules["check_in.doubt_days"])
    if channel == Channel.CHECK_IN and days > limit:
        return gettext_noop("Delivered {days} days late; {limit} is the limit."), {"days": days, "limit": limit}
    return None


def _at_the_time_of_a_shift(line: Line, desk: Desk):
    """Nobody need have served a shift to its end, so this is no stop."""
    if numbers := _at_the_same_time(line, desk, by_shift=True):
        return gettext_noop("By the times of the shift, this overlaps with hours from {from} to {to}."), numbers
    return None


def _twice(line: Line, desk: Desk):
    """As long, at the same point, on the same day, and no times that would tell the one from the other."""
    times, _by_shift = times_of(line, desk)
    for before in desk.before[line.volunteer_id, line.day]:
        alike = (before.service_point_id, before.minutes) == (line.service_point_id, line.minutes)
        if alike and not (times and before.times):
            sentence = gettext_noop(
                "{minutes} minutes at this service point stand on this day already; perhaps one sheet was keyed in twice."
            )
            return sentence, {"minutes": line.minutes}
    return None


DOUBTS = (
    ("delivered", _delivered_late),
    ("conditions", _without_what_the_post_asks),
    ("daily", _more_than_the_daily_limit),
    ("overlap", _at_the_time_of_a_shift),
    ("twice", _twice),
    ("late", _late),
    ("late_bulk", _many_late_at_once),
)


# --- What is read -----------------------------------------------------------------------------------------------------
def _volunteers(centre_id: int, pks: set[int]) -> dict[int, Volunteer]:
    rows = Volunteer.objects.unscoped(because="the caller scoped the volunteers")
    found: dict[int, Volunteer] = {}
    for some in in_portions(sorted(pks)):
        found |= {row.pk: row for row in rows.filter(centre_id=centre_id, pk__in=some).select_related("person")}
    return found


def _shifts(centre_id: int, pks: set[int]) -> dict[int, Shift]:
    if not pks:
        return {}
    rows = Shift.objects.unscoped(because="the caller scoped the shifts")
    return {row.pk: row for row in rows.filter(centre_id=centre_id, pk__in=pks).select_related("post")}


def _consents(centre_id: int, volunteers: set[int]) -> dict[int, list[tuple[date, date | None]]]:
    rows = GuardianConsent.objects.unscoped(because="the caller scoped the volunteers")
    found: dict[int, list] = defaultdict(list)
    for some in in_portions(sorted(volunteers)):
        given = rows.filter(centre_id=centre_id, volunteer_id__in=some)
        for volunteer, first, end in given.values_list("volunteer_id", "given_on", "withdrawn_on"):
            found[volunteer].append((first, end))
    return found


def _read_ledger(desk: Desk, centre_id: int, volunteers: Iterable[int], days: set[date]) -> None:
    """The minutes of each volunteer and day, and the lines that still stand: not taken back, not corrected."""
    rows = HourEntry.objects.unscoped(because="the caller scoped the volunteers").filter(centre_id=centre_id)
    names = (
        "pk", "volunteer_id", "day", "minutes", "starts", "ends", "kind", "corrects_id", "shift_id", "service_point_id",
    )  # fmt: skip
    for some in in_portions(sorted(volunteers)):
        found = rows.filter(volunteer_id__in=some, day__range=(min(days), max(days))).values_list(*names)
        entries = [row for row in found if row[2] in days]
        gone = {row[7] for row in entries if row[6] == HourEntry.Kind.REVERSAL}
        spans = _times_of_shifts(centre_id, {row[8] for row in entries if row[8] and not (row[4] and row[5])})
        for pk, volunteer, day, minutes, starts, ends, kind, _corrects, shift, point in entries:
            desk.minutes[volunteer, day] += minutes
            if shift and kind == HourEntry.Kind.SERVICE:
                desk.counted.add((shift, volunteer))
            if kind != HourEntry.Kind.REVERSAL and pk not in gone:
                own = (starts, ends) if starts and ends else None
                before = Before(point, minutes, own or spans.get(shift), own is None and shift in spans)
                desk.before[volunteer, day].append(before)


def _times_of_shifts(centre_id: int, pks: set[int]) -> dict[int, tuple[time, time]]:
    rows = Shift.objects.unscoped(because="the shifts of entries that were scoped").filter(centre_id=centre_id)
    return {
        pk: _times_of_shift(starts_at, ends_at)
        for some in in_portions(sorted(pks))
        for pk, starts_at, ends_at in rows.filter(pk__in=some).values_list("pk", "starts_at", "ends_at")
    }


def _late_today(desk: Desk, centre_id: int, by: Actor) -> int:
    limit = by.today - timedelta(days=int(desk.rules["hours.late_days"]))
    rows = HourEntry.objects.unscoped(because="counts of one clerk of the centre").filter(
        Q(keyed_by_id=by.user_id), centre_id=centre_id, keyed_at__date=by.today, day__lt=limit
    )
    return rows.exclude(channel=Channel.IMPORT).count() if by.user_id else 0


def _first_written(entry: HourEntry) -> tuple[date, str]:
    while entry.corrects is not None:
        entry = entry.corrects
    return timezone.localtime(entry.keyed_at).date(), entry.channel


def minutes_between(starts: time, ends: time) -> int:
    return (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
