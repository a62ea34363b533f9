"""Notices of changed posts: whose turn it is, and what marks a place until it is decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from shuniu.kernel.actor import Actor
from shuniu.kernel.signin.queries import others_who_may
from shuniu.volunteers import permissions
from shuniu.volunteers.change_workflow import CHANGE
from shuniu.volunteers.models import ChangeNotice, Shift, SignUp, Volunteer
from shuniu.volunteers.models.change import UNDECIDED

DAYS_SHOWN = 7  # of a decision, on the phone


def changes_waiting_for(actor: Actor) -> QuerySet[ChangeNotice]:
    """Whose turn it is: the desk's to tell, the volunteer's to answer, a named person's to decide, also on silence."""
    mine = [state.name for state in CHANGE.states if state.waits_for and actor.may(state.waits_for)]
    waits = Q(state__in=mine)
    if actor.subject is None:
        waits &= ~Q(state="told") | Q(due_on__lt=actor.today)
        waits &= Q(state="begun") | ~_changed_by(actor)
    rows = ChangeNotice.objects.visible_to(actor).filter(waits)
    return rows.select_related("volunteer__person", "post").order_by("due_on", "pk")


def _changed_by(actor: Actor) -> Q:
    """Notices on which this hand may not decide: it changed the post, and another person may decide (`standing`)."""
    if actor.centre is None or not others_who_may(permissions.DECIDE_CHANGE, actor, centre=actor.centre).exists():
        return Q(pk__in=())
    same = {name: OuterRef(name) for name in ("centre_id", "volunteer_id", "post_id")}
    rows = ChangeNotice.objects.unscoped(because="tied to the scoped notices by centre, volunteer and post")
    since = rows.filter(**same, pk__gt=OuterRef("pk"), pk__lt=OuterRef(OuterRef("pk"))).exclude(state="renewed")
    before = rows.filter(**same, pk__lt=OuterRef("pk"), state="renewed", begun_by_id=actor.user_id)
    return Q(begun_by_id=actor.user_id) | Exists(before.filter(~Exists(since)))


def changes_shown(volunteer: Volunteer, actor: Actor) -> QuerySet[ChangeNotice]:
    """On the volunteer's phone: what is open, and for some days what was decided."""
    since = actor.today - timedelta(days=DAYS_SHOWN)
    shown = Q(state__in=UNDECIDED) | Q(state__in=("kept", "taken_off"), decided_on__gte=since)
    return (
        ChangeNotice.objects.visible_to(actor).filter(shown, volunteer=volunteer).select_related("post").order_by("pk")
    )


def notices_of(volunteer: Volunteer, actor: Actor) -> list[tuple[ChangeNotice, str, str]]:
    """(notice, kind, label) of what is open about a volunteer, as the desk reads it."""
    if not actor.may(permissions.VIEW_CHANGES):
        return []
    rows = ChangeNotice.objects.visible_to(actor).filter(volunteer=volunteer, state__in=UNDECIDED)
    states = CHANGE.by_state
    return [(row, states[row.state].kind, str(states[row.state].label)) for row in rows.select_related("post")]


def without_a_shift_to_come(actor: Actor) -> QuerySet[ChangeNotice]:
    """Open notices that ask nothing any more: every shift of the post is over, or was given up."""
    places = SignUp.objects.unscoped(because="tied to the scoped notices by centre, volunteer and post").filter(
        centre_id=OuterRef("centre_id"),
        volunteer_id=OuterRef("volunteer_id"),
        shift__post_id=OuterRef("post_id"),
        shift__starts_at__gt=actor.at,
        shift__cancelled_at__isnull=True,
    )
    held = places.exclude(state=SignUp.State.GIVEN_UP)
    return ChangeNotice.objects.visible_to(actor).filter(~Exists(held), state__in=UNDECIDED)


def mark_places(shifts: Iterable[Shift], actor: Actor) -> None:
    """Each place of the shifts gets `notice`: what is open about it, or None; for those who may read it."""
    shifts, may = list(shifts), actor.may(permissions.VIEW_CHANGES)
    open_ones = ChangeNotice.objects.visible_to(actor).filter(
        state__in=UNDECIDED, post_id__in={shift.post_id for shift in shifts}
    )
    found = {(row.post_id, row.volunteer_id): row for row in open_ones} if may else {}
    for shift in shifts:
        for place in shift.places:
            place.notice = None if shift.starts_at <= actor.at else found.get((shift.post_id, place.volunteer_id))
