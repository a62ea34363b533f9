"""What somebody says against a public notice: told at the desk, decided by a named person, answered the way she chose."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing import SealedField
from shuniu.kernel.workflow import Worked

from .certificate import Certificate
from .recognition import Star


class NoticeObjection(CentreRow, Worked):
    """An objection to what is shown in public: a certificate or a star level. It stops the signature until it is decided.

    Who objects need not say so. Where an answer is wanted, the name and how to reach her stand sealed until she was
    told, and go then: nothing else needs them.
    """

    class Channel(models.TextChoices):
        CALL = "phone", _("in a telephone call")
        WINDOW = "window", _("in person at the desk")
        LETTER = "letter", _("in a letter")

    class Reply(models.TextChoices):
        CALL = "phone", _("by telephone")
        WINDOW = "window", _("at the desk, when she comes again")
        LETTER = "letter", _("in writing")
        NONE = "none", _("no answer wanted")

    certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, blank=True, related_name="objections", db_index=False
    )
    star = models.ForeignKey(Star, models.PROTECT, null=True, blank=True, related_name="objections", db_index=False)
    says = models.CharField(_("what is wrong"), max_length=500)
    channel = models.CharField(_("how it came"), max_length=10, choices=Channel.choices)
    objector = SealedField(
        purpose="volunteers.notice_objection.objector", null=True, blank=True, verbose_name=_("who objects")
    )
    reply = models.CharField(_("answer wanted"), max_length=10, choices=Reply.choices)
    raised_at = models.DateTimeField(_("raised at"))
    taken_by = models.CharField(_("taken in by"), max_length=80)
    taken_by_id = models.BigIntegerField(null=True, blank=True)
    is_right = models.BooleanField(_("found right"), null=True, blank=True)
    findings = models.CharField(_("what was found"), max_length=500, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)
    told_by = models.CharField(_("told by"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("objection to a public notice")
        verbose_name_plural = _("objections to public notices")
        constraints = [
            models.CheckConstraint(
                condition=Q(certificate__isnull=True, star__isnull=False)
                | Q(certificate__isnull=False, star__isnull=True),
                name="an_objection_is_to_one_notice",
                violation_error_message=_("An objection is to one certificate or to one star level."),
            ),
            models.CheckConstraint(
                condition=Q(state="taken") | Q(decided_at__isnull=False) & ~Q(findings="") & ~Q(decided_by=""),
                name="a_notice_objection_is_decided_with_reasons",
                violation_error_message=_("A named person decides on an objection, and says why."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "star", "id"], name="notices_objected_star"),
            models.Index(fields=["centre", "certificate", "id"], name="notices_objected_certificate"),
            models.Index(fields=["centre", "state", "due_on", "id"], name="notice_objections_open"),
        ]

    @property
    def shown(self) -> Certificate | Star:
        """What is shown in public."""
        return self.certificate if self.certificate_id else self.star

    @property
    def wants_answer(self) -> bool:
        return self.reply != self.Reply.NONE
