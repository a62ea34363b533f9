"""Service points, posts and their shifts: opened, repeated every week, called off."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.changes import ask_about_change
from shuniu.volunteers.fitting import bears_on_volunteers, whom_it_bears_on
from shuniu.volunteers.models import Post, ServicePoint, Shift, ShiftPattern, SignUp

NOTHING = trail.Erasure.NOTHING_PERSONAL
POINT_OPENED = trail.entry_kind("volunteers.point_opened", _("Opened the service point {name}"), erasure=NOTHING)
POST_OPENED = trail.entry_kind("volunteers.post_opened", _("Opened the post {title}"), erasure=NOTHING)
POST_CHANGED = trail.entry_kind("volunteers.post_changed", _("Changed the post: {columns}"), erasure=NOTHING)
PATTERN_SET = trail.entry_kind("volunteers.pattern_set", _("Set a weekly shift: {weekday}, {times}"), erasure=NOTHING)
PATTERN_ENDED = trail.entry_kind("volunteers.pattern_ended", _("Ended a weekly shift: {weekday}"), erasure=NOTHING)
SHIFTS_MADE = trail.entry_kind("volunteers.shifts_made", _("Made {count} shifts until {until}"), erasure=NOTHING)
SHIFT_MADE = trail.entry_kind("volunteers.shift_made", _("Made a shift on {day}"), erasure=NOTHING)
CALLED_OFF = trail.entry_kind(
    "volunteers.shift_called_off", _("Called the shift of {day} off: {reason}"), erasure=NOTHING
)


@action
def open_service_point(
    *, name: str, place_id: int, centre_id: int, address: str = "", opened_on: date | None = None, by: Actor
) -> ServicePoint:
    require(holds(by, permissions.ARRANGE_SHIFTS))
    point = ServicePoint(centre_id=centre_id, place_id=place_id, name=name, address=address)
    point.opened_on = opened_on or by.today
    _insert(point, _("There is a service point of this name already."))
    trail.record(POINT_OPENED, point, by=by, facts={"name": name})
    return point


@action
def open_post(service_point: ServicePoint, *, by: Actor, opened_on: date | None = None, **columns) -> Post:
    """A post with its risks stated; `columns` as on the form. Raises Refused where the title is taken."""
    require(holds(by, permissions.ARRANGE_SHIFTS))
    post = Post(centre_id=service_point.centre_id, service_point=service_point, **columns)
    post.opened_on = opened_on or by.today
    _insert(post, _("There is a post of this name at the service point already."))
    trail.record(POST_OPENED, post, by=by, facts={"title": post.title})
    return post


@action
def change_post(post: Post, changes: Mapping[str, object], *, by: Actor) -> Post:
    """Change what a post asks; shifts already made keep their numbers. Raises Refused where nothing changed.

    Who is signed up and has not what it asks now, or agreed to other risks, is asked; the places stand until a named
    person has decided (`changes.py`).
    """
    require(holds(by, permissions.ARRANGE_SHIFTS))
    changed = [name for name, value in changes.items() if getattr(post, name) != value]
    if not changed:
        raise Refused(Denied(_("Nothing was changed.")))
    bears, before = bears_on_volunteers(post, changes), copy(post)
    asked = whom_it_bears_on(post, changes, by=by)
    for name in changed:
        setattr(post, name, changes[name])
    try:
        with transaction.atomic():
            post.save(update_fields=changed)
    except IntegrityError as refused:
        raise Refused(Denied(_("There is a post of this name at the service point already."))) from refused
    trail.record(POST_CHANGED, post, by=by, facts={"columns": ", ".join(changed)})
    if bears:
        ask_about_change(asked, post, before, by=by)
    return post


@action
def set_weekly_shift(
    post: Post, *, weekday: int, starts: time, ends: time, since: date, until: date | None = None, by: Actor
) -> ShiftPattern:
    require(holds(by, permissions.ARRANGE_SHIFTS))
    if ends <= starts:
        raise Refused(Denied(_("A shift ends after it begins, on the same day.")))
    pattern = ShiftPattern(
        centre_id=post.centre_id, post=post, weekday=weekday, starts=starts, ends=ends, since=since, until=until
    )
    _insert(pattern, _("The post has this weekly shift already."))
    trail.record(PATTERN_SET, post, by=by, facts={"weekday": weekday, "times": f"{starts:%H:%M}–{ends:%H:%M}"})
    return pattern


@action
def end_weekly_shift(pattern: ShiftPattern, *, by: Actor) -> None:
    """No new shifts are made from it; those made already are called off one by one."""
    require(holds(by, permissions.ARRANGE_SHIFTS))
    rows = ShiftPattern.objects.unscoped(because="the weekly shift was scoped").filter(pk=pattern.pk)
    if not rows.filter(until__isnull=True).update(until=by.today):
        raise Refused(Denied(_("This weekly shift has an end already.")))
    trail.record(PATTERN_ENDED, pattern.post, by=by, facts={"weekday": pattern.weekday})


@action
def make_shifts(patterns: list[ShiftPattern], *, until: date, centre, by: Actor) -> int:
    """Make the weekly shifts from today to `until` that are not there yet; returns how many were made."""
    require(holds(by, permissions.ARRANGE_SHIFTS))
    wanted = [shift for pattern in patterns for shift in _of_pattern(pattern, by.today, until)]
    there = set(
        Shift.objects.unscoped(because="the patterns were scoped")
        .filter(centre_id=centre.pk, day__range=(by.today, until))
        .values_list("post_id", "starts_at")
    )
    new = [shift for shift in wanted if (shift.post_id, shift.starts_at) not in there]
    Shift.objects.bulk_create(new, batch_size=500)
    facts = {"count": len(new), "until": until.isoformat()}
    trail.record(SHIFTS_MADE, centre, by=by, facts=facts, centre_id=centre.pk)
    return len(new)


@action
def make_shift(post: Post, *, day: date, starts: time, ends: time, wanted: int | None = None, by: Actor) -> Shift:
    """One shift outside the weekly ones. Raises Refused."""
    require(holds(by, permissions.ARRANGE_SHIFTS))
    if ends <= starts:
        raise Refused(Denied(_("A shift ends after it begins, on the same day.")))
    shift = _shift(post, day, starts, ends)
    shift.wanted = wanted or post.wanted
    _insert(shift, _("The post has a shift at this time already."))
    trail.record(SHIFT_MADE, shift, by=by, facts={"day": day.isoformat()})
    return shift


@action
def call_off_shift(shift: Shift, *, reason: str, by: Actor) -> Shift:
    """Call a shift off, with the reason that everybody on it reads; who has no phone is called."""
    require(holds(by, permissions.ARRANGE_SHIFTS))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    changed = (
        Shift.objects.unscoped(because="the shift was scoped")
        .filter(pk=shift.pk, cancelled_at__isnull=True, ends_at__gt=by.at)
        .update(cancelled_at=by.at, cancelled_because=reason.strip()[:200])
    )
    if not changed:
        raise Refused(Denied(_("The shift is over, or was called off already.")))
    shift.cancelled_at, shift.cancelled_because = by.at, reason.strip()[:200]
    places = SignUp.objects.unscoped(because="the shift was scoped").filter(shift=shift)
    places.exclude(state=SignUp.State.GIVEN_UP).update(changed_at=by.at, judgement=None, told_at=None, told_by="")
    trail.record(CALLED_OFF, shift, by=by, facts={"day": shift.day.isoformat(), "reason": shift.cancelled_because})
    return shift


def _of_pattern(pattern: ShiftPattern, first: date, until: date):
    first = max(first, pattern.since)
    day = first + timedelta(days=(pattern.weekday - first.isoweekday()) % 7)
    last = min(until, pattern.until or until, pattern.post.closed_on or until)
    while day <= last:
        yield _shift(pattern.post, day, pattern.starts, pattern.ends)
        day += timedelta(days=7)


def _shift(post: Post, day: date, starts: time, ends: time) -> Shift:
    return Shift(
        centre_id=post.centre_id,
        post=post,
        day=day,
        starts_at=_moment(day, starts),
        ends_at=_moment(day, ends),
        wanted=post.wanted,
        backups=post.backups,
    )


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _insert(row, taken) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(taken)) from twice
