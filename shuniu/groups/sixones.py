"""The six ones (六个一): a leader, a flag, a venue permit; and each month one meeting, one training, one return [case].

One set of annotations serves the group's page, the month overview, the inbox and the indicator. Each of the six is
done, excused (with a reason), due or late; an excused one is left out of every share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.groups.models import Duty, Excuse, Flag, Leadership, MonthlyReturn, VenuePermit
from shuniu.groups.queries import held_on
from shuniu.kernel.calendar import add_months, month_end, months_between
from shuniu.kernel.dated import NATION, NoSetting
from shuniu.kernel.models import DatedSetting
from shuniu.kernel.places.codes import parents
from shuniu.kernel.prepared import prepared

DONE, EXCUSED, DUE, LATE = "done", "excused", "due", "late"


@dataclass(frozen=True, slots=True)
class One:
    """One of the six: its column, its name and the single character it is drawn with."""

    name: str
    label: Promise
    mark: Promise
    monthly: bool


ONES = (
    One("leader", _("leader"), pgettext_lazy("six ones mark", "L"), False),
    One("flag", _("flag"), pgettext_lazy("six ones mark", "F"), False),
    One("permit", _("venue permit"), pgettext_lazy("six ones mark", "P"), False),
    One("meeting", _("meeting"), pgettext_lazy("six ones mark", "M"), True),
    One("training", _("training"), pgettext_lazy("six ones mark", "T"), True),
    One("return", _("monthly return"), pgettext_lazy("six ones mark", "R"), True),
)


@dataclass(frozen=True, slots=True)
class Month:
    """A month with what is asked in it at a place, when its duties fall due, and how long a late return is taken."""

    first: date
    due_on: date
    closes_on: date
    meetings: int
    trainings: int

    @property
    def last(self) -> date:
        return month_end(self.first)


ASKED = tuple(f"groups.duties.{name}" for name in ("meeting", "training", "return_day", "return_months_back"))


def month_at(place: int, month: date) -> Month:
    """What a place asks of its groups in a month (dated settings `groups.duties.*`)."""
    return months_at(place, [month])[0]


def months_at(place: int, months: Iterable[date]) -> list[Month]:
    """`month_at` for several months, in one query. Raises NoSetting where nothing is in force."""
    upward = [place, *parents(place), NATION]
    rows = _settings(upward)
    return [_month(month, *(_in_force(rows, key, upward, month) for key in ASKED)) for month in months]


@prepared
def _settings(places: list[int]) -> QuerySet[DatedSetting]:
    """What these places ever asked of the month's duties, the latest first."""
    return DatedSetting.objects.filter(key__in=ASKED, place_id__in=places).order_by("-valid_from")


def _month(first: date, meetings: int, trainings: int, return_day: int, months_back: int) -> Month:
    due_on = add_months(first, 1).replace(day=return_day)
    return Month(first, due_on, month_end(add_months(first, months_back)), meetings, trainings)


def _in_force(rows: list[DatedSetting], key: str, upward: list[int], on: date) -> int:
    """The value of the nearest place upward that says something on a day, as `kernel.dated.setting` has it."""
    for place in upward:
        for row in rows:  # the latest first
            until = row.valid_until
            if (row.key, row.place_id) == (key, place) and row.valid_from <= on and (until is None or on <= until):
                return int(row.value)
    raise NoSetting(f"{key} has no value for {upward[0]} on {on}")


def asked_in(groups: QuerySet, month: Month) -> QuerySet:
    """The groups of which the month's duties are asked: in the register all month, not suspended in it."""
    return groups.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=month.last),
        Q(suspended_on__isnull=True) | Q(suspended_on__gt=month.last),
        recorded_on__lte=month.first,
    )


def asked_all_of(group, month: Month) -> bool:
    """The condition of `asked_in`, of one row."""
    gone = (group.ended_on, group.suspended_on)
    return group.recorded_on <= month.first and all(day is None or day > month.last for day in gone)


