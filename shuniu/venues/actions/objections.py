"""What groups have against a result, and what is changed by hand: named, reasoned, counted."""

from __future__ import annotations

from datetime import time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_workdays
from shuniu.kernel.dated import setting
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.venues import permissions
from shuniu.venues.actions.rounds import give_times, withdraw_grants
from shuniu.venues.allocation import Decision, Grid, Outcome
from shuniu.venues.hearing import may_object
from shuniu.venues.held import hold_still
from shuniu.venues.models import Grant, Objection, Override, Round, Space, minutes
from shuniu.venues.opening import is_loud_allowed
from shuniu.venues.parts import lies_on_grain
from shuniu.venues.rounds import ALLOCATED, PUBLISHED, SETTLED, applications_in, grants_in, stage_of
from shuniu.venues.season_inputs import limits_of
from shuniu.venues.words import sentence_of, weekly_of

OBJECTED = trail.entry_kind(
    "venues.objected",
    _("The group objected to the result of {title}; to be answered by {due}"),
    erasure=trail.Erasure.KEEP_BY_LAW,
)
DECIDED = trail.entry_kind(
    "venues.objection_decided", _("Decided the objection: {answer}"), erasure=trail.Erasure.KEEP_BY_LAW
)
OVERRIDDEN = trail.entry_kind(
    "venues.overridden",
    _("Changed the result of {title} by hand for {group}: {reason}"),
    erasure=trail.Erasure.KEEP_BY_LAW,
)


@action
def raise_objection(round_: Round, *, group: Group, content: str, by: Actor) -> Objection:
    """Object to a published result within its days."""
    require(holds(by, permissions.WISH))
    require(may_object(round_, group, by))
    if not content.strip():
        raise Refused(Denied(_("Please say what the group objects to.")))
    days = int(setting("venues.round.answer_days", place=round_.centre_id, on=by.today))
    objection = Objection(
        centre_id=round_.centre_id, round=round_, group=group, content=content.strip()[:500], raised_at=by.at,
        due_on=add_workdays(by.today, days),
    )  # fmt: skip
    try:
        with transaction.atomic():
            objection.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("The group's objection is being looked at already."))) from twice
    trail.record(OBJECTED, objection, by=by, facts={"title": round_.title, "due": objection.due_on.isoformat()})
    return objection


@action
def decide_objection(objection: Objection, *, upheld: bool, answer: str, by: Actor) -> None:
    """A named person's answer in words. What changes because of it is a manual change of its own."""
    require(holds(by, permissions.DECIDE))
    if by.user_id is None:
        raise Refused(Denied(_("A named person must decide this, never the program.")))
    if not answer.strip():
        raise Refused(Denied(_("An objection is decided with an answer in words.")))
    open_ = Objection.objects.unscoped(because="the objection was scoped").filter(
        pk=objection.pk, decided_at__isnull=True
    )
    decided = {"decided_at": by.at, "decided_by": by.name, "upheld": upheld, "answer": answer.strip()[:500]}
    if not open_.update(**decided):
        raise Refused(Denied(_("This objection has been decided.")))
    for name, value in decided.items():
        setattr(objection, name, value)
    trail.record(DECIDED, objection, by=by, facts={"answer": objection.answer, "upheld": upheld})


