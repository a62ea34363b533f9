from django.db import models
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.workflow import Worked

from .person import Person


class Erasure(Worked, CentreRow):
    """A request to erase a person (PIPL §47), decided by two people."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="erasures")
    asked_on = models.DateField(_("asked on"))
    channel = models.CharField(_("channel"), max_length=20)
    grounds = models.CharField(_("grounds"), max_length=300)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
