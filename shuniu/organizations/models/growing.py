from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.workflow import Worked

from .organization import OfOrganization


class Settling(Worked, OfOrganization):
    """An organization is helped to settle (落户): papers ticked off, premises, an agreement with its end."""

    papers = models.JSONField(_("papers"), default=dict)  # code of organizations.settling_paper → day it was brought
    premises_on = models.DateField(_("premises ready on"), null=True, blank=True)
    agreement_on = models.DateField(_("agreement signed on"), null=True, blank=True)
    agreement_until = models.DateField(_("agreement until"), null=True, blank=True)
    helper = models.CharField(_("helped by"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("settling")
        verbose_name_plural = _("settlings")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "organization"],
                condition=Q(state="preparing"),
                name="one_settling_at_a_time",
                violation_error_message=_("The organization is being helped to settle already."),
            )
        ]


class Incubation(Worked, OfOrganization):
    """An organization grows under the centre's roof (孵化): entry test, plan, mentor, reviews, graduation or exit."""

    test_score = models.PositiveSmallIntegerField(
        _("entry test (of 100)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    admitted_because = models.CharField(_("admitted below the score because"), max_length=300, blank=True)
    plan = models.TextField(_("plan"), max_length=600, blank=True)
    mentor = models.CharField(_("mentor"), max_length=60, blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    next_review_on = models.DateField(_("next review"), null=True, blank=True)

    class Meta:
        verbose_name = _("incubation")
        verbose_name_plural = _("incubations")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "organization"],
                condition=Q(state__in=["applied", "growing"]),
                name="one_incubation_at_a_time",
                violation_error_message=_("The organization is in incubation already."),
            )
        ]


class IncubationReview(OfOrganization):
    """A review of an incubation: how able the organization is, of five. A ledger."""

    incubation = models.ForeignKey(Incubation, models.PROTECT, related_name="reviews", db_index=False)
    on = models.DateField(_("reviewed on"))
    capacity = models.PositiveSmallIntegerField(
        _("capacity (1 to 5)"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    note = models.CharField(_("remark"), max_length=300, blank=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=80)

    class Meta:
        verbose_name = _("incubation review")
        verbose_name_plural = _("incubation reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=5),
                name="capacity_is_of_five",
                violation_error_message=_("Capacity is rated from 1 to 5."),
            )
        ]
        indexes = [models.Index(fields=["centre", "incubation"], name="reviews_of_incubation")]


class Grading(OfOrganization):
    """A grade (1A to 5A) the registry gave, and until when it holds. A ledger."""

    grade = models.PositiveSmallIntegerField(_("grade"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    points = models.PositiveSmallIntegerField(_("points"), null=True, blank=True)
    given_on = models.DateField(_("given on"))
    valid_until = models.DateField(_("valid until"))
    given_by = models.CharField(_("given by"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        constraints = [
            models.CheckConstraint(
                condition=Q(grade__gte=1, grade__lte=5),
                name="grade_is_of_five",
                violation_error_message=_("Grades go from 1A to 5A."),
            )
        ]
        indexes = [models.Index(fields=["centre", "organization", "-given_on"], name="grades_of_organization")]


class Listing(OfOrganization):
    """An entry of the registry's abnormal or dishonest list, mirrored with its ground; the organization may object."""

    class List(models.TextChoices):
        ABNORMAL = "abnormal", _("abnormal activity list")
        DISHONEST = "dishonest", _("seriously dishonest list")

    list = models.CharField(_("list"), max_length=10, choices=List.choices)
    ground = models.CharField(_("ground"), max_length=200)
    source = models.CharField(_("as published by"), max_length=120)
    entered_on = models.DateField(_("entered on"))
    removed_on = models.DateField(_("removed on"), null=True, blank=True)
    removed_because = models.CharField(_("removed because"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("credit listing")
        verbose_name_plural = _("credit listings")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "organization", "list"],
                condition=Q(removed_on__isnull=True),
                name="one_listing_at_a_time",
                violation_error_message=_("The organization is on this list already."),
            )
        ]
