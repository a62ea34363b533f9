"""Groups that read no account are told their result on paper or by telephone; who told them is written down."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.venues import permissions
from shuniu.venues.models import Round, Telling
from shuniu.venues.rounds import applications_in

NOTHING = trail.Erasure.NOTHING_PERSONAL
TOLD = trail.entry_kind("venues.result_told", _("Told {group} its result of {title}: {how}"), erasure=NOTHING)
NOT_TOLD = trail.entry_kind(
    "venues.result_not_told", _("{group} was not told its result of {title} after all"), erasure=NOTHING
)


@action
def note_telling(round_: Round, *, group: Group, how: str, by: Actor) -> Telling:
    """The letter was handed over, or the result read out by telephone. Noted anew, the last one stands."""
    require(holds(by, permissions.TELL))
    if round_.published_at is None:
        raise Refused(Denied(_("A result is told once it is published.")))
    if not applications_in(round_).filter(group=group).exists():
        raise Refused(Denied(_("The group asked for nothing in this round.")))
    rows = Telling.objects.unscoped(because="the group was scoped")
    said = {"how": how, "told_at": by.at, "told_by": by.name}
    telling, _new = rows.update_or_create(centre_id=round_.centre_id, round=round_, group=group, defaults=said)
    facts = {"group": group.name, "title": round_.title, "how": str(telling.get_how_display())}
    trail.record(TOLD, round_, by=by, facts={**facts, "group_id": group.pk})
    return telling


@action
def take_back_telling(telling: Telling, *, by: Actor) -> None:
    """Noted by mistake: the group stands on the list again."""
    require(holds(by, permissions.TELL))
    facts = {"group": telling.group.name, "title": telling.round.title, "group_id": telling.group_id}
    trail.record(NOT_TOLD, telling.round, by=by, facts=facts)
    telling.delete()
