"""Who came: a ledger of person-times. Nothing in it is changed; what was wrong is taken back by an entry of its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow

from .programme import Session, SignUp


class Source(models.TextChoices):
    QR = "qr", _("QR code at the door")
    LIST = "list", _("ticked on the list")
    PAPER = "paper", _("attendance sheet, keyed in")
    FILE = "file", _("sign-in list, read in")


class Entry(CentreRow):
    """How an entry of a ledger came about: from what, noted by whom, and what it corrects."""

    source = models.CharField(_("known from"), max_length=5, choices=Source.choices)
    sheet = models.CharField(_("which sheet"), max_length=100, blank=True)
    noted_at = models.DateTimeField(_("noted at"))
    noted_by = models.CharField(_("noted by"), max_length=80)
    reason = models.CharField(_("reason of correcting"), max_length=200, blank=True)
    taken_back = models.PositiveSmallIntegerField(default=0)  # how often the same was noted and taken back before

    class Meta:
        abstract = True


class Attendance(Entry):
    """`people` person-times at a session: 1 for somebody known, a count for people nobody asked for their names."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances", db_index=False)
    sign_up = models.ForeignKey(
        SignUp, models.PROTECT, null=True, blank=True, related_name="attendances", db_index=False
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="activity_attendances", db_index=False
    )
    people = models.IntegerField(_("person-times"))
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", db_index=False
    )

    # A file is never deleted, and a column that refers to nothing by force can be taken away without remaking the ledger.
    batch = models.ForeignKey(
        "kernel.Batch", models.PROTECT, null=True, blank=True, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "session", "sign_up", "taken_back"],
                condition=Q(corrects__isnull=True),
                name="sign_up_comes_once",
            ),
            models.UniqueConstraint(
                fields=["centre", "session", "person", "taken_back"],
                condition=Q(corrects__isnull=True),
                name="person_comes_once",
                violation_error_message=_("This person is noted as present already."),
            ),
            models.UniqueConstraint(
                fields=["centre", "corrects"],
                name="attendance_corrected_once",
                violation_error_message=_("This entry was taken back already."),
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, people__gt=0) | Q(corrects__isnull=False, people__lt=0),
                name="attendance_counts_up_or_takes_back",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) & Q(sign_up__isnull=True) | Q(people__in=(1, -1)),
                name="somebody_known_counts_once",
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "session", "id"], name="attendance_of_session"),
            models.Index(fields=["centre", "person"], name="attendance_of_person", condition=Q(person__isnull=False)),
        ]
