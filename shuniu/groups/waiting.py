"""Which applications wait for whom, and until when a group may answer: the desk's inbox asks here."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from shuniu.groups import permissions
from shuniu.groups.models import Filing, VenuePermit
from shuniu.groups.workflow import FILING
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_workdays
from shuniu.kernel.dated import setting
from shuniu.kernel.permissions import PHONE_ROLES


def filings_waiting_for(actor: Actor) -> QuerySet[Filing]:
    """The applications on which this actor must act next, the most pressing first; with their group.

    A notice waits for the group until its time to answer is over, then for the centre.
    """
    mine = Q(pk__in=[])
    for state in FILING.states:
        if state.waits_for and state.name != "notice" and actor.may(state.waits_for):
            mine |= Q(state=state.name)
    if actor.may(permissions.APPLY) and actor.role in PHONE_ROLES:
        mine |= Q(state="notice", due_on__gte=actor.today)
    if actor.may(permissions.PROPOSE):
        mine |= Q(state="notice", due_on__lt=actor.today)
    return (
        Filing.objects.visible_to(actor)
        .filter(mine)
        .select_related("group")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def answer_until(permit: VenuePermit, *, on: date) -> date:
    """The last day on which a group may answer the recall of a permit that it was told of."""
    days = int(setting("groups.permit.reply_days", place=permit.centre_id, on=on))
    return add_workdays(permit.recall_noticed_on, days)
