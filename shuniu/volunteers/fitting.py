"""Who holds a place on a coming shift, and on whom of them a change of the post bears: what she lacks, or other risks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass

from shuniu.kernel.actor import Actor
from shuniu.volunteers.acceptance import judge_conditions
from shuniu.volunteers.judgement import Judgement
from shuniu.volunteers.models import Post, SignUp, Volunteer

ASKED_OF_VOLUNTEERS = frozenset({"risk", "risks", "skill", "training", "min_age", "max_age"})
RISKS = list(Post.Risk.values)  # from the least to the most


@dataclass(frozen=True, slots=True)
class Asked:
    """A volunteer to be asked about a changed post. judgement: what she lacks on the first shift that no longer fits."""

    volunteer: Volunteer
    places: tuple[SignUp, ...]
    judgement: Judgement | None
    asks_agreement: bool


def coming_places(by: Actor, **which):
    """Places of shifts that have not begun, in the order they were taken."""
    rows = SignUp.objects.unscoped(because="the volunteer or the post was scoped")
    coming = rows.filter(shift__starts_at__gt=by.at, shift__cancelled_at__isnull=True, **which)
    return coming.exclude(state=SignUp.State.GIVEN_UP).select_related("volunteer__person", "shift__post").order_by("pk")


def bears_on_volunteers(post: Post, changes: Mapping[str, object]) -> bool:
    """Whether a change is one of what the post asks of volunteers, or of what they agreed to."""
    return any(name in ASKED_OF_VOLUNTEERS and getattr(post, name) != value for name, value in changes.items())


def whom_it_bears_on(post: Post, changes: Mapping[str, object], *, by: Actor) -> list[Asked]:
    """Who is signed up for coming shifts and would no longer fit the changed post, or agreed to other risks. Writes nothing.

    Who lacked the same before, and was kept, is not asked once more.
    """
    if not bears_on_volunteers(post, changes):
        return []
    after = copy(post)
    for name, value in changes.items():
        setattr(after, name, value)
    by_volunteer: dict[int, list[SignUp]] = {}
    for place in coming_places(by, shift__post=post):
        by_volunteer.setdefault(place.volunteer_id, []).append(place)
    anew, found = has_other_risks(post, after), []
    for places in by_volunteer.values():
        judgement = first_misfit(places, by=by, post=after)
        if judgement is not None and judgement == first_misfit(places, by=by, post=post):
            judgement = None
        if judgement or anew:
            found.append(Asked(places[0].volunteer, tuple(places), judgement, anew))
    return found


def has_other_risks(before: Post, after: Post) -> bool:
    """Whether who agreed to the risks before has to be asked anew: other words, or a higher level."""
    return before.risks != after.risks or RISKS.index(after.risk) > RISKS.index(before.risk)


def first_misfit(places: Iterable[SignUp], *, by: Actor, post: Post | None = None) -> Judgement | None:
    """The first judgement of some places of one volunteer that refuses; None where all of them fit."""
    return next((judgement for _place, judgement in misfits(places, by=by, post=post)), None)


def misfits(places: Iterable[SignUp], *, by: Actor, post: Post | None = None) -> Iterator[tuple[SignUp, Judgement]]:
    """The places whose holder has not what the post asks on the day of the shift. post: as it was, or is to be."""
    for place in places:
        if post is not None:
            place.shift.post = post
        judgement = judge_conditions(place.volunteer, place.shift, now=by.at, today=by.today)
        if judgement.refuses:
            yield place, judgement
