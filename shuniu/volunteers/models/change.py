"""A post that asks more, or has other risks: what was told to who is signed up, what she answers, what a person decides."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.sealing import SealedField
from shuniu.kernel.workflow import Worked

from .post import Post
from .volunteer import OfVolunteer, Volunteer

UNDECIDED = ("begun", "told", "heard")


class ChangeNotice(OfVolunteer, Worked):
    """One volunteer, one changed post, all her coming shifts of it. Her places stand until a named person has decided.

    `judgement`: what the post asks and she has not on record, as it was found by the change; None where only its risks are
    others. `asks_agreement`: on signing up she agreed to other risks than those of today. What she says stands sealed.
    """

    class Told(models.TextChoices):
        CALL = "phone", pgettext_lazy("how a notice is told", "by telephone")
        WINDOW = "window", pgettext_lazy("how a notice is told", "in person at the window")
        LETTER = "letter", pgettext_lazy("how a notice is told", "by letter")

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="change_notices", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="change_notices", db_index=False)
    judgement = models.ForeignKey(
        "volunteers.Decision", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    asks_agreement = models.BooleanField(_("asks for agreement to other risks"), default=False)
    risk_before = models.CharField(_("risk before"), max_length=10, choices=Post.Risk.choices)
    risks_before = models.CharField(_("risks before, in words"), max_length=300)
    begun_by = models.CharField(_("changed by"), max_length=80)
    begun_by_id = models.BigIntegerField(null=True, blank=True)
    told = models.CharField(_("told"), max_length=10, choices=Told.choices, blank=True)
    told_on = models.DateField(_("told on"), null=True, blank=True)
    told_by = models.CharField(_("told by"), max_length=80, blank=True)
    agrees = models.BooleanField(_("agrees to the risks"), default=False)
    answer = SealedField(purpose="volunteers.change.answer", null=True, blank=True, verbose_name=_("answer"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)
    alone_because = models.CharField(_("why the one who changed the post decided"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("notice of a changed post")
        verbose_name_plural = _("notices of changed posts")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "volunteer", "post"],
                condition=Q(state__in=UNDECIDED),
                name="one_open_notice_a_post",
                violation_error_message=_("The volunteer is being asked about this post already."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("kept", "taken_off")) | Q(decided_on__isnull=False) & ~Q(decided_by=""),
                name="a_place_is_decided_by_somebody",
                violation_error_message=_("A named person decides on the places, and says why."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "state", "due_on", "id"], name="change_notices_by_state"),
            models.Index(fields=["centre", "volunteer", "-id"], name="change_notices_of_volunteer"),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in UNDECIDED

    @property
    def lacks_agreement(self) -> bool:
        return self.asks_agreement and not self.agrees
