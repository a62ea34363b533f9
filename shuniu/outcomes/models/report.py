from django.db import models
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow


class Report(CentreRow):
    """A frozen, numbered account: the values, and the definitions as they stood."""

    number = models.CharField(_("number"), max_length=40)
    title = models.CharField(_("title"), max_length=100)
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    indicators = models.JSONField(default=list)  # [{name, label, unit, value, definition, version}]
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(_("frozen at"))
    frozen_by = models.CharField(_("frozen by"), max_length=80)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [models.UniqueConstraint(fields=["centre", "number"], name="report_number_once")]

    def __str__(self) -> str:
        return self.number
