"""The fence: a query must say for whom it runs, or why it need not.

The 12-digit statistical code is the path of the tree of places, so "everything beneath" is one range of the leading
key column: no join and no sub-select (ADR 0004).
"""

from __future__ import annotations

from typing import Self

from django.db import models

from shuniu.kernel.actor import Actor
from shuniu.kernel.prepared import prepared
from shuniu.kernel.prepared_inserts import QuickInserts, insert_one


class Unscoped(RuntimeError):
    """A fenced query was run without saying for whom."""


class FencedQuerySet(models.QuerySet):
    fenced = True

    def visible_to(self, actor: Actor) -> Self:
        """Rows of the actor's place and beneath; a narrow appointment sees what the model's `narrow` says."""
        rows = self._opened()
        if not actor.permissions:  # somebody who has not signed in, or holds no role
            return rows.none()
        low, high = actor.reach
        if actor.centre is not None:
            rows = rows.filter(centre_id=actor.centre)
        else:
            rows = rows.filter(centre_id__gte=low, centre_id__lte=high)
        return self.model.narrow(rows, actor) if actor.is_narrow else rows

    def unscoped(self, *, because: str) -> Self:
        if not because:
            raise ValueError("say why this query need not be scoped")
        return self._opened()

    def _opened(self) -> Self:
        clone = self._chain()
        clone.fenced = False
        return clone

    def _clone(self) -> Self:
        clone = super()._clone()
        clone.fenced = self.fenced
        return clone

    def _guard(self) -> None:
        if self.fenced:
            raise Unscoped(f"{self.model.__name__}: say .visible_to(actor) or .unscoped(because=…)")

    def _fetch_all(self) -> None:
        self._guard()
        super()._fetch_all()

    def _insert(self, objs, fields, returning_fields=None, raw=False, using=None, **conflict):
        if len(objs) == 1 and not raw:
            self._for_write = True
            found = insert_one(objs[0], fields, returning_fields, using or self.db, **conflict)
            if found is not None:
                return found
        return super()._insert(objs, fields, returning_fields, raw, using, **conflict)

    def resolve_expression(self, *args, **kwargs):  # used inside another query
        self._guard()
        return super().resolve_expression(*args, **kwargs)

    def _guarded(name: str):
        def method(self, *args, **kwargs):
            self._guard()
            return getattr(super(), name)(*args, **kwargs)

        method.__name__ = name
        return method

    iterator = _guarded("iterator")
    count = _guarded("count")
    exists = _guarded("exists")
    contains = _guarded("contains")
    aggregate = _guarded("aggregate")
    explain = _guarded("explain")
    update = _guarded("update")
    delete = _guarded("delete")
    _raw_delete = _guarded("_raw_delete")


class CentreRow(QuickInserts):
    """A row of a room: it carries its centre, and its queries are fenced."""

    centre = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False)

    everything = models.Manager()  # Django's own plumbing: relations, refresh_from_db
    objects = models.Manager.from_queryset(FencedQuerySet)()

    class Meta:
        abstract = True
        default_manager_name = "everything"
        base_manager_name = "everything"

    @classmethod
    def narrow(cls, rows: models.QuerySet, actor: Actor) -> models.QuerySet:
        """What a narrow appointment (a residents' committee, a leader, a volunteer) sees: nothing, unless a noun says."""
        return rows.none()


def one_visible(noun: type[CentreRow], actor: Actor, pk: int | None, related: tuple[str, ...] = ()) -> CentreRow | None:
    """The row of `noun` with this key if the actor sees it: `objects.visible_to(actor).get(pk=pk)`, or None.

    Nearly every page asks this first. Where all of the actor's centre is seen, the question is written once.
    """
    by_centre = noun.objects._queryset_class.visible_to is FencedQuerySet.visible_to
    if by_centre and actor.permissions and actor.centre is not None and not actor.is_narrow and pk is not None:
        found = _of_centre(noun, related, actor.centre, pk)
    else:
        found = _with(noun.objects.visible_to(actor), related).filter(pk=pk)
    return next(iter(found), None)


@prepared
def _of_centre(noun: type[CentreRow], related: tuple[str, ...], centre: int, pk: int) -> models.QuerySet:
    rows = noun.objects.unscoped(because="asked by its centre and its key")
    return _with(rows, related).filter(centre_id=centre, pk=pk)


def _with(rows: models.QuerySet, related: tuple[str, ...]) -> models.QuerySet:
    return rows.select_related(*related) if related else rows  # without names Django would load all there are
