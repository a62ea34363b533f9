"""Changing what a centre decides for itself. Every change begins today or later; nothing that has begun is rewritten."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import in_force
from shuniu.kernel.models import Code, DatedSetting
from shuniu.kernel.permissions import MANAGE_CODES, Denied, Refused, holds, require
from shuniu.kernel.rules.queries import setting_row, table_rows, upward

NOTHING = trail.Erasure.NOTHING_PERSONAL
SET = trail.entry_kind("kernel.setting_set", _("From {since}: {key} is {value}"), erasure=NOTHING)
ENDED = trail.entry_kind("kernel.setting_ended", _("{key}: the own value ends with {until}"), erasure=NOTHING)
WITHDRAWN = trail.entry_kind(
    "kernel.setting_withdrawn", _("{key}: the value that was to begin on {since} was withdrawn"), erasure=NOTHING
)
CODE_PUT = trail.entry_kind("kernel.code_put", _("{table}: from {since}, {code} is “{label}”"), erasure=NOTHING)
CODE_ENDED = trail.entry_kind("kernel.code_ended", _("{table}: {code} ends with {until}"), erasure=NOTHING)
EVE = timedelta(days=1)


@action
def set_value(key: str, value, *, since: date, source: str, by: Actor) -> DatedSetting:
    """A new value of a setting at the actor's place from a day on; the own one before it ends on the eve.

    value: JSON of the same shape as the one in force. Raises Refused.
    """
    require(holds(by, MANAGE_CODES))
    _refuse_past(since, by)
    before = setting_row(key, place=by.place, on=since)
    if before is None:
        raise Refused(Denied(_("There is no such setting.")))
    if type(before.value) is not type(value):
        raise Refused(Denied(_("The new value must be of the same kind as the one in force.")))
    own = DatedSetting.objects.filter(place_id=by.place, key=key)
    _refuse_later(own, since)
    own.filter(in_force(since)).update(valid_until=since - EVE)
    row = DatedSetting.objects.create(place_id=by.place, key=key, value=value, source=source, valid_from=since)
    facts = {"key": key, "value": value, "before": before.value, "since": since.isoformat(), "source": source}
    trail.record(SET, row, by=by, facts=facts)
    return row


@action
def end_value(row: DatedSetting, *, until: date, by: Actor) -> None:
    """The place's own value ends; from the next day on the place above decides. Raises Refused."""
    _own(row, by)
    _refuse_past(until, by)
    if not DatedSetting.objects.filter(in_force(until), pk=row.pk, valid_until=None).update(valid_until=until):
        raise Refused(Denied(_("Only a value in force and without an end can be ended.")))
    trail.record(ENDED, row, by=by, facts={"key": row.key, "until": until.isoformat()})


@action
def withdraw_value(row: DatedSetting, *, by: Actor) -> None:
    """Take back a value that has not begun; the one before it goes on."""
    _own(row, by)
    if row.valid_from <= by.today:
        raise Refused(Denied(_("This value has begun; set a new one instead.")))
    own = DatedSetting.objects.filter(place_id=row.place_id, key=row.key)
    trail.record(WITHDRAWN, row, by=by, facts={"key": row.key, "since": row.valid_from.isoformat(), "value": row.value})
    own.filter(valid_until=row.valid_from - EVE).update(valid_until=None)
    row.delete()


@action
def put_code(
    table: str, code: str, *, label: str, label_en: str, national: str, order: int, since: date, by: Actor
) -> Code:
    """An entry of a code table from a day on, new or under another label.

    A place that kept no such table adopts the whole of the one above, for the nearest table counts as a whole.
    """
    require(holds(by, MANAGE_CODES))
    _refuse_past(since, by)
    adopted = _adopt(table, since, by)
    own = Code.objects.filter(place_id=by.place, table=table, code=code)
    if adopted:
        own.filter(valid_from=since).delete()  # adopted a moment ago, and now under its own label
    _refuse_later(own, since)
    own.filter(in_force(since)).update(valid_until=since - EVE)
    row = Code.objects.create(
        place_id=by.place,
        table=table,
        code=code,
        label=label,
        label_en=label_en,
        national=national,
        order=order,
        valid_from=since,
    )
    facts = {"table": table, "code": code, "label": label, "national": national, "since": since.isoformat()}
    trail.record(CODE_PUT, row, by=by, facts={**facts, "adopted": adopted})
    return row


@action
def end_code(row: Code, *, until: date, by: Actor) -> None:
    """An entry ends; what was recorded under it keeps its label. Where it is the place's above, the table is adopted."""
    require(holds(by, MANAGE_CODES))
    _refuse_past(until, by)
    if row.place_id not in upward(by):
        raise Refused(Denied(_("This entry belongs to another place.")))
    adopted = _adopt(row.table, by.today, by)
    own = Code.objects.filter(in_force(until), place_id=by.place, table=row.table, code=row.code, valid_until=None)
    if len(table_rows(row.table, place=by.place, on=until + EVE)) == 1:
        raise Refused(Denied(_("A table needs one entry at least.")))
    if not own.update(valid_until=until):
        raise Refused(Denied(_("Only an entry in force and without an end can be ended.")))
    facts = {"table": row.table, "code": row.code, "until": until.isoformat(), "adopted": adopted}
    trail.record(CODE_ENDED, row, by=by, facts=facts)


def _adopt(table: str, since: date, by: Actor) -> int:
    """The table of the place above as the place's own from a day on; 0 where it has one already."""
    if Code.objects.filter(place_id=by.place, table=table).exists():
        return 0
    for above in upward(by)[1:]:
        if rows := table_rows(table, place=above, on=since):
            for row in rows:
                row.pk, row.place_id, row.valid_from, row.valid_until = None, by.place, since, None
            Code.objects.bulk_create(rows)
            return len(rows)
    raise Refused(Denied(_("There is no such table.")))


def _own(row: DatedSetting, by: Actor) -> None:
    require(holds(by, MANAGE_CODES))
    if row.place_id != by.place:
        raise Refused(Denied(_("This value is set by a place above; set an own one instead.")))


def _refuse_past(day: date, by: Actor) -> None:
    if day < by.today:
        raise Refused(Denied(_("The past is not rewritten: choose today or a later day.")))


def _refuse_later(own, since: date) -> None:
    """Periods of one place stand one after the other."""
    if later := own.filter(valid_from__gte=since).order_by("valid_from").first():
        raise Refused(
            Denied(
                _("A period begins on %(day)s already; choose a later day, or withdraw it.") % {"day": later.valid_from}
            )
        )
