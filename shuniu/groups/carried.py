"""What a month's return begins with, so that only changes are typed (in most months nothing changes)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from shuniu.groups.models import Group, Membership, MonthlyReturn
from shuniu.groups.queries import held_on
from shuniu.kernel.calendar import day_of, month_end
from shuniu.kernel.environment import month as month_name
from shuniu.kernel.models import TrailEntry

COUNTS = ("meetings", "trainings", "activities", "attendance", "members")
# The lines about a group that tell of a change of its roster.
OF_THE_ROSTER = ("groups.member_joined", "groups.member_left", "groups.took_in_members")


@dataclass(frozen=True, slots=True)
class Members:
    """The two numbers of members that are known when a return begins: the roster's on a day, and the last return's.

    The later word counts (ADR 0080). The roster's is filled in where the roster was changed after the last return came
    in, else the return's, whose leader saw the roster's beside it. Where one of the two says nothing, the other does.
    """

    counted: int
    counted_on: date
    changed_at: datetime | None
    last: MonthlyReturn | None

    @property
    def carried(self) -> int:
        return self.counted if self.last is None or self.is_of_the_roster else self.last.members

    @property
    def is_of_the_roster(self) -> bool:
        if self.last is None:
            return True
        return self.counted > 0 and self.changed_at is not None and self.changed_at > _said_at(self.last)

    def __str__(self) -> str:
        """Both numbers, each with its source and day, and why one of them is filled in."""
        told = {"counted": self.counted, "day": self.counted_on}
        if self.last is None:
            return _("On the roster on %(day)s: %(counted)s. No return came before.") % told
        told |= {
            "reported": self.last.members,
            "month": month_name(self.last.month),
            "came": day_of(_said_at(self.last)),
        }
        return self._why() % told

    def _why(self) -> str:
        if self.last.members == self.counted:
            return _("On the roster on %(day)s: %(counted)s, as in the return of %(month)s.")
        if self.is_of_the_roster:
            return _(
                "On the roster on %(day)s: %(counted)s; in the return of %(month)s, of %(came)s: %(reported)s. The roster "
                "has changed since, so its number is filled in."
            )
        if not self.counted:
            return _("In the return of %(month)s, of %(came)s: %(reported)s. The roster is empty.")
        return _(
            "On the roster on %(day)s: %(counted)s; in the return of %(month)s, of %(came)s: %(reported)s. The roster has "
            "not changed since, so the number of the return is filled in. See which of them is right."
        )


@dataclass(frozen=True, slots=True)
class Carried:
    """The figures a return begins with, and the return they were taken from (None: nothing filed before)."""

    figures: dict[str, int]
    last: MonthlyReturn | None
    members: Members


def carried_into(group: Group, month: date, *, today: date) -> Carried:
    """What a new return of `month` begins with. Without an earlier return the counts begin with the duty itself."""
    last = (
        MonthlyReturn.objects.unscoped(because="the group was scoped")
        .filter(centre_id=group.centre_id, group=group, month__lt=month)
        .order_by("-month")
        .first()
    )
    members = _members(group, min(month_end(month), today), last)
    if last is not None:
        return Carried({name: getattr(last, name) for name in COUNTS} | {"members": members.carried}, last, members)
    first = {"meetings": 1, "trainings": 1, "activities": 4, "attendance": members.counted, "members": members.counted}
    return Carried(first, None, members)


def _members(group: Group, on: date, last: MonthlyReturn | None) -> Members:
    roster = Membership.objects.unscoped(because="the group was scoped").filter(centre_id=group.centre_id, group=group)
    lines = TrailEntry.objects.filter(
        centre_id=group.centre_id, noun=group._meta.label_lower, noun_id=group.pk, kind__in=OF_THE_ROSTER
    )
    by_hand, by_file = lines.aggregate(at=Max("at"))["at"], roster.aggregate(at=Max("batch__written_at"))["at"]
    changed_at = max(filter(None, (by_hand, by_file)), default=None)
    return Members(roster.filter(held_on(on)).count(), on, changed_at, last)


def _said_at(filed: MonthlyReturn) -> datetime:
    return filed.corrected_at or filed.filed_at
