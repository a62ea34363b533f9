"""A group signs up for a show: an act that its leader offers, and what the centre answers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow

from .programme import Act, Session, own_group

OPEN = Q(act__isnull=True, declined_on__isnull=True, withdrawn_on__isnull=True)


class Offer(CentreRow):
    """It waits until the centre puts it on the programme (`act`) or declines with a reason, or the group takes it back."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="offers", db_index=False)
    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(_("act"), max_length=80)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    needs = models.CharField(_("what the act needs"), max_length=200, blank=True)
    offered_at = models.DateTimeField(_("offered at"))
    offered_by = models.CharField(_("offered by"), max_length=80)
    act = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="offers", db_index=False)
    declined_on = models.DateField(_("declined on"), null=True, blank=True)
    declined_because = models.CharField(_("reason of declining"), max_length=200, blank=True)
    withdrawn_on = models.DateField(_("offer taken back on"), null=True, blank=True)

    class Meta:
        verbose_name = _("offered act")
        verbose_name_plural = _("offered acts")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "session", "group"],
                condition=OPEN,
                name="one_open_offer_a_session",
                violation_error_message=_("Your group has offered an act for this day already."),
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="offered_act_takes_time"),
        ]
        indexes = [models.Index(fields=["centre", "group", "id"], name="offers_of_group")]

    def __str__(self) -> str:
        return f"{self.group} · {self.title}"

    @classmethod
    def narrow(cls, rows, actor):
        """A leader sees what the own group offered."""
        group = own_group(actor)
        return rows.filter(group_id=group) if group else rows.none()

    @property
    def is_open(self) -> bool:
        return self.act_id is None and self.declined_on is None and self.withdrawn_on is None
