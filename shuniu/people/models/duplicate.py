from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow

from .person import Person


class Duplicate(CentreRow):
    """Two records that may be one human being, with the evidence; a person decides."""

    class Verdict(models.TextChoices):
        OPEN = "open", _("to be looked at")
        SAME = "same", _("the same person")
        DIFFERENT = "different", _("two people")

    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    evidence = models.JSONField(_("evidence"), default=list)  # codes such as "same_phone", never the values
    score = models.PositiveSmallIntegerField(_("weight"))
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    proposed_at = models.DateTimeField(_("proposed at"))
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        constraints = [
            models.UniqueConstraint(fields=["centre", "first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_pair_ordered"),
        ]
        indexes = [models.Index(fields=["centre", "verdict", "-score"], name="duplicate_open")]


class Merge(CentreRow):
    """Two records made one: what was moved and what was filled in, so that it can be taken apart again."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    absorbed = models.ForeignKey(Person, models.PROTECT, related_name="+")
    moved = models.JSONField(default=list)  # [[model label, field, [ids]]…]
    filled = models.JSONField(default=list)  # what the kept record lacked and took: "birth", "id_number", "phone"…
    merged_at = models.DateTimeField(_("merged at"))
    merged_by = models.CharField(_("merged by"), max_length=80)
    undone_at = models.DateTimeField(_("taken apart at"), null=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
