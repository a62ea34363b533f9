from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.workflow import Worked

from .group import OfGroup
from .signing import signature


class Filing(Worked, OfGroup):
    """One application of a group: the first filing, a typed change, a renewal, or an end of some kind."""

    class Kind(models.TextChoices):
        FIRST = "first", _("first filing")
        RENEWAL = "renewal", _("renewal")
        LEADER = "leader", _("change of leader")
        NAME = "name", _("change of name")
        VENUE = "venue", _("change of venue")
        CONTENT = "content", _("change of activity")
        CHARTER = "charter", _("change of charter")
        SUSPENSION = "suspension", _("suspension")
        RESUMPTION = "resumption", _("resumption")
        DISSOLUTION = "dissolution", _("dissolution")
        MERGER = "merger", _("merger")
        PROMOTION = "promotion", _("registration as an organization")
        MOVE = "move", _("moving away")

    class Route(models.TextChoices):
        FULL = "full", _("community's opinion, then the subdistrict's review")
        REVIEW_ONLY = "review_only", _("the subdistrict's review")
        NOTICE = "notice", _("notice to the centre, no decision")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    route = models.CharField(  # as the rules stood when it was drafted
        _("route"), max_length=12, choices=Route.choices, default=Route.FULL
    )
    number = models.CharField(_("application number"), max_length=30)
    proposed = models.JSONField(_("proposed"), default=dict)  # columns of the group → value; people by id alone
    before = models.JSONField(_("before"), default=dict)  # the same columns as they stood when it was approved
    conditions = models.JSONField(_("conditions"), default=list)  # as judged when it was handed in (rules.judged)
    anyway_because = models.CharField(_("handed in anyway because"), max_length=300, blank=True)
    new_leader = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    target_group = models.ForeignKey("groups.Group", models.PROTECT, null=True, blank=True, related_name="+")
    takes_effect_on = models.DateField(_("takes effect on"), null=True, blank=True)
    reason = models.CharField(_("reason for the change"), max_length=300, blank=True)
    papers = models.JSONField(_("papers handed in"), default=list)
    channel = models.CharField(_("channel"), max_length=10)
    applied_by = models.CharField(_("applied by"), max_length=80)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)

    # What the centre proposes, the group hears of and may answer before anybody decides
    proposed_by_centre = models.BooleanField(_("proposed by the centre"), default=False)
    reply = models.CharField(_("the group's reply"), max_length=500, blank=True)
    reply_by = models.CharField(max_length=80, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    community_opinion = models.CharField(_("community opinion"), max_length=300, blank=True)
    community_opinion_by = models.CharField(max_length=80, blank=True)
    community_opinion_at = models.DateTimeField(null=True, blank=True)
    review_opinion = models.CharField(_("subdistrict review"), max_length=300, blank=True)
    review_opinion_by = models.CharField(max_length=80, blank=True)
    review_opinion_at = models.DateTimeField(null=True, blank=True)
    returned_because = models.CharField(_("returned because"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("filing")
        verbose_name_plural = _("filings")
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="filing_application_number_once"),
            models.UniqueConstraint(
                fields=["centre", "group", "kind"],
                condition=Q(state__in=["draft", "notice", "submitted", "in_review", "returned"]),
                name="one_open_filing_of_a_kind",
                violation_error_message=_("An application of this kind is already under way for the group."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "state", "due_on"], name="filing_inbox"),
            models.Index(fields=["centre", "group", "-id"], name="filing_of_group"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def applicant(self) -> str:
        return signature(self.applied_by)

    @property
    def replier(self) -> str:
        return signature(self.reply_by)
