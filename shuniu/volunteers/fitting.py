"""Who holds a place on a coming shift, and who of them would not fit a post that asks for more."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

from shuniu.kernel.actor import Actor
from shuniu.volunteers.acceptance import judge_conditions
from shuniu.volunteers.models import Post, SignUp


def coming_places(by: Actor, **which):
    """Places of shifts that have not begun, in the order they were taken."""
    rows = SignUp.objects.unscoped(because="the volunteer or the post was scoped")
    coming = rows.filter(shift__starts_at__gt=by.at, shift__cancelled_at__isnull=True, **which)
    return coming.exclude(state=SignUp.State.GIVEN_UP).select_related("volunteer__person", "shift__post").order_by("pk")


def no_longer_fit(post: Post, changes: Mapping[str, object], *, by: Actor) -> list[tuple[SignUp, str]]:
    """Who is signed up for coming shifts and would not fit the changed post, each with the reason. Nothing is written."""
    asked = copy(post)
    for name, value in changes.items():
        setattr(asked, name, value)
    found = []
    for place in coming_places(by, shift__post=post):
        place.shift.post = asked
        judgement = judge_conditions(place.volunteer, place.shift, now=by.at, today=by.today)
        if judgement.refuses:
            found.append((place, judgement.said()))
    return found
