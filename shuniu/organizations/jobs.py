"""What the clock asks of this room; each calls one action."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.dated import setting
from shuniu.kernel.jobs import scheduled
from shuniu.organizations.actions.reminding import ACCOUNT, remind_organizations
from shuniu.organizations.models import Inspection, InspectionCycle, ReminderCall
from shuniu.organizations.workflow import WITH_THE_ORGANIZATION


@scheduled("organizations.remind_of_inspection", _("Remind of the yearly inspection"), daily=time(8, 40))
def remind_of_inspection(*, by: Actor) -> None:
    """So many days before a last day (setting `organizations.inspection.remind_days`), remind whose report is not here.

    Once a day and organization: run again, it reminds nobody twice.
    """
    for cycle in InspectionCycle.objects.visible_to(by).filter(opens_on__lte=by.today, registry_by__gte=by.today):
        house = system_actor(place=cycle.centre_id, via=by.via, at=by.at, name=by.name)
        if asked := list(_to_remind(cycle, house)):
            remind_organizations(asked, channel=ACCOUNT, by=house)


def _to_remind(cycle: InspectionCycle, by: Actor) -> Iterable[Inspection]:
    before = setting("organizations.inspection.remind_days", place=cycle.centre_id, on=by.today)
    days = [by.today + timedelta(days=int(each)) for each in before]
    rows = Inspection.objects.visible_to(by).filter(cycle=cycle, state__in=WITH_THE_ORGANIZATION, due_on__in=days)
    today = by.at.replace(hour=0, minute=0, second=0, microsecond=0)
    rows = rows.filter(Q(reminded_at__isnull=True) | Q(reminded_at__lt=today))
    listed = ReminderCall.objects.visible_to(by).filter(inspection=OuterRef("pk"), told_at__isnull=True)
    return rows.filter(~Exists(listed)).select_related("organization", "cycle")
