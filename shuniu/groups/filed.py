"""What a filing holds fast: these facts of a filed group change by an application alone (ADR 0062).

What the record leaves blank may be completed, until the house has certified the group: the number of a group that came
in with the office's workbook says no more than that somebody filed it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from shuniu.groups.models import Filing, Group
from shuniu.groups.on_paper import CERTIFICATE
from shuniu.groups.rules import COLUMNS
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Document
from shuniu.kernel.permissions import Allowed, Denied

KIND = Filing.Kind
# Column → the application by which it changes; times are the venue's and the activity's alike.
CHANGED_BY: dict[str, str] = {
    column: kind for kind in (KIND.CHARTER, KIND.CONTENT, KIND.VENUE, KIND.NAME) for column in COLUMNS[kind]
}
OF_THE_FILING = ("filing_number", "filed_on", "filed_until")
HELD = (*CHANGED_BY, *OF_THE_FILING)


def is_held(group: Group) -> bool:
    """Whether the group is filed and lasts."""
    return bool(group.filing_number) and group.ended_on is None


def held_back(known: Mapping[str, Any], new: Mapping[str, Any], *, is_certified: bool) -> list[str]:
    """Of a filed group's new values, the columns that only an application may change."""
    return [c for c, value in new.items() if c in HELD and value != known[c] and (is_certified or not _blank(known[c]))]


def may_correct(group: Group, columns: Mapping[str, Any]) -> Allowed | Denied:
    """Whether these values may be written by one hand."""
    if not is_held(group):
        return Allowed()
    known = {column: getattr(group, column) for column in columns}
    held = held_back(known, columns, is_certified=is_certified(group))
    if not held:
        return Allowed()
    said = _("The group is filed: what changes is applied for. It concerns: %(columns)s.")
    return Denied(said % {"columns": labels(held)})


def held_now(group: Group) -> list[str]:
    """What of this group changes by an application alone, in the order of the form."""
    if not is_held(group):
        return []
    every = is_certified(group)
    return [c for c in COLUMNS[KIND.FIRST] if c in CHANGED_BY and (every or not _blank(getattr(group, c)))]


def may_name(group: Group, *, is_handover: bool) -> Allowed | Denied:
    """Whether one hand may write down who leads: not where a filed group hands over, or was certified by the house."""
    if group.ended_on is not None:
        return Denied(_("The group has left the register."))
    if is_held(group) and (is_handover or is_certified(group)):
        return Denied(_("The group is filed: a new leader is applied for."))
    return Allowed()


def is_certified(group: Group) -> bool:
    """Whether the house has ever certified the group."""
    papers = Document.objects.unscoped(because="the group was scoped")
    return papers.filter(centre_id=group.centre_id, **_OF_GROUPS, noun_id=group.pk).exists()


def certified(by: Actor) -> set[int]:
    """The groups of the actor's centre that the house has ever certified."""
    return set(Document.objects.visible_to(by).filter(**_OF_GROUPS).values_list("noun_id", flat=True))


def labels(columns: Iterable[str]) -> str:
    return str(_(", ")).join(str(Group._meta.get_field(column.removesuffix("_id")).verbose_name) for column in columns)


_OF_GROUPS = {"noun": Group._meta.label_lower, "kind": CERTIFICATE}


def _blank(value: Any) -> bool:
    return value in (None, "")
