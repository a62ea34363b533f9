"""One inbox: what waits for me, with its time limit. Each room answers for itself; the desk puts them in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shuniu.activities.public import activities_waiting_for
from shuniu.casework.public import casework_waiting_for
from shuniu.groups.public import groups_waiting_for
from shuniu.kernel.actor import Actor
from shuniu.kernel.waiting import Waiting, calendar_waiting_for, settings_waiting_for
from shuniu.organizations.public import organizations_waiting_for
from shuniu.people.public import people_waiting_for
from shuniu.venues.public import venues_waiting_for
from shuniu.volunteers.public import volunteers_waiting_for

SHOWN = 60
ROOMS: tuple[Callable[[Actor], Iterable[Waiting]], ...] = (
    groups_waiting_for,
    casework_waiting_for,
    venues_waiting_for,
    activities_waiting_for,
    volunteers_waiting_for,
    organizations_waiting_for,
    people_waiting_for,
    calendar_waiting_for,
    settings_waiting_for,
)


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for this actor, the most pressing first, things without a limit last."""
    found = [waiting for room in ROOMS for waiting in room(actor)]
    return sorted(found, key=lambda w: (not w.at_once, w.due_on is None, w.due_on or actor.today))[:SHOWN]
