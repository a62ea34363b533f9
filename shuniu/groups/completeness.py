"""The three unknowns (三不清) as a measure: who, what and where are known of a group, and which items are missing [case].

One table of items serves the group's page (missing items by name), the list filter and the indicator (in SQL).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.groups.models import Leadership, Membership


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be known; `known` is a condition on an annotated group."""

    name: str
    unknown: str  # who · what · where
    label: Promise
    known: Q


ITEMS = (
    Item("leader", "who", _("the responsible person"), Q(has_leader=True)),
    Item("roster", "who", _("the roster"), Q(has_members=True)),
    Item("category", "what", _("the category"), ~Q(category="")),
    Item("content", "what", _("what the group does"), ~Q(content="")),
    Item("venue", "where", _("the venue"), ~Q(venue="")),
    Item("times", "where", _("the times"), ~Q(times="")),
)
UNKNOWNS = {"who": _("who"), "what": _("what"), "where": _("where")}


def with_knowns(groups: QuerySet, *, on: date) -> QuerySet:
    """Groups annotated with has_leader, has_members, missing_<item> and knows_who, knows_what, knows_where, knows_all."""
    held = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
    inside = {"centre_id": OuterRef("centre_id"), "group_id": OuterRef("pk")}
    groups = groups.annotate(
        has_leader=Exists(Leadership.everything.filter(held, **inside)),
        has_members=Exists(Membership.everything.filter(held, **inside)),
    )
    return groups.annotate(
        **{f"missing_{item.name}": _is(~item.known) for item in ITEMS},
        **{f"knows_{unknown}": _is(_all_known(unknown)) for unknown in UNKNOWNS},
        knows_all=_is(_all_known(*UNKNOWNS)),
    )


def _all_known(*unknowns: str) -> Q:
    condition = Q()
    for item in ITEMS:
        if item.unknown in unknowns:
            condition &= item.known
    return condition


def _is(condition: Q):
    return ExpressionWrapper(Case(When(condition, then=Value(True)), default=Value(False)), output_field=BooleanField())
