from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.workflow import Worked

from .volunteer import OfVolunteer

OPEN = ("requested", "noticed", "checked")  # on the way to be issued
OUT = ("issued", "questioned", "answered", "revoked")  # has left the house with a number


class Certificate(OfVolunteer, Worked):
    """A certificate of volunteer service over a period (民发〔2015〕149号): asked for, checked, shown in public, signed.

    What it certifies is frozen from the ledger when it is checked: `lines` hold [service, place, person-times, minutes].
    """

    number = models.CharField(_("certificate number"), max_length=40, null=True, blank=True)  # noqa: DJ001  (unique)
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    purpose = models.CharField(_("for what"), max_length=60, blank=True)
    channel = models.CharField(_("asked for by"), max_length=10, default="page")
    requested_on = models.DateField(_("asked for on"))
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    times = models.PositiveIntegerField(_("person-times"), default=0)
    lines = models.JSONField(_("services"), default=list)
    handler = models.CharField(_("handled by"), max_length=80, blank=True)
    noticed_on = models.DateField(_("shown in public from"), null=True, blank=True)
    notice_until = models.DateField(_("shown in public until"), null=True, blank=True)
    head = models.CharField(_("person in charge"), max_length=80, blank=True)
    issuer = models.CharField(_("issued by"), max_length=80, blank=True)
    contact = models.CharField(_("contact details"), max_length=80, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    signed = models.CharField(_("signed text"), max_length=800, blank=True)  # what the QR code holds
    questioned_because = models.CharField(_("why it is to be revoked"), max_length=300, blank=True)
    answer = models.CharField(_("the volunteer's answer"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("service certificate")
        verbose_name_plural = _("service certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "number"],
                name="service_certificate_number_once",
                violation_error_message=_("This certificate number is already given out."),
            ),
            models.UniqueConstraint(
                fields=["centre", "volunteer"],
                condition=Q(state__in=OPEN),
                name="one_open_certificate_a_volunteer",
                violation_error_message=_("A certificate for this volunteer is being prepared already."),
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="service_certificate_period",
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OUT)
                | Q(number__isnull=False, issued_on__isnull=False, minutes__gt=0) & ~Q(head="") & ~Q(signed=""),
                name="an_issued_certificate_is_whole",
                violation_error_message=_("An issued certificate has its number, hours, signatures and date."),
            ),
            models.CheckConstraint(
                condition=Q(notice_until__isnull=True) | Q(notice_until__gte=F("noticed_on")),
                name="service_certificate_notice",
                violation_error_message=_("The public notice ends before it begins."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "state", "id"], name="certificates_by_state"),
            models.Index(fields=["centre", "volunteer", "-id"], name="certificates_of_volunteer"),
        ]

    def __str__(self) -> str:
        return self.number or ""

    @property
    def is_out(self) -> bool:
        return self.state in OUT

    @property
    def in_force(self) -> bool:
        return self.is_out and self.state != "revoked"


class CertificateCopy(OfVolunteer):
    """A copy on paper that was handed out: why on paper, to whom's hand, and where its twin is filed."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="copies", db_index=False)
    reason = models.CharField(_("why on paper"), max_length=200)
    count = models.PositiveSmallIntegerField(_("copies"), default=1)
    filed_as = models.CharField(_("filed under"), max_length=60)
    handed_on = models.DateField(_("handed out on"))
    handed_by = models.CharField(_("handed out by"), max_length=80)

    class Meta:
        verbose_name = _("paper copy")
        verbose_name_plural = _("paper copies")
        constraints = [
            models.CheckConstraint(
                condition=~Q(filed_as="") & ~Q(reason="") & Q(count__range=(1, 20)),
                name="a_copy_is_kept_on_file",
                violation_error_message=_("Say why on paper, how many, and where the copy is kept."),
            )
        ]
        indexes = [models.Index(fields=["centre", "certificate", "id"], name="copies_of_certificate")]
