"""Two of the six ones: the numbered flag, and the venue-use permit with its validity and its recall.

A permit is never recalled over a group's head: the group is told why, and answers or lets the days pass.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.models import Flag, Group, VenuePermit
from shuniu.groups.on_paper import PERMIT, permit_of
from shuniu.groups.renewals import may_renew, renewed_from
from shuniu.groups.waiting import answer_until
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_months
from shuniu.kernel.dated import setting
from shuniu.kernel.documents import issue, latest, revoke
from shuniu.kernel.numbers import next_number
from shuniu.kernel.permissions import Denied, Refused, holds, require

PRINTED = {"venue": _("Venue"), "times": _("Times"), "sound": _("Loudness"), "conditions": _("Conditions")}
NOTHING = trail.Erasure.NOTHING_PERSONAL
FLAG_ISSUED = trail.entry_kind("groups.flag_issued", _("Issued flag {number}"), erasure=NOTHING)
FLAG_TAKEN_BACK = trail.entry_kind("groups.flag_taken_back", _("Took back flag {number}: {reason}"), erasure=NOTHING)
PERMIT_ISSUED = trail.entry_kind("groups.permit_issued", _("Issued permit {number}, until {until}"), erasure=NOTHING)
PERMIT_RENEWED = trail.entry_kind(
    "groups.permit_renewed", _("Renewed permit {before} as {number}, until {until}"), erasure=NOTHING
)
RECALL_NOTICED = trail.entry_kind(
    "groups.permit_recall_noticed",
    _("Told the group that permit {number} is to be recalled: {reason}"),
    erasure=trail.Erasure.KEEP_BY_LAW,
)
RECALL_ANSWERED = trail.entry_kind(
    "groups.permit_recall_answered", _("The group answered the recall of permit {number}"), erasure=NOTHING
)
RECALLED = trail.entry_kind(
    "groups.permit_recalled", _("Recalled permit {number}: {reason}"), erasure=trail.Erasure.KEEP_BY_LAW
)
RECALL_DROPPED = trail.entry_kind(
    "groups.permit_recall_dropped", _("Dropped the recall of permit {number}"), erasure=NOTHING
)


# --- The flag ---------------------------------------------------------------------------------------------------------
@action
def issue_flag(group: Group, *, number: str = "", by: Actor) -> Flag:
    """Give the group its flag, numbered by the place's pattern unless the office brings a number. Raises Refused."""
    require(holds(by, permissions.ISSUE_FLAG))
    _require_in_register(group)
    flag = Flag(centre_id=group.centre_id, group=group, issued_on=by.today)
    flag.number = number.strip() or _number("groups.flag.number_pattern", "groups.flag", group, by)
    _insert(flag, _("The group has a flag, or the number is taken; take a flag back before issuing another."))
    trail.record(FLAG_ISSUED, group, by=by, facts={"number": flag.number, "flag": flag.pk})
    return flag


@action
def take_back_flag(flag: Flag, *, reason: str = "", by: Actor) -> None:
    require(holds(by, permissions.ISSUE_FLAG))
    if (
        not Flag.objects.unscoped(because="the flag was scoped")
        .filter(pk=flag.pk, taken_back_on__isnull=True)
        .update(taken_back_on=by.today)
    ):
        raise Refused(Denied(_("The flag is back already.")))
    flag.taken_back_on = by.today
    facts = {"number": flag.number, "flag": flag.pk, "reason": reason.strip() or "–"}
    trail.record(FLAG_TAKEN_BACK, flag.group, by=by, facts=facts)


# --- The permit -------------------------------------------------------------------------------------------------------
@action
def issue_permit(
    group: Group,
    *,
    venue: str,
    times: str,
    valid_from: date,
    valid_until: date | None = None,
    sound: str = "",
    conditions: str = "",
    number: str = "",
    by: Actor,
) -> VenuePermit:
    """A permit with its numbered paper; without `valid_until` for the place's months (`groups.permit.valid_months`)."""
    require(holds(by, permissions.ISSUE_PERMIT))
    permit = _new_permit(
        group,
        venue=venue,
        times=times,
        valid_from=valid_from,
        valid_until=valid_until,
        sound=sound,
        conditions=conditions,
        by=by,
    )
    permit.number = number.strip() or _number("groups.permit.number_pattern", "groups.permit", group, by)
    _hand_out(permit, by=by)
    facts = {"number": permit.number, "until": permit.valid_until.isoformat(), "permit": permit.pk}
    trail.record(PERMIT_ISSUED, group, by=by, facts=facts)
    return permit


@action
def renew_permit(
    permit: VenuePermit,
    *,
    valid_until: date | None = None,
    sound: str | None = None,
    conditions: str | None = None,
    by: Actor,
) -> VenuePermit:
    """A new permit from the day after the old one ends (or today, if it has ended); the old paper is replaced by it.

    `sound`, `conditions`: what its places allow now; None: as on the old one.
    """
    require(holds(by, permissions.ISSUE_PERMIT))
    require(may_renew(permit))
    new = _new_permit(
        permit.group,
        venue=permit.venue,
        times=permit.times,
        valid_from=renewed_from(permit, by.today),
        valid_until=valid_until,
        sound=permit.sound if sound is None else sound,
        conditions=permit.conditions if conditions is None else conditions,
        by=by,
    )
    new.number, new.renews = _number("groups.permit.number_pattern", "groups.permit", permit.group, by), permit
    _hand_out(new, by=by)
    facts = {"before": permit.number, "number": new.number, "until": new.valid_until.isoformat(), "permit": new.pk}
    trail.record(PERMIT_RENEWED, permit.group, by=by, facts=facts)
    return new


