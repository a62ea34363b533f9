"""Where a round stands on a day, derived from its dates; what it asks, and who asked and got what before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.dated import setting
from shuniu.venues.models import Application, Grant, Round


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    label: Promise
    kind: str


ANNOUNCED = Stage("announced", _("announced"), "info")
OPEN = Stage("open", _("wishes are taken"), "due")
CLOSED = Stage("closed", _("waits for the allocation"), "due")
ALLOCATED = Stage("allocated", _("allocated, not published"), "due")
PUBLISHED = Stage("published", _("published, objections are heard"), "due")
SETTLED = Stage("settled", _("to be booked"), "due")
IN_FORCE = Stage("in_force", pgettext_lazy("season", "in force"), "ok")
OVER = Stage("over", _("over"), "muted")


def stage_of(round_: Round, today: date) -> Stage:
    if round_.last < today:
        return OVER
    if round_.opened_at:
        return IN_FORCE
    if round_.published_at:
        return PUBLISHED if round_.hears_objections(today) else SETTLED
    if round_.allocated_at:
        return ALLOCATED
    if today < round_.opens_on:
        return ANNOUNCED
    return OPEN if today <= round_.closes_on else CLOSED


def open_rounds(rounds: QuerySet[Round], today: date) -> QuerySet[Round]:
    """The rounds in which wishes are taken on a day."""
    return rounds.filter(opens_on__lte=today, closes_on__gte=today, allocated_at__isnull=True)


def applications_in(round_: Round) -> QuerySet[Application]:
    mine = Application.objects.unscoped(because="the round was scoped")
    return mine.filter(centre_id=round_.centre_id, round=round_, withdrawn_at__isnull=True)


def grants_in(round_: Round) -> QuerySet[Grant]:
    """The times that are given, manual changes included."""
    mine = Grant.objects.unscoped(because="the round was scoped")
    return mine.filter(centre_id=round_.centre_id, round=round_, withdrawn_at__isnull=True)


def rounds_before(round_: Round, *, on: date) -> list[Round]:
    """The last published rounds whose seasons began before this one's, as many as the place remembers; newest first."""
    count = int(setting("venues.round.seasons_remembered", place=round_.centre_id, on=on))
    mine = Round.objects.unscoped(because="the round was scoped").filter(centre_id=round_.centre_id)
    return list(mine.filter(first__lt=round_.first, published_at__isnull=False).order_by("-first")[:count])


def served_in(round_: Round) -> dict[int, tuple[int, int]]:
    """Group → (times a week it asked for, times it was given)."""
    given = dict(grants_in(round_).values_list("group_id").annotate(n=Count("pk")))
    asked = applications_in(round_).values_list("group_id").annotate(n=Sum("times"))
    return {group: (times, given.get(group, 0)) for group, times in asked}