@action
def change_result(
    round_: Round,
    *,
    group: Group,
    take: Grant | None = None,
    space: Space | None = None,
    weekday: int | None = None,
    starts: time | None = None,
    ends: time | None = None,
    reason: str,
    agreed: bool = False,
    objection: Objection | None = None,
    by: Actor,
) -> Override:
    """Take a time from a group, give it one, or both: a move. Counted and shown in public with its reason.

    After publication nothing is taken from a group unless it agreed.
    """
    require(holds(by, permissions.DECIDE))
    hold_still(round_)
    _require_changeable(round_, take, agreed, reason, by)
    taken_words = weekly_of(take) if take else ""
    if take is not None:
        if take.group_id != group.pk or take.withdrawn_at is not None:
            raise Refused(Denied(_("This time is not the group's.")))
        withdraw_grants([take], by=by)
    given = None
    if space is not None:
        _require_possible(round_, group, space, weekday, starts, ends, by)
        given = give_times(round_, [(group.pk, None, space.pk, weekday, minutes(starts), minutes(ends))])[0]
    if take is None and given is None:
        raise Refused(Denied(_("A manual change takes or gives a time, and says why.")))
    override = Override(
        centre_id=round_.centre_id, round=round_, group=group, objection=objection, taken=take, given=given,
        reason=reason.strip()[:300], made_at=by.at, made_by=by.name,
    )  # fmt: skip
    override.save(force_insert=True)
    facts = {"title": round_.title, "group": group.name, "reason": override.reason, "taken": taken_words}
    trail.record(OVERRIDDEN, override, by=by, facts=facts)
    return override


def _require_changeable(round_: Round, take: Grant | None, agreed: bool, reason: str, by: Actor) -> None:
    if by.user_id is None:
        raise Refused(Denied(_("A named person must decide this, never the program.")))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    if stage_of(round_, by.today) not in (ALLOCATED, PUBLISHED, SETTLED):
        raise Refused(Denied(_("A result is changed by hand after the allocation and before the season is booked.")))
    if take is not None and round_.published_at is not None and not agreed:
        raise Refused(Denied(_("The result is published: a time is taken from a group only if it agrees.")))


def _require_possible(
    round_: Round, group: Group, space: Space, weekday: int, starts: time, ends: time, by: Actor
) -> None:
    """The hard limits hold for hands too."""
    venue = space.venue
    if ends <= starts or not lies_on_grain(venue, minutes(starts), minutes(ends)):
        raise Refused(Denied(_("Times here begin and end on every %(minutes)s minutes.") % {"minutes": venue.grain}))
    _require_in_season(round_, group, space, (weekday, minutes(starts), minutes(ends)), by)
    if grants_in(round_).filter(group=group, weekday=weekday).exists():
        raise Refused(Denied(_("The group has a time on this day already; one a day for each.")))
    asked = applications_in(round_).filter(group=group).first()
    if asked and asked.persons > space.capacity:
        raise Refused(Denied(_("There is room for %(capacity)s people.") % {"capacity": space.capacity}))
    if asked and not set(asked.equipment) <= set(space.equipment):
        raise Refused(Denied(_("The place lacks the equipment that the group asked for.")))
    if asked and asked.amplified and not is_loud_allowed(venue, minutes(starts), minutes(ends)):
        raise Refused(Denied(_("Amplified sound is not allowed there at this time.")))


def _require_in_season(round_: Round, group: Group, space: Space, time_: tuple[int, int, int], by: Actor) -> None:
    """The place is one of the season, open then, and neither kept nor shut on more dates than a run allows today."""
    weekday, starts, ends = time_
    limits = limits_of(round_, on=by.today)
    place = next((each for each in limits.spaces if each.id == space.pk), None)
    if place is None:
        raise Refused(Denied(_("This place is not offered in this season.")))
    if not any(h.weekday == weekday and h.starts <= starts and ends <= h.ends for h in place.open):
        raise Refused(Denied(_("The venue is closed at this time.")))
    found = Grid(limits).keeping(place.id, place.parts, *time_)
    if found is None or not found.is_over(limits.most_kept):
        return
    why = found.outcome(limits.most_kept)
    holder = Group.objects.unscoped(because="the round was scoped").filter(
        centre_id=round_.centre_id, pk=found.group if why is Outcome.KEPT else None
    )
    names = dict(holder.values_list("pk", "name"))
    decision = Decision(0, group.pk, 0, 0, why, space.pk, *time_, next(iter(names), None), found.numbers)
    raise Refused(Denied(sentence_of(decision, spaces={space.pk: space.title}, groups=names)))
