"""A course that is held elsewhere from now on: its lessons to come with their times, and who of its trainees was told."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions.places import give_place_back, keep_place, of_lessons
from shuniu.activities.models import Course, CourseMove, Lesson, MoveTelling
from shuniu.activities.queries import last_number, lessons_to_move, to_be_told
from shuniu.activities.refusals import require_reason
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require

NOTHING = trail.Erasure.NOTHING_PERSONAL
MOVED = trail.entry_kind(
    "activities.course_moved",
    _("Moved the course from {before} to {place}, {count} lessons from {since} on: {reason}"),
    erasure=NOTHING,
)
TOLD = trail.entry_kind("activities.move_told", _("Told {count} trainees of the move: {how}"), erasure=NOTHING)


@action
def move_course(course: Course, *, place: str, place_code: str = "", reason: str, by: Actor) -> CourseMove:
    """Hold the lessons that are still to come elsewhere; a lesson that was held keeps the place where it was.

    Their times in the place of before are given back and asked for in the new one: all are had, or nothing changes.
    Raises Refused, naming the day and who has it.
    """
    require(holds(by, permissions.RUN_COURSES))
    course.refresh_from_db(fields=["place", "place_code"])
    reason, before = require_reason(reason), course.place
    if (course.place, course.place_code) == (place.strip(), place_code.strip()):
        raise Refused(Denied(_("The course is held there already.")))
    coming = list(lessons_to_move(course, by))
    if not coming:
        raise Refused(Denied(_("No lesson of this course is still to come.")))
    held = Lesson.objects.visible_to(by).filter(course=course, place="").exclude(pk__in=[each.pk for each in coming])
    held.update(place=before)
    give_place_back(coming, reason=reason, by=by)
    course.place, course.place_code = place.strip(), place_code.strip()
    course.save(update_fields=["place", "place_code"])
    keep_place(coming, of_lessons(course, coming, by=by), by=by)
    Lesson.objects.visible_to(by).bulk_update(coming, ["place_hold"])
    move = CourseMove(
        centre_id=course.centre_id, course=course, before=before, place=course.place, since=coming[0].held_on,
        reason=reason[:200], last_number=last_number(course, by), moved_at=by.at, moved_by=by.name,
    )  # fmt: skip
    move.save(force_insert=True)
    facts = {"before": before, "place": course.place, "count": len(coming), "since": move.since.isoformat()}
    trail.record(MOVED, course, by=by, facts={**facts, "reason": reason})
    return move


@action
def note_move_told(move: CourseMove, *, trainees: Iterable[int], how: str, by: Actor) -> int:
    """These trainees (ids) have heard of it; who is not to be told, or was, changes nothing. Returns how many."""
    require(holds(by, permissions.RUN_COURSES))
    told = list(to_be_told(move, by).filter(pk__in=list(trainees)))
    if not told:
        raise Refused(Denied(_("Tick whom you have told.")))
    MoveTelling.objects.bulk_create(
        MoveTelling(centre_id=move.centre_id, move=move, trainee=each, how=how, told_at=by.at, told_by=by.name)
        for each in told
    )
    facts = {"count": len(told), "how": str(MoveTelling.How(how).label)}
    trail.record(TOLD, move.course, by=by, facts=facts)
    return len(told)
