"""Hours said to be false: told with the grounds, answered, decided by named people; a bar under two hands, and reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_months, month_end, month_of
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing import conceal
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.hearing import Heard, require_own_word
from shuniu.volunteers.actions.ledger import put_back, rewrite
from shuniu.volunteers.bars import lengths
from shuniu.volunteers.inquiry_workflow import INQUIRY
from shuniu.volunteers.models import HourEntry, InquiredEntry, Inquiry, Volunteer
from shuniu.volunteers.models.hours import Channel
from shuniu.volunteers.standing import stands

TOLD = trail.entry_kind(
    "volunteers.inquiry_noticed",
    _("Told the volunteer that {count} entries of hours are said to be false, with the grounds"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
LOOKED_INTO = "经核实更正"  # on the entry, in the language of the place


@action
def notice_inquiry(volunteer: Volunteer, entries: list[HourEntry], *, grounds: str, told: str, by: Actor) -> Inquiry:
    """Tell the volunteer which entries are said to be false, and why; nothing follows before the answer.

    told: how the volunteer learns of it (`Inquiry.Told`). Raises Refused.
    """
    require(holds(by, permissions.INQUIRE))
    if by.user_id is None:
        raise Refused(Denied(_("A named person must decide this, never the program.")))
    if not grounds.strip():
        raise Refused(Denied(_("Please say on what grounds.")))
    if not entries or any(entry.volunteer_id != volunteer.pk or not stands(entry) for entry in entries):
        raise Refused(Denied(_("Name entries of this volunteer that count today.")))
    inquiry = Inquiry(centre_id=volunteer.centre_id, volunteer=volunteer, told=told)
    inquiry.noticed_on, inquiry.noticed_by, inquiry.noticed_by_id = by.today, by.name, by.user_id
    conceal(inquiry, "grounds", grounds.strip())
    INQUIRY.begin(inquiry, by=by)
    _insert(inquiry)
    InquiredEntry.objects.bulk_create(
        [InquiredEntry(centre_id=inquiry.centre_id, inquiry=inquiry, entry=entry) for entry in entries]
    )
    trail.record(TOLD, inquiry, by=by, facts={"count": len(entries), "told": told})
    return inquiry


@action
def answer_inquiry(inquiry: Inquiry, *, words: str, heard: Heard | None = None, by: Actor) -> Inquiry:
    """The volunteer's answer: on the own phone; or at the window, by another hand than the one that told her of it."""
    _say(inquiry, "answer", words, heard, by)
    INQUIRY.take("answer", inquiry, by=by, answer=inquiry.answer, answered_on=by.today)
    return inquiry


@action
def clear_inquiry(inquiry: Inquiry, *, reason: str, by: Actor) -> Inquiry:
    """Nothing to hold against the volunteer: the hours stay as recorded."""
    INQUIRY.take("clear", inquiry, by=by, reason=reason, decided_on=by.today, decided_by=by.name)
    return inquiry


@action
def correct_inquired(inquiry: Inquiry, *, right: Mapping[int, int], reason: str, by: Actor) -> Inquiry:
    """Correct the hours alone. right: entry → minutes, 0 where nothing was served. Raises Refused."""
    _require_other_hand(inquiry, by)
    _find(inquiry, right)
    count = _rewrite(inquiry, by)
    facts = {"count": count}
    INQUIRY.take("correct", inquiry, by=by, reason=reason, facts=facts, decided_on=by.today, decided_by=by.name)
    return inquiry


@action
def propose_bar(inquiry: Inquiry, *, months: int, right: Mapping[int, int], reason: str, by: Actor) -> Inquiry:
    """Propose to correct the hours and to withhold new stars and honours; a director signs it or not. Raises Refused."""
    _require_other_hand(inquiry, by)
    least, most = lengths(inquiry.centre_id, by.today)
    if not least <= months <= most:
        raise Refused(Denied(_("A bar lasts from %(least)s to %(most)s months.") % {"least": least, "most": most}))
    _find(inquiry, right)
    facts = {"months": months}
    INQUIRY.take("propose", inquiry, by=by, reason=reason, facts=facts, months=months, proposed_by=by.name)
    return inquiry


@action
def return_bar(inquiry: Inquiry, *, reason: str, by: Actor) -> Inquiry:
    """Not like this: back to whoever proposed it."""
    INQUIRY.take("return", inquiry, by=by, reason=reason, months=None, proposed_by="")
    inquiry.entries.update(right_minutes=None)
    return inquiry


