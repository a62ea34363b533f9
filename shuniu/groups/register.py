"""What the register shows of a page of groups, fetched for all of them in one query.

The same facts as `queries.with_leader`, `queries.with_members` and `sixones.with_six_ones`, which ask them of the whole
register and are for filters, sorting and counting; here they are set on rows that are already in hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import CharField, Count, F, IntegerField, QuerySet, Value

from shuniu.groups.models import Duty, Excuse, Flag, Group, Leadership, Membership, MonthlyReturn, VenuePermit
from shuniu.groups.queries import held_on
from shuniu.groups.sixones import Month, flag_out_on, permit_in_force_on
from shuniu.kernel.prepared import prepared

NOTHING, NO_TEXT = Value(0, IntegerField()), Value("", CharField())
MONTHLY = ("meeting", "training", "return")
UNKNOWN = {  # of a group of which no fact is found
    "leader_name": None,
    "members": 0,
    **dict.fromkeys((f"has_{one}" for one in ("leader", "flag", "permit", *MONTHLY)), False),
    **dict.fromkeys((f"excused_{duty}" for duty in MONTHLY), False),
}


def know(groups: Sequence[Group], month: Month, *, today: date) -> None:
    """Set on each group: leader_name, members, has_<one> for the six, excused_<duty> for the three monthly duties."""
    by_pk = {group.pk: group for group in groups}
    for group in groups:
        group.__dict__.update(UNKNOWN)
    if groups:
        centres = sorted({group.centre_id for group in groups})
        for kind, pk, number, second, text in _facts(list(by_pk), centres, month.first, min(month.last, today), today):
            _tell(by_pk[pk], kind, number, second, text, month)


@prepared
def _facts(groups: list[int], centres: list[int], month: date, on: date, today: date) -> QuerySet:
    """(kind, group, number, second number, text) of everything that is known; `on` is the day the six are judged on."""
    mine = {"group__in": groups, "centre__in": centres}

    def rows(model, *conditions, **more):
        return model.objects.unscoped(because="the groups were scoped").filter(*conditions, **mine, **more).order_by()

    led, led_then = rows(Leadership, held_on(today)), rows(Leadership, held_on(on))
    members = rows(Membership, held_on(today)).values("group_id").annotate(n=Count("pk"))
    parts = [
        _part("name", led, text=F("person__name")),
        _part("leader", led_then),
        _part("members", members, number=F("n")),
        _part("flag", rows(Flag, flag_out_on(on))),
        _part("permit", rows(VenuePermit, permit_in_force_on(on))),
        _part("return", rows(MonthlyReturn, month=month), number=F("meetings"), second=F("trainings")),
        _part("excused", rows(Excuse, month=month), text=F("duty")),
    ]
    return parts[0].union(*parts[1:], all=True)


def _part(kind: str, rows: QuerySet, *, number=NOTHING, second=NOTHING, text=NO_TEXT) -> QuerySet:
    told = {"fact": Value(kind, CharField()), "number_told": number, "second_told": second, "text_told": text}
    return rows.annotate(**told).values_list("fact", "group_id", "number_told", "second_told", "text_told")


def _tell(group: Group, kind: str, number: int, second: int, text: str, month: Month) -> None:
    match kind:
        case "name":
            group.leader_name = text
        case "members":
            group.members = number
        case "return":
            group.has_return = True
            group.has_meeting, group.has_training = number >= month.meetings, second >= month.trainings
        case "excused":
            setattr(group, f"excused_{Duty(text)}", True)
        case _:
            setattr(group, f"has_{kind}", True)
