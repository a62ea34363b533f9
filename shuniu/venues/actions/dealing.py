"""What groups have to settle with one another: swapping times, and complaints about one use."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_workdays
from shuniu.kernel.dated import setting
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.venues import permissions
from shuniu.venues.actions.booking import NOTHING
from shuniu.venues.models import Booking, Complaint, Swap, minutes
from shuniu.venues.opening import is_loud_allowed
from shuniu.venues.standing import BOOKED, HOLDS, standing_of

SWAP_PROPOSED = trail.entry_kind("venues.swap_proposed", _("Proposed to swap {mine} for {theirs}"), erasure=NOTHING)
SWAPPED = trail.entry_kind("venues.swapped", _("Swapped {mine} for {theirs}"), erasure=NOTHING)
SWAP_DECLINED = trail.entry_kind(
    "venues.swap_declined", _("Did not agree to swap {mine} for {theirs}"), erasure=NOTHING
)
SWAP_OVER = trail.entry_kind(
    "venues.swap_over", _("The proposal to swap {mine} for {theirs} is over: one of them was swapped"), erasure=NOTHING
)
COMPLAINED = trail.entry_kind(
    "venues.complaint_received",
    _("Received a complaint about {day}; the group may reply until {until}"),
    erasure=trail.Erasure.FORGET_DETAIL,
)
REPLIED = trail.entry_kind("venues.complaint_replied", _("The group replied to a complaint"), erasure=NOTHING)
SETTLED = trail.entry_kind(
    "venues.complaint_settled", _("Settled a complaint: {outcome}"), erasure=trail.Erasure.KEEP_BY_LAW
)


NO_LONGER = _("One of the two times is no longer that group's. Propose a new swap.")


# --- Swaps ------------------------------------------------------------------------------------------------------------
@action
def propose_swap(mine: Booking, *, theirs: Booking, by: Actor) -> Swap:
    """Offer one's own time for another group's. Nothing changes until it agrees."""
    require(holds(by, permissions.BOOK))
    require(permissions.acts_for(mine.group_id, by))
    _require_swappable(mine, theirs, by)
    swap = Swap(centre_id=mine.centre_id, mine=mine, theirs=theirs, asked_at=by.at)
    try:
        with transaction.atomic():
            swap.save(force_insert=True)
    except IntegrityError as twice:
        said = _("This has been proposed already; the other group has not answered yet.")
        raise Refused(Denied(said)) from twice
    trail.record(SWAP_PROPOSED, swap, by=by, facts=_said(mine, theirs))
    return swap


@action
def answer_swap(swap: Swap, *, agreed: bool, by: Actor) -> None:
    """The other group's word. Agreed, each has the other's time; the slots themselves never come free in between.

    Whatever else was proposed for the two times is over then: it was the word of a group that has them no longer.
    """
    require(holds(by, permissions.BOOK))
    mine, theirs = swap.mine, swap.theirs
    require(permissions.acts_for(theirs.group_id, by))
    if agreed:
        _require_still_theirs(swap)
        _require_swappable(mine, theirs, by)
        _require_approver(mine, theirs, by)
    open_ = Swap.objects.unscoped(because="the swap was scoped").filter(
        centre_id=swap.centre_id, pk=swap.pk, answered_at__isnull=True
    )
    if not open_.update(answered_at=by.at, agreed=agreed):
        raise Refused(Denied(_("This has been answered already.")))
    if agreed:
        _change_places(mine, theirs)
        _close_others(swap, by)
    trail.record(SWAPPED if agreed else SWAP_DECLINED, swap, by=by, facts=_said(mine, theirs))


def _require_still_theirs(swap: Swap) -> None:
    """No swap since this proposal has given one of the two times to another group."""
    since = _about((swap.mine_id, swap.theirs_id), swap.centre_id).filter(agreed=True, answered_at__gte=swap.asked_at)
    if since.exists():
        raise Refused(Denied(NO_LONGER))


def _require_approver(mine: Booking, theirs: Booking, by: Actor) -> None:
    """Where the centre approves each booking, it has the last word on a swap too."""
    place = next((each.space.venue for each in (mine, theirs) if each.space.venue.needs_approval), None)
    if place is not None and not by.may(permissions.APPROVE):
        said = _("The centre approves each booking of %(place)s. Tell it that you agree; it enters the swap.")
        raise Refused(Denied(said % {"place": place.name}))


def _change_places(mine: Booking, theirs: Booking) -> None:
    """Each time with the group that has it now, or none: whoever was faster is not overwritten.

    A date that changed hands leaves its weekly series, which is still the other group's.
    """
    had = [(each, each.group_id) for each in (mine, theirs)]
    for name in ("group_id", "persons", "amplified", "on_paper"):
        first, second = getattr(mine, name), getattr(theirs, name)
        setattr(mine, name, second)
        setattr(theirs, name, first)
    rows = Booking.objects.unscoped(because="the swap was scoped").filter(
        HOLDS, checked_in_at__isnull=True, waits=False
    )
    for booking, group in had:
        now = {"group_id": booking.group_id, "persons": booking.persons, "amplified": booking.amplified,
               "on_paper": booking.on_paper, "series": None}  # fmt: skip
        if not rows.filter(centre_id=booking.centre_id, pk=booking.pk, group_id=group).update(**now):
            raise Refused(Denied(NO_LONGER))


def _close_others(swap: Swap, by: Actor) -> None:
    others = _about((swap.mine_id, swap.theirs_id), swap.centre_id).filter(answered_at__isnull=True)
    for each in others.select_related("mine__space__venue", "theirs__space__venue").order_by("pk"):
        each.answered_at, each.agreed = by.at, False
        each.save(update_fields=["answered_at", "agreed"])
        trail.record(SWAP_OVER, each, by=by, facts=_said(each.mine, each.theirs))


def _about(bookings: tuple[int, int], centre_id: int) -> QuerySet[Swap]:
    swaps = Swap.objects.unscoped(because="the swap was scoped").filter(centre_id=centre_id)
    return swaps.filter(Q(mine_id__in=bookings) | Q(theirs_id__in=bookings))


def _require_swappable(mine: Booking, theirs: Booking, by: Actor) -> None:
    if mine.group_id is None or theirs.group_id is None or mine.group_id == theirs.group_id:
        raise Refused(Denied(_("Two different groups swap.")))
    if any(standing_of(each, by.at) is not BOOKED for each in (mine, theirs)):
        raise Refused(Denied(_("Only times that are booked and still to come can be swapped.")))
    if theirs.space.capacity < mine.persons or mine.space.capacity < theirs.persons:
        raise Refused(Denied(_("One of the two places is too small for the other group.")))
    if any(loud.amplified and not is_loud_allowed(to.space.venue, minutes(to.starts), minutes(to.ends))
           for loud, to in ((mine, theirs), (theirs, mine))):  # fmt: skip
        raise Refused(
            Denied(_("One of the two groups uses amplified sound, which is not allowed at the other's time."))
        )


def _said(mine: Booking, theirs: Booking) -> dict:
    return {"mine": _where(mine), "theirs": _where(theirs)}


def _where(booking: Booking) -> str:
    return f"{booking.space.title} {booking.day} {booking.starts:%H:%M}"


# --- Complaints -------------------------------------------------------------------------------------------------------
@action
def receive_complaint(booking: Booking, *, kind: str, content: str, by: Actor) -> Complaint:
    """Tie what was said to one use of a space. Who said it is not written down; the group is told and may reply."""
    require(holds(by, permissions.COMPLAIN))
    if booking.refused or booking.day > by.today:
        raise Refused(Denied(_("A complaint is about a time that was used.")))
    days = int(setting("venues.complaint.reply_days", place=booking.centre_id, on=by.today))
    complaint = Complaint(
        centre_id=booking.centre_id, booking=booking, group_id=booking.group_id, kind=kind, content=content.strip(),
        received_at=by.at, reply_until=add_workdays(by.today, days),
    )  # fmt: skip
    complaint.save(force_insert=True)
    facts = {"day": booking.day.isoformat(), "until": complaint.reply_until.isoformat(), "booking": booking.pk}
    trail.record(COMPLAINED, complaint, by=by, facts=facts, detail={"content": complaint.content})
    return complaint


@action
def reply_to_complaint(complaint: Complaint, *, reply: str, by: Actor) -> None:
    require(holds(by, permissions.REPLY))
    require(permissions.acts_for(complaint.group_id, by))
    if not reply.strip():
        raise Refused(Denied(_("Please write the answer; “nothing to say” is one too.")))
    if complaint.settled_at:
        raise Refused(Denied(_("This complaint is settled.")))
    complaint.reply, complaint.replied_at = reply.strip()[:500], by.at
    complaint.save(update_fields=["reply", "replied_at"])
    trail.record(REPLIED, complaint, by=by)


@action
def settle_complaint(complaint: Complaint, *, upheld: bool, outcome: str, by: Actor) -> None:
    """A named person settles it, once the group has replied or let its days pass."""
    require(holds(by, permissions.COMPLAIN))
    if by.user_id is None:
        raise Refused(Denied(_("A named person must decide this, never the program.")))
    if not outcome.strip():
        raise Refused(Denied(_("Say in words what follows, or that nothing does.")))
    if complaint.group_id and not complaint.reply and by.today <= complaint.reply_until:
        raise Refused(Denied(_("The group may answer until %(day)s.") % {"day": complaint.reply_until}))
    mine = Complaint.objects.unscoped(because="the complaint was scoped").filter(pk=complaint.pk)
    settled = {"settled_at": by.at, "settled_by": by.name, "upheld": upheld, "outcome": outcome.strip()[:300]}
    if not mine.filter(settled_at__isnull=True).update(**settled):
        raise Refused(Denied(_("This complaint is settled.")))
    trail.record(SETTLED, complaint, by=by, facts={"outcome": outcome.strip(), "upheld": upheld})
