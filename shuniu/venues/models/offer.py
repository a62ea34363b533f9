"""A room that an organization offers, until it is taken up as a venue, declined, or withdrawn."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow

from .signing import of_contact


class Offer(CentreRow):
    """A classroom, a bath: what an organization of the register lends, when, and on what terms."""

    class Channel(models.TextChoices):
        ACCOUNT = "account", _("by its contact, online")
        PAPER = "paper", _("on paper, keyed in")

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, related_name="+", db_index=False, verbose_name=_("organization")
    )
    name = models.CharField(_("name"), max_length=60)
    address = models.CharField(_("address"), max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField(_("most people"))
    equipment = models.JSONField(_("equipment"), default=list, blank=True)
    weekdays = models.JSONField(_("days"))
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    terms = models.CharField(_("terms"), max_length=300)
    offered_from = models.DateField(_("offered from"))
    offered_until = models.DateField(_("offered until"), null=True, blank=True)
    channel = models.CharField(_("how it came"), max_length=7, choices=Channel.choices)
    offered_at = models.DateTimeField(_("offered at"))
    offered_by = models.CharField(_("offered by"), max_length=80)
    venue = models.ForeignKey(
        "venues.Venue", models.PROTECT, null=True, blank=True, related_name="offers", db_index=False
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)
    declined_because = models.CharField(_("why it is not taken up"), max_length=200, blank=True)
    ended_on = models.DateField(_("ends on"), null=True, blank=True)
    ended_because = models.CharField(_("why it ends"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("offer of a room")
        verbose_name_plural = _("offers of rooms")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="offer_closes_after_it_opens",
                violation_error_message=_("A venue closes after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(offered_until__isnull=True) | Q(offered_until__gte=F("offered_from")),
                name="offer_period",
                violation_error_message=_("An offer cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, venue__isnull=True, declined_because="")
                | Q(decided_at__isnull=False, venue__isnull=False, declined_because="")
                | (Q(decided_at__isnull=False, venue__isnull=True) & ~Q(declined_because="")),
                name="offer_is_taken_up_or_declined",
                violation_error_message=_("An offer is taken up, or declined with a reason."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""),
                name="offer_ends_with_a_reason",
                violation_error_message=_("Say why the offer ends."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "organization"], name="offers_of_organization")]

    @classmethod
    def narrow(cls, rows, actor):
        """A contact sees the offers of the own organization."""
        noun, noun_id = actor.subject or ("", None)
        return rows.filter(organization_id=noun_id) if noun == "organizations.organization" else rows.none()

    @property
    def offerer(self) -> str:
        return of_contact(self.offered_by)

    @property
    def waits(self) -> bool:
        return self.decided_at is None and self.ended_on is None

    @property
    def may_end(self) -> bool:
        """Whether there is something to withdraw: it waits, or it was taken up."""
        return self.ended_on is None and (self.decided_at is None or self.venue_id is not None)
