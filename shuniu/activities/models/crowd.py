"""Big crowds: the plan for a session, and what the program reckoned from the law and the settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow

from .programme import Session


class CrowdPlan(CentreRow):
    """How many people a session takes and how they are kept safe; the police permit where the law asks for one."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="crowd_plans", db_index=False)
    most = models.PositiveIntegerField(_("most people at a time"))
    exits = models.PositiveSmallIntegerField(_("exits"))
    stewards = models.PositiveSmallIntegerField(_("stewards"))
    first_aid = models.CharField(_("first aid"), max_length=120)
    in_charge = models.CharField(_("who is in charge of safety"), max_length=80)
    measures = models.CharField(_("measures"), max_length=500, blank=True)
    applied_on = models.DateField(_("applied for the permit on"), null=True, blank=True)
    permit_number = models.CharField(_("number of the safety permit"), max_length=60, blank=True)
    permitted_on = models.DateField(_("permit given on"), null=True, blank=True)

    class Meta:
        verbose_name = _("crowd plan")
        verbose_name_plural = _("crowd plans")
        constraints = [models.UniqueConstraint(fields=["centre", "session"], name="one_crowd_plan_a_session")]


class Judgement(CentreRow):
    """What the program decided by a rule: which rule, what came out, in a sentence, and the numbers it used."""

    noun = models.CharField(max_length=60)
    noun_id = models.BigIntegerField()
    rule = models.CharField(_("rule"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    outcome = models.CharField(_("outcome"), max_length=20)
    sentence = models.CharField(_("in words"), max_length=300)
    numbers = models.JSONField(_("numbers"), default=dict)
    judged_at = models.DateTimeField(_("judged at"))

    class Meta:
        verbose_name = _("judgement by rule")
        verbose_name_plural = _("judgements by rule")
        indexes = [models.Index(fields=["centre", "noun", "noun_id", "id"], name="judgement_of_thing")]
