"""What a volunteer's service is thanked with: stars, honours, and what both sides say of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.workflow import Worked

from .hours import HourEntry
from .volunteer import OfVolunteer

LEVELS = ((1, "★"), (2, "★★"), (3, "★★★"), (4, "★★★★"), (5, "★★★★★"))
NOT_HELD = ("refused", "withdrawn")


class Star(OfVolunteer, Worked):
    """A star level that the hours of the ledger reach: proposed by the program, shown in public, awarded by a person.

    The minutes are those of the ledger when it was shown in public; who has more stars has the lower ones too.
    """

    level = models.PositiveSmallIntegerField(_("stars"), choices=LEVELS)
    minutes = models.PositiveIntegerField(_("minutes"))
    asked_minutes = models.PositiveIntegerField(_("minutes asked for the level"))
    proposed_on = models.DateField(_("proposed on"))
    noticed_on = models.DateField(_("shown in public from"), null=True, blank=True)
    notice_until = models.DateField(_("shown in public until"), null=True, blank=True)
    awarded_on = models.DateField(_("awarded on"), null=True, blank=True)
    awarded_by = models.CharField(_("awarded by"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("star level")
        verbose_name_plural = _("star levels")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "volunteer", "level"],
                condition=~Q(state__in=NOT_HELD),
                name="a_star_level_once",
                violation_error_message=_("This level is proposed or awarded already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="awarded") | Q(awarded_on__gt=F("notice_until")) & ~Q(awarded_by=""),
                name="a_star_is_shown_before_it_is_awarded",
                violation_error_message=_("A star is awarded by a named person after its public notice."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "state", "id"], name="stars_by_state")]

    def __str__(self) -> str:
        return self.get_level_display()


class VolunteerHonour(OfVolunteer):
    """An honour that somebody conferred, here or elsewhere: a title with its day and its evidence."""

    title = models.CharField(_("title"), max_length=80)
    conferred_by = models.CharField(_("conferred by"), max_length=80)
    conferred_on = models.DateField(_("conferred on"))
    evidence = models.CharField(_("evidence"), max_length=200)
    noted_by = models.CharField(_("noted by"), max_length=80)

    class Meta:
        verbose_name = _("honour of a volunteer")
        verbose_name_plural = _("honours of volunteers")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "volunteer", "title", "conferred_on"],
                name="volunteer_honour_once",
                violation_error_message=_("This honour is on record already."),
            )
        ]


class Evaluation(CentreRow):
    """What was said of one service: by whom it was for, of the service; by who served, of the post.

    It is about the post and its team, never about a person: no volunteer stands in it, and figures begin at a least
    number of answers (setting `volunteers.evaluation.least`).
    """

    class Side(models.TextChoices):
        SERVED = "served", _("those who were served")
        VOLUNTEERS = "volunteers", _("those who served")

    class Channel(models.TextChoices):
        WINDOW = "window", pgettext_lazy("channel of an evaluation", "at the window")
        PHONE = "phone", pgettext_lazy("channel of an evaluation", "by phone")
        PAPER = "paper", pgettext_lazy("channel of an evaluation", "on paper")
        PAGE = "page", pgettext_lazy("channel of an evaluation", "on the own phone")

    post = models.ForeignKey("volunteers.Post", models.PROTECT, related_name="evaluations", db_index=False)
    team = models.ForeignKey("volunteers.Team", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    side = models.CharField(_("who says it"), max_length=10, choices=Side.choices)
    rating = models.PositiveSmallIntegerField(_("from 1 to 5"))
    words = models.CharField(_("in words"), max_length=300, blank=True)
    served_on = models.DateField(_("day of the service"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    noted_on = models.DateField(_("noted on"))
    noted_by = models.CharField(_("noted by"), max_length=80, blank=True)  # empty where it would name who says it

    class Meta:
        verbose_name = _("evaluation of a service")
        verbose_name_plural = _("evaluations of services")
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__range=(1, 5)),
                name="an_evaluation_is_from_1_to_5",
                violation_error_message=_("An evaluation is a figure from 1 to 5."),
            )
        ]
        indexes = [models.Index(fields=["centre", "post", "side"], name="evaluations_of_post")]


class Evaluated(CentreRow):
    """That of a service its volunteer has said how it was: once, and neither what nor when (ADR 0101).

    entry: the first of the service, whatever has corrected it since. It is the key, for a count of its own would give away
    in which order the evaluations came.
    """

    entry = models.OneToOneField("volunteers.HourEntry", models.PROTECT, primary_key=True, related_name="evaluated")

    class Meta:
        verbose_name = _("evaluated service")
        verbose_name_plural = _("evaluated services")

    @classmethod
    def narrow(cls, rows, actor):
        return rows.filter(entry__in=HourEntry.objects.visible_to(actor).values("pk"))
