from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .volunteer import OfVolunteer


class CheckIn(OfVolunteer):
    """A code held against a phone: counted once, or refused with its reason. Never changed or deleted (migration 0003).

    `said_at` is the phone's clock, `delivered_at` ours: between the two the phone may have been without a network.
    A clock that is off by more than the place allows when it delivers is put right in `said_at`, and `clock_seconds`
    says by how much it was wrong.
    """

    class Move(models.TextChoices):
        ARRIVE = "arrive", _("arrived")
        LEAVE = "leave", _("left")

    class Answer(models.TextChoices):
        COUNTED = "counted", _("counted")
        FORGED = "forged", _("the code is not one of this centre's")
        DUPLICATE = "duplicate", _("this was delivered before; it is counted once")
        ANOTHER_TIME = "time", _("the phone's clock says a time outside the shift")
        CLOCK = "clock", _("the phone's clock runs ahead of the centre's")
        TOO_LATE = "too_late", _("delivered too many days after the shift")
        NOT_ON_SHIFT = "not_on", _("not signed up for this shift")
        CALLED_OFF = "called_off", _("the shift was called off")
        CONSENT = "consent", _("a minor without a guardian's consent in force")
        INSURANCE = "insurance", _("no accident insurance in force, which this risky work demands")
        TRAINING = "training", _("no training in force that this risky work demands")

    shift = models.ForeignKey(
        "volunteers.Shift", models.PROTECT, null=True, blank=True, related_name="check_ins", db_index=False
    )
    move = models.CharField(_("what"), max_length=6, choices=Move.choices, blank=True)
    said_at = models.DateTimeField(_("by the phone's clock"))
    clock_seconds = models.IntegerField(_("phone's clock ahead of ours, in seconds"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered at"))
    delivery = models.CharField(max_length=40)  # drawn by the phone: the same again is the same check-in
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    via = models.CharField(max_length=10)
    delivered_by = models.CharField(_("delivered by"), max_length=80)

    @property
    def clock_minutes(self) -> int:
        """By how much a wrong clock was put right; 0 where it was right enough, or is not known."""
        return round((self.clock_seconds or 0) / 60)

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "shift", "volunteer", "move"],
                condition=Q(answer="counted"),
                name="check_in_counts_once",
                violation_error_message=_("This check-in is counted already."),
            ),
            models.CheckConstraint(
                condition=Q(shift__isnull=False) | ~Q(answer="counted"),
                name="a_counted_check_in_has_its_shift",
                violation_error_message=_("A check-in belongs to a shift."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "volunteer", "-id"], name="check_ins_of_volunteer"),
            models.Index(fields=["centre", "-id"], condition=~Q(answer="counted"), name="check_ins_refused"),
        ]
