"""Hours that are said to be false: what was told to the volunteer, what the volunteer answered, what a person decided."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing import SealedField
from shuniu.kernel.workflow import Worked

from .volunteer import OfVolunteer, Volunteer

OPEN = ("noticed", "heard", "proposed", "objected")
BARRING = ("barred", "objected", "upheld")  # an objection does not lift a bar by itself


class Inquiry(OfVolunteer, Worked):
    """Entries of the ledger said to be false: told to the volunteer with the grounds, answered, decided by a person.

    A bar withholds new stars and honours from `barred_from` to the day before `barred_until`: whether one is in force is
    asked of the dates and never stored. What was said stands sealed; the reasons of decisions stand with their signatures.
    """

    class Told(models.TextChoices):
        PHONE = "phone", pgettext_lazy("how a notice is told", "on the own phone")
        WINDOW = "window", pgettext_lazy("how a notice is told", "in person at the window")
        LETTER = "letter", pgettext_lazy("how a notice is told", "by letter")

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="inquiries", db_index=False)
    grounds = SealedField(purpose="volunteers.inquiry.grounds", null=True, blank=True, verbose_name=_("grounds"))
    told = models.CharField(_("told"), max_length=10, choices=Told.choices)
    noticed_on = models.DateField(_("told on"))
    noticed_by = models.CharField(_("told by"), max_length=80)
    noticed_by_id = models.BigIntegerField(null=True, blank=True)
    answer = SealedField(purpose="volunteers.inquiry.answer", null=True, blank=True, verbose_name=_("answer"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("months proposed"), null=True, blank=True)
    proposed_by = models.CharField(_("proposed by"), max_length=80, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)
    barred_from = models.DateField(_("withheld from"), null=True, blank=True)
    barred_until = models.DateField(_("withheld until"), null=True, blank=True)  # exclusive (ADR 0015)
    objection = SealedField(purpose="volunteers.inquiry.objection", null=True, blank=True, verbose_name=_("objection"))
    objected_on = models.DateField(_("objected on"), null=True, blank=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("inquiry into hours")
        verbose_name_plural = _("inquiries into hours")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "volunteer"],
                condition=Q(state__in=OPEN),
                name="one_open_inquiry_a_volunteer",
                violation_error_message=_("An inquiry into hours of this volunteer is open already."),
            ),
            models.CheckConstraint(
                condition=Q(barred_from__isnull=True, barred_until__isnull=True) & ~Q(state="barred")
                | Q(barred_from=F("decided_on"), barred_until__gt=F("barred_from"))
                & ~Q(decided_by="")
                & ~Q(proposed_by=""),
                name="a_bar_is_signed_and_ends",
                violation_error_message=_("A bar is proposed and signed by named people, and has its last day."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "state", "due_on", "id"], name="inquiries_by_state"),
            models.Index(fields=["centre", "volunteer", "-id"], name="inquiries_of_volunteer"),
        ]

    def bars_on(self, day: date) -> bool:
        if self.state not in BARRING or self.barred_from is None or self.barred_until is None:
            return False
        return self.barred_from <= day < self.barred_until

    def is_over(self, day: date) -> bool:
        """Whether a bar has run out; an objection is answered all the same."""
        return self.state in ("barred", "upheld") and self.barred_until is not None and self.barred_until <= day


class InquiredEntry(CentreRow):
    """One entry of the ledger that an inquiry names, and what a person found right; None until somebody proposed."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="entries", db_index=False)
    entry = models.ForeignKey("volunteers.HourEntry", models.PROTECT, related_name="+", db_index=False)
    right_minutes = models.PositiveIntegerField(_("right are, in minutes"), null=True, blank=True)

    class Meta:
        verbose_name = _("entry of an inquiry")
        verbose_name_plural = _("entries of inquiries")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "inquiry", "entry"],
                name="an_inquiry_names_an_entry_once",
                violation_error_message=_("The inquiry names this entry already."),
            )
        ]
