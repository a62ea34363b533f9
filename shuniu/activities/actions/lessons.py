"""Who came to a lesson, and what a test brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions.places import note_place_used
from shuniu.activities.models import Course, CourseTest, Lesson, LessonAttendance, Source, TestResult, Trainee
from shuniu.activities.refusals import refusing, require_reason
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require

NOTHING = trail.Erasure.NOTHING_PERSONAL
CAME = trail.entry_kind(
    "activities.lesson_attendance_noted", _("Noted {count} person-times in the lesson of {day}"), erasure=NOTHING
)
TAKEN_BACK = trail.entry_kind(
    "activities.lesson_attendance_taken_back", _("Took back one person-time in the lesson of {day}"),
    erasure=trail.Erasure.FORGET_DETAIL,
)  # fmt: skip
TEST_SET = trail.entry_kind("activities.test_set", _("Set the test {title} of {day}"), erasure=NOTHING)
RESULTS = trail.entry_kind(
    "activities.results_noted", _("Noted {count} results of the test {title}; {passed} passed"),
    erasure=trail.Erasure.FORGET_DETAIL,
)  # fmt: skip


@action
def note_lesson(
    lesson: Lesson, trainees: Iterable[int], *, source: str = Source.LIST, sheet: str = "", by: Actor
) -> int:
    """Enter which trainees (ids) came; who is entered already is left out. Returns the person-times entered."""
    require(holds(by, permissions.RUN_COURSES))
    if by.today < lesson.held_on:
        raise Refused(Denied(_("This lesson has not begun; attendance is noted from its day on.")))
    mine = LessonAttendance.objects.visible_to(by).filter(lesson=lesson)
    there = set(mine.filter(corrects__isnull=True, corrections__isnull=True).values_list("trainee_id", flat=True))
    back = dict(mine.filter(corrects__isnull=False).order_by().values_list("trainee_id").annotate(times=Count("pk")))
    asked = Trainee.objects.visible_to(by).filter(course_id=lesson.course_id, pk__in=set(trainees) - there)
    rows = [
        LessonAttendance(
            centre_id=lesson.centre_id, lesson=lesson, trainee=trainee, times=1, source=source, sheet=sheet.strip(),
            noted_at=by.at, noted_by=by.name, taken_back=back.get(trainee.pk, 0),
        )
        for trainee in asked.exclude(left_on__lt=lesson.held_on)
    ]  # fmt: skip
    if not rows:
        raise Refused(Denied(_("Nobody new was named or counted.")))
    with refusing(_("Somebody else has just noted one of these; open the list again.")):
        LessonAttendance.objects.bulk_create(rows)
    note_place_used(lesson, by=by)
    trail.record(CAME, lesson.course, by=by, facts={"count": len(rows), "day": lesson.held_on.isoformat()})
    return len(rows)


@action
def take_lesson_back(entry: LessonAttendance, *, reason: str, by: Actor) -> LessonAttendance:
    require(holds(by, permissions.RUN_COURSES))
    reason = require_reason(reason)
    if entry.corrects_id is not None:
        raise Refused(Denied(_("This entry takes another back; enter the attendance anew instead.")))
    row = LessonAttendance(
        centre_id=entry.centre_id, lesson=entry.lesson, trainee=entry.trainee, times=-1, source=entry.source,
        sheet=entry.sheet, corrects=entry, reason=reason, noted_at=by.at, noted_by=by.name,
    )  # fmt: skip
    with refusing(_("This entry was taken back already.")):
        row.save(force_insert=True)
    facts, why = {"day": entry.lesson.held_on.isoformat()}, {"reason": reason}
    trail.record(TAKEN_BACK, entry.lesson.course, by=by, facts=facts, detail=why, about=entry.trainee.person_id)
    return row


@action
def set_test(
    course: Course, *, title: str, held_on: date, certificate: str = "", full_mark: int = 100, pass_mark: int = 60,
    by: Actor,
) -> CourseTest:  # fmt: skip
    require(holds(by, permissions.RUN_COURSES))
    if certificate and certificate not in course.certificates:
        raise Refused(Denied(_("The course does not lead to this certificate.")))
    test = CourseTest(
        centre_id=course.centre_id, course=course, title=title.strip(), held_on=held_on, certificate=certificate,
        full_mark=full_mark, pass_mark=pass_mark,
    )  # fmt: skip
    with refusing(_("This test is set already, or its pass mark is above its full mark.")):
        test.save(force_insert=True)
    trail.record(TEST_SET, course, by=by, facts={"title": test.title, "day": held_on.isoformat()})
    return test


@action
def note_results(test: CourseTest, points: Mapping[int, int], *, by: Actor) -> int:
    """Enter points: trainee id → points. What stood there before goes into the sealed detail. Raises Refused."""
    require(holds(by, permissions.RUN_COURSES))
    if wrong := [value for value in points.values() if not 0 <= value <= test.full_mark]:
        said = {"points": wrong[0], "full": test.full_mark}
        raise Refused(Denied(_("%(points)s is not between 0 and the full mark, %(full)s.") % said))
    if by.today < test.held_on:
        raise Refused(Denied(_("This test has not been held yet.")))
    known = set(
        Trainee.objects.visible_to(by).filter(course_id=test.course_id, pk__in=points).values_list("pk", flat=True)
    )
    standing = {
        row.trainee_id: row for row in TestResult.objects.visible_to(by).filter(test=test, trainee_id__in=known)
    }
    before = {str(pk): row.points for pk, row in standing.items() if row.points != points[pk]}
    for pk, row in standing.items():
        row.points, row.noted_at, row.noted_by = points[pk], by.at, by.name
        row.save(update_fields=["points", "noted_at", "noted_by"])
    told = {"centre_id": test.centre_id, "test": test, "noted_at": by.at, "noted_by": by.name}
    new = [TestResult(trainee_id=pk, points=points[pk], **told) for pk in sorted(known - set(standing))]
    TestResult.objects.bulk_create(new)
    passed = sum(points[pk] >= test.pass_mark for pk in known)
    facts = {"title": test.title, "count": len(known), "passed": passed}
    trail.record(RESULTS, test.course, by=by, facts=facts, detail={"before": before} if before else None)
    return len(known)
