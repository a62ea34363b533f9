"""What the filters of this room's lists offer, asked of the database once a page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.utils.translation import get_language

from shuniu.groups.models import Branch, Group
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import NATION
from shuniu.kernel.models import Code, Place
from shuniu.kernel.places.codes import parents
from shuniu.kernel.prepared import again, prepared

NO_TEXT, NO_RANK, NAME = Value("", CharField()), Value(0, IntegerField()), F("name")


class Choices:
    """Categories, residents' committees and branches within an actor's reach: one query, and only when asked for."""

    def __init__(self, actor: Actor):
        self.actor = actor

    def categories(self, _actor: Actor | None = None) -> list[tuple[str, str]]:
        """The nearest place upward that keeps the table wins, as a whole (as `kernel.dated.codes` has it)."""
        for place in self._upward:
            if mine := [(code, name) for pk, code, name in self._of("category") if pk == place]:
                return mine
        return []

    def committees(self, _actor: Actor | None = None) -> list[tuple[str, str]]:
        return [(str(pk), name) for pk, _code, name in self._of("place")]

    def branches(self, _actor: Actor | None = None) -> list[tuple[str, str]]:
        return [(str(pk), name) for pk, _code, name in self._of("branch")]

    def place_words(self, groups: Iterable[Group]) -> dict[int, str]:
        """The name of each group's place. Nearly all are committees on offer; the others are asked for together."""
        words = {pk: name for pk, _code, name in self._of("place")}
        others = {group.place_id for group in groups} - words.keys()
        return words | {place.pk: place.label for place in _places(sorted(others))} if others else words

    def branch_words(self, groups: Iterable[Group]) -> dict[int | None, str]:
        """The name of each group's branch, "" for none; closed ones are not on offer and asked for together."""
        words: dict[int | None, str] = {pk: name for pk, _code, name in self._of("branch")} | {None: ""}
        others = {group.branch_id for group in groups} - words.keys()
        return words | {branch.pk: branch.name for branch in _branches(sorted(others))} if others else words

    def _of(self, kind: str) -> list[tuple[int, str, str]]:
        """(id, code, name in the reader's language), in order."""
        english = get_language() == "en"
        return [
            (pk, code, name_en if english and name_en else name)
            for told, _rank, pk, code, name, name_en in self._found
            if told == kind
        ]

    @property
    def _upward(self) -> list[int]:
        place = self.actor.centre or self.actor.place
        return [place, *parents(place), NATION]

    @cached_property
    def _found(self) -> list[tuple]:
        actor = self.actor
        question = (Choices, actor.place, actor.role, actor.subject, actor.today)
        return sorted(again(question, self._offered))

    def _offered(self) -> QuerySet:
        actor = self.actor
        committees = Place.objects.filter(level="committee", id__range=actor.reach)
        branches = Branch.objects.visible_to(actor).filter(closed_on__isnull=True)
        categories = Code.objects.filter(
            table="groups.category", place_id__in=self._upward, valid_from__lte=actor.today
        )
        categories = categories.exclude(valid_until__lt=actor.today)
        return _rows("place", committees, name_en=F("name_en")).union(
            _rows("branch", branches, rank=F("order")),
            _rows("category", categories, "place_id", F("order"), F("code"), F("label"), F("label_en")),
            all=True,
        )


def _rows(kind: str, rows: QuerySet, key="id", rank=NO_RANK, code=NO_TEXT, name=NAME, name_en=NO_TEXT) -> QuerySet:
    told = {"row_rank": rank, "row_id": F(key), "row_code": code, "row_name": name, "row_name_en": name_en}
    return rows.order_by().annotate(row_kind=Value(kind, CharField()), **told).values_list("row_kind", *told)


@prepared
def _places(ids: list[int]) -> QuerySet[Place]:
    return Place.objects.filter(pk__in=ids)


@prepared
def _branches(ids: list[int]) -> QuerySet[Branch]:
    return Branch.objects.unscoped(because="the groups were scoped").filter(pk__in=ids)
