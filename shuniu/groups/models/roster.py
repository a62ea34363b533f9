from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .group import OfGroup


class Membership(OfGroup):
    """A person in a group between two dates."""

    # As for people: written by the hundred thousand, so a row asks the database about its group and its person only.
    centre = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="memberships", db_index=False)
    duty = models.CharField(_("duty in the group"), max_length=40, blank=True)
    former_post = models.CharField(_("former unit and post"), max_length=100, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    batch = models.ForeignKey(
        "kernel.Batch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "group", "person"],
                condition=Q(until__isnull=True),
                name="membership_once",
                violation_error_message=_("This person is already a member of the group."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("A membership cannot end before it begins."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "person"], name="membership_of_person"),
            models.Index(fields=["centre", "group"], name="membership_of_group"),
        ]


class Leadership(OfGroup):
    """The one responsible person of a group, between two dates; a handover ends one row and begins the next."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="leaderships", db_index=False)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    unit = models.CharField(_("unit and post"), max_length=100, blank=True)
    handover_note = models.CharField(_("handover note"), max_length=200, blank=True)
    batch = models.ForeignKey("kernel.Batch", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("leadership")
        verbose_name_plural = _("leaderships")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "group"],
                condition=Q(until__isnull=True),
                name="one_leader_a_group",
                violation_error_message=_("A group has exactly one responsible person; record a handover."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="leadership_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "person"], name="leadership_of_person"),
            models.Index(fields=["centre", "group"], name="leadership_of_group"),
        ]


class ReportedFigure(OfGroup):
    """A number somebody reported (members, members of 60 and over), with its source and day; beside the counted one."""

    class Figure(models.TextChoices):
        MEMBERS = "members", _("members")
        AGED = "aged_60_plus", _("members aged 60 or over")

    figure = models.CharField(max_length=20, choices=Figure.choices)
    value = models.PositiveIntegerField()
    reported_on = models.DateField(_("reported on"))
    source = models.CharField(_("source"), max_length=60)
    batch = models.ForeignKey("kernel.Batch", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("reported figure")
        verbose_name_plural = _("reported figures")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "group", "figure", "reported_on", "source"], name="reported_figure_once"
            )
        ]


class ActivityTime(OfGroup):
    """When a group meets in a week: a weekday and a time range (the form's "activity time", which is no date)."""

    weekday = models.PositiveSmallIntegerField(_("weekday"))  # 1 Monday … 7 Sunday (ISO 8601)
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("activity time")
        verbose_name_plural = _("activity times")
        constraints = [
            models.UniqueConstraint(fields=["centre", "group", "weekday", "starts"], name="activity_time_once"),
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="activity_weekday"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="activity_time_ends_after_it_starts",
                violation_error_message=_("The end of an activity time must be after its start."),
            ),
        ]
        ordering = ["weekday", "starts"]
