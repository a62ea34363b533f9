from django.db import models
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow

from .volunteer import Volunteer


class Decision(CentreRow):
    """An automatic judgement: the rule and its version, what came out, one plain sentence, the numbers at that moment.

    A person decides beside it. Never changed; a person's answer stands in `settled_…`.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        DOUBTFUL = "doubtful", _("doubtful")
        FINE = "fine", _("nothing found")
        TOO_LITTLE = "too_little", _("too little data")

    centre = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    volunteer = models.ForeignKey(
        Volunteer, models.PROTECT, null=True, blank=True, related_name="decisions", db_index=False
    )
    noun = models.CharField(max_length=40)  # what was judged: volunteers.shift, volunteers.hourentry, …
    noun_id = models.BigIntegerField(null=True, blank=True)
    rule = models.CharField(_("rule"), max_length=40)
    version = models.CharField(_("version"), max_length=12)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    sentence = models.CharField(_("reason"), max_length=200)  # English, with the names of `numbers` in braces
    numbers = models.JSONField(_("numbers"), default=dict)
    first = models.DateField(null=True, blank=True)  # of a judgement over a period: its first day,
    until = models.DateField(null=True, blank=True)  # the day after its last,
    hand_id = models.BigIntegerField(null=True, blank=True)  # and whose entries it doubts; None for everybody's
    at = models.DateTimeField(_("at"))
    settled_at = models.DateTimeField(_("looked into at"), null=True, blank=True)
    settled_by = models.CharField(_("looked into by"), max_length=80, blank=True)
    settled = models.CharField(_("what a person found"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        indexes = [
            models.Index(fields=["centre", "noun", "noun_id", "id"], name="judgements_of_thing"),
            models.Index(fields=["centre", "outcome", "-id"], name="judgements_by_outcome"),
        ]

    @classmethod
    def narrow(cls, rows, actor):
        return rows.filter(volunteer__in=Volunteer.objects.visible_to(actor).values("pk"))
