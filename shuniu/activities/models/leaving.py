"""What a course leads to: a certificate, a job, and whether the job lasted."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing.fields import SealedField

from .course import Trainee


class Certificate(CentreRow):
    """A certificate with its number; the paper itself is a document of the house. `kind`: a code of the place."""

    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="certificates", db_index=False)
    kind = models.CharField(_("certificate"), max_length=30)
    number = models.CharField(_("course certificate number"), max_length=40)
    issued_on = models.DateField(_("issued on"))
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revoked_because = models.CharField(_("reason of revoking"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("course certificate")
        verbose_name_plural = _("course certificates")
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="course_certificate_number_once"),
            models.UniqueConstraint(
                fields=["centre", "trainee", "kind"],
                condition=Q(revoked_on__isnull=True),
                name="one_certificate_of_a_kind",
                violation_error_message=_("The trainee has this certificate."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "issued_on", "id"], name="course_certificate_by_day")]


class Placement(CentreRow):
    """A trainee found work: with whom and as what is sealed, the days are plain."""

    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="placements", db_index=False)
    employer = SealedField(purpose="activities.placement.employer", null=True, verbose_name=_("employer"))
    post = SealedField(purpose="activities.placement.post", null=True, blank=True, verbose_name=_("post"))
    evidence = models.CharField(_("evidence"), max_length=120)
    started_on = models.DateField(_("at work from"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    noted_at = models.DateTimeField(_("noted at"))
    noted_by = models.CharField(_("noted by"), max_length=80)

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "trainee"],
                condition=Q(ended_on__isnull=True),
                name="one_job_at_a_time",
                violation_error_message=_("A placement that lasts is on record; end it first."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="placement_period"
            ),
        ]
        indexes = [models.Index(fields=["centre", "started_on", "id"], name="placement_by_day")]


class RetentionCheck(CentreRow):
    """Somebody asked, some days after the start, whether the job lasts: once for each of the set times."""

    class Answer(models.TextChoices):
        AT_WORK = "at_work", _("still at work")
        LEFT = "left", _("no longer at work")
        UNKNOWN = "unknown", _("could not be reached")

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="checks", db_index=False)
    after_days = models.PositiveSmallIntegerField(_("days after the start"))
    checked_on = models.DateField(_("checked on"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    evidence = models.CharField(_("evidence"), max_length=120)
    checked_by = models.CharField(_("checked by"), max_length=80)

    class Meta:
        verbose_name = _("retention check")
        verbose_name_plural = _("retention checks")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "placement", "after_days"],
                name="one_check_a_time",
                violation_error_message=_("This check was made already."),
            )
        ]
