"""A group's venue permit for the places and times it has here. The permit and its paper are the groups' (ADR 0036)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group, VenuePermit, issue_permit, renew_permit
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import setting
from shuniu.kernel.permissions import Denied, Refused
from shuniu.venues.actions.series import end_all, give_back
from shuniu.venues.models import Booking, PermitTime, Series
from shuniu.venues.standing import HOLDS
from shuniu.venues.words import sound_at, weekly_of

OFFICIAL = "zh-hans"  # a permit is a Chinese paper
NOTHING = trail.Erasure.NOTHING_PERSONAL
LINKED = trail.entry_kind("venues.permit_linked", _("Permit {number} names {times} times of the week"), erasure=NOTHING)
FREED = trail.entry_kind(
    "venues.permit_times_freed", _("Gave back {dates} dates of the recalled permit {number}"), erasure=NOTHING
)


@action
def issue_permit_for_times(group: Group, *, series: Sequence[Series], conditions: str = "", by: Actor) -> VenuePermit:
    """A numbered permit for weekly times; one in force that names the same places and times is renewed for the new season."""
    if not series:
        raise Refused(Denied(_("The group has no weekly times that a permit could name.")))
    series = sorted(series, key=lambda each: (each.weekday, each.starts))
    last = max(each.last for each in series)
    with translation.override(OFFICIAL):
        times = "；".join(weekly_of(each) for each in series)
        sound = sound_at(each.space.venue for each in series)
    if (before := permit_for(group, series, on=by.today)) is not None:
        if before.valid_until >= last:
            said = _("Permit %(number)s names these places and times until %(day)s.")
            raise Refused(Denied(said % {"number": before.number, "day": before.valid_until}))
        permit = renew_permit(before, valid_until=last, sound=sound, by=by)
    else:
        words = {
            "venue": "；".join(dict.fromkeys(each.space.title for each in series)),
            "times": times,
            "sound": sound,
            "conditions": conditions or setting("venues.permit.conditions", place=group.centre_id, on=by.today),
        }
        starts = max(by.today, min(each.first for each in series))
        permit = issue_permit(group, **words, valid_from=starts, valid_until=last, by=by)
    PermitTime.objects.bulk_create(
        PermitTime(centre_id=group.centre_id, permit=permit, space=each.space, weekday=each.weekday, starts=each.starts,
                   ends=each.ends)
        for each in series
    )  # fmt: skip
    trail.record(LINKED, group, by=by, facts={"number": permit.number, "times": len(series), "permit": permit.pk})
    return permit


@action
def free_recalled_times(group: Group, *, number: str, by: Actor) -> int:
    """A permit was recalled after the group was heard: what it allowed is given back from today on, its series end."""
    permit = VenuePermit.objects.unscoped(because="the permit's own group").filter(
        centre_id=group.centre_id, group=group, number=number
    )
    keys = {(space, weekday, starts) for space, weekday, starts, _ends in times_of(permit.first())}
    reason = str(_("The permit %(number)s was recalled.") % {"number": number})
    running = Series.objects.unscoped(because="the permit's own group").filter(
        centre_id=group.centre_id, group=group, ended_on__isnull=True, last__gte=by.today
    )
    ended = [each.pk for each in running if (each.space_id, each.weekday, each.starts) in keys]
    dates = end_all(running.filter(pk__in=ended), since=by.today, reason=reason, centre_id=group.centre_id, by=by)
    coming = Booking.objects.unscoped(because="the permit's own group").filter(
        HOLDS, centre_id=group.centre_id, group=group, day__gte=by.today, checked_in_at__isnull=True
    )
    freed = [b.pk for b in coming if (b.space_id, b.day.isoweekday(), b.starts) in keys]
    give_back(freed, reason=reason, centre_id=group.centre_id, by=by)
    trail.record(FREED, group, by=by, facts={"number": number, "dates": dates + len(freed)})
    return dates + len(freed)


def permit_for(group: Group, series: Sequence[Series], *, on) -> VenuePermit | None:
    """The permit in force that names exactly these places and times."""
    wanted = {(each.space_id, each.weekday, each.starts, each.ends) for each in series}
    permits = VenuePermit.objects.unscoped(because="the group was scoped").filter(
        centre_id=group.centre_id, group=group, recalled_on__isnull=True, renewals__isnull=True, valid_until__gte=on
    )
    for permit in permits.order_by("-valid_until"):
        if times_of(permit) == wanted:
            return permit
    return None


def times_of(permit: VenuePermit | None) -> set[tuple]:
    """(space, weekday, from, until) that a permit allows: its own, or those of the permit that it renews, and so on.

    A renewal at the groups' desk is for the same places and times, and names them in words only.
    """
    while permit is not None:
        mine = PermitTime.objects.unscoped(because="the permit's own group").filter(
            centre_id=permit.centre_id, permit=permit
        )
        if found := set(mine.values_list("space_id", "weekday", "starts", "ends")):
            return found
        permit = permit.renews
    return set()
