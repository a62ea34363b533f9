from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.workflow import Worked

from .organization import OfOrganization


class ChangeRequest(Worked, OfOrganization):
    """What an organization wants changed in its directory entry, shown beside what stands there until somebody decides."""

    proposed = models.JSONField(_("proposed"), default=dict)  # column → new value
    before = models.JSONField(_("before"), default=dict)  # the same columns as they stood when it was asked
    asked_by = models.CharField(_("asked by"), max_length=80)
    asker = models.ForeignKey("kernel.User", models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "organization"],
                condition=Q(state="asked"),
                name="one_change_request_at_a_time",
                violation_error_message=_("A change is waiting already; withdraw it to ask for another."),
            )
        ]
        indexes = [models.Index(fields=["centre", "state", "-id"], name="change_requests_open")]
