"""Whether a trainee may have a certificate: came to enough lessons, and passed every test that leads to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from shuniu.activities.models import Course, Trainee
from shuniu.activities.queries import attended, passed_tests
from shuniu.kernel.dated import setting

RULE, VERSION = "course.certificate", 1


@dataclass(frozen=True, slots=True)
class Eligibility:
    """outcome: met · not_met · too_little_data."""

    trainee: Trainee
    outcome: str
    sentence: str
    numbers: dict

    @property
    def is_met(self) -> bool:
        return self.outcome == "met"


def eligibilities(course: Course, kind: str, *, on: date) -> list[Eligibility]:
    """Every trainee who stayed, by number."""
    least = float(setting("activities.certificate.min_attendance", place=course.centre_id, on=on))
    lessons = course.lessons.filter(held_on__lte=on).count()
    tests = dict(course.tests.filter(certificate=kind, held_on__lte=on).values_list("pk", "title"))
    came, passed = attended(course), passed_tests(course)
    trainees = course.trainees.filter(left_on__isnull=True).select_related("person").order_by("number")
    return [_of(row, least, lessons, tests, came.get(row.pk, 0), passed.get(row.pk, set())) for row in trainees]


def _of(trainee, least: float, lessons: int, tests: dict, came: int, passed: set) -> Eligibility:
    missing = [title for pk, title in tests.items() if pk not in passed]
    numbers = {
        "lessons": lessons,
        "came": came,
        "least": least,
        "tests": len(tests),
        "passed": len(tests) - len(missing),
    }
    told = {**numbers, "percent": round(least * 100), "test": missing[0] if missing else ""}
    if not lessons or not tests:
        words = _("No lesson or no test of this certificate has been held yet.")
        return Eligibility(trainee, "too_little_data", words, numbers)
    if came < least * lessons:
        words = _("Came to %(came)s of %(lessons)s lessons; %(percent)s%% are asked.") % told
        return Eligibility(trainee, "not_met", words, numbers)
    if missing:
        return Eligibility(trainee, "not_met", _("Has not passed: %(test)s.") % told, numbers)
    words = _("Came to %(came)s of %(lessons)s lessons and passed every test.") % told
    return Eligibility(trainee, "met", words, numbers)
