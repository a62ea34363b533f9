"""What of this room waits for whom: the desk's inbox asks here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import setting
from shuniu.kernel.waiting import Waiting, files_waiting_for
from shuniu.kernel.workflow import Workflow
from shuniu.organizations import permissions
from shuniu.organizations.actions.importing import KIND
from shuniu.organizations.queries import (
    agreements_ending,
    calls_to_make,
    change_requests_waiting_for,
    ending_soon,
    incubations_asking,
    inspections_waiting_for,
    objections_waiting_for,
)
from shuniu.organizations.workflow import CHANGE_REQUEST, INSPECTION, OBJECTION

SHOWN = 60


def organizations_waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Inspections, changes of the directory, objections, what ends soon, ledgers to accept."""
    for row in inspections_waiting_for(actor)[:SHOWN]:
        yield _of(row, INSPECTION, _("yearly inspection"), "organizations:inspection")
    if actor.may(permissions.REMIND) and (count := calls_to_make(actor).count()):
        thing = ngettext("%(num)s organization", "%(num)s organizations", count) % {"num": count}
        yield Waiting(_("inspection reminders"), thing, _("to be told"), reverse("organizations:calls"))
    for row in change_requests_waiting_for(actor)[:SHOWN]:
        yield _of(row, CHANGE_REQUEST, _("directory change"), "organizations:change")
    for row in objections_waiting_for(actor)[:SHOWN]:
        yield _of(row, OBJECTION, _("an organization's objection"), "organizations:answer_objection")
    if actor.may(permissions.SETTLE) and actor.centre is not None:
        yield from _ending(actor)
    if actor.may(permissions.IMPORT):
        yield from files_waiting_for(actor, (KIND,), matter=_("import"), page="organizations:import")


def _ending(actor: Actor) -> Iterator[Waiting]:
    """Licences, agreements and incubations that end within the place's notice, and reviews that are due."""
    notice = int(setting("organizations.expiry_notice_days", place=actor.centre, on=actor.today))
    until = actor.today + timedelta(days=notice)
    for row in ending_soon(actor.today, until, actor)[:SHOWN]:
        url = reverse("organizations:organization", args=[row.organization_id])
        yield Waiting(row.title, row.organization.name, _("runs out soon"), url, row.valid_until)
    for row in agreements_ending(until, actor)[:SHOWN]:
        url = reverse("organizations:settling", args=[row.pk])
        yield Waiting(_("settling agreement"), row.organization.name, _("runs out soon"), url, row.agreement_until)
    for row in incubations_asking(until, actor)[:SHOWN]:
        url = reverse("organizations:incubation", args=[row.pk])
        if row.until and row.until <= until:
            yield Waiting(_("incubation"), row.organization.name, _("runs out soon"), url, row.until)
        if row.next_review_on and row.next_review_on <= until:
            yield Waiting(_("incubation"), row.organization.name, _("to be reviewed"), url, row.next_review_on)


def _of(row: Model, workflow: Workflow, matter: Promise, page: str) -> Waiting:
    step = workflow.by_state[row.state].label
    return Waiting(matter, row.organization.name, step, reverse(page, args=[row.pk]), row.due_on)
