"""Who may act on one record, beyond the table of permissions; and whether an entry of the ledger still stands."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.signin.queries import others_who_may
from shuniu.volunteers import permissions
from shuniu.volunteers.models import (
    ChangeNotice,
    Evaluated,
    HourClaim,
    HourEntry,
    Post,
    ServicePoint,
    Shift,
    SignUp,
    Volunteer,
)
from shuniu.volunteers.station import rules_of

State = SignUp.State


def acts_for(volunteer: Volunteer, by: Actor) -> Allowed | Denied:
    """A volunteer acts for the own record alone."""
    if by.subject is None or by.subject == ("volunteers.volunteer", volunteer.pk):
        return Allowed()
    return Denied(_("You may do this for yourself only."))


def may_give_up(place: SignUp, by: Actor) -> Allowed | Denied:
    if by.subject is None or place.state != State.ON:
        return Allowed()
    hours = int(rules_of(place.centre_id, by.today)["sign_up.notice_hours"])
    if by.at <= place.shift.starts_at - timedelta(hours=hours):
        return Allowed()
    return Denied(
        _("Less than %(hours)s hours are left: please call the centre, or offer your place.") % {"hours": hours}
    )


def may_key(about: Shift | ServicePoint, by: Actor) -> Allowed | Denied:
    """A volunteer keys in hours only as the leader of the team whose post it is."""
    if by.subject is None:
        return Allowed()
    post = about.post if isinstance(about, Shift) else None
    if isinstance(post, Post) and post.team is not None and by.subject == ("volunteers.volunteer", post.team.leader_id):
        return Allowed()
    return Denied(_("Only the leader of the team at this post keeps its list."))


def changed_the_post(notice: ChangeNotice, by: Actor) -> bool:
    """Whether it was this hand that changed what the notice asks about: the last change, or one that was renewed by it."""
    if by.user_id is None:
        return False
    rows = ChangeNotice.objects.unscoped(because="the notice was scoped").filter(
        centre_id=notice.centre_id, volunteer=notice.volunteer_id, post=notice.post_id, pk__lt=notice.pk
    )
    hands = {notice.begun_by_id}
    for state, hand in rows.order_by("-pk").values_list("state", "begun_by_id"):
        if state != "renewed":
            break
        hands.add(hand)
    return by.user_id in hands


def decides_alone(notice: ChangeNotice, by: Actor) -> bool:
    """Whether who changed the post must decide on its places after all: the centre has nobody else who may."""
    return changed_the_post(notice, by) and not _another_may_decide(notice, by)


def may_decide_on_places(notice: ChangeNotice, by: Actor) -> Allowed | Denied:
    """Who changed a post does not decide on its places, as long as the centre has another person who may (ADR 0089)."""
    if changed_the_post(notice, by) and _another_may_decide(notice, by):
        return Denied(_("You changed this post; another person must decide on the places."))
    return Allowed()


def _another_may_decide(notice: ChangeNotice, by: Actor) -> bool:
    return others_who_may(permissions.DECIDE_CHANGE, by, centre=notice.centre_id).exists()


def may_second(claim: HourClaim, by: Actor) -> Allowed | Denied:
    if by.user_id is None:
        return Denied(_("A named person must decide this, never the program."))
    if by.user_id == claim.keyed_by_id:
        return Denied(_("You keyed these hours in; another person must second them."))
    return Allowed()


def stands(entry: HourEntry) -> bool:
    """Whether an entry counts as it is: neither taken back itself, nor what takes another back."""
    gone = HourEntry.objects.unscoped(because="the entry was scoped").filter(
        centre_id=entry.centre_id, corrects=entry, kind=HourEntry.Kind.REVERSAL
    )
    return entry.kind != HourEntry.Kind.REVERSAL and not gone.exists()


SAID_ALREADY = _("You have said already how this service was.")


def may_be_evaluated(entry: HourEntry) -> Allowed | Denied:
    """Whether the volunteer may say how the service of an entry was: it stands, and nothing was said of it."""
    if not stands(entry):
        return Denied(_("This entry was taken back; it tells of no service."))
    first = entry.first_of_service
    said = Evaluated.objects.unscoped(because="the entry was scoped").filter(centre_id=entry.centre_id, entry=first)
    return Denied(SAID_ALREADY) if said.exists() else Allowed()


def had_a_hand(about: HourEntry | HourClaim, by: Actor) -> bool:
    """Whether somebody keyed in, seconded or refused the hours that an objection is about."""
    if isinstance(about, HourEntry):
        return by.user_id in hands_under(about)
    refused_by = about.decided_by_id == by.user_id if about.decided_by_id else about.decided_by == by.name
    return refused_by or by.user_id == about.keyed_by_id


def hands_under(entry: HourEntry) -> set[int]:
    """Who keyed in and who seconded what an objection to this entry is about: what took it back, where nothing counts."""
    about = entry.corrections.get(kind=HourEntry.Kind.REVERSAL) if is_emptied(entry) else entry
    return {about.keyed_by_id, about.seconded_by_id} - {None}


def may_be_objected(about: HourEntry | HourClaim) -> Allowed | Denied:
    """An entry that counts, or was emptied; or hours that were refused and count nowhere."""
    if isinstance(about, HourClaim):
        if about.state == HourClaim.State.REFUSED and about.entry_id is None:
            return Allowed()
        return Denied(_("Only hours that were refused, and do not count yet, can be objected to."))
    if stands(about) or is_emptied(about):
        return Allowed()
    return Denied(_("This entry was corrected already; object to the newer one."))


def is_emptied(entry: HourEntry) -> bool:
    """Whether an entry was taken back and nothing counts in its place: who served may say that this is wrong."""
    rows = {row.kind: row for row in entry.corrections.all()}
    gone = rows.get(HourEntry.Kind.REVERSAL)
    return gone is not None and HourEntry.Kind.CORRECTION not in rows and not gone.corrections.exists()
