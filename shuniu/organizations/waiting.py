"""What of this room waits for whom: the desk's inbox asks here."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.waiting import Waiting, files_waiting_for
from shuniu.kernel.workflow import Workflow
from shuniu.organizations import permissions
from shuniu.organizations.actions.importing import KIND
from shuniu.organizations.queries import (
    change_requests_waiting_for,
    inspections_waiting_for,
    objections_waiting_for,
)
from shuniu.organizations.workflow import CHANGE_REQUEST, INSPECTION, OBJECTION

SHOWN = 60


def organizations_waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Inspections, changes of the directory, objections, ledgers to accept."""
    for row in inspections_waiting_for(actor)[:SHOWN]:
        yield _of(row, INSPECTION, _("yearly inspection"), "organizations:inspection")
    for row in change_requests_waiting_for(actor)[:SHOWN]:
        yield _of(row, CHANGE_REQUEST, _("directory change"), "organizations:change")
    for row in objections_waiting_for(actor)[:SHOWN]:
        yield _of(row, OBJECTION, _("an organization's objection"), "organizations:answer_objection")
    if actor.may(permissions.IMPORT):
        yield from files_waiting_for(actor, (KIND,), matter=_("import"), page="organizations:import")


def _of(row: Model, workflow: Workflow, matter: Promise, page: str) -> Waiting:
    step = workflow.by_state[row.state].label
    return Waiting(matter, row.organization.name, step, reverse(page, args=[row.pk]), row.due_on)
