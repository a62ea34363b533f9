"""The acts of a show and the stands of a fair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.models import Act, Session, Stand
from shuniu.activities.refusals import refusing, require_open
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require

# Who performs is named on the printed programme; the trail keeps what it is called, and the names where they can be erased.
ADDED = trail.entry_kind(
    "activities.act_added", _("Put the act {title} on the programme at {time}"), erasure=trail.Erasure.FORGET_DETAIL
)
REPLACED = trail.entry_kind(
    "activities.act_replaced", _("Replaced the act {before} by {title}: {reason}"), erasure=trail.Erasure.FORGET_DETAIL
)
WITHDRAWN = trail.entry_kind(
    "activities.act_withdrawn", _("Took the act {title} off the programme: {reason}"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)  # fmt: skip
INVITED = trail.entry_kind(
    "activities.exhibitors_invited", _("Gave stands to {count} exhibitors"), erasure=trail.Erasure.NOTHING_PERSONAL
)
LOOKED_ROUND = trail.entry_kind(
    "activities.stands_checked", _("Went round the stands: {arrived} of {count} exhibitors came"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)  # fmt: skip


@action
def add_act(
    session: Session, *, starts: time, minutes: int, title: str, performers: str, stage: str = "", group=None, by: Actor
) -> Act:
    """Put an act on a stage. Raises Refused where it would overlap another, naming that one."""
    require(holds(by, permissions.PLAN))
    require_open(session)
    act = _new_act(session, starts, minutes, title, performers, stage, group)
    _write(act)
    facts = {"title": act.title, "time": f"{starts:%H:%M}"}
    trail.record(ADDED, session, by=by, facts=facts, detail={"performers": act.performers})
    return act


@action
def replace_act(act: Act, *, minutes: int, title: str, performers: str, reason: str, group=None, by: Actor) -> Act:
    """Another act at the same time on the same stage; the one before stays on record as withdrawn."""
    require(holds(by, permissions.PLAN))
    _withdraw(act, reason, by)
    new = _new_act(act.session, act.starts, minutes, title, performers, act.stage, group)
    new.replaces = act
    _write(new)
    facts = {"before": act.title, "title": new.title, "reason": reason.strip()}
    trail.record(REPLACED, act.session, by=by, facts=facts, detail={"performers": new.performers})
    return new


@action
def withdraw_act(act: Act, *, reason: str, by: Actor) -> None:
    require(holds(by, permissions.PLAN))
    _withdraw(act, reason, by)
    trail.record(WITHDRAWN, act.session, by=by, facts={"title": act.title, "reason": reason.strip()})


@action
def invite_exhibitors(session: Session, exhibitors: Sequence[tuple[str, str]], *, by: Actor) -> list[Stand]:
    """Give the next stand numbers to (exhibitor, what it offers). All, or none. Raises Refused."""
    require(holds(by, permissions.PLAN))
    require_open(session)
    if not exhibitors:
        raise Refused(Denied(_("Name at least one exhibitor, one a line.")))
    given = Stand.objects.visible_to(by).filter(session=session).count()
    stands = [
        Stand(centre_id=session.centre_id, session=session, number=f"{given + at:02d}", exhibitor=name, offers=offers)
        for at, (name, offers) in enumerate(exhibitors, 1)
    ]
    with refusing(_("An exhibitor is named twice, or has a stand already.")):
        Stand.objects.bulk_create(stands)
    trail.record(INVITED, session, by=by, facts={"count": len(stands)})
    return stands


@action
def check_stands(session: Session, arrived: set[int], *, by: Actor) -> None:
    """Note which exhibitors came: ids of stands; the others did not."""
    require(holds(by, permissions.PLAN))
    require_open(session)
    mine = Stand.objects.visible_to(by).filter(session=session)
    there = mine.filter(pk__in=arrived).update(arrived=True)
    absent = mine.exclude(pk__in=arrived).update(arrived=False)
    trail.record(LOOKED_ROUND, session, by=by, facts={"arrived": there, "count": there + absent})


def _new_act(session, starts, minutes, title, performers, stage, group) -> Act:
    return Act(
        centre_id=session.centre_id, session=session, stage=stage.strip(), starts=starts, minutes=minutes,
        title=title.strip(), performers=performers.strip(), group=group,
    )  # fmt: skip


def _write(act: Act) -> None:
    if minutes_of(act.starts) + act.minutes >= 24 * 60:
        raise Refused(Denied(_("An act must end on the day it begins.")))
    for other in act.session.acts.filter(stage=act.stage, withdrawn_on__isnull=True):
        first, second = sorted((act, other), key=lambda each: each.starts)
        if minutes_of(first.starts) + first.minutes > minutes_of(second.starts):
            said = {"title": other.title, "from": f"{other.starts:%H:%M}", "to": f"{other.ends:%H:%M}"}
            raise Refused(
                Denied(_("“%(title)s” is on this stage from %(from)s to %(to)s; choose another time.") % said)
            )
    with refusing(_("Another act begins on this stage at this time.")):
        act.save(force_insert=True)


def _withdraw(act: Act, reason: str, by: Actor) -> None:
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    while_on = Act.objects.visible_to(by).filter(pk=act.pk, withdrawn_on__isnull=True)
    if not while_on.update(withdrawn_on=by.today, withdrawn_because=reason.strip()):
        raise Refused(Denied(_("This act is off the programme already.")))
    act.withdrawn_on, act.withdrawn_because = by.today, reason.strip()


def minutes_of(clock: time) -> int:
    return clock.hour * 60 + clock.minute
