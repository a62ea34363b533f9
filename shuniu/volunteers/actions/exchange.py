"""The line that an exchange file leaves: what left the house, how many rows, masked or not, and why."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import UNMASKED_EXPORT, Denied, Refused, holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.exchange import Record, may_write

EXCHANGED = trail.entry_kind(
    "volunteers.exchanged",
    _("Wrote an exchange file ({record}) of {rows} rows, {first} to {last}: {reason}"),
    erasure=trail.Erasure.KEEP_BY_LAW,
)


@action
def note_exchange(
    record: Record, *, first: date, last: date, masked: bool, reason: str, fields: list[str], by: Actor
) -> int:
    """Before a file leaves: who may, whether the mapping holds, and why. Returns the number of rows. Raises Refused."""
    require(holds(by, permissions.EXCHANGE))
    if not masked:
        require(holds(by, UNMASKED_EXPORT))
    if not reason.strip():
        raise Refused(Denied(_("Say who receives the file and for what.")))
    require(may_write(record, by))
    rows = record.rows(by, first, last).count()
    facts = {
        "record": record.name,
        "rows": rows,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "masked": masked,
        "fields": fields,
        "reason": reason.strip()[:200],
    }
    trail.record(EXCHANGED, Place(pk=by.place), by=by, facts=facts, centre_id=by.centre or by.place)
    return rows
