"""The fence: a query must say for whom it runs, or why it need not.

The 12-digit statistical code is the path of the tree of places, so "everything beneath" is one range of the leading
key column: no join and no sub-select (ADR 0004).
"""

from __future__ import annotations

from typing import Self

from django.db import models

from shuniu.kernel.actor import Actor


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


class CentreRow(models.Model):
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
