from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.workflow import Worked

from .organization import OfOrganization


class Objection(Worked, OfOrganization):
    """The organization's own words against a listing or a result of the registry, and what was answered.

    It changes neither: what the registry published it takes back itself, and that is noted as a fact of its own.
    """

    listing = models.ForeignKey(
        "organizations.Listing", models.PROTECT, null=True, blank=True, related_name="objections", db_index=False
    )
    inspection = models.ForeignKey(
        "organizations.Inspection", models.PROTECT, null=True, blank=True, related_name="objections", db_index=False
    )
    words = models.CharField(_("the organization's objection"), max_length=500)
    raised_on = models.DateField(_("objected on"))
    raised_by = models.CharField(_("noted by"), max_length=80)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=80, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.CheckConstraint(
                condition=Q(listing__isnull=True) ^ Q(inspection__isnull=True),
                name="objection_is_about_one",
                violation_error_message=_("An objection is about one listing or about one result."),
            ),
            models.CheckConstraint(
                condition=Q(state="raised", answered_on__isnull=True, answer="")
                | (~Q(state="raised") & Q(answered_on__isnull=False) & ~Q(answer="")),
                name="objection_answered_in_words",
                violation_error_message=_("An objection is answered in words, on a day."),
            ),
            models.UniqueConstraint(
                fields=["centre", "listing"],
                condition=Q(state="raised", listing__isnull=False),
                name="one_open_objection_to_listing",
                violation_error_message=_("An objection is waiting for its answer already."),
            ),
            models.UniqueConstraint(
                fields=["centre", "inspection"],
                condition=Q(state="raised", inspection__isnull=False),
                name="one_open_objection_to_result",
                violation_error_message=_("An objection is waiting for its answer already."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "organization"], name="objections_of_organization"),
            models.Index(fields=["centre", "state", "due_on"], name="organization_objections_open"),
        ]

    def __str__(self) -> str:
        return self.words[:40]
