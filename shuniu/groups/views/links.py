"""Where a group's page leads: the next step, the papers, the page on which each missing item is filled in."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from shuniu.groups import permissions
from shuniu.groups.filed import CHANGED_BY, held_now
from shuniu.groups.portrait import Portrait
from shuniu.kernel.actor import Actor
from shuniu.kernel.environment import month as month_name


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


def next_step(portrait: Portrait, actor: Actor) -> Link | None:
    """The one main action of a group's page: what is due next, the late before the due."""
    group, due = portrait.group, portrait.due
    if group.ended_on is not None:
        return None
    if due is not None and due.is_late(portrait.today) and actor.may(permissions.FILE_RETURN):
        return _return_of(group, due)
    if group.filed_on is None and not portrait.open_filings and actor.may(permissions.APPLY):
        return Link(_("Apply for filing"), reverse("groups:begin", args=[group.pk, "first"]))
    if portrait.unknowns and actor.may(permissions.EDIT):
        return Link(_("Fill in what is missing"), fill_url(group, portrait.unknowns[0].missing[0].name))
    if due is not None and actor.may(permissions.FILE_RETURN):
        return _return_of(group, due)
    return _change(group) if actor.may(permissions.APPLY) else None


def beside(group, main: Link | None, actor: Actor) -> list[Link]:
    """What else can be done with a group, next to its main action."""
    offered = []
    if actor.may(permissions.EDIT):
        offered.append(Link(_("Correct the record"), reverse("groups:correct", args=[group.pk])))
    if actor.may(permissions.APPLY) and group.ended_on is None:
        offered.append(_change(group))
    return [link for link in offered if main is None or link.url != main.url]


def paper_links(group, actor: Actor) -> list[Link]:
    """What can be printed of a group."""
    if not actor.may(permissions.PRINT):
        return []
    offered = [
        (_("Roster"), "roster_paper"),
        (_("Filing form"), "filing_form"),
        *([(_("Certificate"), "certificate")] if group.filed_on else []),
        (_("Blank return in large type"), "blank_return"),
        (_("Blank roster in large type"), "blank_roster"),
    ]
    return [Link(label, reverse(f"groups:{name}", args=[group.pk])) for label, name in offered]


def fill_url(group, item: str) -> str:
    """The page on which a missing item of the three unknowns is filled in."""
    name = {"leader": "name_leader", "roster": "join"}.get(item, "correct")
    if item in held_now(group):
        return reverse("groups:begin", args=[group.pk, CHANGED_BY[item]])
    return reverse(f"groups:{name}", args=[group.pk])


def filing_url(filing) -> str:
    return reverse("groups:filing", args=[filing.pk])


def _return_of(group, due) -> Link:
    label = _("Key in the return of %(month)s") % {"month": month_name(due.first)}
    return Link(label, reverse("groups:return_of_month", args=[group.pk, due.first]))


def _change(group) -> Link:
    return Link(_("Apply for a change"), reverse("groups:apply", args=[group.pk]))
