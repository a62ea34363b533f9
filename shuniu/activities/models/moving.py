"""That a course is held in another place from a day on, and which of its trainees were told how."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow

from .course import Course, Trainee


class CourseMove(CentreRow):
    """A course moved: from where to where, from which lesson on, why, by whom.

    Who was in it then is told: the numbers in class up to `last_number`.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="moves", db_index=False)
    before = models.CharField(_("place before"), max_length=100)
    place = models.CharField(_("place"), max_length=100)
    since = models.DateField(_("from the lesson of"))
    reason = models.CharField(_("reason"), max_length=200)
    last_number = models.PositiveSmallIntegerField(_("last number in class"))
    moved_at = models.DateTimeField(_("moved at"))
    moved_by = models.CharField(_("moved by"), max_length=80)

    class Meta:
        verbose_name = _("move of a course")
        verbose_name_plural = _("moves of courses")
        indexes = [models.Index(fields=["centre", "course", "-id"], name="moves_of_course")]

    def __str__(self) -> str:
        return self.course.title


class MoveTelling(CentreRow):
    """How a trainee heard that the course has moved, and who wrote that down."""

    class How(models.TextChoices):
        CLASS = "class", _("told in class")
        PHONE = "phone", _("told by telephone")
        LETTER = "letter", _("note handed over")

    move = models.ForeignKey(CourseMove, models.PROTECT, related_name="tellings", db_index=False)
    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="+", db_index=False)
    how = models.CharField(_("how the trainee was told"), max_length=6, choices=How.choices)
    told_at = models.DateTimeField(_("told at"))
    told_by = models.CharField(_("told by"), max_length=80)

    class Meta:
        verbose_name = _("telling of a move")
        verbose_name_plural = _("tellings of moves")
        constraints = [models.UniqueConstraint(fields=["centre", "move", "trainee"], name="move_told_once")]
        indexes = [models.Index(fields=["centre", "trainee"], name="tellings_of_trainee")]