def with_six_ones(groups: QuerySet, month: Month, *, today: date) -> QuerySet:
    """Groups annotated with has_<one> for each of the six and excused_<duty> for the three monthly ones.

    What a group has is judged on the month's last day, or today while the month runs.
    """
    on = min(month.last, today)
    mine = {"centre_id": OuterRef("centre_id"), "group_id": OuterRef("pk")}
    returns = MonthlyReturn.everything.filter(month=month.first, **mine)
    excuses = Excuse.everything.filter(month=month.first, **mine)
    return groups.annotate(
        has_leader=Exists(Leadership.everything.filter(held_on(on), **mine)),
        has_flag=Exists(Flag.everything.filter(flag_out_on(on), **mine)),
        has_permit=Exists(VenuePermit.everything.filter(permit_in_force_on(on), **mine)),
        has_meeting=Exists(returns.filter(meetings__gte=month.meetings)),
        has_training=Exists(returns.filter(trainings__gte=month.trainings)),
        has_return=Exists(returns),
        excused_meeting=Exists(excuses.filter(duty=Duty.MEETING)),
        excused_training=Exists(excuses.filter(duty=Duty.TRAINING)),
        excused_return=Exists(excuses.filter(duty=Duty.RETURN)),
    )


def flag_out_on(day: date) -> Q:
    """The condition that a flag is in the group's hands on a day."""
    return Q(issued_on__lte=day) & (Q(taken_back_on__isnull=True) | Q(taken_back_on__gt=day))


def permit_in_force_on(day: date) -> Q:
    """The condition that a venue permit holds on a day."""
    kept = Q(recalled_on__isnull=True) | Q(recalled_on__gt=day)
    return Q(valid_from__lte=day, valid_until__gte=day) & kept


def lacking(*names: str) -> Q:
    """The condition, on groups that came through `with_six_ones`, that one of the six (or of `names`) is not done."""
    missing = Q()
    for one in ONES:
        if not names or one.name in names:
            missing |= Q(**{f"has_{one.name}": False}) & (Q(**{f"excused_{one.name}": False}) if one.monthly else Q())
    return missing


def states_of(group, month: Month, *, today: date) -> dict[str, str]:
    """one → done · excused · due · late, for a group that came through `with_six_ones`."""
    return {one.name: _state(group, one, month, today) for one in ONES}


def _state(group, one: One, month: Month, today: date) -> str:
    if getattr(group, f"has_{one.name}"):
        return DONE
    if one.monthly and getattr(group, f"excused_{one.name}"):
        return EXCUSED
    return DUE if today <= month.due_on else LATE


def drawn(states: dict[str, str]) -> list[tuple[str, str, str]]:
    """The six as the macro `six_ones` draws them: (mark, ok|due|late|none, name)."""
    shown = {DONE: "ok", EXCUSED: "none", DUE: "due", LATE: "late"}
    return [(str(one.mark), shown[states[one.name]], str(one.label)) for one in ONES]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the ones asked in a month were done."""

    month: date
    groups: int
    asked: int
    done: int
    complete: int  # groups of which nothing is missing
    returns: int  # groups whose return is in

    @property
    def incomplete(self) -> int:
        return self.groups - self.complete

    @property
    def share(self) -> float | None:
        return round(self.done / self.asked, 4) if self.asked else None


def tally(groups: QuerySet, month: Month, *, today: date) -> Tally:
    """The month's account over a scoped set of groups, in one query."""
    rows = with_six_ones(asked_in(groups, month), month, today=today)
    done = {f"done_{one.name}": Count("pk", filter=Q(**{f"has_{one.name}": True})) for one in ONES}
    excused = {
        f"left_{one.name}": Count("pk", filter=Q(**{f"has_{one.name}": False, f"excused_{one.name}": True}))
        for one in ONES
        if one.monthly
    }
    complete = {"complete": Count("pk", filter=~lacking())}
    counted = rows.aggregate(all=Count("pk"), **done, **excused, **complete)
    asked = counted["all"] * len(ONES) - sum(counted[name] for name in excused)
    done_in_all = sum(counted[name] for name in done)
    return Tally(month.first, counted["all"], asked, done_in_all, counted["complete"], counted["done_return"])


def tallies(groups: QuerySet, *, place: int, first: date, last: date) -> list[Tally]:
    """One tally for each whole month that ended between two days."""
    months = [m for m in months_between(first, last) if first <= m and month_end(m) <= last]
    return [tally(groups, month_at(place, m), today=last) for m in months]


def missing_in_month(groups: QuerySet, *, place: int, first: date, last: date) -> QuerySet:
    """The groups of which one of the six was neither done nor excused in the last whole month of the period."""
    months = [m for m in months_between(first, last) if first <= m and month_end(m) <= last]
    if not months:
        return groups.none()
    month = month_at(place, months[-1])
    rows = with_six_ones(asked_in(groups, month), month, today=last)
    return rows.filter(lacking())
