"""What a trainee reads of the own course: its lessons and which were attended, its tests, its certificates, its moves."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.activities.models import Certificate, CourseMove, CourseTest, Lesson, Trainee
from shuniu.activities.queries import words_of
from shuniu.kernel.actor import Actor

CAME, AWAY = ("ok", _("you came")), ("muted", _("not noted as present"))
PASSED, NOT_PASSED = ("ok", pgettext_lazy("a test", "passed")), ("due", pgettext_lazy("a test", "not passed"))


@dataclass(frozen=True, slots=True)
class Learnt:
    """One course of a trainee. It is called by its subject, as on the certificate: the title may tell for whom it is."""

    trainee: Trainee
    subject: str
    next: Lesson | None
    lessons: list[tuple[Lesson, tuple[str, Promise] | None]]  # None: still to come
    tests: list[tuple[CourseTest, int | None, tuple[str, Promise] | None]]  # None: no result yet
    certificates: list[tuple[Certificate, str]]
    moves: list[CourseMove]

    @property
    def weekday(self) -> str:
        """Of the next lesson."""
        return date_format(self.next.held_on, "l") if self.next else ""

    @property
    def held(self) -> int:
        return sum(how is not None for _lesson, how in self.lessons)

    @property
    def came(self) -> int:
        return sum(how is CAME for _lesson, how in self.lessons)


def learnt_by(trainee: Trainee, actor: Actor) -> Learnt:
    """The course of a trainee that was scoped, as of today."""
    course, today = trainee.course, actor.today
    standing = trainee.attendances.filter(corrects__isnull=True, corrections__isnull=True)
    attended = set(standing.values_list("lesson_id", flat=True))
    lessons = [lesson for lesson in course.lessons.order_by("held_on", "starts") if _is_theirs(lesson, trainee)]
    said = [(each, CAME if each.pk in attended else AWAY if each.held_on < today else None) for each in lessons]
    points = dict(trainee.results.values_list("test_id", "points"))
    kinds = words_of("certificate", place=course.centre_id, on=today)
    return Learnt(
        trainee=trainee,
        subject=words_of("course_kind", place=course.centre_id, on=today).get(course.kind, course.kind),
        next=next((lesson for lesson, how in said if how is None), None) if trainee.left_on is None else None,
        lessons=said,
        tests=[(test, points.get(test.pk), _result(test, points)) for test in course.tests.order_by("held_on", "pk")],
        certificates=[(each, kinds.get(each.kind, each.kind)) for each in trainee.certificates.order_by("issued_on")],
        moves=list(course.moves.filter(since__gte=today, last_number__gte=trainee.number).order_by("-pk")[:1]),
    )  # fmt: skip


def _is_theirs(lesson: Lesson, trainee: Trainee) -> bool:
    """Lessons before somebody joined, or after somebody left, are not theirs."""
    return lesson.held_on >= trainee.joined_on and (trainee.left_on is None or lesson.held_on <= trainee.left_on)


def _result(test: CourseTest, points: dict[int, int]) -> tuple[str, Promise] | None:
    if test.pk not in points:
        return None
    return PASSED if points[test.pk] >= test.pass_mark else NOT_PASSED
