"""Questions about people."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from shuniu.kernel import trail
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import StepTaken, TrailEntry
from shuniu.kernel.permissions import VIEW_LOOKS
from shuniu.kernel.sealing.fields import index_of
from shuniu.kernel.search import named_like
from shuniu.people import permissions
from shuniu.people.models import Duplicate, Erasure, Person, PersonGram


def on_record(actor: Actor) -> QuerySet[Person]:
    """The people on record: not merged into another record, not erased."""
    return Person.objects.visible_to(actor).filter(merged_into__isnull=True, erased_at__isnull=True)


def found_by(text: str, actor: Actor) -> QuerySet[Person]:
    """People by any part of the name, pinyin initials, or the last four of a phone or ID number (by blind index)."""
    text = "".join(text.split())
    people, centre = on_record(actor), actor.centre
    if not text or centre is None:
        return people.none()
    if len(text) == 4 and text[:3].isdigit() and (text[3].isdigit() or text[3] in "xX"):
        tail = (
            index_of(Person, "phone_tail_index", text, centre),
            index_of(Person, "id_tail_index", text.upper(), centre),
        )
        return people.filter(phone_tail_index=tail[0]) | people.filter(id_tail_index=tail[1])
    named = named_like(people, text, table=PersonGram, row="person_id", centre_id=centre)
    if text.isascii() and text.isalpha():
        # Few names have Latin letters: asked for first, the initials keep their index and need look at nothing else.
        latin = list(named.values_list("pk", flat=True))
        return people.filter(Q(initials__startswith=text.lower()) | Q(pk__in=latin))
    return named


def told_of(person: Person, actor: Actor, *, limit: int) -> list[TrailEntry]:
    """The newest lines about a person; who looked is told to those alone who may see looks."""
    if actor.may(VIEW_LOOKS):
        return trail.of_thing(person, limit=limit)
    return trail.of_thing(person, limit=limit, but=("people.looked",))


def duplicates_open(actor: Actor) -> int:
    """How many pairs wait for this actor's decision."""
    if not actor.may(permissions.MERGE):
        return 0
    return pairs_to_decide(actor).count()


def pairs_to_decide(actor: Actor) -> QuerySet[Duplicate]:
    """The pairs that still can be decided: neither record was merged or erased since."""
    on_both = {
        f"{side}__{column}__isnull": True for side in ("first", "second") for column in ("merged_into", "erased_at")
    }
    return Duplicate.objects.visible_to(actor).filter(verdict=Duplicate.Verdict.OPEN, **on_both)


def erasures_waiting_for(actor: Actor) -> QuerySet[Erasure]:
    """The requests for erasure that this actor may still sign."""
    waiting = Erasure.objects.visible_to(actor).filter(state="asked").select_related("person").order_by("due_on")
    if not actor.may(permissions.ERASE):
        return waiting.none()
    signed = StepTaken.objects.visible_to(actor).filter(noun="people.erasure", user_id=actor.user_id)
    return waiting.exclude(pk__in=signed.values("noun_id"))
