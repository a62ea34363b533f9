"""The same time every week: each date is had or kept with the reason why it could not be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel import bulk, trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.venues import permissions
from shuniu.venues.actions.slots import free_slots, take_many
from shuniu.venues.held import held_between
from shuniu.venues.limits import Limits
from shuniu.venues.models import Booking, Refusal, Round, Series, Slot, Space, minutes
from shuniu.venues.opening import Hours
from shuniu.venues.opening import Refused as Impossible
from shuniu.venues.parts import parts_in, pieces
from shuniu.venues.queries import NO_SECRET
from shuniu.venues.rules import Asked, may_begin_weekly
from shuniu.venues.standing import HOLDS

TRIES = 3
NOTHING = trail.Erasure.NOTHING_PERSONAL
SERIES_BOOKED = trail.entry_kind(
    "venues.series_booked", _("Booked {space} every week: {had} dates, {refused} not possible"), erasure=NOTHING
)
SERIES_ENDED = trail.entry_kind(
    "venues.series_ended",
    _("Ended the weekly series in {space} from {since}, {dates} dates given back: {reason}"),
    erasure=NOTHING,
)
COLUMNS = (
    "id", "centre_id", "space_id", "series_id", "group_id", "holder", "day", "starts", "ends", "persons", "amplified",
    "purpose", "on_paper", "asked_at", "asked_by", "waits", "approved_by", "refused", "refused_detail", "cancelled_because",
    "checked_in_by", "checked_in_via",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weekly:
    """What a series asks for on each of its dates."""

    series: Series
    persons: int
    amplified: bool
    waits: bool = False
    purpose: str = ""
    on_paper: bool = False


@action
def book_series(
    space: Space,
    *,
    group: Group | None = None,
    holder: str = "",
    first: date,
    last: date,
    starts: time,
    ends: time,
    persons: int,
    amplified: bool = False,
    purpose: str = "",
    on_paper: bool = False,
    by: Actor,
) -> Series:
    """Book the weekday of `first` every week until `last`. Raises Refused where no date at all can be had.

    Each date is judged by the rules of a single one; only how far ahead it may lie is a rule of its own
    (`venues.series_days_ahead`). What a coming round gives out is not had by the week before it has been given out.
    """
    require(holds(by, permissions.BOOK))
    require(permissions.acts_for(group.pk if group else None, by))
    if last < first:
        raise Refused(Denied(_("The last day is not before the first.")))
    asked = Asked(space, group, first, minutes(starts), minutes(ends), persons, amplified)
    require(may_begin_weekly(asked, last=last, today=by.today))
    series = Series(
        centre_id=space.centre_id, space=space, group=group, holder=holder.strip(), weekday=first.isoweekday(),
        starts=starts, ends=ends, first=first, last=last,
    )  # fmt: skip
    series.save(force_insert=True)
    waits = space.venue.needs_approval and not by.may(permissions.APPROVE)
    wanted = [Weekly(series, persons, amplified, waits, purpose.strip(), on_paper)]
    had, refused = write_dates(wanted, limits=Limits(series, today=by.today), by=by)
    if not had:
        raise Refused(Denied(_("None of these dates can be had.")))
    facts = {"space": space.title, "had": had, "refused": refused, "group": group.pk if group else None}
    trail.record(SERIES_BOOKED, series, by=by, facts=facts)
    return series


@action
def end_series(series: Series, *, reason: str, since: date | None = None, by: Actor) -> int:
    """Give back all dates from a day on (None: from today); returns how many."""
    require(holds(by, permissions.BOOK))
    require(permissions.acts_for(series.group_id, by))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    since = since or by.today
    if since < by.today:
        raise Refused(Denied(_("This day is over.")))
    if series.ended_on is not None or series.last < since:
        raise Refused(Denied(_("This series has ended already.")))
    mine = Series.objects.unscoped(because="the series was scoped").filter(centre_id=series.centre_id, pk=series.pk)
    dates = end_all(mine, since=since, reason=reason, centre_id=series.centre_id, by=by)
    series.refresh_from_db(fields=["last", "ended_on"])
    facts = {
        "space": series.space.title, "since": since.isoformat(), "dates": dates, "reason": reason.strip(),
        "group": series.group_id,
    }  # fmt: skip
    trail.record(SERIES_ENDED, series, by=by, facts=facts)
    return dates


# --- For other actions ------------------------------------------------------------------------------------------------
def end_all(rows: QuerySet[Series], *, since: date, reason: str, centre_id: int, by: Actor) -> int:
    """End scoped series of one centre from a day on; returns how many dates are given back.

    One that begins on that day or later, or ends today, has `ended_on`; any other has its last day before it.
    """
    keys = list(rows.filter(ended_on__isnull=True, last__gte=since).values_list("pk", flat=True))
    coming = Booking.objects.unscoped(because="the series were scoped").filter(
        HOLDS, centre_id=centre_id, series__in=keys, day__gte=since, checked_in_at__isnull=True
    )
    given_back = list(coming.values_list("pk", flat=True))
    give_back(given_back, reason=reason, centre_id=centre_id, by=by)
    ended = Series.objects.unscoped(because="the series were scoped").filter(centre_id=centre_id, pk__in=keys)
    if since <= by.today:
        ended.update(ended_on=since)
    else:
        ended.filter(first__gte=since).update(ended_on=by.today)
        ended.filter(first__lt=since).update(last=since - timedelta(days=1))
    return len(given_back)


def give_back(bookings: Sequence[int], *, reason: str, centre_id: int, by: Actor) -> None:
    for some in bulk.in_portions(bookings):
        rows = Booking.objects.unscoped(because="the bookings were scoped").filter(centre_id=centre_id, pk__in=some)
        rows.update(cancelled_at=by.at, cancelled_because=reason.strip()[:200])
    free_slots(bookings, centre_id=centre_id)


def write_dates(
    wanted: Sequence[Weekly], *, limits: Limits | None = None, season: Round | None = None, by: Actor
) -> tuple[int, int]:
    """Write all dates of some new series: (how many are had, how many are kept with their reason).

    `limits`: those of who books by the week; what a season gave has none. `season`: the one that is being booked; what
    others hold stays theirs.
    """
    for tried in range(TRIES):
        dates = list(_judged(wanted, limits, season, by))
        try:
            with transaction.atomic():
                _insert(dates)
        except IntegrityError:  # somebody took one of them between the look and the write
            if tried == TRIES - 1:
                raise Refused(Denied(_("Others are booking the same times just now. Please try again."))) from None
        else:
            refused = sum(bool(each.refused) for each in dates)
            return len(dates) - refused, refused
    raise AssertionError("the loop returns or raises")


def _judged(wanted: Sequence[Weekly], limits: Limits | None, season: Round | None, by: Actor) -> Iterator[Booking]:
    """Each date as a booking: possible, or refused with the reason."""
    first, last = min(w.series.first for w in wanted), max(w.series.last for w in wanted)
    centre = wanted[0].series.centre_id
    venues = {w.series.space.venue_id for w in wanted}
    hours = Hours(venues, centre_id=centre, first=first, last=last)
    parts, taken = all_parts(centre, venues), _taken(centre, first, last)
    held = held_between(centre, first, last, but=season)
    for each in wanted:
        for day in days_of(each.series, not_before=by.today):
            refused = limits.refuses(each.series, day) if limits else None
            yield _date(each, day, refused or _held(each.series, day, parts, held), hours, parts, taken, by)


def _held(series: Series, day: date, parts: dict, held: dict[tuple, list[tuple]]) -> Impossible | None:
    if not held:
        return None
    at_once = pieces(minutes(series.starts), minutes(series.ends), series.space.venue.grain)
    seasons = (s for part in parts[series.space_id] for at in at_once for s in held.get((part, series.weekday, at), ()))
    title = next((title for title, first, last in seasons if first <= day <= last), None)
    return Impossible(Refusal.SEASON, title) if title else None


def _date(
    each: Weekly, day: date, refused: Impossible | None, hours: Hours, parts: dict, taken: dict, by: Actor
) -> Booking:
    series = each.series
    starts, ends = minutes(series.starts), minutes(series.ends)
    keys = [(part, day, at) for part in parts[series.space_id] for at in pieces(starts, ends, series.space.venue.grain)]
    refused = refused or hours.refuses(series.space, day, starts, ends, amplified=each.amplified)
    if refused is None and (holder := next((taken[key] for key in keys if key in taken), None)) is not None:
        refused = Impossible(Refusal.TAKEN, holder)
    if refused is None:
        whose = series.group.name if series.group_id else series.holder
        taken.update(dict.fromkeys(keys, whose))
    return Booking(
        centre_id=series.centre_id, space=series.space, series=series, group=series.group, holder=series.holder,
        day=day, starts=series.starts, ends=series.ends, persons=each.persons, amplified=each.amplified,
        purpose=each.purpose, on_paper=each.on_paper, asked_at=by.at, asked_by=by.name, waits=each.waits and refused is None,
        refused=refused.refusal if refused else "", refused_detail=refused.detail[:200] if refused else "",
    )  # fmt: skip


def all_parts(centre_id: int, venues: Iterable[int]) -> dict[int, tuple[int, ...]]:
    spaces = Space.objects.unscoped(because="the trees of venues that were scoped")
    return parts_in(spaces.filter(centre_id=centre_id, venue_id__in=venues).values_list("pk", "parent_id"))


def _taken(centre_id: int, first: date, last: date) -> dict[tuple[int, date, int], str]:
    """(part, day, piece) → whose it is."""
    slots = Slot.objects.unscoped(because=NO_SECRET).filter(centre_id=centre_id, day__range=(first, last))
    rows = slots.values_list("part_id", "day", "at", "booking__group__name", "booking__holder")
    return {(part, day, at): group or holder for part, day, at, group, holder in rows}


def _insert(dates: list[Booking]) -> None:
    rows = []
    for booking, key in zip(dates, bulk.reserve(Booking, len(dates)), strict=True):
        booking.pk = key
        rows.append((
            key, booking.centre_id, booking.space_id, booking.series_id, booking.group_id, booking.holder,
            bulk.day(booking.day), bulk.clock(booking.starts), bulk.clock(booking.ends), booking.persons,
            booking.amplified, booking.purpose, booking.on_paper, bulk.moment(booking.asked_at), booking.asked_by,
            booking.waits, "", str(booking.refused), booking.refused_detail, "", "", "",
        ))  # fmt: skip
    bulk.insert(Booking, COLUMNS, rows)
    had = [booking for booking in dates if not booking.refused]
    if had:
        venues = {booking.space.venue_id for booking in had}
        take_many(had, all_parts(had[0].centre_id, venues))


def days_of(series: Series, *, not_before: date) -> Iterator[date]:
    """The dates of a series: its weekday, week after week."""
    day = max(series.first, not_before)
    day += timedelta(days=(series.weekday - day.isoweekday()) % 7)
    while day <= series.last:
        yield day
        day += timedelta(days=7)
