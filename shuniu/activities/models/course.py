"""Courses: lessons, trainees, who came, and tests. What is known of a trainee beyond the name is sealed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing.fields import SealedField

from .attendance import Entry

TRAINEE = "activities.trainee"  # what an appointment of a trainee is about


class Course(CentreRow):
    """A course. `kind`, `audience` and `certificates` are codes of `activities.course_kind`, `.audience`, `.certificate`."""

    title = models.CharField(_("course"), max_length=80)
    kind = models.CharField(_("subject"), max_length=30)
    audience = models.CharField(_("meant for"), max_length=30)
    trainer = models.CharField(_("training organization"), max_length=100)
    place = models.CharField(_("place"), max_length=100)
    place_code = models.CharField(_("place code"), max_length=40, blank=True)
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    seats = models.PositiveSmallIntegerField(_("seats"))
    certificates = models.JSONField(_("certificates"), default=list, blank=True)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.CharField(_("opened by"), max_length=80)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="course_period",
                violation_error_message=_("The last day cannot be before the first."),
            )
        ]
        indexes = [models.Index(fields=["centre", "first_on", "id"], name="course_by_day")]

    def __str__(self) -> str:
        return self.title


class Lesson(CentreRow):
    """One class of a course. `place`: where it was held, if the course has moved since; "": where the course is."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="lessons", db_index=False)
    held_on = models.DateField(_("held on"))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"))
    topic = models.CharField(_("topic"), max_length=100, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True, default="")
    place_hold = models.CharField(_("time kept in the place"), max_length=20, blank=True, default="")

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "course", "held_on", "starts"],
                name="lesson_once",
                violation_error_message=_("The course has a lesson at this time already."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="lesson_ends_after_it_starts",
                violation_error_message=_("It must end after it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course.title} {self.held_on}"

    @property
    def where(self) -> str:
        return self.place or self.course.place


class Trainee(CentreRow):
    """A person in a course, under a number: lists and sheets show the number and a masked name.

    `circumstance` (a code of `activities.circumstance`: disabled, unemployed …) is sealed; opening it asks a reason.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="trainees", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="course_places", db_index=False)
    number = models.PositiveSmallIntegerField(_("number in class"))
    circumstance = SealedField(
        purpose="activities.trainee.circumstance", null=True, blank=True, verbose_name=_("circumstance")
    )
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_because = models.CharField(_("reason of leaving"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("trainee")
        verbose_name_plural = _("trainees")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "course", "person"],
                name="trainee_once_a_course",
                violation_error_message=_("This person is in the course already."),
            ),
            models.UniqueConstraint(fields=["centre", "course", "number"], name="trainee_number_once"),
        ]
        indexes = [models.Index(fields=["centre", "person"], name="trainee_of_person")]

    @classmethod
    def narrow(cls, rows, actor):
        """A trainee sees the own places in courses: all of them, whichever of them the appointment names."""
        noun, noun_id = actor.subject or ("", None)
        return rows.filter(person__course_places=noun_id) if noun == TRAINEE else rows.none()


class LessonAttendance(Entry):
    """One person-time in a lesson (+1), or one taken back (−1)."""

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="attendances", db_index=False)
    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="attendances", db_index=False)
    times = models.SmallIntegerField(_("person-times"))
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", db_index=False
    )

    class Meta:
        verbose_name = _("attendance in a lesson")
        verbose_name_plural = _("attendances in lessons")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "lesson", "trainee", "taken_back"],
                condition=Q(corrects__isnull=True),
                name="trainee_comes_once",
            ),
            models.UniqueConstraint(fields=["centre", "corrects"], name="lesson_attendance_corrected_once"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, times=1) | Q(corrects__isnull=False, times=-1),
                name="lesson_attendance_is_one",
            ),
        ]
        indexes = [models.Index(fields=["centre", "trainee", "lesson"], name="attendance_of_trainee")]


class CourseTest(CentreRow):
    """A test; passing it is asked for the certificate it names (a code of `activities.certificate`), if any."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="tests", db_index=False)
    title = models.CharField(_("test"), max_length=80)
    held_on = models.DateField(_("held on"))
    certificate = models.CharField(_("leads to"), max_length=30, blank=True)
    full_mark = models.PositiveSmallIntegerField(_("full mark"), default=100)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"), default=60)

    class Meta:
        verbose_name = _("test")
        verbose_name_plural = _("tests")
        constraints = [
            models.UniqueConstraint(fields=["centre", "course", "title", "held_on"], name="test_once"),
            models.CheckConstraint(
                condition=Q(pass_mark__lte=F("full_mark")),
                name="pass_mark_can_be_reached",
                violation_error_message=_("The pass mark cannot be above the full mark."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TestResult(CentreRow):
    """The points of one trainee in one test; whether it is passed follows from the test's pass mark."""

    __test__ = False  # no test of ours

    test = models.ForeignKey(CourseTest, models.PROTECT, related_name="results", db_index=False)
    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="results", db_index=False)
    points = models.PositiveSmallIntegerField(_("points"))
    noted_at = models.DateTimeField(_("noted at"))
    noted_by = models.CharField(_("noted by"), max_length=80)

    class Meta:
        verbose_name = _("test result")
        verbose_name_plural = _("test results")
        constraints = [models.UniqueConstraint(fields=["centre", "test", "trainee"], name="result_once")]
        indexes = [models.Index(fields=["centre", "trainee"], name="results_of_trainee")]
