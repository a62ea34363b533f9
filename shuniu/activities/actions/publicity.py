"""The publicity log."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.models import Publicity
from shuniu.activities.refusals import require_reason
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require

LOGGED = trail.entry_kind(
    "activities.publicity_logged", _("Entered in the publicity log: {title}, {count}"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)  # fmt: skip
CORRECTED = trail.entry_kind(
    "activities.publicity_corrected", _("Set right in the publicity log: {title}, {before} → {count}: {reason}"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)  # fmt: skip


@action
def log_publicity(
    *, centre_id: int, kind: str, title: str, done_on: date, count: int, place: str = "", session=None, by: Actor
) -> Publicity:
    """Enter panels, leaflets or shows, each counted in its own unit. Raises Refused."""
    require(holds(by, permissions.PUBLICIZE))
    if count < 1:
        raise Refused(Denied(_("The count must be one or more.")))
    if done_on > by.today:
        raise Refused(Denied(_("The log holds what was done; this day is still to come.")))
    entry = Publicity(
        centre_id=centre_id, kind=kind, title=title.strip(), done_on=done_on, count=count, place=place.strip(),
        session=session, noted_at=by.at, noted_by=by.name,
    )  # fmt: skip
    entry.save(force_insert=True)
    trail.record(LOGGED, entry, by=by, facts={"title": entry.title, "count": count, "of": kind})
    return entry


@action
def correct_publicity(entry: Publicity, *, count: int, reason: str, by: Actor) -> Publicity:
    """Set a count right: an entry of the same day with the difference; 0 takes the whole entry back."""
    require(holds(by, permissions.PUBLICIZE))
    if entry.corrects_id is not None:
        raise Refused(Denied(_("This entry corrects another; correct that one.")))
    reason = require_reason(reason)
    stands = entry.count + sum(c.count for c in entry.corrections.all())
    if count < 0 or count == stands:
        raise Refused(Denied(_("The log says %(count)s already.") % {"count": stands}))
    row = Publicity(
        centre_id=entry.centre_id, kind=entry.kind, title=entry.title, done_on=entry.done_on, count=count - stands,
        place=entry.place, session=entry.session, corrects=entry, reason=reason, noted_at=by.at, noted_by=by.name,
    )  # fmt: skip
    row.save(force_insert=True)
    facts = {"title": entry.title, "before": stands, "count": count, "reason": reason}
    trail.record(CORRECTED, entry, by=by, facts=facts)
    return row
