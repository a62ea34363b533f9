"""Questions about groups that cross nouns. A day is inside [since, until): `until` is the first day it no longer holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from shuniu.groups.models import Branch, Group, GroupGram, Leadership, Membership
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.search import named_like
from shuniu.people.public import Person


def held_on(day: date, prefix: str = "") -> Q:
    """The condition that a dated row (since, until) holds on a day."""
    return Q(**{f"{prefix}since__lte": day}) & (
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    )


def in_register_on(day: date, prefix: str = "") -> Q:
    """The condition that a group stands in the register on a day, filed or not."""
    return Q(**{f"{prefix}recorded_on__lte": day}) & (
        Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": day})
    )


def groups_on(day: date, actor: Actor) -> QuerySet[Group]:
    """The groups in the register on a day."""
    return Group.objects.visible_to(actor).filter(in_register_on(day))


def memberships_on(day: date, actor: Actor) -> QuerySet[Membership]:
    """The memberships that hold on a day, in groups that stand in the register on it."""
    return Membership.objects.visible_to(actor).filter(held_on(day), in_register_on(day, "group__"))


def leaderships_on(day: date, actor: Actor) -> QuerySet[Leadership]:
    return Leadership.objects.visible_to(actor).filter(held_on(day), in_register_on(day, "group__"))


def groups_led_by(person: Person) -> list[Group]:
    """The groups of which a person is or was the responsible one."""
    terms = Leadership.objects.unscoped(because="the person was scoped").filter(
        centre_id=person.centre_id, person=person
    )
    return list({term.group_id: term.group for term in terms.select_related("group").order_by("pk")}.values())


def names_as_leader(person: Person, groups: Sequence[Group]) -> set[str]:
    """The name on record, and those in which the person's account acted for these groups before it was put right."""
    signed = TrailEntry.objects.filter(
        centre_id=person.centre_id,
        noun=Group._meta.label_lower,
        noun_id__in=[group.pk for group in groups],
        user_id=person.user_id,
    )
    before = signed.values_list("name", flat=True).distinct() if person.user_id else ()
    return {person.name, *before}


def branches_on(day: date, actor: Actor) -> QuerySet[Branch]:
    """The branches of the federation open on a day."""
    return Branch.objects.visible_to(actor).filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def with_leader(groups: QuerySet[Group], *, on: date) -> QuerySet[Group]:
    """Groups annotated with the name of the responsible person on a day; None where nobody is named."""
    leader = Leadership.everything.filter(held_on(on), centre_id=OuterRef("centre_id"), group_id=OuterRef("pk"))
    return groups.annotate(leader_name=Subquery(leader.values("person__name")[:1]))


def with_members(groups: QuerySet[Group], *, on: date) -> QuerySet[Group]:
    """Groups annotated with `members`: how many people are on the roster on a day (0, never None)."""
    roster = Membership.everything.filter(held_on(on), centre_id=OuterRef("centre_id"), group_id=OuterRef("pk"))
    counted = roster.order_by().values("group_id").annotate(n=Count("pk")).values("n")
    return groups.annotate(members=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def groups_found(groups: QuerySet[Group], text: str, actor: Actor) -> QuerySet[Group]:
    """Groups by any characters of the name, pinyin initials, or a piece of the filing number."""
    text = "".join(text.split())
    if not text:
        return groups
    if text.isascii() and text.isalpha():
        return groups.filter(Q(initials__contains=text.lower()) | Q(name__icontains=text))
    if any(c.isdigit() for c in text):
        return groups.filter(Q(filing_number__icontains=text) | Q(name__icontains=text))
    if actor.centre is None:  # a district: the side table is kept by centre
        return groups.filter(name__icontains=text)
    return named_like(groups, text, table=GroupGram, row="group_id", centre_id=actor.centre)
