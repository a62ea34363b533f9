"""What stands in the database, as the frozen inputs of an allocation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from shuniu.kernel.dated import setting
from shuniu.venues.allocation import VERSION, Applicant, Inputs, Kept, Shut, Span, Wish
from shuniu.venues.allocation import Space as Place
from shuniu.venues.held import given_between
from shuniu.venues.models import Booking, Round, Space, minutes
from shuniu.venues.models import Wish as WishRow
from shuniu.venues.opening import Hours
from shuniu.venues.parts import parts_in
from shuniu.venues.rounds import applications_in, rounds_before, served_in
from shuniu.venues.standing import HOLDS


def inputs_of(round_: Round, *, on: date) -> Inputs:
    """Everything that decides a round: its seed, the places of its season, what is kept in them, the wishes, the past."""
    return replace(limits_of(round_, on=on), applicants=tuple(_applicants(round_, on)))


def limits_of(round_: Round, *, on: date) -> Inputs:
    """The same without the groups: what can be given out at all, by the procedure or by hand."""
    step = int(setting("venues.round.step_minutes", place=round_.centre_id, on=on))
    most_kept = int(setting("venues.round.most_kept", place=round_.centre_id, on=on))
    spaces = Space.objects.unscoped(because="the round was scoped").filter(centre_id=round_.centre_id)
    spaces = list(spaces.select_related("venue").order_by("pk"))
    parts = parts_in((space.pk, space.parent_id) for space in spaces)
    hours = Hours({s.venue_id for s in spaces}, centre_id=round_.centre_id, first=round_.first, last=round_.last)
    places = tuple(_places(round_, spaces, parts, hours))
    return Inputs(
        round_.seed, step, places, (), kept=tuple(_kept(round_, parts)),
        dates=tuple(len(_dates(round_, weekday)) for weekday in range(1, 8)), most_kept=most_kept, version=VERSION,
        shut=tuple(_shut(round_, places, {space.pk: space for space in spaces}, hours)),
    )  # fmt: skip


def _places(round_: Round, spaces: list[Space], parts: dict[int, tuple[int, ...]], hours: Hours):
    for space in spaces:
        venue = space.venue
        since = venue.first_offered(round_.first, round_.last)
        if since is not None and not space.given_up_on(since):
            open_ = sorted(hours.week(venue, since).items())
            loud = (minutes(venue.loud_from), minutes(venue.loud_until)) if venue.loud_from else None
            yield Place(
                id=space.pk, parts=parts[space.pk], capacity=space.capacity, equipment=tuple(sorted(space.equipment)),
                open=tuple(Span(day, *spell) for day, spells in open_ for spell in sorted(spells)), loud=loud,
                grain=venue.grain,
            )  # fmt: skip


def _shut(round_: Round, places: tuple[Place, ...], spaces: dict[int, Space], hours: Hours):
    """The times of a place's week at which a date refuses it: an exception, a holiday, other hours, an end, a certificate."""
    for place in places:
        times: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for weekday in sorted({span.weekday for span in place.open}):
            spans = [span for span in place.open if span.weekday == weekday]
            for number, day in enumerate(_dates(round_, weekday), 1):
                for starts, ends in hours.shut_times(spaces[place.id], day):
                    if any(starts < span.ends and span.starts < ends for span in spans):
                        times[weekday, starts, ends].append(number)
        for time, on in sorted(times.items()):
            yield Shut(place.id, *time, tuple(on))


def _applicants(round_: Round, on: date):
    past = _past(round_, on)
    wishes: dict[int, list[WishRow]] = defaultdict(list)
    rows = WishRow.objects.unscoped(because="the round was scoped")
    for wish in rows.filter(centre_id=round_.centre_id, application__round=round_).order_by("rank"):
        wishes[wish.application_id].append(wish)
    for each in applications_in(round_).order_by("group_id"):
        yield Applicant(
            group=each.group_id, persons=each.persons, times=each.times, equipment=tuple(sorted(each.equipment)),
            amplified=each.amplified, past=past.get(each.group_id, (0, 0)),
            wishes=tuple(
                Wish(w.pk, w.rank, each.minutes, tuple(w.places), tuple(Span(*span) for span in w.spans))
                for w in wishes[each.pk]
            ),
        )  # fmt: skip


def _kept(round_: Round, parts: dict[int, tuple[int, ...]]):
    """What is booked over the season, and what another season that is still to be booked holds of it."""
    times: dict[tuple, set[date]] = defaultdict(set)
    booked = Booking.objects.unscoped(because="the round was scoped").filter(
        HOLDS, centre_id=round_.centre_id, day__range=(round_.first, round_.last)
    )
    for space, group, day, starts, ends in booked.values_list("space_id", "group_id", "day", "starts", "ends"):
        times[space, day.isoweekday(), minutes(starts), minutes(ends), group].add(day)
    for grant in given_between(round_.centre_id, round_.first, round_.last, but=round_):
        over = (day for day in _dates(round_, grant.weekday) if grant.round.first <= day <= grant.round.last)
        times[grant.space_id, grant.weekday, minutes(grant.starts), minutes(grant.ends), grant.group_id].update(over)
    for space, weekday, starts, ends, group in sorted(times, key=lambda time: (*time[:4], time[4] or 0)):
        days = times[space, weekday, starts, ends, group]
        on = tuple(number for number, day in enumerate(_dates(round_, weekday), 1) if day in days)
        if on:
            yield Kept(parts[space], weekday, starts, ends, group, on)


def _dates(round_: Round, weekday: int) -> list[date]:
    """The dates that a season has of a weekday."""
    first = round_.first + timedelta(days=(weekday - round_.first.isoweekday()) % 7)
    return [first + timedelta(days=days) for days in range(0, (round_.last - first).days + 1, 7)]


def _past(round_: Round, on: date) -> dict[int, tuple[int, int]]:
    """Group → (asked, granted) over the last seasons that the place remembers."""
    past: dict[int, tuple[int, int]] = {}
    for before in rounds_before(round_, on=on):
        for group, (asked, granted) in served_in(before).items():
            had = past.get(group, (0, 0))
            past[group] = had[0] + asked, had[1] + granted
    return past
