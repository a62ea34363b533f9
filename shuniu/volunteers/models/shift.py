from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow

from .volunteer import OfTeam


class OfPost(CentreRow):
    """A row about one post; whoever may see posts sees it."""

    post = models.ForeignKey("volunteers.Post", models.PROTECT, related_name="%(class)ss", db_index=False)

    class Meta:
        abstract = True
        default_manager_name = "everything"
        base_manager_name = "everything"

    @classmethod
    def narrow(cls, rows, actor):
        return rows


class ShiftPattern(OfPost):
    """A shift that comes again every week: the shifts themselves are made from it some weeks ahead."""

    weekday = models.PositiveSmallIntegerField(_("weekday"))  # 1 Monday … 7 Sunday
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    since = models.DateField(_("from the day"))
    until = models.DateField(_("until the day"), null=True, blank=True)

    class Meta:
        verbose_name = _("weekly shift")
        verbose_name_plural = _("weekly shifts")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "post", "weekday", "starts", "since"],
                name="weekly_shift_once",
                violation_error_message=_("The post has this weekly shift already."),
            ),
            models.CheckConstraint(
                condition=Q(weekday__range=(1, 7)),
                name="weekly_shift_weekday",
                violation_error_message=_("A weekday is a number from 1 (Monday) to 7 (Sunday)."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="weekly_shift_times",
                violation_error_message=_("A shift ends after it begins, on the same day."),
            ),
        ]


class Shift(OfPost):
    """One stretch of work at a post, on one day."""

    day = models.DateField(_("day"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    wanted = models.PositiveSmallIntegerField(_("volunteers wanted"))
    backups = models.PositiveSmallIntegerField(_("backups wanted"), default=0)
    cancelled_at = models.DateTimeField(_("called off at"), null=True, blank=True)
    cancelled_because = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "post", "starts_at"],
                name="shift_once",
                violation_error_message=_("The post has a shift at this time already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="shift_times",
                violation_error_message=_("A shift ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_because=""),
                name="shift_called_off_with_reason",
                violation_error_message=_("Say why the shift is called off."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "day", "id"], name="shift_by_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.post}"

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


class SignUp(OfTeam):
    """A volunteer's place in a shift: on it, a backup, on the waiting list, or given up."""

    class State(models.TextChoices):
        ON = "on", _("on the shift")
        BACKUP = "backup", _("backup")
        WAITING = "waiting", _("on the waiting list")
        GIVEN_UP = "given_up", _("given up")

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="signups", db_index=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    signed_up_at = models.DateTimeField(_("signed up at"))
    channel = models.CharField(_("by"), max_length=10)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True, blank=True)
    given_up_because = models.CharField(_("reason"), max_length=200, blank=True)
    offered_at = models.DateTimeField(_("offered for a swap at"), null=True, blank=True)
    # Moved up, passed over, taken off or called off by others' acts: the phone shows it until the shift, the desk calls; who
    # has no phone is called too once the shift is near (`reminded_at`).
    changed_at = models.DateTimeField(_("place changed at"), null=True, blank=True)
    judgement = models.ForeignKey(
        "volunteers.Decision", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    told_at = models.DateTimeField(_("told of it at"), null=True, blank=True)
    told_by = models.CharField(_("told by"), max_length=80, blank=True, default="")

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "shift", "volunteer"],
                condition=~Q(state="given_up"),
                name="sign_up_once_a_shift",
                violation_error_message=_("This volunteer is signed up for the shift already."),
            ),
            models.CheckConstraint(
                condition=Q(given_up_at__isnull=True) & ~Q(state="given_up")
                | Q(given_up_at__isnull=False, state="given_up"),
                name="sign_up_given_up_at_some_time",
                violation_error_message=_("A place given up has its moment."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "shift", "state", "id"], name="sign_ups_of_shift"),
            models.Index(fields=["centre", "volunteer", "-id"], name="sign_ups_of_volunteer"),
        ]
