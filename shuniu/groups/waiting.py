"""What of this room waits for whom, and until when a group may answer: the desk's inbox asks here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.duties_waiting import duties_waiting_for
from shuniu.groups.models import Filing, VenuePermit
from shuniu.groups.workflow import FILING
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_workdays
from shuniu.kernel.dated import setting
from shuniu.kernel.permissions import PHONE_ROLES
from shuniu.kernel.waiting import Waiting, files_waiting_for

SHOWN = 60
FILES = ("ledger", "roster", "ledger+roster")  # kinds of an import


def groups_waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Applications to act on, monthly duties, workbooks to accept."""
    for filing in filings_waiting_for(actor)[:SHOWN]:
        url = reverse("groups:filing", args=[filing.pk])
        step = FILING.by_state[filing.state].label
        yield Waiting(filing.get_kind_display(), filing.group.name, step, url, filing.due_on)
    yield from duties_waiting_for(actor)
    if actor.may(permissions.IMPORT):
        yield from files_waiting_for(actor, FILES, matter=_("import"), page="groups:import")


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