# --- Its recall -------------------------------------------------------------------------------------------------------
@action
def announce_recall(permit: VenuePermit, *, reason: str, by: Actor) -> None:
    """Tell the group that the permit is to be recalled, and why. Nothing else changes."""
    require(holds(by, permissions.ISSUE_PERMIT))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    _move(permit, {"recalled_on": None, "recall_noticed_on": None}, recall_noticed_on=by.today, recalled_because=reason)
    trail.record(RECALL_NOTICED, permit.group, by=by, facts={"number": permit.number, "reason": reason})


@action
def answer_recall(permit: VenuePermit, *, reply: str, by: Actor) -> None:
    require(holds(by, permissions.APPLY))
    if not reply.strip():
        raise Refused(Denied(_("Please write the answer; “nothing to say” is one too.")))
    _move(permit, {"recalled_on": None, "recall_noticed_on__isnull": False}, recall_reply=reply.strip()[:500])
    trail.record(RECALL_ANSWERED, permit.group, by=by, facts={"number": permit.number})


@action
def recall_permit(permit: VenuePermit, *, by: Actor) -> None:
    """Recall after the group answered or its days ran out (`groups.permit.reply_days`). Raises Refused before."""
    require(holds(by, permissions.ISSUE_PERMIT))
    if permit.recall_noticed_on is None:
        raise Refused(Denied(_("Tell the group first, and hear it.")))
    until = answer_until(permit, on=by.today)
    if not permit.recall_reply and by.today <= until:
        raise Refused(Denied(_("The group may answer until %(day)s.") % {"day": until}))
    _move(permit, {"recalled_on": None, "recall_noticed_on__isnull": False}, recalled_on=by.today)
    if paper := latest(PERMIT, permit):
        revoke(paper, reason=permit.recalled_because, by=by)
    facts = {"number": permit.number, "reason": permit.recalled_because}
    trail.record(RECALLED, permit.group, by=by, facts=facts)


@action
def drop_recall(permit: VenuePermit, *, by: Actor) -> None:
    """The group's answer convinced: the permit stays as it was."""
    require(holds(by, permissions.ISSUE_PERMIT))
    _move(
        permit,
        {"recalled_on": None, "recall_noticed_on__isnull": False},
        recall_noticed_on=None,
        recall_reply="",
        recalled_because="",
    )
    trail.record(RECALL_DROPPED, permit.group, by=by, facts={"number": permit.number})


def _new_permit(group: Group, *, valid_from: date, valid_until: date | None, by: Actor, **columns) -> VenuePermit:
    _require_in_register(group)
    until = valid_until or _default_end(group, valid_from)
    if until < valid_from:
        raise Refused(Denied(_("A permit cannot end before it begins.")))
    permit = VenuePermit(centre_id=group.centre_id, group=group, valid_from=valid_from, valid_until=until, **columns)
    _require_room(permit)
    return permit


def _require_room(permit: VenuePermit) -> None:
    """A paper says all that holds, or is not issued: nothing is cut off."""
    for name, label in PRINTED.items():
        most, words = VenuePermit._meta.get_field(name).max_length, getattr(permit, name)
        if most is not None and len(words) > most:
            said = _("“%(part)s” has %(length)s characters, and a permit has room for %(most)s. Say it shorter.")
            raise Refused(Denied(said % {"part": label, "length": len(words), "most": most}))


def _hand_out(permit: VenuePermit, *, by: Actor) -> None:
    _insert(permit, _("This permit number is already taken."))
    shows = permit_of(permit, on=by.today).shows()
    issue(PERMIT, permit, number=permit.number, shows=shows, valid_until=permit.valid_until, by=by)


def _default_end(group: Group, start: date) -> date:
    months = int(setting("groups.permit.valid_months", place=group.centre_id, on=start))
    first = add_months(start.replace(day=1), months)
    last_of_month = add_months(first, 1) - timedelta(days=1)
    return min(first + timedelta(days=start.day - 1), last_of_month + timedelta(days=1)) - timedelta(days=1)


def _move(permit: VenuePermit, while_: dict, **columns) -> None:
    held = {f"{k}__isnull" if v is None else k: True if v is None else v for k, v in while_.items()}
    if not VenuePermit.objects.unscoped(because="the permit was scoped").filter(pk=permit.pk, **held).update(**columns):
        raise Refused(Denied(_("Somebody else has just acted on this. Open it again to see how it stands.")))
    for name, value in columns.items():
        setattr(permit, name, value)


def _number(pattern: str, series: str, group: Group, by: Actor) -> str:
    """A running number over the years: the pattern names no year, so none may repeat."""
    number = next_number(series, centre_id=group.centre_id, year=0)
    text = setting(pattern, place=group.centre_id, on=by.today)
    return text.format(number=number, year=by.today.year)


def _require_in_register(group: Group) -> None:
    if group.ended_on is not None:
        raise Refused(Denied(_("The group has left the register.")))


def _insert(row, taken) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(taken)) from twice