@action
def sign_bar(inquiry: Inquiry, *, by: Actor) -> Inquiry:
    """The second hand: the hours are corrected as proposed, and the bar begins today. Its end is a date, nobody's act."""
    _require_other_hand(inquiry, by)
    until = _months_later(by.today, inquiry.months)
    facts = {"from_day": by.today.isoformat(), "until": until.isoformat(), "months": inquiry.months}
    bar = {"decided_on": by.today, "decided_by": by.name, "barred_from": by.today, "barred_until": until}
    INQUIRY.take("bar", inquiry, by=by, facts=facts, **bar)
    _rewrite(inquiry, by)
    return inquiry


@action
def object_to_inquiry(inquiry: Inquiry, *, words: str, heard: Heard | None = None, by: Actor) -> Inquiry:
    """The volunteer objects; the subdistrict looks at it."""
    _say(inquiry, "objection", words, heard, by)
    INQUIRY.take("object", inquiry, by=by, objection=inquiry.objection, objected_on=by.today)
    return inquiry


@action
def uphold_inquiry(inquiry: Inquiry, *, reason: str, by: Actor) -> Inquiry:
    INQUIRY.take("uphold", inquiry, by=by, reason=reason, reviewed_by=by.name)
    return inquiry


@action
def lift_inquiry(inquiry: Inquiry, *, reason: str, restore: bool, by: Actor) -> Inquiry:
    """Set the decision aside from today. restore: the hours were right, and count again as they were recorded."""
    restored = _put_back(inquiry, by) if restore else 0
    INQUIRY.take("lift", inquiry, by=by, reason=reason, facts={"restored": restored}, reviewed_by=by.name)
    return inquiry


# --- Inside an action -------------------------------------------------------------------------------------------------
def _say(inquiry: Inquiry, name: str, words: str, heard: Heard | None, by: Actor) -> None:
    require_own_word(inquiry, inquiry.volunteer, heard, by=by)
    if not words.strip():
        raise Refused(Denied(_("Please write what you have to say.")))
    conceal(inquiry, name, words.strip())


def _find(inquiry: Inquiry, right: Mapping[int, int]) -> None:
    """Write what was found right of each entry; at least one must be other than recorded, and none longer."""
    rows = list(inquiry.entries.select_related("entry"))
    found = {row.pk: right.get(row.entry_id, row.entry.minutes) for row in rows}
    if any(not 0 <= found[row.pk] <= row.entry.minutes for row in rows):
        raise Refused(Denied(_("Right hours are between none and what is recorded.")))
    if all(found[row.pk] == row.entry.minutes for row in rows):
        raise Refused(Denied(_("All of these hours stand as recorded: there is nothing to correct.")))
    for row in rows:
        row.right_minutes = found[row.pk]
        row.save(update_fields=["right_minutes"])


def _rewrite(inquiry: Inquiry, by: Actor) -> int:
    """Correct by new entries what still stands and was found other than recorded; returns how many.

    A team's leader reads the entry too: it says that it was looked into, not what was held against whom.
    """
    rows = [row for row in inquiry.entries.select_related("entry") if row.right_minutes != row.entry.minutes]
    standing = [row for row in rows if stands(row.entry)]
    for row in standing:
        rewrite(row.entry, minutes=row.right_minutes, reason=LOOKED_INTO, channel=Channel.PAPER, by=by)
    return len(standing)


def _put_back(inquiry: Inquiry, by: Actor) -> int:
    rows = inquiry.entries.select_related("entry").order_by("pk")
    return sum(put_back(row.entry, reason=LOOKED_INTO, by=by) is not None for row in rows)


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it is shorter."""
    first = add_months(month_of(day), months)
    return min(first + timedelta(days=day.day - 1), month_end(first))


def _require_other_hand(inquiry: Inquiry, by: Actor) -> None:
    if by.user_id is not None and inquiry.entries.filter(entry__keyed_by_id=by.user_id).exists():
        raise Refused(Denied(_("You keyed some of these hours in; another person must decide.")))


def _insert(inquiry: Inquiry) -> None:
    try:
        with transaction.atomic():
            inquiry.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("An inquiry into hours of this volunteer is open already."))) from twice
