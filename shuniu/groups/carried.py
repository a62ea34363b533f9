"""Last month's values carried forward, so that only changes are typed (in most months nothing changes)."""

from __future__ import annotations

from datetime import date

from shuniu.groups.models import Group, Membership, MonthlyReturn
from shuniu.groups.queries import held_on

COUNTS = ("meetings", "trainings", "activities", "attendance", "members")


def carried_into(group: Group, month: date) -> tuple[dict[str, int], MonthlyReturn | None]:
    """What a new return of `month` begins with, and the return it was taken from (None: nothing filed before).

    Without an earlier return the counts begin with the duty itself, and with the number of members on the roster.
    """
    last = (
        MonthlyReturn.objects.unscoped(because="the group was scoped")
        .filter(centre_id=group.centre_id, group=group, month__lt=month)
        .order_by("-month")
        .first()
    )
    if last is not None:
        return {name: getattr(last, name) for name in COUNTS}, last
    members = (
        Membership.objects.unscoped(because="the group was scoped")
        .filter(held_on(month), centre_id=group.centre_id, group=group)
        .count()
    )
    return {"meetings": 1, "trainings": 1, "activities": 4, "attendance": members, "members": members}, None
