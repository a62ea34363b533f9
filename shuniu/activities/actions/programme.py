"""Planning: an activity, its sessions one or weekly, a session moved or cancelled."""

from __future__ import annotations

import secrets
from datetime import date, time, timedelta

from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions.places import give_place_back, is_lost, keep_place, of_sessions
from shuniu.activities.models import Activity, Session
from shuniu.activities.refusals import refusing, require_open, require_reason
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.documents import ALPHABET
from shuniu.kernel.permissions import Denied, Refused, holds, require

NOTHING = trail.Erasure.NOTHING_PERSONAL
PLANNED = trail.entry_kind("activities.activity_planned", _("Planned the activity {title}"), erasure=NOTHING)
SCHEDULED = trail.entry_kind(
    "activities.sessions_scheduled", _("Scheduled {count} sessions, from {first} to {last}"), erasure=NOTHING
)
CHANGED = trail.entry_kind("activities.session_changed", _("Changed of the session: {columns}"), erasure=NOTHING)
CANCELLED = trail.entry_kind("activities.session_cancelled", _("Cancelled the session: {reason}"), erasure=NOTHING)
MOST_WEEKS = 60
MOVES = {
    "held_on",
    "starts",
    "ends",
    "place_code",
    "seats",
    "amplified",
}  # of a session: what its time in the place follows
TWICE = _("The activity has a session at this time already, or one that ends before it starts.")


@action
def plan_activity(
    *, centre_id: int, title: str, kind: str, organizer: str, group=None, content: str = "",
    takes_sign_ups: bool = False, takes_offers: bool = False, by: Actor,
) -> Activity:  # fmt: skip
    require(holds(by, permissions.PLAN))
    activity = Activity(
        centre_id=centre_id, title=title.strip(), kind=kind, organizer=organizer.strip(), group=group,
        content=content.strip(), takes_sign_ups=takes_sign_ups, takes_offers=takes_offers,
        planned_at=by.at, planned_by=by.name,
    )  # fmt: skip
    activity.save(force_insert=True)
    trail.record(PLANNED, activity, by=by, facts={"title": activity.title, "of": kind})
    return activity


@action
def schedule_sessions(
    activity: Activity, *, held_on: date, starts: time, ends: time, place: str, place_code: str = "",
    seats: int | None = None, expected: int | None = None, amplified: bool = False, weeks: int = 1, by: Actor,
) -> list[Session]:  # fmt: skip
    """One session, or one a week for `weeks` weeks. All are written, with the times in the place, or none. Raises Refused."""
    require(holds(by, permissions.PLAN))
    if not 1 <= weeks <= MOST_WEEKS:
        raise Refused(Denied(_("A series has from 1 to %(most)s weeks.") % {"most": MOST_WEEKS}))
    sessions = [
        Session(
            centre_id=activity.centre_id, activity=activity, held_on=held_on + timedelta(weeks=week), starts=starts,
            ends=ends, place=place.strip(), place_code=place_code.strip(), seats=seats, expected=expected,
            amplified=amplified, token="".join(secrets.choice(ALPHABET) for _i in range(12)),
        )
        for week in range(weeks)
    ]  # fmt: skip
    keep_place(sessions, of_sessions(sessions, by=by), by=by)
    with refusing(TWICE):
        for session in sessions:
            session.save(force_insert=True)
    facts = {"count": weeks, "first": held_on.isoformat(), "last": sessions[-1].held_on.isoformat()}
    trail.record(SCHEDULED, activity, by=by, facts=facts)
    return sessions


@action
def change_session(session: Session, *, by: Actor, **columns) -> Session:
    """Move a session or say something else of it: held_on, starts, ends, place, place_code, seats, expected, amplified.

    Its time in the place moves with it; a time that was lost there is asked for again. Raises Refused.
    """
    require(holds(by, permissions.PLAN))
    require_open(session)
    changed = {name: value for name, value in columns.items() if getattr(session, name) != value}
    for name, value in changed.items():
        setattr(session, name, value)
    if not MOVES.isdisjoint(changed) or is_lost(session):
        give_place_back([session], reason=str(_("the session was moved")), by=by)
        keep_place([session], of_sessions([session], by=by), by=by)
        changed["place_hold"] = session.place_hold
    if changed:
        with refusing(TWICE):
            session.save(update_fields=list(changed))
    trail.record(CHANGED, session, by=by, facts={"columns": ", ".join(sorted(changed.keys() - {"place_hold"}))})
    return session


@action
def cancel_session(session: Session, *, reason: str, by: Actor) -> None:
    require(holds(by, permissions.PLAN))
    require_open(session)
    session.cancelled_on, session.cancelled_because = by.today, require_reason(reason)
    session.save(update_fields=["cancelled_on", "cancelled_because"])
    give_place_back([session], reason=session.cancelled_because, by=by)
    trail.record(CANCELLED, session, by=by, facts={"reason": session.cancelled_because})
