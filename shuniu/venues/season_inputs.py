"""What stands in the database, as the frozen inputs of an allocation."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from shuniu.kernel.dated import setting
from shuniu.venues.allocation import Applicant, Inputs, Span, Wish
from shuniu.venues.allocation import Space as Place
from shuniu.venues.models import OpeningHours, Round, Space, minutes
from shuniu.venues.models import Wish as WishRow
from shuniu.venues.opening import in_force
from shuniu.venues.parts import parts_in
from shuniu.venues.rounds import applications_in, rounds_before, served_in


def inputs_of(round_: Round, *, on: date) -> Inputs:
    """Everything that decides a round: its seed, the places of its season, the wishes, and what was given before."""
    step = int(setting("venues.round.step_minutes", place=round_.centre_id, on=on))
    return Inputs(round_.seed, step, tuple(_places(round_)), tuple(_applicants(round_, on)))


def _places(round_: Round):
    spaces = list(
        Space.objects.unscoped(because="the round was scoped")
        .filter(centre_id=round_.centre_id)
        .select_related("venue")
        .order_by("pk")
    )
    parts = parts_in((space.pk, space.parent_id) for space in spaces)
    hours: dict[int, list[OpeningHours]] = defaultdict(list)
    weekly = OpeningHours.objects.unscoped(because="the round was scoped").filter(centre_id=round_.centre_id)
    for row in weekly.order_by("venue_id", "weekday", "opens"):
        hours[row.venue_id].append(row)
    for space in spaces:
        venue = space.venue
        if venue.offered_on(round_.first) and not space.given_up_on(round_.first):
            open_ = in_force(hours[venue.pk], round_.first)
            loud = (minutes(venue.loud_from), minutes(venue.loud_until)) if venue.loud_from else None
            yield Place(
                id=space.pk, parts=parts[space.pk], capacity=space.capacity, equipment=tuple(sorted(space.equipment)),
                open=tuple(Span(h.weekday, minutes(h.opens), minutes(h.closes)) for h in open_), loud=loud, grain=venue.grain,
            )  # fmt: skip


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


def _past(round_: Round, on: date) -> dict[int, tuple[int, int]]:
    """Group → (asked, granted) over the last seasons that the place remembers."""
    past: dict[int, tuple[int, int]] = {}
    for before in rounds_before(round_, on=on):
        for group, (asked, granted) in served_in(before).items():
            had = past.get(group, (0, 0))
            past[group] = had[0] + asked, had[1] + granted
    return past
