"""Which monthly duties wait for whom."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from shuniu.groups import permissions
from shuniu.groups.models import Group
from shuniu.groups.sixones import asked_in, lacking, month_at, with_six_ones
from shuniu.groups.windows import windows
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_months, month_of
from shuniu.kernel.environment import month as month_name
from shuniu.kernel.waiting import Waiting

NAMED = 10  # late groups named one by one; the rest are a number


def duties_waiting_for(actor: Actor) -> list[Waiting]:
    """For a leader the own open returns; for who excuses and reminds, the groups late with the last finished month."""
    if actor.may(permissions.LEAD):
        return [waiting for group in Group.objects.visible_to(actor) for waiting in _returns_of(group, actor)]
    return _late_groups(actor) if actor.may(permissions.REMIND) else []


def _returns_of(group: Group, actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            _("Return of %(month)s") % {"month": month_name(window.first)},
            group.name,
            _("late") if window.is_late(actor.today) else _("due"),
            reverse("groups:return_of_month", args=[group.pk, window.first]),
            window.month.due_on,
        )
        for window in reversed(windows(group, today=actor.today))
        if window.is_open and window.is_missing
    ]


def _late_groups(actor: Actor) -> list[Waiting]:
    month = month_at(actor.centre or actor.place, add_months(month_of(actor.today), -1))
    step = _("late") if actor.today > month.due_on else _("due")
    rows = with_six_ones(asked_in(Group.objects.visible_to(actor), month), month, today=actor.today)
    missing = list(rows.filter(lacking("return")).order_by("name", "pk").values_list("pk", "name"))
    title = _("Return of %(month)s") % {"month": month_name(month.first)}
    named = [
        Waiting(title, name, step, reverse("groups:return_of_month", args=[pk, month.first]), month.due_on)
        for pk, name in missing[: len(missing) if len(missing) <= NAMED + 1 else NAMED]  # a rest of one has a name, too
    ]
    if len(missing) == len(named):
        return named
    more = _("and %(num)s more groups") % {"num": len(missing) - NAMED}
    return [
        *named,
        Waiting(title, more, step, f"{reverse('groups:month', args=[month.first])}?state=return", month.due_on),
    ]
