"""The publicity log: panels, leaflets and shows, each counted in its own unit and never added up."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow

from .programme import Session


class Publicity(CentreRow):
    """One entry of the log. A wrong count is set right by an entry with the difference."""

    class Kind(models.TextChoices):
        PANEL = "panel", _("display panels")
        LEAFLET = "leaflet", _("leaflets")
        SHOW = "show", _("promotional shows")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=80)
    done_on = models.DateField(_("done on"))
    count = models.IntegerField(_("count"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    noted_at = models.DateTimeField(_("noted at"))
    noted_by = models.CharField(_("noted by"), max_length=80)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", db_index=False
    )
    reason = models.CharField(_("reason of correcting"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("publicity entry")
        verbose_name_plural = _("publicity log")
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, count__gt=0) | Q(corrects__isnull=False) & ~Q(count=0),
                name="publicity_counts_something",
                violation_error_message=_("The count must be one or more."),
            )
        ]
        indexes = [
            models.Index(fields=["centre", "done_on", "id"], name="publicity_by_day"),
            models.Index(fields=["centre", "corrects"], name="publicity_corrections"),
        ]
