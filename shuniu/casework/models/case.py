from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.casework.models.menu import CaseType, Secrecy, Service
from shuniu.kernel.scope import CentreRow, FencedQuerySet
from shuniu.kernel.sealing.fields import BlindIndexField, SealedField, reveal
from shuniu.kernel.workflow import Worked

OF_TYPE = "casework.casetype"
ENDED_STATES = ("closed", "withdrawn")


class CaseQuerySet(FencedQuerySet):
    """Every scoped query of cases is need-to-know too: a sealed case does not exist for who is not in it."""

    def visible_to(self, actor):
        return super().visible_to(actor).filter(known_to(actor))


def known_to(actor) -> Q:
    """Which cases this actor may know of. Nobody holds all: neither the director, nor the house itself."""
    known = Q(secrecy=Secrecy.OPEN)
    if actor.user_id is not None:
        mine = CaseRole.everything.filter(user_id=actor.user_id, excused_on__isnull=True).values("case_id")
        known |= Q(secrecy=Secrecy.ASSESSORS, pk__in=mine)
    if actor.subject and actor.subject[0] == OF_TYPE:
        known |= Q(secrecy=Secrecy.APPOINTMENT, case_type_id=actor.subject[1])
    return known


class Case(Worked, CentreRow):
    """A resident's request, from the window to its end."""

    class Channel(models.TextChoices):
        WINDOW = "window", _("at the window")
        PHONE = "phone", _("by phone")
        PAPER = "paper", _("on paper")
        VISIT = "visit", _("home visit")
        PORTAL = "portal", _("through the portal")

    service = models.ForeignKey(Service, models.PROTECT, related_name="cases")
    case_type = models.ForeignKey(CaseType, models.PROTECT, related_name="cases")
    secrecy = models.CharField(max_length=12, choices=Secrecy.choices)  # as the type stood when it was taken in
    number = models.CharField(_("number"), max_length=30)
    intake_key = models.CharField(max_length=36)  # of the form: sent twice over a poor line, it is taken in once
    channel = models.CharField(_("taken in"), max_length=10, choices=Channel.choices)
    applicant = SealedField(purpose="casework.case.applicant", null=True, blank=True)
    phone = SealedField(purpose="casework.case.phone", null=True, blank=True)
    phone_tail_index = BlindIndexField(of="phone", tail=4, null=True)
    request = SealedField(purpose="casework.case.request", null=True, blank=True)
    papers_missing = models.JSONField(_("papers still to bring"), default=list)
    come_back_on = models.DateField(_("comes back on"), null=True, blank=True)
    come_back_at = models.CharField(_("time"), max_length=5, blank=True)
    taken_in_at = models.DateTimeField(_("taken in on"))
    days_left = models.PositiveSmallIntegerField(null=True)  # of the time limit, while it stands still
    overdue_since = models.DateField(
        _("overdue since"), null=True, blank=True
    )  # once overdue, it stays counted as that
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    in_time = models.BooleanField(_("within its time limit"), null=True)
    outcome = SealedField(purpose="casework.case.outcome", null=True, blank=True)
    satisfaction = models.PositiveSmallIntegerField(_("satisfaction"), null=True, blank=True)
    satisfaction_on = models.DateField(null=True, blank=True)
    satisfaction_channel = models.CharField(_("how it was said"), max_length=10, choices=Channel.choices, blank=True)
    forgotten_on = models.DateField(_("personal data deleted on"), null=True, blank=True)

    objects = models.Manager.from_queryset(CaseQuerySet)()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        default_manager_name = "everything"
        base_manager_name = "everything"
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="case_number_once"),
            models.UniqueConstraint(fields=["centre", "intake_key"], name="case_taken_in_once"),
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True)
                | Q(satisfaction__gte=1, satisfaction__lte=5, closed_on__isnull=False),
                name="satisfaction_after_closing",
                violation_error_message=_("Satisfaction is asked after closing, from 1 to 5."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(in_time__isnull=False),
                name="closed_in_time_or_not",
                violation_error_message=_("A closed case was in time or it was not."),
            ),
            models.CheckConstraint(
                condition=Q(forgotten_on__isnull=True)
                | Q(applicant__isnull=True, phone__isnull=True, request__isnull=True, outcome__isnull=True),
                name="a_forgotten_case_names_nobody",
                violation_error_message=_("The personal data of this case was deleted; take in a new request."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "secrecy", "state", "due_on"], name="case_inbox"),
            models.Index(fields=["centre", "come_back_on"], name="case_comes_back"),
            models.Index(fields=["centre", "phone_tail_index"], name="case_by_phone_tail"),
        ]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def narrow(cls, rows, actor):
        """An appointment for one type of case sees that type and nothing else."""
        if actor.subject and actor.subject[0] == OF_TYPE:
            return rows.filter(case_type_id=actor.subject[1])
        return rows.none()

    @property
    def is_sealed(self) -> bool:
        return self.secrecy != Secrecy.OPEN

    def late_since(self, today) -> date | None:
        """The last day of the first time limit that was over, None while none was."""
        over = self.due_on if self.due_on is not None and self.due_on < today else None
        return self.overdue_since or over

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None

    @property
    def has_ended(self) -> bool:
        """Closed with a result or withdrawn by the applicant."""
        return self.state in ENDED_STATES


class OfCase(CentreRow):
    """What hangs on a case is reached through the case, which was scoped."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True

    @classmethod
    def narrow(cls, rows, actor):
        """Whoever is appointed for one type of case sees what hangs on its cases."""
        return rows.filter(case__in=Case.objects.visible_to(actor).values("pk"))


class CaseRole(OfCase):
    """Who worked on a case from when to when; it stays readable after the case is closed."""

    class Role(models.TextChoices):
        HANDLER = "handler", _("handles it")
        ASSESSOR = "assessor", _("assesses")

    user = models.ForeignKey("kernel.User", models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    free_of_interest_on = models.DateField(_("declared free of interest on"), null=True, blank=True)
    excused_on = models.DateField(_("withdrew on"), null=True, blank=True)

    class Meta:
        verbose_name = _("role in a case")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "case", "user", "role", "since"],
                name="case_role_once",
                violation_error_message=_("This person has this role in the case already."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="case_role_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["user", "case"], name="case_role_of_user")]


class StepDone(OfCase):
    """One signature under one step of a case; the database refuses to change it. Its reason is emptied where forgotten."""

    step = models.CharField(max_length=30)
    done_on = models.DateField(_("done on"))
    user_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=80)
    because = SealedField(purpose="casework.stepdone.because", null=True, blank=True)  # where it is out of order
    forgotten_on = models.DateField(_("personal data deleted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("step done")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "case", "step", "user_id"],
                name="case_step_signed_once",
                violation_error_message=_("You have signed this step already."),
            )
        ]

    @property
    def reason(self) -> str:
        """Why it was taken out of order; of a case its caller has scoped."""
        return reveal(self, "because")
