"""Courses: opened, lessons planned, trainees enrolled; who looked at what is sealed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions.places import give_place_back, is_lost, keep_place, of_lessons
from shuniu.activities.actions.seating import let_trainee_out
from shuniu.activities.models import Course, Lesson, Trainee
from shuniu.activities.queries import last_number, words_of
from shuniu.activities.refusals import refusing, require_reason
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import conceal, reveal

NOTHING = trail.Erasure.NOTHING_PERSONAL
OPENED = trail.entry_kind("activities.course_opened", _("Opened the course {title}"), erasure=NOTHING)
LESSONS_PLANNED = trail.entry_kind(
    "activities.lessons_planned", _("Planned {count} lessons, from {first} to {last}"), erasure=NOTHING
)
LESSON_MOVED = trail.entry_kind(
    "activities.lesson_moved", _("Moved the lesson of {before} to {day}, {from}–{to}: {reason}"), erasure=NOTHING
)
TWICE = _("The course has a lesson at this time already, or one that ends before it starts.")
ENROLLED = trail.entry_kind("activities.trainees_enrolled", _("Enrolled {count} trainees"), erasure=NOTHING)
LEFT = trail.entry_kind(
    "activities.trainee_left", _("Trainee number {number} left"), erasure=trail.Erasure.FORGET_DETAIL
)
LOOKED = trail.entry_kind(
    "activities.trainees_looked_at", _("Looked at sealed data of {count} trainees: {reason}"),
    erasure=trail.Erasure.KEEP_BY_LAW,
)  # fmt: skip


@action
def open_course(
    *, centre_id: int, title: str, kind: str, audience: str, trainer: str, place: str, first_on: date, last_on: date,
    seats: int, certificates: Iterable[str] = (), place_code: str = "", by: Actor,
) -> Course:  # fmt: skip
    require(holds(by, permissions.RUN_COURSES))
    if last_on < first_on:
        raise Refused(Denied(_("The last day cannot be before the first.")))
    course = Course(
        centre_id=centre_id, title=title.strip(), kind=kind, audience=audience, trainer=trainer.strip(),
        place=place.strip(), place_code=place_code.strip(), first_on=first_on, last_on=last_on, seats=seats,
        certificates=list(certificates), opened_at=by.at, opened_by=by.name,
    )  # fmt: skip
    course.save(force_insert=True)
    trail.record(OPENED, course, by=by, facts={"title": course.title})
    return course


@action
def plan_lessons(
    course: Course,
    *,
    held_on: date,
    starts: time,
    ends: time,
    topic: str = "",
    count: int = 1,
    every: int = 7,
    by: Actor,
) -> list[Lesson]:
    """`count` lessons, `every` so many days. All are written, or none; so are the times in the place. Raises Refused."""
    require(holds(by, permissions.RUN_COURSES))
    days = [held_on + timedelta(days=every * at) for at in range(count)]
    if not days or days[0] < course.first_on or days[-1] > course.last_on:
        raise Refused(Denied(_("Lessons lie between the first and the last day of the course.")))
    lessons = [
        Lesson(centre_id=course.centre_id, course=course, held_on=day, starts=starts, ends=ends, topic=topic.strip())
        for day in days
    ]
    keep_place(lessons, of_lessons(course, lessons, by=by), by=by)
    with refusing(TWICE):
        Lesson.objects.bulk_create(lessons)
    facts = {"count": count, "first": days[0].isoformat(), "last": days[-1].isoformat()}
    trail.record(LESSONS_PLANNED, course, by=by, facts=facts)
    return list(
        Lesson.objects.visible_to(by).filter(course=course, held_on__in=days, starts=starts).order_by("held_on")
    )


@action
def move_lesson(lesson: Lesson, *, held_on: date, starts: time, ends: time, reason: str, by: Actor) -> Lesson:
    """Hold a lesson at another time of the course; its time in the place moves too, one that was lost is asked for again.

    Raises Refused, also where somebody has been noted as present already.
    """
    require(holds(by, permissions.RUN_COURSES))
    reason, course, before = require_reason(reason), lesson.course, lesson.held_on
    if not course.first_on <= held_on <= course.last_on:
        raise Refused(Denied(_("Lessons lie between the first and the last day of the course.")))
    if lesson.attendances.filter(corrects__isnull=True, corrections__isnull=True).exists():
        raise Refused(Denied(_("Somebody came to this lesson; it was held when the list says.")))
    if (lesson.held_on, lesson.starts, lesson.ends) != (held_on, starts, ends) or is_lost(lesson):
        give_place_back([lesson], reason=reason, by=by)
        lesson.held_on, lesson.starts, lesson.ends, lesson.place = held_on, starts, ends, ""
        keep_place([lesson], of_lessons(course, [lesson], by=by), by=by)
    with refusing(TWICE):
        lesson.save(update_fields=["held_on", "starts", "ends", "place", "place_hold"])
    facts = {"before": before.isoformat(), "day": held_on.isoformat(), "reason": reason}
    trail.record(LESSON_MOVED, course, by=by, facts={**facts, "from": f"{starts:%H:%M}", "to": f"{ends:%H:%M}"})
    return lesson


@action
def enrol_trainees(course: Course, people: Iterable, *, circumstance: str = "", by: Actor) -> list[Trainee]:
    """People on record join the course under the next numbers; `circumstance` (a code) is sealed. Raises Refused."""
    require(holds(by, permissions.RUN_COURSES))
    people = list(people)
    if circumstance and circumstance not in words_of("circumstance", place=course.centre_id, on=by.today):
        raise Refused(Denied(_("This circumstance is not in the place's table.")))
    standing = Trainee.objects.visible_to(by).filter(course=course)
    if standing.filter(left_on__isnull=True).count() + len(people) > course.seats:
        raise Refused(Denied(_("The course has %(seats)s seats, and they are taken.") % {"seats": course.seats}))
    last = last_number(course, by)
    joined_on = min(max(by.today, course.first_on), course.last_on)
    rows = []
    for number, person in enumerate(people, last + 1):
        row = Trainee(centre_id=course.centre_id, course=course, person=person, number=number, joined_on=joined_on)
        conceal(row, "circumstance", circumstance)
        rows.append(row)
    with refusing(_("This person is in the course already.")):
        Trainee.objects.bulk_create(rows)
    trail.record(ENROLLED, course, by=by, facts={"count": len(rows)})
    return list(standing.filter(number__gt=last).select_related("person", "course").order_by("number"))


@action
def leave_course(trainee: Trainee, *, reason: str, by: Actor) -> None:
    require(holds(by, permissions.RUN_COURSES))
    reason = require_reason(reason)
    in_course = Trainee.objects.visible_to(by).filter(pk=trainee.pk, left_on__isnull=True)
    if not in_course.update(left_on=max(by.today, trainee.joined_on), left_because=reason):
        raise Refused(Denied(_("This trainee has left already.")))
    let_trainee_out(trainee, by=by)
    facts = {"number": trainee.number}
    trail.record(LEFT, trainee, by=by, facts=facts, detail={"reason": reason}, about=trainee.person_id)


@action
def look_at_trainees(course: Course, *, reason: str, by: Actor) -> list[dict]:
    """Open names, circumstances and jobs of a course's trainees: asks a reason, and the look stays in the trail."""
    require(holds(by, permissions.LOOK))
    reason = require_reason(reason)
    rows = Trainee.objects.visible_to(by).filter(course=course).select_related("person").order_by("number")
    found = list(rows.prefetch_related("placements"))
    trail.record(LOOKED, course, by=by, facts={"count": len(found), "reason": reason[:200]})
    words = words_of("circumstance", place=course.centre_id, on=by.today)
    return [_opened(row, words) for row in found]


def _opened(row: Trainee, words: dict[str, str]) -> dict:
    code = reveal(row, "circumstance")
    jobs = [(reveal(job, "employer"), reveal(job, "post"), job.started_on) for job in row.placements.all()]
    return {
        "number": row.number,
        "name": row.person.name,
        "phone": reveal(row.person, "phone"),
        "circumstance": words.get(code, code),
        "jobs": jobs,
    }
