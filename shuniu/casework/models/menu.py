from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow

CONSENT = "consent"  # the code of the step by which the applicant agrees to be assessed


class Secrecy(models.TextChoices):
    """Who can even find a case."""

    OPEN = "open", _("the window's workers")
    ASSESSORS = "assessors", _("its assessors alone")
    APPOINTMENT = "appointment", _("whoever is appointed for this type")


class CaseType(CentreRow):
    """How a kind of request goes, as data: its steps in order, papers, workdays, and who may know of it.

    steps: a list of {"code", "label"} with, where the rules ask it, "hands" (how many people must sign), "not_before"
    and "within": {"step": an earlier step, "days": a number, or "setting": the dated setting that holds it}, "papers": a
    list of what must be in hand, "paper": true where it is signed by giving the numbered paper in which the case ends.

    Steps and limits are changed by a new version: what is under way keeps the version it was taken in under.
    """

    code = models.CharField(_("code"), max_length=30)
    name = models.CharField(_("name"), max_length=60)
    secrecy = models.CharField(_("who may find it"), max_length=12, choices=Secrecy.choices, default=Secrecy.OPEN)
    steps = models.JSONField(_("steps"), default=list)
    limit_days = models.PositiveSmallIntegerField(_("workdays allowed"))
    # Where the kind has its own: else the place's settings casework.paper_days and casework.risk_days
    paper_days = models.PositiveSmallIntegerField(_("workdays to bring a paper"), null=True, blank=True)
    risk_days = models.PositiveSmallIntegerField(_("at risk so many workdays before"), null=True, blank=True)
    keeps_applicant = models.BooleanField(_("keeps who asked"), default=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("case type")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "code", "version"],
                name="case_type_version_once",
                violation_error_message=_("This code is taken."),
            ),
            models.CheckConstraint(
                condition=Q(limit_days__gt=0),
                name="case_type_has_a_limit",
                violation_error_message=_("A case type needs a time limit of at least one workday."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def step(self, code: str) -> dict | None:
        return next((each for each in self.steps if each["code"] == code), None)

    @property
    def never_jumped(self) -> set[str]:
        """The steps that no reason passes over: consent, and those from which days are counted."""
        counted = (rule[word]["step"] for rule in self.steps for word in ("not_before", "within") if word in rule)
        return {CONSENT, *counted}


class Service(CentreRow):
    """One line of the window's menu, with the field names of Open Referral HSDS."""

    case_type = models.ForeignKey(CaseType, models.PROTECT, related_name="services")
    code = models.CharField(_("code"), max_length=30)
    name = models.CharField(_("service"), max_length=60)
    description = models.CharField(_("what it is"), max_length=300)
    eligibility_description = models.CharField(_("for whom"), max_length=200, blank=True)
    required_documents = models.JSONField(_("papers to bring"), default=list)
    fees_description = models.CharField(_("cost"), max_length=100, blank=True)
    schedule = models.CharField(_("when"), max_length=100, blank=True)
    location = models.CharField(_("where"), max_length=100, blank=True)
    contact = models.CharField(_("responsible"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(_("place on the menu"), default=0)
    by_portal = models.BooleanField(_("may be asked for on the public page"), default=False)
    offered_from = models.DateField(_("offered from"))
    offered_until = models.DateField(_("offered until"), null=True, blank=True)

    class Meta:
        verbose_name = _("service")
        constraints = [models.UniqueConstraint(fields=["centre", "code", "offered_from"], name="service_once")]
        indexes = [models.Index(fields=["centre", "order", "id"], name="service_in_order")]

    def __str__(self) -> str:
        return self.name

    def is_offered(self, day) -> bool:
        return self.offered_from <= day and (self.offered_until is None or day <= self.offered_until)

    @classmethod
    def narrow(cls, rows, actor):
        """Whoever is appointed for one type of case sees the services that lead to it."""
        if actor.subject and actor.subject[0] == "casework.casetype":
            return rows.filter(case_type_id=actor.subject[1])
        return rows.none()
